//! The provinces and districts that a document names: what tells namesakes apart.

use super::Asked;
use sohoa_syntax::tree;
use sohoa_text::Text;
use sohoa_text::fold::{Folded, fold_string};
use sohoa_units::{Era, Mention, Mentions, Nearness, Unit, compare, named};

/// What an authority weighs ("UBND tỉnh …", "Tỉnh ủy …"), and any other mention.
pub(super) const AUTHORITY: u32 = 3;
const PLAIN: u32 = 1;
/// Bytes of a document that are looked through: its place is told at the beginning.
const ENOUGH: usize = 16_000;
/// Words of a name at most.
const WORDS: usize = 5;
/// Different names that are looked up.
const NAMES: usize = 48;

/// Printed kinds of the units that others lie in.
const KINDS: &[(&str, &str)] = &[
    ("tỉnh", "tỉnh"),
    ("Tỉnh", "tỉnh"),
    ("TỈNH", "tỉnh"),
    ("thành phố", "thành phố"),
    ("Thành phố", "thành phố"),
    ("THÀNH PHỐ", "thành phố"),
    ("TP.", "thành phố"),
    ("TP", "thành phố"),
    ("Tp.", "thành phố"),
    ("tp.", "thành phố"),
    // Below these, districts.
    ("huyện", "huyện"),
    ("Huyện", "huyện"),
    ("HUYỆN", "huyện"),
    ("quận", "quận"),
    ("Quận", "quận"),
    ("QUẬN", "quận"),
    ("thị xã", "thị xã"),
    ("Thị xã", "thị xã"),
    ("THỊ XÃ", "thị xã"),
];
const PROVINCES: usize = 10;

/// What stands before the kind where an authority is named, and behind it ("Tỉnh ủy").
const BEFORE: &[&str] = &["UBND", "HĐND", "dân", "DÂN", "Dân"];
const BEHIND: &[&str] = &["ủy", "uỷ", "ỦY", "UỶ", "Ủy", "Uỷ"];

/// A search for units above.
pub(super) struct Scan<'s, 't> {
    era: Era,
    kinds: &'static [(&'static str, &'static str)],
    /// The unit that is asked for, which says nothing of itself.
    own: (&'static str, &'t str),
    out: &'s mut Mentions,
    /// The words behind a kind that were looked up, and which mention they made.
    known: Vec<(&'static str, &'t str, Option<usize>)>,
}

impl<'s, 't> Scan<'s, 't> {
    pub fn new(asked: &Asked<'t>, out: &'s mut Mentions) -> Scan<'s, 't> {
        let kinds = if asked.is_district() {
            &KINDS[..PROVINCES]
        } else {
            KINDS
        };
        Scan {
            era: asked.era,
            own: (asked.kind, asked.name),
            kinds,
            out,
            known: Vec::new(),
        }
    }

    /// The lines of a document.
    pub fn document(&mut self, text: &'t Text<'_>, d: &tree::Document) {
        for line in lines(text, d) {
            self.words(line, None);
        }
    }

    /// One line, all of whose mentions weigh the same.
    pub fn line(&mut self, line: &'t str, weight: u32) {
        self.words(line, Some(weight));
    }

    fn words(&mut self, line: &'t str, weight: Option<u32>) {
        let mut before = "";
        for word in line.split_ascii_whitespace() {
            let last = std::mem::replace(&mut before, word);
            let word = word.trim_start_matches(['(', '"', '“', '-']);
            if !opens_kind(word) {
                continue;
            }
            let rest = &line[offset(line, word)..];
            let Some((kind, behind)) = self.kind(rest) else {
                continue;
            };
            let authority = BEFORE.contains(&last);
            let (behind, party) = past_committee(behind);
            let own = if authority || party { AUTHORITY } else { PLAIN };
            self.name(kind, behind, weight.unwrap_or(own));
        }
    }

    fn kind(&self, rest: &'t str) -> Option<(&'static str, &'t str)> {
        self.kinds.iter().find_map(|(printed, kind)| {
            let behind = rest.strip_prefix(printed)?;
            let apart = printed.ends_with('.') || behind.starts_with(' ');
            apart.then_some((*kind, behind.trim_start_matches(' ')))
        })
    }

