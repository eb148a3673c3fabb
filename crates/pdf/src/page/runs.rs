//! Glyphs that follow each other on one baseline become runs, with their letters.

use sohoa_span::Box4;

use super::frame::Frame;
use crate::content::paint::{Glyph, Painted, Says};
use crate::font::Fonts;

/// A gap of this share of the letters' size parts two words.
pub(super) const WORD_GAP: f32 = 0.17;

/// Letters that stand side by side without a blank.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Run {
    pub text: String,
    /// Left and right end, in the frame of its direction.
    pub u0: f32,
    pub u1: f32,
    /// Baseline.
    pub v: f32,
    pub size: f32,
    /// Height above and depth below the baseline.
    pub above: f32,
    pub below: f32,
    pub font: u16,
    pub hidden: bool,
    /// A blank was painted before it.
    pub blank: bool,
}

impl Run {
    /// The box on the page.
    pub fn bbox(&self, frame: Frame) -> Box4 {
        frame.leave_box([self.u0, self.v - self.above, self.u1, self.v + self.below])
    }
}

/// The runs of one direction, in the order of painting.
pub(super) fn runs(painted: &Painted, fonts: &Fonts, frame: Frame) -> Vec<Run> {
    let mut maker = Maker {
        fonts,
        runs: Vec::new(),
        open: None,
        piece: 0,
        blank: false,
    };
    let mut letters = String::new();
    for glyph in painted.glyphs.iter().filter(|g| Frame::of(g) == frame) {
        letters.clear();
        match glyph.says {
            Says::Code(code) => fonts.push(glyph.font, code, &mut letters),
            Says::Actual(from, to) => letters.push_str(&painted.actual[from as usize..to as usize]),
        }
        maker.glyph(glyph, &letters, frame);
    }
    maker.close();
    maker.runs
}

struct Maker<'f> {
    fonts: &'f Fonts,
    runs: Vec<Run>,
    open: Option<Run>,
    /// Where the letters of the last font begin in the open run; old encodings are read font by font.
    piece: usize,
    /// A blank stands before the next run.
    blank: bool,
}

impl Maker<'_> {
    fn glyph(&mut self, glyph: &Glyph, letters: &str, frame: Frame) {
        if letters.chars().all(char::is_whitespace) {
            self.close();
            self.blank = true;
            return;
        }
        let (u0, v) = frame.enter(glyph.x, glyph.y);
        let (u1, _) = frame.enter(glyph.x + glyph.dx, glyph.y + glyph.dy);
        let font = self.fonts.get(glyph.font);
        let (above, below) = (font.ascent * glyph.size, -font.descent * glyph.size);
        let follows = self.open.as_ref().is_some_and(|run| {
            let near = (v - run.v).abs() < 0.05 * run.size + 0.05;
            let alike = (glyph.size - run.size).abs() < 0.15 * run.size;
            let gap = (u0 - run.u1) / run.size;
            near && alike && (-0.35..WORD_GAP).contains(&gap) && u0 >= run.u0
        });
        if !follows {
            self.close();
        }
        if let Some(run) = &mut self.open {
            if run.font != glyph.font {
                self.fonts.decode(run.font, &mut run.text, self.piece);
                self.piece = run.text.len();
                run.font = glyph.font;
            }
            run.text.push_str(letters);
            run.u1 = run.u1.max(u1);
            run.above = run.above.max(above);
            run.below = run.below.max(below);
            return;
        }
        self.piece = 0;
        self.open = Some(Run {
            text: letters.to_owned(),
            u0,
            u1,
            v,
            size: glyph.size,
            above,
            below,
            font: glyph.font,
            hidden: glyph.hidden,
            blank: std::mem::take(&mut self.blank),
        });
    }

    fn close(&mut self) {
        if let Some(run) = &mut self.open {
            self.fonts.decode(run.font, &mut run.text, self.piece);
        }
        self.runs.extend(self.open.take());
    }
}
