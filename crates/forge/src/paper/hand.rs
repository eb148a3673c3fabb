//! What a pen writes: digits and signatures, in strokes of our own.

use sohoa_typeset::{Fonts, Ink, Run, Stroke};

use crate::dice::Dice;

/// The inks of pens.
const PENS: [Ink; 4] = [
    Ink(20, 40, 140),
    Ink(35, 60, 170),
    Ink(15, 15, 40),
    Ink(20, 20, 20),
];

/// The strokes of each digit in a square, y downward.
const DIGITS: [&[&[(f32, f32)]]; 10] = [
    &[&[
        (0.55, 0.02),
        (0.2, 0.05),
        (0.1, 0.5),
        (0.2, 0.98),
        (0.6, 1.0),
        (0.85, 0.55),
        (0.75, 0.05),
        (0.45, 0.02),
    ]],
    &[&[(0.25, 0.25), (0.55, 0.0), (0.5, 0.5), (0.45, 1.0)]],
    &[&[
        (0.12, 0.25),
        (0.3, 0.0),
        (0.75, 0.02),
        (0.8, 0.35),
        (0.4, 0.7),
        (0.08, 1.0),
        (0.2, 0.93),
        (0.9, 0.97),
    ]],
    &[&[
        (0.15, 0.1),
        (0.45, -0.05),
        (0.85, 0.15),
        (0.6, 0.45),
        (0.35, 0.47),
        (0.6, 0.47),
        (0.95, 0.75),
        (0.5, 1.05),
        (0.1, 0.9),
    ]],
    &[
        &[
            (0.55, 0.0),
            (0.3, 0.35),
            (0.08, 0.65),
            (0.5, 0.64),
            (0.95, 0.62),
        ],
        &[(0.68, 0.3), (0.62, 0.7), (0.58, 1.05)],
    ],
    &[
        &[
            (0.3, 0.02),
            (0.22, 0.25),
            (0.2, 0.45),
            (0.5, 0.38),
            (0.9, 0.65),
            (0.6, 1.02),
            (0.1, 0.92),
        ],
        &[(0.3, 0.02), (0.55, 0.04), (0.85, 0.0)],
    ],
    &[&[
        (0.7, 0.0),
        (0.3, 0.3),
        (0.12, 0.75),
        (0.35, 1.05),
        (0.75, 0.95),
        (0.75, 0.6),
        (0.4, 0.52),
        (0.16, 0.75),
    ]],
    &[
        &[
            (0.1, 0.06),
            (0.5, 0.04),
            (0.9, 0.03),
            (0.6, 0.5),
            (0.4, 1.0),
        ],
        &[(0.3, 0.52), (0.55, 0.5), (0.75, 0.5)],
    ],
    &[&[
        (0.75, 0.12),
        (0.45, -0.05),
        (0.15, 0.2),
        (0.5, 0.48),
        (0.85, 0.8),
        (0.5, 1.08),
        (0.12, 0.8),
        (0.5, 0.48),
        (0.85, 0.2),
        (0.68, 0.05),
    ]],
    &[&[
        (0.8, 0.2),
        (0.5, -0.03),
        (0.15, 0.2),
        (0.3, 0.5),
        (0.65, 0.45),
        (0.82, 0.18),
        (0.75, 0.6),
        (0.6, 1.05),
    ]],
];

/// The digits of a run as a pen writes them: higher than print, slanted, off the baseline, no two alike.
pub fn digits(run: &Run, fonts: &Fonts<'_>, dice: &mut Dice) -> Vec<Stroke> {
    let pen = Pen::by_lot(dice);
    let height = run.size * share(dice, 80, 115);
    let slant = share(dice, 5, 35);
    let base = run.y + run.size * (share(dice, 0, 25) - 0.12);
    let climb = share(dice, 0, 12) - 0.06;
    let mut out = Vec::new();
    for (c, x) in run.places(fonts) {
        let Some(digit) = c.to_digit(10) else {
            continue;
        };
        let wide = fonts.advance(run.style, c) * run.size * share(dice, 80, 105);
        let low = base - (x - run.x) * climb;
        for stroke in DIGITS[digit as usize] {
            let bend = |(u, v): &(f32, f32)| {
                let (du, dv) = (share(dice, 0, 10) - 0.05, share(dice, 0, 8) - 0.04);
                let up = (1.0 - v - dv) * height;
                (x + (u + du) * wide + up * slant, low - up)
            };
            out.push(pen.stroke(stroke.iter().map(bend).collect()));
        }
    }
    out
}

/// A signature about a point: loops that rise, then a long stroke to the right.
pub fn signature(at: (f32, f32), dice: &mut Dice) -> Vec<Stroke> {
    let pen = Pen::by_lot(dice);
    let mut points = vec![at];
    let (mut x, mut y) = (at.0, at.1 + 10.0);
    for i in 0..dice.between(6, 12) {
        x += share(dice, 0, 1100) - 1.0;
        let up = share(dice, 800, 2800);
        y = at.1 + if i % 2 == 0 { -up } else { up * 0.6 };
        points.push((x, y));
        points.push((x - share(dice, 200, 900), y + share(dice, 0, 600) - 3.0));
    }
    points.push((
        x + share(dice, 2000, 6000),
        at.1 + share(dice, 0, 1500) - 5.0,
    ));
    let flourish = vec![
        (at.0 - 10.0, at.1 + share(dice, 300, 1200)),
        (at.0 + 20.0, y),
        (x + share(dice, 1000, 4000), at.1 - share(dice, 0, 800)),
    ];
    vec![pen.stroke(points), pen.stroke(flourish)]
}

struct Pen {
    ink: Ink,
    width: f32,
}

impl Pen {
    fn by_lot(dice: &mut Dice) -> Pen {
        Pen {
            ink: *dice.pick(&PENS),
            width: share(dice, 70, 130),
        }
    }

    fn stroke(&self, points: Vec<(f32, f32)>) -> Stroke {
        Stroke {
            points,
            width: self.width,
            ink: self.ink,
            curved: true,
        }
    }
}

/// A number by lot, given in hundredths.
pub fn share(dice: &mut Dice, low: usize, high: usize) -> f32 {
    dice.between(low, high) as f32 / 100.0
}
