//! A sheet: runs of words and strokes of ink at their places.

use crate::font::{Fonts, Style};

/// A colour of ink.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Ink(pub u8, pub u8, pub u8);

/// The ink of print.
pub const BLACK: Ink = Ink(0, 0, 0);

/// A sheet of paper.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    /// Points.
    pub width: f32,
    /// Points.
    pub height: f32,
    /// What is on it; later ink lies over earlier ink.
    pub items: Vec<Item>,
}

/// Something on a sheet.
#[derive(Debug, Clone)]
pub enum Item {
    /// Words.
    Run(Run),
    /// A line, straight or curved.
    Stroke(Stroke),
}

/// Words on one baseline in one style.
#[derive(Debug, Clone, Default)]
pub struct Run {
    /// The words, with single blanks between.
    pub words: String,
    /// Where they begin.
    pub x: f32,
    /// The baseline.
    pub y: f32,
    /// Size of the font.
    pub size: f32,
    /// Its style.
    pub style: Style,
    /// Its ink.
    pub ink: Ink,
    /// What each blank is wider than the font has it.
    pub gap: f32,
    /// Degrees that the run is turned about its beginning, clockwise.
    pub turn: f32,
}

/// A line of ink.
#[derive(Debug, Clone, Default)]
pub struct Stroke {
    /// The points that it goes through.
    pub points: Vec<(f32, f32)>,
    /// How wide it is.
    pub width: f32,
    /// Its ink.
    pub ink: Ink,
    /// Whether it is bent between its points, as a hand draws.
    pub curved: bool,
}

impl Run {
    /// Each character and where it begins.
    pub fn places<'r>(&'r self, fonts: &'r Fonts<'_>) -> impl Iterator<Item = (char, f32)> + 'r {
        let mut x = self.x;
        self.words.chars().map(move |c| {
            let at = x;
            x += fonts.advance(self.style, c) * self.size;
            if c == ' ' {
                x += self.gap;
            }
            (c, at)
        })
    }

    /// Where it ends.
    #[must_use]
    pub fn end(&self, fonts: &Fonts<'_>) -> f32 {
        let blanks = self.words.matches(' ').count() as f32;
        self.x + fonts.width(&self.words, self.style, self.size) + blanks * self.gap
    }
}

impl Stroke {
    /// A straight black line.
    #[must_use]
    pub fn rule(from: (f32, f32), to: (f32, f32), width: f32) -> Stroke {
        Stroke {
            points: vec![from, to],
            width,
            ..Stroke::default()
        }
    }
}
