//! The numerals I, II and III before a heading: engines take them for `l.`, `L`, `H.` or `IH.`, and for each other;
//! and the numerals 1 and 11, which they take for those.
//!
//! ```text
//! numeral = bar { bar } , [ "." | ":" ]     (* bars stand upright and nothing joins them *)
//! line    = [ "Điều" | "Mục" | "Chương" | "Phần" ] , numeral , capital
//! ```
//! The picture tells what the letters do not: how many bars there are, and whether they have the flag of a 1. Known
//! misses: numerals with V or X, which engines mostly read right.

use std::ops::Range;

use sohoa_image::Repaired;

use crate::ink::{Blot, Zone};
use crate::token::{Stretch, Token};

/// What engines make of bars.
const BARS: [char; 9] = ['I', 'l', 'L', 'H', '|', '1', 'i', '!', 'Ì'];
/// Height of capitals, in letter sizes, and how far they are from it.
const CAPITAL: f32 = 0.66;
const OFF: f32 = 0.13;
/// A bar with its feet is no wider, as a share of its height.
const WIDE: f32 = 0.66;
/// The middle of a bar's height, where it has no feet.
const MIDDLE: std::ops::Range<f32> = 0.3..0.7;
/// Share of the middle that is ink where a bar stands, and where nothing does.
const FULL: f32 = 0.75;
const EMPTY: f32 = 0.2;
/// How far behind the word its point may be, in letter sizes.
const POINT: f32 = 0.35;
/// How far to the left a flag reaches at least, in heights, and the part of the height that it is in. The head of an I
/// reaches to the right as well.
const FLAG: f32 = 0.045;
const FLUSH: f32 = 0.035;
const HEAD: f32 = 0.3;
/// How wide a sign is, in letter sizes, where a numeral and what follows were read as one word.
const STEP: f32 = 0.5;
/// How sure one can be of what was counted.
const SURE: f32 = 0.9;

/// Looks at the words that may be such numerals, and writes what the picture shows.
pub(crate) fn mend(stretches: &mut [Stretch], page: &Repaired) {
    for stretch in stretches {
        let at = stretch
            .words
            .first()
            .map_or(0, |w| usize::from(is_name(&w.text)));
        let Some((word, rest)) = stretch.words.get(at..).and_then(<[Token]>::split_first) else {
            continue;
        };
        let (numeral, glued) = numeral(&word.text);
        // Alone it stands in a cell.
        let next = glued
            .chars()
            .next()
            .or(rest.first().and_then(|n| n.text.chars().next()));
        if !next.is_none_or(char::is_uppercase) || !is_doubtful(numeral) {
            continue;
        }
        let after = rest.first().map_or(f32::MAX, |n| n.bbox[0]);
        let end = if glued.is_empty() {
            after.min(word.bbox[2] + POINT * stretch.size)
        } else {
            word.bbox[0] + STEP * stretch.size * numeral.len() as f32
        };
        let seen = count(word, end, stretch.size, page, !glued.is_empty());
        if let Some(seen) = seen.filter(|seen| (1..=3).contains(&seen.bars)) {
            let bar = if seen.flags == seen.bars { "1" } else { "I" };
            let close = match numeral.chars().last() {
                Some(':') => ":",
                Some('.' | ',') => ".",
                _ if seen.point => ".",
                _ => "",
            };
            let text = bar.repeat(seen.bars) + close + glued;
            let word = &mut stretch.words[at];
            word.text = text;
            word.confidence = word.confidence.max(SURE);
        }
    }
}

/// What a numeral may stand behind.
fn is_name(word: &str) -> bool {
    matches!(&*word.to_lowercase(), "điều" | "mục" | "chương" | "phần")
}

/// A word as a numeral and what was read as one with it (`I.CN.`).
fn numeral(text: &str) -> (&str, &str) {
    let end = text.find('.').map_or(text.len(), |at| at + 1);
    text.split_at(end)
}

/// Letters that may be bars, and no plain number.
fn is_doubtful(text: &str) -> bool {
    let bare = text.trim_end_matches(['.', ',', ':']);
    let bars = (1..=4).contains(&bare.chars().count()) && bare.chars().all(|c| BARS.contains(&c));
    bars && !bare.bytes().all(|c| c.is_ascii_digit())
}

/// What a numeral was seen to be made of.
#[derive(Debug, Default)]
struct Seen {
    bars: usize,
    /// Bars that have a flag.
    flags: usize,
    point: bool,
}

/// Counts what stands from a word to `end`, or to the first point; nothing where there is anything else.
fn count(word: &Token, end: f32, size: f32, page: &Repaired, to_point: bool) -> Option<Seen> {
    let [x0, y0, _, y1] = word.bbox;
    let zone = Zone::new(page, [x0 - 1.0, y0 - 1.0, end, y1 + 1.0]);
    let colon = word.text.ends_with(':');
    let mut seen = Seen::default();
    for blot in zone.blots(page) {
        let (wide, high) = (blot.width as f32 / size, blot.height as f32 / size);
        if blot.area() as f32 <= 0.004 * size * size {
            continue;
        }
        if (high - CAPITAL).abs() < OFF {
            let bars = stems(&blot).filter(|n| wide <= *n as f32 * WIDE * high)?;
            seen.bars += bars;
            seen.flags += usize::from(bars == 1 && has_flag(&blot));
        } else if wide.max(high) < 0.25 && (colon || blot.bottom() > y1 - 0.2 * size) {
            seen.point = true;
            if to_point {
                break;
            }
        } else {
            return None;
        }
    }
    (seen.point || !to_point).then_some(seen)
}

