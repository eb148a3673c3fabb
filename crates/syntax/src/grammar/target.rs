//! Quantified targets of a goal sentence: a figure, how it compares, and what it measures.
//!
//! ```text
//! target     = [ comparator ] , figure , [ ( "-" | "đến" ) , figure ] , [ "trở lên" | "trở xuống" ] ;
//! figure     = number , [ "%" | "phần trăm" ] | money | number , [ "/" , number ] , unit ;
//! comparator = "ít nhất" | "tối thiểu" | "từ" | "trên" | "hơn" | "không quá" | "tối đa" | "dưới" | "khoảng" | "≥" | … ;
//! ```
//! Example: `đạt từ 95% trở lên` is `>= 95 %`; `từ 85% đến 90%` is one target with an upper value; of `11/12 xã` the value is 11.
//!
//! A percentage counts, but not where the heading or the sentence tells what is or was. Another figure counts where a comparator
//! or a verb of achieving stands before it, where its clause plans something new, or where the heading calls for it. What is
//! measured follows the figure ("100% văn bản …") or, where nothing but an end or a preposition follows, goes before it.
//!
//! Not targets: a percentage in the brackets of a citation, a rate of support ("hỗ trợ 50%"), a result ("đã đạt 85%"), a
//! condition ("vụ ngộ độc từ 30 người trở lên").
//!
//! Known misses: figures in words, "gấp đôi".

mod evidence;
mod setting;

use sohoa_text::fold::Folded;
use sohoa_text::phrases::find_pair;

use super::lex::{is_blank, opens, skip_blanks};
use super::target_about::about;
use super::target_figure::{Figure, Unit, figure_at, may_start_figure, starts_figure};
use evidence::Candidate;
pub use setting::Setting;

/// A target found in a paragraph; all positions are folded.
#[derive(Debug, Clone, PartialEq)]
pub struct TargetHit {
    /// First position of the figure expression, comparator words included.
    pub start: usize,
    /// Position after its last.
    pub end: usize,
    /// `>=`, `>`, `=`, `<` or `<=`.
    pub comparator: &'static str,
    /// The figure; money in whole đồng.
    pub value: f64,
    /// The upper figure of a range.
    pub upper: Option<f64>,
    /// `%`, `đồng` or the counted noun.
    pub unit: String,
    /// What is measured.
    pub about: (usize, usize),
}

/// Words that compare, folded, the longer ones before their own tails.
const COMPARATORS: &[(&str, &str)] = &[
    ("it nhat", ">="),
    ("toi thieu", ">="),
    ("khong duoi", ">="),
    ("khong it hon", ">="),
    ("khong thap hon", ">="),
    ("khong qua", "<="),
    ("khong vuot qua", "<="),
    ("toi da", "<="),
    ("nhieu nhat", "<="),
    ("cao nhat", "<="),
    ("it hon", "<"),
    ("thap hon", "<"),
    ("duoi", "<"),
    ("cao hon", ">"),
    ("nhieu hon", ">"),
    ("hon", ">"),
    ("tren", ">"),
    ("vuot", ">"),
    (">=", ">="),
    ("<=", "<="),
    (">", ">"),
    ("<", "<"),
    ("tu", ">="),
    ("trong vong", "<="),
    ("khoang", "="),
];

/// Comparators that describe as often as they demand ("hồ trên 40 ha"): with a count they need a verb of achieving.
const WEAK: &[&[u8]] = &[b"tu", b"tren", b"hon", b"duoi", b"khoang"];

/// Words directly before a percentage that make a rate of it.
const RATES: &[&str] = &[
    "ho tro",
    "huong",
    "phu cap",
    "da dat",
    "da hoan thanh",
    "moi dat",
    "chi dat",
];

/// The targets of one paragraph, in order; `setting` is what the headings above it say.
#[must_use]
pub fn scan_targets(f: &Folded, setting: Setting) -> Vec<TargetHit> {
    let bytes = f.bytes();
    let mut hits: Vec<TargetHit> = Vec::new();
    if setting == Setting::State {
        return hits;
    }
    let mut from = 0;
    let mut brackets = Brackets::default();
    while let Some(i) = find_pair(bytes, from, may_start_figure) {
        let floor = hits.last().map_or(0, |h| h.end);
        let figure = starts_figure(bytes, i).then(|| figure_at(bytes, i));
        let hit = figure
            .flatten()
            .and_then(|fig| target(f, setting, floor, i, fig, &mut brackets));
        let word = bytes[i..].iter().take_while(|b| b.is_ascii_alphanumeric());
        from = match &hit {
            Some(hit) => hit.end,
            None => i + word.count(),
        };
        hits.extend(hit);
    }
    about(f, &mut hits);
    hits
}