    /// The unit whose name begins what stands behind its kind.
    fn name(&mut self, kind: &'static str, behind: &'t str, weight: u32) {
        let name = &behind[..name_end(behind)];
        let (own_kind, own) = self.own;
        if name.is_empty() || kind == own_kind && compare(name, own) == Nearness::Same {
            return;
        }
        let known = self.known.iter().find(|(k, n, _)| *k == kind && *n == name);
        if let Some(&(.., made)) = known {
            if let Some(i) = made {
                self.out.0[i].weight += weight;
            }
            return;
        }
        if self.known.len() == NAMES {
            return;
        }
        let made = self.units(kind, name).map(|units| {
            self.out.0.push(Mention { units, weight });
            self.out.0.len() - 1
        });
        self.known.push((kind, name, made));
    }

    /// The units that bear the longest beginning of `name` that some do.
    fn units(&self, kind: &str, name: &str) -> Option<Vec<Unit>> {
        let mut name = name;
        loop {
            let mut units = named(name, kind, self.era);
            if units.is_empty() && self.era == Era::Since {
                // An older instrument, or a name that people still use.
                units = named(name, kind, Era::Before);
            }
            if !units.is_empty() {
                return Some(units);
            }
            name = name[..name.rfind(' ')?].trim_end_matches([' ', '-', '–']);
        }
    }
}

/// Where the words with capitals (or the number) end that begin `text`.
pub(super) fn name_end(text: &str) -> usize {
    let mut end = 0;
    for (n, word) in text
        .split(' ')
        .filter(|w| !w.is_empty())
        .take(WORDS + 1)
        .enumerate()
    {
        let start = offset(text, word);
        let dash = matches!(word, "-" | "–");
        let opens = |c: char| c.is_uppercase() || c.is_ascii_digit();
        let begins = |k: &str| text[start..].strip_prefix(k);
        let kind = |(k, _): &(&str, &str)| begins(k).is_some_and(|rest| rest.starts_with(' '));
        if n > 0 && KINDS.iter().any(kind)
            || n == WORDS
            || !(dash && n > 0 || word.starts_with(opens))
        {
            break;
        }
        let bare = word.trim_end_matches(|c: char| !c.is_alphanumeric());
        if !dash {
            end = start + bare.len();
            if bare.len() < word.len() {
                break;
            }
        }
    }
    end
}

/// Whether the document names a unit by its kind and name.
pub(super) fn says(text: &Text<'_>, d: &tree::Document, unit: &Unit) -> bool {
    let fold = fold_string(&format!("{} {}", unit.kind, unit.name));
    let skip = unit.kind.chars().count() + 1;
    lines(text, d).any(|line| {
        let f = Folded::new(line);
        let at = f.find_word(fold.as_bytes(), 0);
        let name = at.map(|i| f.slice(i + skip, i + fold.len()));
        name.is_some_and(|n| compare(n, unit.name) == Nearness::Same)
    })
}

/// Whether a word is the first of a kind's: most words are told by their length.
fn opens_kind(word: &str) -> bool {
    const WORDS: [&str; 15] = [
        "tỉnh", "Tỉnh", "TỈNH", "thành", "Thành", "THÀNH", "huyện", "Huyện", "HUYỆN", "quận",
        "Quận", "QUẬN", "thị", "Thị", "THỊ",
    ];
    matches!(word.as_bytes(), [b't' | b'T', b'p' | b'P', ..])
        || matches!(word.len(), 5..=8) && WORDS.contains(&word)
}

/// "ủy" behind the kind: a Party committee.
fn past_committee(behind: &str) -> (&str, bool) {
    let (word, rest) = behind.split_once(' ').unwrap_or((behind, ""));
    if BEHIND.contains(&word) {
        (rest, true)
    } else {
        (behind, false)
    }
}

/// The lines of a document, as far as they are looked through.
pub(super) fn lines<'t>(text: &'t Text<'_>, d: &tree::Document) -> impl Iterator<Item = &'t str> {
    let all = text.lines();
    let last = d.lines.1.min(all.len().saturating_sub(1));
    let lines = all.get(d.lines.0..=last).unwrap_or_default();
    let from = lines.first().map_or(0, |l| l.start as usize);
    let near = lines
        .iter()
        .take_while(move |l| l.start as usize - from < ENOUGH);
    near.map(|l| text.slice(&l.range()))
}

/// Where a part of a text begins in it.
fn offset(text: &str, part: &str) -> usize {
    part.as_ptr() as usize - text.as_ptr() as usize
}
