//! Lists of an OpenDocument file: the numerals of their levels, and the counting.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::numeral::Format;
use crate::xml::Node;

/// Levels of a list style.
const LEVELS: usize = 10;

#[derive(Debug, Clone, Default)]
struct Level {
    format: Format,
    /// The sign of a bullet.
    sign: &'static str,
    prefix: String,
    suffix: String,
    /// How many levels the numeral shows.
    shows: usize,
    /// The whole numeral with `%1%` in the place of the number of the first level; some programs write it, and then it
    /// holds.
    pattern: Option<String>,
    start: i64,
}

type Style = [Option<Level>; LEVELS];

/// All list styles, and how far lists have counted.
#[derive(Default)]
pub(super) struct Lists {
    styles: HashMap<Box<str>, Style>,
    /// Counts of each list style.
    counts: HashMap<Box<str>, [Option<i64>; LEVELS]>,
}

/// The style of headings has no name of its own.
pub(super) const OUTLINE: &str = "\u{0}outline";

impl Lists {
    /// Reads the list styles of the parts.
    pub(super) fn read(roots: &[Node<'_, '_>]) -> Lists {
        let mut out = Lists::default();
        let parts = roots.iter().flat_map(|r| r.children());
        for style in parts.flat_map(Node::children).flat_map(Node::children) {
            let name = match style.name() {
                "list-style" => style.attr("name").unwrap_or_default(),
                "outline-style" => OUTLINE.into(),
                _ => continue,
            };
            let mut levels = Style::default();
            for level in style.children() {
                let at = level
                    .number::<usize>("level")
                    .and_then(|l| l.checked_sub(1));
                if let Some(slot) = at.and_then(|at| levels.get_mut(at)) {
                    *slot = Some(read_level(level));
                }
            }
            out.styles.insert(Box::from(name.as_ref()), levels);
        }
        out
    }

    /// Begins a list: its levels from `at` on count anew.
    pub(super) fn begin(&mut self, style: &str, at: usize) {
        if let Some(counts) = self.counts.get_mut(style) {
            counts.iter_mut().skip(at).for_each(|c| *c = None);
        }
    }

    /// Counts an item; its numeral as the paper shows it.
    pub(super) fn next(&mut self, style: &str, at: usize, start: Option<i64>) -> String {
        let at = at.min(LEVELS - 1);
        let Some(levels) = self.styles.get(style) else {
            return String::new();
        };
        let Some(level) = &levels[at] else {
            return String::new();
        };
        let counts = self.counts.entry(Box::from(style)).or_default();
        let next = counts[at].map_or(level.start, |n| n.saturating_add(1));
        counts[at] = Some(start.unwrap_or(next));
        counts[at + 1..].fill(None);
        match level.format {
            Format::Bullet => return level.sign.to_owned(),
            Format::None => {
                return format!("{}{}", level.prefix, level.suffix)
                    .trim()
                    .to_owned();
            }
            _ => {}
        }
        let numeral = |l: usize| {
            let of = levels.get(l)?.as_ref()?;
            let numeral = of.format.numeral(counts[l].unwrap_or(of.start));
            (!numeral.is_empty()).then_some(numeral)
        };
        if let Some(pattern) = &level.pattern {
            return filled(pattern, numeral);
        }
        let from = (at + 1).saturating_sub(level.shows.max(1));
        let numerals = (from..=at).filter_map(numeral);
        let numerals: Vec<String> = numerals.collect();
        format!("{}{}{}", level.prefix, numerals.join("."), level.suffix)
            .trim()
            .to_owned()
    }
}

fn read_level(node: Node<'_, '_>) -> Level {
    let text = |name: &str| node.attr(name).unwrap_or_default().into_owned();
    let bullet =
        node.name() == "list-level-style-bullet" || node.name() == "list-level-style-image";
    let format = match node.attr("num-format").as_deref() {
        _ if bullet => Format::Bullet,
        Some("1") => Format::Decimal,
        Some("I") => Format::UpperRoman,
        Some("i") => Format::LowerRoman,
        Some("A") => Format::UpperLetter,
        Some("a") => Format::LowerLetter,
        None | Some("") => Format::None,
        Some(other) if other.starts_with("01") => Format::Padded(2),
        Some(_) => Format::Decimal,
    };
    Level {
        format,
        sign: crate::symbols::bullet(&text("bullet-char")),
        prefix: text("num-prefix"),
        suffix: text("num-suffix"),
        shows: node.number("display-levels").unwrap_or(1),
        start: node.number("start-value").unwrap_or(1),
        pattern: node
            .attr("num-list-format")
            .filter(|p| p.contains('%'))
            .map(Cow::into_owned),
    }
}

/// A pattern such as `%1%.%2%)` with the numerals of the levels that it names.
fn filled(pattern: &str, numeral: impl Fn(usize) -> Option<String>) -> String {
    let mut out = String::new();
    for (i, part) in pattern.split('%').enumerate() {
        // Every second part stands between two signs: the number of a level.
        let level = part.parse::<usize>().ok().filter(|_| i % 2 == 1);
        match level.and_then(|l| l.checked_sub(1)) {
            Some(level) => out.push_str(&numeral(level).unwrap_or_default()),
            None => out.push_str(part),
        }
    }
    out.trim().to_owned()
}
