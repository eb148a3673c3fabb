//! When something is due, in running text.
//!
//! ```text
//! due = limit | ( "trong" | "vào" | "hoàn thành" ) , period | recurrence ;
//! ```
//! Example: of `báo cáo, xong trước 17 giờ ngày 14/10/2022` it is `xong trước 17 giờ ngày 14/10/2022`.
//!
//! Known misses: a time counted from an event ("trong 03 ngày sau khi …").

use sohoa_text::fold::Folded;

use super::items::{Cue, items, periods, without_hour};
use super::recurrence::recurrence_at;
use crate::grammar::lex::skip_blanks;

/// The first words in `from..to` of running text that say when something is due: a limit, a period with "trong" or "vào", or
/// how often it comes again.
pub(crate) fn find_due(f: &Folded, from: usize, to: usize) -> Option<(usize, usize)> {
    let bytes = &f.bytes()[..to];
    let repeats = |i: &usize| recurrence_at(bytes, *i);
    for item in items(f, from, &periods(f, from, to, &[])) {
        let start = due_start(bytes, from, item.first.start);
        // A period of a year holds its own "trong".
        let says = &bytes[start..item.first.end];
        let period = [&b"trong"[..], b"vao", b"hoan thanh"]
            .iter()
            .any(|w| says.starts_with(w));
        if matches!(item.cue, Cue::Before | Cue::By) || period {
            let again = repeats(&skip_blanks(bytes, item.end));
            return Some((start, again.map_or(item.end, |r| r.end)));
        }
    }
    let again = (from..to).find_map(|i| repeats(&i))?;
    Some((due_start(bytes, from, again.start), again.end))
}

/// Where the words begin that lead to the period at `at`; "xong" is none of them before "trong".
fn due_start(bytes: &[u8], from: usize, at: usize) -> usize {
    const WORDS: [&[u8]; 11] = [
        b"nam",
        b"hoan thanh",
        b"xong",
        b"truoc",
        b"cham nhat",
        b"la",
        b"vao",
        b"trong",
        b"ngay",
        b"den",
        b"het",
    ];
    let words = bytes[from..at].trim_ascii_end();
    let hourless = without_hour(words);
    let mut start = if hourless.len() < words.len() {
        from + hourless.len()
    } else {
        at
    };
    while let Some(word) = WORDS
        .iter()
        .find(|w| bytes[from..start].trim_ascii_end().ends_with(w))
    {
        if *word == b"xong" && bytes[start..].starts_with(b"trong") {
            break;
        }
        start = from + bytes[from..start].trim_ascii_end().len() - word.len();
    }
    start
}
