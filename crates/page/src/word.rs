//! Words with their places, and lines of them.

use sohoa_span::Box4;

/// A word with its place.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Word {
    /// What it says.
    pub text: String,
    /// Left end, in the frame of its direction.
    pub u0: f32,
    /// Right end.
    pub u1: f32,
    /// Baseline.
    pub v: f32,
    /// Size of its letters.
    pub size: f32,
    /// On the page, from its top left corner.
    pub bbox: Box4,
    /// Painted without ink.
    pub hidden: bool,
    /// Smaller letters set above the line, right after the word before.
    pub raised: bool,
    /// How sure the recognition is of it, 0 to 1, where one read it.
    pub confidence: Option<f32>,
    /// Written by hand, or stamped over.
    pub by_hand: bool,
}

/// Words on one baseline, from left to right.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Line {
    /// The words.
    pub words: Vec<Word>,
}

impl Line {
    /// The baseline of its first word.
    #[must_use]
    pub fn top(&self) -> f32 {
        self.words.first().map_or(0.0, |w| w.v)
    }
}
