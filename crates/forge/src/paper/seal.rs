//! Stamps: two red rings with the body's name around and a star in the middle.

use sohoa_typeset::{Fonts, Ink, Item, Run, Stroke, Style};

use crate::dice::Dice;
use crate::paper::hand::share;
use crate::paper::truth::{Box4, Seen};

/// A round stamp about a point with the name around it.
pub fn stamp(middle: (f32, f32), name: &str, fonts: &Fonts<'_>, dice: &mut Dice) -> Vec<Item> {
    let ink = *dice.pick(&[Ink(205, 40, 45), Ink(215, 55, 70), Ink(190, 30, 50)]);
    let tilt = share(dice, 0, 3000) - 15.0;
    let radius = RADIUS * share(dice, 92, 104);
    let mut out = vec![
        ring(middle, radius, 1.6, ink),
        ring(middle, radius * 0.95, 0.7, ink),
        ring(middle, radius * 0.62, 0.7, ink),
        star(middle, radius * 0.28, ink, tilt),
    ];
    let size = 9.0;
    let around = radius * 0.73;
    let width = fonts.width(name, Style::Bold, size);
    // The name fills at most five sixths of the ring.
    let stretch = (around * 5.2 / width.max(1.0)).min(1.5);
    let mut angle = tilt.to_radians() - width * stretch / around / 2.0;
    for c in name.chars() {
        let step = fonts.advance(Style::Bold, c) * size * stretch / around;
        let (sin, cos) = (angle + step / 2.0).sin_cos();
        let half = fonts.advance(Style::Bold, c) * size / 2.0;
        // The letter's middle stands on the ring, its foot toward the centre.
        out.push(Item::Run(Run {
            words: c.to_string(),
            x: middle.0 + around * sin - half * cos,
            y: middle.1 - around * cos - half * sin,
            size,
            style: Style::Bold,
            ink,
            turn: (angle + step / 2.0).to_degrees(),
            ..Run::default()
        }));
        angle += step;
    }
    out
}

/// Marks the words that a stamp about a point lies over.
pub fn cover(seen: &mut Seen, middle: (f32, f32)) {
    let words = seen.lines.iter_mut().flat_map(|l| &mut l.words);
    for word in words.filter(|w| is_near(w.place, middle)) {
        word.stamped = true;
    }
}

/// 36 mm across, as the state's stamps are.
const RADIUS: f32 = 51.0;

fn is_near(place: Box4, middle: (f32, f32)) -> bool {
    let dx = middle.0.clamp(place[0], place[2]) - middle.0;
    let dy = middle.1.clamp(place[1], place[3]) - middle.1;
    dx.hypot(dy) < RADIUS * 1.04
}

fn ring(middle: (f32, f32), radius: f32, width: f32, ink: Ink) -> Item {
    let point = |i: usize| {
        let (sin, cos) = (i as f32 * std::f32::consts::TAU / 72.0).sin_cos();
        (middle.0 + radius * sin, middle.1 - radius * cos)
    };
    Item::Stroke(Stroke {
        points: (0..=72).map(point).collect(),
        width,
        ink,
        curved: false,
    })
}

fn star(middle: (f32, f32), radius: f32, ink: Ink, tilt: f32) -> Item {
    let point = |i: usize| {
        let turned = (i * 2 % 5) as f32 * 72.0 + tilt;
        let (sin, cos) = turned.to_radians().sin_cos();
        (middle.0 + radius * sin, middle.1 - radius * cos)
    };
    Item::Stroke(Stroke {
        points: (0..=5).map(point).collect(),
        width: 1.4,
        ink,
        curved: false,
    })
}
