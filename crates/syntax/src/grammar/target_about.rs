//! What a target measures: the words after its figure, or those before it.
//!
//! ```text
//! about = words up to ";" , "." , "(" or the next target             (* "100% văn bản …" *)
//!       | words from the clause's start to the verb of achieving ;   (* "Tỷ lệ … đạt 95%" *)
//! ```
//! Example: `Tỷ lệ hồ sơ đúng hạn đạt 95%` measures `Tỷ lệ hồ sơ đúng hạn`.
//!
//! Known misses: a subject that stands in the sentence before.

use sohoa_text::fold::Folded;

use super::actions::ends_sentence;
use super::lex::{shut, skip_blanks};
use super::target::{TargetHit, ends_with_word};

/// Words after a figure that do not name what it measures.
const PREPOSITIONS: &[&str] = &[
    "vao", "trong", "so voi", "so cung", "tu", "den", "nam", "theo", "hang nam", "moi nam", "tai",
    "va", "tro", "o", "cua", "do", "de", "nham", "thi", "la",
];

/// Verbs and small words between a subject and its figure.
const TRAILING: &[&str] = &[
    "phan dau",
    "dam bao",
    "bao dam",
    "dat",
    "la",
    "giam xuong",
    "tang len",
    "giam con",
    "giam",
    "tang",
    "len",
    "xuong",
    "con",
    "o muc",
    "muc",
    "khoang",
    "hoan thanh",
    "dat ty le",
];

/// Verbs before a subject.
const LEADING: &[&str] = &[
    "phan dau", "dam bao", "bao dam", "nang", "giam", "tang", "dua", "trong do", "moi",
];

/// Units of money, time and rates: what they measure goes before them.
const MEASURES: &[&str] = &[
    "đồng", "ngày", "giờ", "phút", "giây", "tháng", "lần", "buổi", "đợt",
];

/// Units of things that may be named right after them ("38 km đường ống").
const MATERIALS: &[&str] = &["m", "m2", "m3", "km", "ha", "kg", "tấn", "tạ"];

/// Fills in what each target measures.
pub(super) fn about(f: &Folded, hits: &mut [TargetHit]) {
    for k in 0..hits.len() {
        let floor = if k == 0 { 0 } else { hits[k - 1].end };
        let ceiling = hits.get(k + 1).map_or(f.bytes().len(), |h| h.start);
        let unit = hits[k].unit.as_str();
        let material = MATERIALS.contains(&unit);
        let from = if material {
            hits[k].end
        } else {
            hits[k].about.0
        };
        let (before, after) = (
            before(
                f,
                part_start(f, floor, hits[k].start, material),
                hits[k].start,
            ),
            after(f, from, ceiling),
        );
        let measure = unit.contains('/')
            || MEASURES.iter().any(|m| {
                unit.strip_prefix(m)
                    .is_some_and(|rest| !rest.starts_with(char::is_alphabetic))
            });
        hits[k].about = after
            .filter(|_| !measure || before.0 == before.1)
            .unwrap_or(before);
    }
}

/// After the comma between two measures of one clause.
fn part_start(f: &Folded, floor: usize, to: usize, material: bool) -> usize {
    let comma = f.bytes()[floor..to].iter().rposition(|b| *b == b',');
    comma
        .filter(|_| material && floor > 0)
        .map_or(floor, |p| floor + p + 1)
}

fn after(f: &Folded, from: usize, ceiling: usize) -> Option<(usize, usize)> {
    let bytes = &f.bytes()[..ceiling];
    let start = skip_blanks(bytes, from);
    let rest = &bytes[start..];
    if !rest.first()?.is_ascii_alphanumeric()
        || PREPOSITIONS
            .iter()
            .any(|p| rest.starts_with(p.as_bytes()) && shut(&rest[p.len()..]))
    {
        return None;
    }
    let closes = |i: &usize| {
        matches!(bytes[*i], b';' | b'(' | b')' | b'\n')
            || ends_sentence(f, *i, ceiling)
            || (bytes[*i] == b'.' && *i + 1 == ceiling)
    };
    let end = (start..ceiling).find(closes).unwrap_or(ceiling);
    let end = if end == ceiling {
        before_next(bytes, start, end)
    } else {
        end
    };
    Some(trimmed(bytes, start, end))
}

/// Without the few words after the last comma, which belong to the target that follows ("…, kéo thêm").
fn before_next(bytes: &[u8], start: usize, end: usize) -> usize {
    const WORDS: usize = 3;
    let comma = bytes[start..end].iter().rposition(|b| *b == b',');
    let led = comma.filter(|p| {
        let words = bytes[start + p + 1..end]
            .split(|b| *b == b' ')
            .filter(|w| !w.is_empty());
        bytes[end - 1] == b' ' && words.count() <= WORDS
    });
    led.map_or(end, |p| start + p)
}

/// The subject before the figure; where only a colon stands there, the label before it ("Kinh phí: 4 tỷ đồng").
fn before(f: &Folded, floor: usize, to: usize) -> (usize, usize) {
    let start = clause_start(f, floor, to);
    let found = subject(f.bytes(), start, to);
    if found.0 < found.1 || start == floor || f.bytes()[start - 1] != b':' {
        return found;
    }
    subject(f.bytes(), clause_start(f, floor, start - 1), start - 1)
}

fn clause_start(f: &Folded, floor: usize, to: usize) -> usize {
    let bytes = f.bytes();
    let closes = |i: &usize| {
        matches!(bytes[*i], b';' | b':' | b'(' | b')' | b'\n') || ends_sentence(f, *i, to)
    };
    (floor..to).rev().find(closes).map_or(floor, |i| i + 1)
}

/// The words of a clause without the verbs around its subject.
fn subject(bytes: &[u8], start: usize, to: usize) -> (usize, usize) {
    let (mut start, mut end) = trimmed(bytes, start, to);
    while let Some(word) = TRAILING
        .iter()
        .find(|v| ends_with_word(&bytes[start..end], v))
    {
        (start, end) = trimmed(bytes, start, end - word.len());
    }
    while let Some(word) = LEADING
        .iter()
        .find(|v| bytes[start..end].starts_with(v.as_bytes()) && shut(&bytes[start + v.len()..end]))
    {
        (start, end) = trimmed(bytes, start + word.len(), end);
    }
    (start, end)
}

/// Without the marks and the "và" at both ends.
fn trimmed(bytes: &[u8], mut start: usize, mut end: usize) -> (usize, usize) {
    while start < end && !bytes[start].is_ascii_alphanumeric() {
        start += 1;
    }
    loop {
        while start < end
            && !bytes[end - 1].is_ascii_alphanumeric()
            && !matches!(bytes[end - 1], b'"' | b')')
        {
            end -= 1;
        }
        if !ends_with_word(&bytes[start..end], "va") {
            return (start, end);
        }
        end -= 2;
    }
}
