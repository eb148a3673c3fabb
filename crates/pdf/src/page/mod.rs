//! From glyphs on a page to lines in the order in which people read them.

mod frame;
mod notes;
mod runs;
mod words;

use frame::Frame;
use sohoa_page::{Sheet, arrange};

use crate::content::paint::Painted;
use crate::font::Fonts;

/// Lays a page out; text that runs in another direction than most comes last.
pub(crate) fn lay_out(painted: &Painted, fonts: &Fonts, size: (f32, f32)) -> Sheet {
    let mut frames = Frame::ALL.map(|f| {
        (
            painted.glyphs.iter().filter(|g| Frame::of(g) == f).count(),
            f,
        )
    });
    frames.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    let mut items = Vec::new();
    for (_, frame) in frames.into_iter().filter(|(count, _)| *count > 0) {
        let lines = words::lines(painted, fonts, frame);
        let rules: Vec<_> = painted.rules.iter().map(|r| frame.enter_box(*r)).collect();
        let mut laid = arrange(lines, &rules);
        notes::mark(&mut laid, &rules);
        items.append(&mut laid);
    }
    Sheet {
        items,
        size,
        ..Sheet::default()
    }
}
