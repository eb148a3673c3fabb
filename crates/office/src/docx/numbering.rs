//! Automatic numbering of a Word file: lists, their levels, and the counting.
//!
//! Lists of one abstract numbering count together; a list that says where it starts does so once. A level
//! starts anew after a higher one, unless it says otherwise.

use std::collections::{HashMap, HashSet};

use crate::numeral::Format;
use crate::xml::Node;

use super::styles::{InList, Styles, value};
use super::symbols;

/// Word has nine levels.
const LEVELS: usize = 9;

#[derive(Debug, Clone, Default)]
struct Level {
    start: Option<i64>,
    format: Format,
    /// `%1.%2)`, or the sign of a bullet.
    text: String,
    /// Counts on until this level (1-based) or a higher one comes; 0: for ever.
    restart: Option<usize>,
    /// All numerals in digits.
    legal: bool,
    /// The paragraph style that stands on this level.
    style: Option<Box<str>>,
}

#[derive(Debug, Default)]
struct Abstract {
    levels: [Option<Level>; LEVELS],
    /// Its levels stand where this numbering style points.
    link: Option<Box<str>>,
}

#[derive(Debug, Default)]
struct List {
    of: i64,
    starts: [Option<i64>; LEVELS],
    levels: [Option<Level>; LEVELS],
}

/// All lists of a file, and how far they have counted.
#[derive(Default)]
pub(super) struct Numbering {
    abstracts: HashMap<i64, Abstract>,
    lists: HashMap<i64, List>,
    counts: HashMap<i64, [Option<i64>; LEVELS]>,
    /// Lists that have said where they start.
    started: HashSet<(i64, usize)>,
}

impl Numbering {
    /// Reads `numbering.xml`.
    pub(super) fn read(root: Node<'_, '_>, styles: &Styles) -> Numbering {
        let mut out = Numbering::default();
        let Some(numbering) = root.child("numbering") else {
            return out;
        };
        for node in numbering.all("abstractNum") {
            let Some(id) = node.number("abstractNumId") else {
                continue;
            };
            let mut one = Abstract {
                link: node.child("numStyleLink").and_then(value),
                ..Abstract::default()
            };
            levels(node, &mut one.levels);
            out.abstracts.insert(id, one);
        }
        for node in numbering.all("num") {
            let of = node.child("abstractNumId").and_then(|a| a.number("val"));
            let (Some(id), Some(of)) = (node.number("numId"), of) else {
                continue;
            };
            let mut list = List {
                of,
                ..List::default()
            };
            for change in node.all("lvlOverride") {
                let Some(at) = change.number::<usize>("ilvl").filter(|l| *l < LEVELS) else {
                    continue;
                };
                levels(change, &mut list.levels);
                list.starts[at] = change.child("startOverride").and_then(|s| s.number("val"));
            }
            out.lists.insert(id, list);
        }
        out.follow_links(styles);
        out
    }

    /// A numbering may take its levels from the list of a numbering style.
    fn follow_links(&mut self, styles: &Styles) {
        let mut moved = Vec::new();
        for (id, one) in &self.abstracts {
            let Some(link) = &one.link else { continue };
            let list = styles.in_list(Some(link)).0.list;
            if let Some(target) = list.and_then(|l| self.lists.get(&l)) {
                moved.push((*id, target.of));
            }
        }
        for list in self.lists.values_mut() {
            if let Some((_, to)) = moved.iter().find(|(from, _)| *from == list.of) {
                list.of = *to;
            }
        }
    }

    /// The list and level of a paragraph: its own, or its style's; 0 takes a paragraph out of its list.
    pub(super) fn place(
        &self,
        own: InList,
        style: Option<&str>,
        styles: &Styles,
    ) -> Option<(i64, usize)> {
        let (from_style, by) = styles.in_list(style);
        let list = own.list.or(from_style.list).filter(|l| *l != 0)?;
        let linked = || {
            let by = by.filter(|_| own.list.is_none())?;
            (0..LEVELS).find(|l| {
                self.level(list, *l)
                    .is_some_and(|l| l.style.as_deref() == Some(by))
            })
        };
        let level = own.level.or_else(linked).or(from_style.level).unwrap_or(0);
        Some((list, level.min(LEVELS - 1)))
    }

