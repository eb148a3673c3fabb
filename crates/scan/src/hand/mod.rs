//! Fields that people fill in by hand: the number, the day and the month of the letterhead.
//!
//! Engines read print. What they make of a pen's strokes looks like print and is mostly wrong, now and then with
//! digits that could be right. So the places between `Số:` and `/KH-…`, `ngày` and `tháng`, `tháng` and `năm` are
//! looked at in the picture: ink in colour, or strokes of another height or off the line, are a pen's. What they say
//! is guessed from three readings (the engine's of the page, the engine's of the digits alone, and [`digits`]) and
//! marked as written by hand; where they do not agree, dots are written, as on a form that was not filled in.

mod digits;
mod field;
mod widths;

use image::GrayImage;
use sohoa_image::Repaired;

use crate::ink::{Blot, Zone, bounds, picture};
use crate::token::{Stretch, Token, usual};
use field::Field;

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
/// The same beside taller ink.
const SHORT: f32 = 0.6;
/// How wide a digit is for its height.
const ASPECT: f32 = 0.66;
/// The engine is sure of print that it reads.
const SURE: f32 = 0.85;
/// The least of the likelihoods of all digits that makes their reading count alone.
const CLEAR: f32 = 0.5;
/// Confidence of a guess that two readings agree in, and of any other.
const AGREED: f32 = 0.5;
const ALONE: f32 = 0.35;
/// Stands for what cannot be read.
const BLANK: &str = "......";

/// Reads a picture of digits.
pub(crate) type ReadDigits<'r> = &'r dyn Fn(&GrayImage) -> String;

/// Looks for fields that were filled in by hand, and puts guesses in their place.
pub(crate) fn mark(stretches: &mut [Stretch], page: &Repaired, read: ReadDigits<'_>) {
    let usual = usual(stretches);
    for stretch in stretches {
        // From the right, so that places further to the left stay as they are.
        for field in field::fields(&stretch.words).into_iter().rev() {
            fill(stretch, usual, &field, page, read);
        }
    }
}

fn fill(stretch: &mut Stretch, usual: f32, field: &Field, page: &Repaired, read: ReadDigits<'_>) {
    // The line itself, half of it written by hand, does not tell how large its print is.
    let (size, base) = (usual, stretch.base);
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
        told: tell(&blots),
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
    let tallest = out.iter().map(|b| b.height).max().unwrap_or(0) as f32;
    out.retain(|b| b.height as f32 > LOW * size && b.height as f32 > SHORT * tallest);
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
fn tell(blots: &[Blot]) -> (String, f32) {
    let mut out = (String::new(), 1.0f32);
    for blot in blots {
        for (digit, sure) in parts(blot) {
            out.0.push((b'0' + digit) as char);
            out.1 = out.1.min(sure);
        }
    }
    out
}

/// The digits of a blot: as many as its shape has room for, cut where they read best.
fn parts(blot: &Blot) -> Vec<(u8, f32)> {
    let room = blot.width as f32 / blot.height.max(1) as f32 / ASPECT;
    cut(blot, (room.round() as usize).clamp(1, 3))
}

fn cut(blot: &Blot, count: usize) -> Vec<(u8, f32)> {
    if count < 2 {
        return vec![digits::tell(blot)];
    }
    let profile = blot.profile();
    let thin = profile.iter().copied().max().unwrap_or(0) / 2;
    let share = blot.width / count;
    let near = share / 2..(share + share / 2).min(blot.width);
    let read = |at: usize| {
        let (left, right) = (blot.columns(0..at)?, blot.columns(at..blot.width)?);
        let mut read = cut(&left, 1);
        read.extend(cut(&right, count - 1));
        Some(read)
    };
    let least = |read: &[(u8, f32)]| read.iter().map(|r| r.1).fold(1.0, f32::min);
    let cuts = near.step_by(2).filter(|x| profile[*x] <= thin);
    let best = cuts
        .filter_map(read)
        .max_by(|a, b| least(a).total_cmp(&least(b)));
    best.unwrap_or_else(|| vec![digits::tell(blot)])
}

fn digits_of(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}