/// The target that a figure at `i` makes, with the words around it.
fn target(
    f: &Folded,
    setting: Setting,
    floor: usize,
    i: usize,
    figure: Figure,
    brackets: &mut Brackets,
) -> Option<TargetHit> {
    let bytes = f.bytes();
    let (said, start) = comparator(f, floor, i);
    let (after, end) = direction(bytes, figure.end);
    let describes = WEAK.iter().any(|w| bytes[start..].starts_with(w));
    let seen = Candidate {
        f,
        start,
        end,
        strong: said.is_some() && !describes,
        weak: said.is_some() && describes || after.is_some(),
        figure,
    };
    let before = bytes[floor..start].trim_ascii_end();
    let meant = match figure.unit {
        Unit::Percent => {
            !RATES.iter().any(|r| ends_with_word(before, r)) && !brackets.cite(bytes, i)
        }
        Unit::Money => seen.planned_money(setting),
        Unit::Noun(..) => seen.planned_count(setting),
        Unit::Word(..) => seen.strives(),
    };
    if !meant || seen.recalled() {
        return None;
    }
    let range = figure.upper.map(|_| ">=");
    let (unit, noun) = match figure.unit {
        Unit::Percent => ("%".to_owned(), end),
        Unit::Money => ("đồng".to_owned(), end),
        Unit::Noun(a, b) | Unit::Word(a, b) => (f.slice(a, b).to_lowercase(), a),
    };
    let about = if after.is_some() { end } else { noun };
    Some(TargetHit {
        start,
        end,
        comparator: after.or(range).or(said).unwrap_or("="),
        value: figure.value,
        upper: figure.upper,
        unit,
        about: (about, about),
    })
}

/// The comparing words that end at `at`, and where they begin.
fn comparator(f: &Folded, floor: usize, at: usize) -> (Option<&'static str>, usize) {
    let before = f.bytes()[floor..at].trim_ascii_end();
    for (words, sign) in COMPARATORS {
        if ends_with_word(before, words) {
            return (Some(sign), floor + before.len() - words.len());
        }
    }
    if let Some(start) = not_over(f, floor, floor + before.len()) {
        return (Some("<="), start);
    }
    let last = floor + before.len().saturating_sub(1);
    match f.slice(last, last + 1).chars().next() {
        Some('≥') if !before.is_empty() => (Some(">="), last),
        Some('≤') if !before.is_empty() => (Some("<="), last),
        _ => (None, at),
    }
}

/// The start of "không … quá" that ends at `to`, a verb between its words: "không kiểm tra quá".
fn not_over(f: &Folded, floor: usize, to: usize) -> Option<usize> {
    const REACH: usize = 36;
    let bytes = &f.bytes()[..to];
    if !ends_with_word(bytes, "qua") || f.slice(to - 3, to) != "quá" {
        return None;
    }
    let from = floor.max(to.saturating_sub(REACH));
    let at = from + memchr::memmem::rfind(&bytes[from..], b"khong ")?;
    let between = &bytes[at..to];
    let one_clause = between
        .iter()
        .all(|b| b.is_ascii_alphabetic() || is_blank(*b));
    (opens(bytes, at) && one_clause).then_some(at)
}

/// "trở lên", "trở xuống" after a figure.
fn direction(bytes: &[u8], end: usize) -> (Option<&'static str>, usize) {
    let at = skip_blanks(bytes, end);
    for (words, sign) in [("tro len", ">="), ("tro xuong", "<=")] {
        if bytes[at..].starts_with(words.as_bytes()) {
            return (Some(sign), at + words.len());
        }
    }
    (None, end)
}

pub(super) fn ends_with_word(text: &[u8], word: &str) -> bool {
    text.ends_with(word.as_bytes()) && opens(text, text.len() - word.len())
}

/// The brackets of a paragraph, followed from figure to figure: nothing is read twice.
#[derive(Default)]
struct Brackets {
    /// How far they were followed.
    seen: usize,
    /// Whether those that stand open there hold a document number; none where none stand open.
    open: Option<bool>,
}

impl Brackets {
    /// True where the brackets around `at`, which lies behind all places asked for before, hold a document number.
    fn cite(&mut self, bytes: &[u8], at: usize) -> bool {
        if let Some(last) = memchr::memrchr2(b'(', b')', &bytes[self.seen..at]) {
            let inside = &bytes[self.seen + last + 1..];
            let opens = bytes[self.seen + last] == b'(';
            self.open = opens.then(|| holds_number(inside));
        }
        self.seen = at;
        self.open == Some(true)
    }
}

/// Whether a document number stands before the first closing bracket.
fn holds_number(inside: &[u8]) -> bool {
    let close = memchr::memchr(b')', inside).unwrap_or(inside.len());
    let symbol = |t: &[u8]| {
        t.contains(&b'/')
            && t.contains(&b'-')
            && t[0].is_ascii_digit()
            && t.iter().any(u8::is_ascii_alphabetic)
    };
    inside[..close]
        .split(|b| is_blank(*b))
        .any(|t| !t.is_empty() && symbol(t))
}

#[cfg(test)]
mod tests;
