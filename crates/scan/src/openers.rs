//! Numerals and dashes that the engine passed over: ink that stands apart, left of the first word of a line.
//!
//! ```text
//! opener  = dash | numeral
//! numeral = n { "." n } close | letter close | bars close | "+" | "•"
//! close   = "." | ")" | "/" | ","
//! ```
//! Engines take a column of numerals for a block of its own with nothing in it, and a dash for dirt. A dash is told
//! by its shape. What may be a numeral is read once more, together with the words behind it: where those come out
//! as before, what stands before them is believed, if it looks like a numeral. What is not clear stays out.

use sohoa_image::{Repaired, grid};
use sohoa_ocr::Word;

use crate::ink::{Blot, Zone, bounds};
use crate::token::{Stretch, Token};

/// How far left of a line its opener may begin, in letter sizes, and the gaps on both sides of it.
const REACH: f32 = 5.0;
const GAP: std::ops::Range<f32> = 0.1..1.9;
const WHITE: f32 = 0.8;
/// Ink of one opener hangs so near together.
const NEAR: f32 = 0.4;
/// The band of a line above and below its baseline.
const BAND: (f32, f32) = (0.85, 0.27);
const FRINGE: f32 = 0.16;
/// Ink of a smaller area, in squares of the letter size, is a speck.
const SPECK: f32 = 0.004;
/// Width, height and middle above the baseline of a dash, and how much of its box is ink.
const DASH: [std::ops::Range<f32>; 3] = [0.18..0.62, 0.03..0.17, 0.14..0.38];
const FLAT: f32 = 2.0;
const SOLID: f32 = 0.7;
/// Height of the tallest sign of a numeral, how far it is off the line, and how wide and of how many pieces it is.
const TALL: std::ops::Range<f32> = 0.36..0.85;
const OFF: f32 = 0.15;
const WIDE: f32 = 2.4;
const PIECES: usize = 7;
/// Words behind a numeral that are read with it.
const WITNESSES: usize = 3;
/// A line that is read less surely opens no unit that one could tell.
const SURE: f32 = 0.6;
/// How sure one can be of a dash.
const PLAIN: f32 = 0.85;
/// Openers of a page that are looked for.
const MOST: usize = 60;

/// Columns and rows of pixels: the first ones, and those after the last.
type Part = [u32; 4];

/// Reads parts of the page by themselves.
pub(crate) type ReadParts<'r> = &'r dyn Fn(&[Part]) -> Vec<Word>;

/// Looks left of all lines, and puts in what was passed over.
pub(crate) fn put_in(
    stretches: &mut [Stretch],
    page: &Repaired,
    tables: &[grid::Table],
    read: ReadParts<'_>,
) {
    let found = openers(stretches, page, tables);
    let parts: Vec<Part> = found.iter().filter_map(|o| o.part).collect();
    let words = if parts.is_empty() {
        Vec::new()
    } else {
        read(&parts)
    };
    for opener in found {
        let behind = &mut stretches[opener.stretch].words;
        let told = match opener.part {
            None => Some(("-".to_owned(), PLAIN)),
            Some(part) => numeral(&words, part, &behind[0].text),
        };
        if let Some((text, confidence)) = told {
            let token = Token {
                text,
                bbox: opener.bbox,
                confidence,
                by_hand: false,
            };
            behind.insert(0, token);
        }
    }
}

/// Ink that may open the line of a stretch.
struct Opener {
    stretch: usize,
    bbox: [f32; 4],
    /// What is to be read to know what it says; nothing for a dash.
    part: Option<Part>,
}

fn openers(stretches: &[Stretch], page: &Repaired, tables: &[grid::Table]) -> Vec<Opener> {
    let words = || stretches.iter().flat_map(|s| &s.words);
    let taken: Vec<[f32; 4]> = words()
        .map(|w| w.bbox)
        .chain(tables.iter().map(grid::Table::bbox))
        .collect();
    let opener = |(i, stretch): (usize, &Stretch)| {
        let blots = before(stretch, page, &taken)?;
        let bbox = bounds(&blots);
        let part = (!is_dash(&blots, stretch)).then(|| part(stretch, bbox));
        let opener = Opener {
            stretch: i,
            bbox,
            part,
        };
        (part.is_none() || may_be_numeral(&blots, stretch)).then_some(opener)
    };
    let lines = stretches.iter().enumerate();
    lines.filter_map(opener).take(MOST).collect()
}

