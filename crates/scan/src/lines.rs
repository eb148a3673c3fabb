//! Stretches of words on the picture to printed lines of the page.

use sohoa_page::{Line, Word};
use sohoa_span::Box4;

use crate::token::Stretch;

/// How the places on a picture become places on the page.
pub(crate) struct Scale<'s> {
    /// Points of a pixel.
    pub points: f32,
    /// A box in pixels of the repaired picture as a box in points on the page.
    pub place: &'s dyn Fn(Box4) -> Box4,
}

/// The lines from the top.
pub(crate) fn lines(stretches: Vec<Stretch>, scale: &Scale<'_>) -> Vec<Line> {
    let mut out: Vec<Line> = stretches.into_iter().map(|s| line(s, scale)).collect();
    out.sort_by(|a, b| a.top().total_cmp(&b.top()));
    out
}

fn line(stretch: Stretch, scale: &Scale<'_>) -> Line {
    let size = (stretch.size * scale.points).max(1.0);
    let v = stretch.base * scale.points;
    let words = stretch.words.into_iter().map(|w| Word {
        u0: w.bbox[0] * scale.points,
        u1: w.bbox[2] * scale.points,
        v,
        size,
        bbox: (scale.place)(w.bbox),
        confidence: Some(w.confidence),
        by_hand: w.by_hand,
        text: w.text,
        ..Word::default()
    });
    Line {
        words: words.collect(),
    }
}
