//! The squares of a grid put together to cells.

use super::{Cell, Line, PARTED};

/// The cells of a grid: squares that no rule parts are one, and a cell is always a rectangle.
pub(super) fn cells(horizontal: &[Line], vertical: &[Line]) -> Vec<Cell> {
    let (rows, columns) = (horizontal.len() - 1, vertical.len() - 1);
    let mut owner: Vec<usize> = (0..rows * columns).collect();
    let parted_below =
        |r: usize, c: usize| horizontal[r + 1].share(vertical[c].at, vertical[c + 1].at) >= PARTED;
    let parted_right = |r: usize, c: usize| {
        vertical[c + 1].share(horizontal[r].at, horizontal[r + 1].at) >= PARTED
    };
    for r in 0..rows {
        for c in 0..columns {
            let here = r * columns + c;
            if c + 1 < columns && !parted_right(r, c) {
                join(&mut owner, here, here + 1);
            }
            if r + 1 < rows && !parted_below(r, c) {
                join(&mut owner, here, here + columns);
            }
        }
    }
    square_off(&mut owner, columns);
    let span = |own: usize| {
        let mine = (0..owner.len()).filter(|i| owner[*i] == own);
        bounds(mine, columns)
    };
    let firsts = (0..owner.len()).filter(|i| owner[*i] == *i);
    firsts
        .map(|own| {
            let [c0, r0, c1, r1] = span(own);
            let bbox = [
                vertical[c0].at,
                horizontal[r0].at,
                vertical[c1].at,
                horizontal[r1].at,
            ];
            Cell {
                row: r0,
                column: c0,
                row_span: r1 - r0,
                column_span: c1 - c0,
                bbox,
            }
        })
        .collect()
}

fn join(owner: &mut [usize], a: usize, b: usize) {
    let (from, to) = (owner[a].max(owner[b]), owner[a].min(owner[b]));
    if from != to {
        owner
            .iter_mut()
            .filter(|o| **o == from)
            .for_each(|o| *o = to);
    }
}

/// First column and row, and those after the last.
fn bounds(squares: impl Iterator<Item = usize>, columns: usize) -> [usize; 4] {
    squares.fold([usize::MAX, usize::MAX, 0, 0], |[c0, r0, c1, r1], i| {
        let (r, c) = (i / columns, i % columns);
        [c0.min(c), r0.min(r), c1.max(c + 1), r1.max(r + 1)]
    })
}

/// Where a rule is missing in part, squares may make a shape that is no rectangle: it is split into its rows.
fn square_off(owner: &mut [usize], columns: usize) {
    for own in 0..owner.len() {
        let mine: Vec<usize> = (0..owner.len()).filter(|i| owner[*i] == own).collect();
        let [c0, r0, c1, r1] = bounds(mine.iter().copied(), columns);
        if mine.is_empty() || mine.len() == (c1 - c0) * (r1 - r0) {
            continue;
        }
        for i in mine.iter().copied() {
            let goes_on = i % columns > 0 && mine.binary_search(&i.wrapping_sub(1)).is_ok();
            owner[i] = if goes_on { owner[i - 1] } else { i };
        }
    }
}
