//! Page numbers, which engines pass over: one digit or two, alone above the text.

use crate::hand::ReadDigits;
use crate::ink::{Blot, Zone, bounds, picture};
use crate::token::{Stretch, Token, usual};
use sohoa_image::Repaired;

/// Margin at the top of a page where nothing is looked for, in letter sizes.
const MARGIN: f32 = 1.0;
/// The part of the width, on both sides, where no page number stands.
const SIDE: f32 = 0.3;
/// Height of printed digits, in letter sizes, and how far they are from it.
const DIGIT: f32 = 0.67;
const OFF: f32 = 0.15;
/// How sure one can be of a digit that stands alone.
const CONFIDENCE: f32 = 0.7;

/// Looks above the first line of a page, in the middle, for a number that was not read.
pub(crate) fn find(stretches: &mut Vec<Stretch>, page: &Repaired, read: ReadDigits<'_>) {
    let size = usual(stretches);
    let top = |s: &Stretch| s.words.iter().map(|w| w.bbox[1]).fold(f32::MAX, f32::min);
    let first = stretches.iter().map(top).fold(f32::MAX, f32::min);
    let width = page.bilevel.width() as f32;
    let from = (first - 5.0 * size).max(MARGIN * size);
    let zone = [SIDE * width, from, (1.0 - SIDE) * width, first - 0.3 * size];
    if stretches.is_empty() || zone[3] <= zone[1] {
        return;
    }
    let blots = Zone::new(page, zone).blots(page);
    let blots: Vec<Blot> = blots
        .into_iter()
        .filter(|b| b.area() as f32 > 0.004 * size * size)
        .collect();
    let digit = |b: &Blot| (b.height as f32 - DIGIT * size).abs() < OFF * size;
    let level = |b: &Blot| (b.bottom() - blots[0].bottom()).abs() < 0.1 * size;
    let near = blots
        .windows(2)
        .all(|b| b[1].x as f32 - b[0].right() < 0.3 * size);
    if !(1..=3).contains(&blots.len()) || !near || !blots.iter().all(|b| digit(b) && level(b)) {
        return;
    }
    let text = read(&picture(&blots));
    if text.is_empty() || text.len() > blots.len() {
        return;
    }
    let bbox = bounds(&blots);
    let token = Token {
        text,
        bbox,
        confidence: CONFIDENCE,
        by_hand: false,
    };
    stretches.push(Stretch {
        words: vec![token],
        size,
        base: bbox[3],
    });
}
