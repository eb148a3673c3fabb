//! From glyphs on a page to lines in the order in which people read them.

mod columns;
mod frame;
mod grid;
mod notes;
mod runs;
mod words;

pub(crate) use columns::Item;
use frame::Frame;
use words::Line;
pub(crate) use words::Word;

use crate::content::paint::Painted;
use crate::font::Fonts;

/// A page as it will be written.
#[derive(Debug, Default)]
pub(crate) struct Sheet {
    pub items: Vec<Item>,
    pub size: (f32, f32),
}

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
    Sheet { items, size }
}

/// Tables where rules draw them, columns and lines between them.
fn arrange(lines: Vec<Line>, rules: &[sohoa_span::Box4]) -> Vec<Item> {
    let tables = grid::tables(rules);
    let mut held: Vec<Vec<Line>> = vec![Vec::new(); tables.len()];
    let mut free: Vec<Line> = Vec::new();
    for line in lines {
        let mut outside = Line::default();
        let mut inside: Vec<Line> = vec![Line::default(); tables.len()];
        for word in line.words {
            match tables.iter().position(|t| t.holds(&word)) {
                Some(t) => inside[t].words.push(word),
                None => outside.words.push(word),
            }
        }
        for (held, line) in held
            .iter_mut()
            .zip(inside)
            .filter(|(_, l)| !l.words.is_empty())
        {
            held.push(line);
        }
        if !outside.words.is_empty() {
            free.push(outside);
        }
    }
    let mut out = Vec::new();
    for (table, lines) in tables.iter().zip(held) {
        let after = free.split_off(free.partition_point(|l| l.top() < table.bounds[1]));
        out.append(&mut columns::arrange(std::mem::replace(&mut free, after)));
        out.extend(table.rows(lines).into_iter().map(Item::row));
    }
    out.append(&mut columns::arrange(free));
    out
}
