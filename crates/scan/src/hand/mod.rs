//! Fields that people fill in by hand: the number, the day and the month of the letterhead.
//!
//! Engines read print. What they make of a pen's strokes looks like print and is mostly wrong, now and then with
//! digits that could be right. So the places between `Số:` and `/KH-…`, `ngày` and `tháng`, `tháng` and `năm` are
//! looked at in the picture: ink in colour, or strokes of another height or off the line, are a pen's. What they say
//! is guessed from three readings (the engine's of the page, the engine's of the digits alone, and [`digits`]) and
//! marked as written by hand; where they do not agree, dots are written, as on a form that was not filled in.

mod digits;
mod field;
mod ink;
mod widths;

use image::{GrayImage, Luma};
use sohoa_image::Repaired;

use crate::token::{Stretch, Token};
use field::Field;
use ink::{Blot, Zone};

/// Share of the ink that is coloured where a pen wrote.
const COLOURED: f32 = 0.3;
/// Height of printed digits in letter sizes.
const DIGIT: f32 = 0.67;
/// How far printed digits are from that height, and off the line.
const OFF: f32 = 0.12;
/// Wider ink is more than one digit.
const WIDE: f32 = 0.75;
/// Ink that is less tall is a dot or a stroke.
const LOW: f32 = 0.3;
/// The engine is sure of print that it reads.
const SURE: f32 = 0.85;
/// The least of the likelihoods of all digits that makes their reading count alone.
const CLEAR: f32 = 0.6;
/// Confidence of a guess that two readings agree in, and of any other.
const AGREED: f32 = 0.5;
const ALONE: f32 = 0.35;
/// Stands for what cannot be read.
const BLANK: &str = "......";

/// Reads a picture of digits.
pub(crate) type ReadDigits<'r> = &'r dyn Fn(&GrayImage) -> String;

/// Looks for fields that were filled in by hand, and puts guesses in their place.
pub(crate) fn mark(stretches: &mut [Stretch], page: &Repaired, read: ReadDigits<'_>) {
    for stretch in stretches {
        // From the right, so that places further to the left stay as they are.
        for field in field::fields(&stretch.words).into_iter().rev() {
            fill(stretch, &field, page, read);
        }
    }
}

fn fill(stretch: &mut Stretch, field: &Field, page: &Repaired, read: ReadDigits<'_>) {
    let (size, base) = (stretch.size, stretch.base);
    let (from, to) = field.ends(&stretch.words, size);
    if !(0.3 * size..7.0 * size).contains(&(to - from)) {
        return;
    }
    let bbox = [from, base - 1.2 * size, to, base + 0.5 * size];
    let zone = Zone::new(page, bbox);
    let blots = strokes(zone.blots(page), &zone, size);
    let said = field.said(&stretch.words);
    let sure = field.confidence(&stretch.words);
    if blots.is_empty() || !by_hand(&blots, (size, base), zone.colour(page), (&said, sure)) {
        return;
    }
    let readings = Readings {
        said: digits_of(&said),
        alone: digits_of(&read(&picture(&blots))),
        told: tell(&blots, size),
    };
    let fits = |text: &str| field.kind.fits(text);
    let (text, confidence) = readings.best(&fits).unwrap_or((BLANK.to_owned(), 0.1));
    let guess = Token {
        text,
        bbox: bounds(&blots),
        confidence,
        by_hand: true,
    };
    field.replace(&mut stretch.words, guess, (from, to));
}

/// The ink that may be digits: parts of one digit put together, dots, rules and the feet of neighbours left out.
fn strokes(blots: Vec<Blot>, zone: &Zone, size: f32) -> Vec<Blot> {
    let mut out: Vec<Blot> = Vec::new();
    for blot in blots
        .into_iter()
        .filter(|b| b.area() as f32 > 0.004 * size * size)
    {
        let flat = (blot.height as f32) < 0.15 * size && blot.width as f32 > 0.5 * size;
        let edge = blot.x <= zone.across.start || blot.right() >= zone.across.end as f32;
        if flat || edge && (blot.height as f32) < 0.5 * size {
            continue;
        }
        match out.last_mut() {
            Some(last) if last.covers(&blot) => *last = last.with(&blot),
            _ => out.push(blot),
        }
    }
    out.retain(|b| b.height as f32 > LOW * size);
    out
}

