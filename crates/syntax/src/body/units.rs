//! Lines that may open a unit, weighed by what stands on them and before them.

use std::ops::Range;

use super::{Item, ends_sentence, is_caps};
use sohoa_text::phrases::find_pair;

use crate::grammar::marker::{self, Reading};
use crate::grammar::{letterhead, title};
use crate::lexicon;
use crate::outline::Unit;
use crate::tree::Numbering;
use crate::view::View;

/// A heading stuck to the end of the paragraph before it: `… năm 2024. II. NHIỆM VỤ`.
pub(super) fn split_glued(view: &View<'_>, items: &mut Vec<Item>) {
    let mut i = 0;
    while i < items.len() {
        let Item::Line { n, range, .. } = &items[i] else {
            i += 1;
            continue;
        };
        if let Some(at) = glued_at(&view.text()[range.clone()]) {
            let (n, range) = (*n, range.clone());
            let split = range.start + at;
            let end = view.text()[range.start..split].trim_end().len() + range.start;
            if let Item::Line { range, .. } = &mut items[i] {
                range.end = end;
            }
            items.insert(
                i + 1,
                Item::Line {
                    n,
                    range: split..range.end,
                    gap: true,
                },
            );
        }
        i += 1;
    }
}

/// Where a Roman heading begins inside a line: behind a closing mark, in capitals or short to the line's end.
fn glued_at(line: &str) -> Option<usize> {
    let bytes = line.as_bytes();
    if bytes.len() < 24 {
        return None;
    }
    let closes =
        |a: u8, b: u8| (b == b' ') & ((a == b'.') | (a == b';') | (a == b':') | (a == b'/'));
    let mut from = 1;
    let closed = std::iter::from_fn(|| {
        from = find_pair(bytes, from, closes)? + 1;
        Some(from + 1)
    });
    closed.take_while(|&i| i < bytes.len() - 3).find(|&i| {
        if !matches!(bytes[i], b'I' | b'V' | b'X' | b'l' | b'|' | b'H' | b'1') {
            return false;
        }
        let rest = &line[i..];
        marker::readings(rest).iter().any(|r| {
            let body = &rest[r.len..];
            r.numbering == Numbering::Roman
                && r.marker.ends_with('.')
                && (is_caps(body) || r.fit == 0 && body.chars().count() < 160)
        })
    })
}

/// Items that may open a unit, with what their line says for and against each reading.
pub(super) fn units(view: &View<'_>, items: &[Item], preamble: bool) -> Vec<(usize, Unit)> {
    let mut out: Vec<(usize, Unit)> = Vec::new();
    let mut numbered = !preamble;
    for (i, item) in items.iter().enumerate() {
        let Item::Line { n, range, gap } = item else {
            continue;
        };
        let text = &view.text()[range.clone()];
        let readings = marker::readings(text);
        let glued = range.start > view.range(*n).start;
        let before = i.checked_sub(1).and_then(|k| match &items[k] {
            Item::Line { range, .. } if !gap => Some(&view.text()[range.clone()]),
            _ => None,
        });
        if readings.is_empty() {
            if is_heading_line(view, *n, range, before) {
                out.push((i, heading_unit()));
            }
            continue;
        }
        if !numbered && is_basis_bullet(text, &readings) {
            continue;
        }
        let wrapped = before.is_some_and(|b| !ends_sentence(b) && b.chars().count() >= 55);
        let unit = weigh(text, readings, wrapped, glued);
        numbered |= unit.readings.iter().any(|(r, _)| !is_bullet(r.numbering));
        out.push((i, unit));
    }
    out
}

pub(super) fn is_bullet(n: Numbering) -> bool {
    matches!(n, Numbering::Dash | Numbering::Plus | Numbering::Bullet)
}

/// `- Căn cứ …` in the preamble of older papers.
fn is_basis_bullet(text: &str, readings: &[Reading]) -> bool {
    readings.iter().any(|r| {
        is_bullet(r.numbering) && {
            let fold = sohoa_text::fold::fold_string(
                text[r.len..]
                    .get(..48.min(text.len() - r.len))
                    .unwrap_or(&text[r.len..]),
            );
            fold.starts_with("can cu")
                || fold.starts_with("theo ")
                || fold.starts_with("xet ")
                || fold.starts_with("thuc hien ")
                    && (fold.contains(" so ") || fold.contains("ke hoach"))
        }
    })
}

fn weigh(text: &str, readings: Vec<Reading>, wrapped: bool, glued: bool) -> Unit {
    let mut plain = -9;
    let mut weighed = Vec::with_capacity(readings.len());
    for r in readings {
        let body = &text[r.len..];
        let caps = is_caps(body);
        let mut prior = 0;
        if matches!(r.numbering, Numbering::Roman | Numbering::Upper) {
            prior += if caps { 3 } else { 0 } - if body.chars().count() > 200 { 2 } else { 0 };
        } else if r.numbering == Numbering::Decimal && caps && r.fit < 0 {
            prior -= 2;
        }
        let small = body.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit());
        if wrapped {
            // The middle of a sentence: a hyphen or a figure that came to stand first on its line.
            plain = plain.max(if small {
                4
            } else if is_bullet(r.numbering) {
                -4
            } else {
                -1
            });
        }
        if glued {
            plain = plain.max(0);
            prior -= 1;
        }
        if r.fit < -3 {
            plain = plain.max(-4);
        }
        weighed.push((r, prior));
    }
    Unit {
        readings: weighed,
        plain: Some(plain),
    }
}

/// A line in capitals without a numeral that stands for itself.
fn is_heading_line(view: &View<'_>, n: usize, range: &Range<usize>, before: Option<&str>) -> bool {
    let fold = view.fold(n);
    let letters = fold.iter().filter(|b| b.is_ascii_alphabetic()).count();
    *range == view.range(n)
        && view.caps(n)
        && (6..110).contains(&letters)
        && fold.contains(&b' ')
        && !before.is_some_and(|b| is_caps(b) || !ends_sentence(b))
        && !is_formula(fold)
        && !decides(view, n)
}

/// The body or its head above "QUYẾT ĐỊNH", or above the bases of a decision.
fn decides(view: &View<'_>, n: usize) -> bool {
    let fold = view.fold(n);
    let body = letterhead::is_office(fold) || lexicon::POSITIONS.at(fold).is_some();
    body && view.next(n, n + 4).is_some_and(|k| {
        let below = view.fold(k);
        let formula = lexicon::FORMULAS.at(below);
        formula.is_some_and(|p| below.len() <= p.len() + 3)
            || marker::without_bullet(below).starts_with(b"can cu ")
    })
}

pub(super) fn is_formula(fold: &[u8]) -> bool {
    lexicon::FORMULAS
        .at(fold)
        .is_some_and(|p| fold.len() <= p.len() + 3)
        || title::type_name(fold).is_some_and(|(_, l)| l + 2 >= fold.len())
}

fn heading_unit() -> Unit {
    let r = Reading {
        numbering: Numbering::Heading,
        values: vec![0],
        len: 0,
        marker_len: 0,
        marker: String::new(),
        fit: 0,
    };
    Unit {
        readings: vec![(r, 0)],
        plain: None,
    }
}
