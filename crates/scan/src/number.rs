//! Page numbers, which engines pass over: one digit or two, alone above the text.

use crate::hand::ReadDigits;
use crate::ink::{Blot, Zone, bounds, picture};
use crate::token::{Stretch, Token, usual};
use sohoa_image::Repaired;

/// Margin at the top of a page where nothing is looked for, in letter sizes.
const MARGIN: f32 = 1.0;
/// The part of the width, on both sides, where no page number stands.
const SIDE: f32 = 0.3;
/// The part of the height at the foot where one may stand, and of the width.
const FOOT: f32 = 0.12;
const RIGHT: f32 = 0.95;
/// Heights of printed digits, in the letter size of the page, which may be another than that of its number.
const DIGIT: std::ops::RangeInclusive<f32> = 0.52..=0.95;
/// Digits of one number are of one height, nearly.
const OFF: f32 = 0.15;
/// How sure one can be of a digit that stands alone.
const CONFIDENCE: f32 = 0.7;

/// Looks above the first line of a page, in the middle, and else below the last for a number that was not read.
pub(crate) fn find(stretches: &mut Vec<Stretch>, page: &Repaired, read: ReadDigits<'_>) {
    let size = usual(stretches);
    let edges = |w: &Token| (w.bbox[1], w.bbox[3]);
    let words = stretches.iter().flat_map(|s| &s.words).map(edges);
    let (first, last) = words.fold((f32::MAX, 0f32), |(a, b), (top, low)| {
        (a.min(top), b.max(low))
    });
    let (width, height) = page.bilevel.dimensions();
    let (width, height) = (width as f32, height as f32);
    let above = (first - 5.0 * size).max(MARGIN * size);
    let below = (last + 0.3 * size).max((1.0 - FOOT) * height);
    let zones = [
        [
            SIDE * width,
            above,
            (1.0 - SIDE) * width,
            first - 0.3 * size,
        ],
        [SIDE * width, below, RIGHT * width, height - MARGIN * size],
    ];
    let found = zones
        .into_iter()
        .find_map(|zone| number(zone, size, page, read));
    stretches.extend(found.filter(|_| first < f32::MAX));
}

/// The number that stands in a zone, alone.
fn number(zone: [f32; 4], size: f32, page: &Repaired, read: ReadDigits<'_>) -> Option<Stretch> {
    if zone[3] <= zone[1] {
        return None;
    }
    let blots = Zone::new(page, zone).blots(page);
    let blots: Vec<Blot> = blots
        .into_iter()
        .filter(|b| b.area() as f32 > 0.004 * size * size)
        .collect();
    let first = blots.first()?;
    let digit = |b: &Blot| {
        let even = b.height.abs_diff(first.height) as f32 <= OFF * size;
        even && DIGIT.contains(&(b.height as f32 / size))
    };
    let level = |b: &Blot| (b.bottom() - first.bottom()).abs() < 0.1 * size;
    let near = blots
        .windows(2)
        .all(|b| b[1].x as f32 - b[0].right() < 0.3 * size);
    if !(1..=3).contains(&blots.len()) || !near || !blots.iter().all(|b| digit(b) && level(b)) {
        return None;
    }
    let text = read(&picture(&blots));
    if text.is_empty() || text.len() > blots.len() {
        return None;
    }
    let bbox = bounds(&blots);
    let token = Token {
        text,
        bbox,
        confidence: CONFIDENCE,
        by_hand: false,
    };
    Some(Stretch {
        words: vec![token],
        size,
        base: bbox[3],
    })
}