/// Whether the head of a bar reaches to the left only.
fn has_flag(bar: &Blot) -> bool {
    let rows =
        |from: f32, to: f32| (from * bar.height as f32) as usize..(to * bar.height as f32) as usize;
    let ends = |rows: Range<usize>| {
        let ink = rows.flat_map(|y| (0..bar.width).filter(move |x| bar.ink[y * bar.width + x]));
        ink.fold((bar.width, 0), |(a, b), x| (a.min(x), b.max(x)))
    };
    let stem = ends(rows(MIDDLE.start, MIDDLE.end));
    let head = ends(rows(0.0, HEAD));
    let high = bar.height as f32;
    let left = (stem.0 as f32 - head.0 as f32) / high;
    let right = (head.1 as f32 - stem.1 as f32) / high;
    left > FLAG && right < FLUSH
}

/// The bars of a blot, seen at the middle of its height; nothing where a stroke goes across.
fn stems(blot: &Blot) -> Option<usize> {
    let row = |share: f32| (share * blot.height as f32) as usize;
    let rows = row(MIDDLE.start)..row(MIDDLE.end).max(row(MIDDLE.start) + 1);
    let ink = |x: usize| {
        let inked = rows.clone().filter(|y| blot.ink[y * blot.width + x]);
        inked.count() as f32 / rows.len() as f32
    };
    let columns: Vec<f32> = (0..blot.width).map(ink).collect();
    // The flanks of a bar are neither full nor empty; more of that is a stroke across.
    let between = columns.iter().filter(|c| (EMPTY..FULL).contains(*c));
    let full = columns.chunk_by(|a, b| (*a >= FULL) == (*b >= FULL));
    let count = full.filter(|run| run[0] >= FULL).count();
    (count > 0 && between.count() <= 2 * count + blot.width / 8).then_some(count)
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{DynamicImage, GrayImage, Luma};
    use sohoa_image::{Steps, repair};

    /// A page with strokes of 8 pixels at places, 40 high, and what was read there.
    fn read(text: &str, strokes: &[[u32; 4]]) -> String {
        let ink = |x: u32, y: u32| {
            let inside =
                |[x0, y0, x1, y1]: &[u32; 4]| (*x0..*x1).contains(&x) && (*y0..*y1).contains(&y);
            strokes.iter().any(inside)
        };
        let page = GrayImage::from_fn(400, 200, |x, y| Luma([if ink(x, y) { 0 } else { 255 }]));
        let page = repair(&DynamicImage::ImageLuma8(page), 300.0, &Steps::none());
        let token = |text: &str, bbox| Token {
            text: text.to_owned(),
            bbox,
            confidence: 0.5,
            by_hand: false,
        };
        let words = vec![
            token(text, [100.0, 100.0, 170.0, 140.0]),
            token("MỤC", [220.0, 100.0, 300.0, 140.0]),
        ];
        let mut stretches = [Stretch {
            words,
            size: 60.0,
            base: 140.0,
        }];
        mend(&mut stretches, &page);
        stretches[0].words[0].text.clone()
    }

    #[test]
    fn bars_are_counted() {
        let bar = |x: u32| [x, 100, x + 8, 140];
        let feet = |x: u32| [x - 5, 136, x + 13, 140];
        let point = [172, 133, 180, 140];
        assert_eq!(read("L", &[bar(110), point]), "I.");
        assert_eq!(read("IH.", &[bar(105), bar(128), bar(151), point]), "III.");
        // Two whose feet touch, with nothing across.
        assert_eq!(
            read("H.", &[bar(110), feet(110), bar(128), feet(128), point]),
            "II."
        );
        // A letter of its own, a stroke across, and a plain number.
        assert_eq!(read("L", &[bar(110), [110, 134, 150, 140]]), "L");
        assert_eq!(
            read("H.", &[bar(110), bar(135), [110, 116, 143, 122], point]),
            "H."
        );
        assert_eq!(read("1.", &[bar(110), point]), "1.");
        let flag = |x: u32| [x - 7, 106, x, 111];
        assert_eq!(read("I.", &[bar(110), flag(110), feet(110), point]), "1.");
        assert_eq!(read("l.", &[bar(110), flag(110), point]), "1.");
        let both = [103, 100, 125, 104];
        assert_eq!(read("l.", &[bar(110), both, feet(110), point]), "I.");
        // With what follows as one word.
        let near = [124, 133, 130, 140];
        assert_eq!(
            read("I.CN.", &[bar(110), flag(110), near, bar(140)]),
            "1.CN."
        );
        assert_eq!(read("I.CN.", &[bar(110), flag(110), bar(120)]), "I.CN.");
        assert_eq!(read("Mục", &[bar(110)]), "Mục");
    }
}