    /// Counts a paragraph; its numeral as the paper shows it.
    pub(super) fn next(&mut self, list: i64, at: usize) -> String {
        let Some(of) = self.lists.get(&list).map(|l| l.of) else {
            return String::new();
        };
        self.count(list, of, at);
        let Some(level) = self.level(list, at) else {
            return String::new();
        };
        match level.format {
            Format::Bullet => symbols::bullet(&level.text).to_owned(),
            Format::None => level
                .text
                .replace(['%', '1', '2', '3', '4', '5', '6', '7', '8', '9'], ""),
            _ => self.numeral(list, of, level),
        }
    }

    fn count(&mut self, list: i64, of: i64, at: usize) {
        let start = self.level(list, at).and_then(|l| l.start);
        let own = self.lists.get(&list).and_then(|l| l.starts[at]);
        let restarts: [bool; LEVELS] = std::array::from_fn(|l| {
            let until = self.level(list, l).and_then(|l| l.restart);
            l > at && at < until.unwrap_or(l)
        });
        let counts = self.counts.entry(of).or_default();
        let first = own.filter(|_| self.started.insert((list, at)));
        counts[at] = Some(match (first, counts[at]) {
            (Some(first), _) => first,
            (None, Some(last)) => last.saturating_add(1),
            (None, None) => own.or(start).unwrap_or(1),
        });
        for (count, _) in counts.iter_mut().zip(restarts).filter(|(_, r)| *r) {
            *count = None;
        }
    }

    fn numeral(&self, list: i64, of: i64, level: &Level) -> String {
        let counts = self.counts.get(&of).copied().unwrap_or_default();
        let mut out = String::new();
        let mut rest = level.text.as_str();
        while let Some(at) = rest.find('%') {
            out.push_str(&rest[..at]);
            rest = &rest[at + 1..];
            let Some(digit) = rest.bytes().next().filter(|b| (b'1'..=b'9').contains(b)) else {
                out.push('%');
                continue;
            };
            rest = &rest[1..];
            let n = usize::from(digit - b'1');
            let of = self.level(list, n);
            let count = counts[n].or_else(|| of.and_then(|l| l.start)).unwrap_or(1);
            let format = of.map(|l| l.format).unwrap_or_default();
            let legal = level.legal && !matches!(format, Format::None | Format::Bullet);
            out.push_str(&if legal { Format::Decimal } else { format }.numeral(count));
        }
        out.push_str(rest);
        out.trim().to_owned()
    }

    /// The level of a list; what the list changes goes before what it is made of.
    fn level(&self, list: i64, at: usize) -> Option<&Level> {
        let list = self.lists.get(&list)?;
        let own = list.levels.get(at)?.as_ref();
        own.or_else(|| self.abstracts.get(&list.of)?.levels[at].as_ref())
    }
}

fn levels(node: Node<'_, '_>, into: &mut [Option<Level>; LEVELS]) {
    for level in node.all("lvl") {
        if let Some(slot) = level.number::<usize>("ilvl").and_then(|l| into.get_mut(l)) {
            *slot = Some(read_level(level));
        }
    }
}

fn read_level(node: Node<'_, '_>) -> Level {
    let number = |name: &str| node.child(name).and_then(|n| n.number("val"));
    // A format that old readers do not know stands in an alternative.
    let format = node.child("numFmt").or_else(|| {
        let choice = node.child("AlternateContent")?.child("Choice")?;
        choice.child("numFmt")
    });
    Level {
        start: number("start"),
        format: format.map(read_format).unwrap_or_default(),
        text: node
            .child("lvlText")
            .and_then(value)
            .unwrap_or_default()
            .into(),
        restart: node.child("lvlRestart").and_then(|n| n.number("val")),
        legal: node.child("isLgl").is_some_and(super::styles::is_on),
        style: node.child("pStyle").and_then(value),
    }
}

fn read_format(node: Node<'_, '_>) -> Format {
    match node.attr("val").as_deref() {
        Some("upperRoman") => Format::UpperRoman,
        Some("lowerRoman") => Format::LowerRoman,
        Some("upperLetter") => Format::UpperLetter,
        Some("lowerLetter") => Format::LowerLetter,
        Some("bullet") => Format::Bullet,
        Some("none") => Format::None,
        Some("decimalZero") => Format::Padded(2),
        Some("vietnameseCounting") => Format::Words,
        // "001, 002, 003, …"
        Some("custom") => {
            let sample = node.attr("format").unwrap_or_default();
            let digits = sample.bytes().take_while(u8::is_ascii_digit).count();
            Format::Padded(digits.min(9))
        }
        _ => Format::Decimal,
    }
}