/// Whether a pen made these strokes.
fn by_hand(
    blots: &[Blot],
    (size, base): (f32, f32),
    colour: f32,
    (said, sure): (&str, f32),
) -> bool {
    let odd = |b: &Blot| {
        let tall = (b.height as f32 - DIGIT * size).abs() > OFF * size;
        tall || (b.bottom() - base).abs() > OFF * size
    };
    let read = !said.is_empty() && said.bytes().all(|c| c.is_ascii_digit()) && sure > SURE;
    let wide = blots.iter().any(|b| b.width as f32 > WIDE * size);
    colour > COLOURED || if wide { !read } else { blots.iter().any(odd) }
}

/// What three ways of reading make of the same strokes.
struct Readings {
    said: String,
    alone: String,
    told: (String, f32),
}

impl Readings {
    /// What two of them say, or one that is clear by itself, as far as it `fits`.
    fn best(&self, fits: &dyn Fn(&str) -> bool) -> Option<(String, f32)> {
        let (told, clear) = (&self.told.0, self.told.1);
        let pairs = [
            (told, &self.alone),
            (told, &self.said),
            (&self.alone, &self.said),
        ];
        let agreed = pairs.iter().find(|(a, b)| a == b && fits(a));
        if let Some((text, _)) = agreed {
            return Some(((*text).clone(), AGREED));
        }
        let known = fits(told) && clear > CLEAR;
        known.then(|| (told.clone(), ALONE)).or_else(|| {
            let same_length = fits(&self.alone) && self.alone.len() == told.len();
            same_length.then(|| (self.alone.clone(), ALONE))
        })
    }
}

/// The digits that the strokes are, and the least likelihood among them.
fn tell(blots: &[Blot], size: f32) -> (String, f32) {
    let mut out = (String::new(), 1.0f32);
    for blot in blots {
        for (digit, sure) in parts(blot, size, 3) {
            out.0.push((b'0' + digit) as char);
            out.1 = out.1.min(sure);
        }
    }
    out
}

/// The digits of a blot; one that is wide is cut where both sides read best.
fn parts(blot: &Blot, size: f32, most: usize) -> Vec<(u8, f32)> {
    let whole = digits::tell(blot);
    if (blot.width as f32) < WIDE * size && blot.width < blot.height || most < 2 {
        return vec![whole];
    }
    let profile = blot.profile();
    let thin = profile.iter().copied().max().unwrap_or(0) / 2;
    let cuts = (blot.width / 4..3 * blot.width / 4)
        .step_by(2)
        .filter(|x| profile[*x] <= thin);
    let read = |cut: usize| {
        let (left, right) = (blot.columns(0..cut)?, blot.columns(cut..blot.width)?);
        let mut read = parts(&left, size, most - 1);
        read.extend(parts(&right, size, most - 1));
        Some(read)
    };
    let least = |read: &[(u8, f32)]| read.iter().map(|r| r.1).fold(1.0, f32::min);
    let best = cuts
        .filter_map(read)
        .max_by(|a, b| least(a).total_cmp(&least(b)));
    best.unwrap_or_else(|| vec![whole])
}

fn digits_of(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

fn bounds(blots: &[Blot]) -> [f32; 4] {
    let start = [f32::MAX, f32::MAX, 0.0, 0.0];
    blots.iter().fold(start, |b, blot| {
        let (x, y) = (blot.x as f32, blot.y as f32);
        [
            b[0].min(x),
            b[1].min(y),
            b[2].max(blot.right()),
            b[3].max(blot.bottom()),
        ]
    })
}

/// The strokes alone, black on white, with room around them.
fn picture(blots: &[Blot]) -> GrayImage {
    const ROOM: u32 = 24;
    let [x0, y0, x1, y1] = bounds(blots).map(|v| v as u32);
    let (width, height) = (x1 - x0 + 2 * ROOM, y1 - y0 + 2 * ROOM);
    let mut out = GrayImage::from_pixel(width, height, Luma([255]));
    for blot in blots {
        for (i, _) in blot.ink.iter().enumerate().filter(|(_, ink)| **ink) {
            let (x, y) = ((i % blot.width) as u32, (i / blot.width) as u32);
            out.put_pixel(blot.x - x0 + x + ROOM, blot.y - y0 + y + ROOM, Luma([0]));
        }
    }
    out
}