/// The ink that stands apart before a line, from left to right.
fn before(stretch: &Stretch, page: &Repaired, taken: &[[f32; 4]]) -> Option<Vec<Blot>> {
    let first = stretch.words.first()?;
    if first.confidence < SURE || !first.text.starts_with(opens_text) {
        return None;
    }
    let (left, size, base) = (first.bbox[0], stretch.size, start(stretch));
    let (top, low) = (base - BAND.0 * size, base + BAND.1 * size);
    let zone = Zone::new(page, [left - REACH * size, top, left - 1.0, low]);
    let cut = |b: &Blot| b.y <= zone.down.start || b.bottom() >= zone.down.end as f32;
    // Tails of the line above and heads of the line below reach into the band.
    let neighbour = |b: &Blot| cut(b) && (b.height as f32) < FRINGE * size;
    let sign = |b: &Blot| b.area() as f32 > SPECK * size * size && !neighbour(b);
    let mut out: Vec<Blot> = Vec::new();
    let mut edge = left;
    for blot in zone.blots(page).into_iter().filter(sign).rev() {
        let gap = edge - blot.right();
        if out.is_empty() {
            if !GAP.contains(&(gap / size)) {
                return None;
            }
        } else if gap > WHITE * size {
            break;
        } else if gap > NEAR * size {
            return None;
        }
        edge = edge.min(blot.x as f32);
        out.push(blot);
    }
    out.reverse();
    let bbox = bounds(&out);
    let whole = !out.iter().any(cut);
    let free = !taken.iter().any(|t| meet(*t, bbox));
    let black = Zone::new(page, bbox).colour(page) < 0.5;
    (!out.is_empty() && whole && free && black).then_some(out)
}

/// The baseline where the line begins: bent pages have others further on.
fn start(stretch: &Stretch) -> f32 {
    let first = stretch.words.first().and_then(Token::measure);
    first.map_or(stretch.base, |(_, base)| base)
}

/// A unit begins with a capital, a digit or a quotation mark; ink before anything else is more likely dirt.
fn opens_text(c: char) -> bool {
    c.is_uppercase() || c.is_ascii_digit() || matches!(c, '“' | '"' | '(')
}

fn meet(a: [f32; 4], b: [f32; 4]) -> bool {
    a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]
}

fn is_dash(blots: &[Blot], stretch: &Stretch) -> bool {
    let [dash] = blots else { return false };
    let (wide, high) = (dash.width as f32, dash.height as f32);
    let middle = start(stretch) - dash.bottom() + high / 2.0;
    let [width, height, above] = &DASH;
    width.contains(&(wide / stretch.size))
        && height.contains(&(high / stretch.size))
        && above.contains(&(middle / stretch.size))
        && wide > FLAT * high
        && dash.area() as f32 > SOLID * wide * high
}

/// Signs as tall as digits or letters on the line, few and of no great width.
fn may_be_numeral(blots: &[Blot], stretch: &Stretch) -> bool {
    let [left, _, right, bottom] = bounds(blots);
    let tallest = blots.iter().map(|b| b.height).max().unwrap_or(0) as f32;
    let off = (bottom - start(stretch)).abs() / stretch.size;
    blots.len() <= PIECES
        && right - left < WIDE * stretch.size
        && TALL.contains(&(tallest / stretch.size))
        && off < OFF
}

/// A line from its opener to the last of its witnesses.
fn part(stretch: &Stretch, opener: [f32; 4]) -> Part {
    let boxes = stretch.words.iter().take(WITNESSES).map(|w| w.bbox);
    let all = boxes.fold(opener, |a, b| {
        let (low, high) = (f32::min, f32::max);
        [
            low(a[0], b[0]),
            low(a[1], b[1]),
            high(a[2], b[2]),
            high(a[3], b[3]),
        ]
    });
    all.map(|v| v as u32)
}

/// What stands before a word in a part that was read; nothing where the word is not there, or no numeral is.
fn numeral(words: &[Word], part: Part, witness: &str) -> Option<(String, f32)> {
    let [x0, y0, x1, y1] = part.map(|v| v as f32);
    let inside = |w: &&Word| {
        let (x, y) = ((w.bbox[0] + w.bbox[2]) / 2.0, (w.bbox[1] + w.bbox[3]) / 2.0);
        (x0..x1).contains(&x) && (y0..y1).contains(&y)
    };
    let mut line: Vec<&Word> = words.iter().filter(inside).collect();
    line.sort_by(|a, b| a.bbox[0].total_cmp(&b.bbox[0]));
    let all: String = line.iter().map(|w| w.text.as_str()).collect();
    let text = all[..all.find(witness)?].to_owned();
    let confidence = line.first().map_or(0.0, |w| w.confidence);
    (confidence >= SURE && is_marker(&text)).then_some((text, confidence))
}

/// `1.`, `2.1`, `a)`, `IV.`, `+`
fn is_marker(text: &str) -> bool {
    if matches!(text, "+" | "-" | "–" | "•") {
        return true;
    }
    let bare = text.trim_end_matches(['.', ',', ')', '/']);
    let closed = text.len() - bare.len() == 1;
    let number =
        |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|c| c.is_ascii_digit());
    let letter = |c: char| c.is_ascii_alphabetic() || matches!(c, 'đ' | 'Đ');
    let roman = (1..=5).contains(&bare.len()) && bare.bytes().all(|c| b"IVX".contains(&c));
    let single = bare.chars().count() == 1 && bare.starts_with(letter);
    let decimal = bare.split('.').all(number) && (closed || bare.contains('.'));
    decimal && bare.split('.').count() <= 4 || closed && (roman || single)
}
