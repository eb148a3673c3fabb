//! Ruled tables: lines to a grid, the grid to cells, words into cells.

use sohoa_span::Box4;

use crate::{Line, Word};

/// Rules nearer to each other than this are one.
const SNAP: f32 = 3.0;
/// Rules that stop short of each other by less than this meet.
const REACH: f32 = 4.0;
/// A drawing has more rules and cells than any table.
const PIECES: usize = 100_000;
const RULES: usize = 3000;
const CELLS: usize = 40_000;
/// No page has more tables.
const TABLES: usize = 64;

/// A table: its box, and its rows from the top.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Its outer rules.
    pub bounds: Box4,
    xs: Vec<f32>,
    ys: Vec<f32>,
    /// For each cell of the grid the cell at the top left of the merged one it belongs to.
    owner: Vec<usize>,
}

/// The tables that the rules of a page draw, from the top.
pub(crate) fn tables(rules: &[Box4]) -> Vec<Table> {
    let mut left = whole(&rules[..rules.len().min(PIECES)]);
    if left.len() > RULES {
        return Vec::new();
    }
    let mut tables: Vec<Table> = Vec::new();
    while let Some(first) = left.pop() {
        let mut group = vec![first];
        let mut at = 0;
        while at < group.len() {
            let rule = group[at];
            let (near, far) = left.into_iter().partition(|r| meet(rule, *r));
            group.extend::<Vec<Box4>>(near);
            left = far;
            at += 1;
        }
        tables.extend(table(&group));
    }
    tables.truncate(TABLES);
    tables.sort_by(|a, b| a.bounds[1].total_cmp(&b.bounds[1]));
    tables
}

/// Rules as long as they are seen: programs draw each side of each cell by itself.
fn whole(pieces: &[Box4]) -> Vec<Box4> {
    let (flat, steep): (Vec<Box4>, Vec<Box4>) = pieces.iter().copied().partition(is_flat);
    let mut out = Vec::new();
    for (mut pieces, across) in [(flat, 1), (steep, 0)] {
        let along = 1 - across;
        let level = |r: &Box4| (r[across] + r[across + 2]).round() as i32;
        pieces.sort_by(|a, b| level(a).cmp(&level(b)).then(a[along].total_cmp(&b[along])));
        let start = out.len();
        for piece in pieces {
            match out[start..].last_mut() {
                Some(last)
                    if level(last) == level(&piece) && piece[along] <= last[along + 2] + 1.0 =>
                {
                    last[along + 2] = last[along + 2].max(piece[along + 2]);
                }
                _ => out.push(piece),
            }
        }
    }
    out
}

fn meet(a: Box4, b: Box4) -> bool {
    let apart = |i: usize| (a[i] - b[i + 2]).max(b[i] - a[i + 2]);
    apart(0) < REACH && apart(1) < REACH
}

fn is_flat(rule: &Box4) -> bool {
    rule[2] - rule[0] >= rule[3] - rule[1]
}

fn table(group: &[Box4]) -> Option<Table> {
    let (flat, steep): (Vec<Box4>, Vec<Box4>) = group.iter().copied().partition(is_flat);
    let ys = snapped(flat.iter().map(|r| (r[1] + r[3]) / 2.0));
    let mut xs = snapped(steep.iter().map(|r| (r[0] + r[2]) / 2.0));
    // Tables without rules at their sides are as wide as their horizontal rules.
    let left = flat.iter().map(|r| r[0]).fold(f32::INFINITY, f32::min);
    let right = flat.iter().map(|r| r[2]).fold(f32::NEG_INFINITY, f32::max);
    if *xs.first()? > left + 4.0 * REACH {
        xs.insert(0, left);
    }
    if *xs.last()? < right - 4.0 * REACH {
        xs.push(right);
    }
    let (columns, rows) = (xs.len().checked_sub(1)?, ys.len().checked_sub(1)?);
    if columns < 2 || rows == 0 || columns * rows > CELLS {
        return None;
    }
    let mut owner: Vec<usize> = (0..columns * rows).collect();
    let wall = |x: f32, y0: f32, y1: f32| covered(&steep, 0, x, y0, y1);
    let floor = |y: f32, x0: f32, x1: f32| covered(&flat, 1, y, x0, x1);
    for cell in 0..owner.len() {
        let (r, c) = (cell / columns, cell % columns);
        if c > 0 && !wall(xs[c], ys[r], ys[r + 1]) {
            owner[cell] = owner[cell - 1];
        } else if r > 0 && !floor(ys[r], xs[c], xs[c + 1]) {
            owner[cell] = owner[cell - columns];
        }
    }
    let bounds = [xs[0], ys[0], xs[columns], ys[rows]];
    Some(Table {
        bounds,
        xs,
        ys,
        owner,
    })
}

/// Sorted, with near values as one.
fn snapped(values: impl Iterator<Item = f32>) -> Vec<f32> {
    let mut values: Vec<f32> = values.collect();
    values.sort_by(f32::total_cmp);
    values.dedup_by(|b, a| *b - *a < SNAP);
    values
}

