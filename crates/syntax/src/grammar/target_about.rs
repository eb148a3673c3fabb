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
    "vao", "trong", "so voi", "tu", "so", "den", "nam", "theo", "hang nam", "moi nam", "tai", "va",
    "tro", "o", "cua", "do", "de", "nham", "thi", "la",
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
    "phan dau", "dam bao", "bao dam", "nang", "giam", "tang", "dua",
];

/// Units of measure: what they measure goes before them.
const MEASURES: &[&str] = &[
    "đồng", "ngày", "giờ", "phút", "m2", "m3", "km", "ha", "kg", "tấn", "tạ", "điểm",
];

/// Fills in what each target measures.
pub(super) fn about(f: &Folded, hits: &mut [TargetHit]) {
    for k in 0..hits.len() {
        let floor = if k == 0 { 0 } else { hits[k - 1].end };
        let ceiling = hits.get(k + 1).map_or(f.bytes().len(), |h| h.start);
        let (before, after) = (
            before(f, floor, hits[k].start),
            after(f, hits[k].end, ceiling),
        );
        let measure = MEASURES.contains(&hits[k].unit.as_str()) && before.0 < before.1;
        hits[k].about = after.filter(|_| !measure).unwrap_or(before);
    }
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
    Some(trimmed(bytes, start, end))
}

fn before(f: &Folded, floor: usize, to: usize) -> (usize, usize) {
    let bytes = &f.bytes()[..to];
    let closes = |i: &usize| {
        matches!(bytes[*i], b';' | b':' | b'(' | b')' | b'\n') || ends_sentence(f, *i, to)
    };
    let start = (floor..to).rev().find(closes).map_or(floor, |i| i + 1);
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
