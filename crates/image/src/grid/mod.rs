//! Ruled lines → tables: grids of cells, some of which span rows and columns.
//!
//! Rules that meet belong together. The rows of such a group are the heights at which it has horizontal rules, its
//! columns the places of its vertical ones; two squares of that grid are one cell where no rule parts them.
//! A rule that stands alone, such as the line under a motto, makes no table.

mod group;
mod merge;

use crate::rules::Rule;

/// Rules this close, in inches, are one line of the grid: double rules, and rules that are not quite straight.
const DOUBLE: f32 = 0.045;
/// Inches by which a rule may miss the one it should meet.
const MISS: f32 = 0.06;
/// The least height and width of a row and a column, in inches.
const CELL: f32 = 0.08;
/// The part of a cell's side along which a rule must run to part it from its neighbour.
const PARTED: f32 = 0.5;
/// Horizontal rules that reach this far beyond the outermost vertical one, in inches, have an open side.
const OPEN: f32 = 0.3;
/// Squares that a grid may have; more are hatching.
const SQUARES: usize = 20_000;

/// A ruled table on the repaired picture.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Rows at which its horizontal lines lie, from top to bottom; one more than it has rows.
    pub rows: Vec<f32>,
    /// Columns at which its vertical lines lie, from left to right; one more than it has columns.
    pub columns: Vec<f32>,
    /// Its cells by row, then by column of their upper left corner.
    pub cells: Vec<Cell>,
}

/// A cell of a table.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cell {
    /// The row of its upper left corner, from 0.
    pub row: usize,
    /// The column of its upper left corner, from 0.
    pub column: usize,
    /// How many rows it spans.
    pub row_span: usize,
    /// How many columns it spans.
    pub column_span: usize,
    /// First column and row of pixels, and those after the last, from the middle of one rule to that of the next.
    pub bbox: [f32; 4],
}

impl Table {
    /// First column and row of pixels, and those after the last.
    #[must_use]
    pub fn bbox(&self) -> [f32; 4] {
        let ends = |lines: &[f32]| (lines[0], lines[lines.len() - 1]);
        let ((y0, y1), (x0, x1)) = (ends(&self.rows), ends(&self.columns));
        [x0, y0, x1, y1]
    }

    /// The cell that covers a place, if it lies on the table.
    #[must_use]
    pub fn cell_at(&self, x: f32, y: f32) -> Option<&Cell> {
        let inside = |c: &&Cell| {
            let [x0, y0, x1, y1] = c.bbox;
            (x0..x1).contains(&x) && (y0..y1).contains(&y)
        };
        self.cells.iter().find(inside)
    }
}

/// The tables that the rules of a page make, from top to bottom.
#[must_use]
pub fn tables(rules: &[Rule], dpi: f32) -> Vec<Table> {
    let groups = group::groups(rules, MISS * dpi);
    let mut tables: Vec<Table> = groups.iter().filter_map(|g| table(g, dpi)).collect();
    tables.sort_by(|a, b| {
        a.rows[0]
            .total_cmp(&b.rows[0])
            .then(a.columns[0].total_cmp(&b.columns[0]))
    });
    tables
}

/// The lines of a table in one direction.
struct Line {
    at: f32,
    /// Where its rules begin and end.
    pieces: Vec<(f32, f32)>,
}

impl Line {
    /// The share of a stretch along which it has a rule.
    fn share(&self, from: f32, to: f32) -> f32 {
        let covered = |&(start, end): &(f32, f32)| (end.min(to) - start.max(from)).max(0.0);
        self.pieces.iter().map(covered).sum::<f32>() / (to - from).max(1.0)
    }
}

fn table(rules: &[Rule], dpi: f32) -> Option<Table> {
    let mut horizontal = lines(rules, true, dpi);
    let mut vertical = lines(rules, false, dpi);
    close_sides(&horizontal, &mut vertical, dpi);
    close_sides(&vertical, &mut horizontal, dpi);
    if horizontal.len() < 2 || vertical.len() < 2 || horizontal.len() * vertical.len() > SQUARES {
        return None;
    }
    let mut cells = merge::cells(&horizontal, &vertical);
    drop_idle(&mut horizontal, &mut cells, |c| {
        (&mut c.row, &mut c.row_span)
    });
    drop_idle(&mut vertical, &mut cells, |c| {
        (&mut c.column, &mut c.column_span)
    });
    // A frame around a page or a motto has but one cell.
    if cells.len() < 2 {
        return None;
    }
    Some(Table {
        rows: horizontal.iter().map(|l| l.at).collect(),
        columns: vertical.iter().map(|l| l.at).collect(),
        cells,
    })
}