/// Whether rules at `at` (along axis `axis`) cover most of the way from one value to the other.
fn covered(rules: &[Box4], axis: usize, at: f32, from: f32, to: f32) -> bool {
    let along = 1 - axis;
    let here = rules
        .iter()
        .filter(|r| ((r[axis] + r[axis + 2]) / 2.0 - at).abs() < SNAP);
    let sum: f32 = here
        .map(|r| (r[along + 2].min(to) - r[along].max(from)).max(0.0))
        .sum();
    sum > 0.6 * (to - from)
}

impl Table {
    /// A table with rules at `xs` and `ys`, at least two each and in order; `owner` names for each square of its
    /// grid, row by row, the square at the top left of the cell that it belongs to. Nothing if these do not fit.
    #[must_use]
    pub fn new(xs: Vec<f32>, ys: Vec<f32>, owner: Vec<usize>) -> Option<Table> {
        let (columns, rows) = (xs.len().checked_sub(1)?, ys.len().checked_sub(1)?);
        let fits = owner.len() == columns * rows && owner.iter().all(|o| *o < owner.len());
        let bounds = [*xs.first()?, *ys.first()?, *xs.last()?, *ys.last()?];
        (fits && columns > 0 && rows > 0).then_some(Table {
            bounds,
            xs,
            ys,
            owner,
        })
    }

    /// Whether a word stands in the table.
    #[must_use]
    pub fn holds(&self, word: &Word) -> bool {
        let (u, v) = centre(word);
        let b = self.bounds;
        (b[0] - 1.0..b[2] + 1.0).contains(&u) && (b[1] - 1.0..b[3] + 1.0).contains(&v)
    }

    /// The rows, each with its cells; a row that is one cell has only that one.
    #[must_use]
    pub fn rows(&self, lines: Vec<Line>) -> Vec<Vec<Vec<Word>>> {
        let columns = self.xs.len() - 1;
        let mut cells: Vec<Vec<Word>> = vec![Vec::new(); self.owner.len()];
        for word in lines.into_iter().flat_map(|l| l.words) {
            let (u, v) = centre(&word);
            let c = self.xs.partition_point(|x| *x <= u).clamp(1, columns) - 1;
            let r = self
                .ys
                .partition_point(|y| *y <= v)
                .clamp(1, self.ys.len() - 1)
                - 1;
            cells[self.owner[r * columns + c]].push(word);
        }
        let mut rows = Vec::new();
        let mut cells = cells.into_iter();
        for owners in self.owner.chunks(columns) {
            let mut row: Vec<Vec<Word>> = cells.by_ref().take(columns).collect();
            if row.iter().all(Vec::is_empty) {
                continue;
            }
            if owners.iter().all(|o| *o == owners[0]) {
                row.truncate(1);
            }
            rows.push(row);
        }
        rows
    }
}

fn centre(word: &Word) -> (f32, f32) {
    ((word.u0 + word.u1) / 2.0, word.v - 0.3 * word.size)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(text: &str, u: f32, v: f32) -> Line {
        let word = Word {
            text: text.to_owned(),
            u0: u,
            u1: u + 10.0,
            v,
            size: 10.0,
            bbox: [u, v - 9.0, u + 10.0, v + 2.0],
            ..Word::default()
        };
        Line { words: vec![word] }
    }

    fn shown(table: &Table, lines: Vec<Line>) -> Vec<String> {
        let rows = table.rows(lines);
        let cell = |c: &Vec<Word>| {
            c.iter()
                .map(|w| w.text.as_str())
                .collect::<Vec<_>>()
                .join(" ")
        };
        rows.iter()
            .map(|r| r.iter().map(cell).collect::<Vec<_>>().join("|"))
            .collect()
    }

    /// Three columns, three rows; the second row is merged over all columns, the first column of the others is free.
    #[test]
    fn merged_cells() {
        let flat = [0.0, 20.0, 40.0, 60.0].map(|y| [0.0, y, 90.0, y]);
        let sides = [0.0, 90.0].map(|x| [x, 0.0, x, 60.0]);
        let inner = [30.0, 60.0].map(|x| [[x, 0.0, x, 20.0], [x, 40.0, x, 60.0]]);
        let rules: Vec<Box4> = flat
            .into_iter()
            .chain(sides)
            .chain(inner.into_iter().flatten())
            .collect();
        let tables = tables(&rules);
        assert_eq!(tables.len(), 1);
        let lines = vec![
            word("a", 5.0, 15.0),
            word("c", 65.0, 15.0),
            word("all", 40.0, 35.0),
            word("x", 35.0, 50.0),
            word("y", 35.0, 58.0),
        ];
        assert_eq!(shown(&tables[0], lines), ["a||c", "all", "|x y|"]);
    }

    #[test]
    fn a_lone_rule_is_no_table() {
        assert!(tables(&[[0.0, 10.0, 100.0, 10.5]]).is_empty());
        assert!(tables(&[[0.0, 0.0, 50.0, 0.0], [0.0, 0.0, 0.0, 50.0]]).is_empty());
    }
}
