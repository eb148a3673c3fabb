//! Letters that stand in a digit's place: `2O22`, `l00%`, `12O.500.00O`, `20/0l/2020`, `1S/6/2020`.
//!
//! ```text
//! figure = digit-like { digit-like }      (* at least one true digit, no other letter beside it *)
//! digit-like = digit | O | o | l | I | | | Q | S | B
//! ```
//! Real example: `năm 2O24` reads `năm 2024`. Q, S, B and an o behind digits (degrees) count only in years,
//! dates, amounts and percentages. Left alone: numerals that open a line (the outline reads them), Roman
//! numerals behind a word ("quý 1I"), a lone digit with an l behind it (litres), and document numbers, which
//! have a rule of their own. Known misses: S for 5 and B for 8 elsewhere; a figure of letters only.

use std::ops::Range;

use super::{Change, overlaps};
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
        // These make codes and names too: "5S", "QL1B".
        let rare = bytes[range.clone()].iter().any(|b| b"QSB".contains(b));
        if stands_alone(text, &range)
            && !is_numeral(text, &range)
            && !is_degrees(text, &range)
            && (!rare || is_framed(text, &range))
            && !overlaps(taken, &range)
        {
            out.push(Change {
                value: text[range.clone()].chars().map(digit).collect(),
                range,
                rule: RULE,
                confidence: if rare { 0.7 } else { 0.8 },
                applied: true,
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
    matches!(b, b'O' | b'o' | b'l' | b'I' | b'|' | b'Q' | b'S' | b'B')
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
    // "%88" is a byte of an address.
    !text[..range.start].ends_with('%')
        && !letter(text[..range.start].chars().next_back())
        && !letter(text[range.end..].chars().next())
        && !litres
        && digits * 3 >= figure.len()
}

/// A numeral at the start of a line or cell, or a Roman quarter.
fn is_numeral(text: &str, range: &Range<usize>) -> bool {
    let before = &text[..range.start];
    let opens = before.is_empty() || before.ends_with(['\n', '\t']);
    let closes = text[range.end..].starts_with(['.', ')', ',', ' ', '-', '/', ':', '\t', '\n']);
    let grouped = text[range.end..].starts_with('.')
        && text[range.end + 1..].starts_with(|c: char| c.is_ascii_digit() || c == 'O');
    let dated = text[range.end..].starts_with('/')
        && text[range.end + 1..].starts_with(|c: char| c.is_ascii_digit());
    opens && closes && !grouped && !dated || is_roman(text, range)
}

/// A Roman numeral behind a word that is counted so.
fn is_roman(text: &str, range: &Range<usize>) -> bool {
    const COUNTED: &[&str] = &[
        "quy", "chuong", "phan", "muc", "luc", "khoa", "ky", "hang", "loai", "nhom", "cap", "dot",
        "vung", "the", "lan",
    ];
    let word = text[..range.start]
        .trim_end_matches(' ')
        .rsplit(|c: char| !c.is_alphanumeric());
    let word = word
        .take(1)
        .find(|w| w.len() < 12)
        .map(crate::fold::fold_string);
    let strokes = |b: u8| matches!(b, b'1' | b'I' | b'l' | b'|');
    word.is_some_and(|w| COUNTED.contains(&w.as_str())) && text[range.clone()].bytes().all(strokes)
}

/// A small o behind digits is the sign of degrees, unless the figure is a year, a day or an amount.
fn is_degrees(text: &str, range: &Range<usize>) -> bool {
    let minutes = text[range.end..].starts_with(['\'', '’', '′']);
    text[range.start + 1..range.end].contains('o') && (minutes || !is_framed(text, range))
}

/// A year, or a part of a date, an amount or a percentage.
fn is_framed(text: &str, range: &Range<usize>) -> bool {
    let figure = &text[range.clone()];
    let (before, after) = (&text[..range.start], &text[range.end..]);
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let value: String = figure.chars().map(self::digit).collect();
    let is_year = value.len() == 4 && (value.starts_with("20") || value.starts_with("19"));
    let follows = |c: char| before.ends_with(c) && digit(before.chars().rev().nth(1));
    let leads = |c: char| after.starts_with(c) && digit(after.chars().nth(1));
    let thousands = || {
        let group = after[1..].bytes().take_while(u8::is_ascii_digit).count();
        figure.len() <= 3 && group == 3
    };
    let amount = figure.len() == 3 && follows('.') || leads('.') && thousands();
    let date =
        leads('/') || follows('/') && !after.starts_with(|c: char| c.is_alphabetic() || c == '-');
    is_year || amount || date || after.trim_start_matches(' ').starts_with('%')
}

fn digit(c: char) -> char {
    match c {
        'O' | 'o' | 'Q' => '0',
        'l' | 'I' | '|' => '1',
        'S' => '5',
        'B' => '8',
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
            ("năm 202S, 1S/6/2024", "năm 2025, 15/6/2024"),
            ("1.2B0.000 đồng, 9S%", "1.280.000 đồng, 95%"),
            ("ngày o5/2/2o24", "ngày 05/2/2024"),
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
            "phương pháp 5S, QL1B, lô 2B, mẫu B1.1, mẫu 34/1B-ĐKT",
            "chương 1I, phụ lục II1",
            "21o16'50\", dốc 6o.",
        ] {
            assert_eq!(repaired(text), text);
        }
    }
}
