//! Letters that stand in a digit's place: `2O22`, `l00%`, `12O.500.00O`, `20/0l/2020`.
//!
//! ```text
//! figure = digit-like { digit-like }      (* at least one true digit, no other letter beside it *)
//! digit-like = digit | O | o | l | I | |
//! ```
//! Real example: `năm 2O24` reads `năm 2024`. Left alone: numerals that open a line (the outline reads
//! them), Roman quarters ("quý 1I"), a lone digit with an l behind it (litres), and document numbers,
//! which have a rule of their own. Known misses: S for 5 and B for 8 outside document numbers.

use std::ops::Range;

use super::Change;
use crate::phrases::find_pair;

const RULE: &str = "text/repair/digits";

/// The figures of `text` that hold letters, outside the ranges already changed.
pub(crate) fn changes(text: &str, taken: &[Change]) -> Vec<Change> {
    let bytes = text.as_bytes();
    let mut out = Vec::new();
    let mut i = 0;
    while let Some(at) = seam(bytes, i) {
        let range = figure(bytes, at);
        i = range.end.max(at + 1);
        if stands_alone(text, &range) && !is_numeral(text, &range) && !overlaps(taken, &range) {
            out.push(Change {
                value: text[range.clone()].chars().map(digit).collect(),
                range,
                rule: RULE,
                confidence: 0.8,
            });
        }
    }
    out
}

/// Where a digit and a letter of its shape first stand side by side: a figure without such a seam is sound.
fn seam(bytes: &[u8], from: usize) -> Option<usize> {
    find_pair(bytes, from, |a, b| {
        a.is_ascii_digit() & is_shape(b) | is_shape(a) & b.is_ascii_digit()
    })
}

fn is_shape(b: u8) -> bool {
    matches!(b, b'O' | b'o' | b'l' | b'I' | b'|')
}

/// The run of digit-like characters around a place inside it.
fn figure(bytes: &[u8], at: usize) -> Range<usize> {
    let like = |b: &u8| b.is_ascii_digit() || is_shape(*b);
    let start = at - bytes[..at].iter().rev().take_while(|b| like(b)).count();
    let end = at + bytes[at..].iter().take_while(|b| like(b)).count();
    start..end
}

/// No letter beside it: "H1O" is a code, "3lần" a word.
fn stands_alone(text: &str, range: &Range<usize>) -> bool {
    let letter = |c: Option<char>| c.is_some_and(|c| c.is_alphabetic() || c == '|');
    let figure = &text[range.clone()];
    let digits = figure.bytes().filter(u8::is_ascii_digit).count();
    let litres = digits == figure.len() - 1
        && figure.ends_with('l')
        && !text[range.end..].starts_with(['/', '.', '%']);
    !letter(text[..range.start].chars().next_back())
        && !letter(text[range.end..].chars().next())
        && !litres
        && digits * 3 >= figure.len()
}

/// A numeral at the start of a line or cell, or a Roman quarter.
fn is_numeral(text: &str, range: &Range<usize>) -> bool {
    let before = &text[..range.start];
    let opens = before.is_empty() || before.ends_with(['\n', '\t']);
    let closes = text[range.end..].starts_with(['.', ')', ',', ' ', '-', '/', ':', '\t', '\n']);
    let quarter = before.trim_end().ends_with(['ý', 'y']) && before.trim_end().len() < before.len();
    let grouped = text[range.end..].starts_with('.')
        && text[range.end + 1..].starts_with(|c: char| c.is_ascii_digit() || c == 'O');
    let dated = text[range.end..].starts_with('/')
        && text[range.end + 1..].starts_with(|c: char| c.is_ascii_digit());
    opens && closes && !grouped && !dated || quarter
}

fn overlaps(taken: &[Change], range: &Range<usize>) -> bool {
    let n = taken.partition_point(|c| c.range.end <= range.start);
    taken.get(n).is_some_and(|c| c.range.start < range.end)
}

fn digit(c: char) -> char {
    match c {
        'O' | 'o' => '0',
        'l' | 'I' | '|' => '1',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn repaired(text: &str) -> String {
        let mut out = text.to_owned();
        for c in changes(text, &[]).into_iter().rev() {
            out.replace_range(c.range, &c.value);
        }
        out
    }

    #[test]
    fn figures_by_shape() {
        for (damaged, right) in [
            ("năm 2O24", "năm 2024"),
            ("đạt l00% và 9O %", "đạt 100% và 90 %"),
            ("tổng 12O.500.00O đồng", "tổng 120.500.000 đồng"),
            ("ngày 20/0l/2020", "ngày 20/01/2020"),
            ("việc\t45O.000\tQuý I", "việc\t450.000\tQuý I"),
        ] {
            assert_eq!(repaired(damaged), right);
        }
    }

    #[test]
    fn leaves_the_rest_alone() {
        for text in [
            "1I. NỘI DUNG",
            "quý 1I/2024",
            "chai 5l nước",
            "H1O1",
            "lO lắng",
            "l.3. Việc",
            "mức 3,4",
        ] {
            assert_eq!(repaired(text), text);
        }
    }
}