/// Takes out lines at which no cell begins or ends: an underline in a cell makes no row.
fn drop_idle(
    lines: &mut Vec<Line>,
    cells: &mut [Cell],
    side: fn(&mut Cell) -> (&mut usize, &mut usize),
) {
    let mut busy = vec![false; lines.len()];
    for cell in cells.iter_mut() {
        let (start, span) = side(cell);
        busy[*start] = true;
        busy[*start + *span] = true;
    }
    // How many lines that stay lie before each.
    let before = |at: usize| busy[..at].iter().filter(|b| **b).count();
    for cell in cells {
        let (start, span) = side(cell);
        let end = before(*start + *span);
        *start = before(*start);
        *span = end - *start;
    }
    let mut keep = busy.iter();
    lines.retain(|_| keep.next() == Some(&true));
}

/// The rules of one direction put together to lines.
fn lines(rules: &[Rule], horizontal: bool, dpi: f32) -> Vec<Line> {
    let mut rules: Vec<&Rule> = rules
        .iter()
        .filter(|r| r.horizontal == horizontal)
        .collect();
    rules.sort_by(|a, b| a.at.total_cmp(&b.at));
    let mut lines: Vec<(Line, f32)> = Vec::new();
    for rule in rules {
        let (length, piece) = (rule.length() as f32, (rule.start as f32, rule.end as f32));
        match lines.last_mut() {
            Some((line, total)) if rule.at - line.at <= DOUBLE * dpi => {
                *total += length;
                line.at += (rule.at - line.at) * length / *total;
                line.pieces.push(piece);
            }
            _ => {
                let line = Line {
                    at: rule.at,
                    pieces: vec![piece],
                };
                lines.push((line, length));
            }
        }
    }
    let mut lines: Vec<Line> = lines.into_iter().map(|l| l.0).collect();
    lines.iter_mut().for_each(|l| unite(&mut l.pieces));
    lines.dedup_by(|next, line| {
        let near = next.at - line.at < CELL * dpi;
        if near {
            line.pieces.append(&mut next.pieces);
            unite(&mut line.pieces);
        }
        near
    });
    lines
}

/// Puts together pieces that overlap.
fn unite(pieces: &mut Vec<(f32, f32)>) {
    pieces.sort_by(|a, b| a.0.total_cmp(&b.0));
    pieces.dedup_by(|next, piece| {
        let touch = next.0 <= piece.1;
        if touch {
            piece.1 = piece.1.max(next.1);
        }
        touch
    });
}

/// Some tables are ruled between their columns only: where two lines end beyond the outermost line that crosses
/// them, at the same place, the side is open, and closed here.
fn close_sides(lines: &[Line], crossing: &mut Vec<Line>, dpi: f32) {
    let (Some(first), Some(last)) = (crossing.first(), crossing.last()) else {
        return;
    };
    let (first, last) = (first.at, last.at);
    let ends = |end: fn(&Line) -> Option<f32>| lines.iter().filter_map(end).collect::<Vec<f32>>();
    let starts = ends(|l| l.pieces.first().map(|p| p.0));
    let stops = ends(|l| l.pieces.last().map(|p| p.1));
    let span = lines.first().zip(lines.last()).map(|(a, b)| (a.at, b.at));
    let Some(span) = span else { return };
    let side = |at: f32| Line {
        at,
        pieces: vec![span],
    };
    if let Some(at) = common(&starts, dpi).filter(|at| first - at > OPEN * dpi) {
        crossing.insert(0, side(at));
    }
    if let Some(at) = common(&stops, dpi).filter(|at| at - last > OPEN * dpi) {
        crossing.push(side(at));
    }
}

/// The place where at least two ends and most of them lie.
fn common(ends: &[f32], dpi: f32) -> Option<f32> {
    let near = |at: f32| {
        ends.iter()
            .filter(move |e| (**e - at).abs() <= 2.0 * MISS * dpi)
            .count()
    };
    let best = ends.iter().copied().max_by_key(|at| near(*at))?;
    (near(best) >= 2 && near(best) * 3 >= ends.len() * 2).then_some(best)
}

#[cfg(test)]
mod tests;
