//! Ragged rows back into their columns: the cheapest order-keeping way to fill the columns with the cells.
//!
//! A cell costs little in a column that holds such things and much in one that does not (`fit`); leaving a
//! column empty and dropping an empty cell cost a little. A cell may be parted between two columns and two
//! cells may be joined in one; both cost more, less where the seam looks like one. Solved exactly by dynamic
//! programming.

use crate::table::cell::Cell;
use crate::table::fit::Fit;
use crate::table::seam;
use crate::tree::Role;
use crate::view::View;

/// What a dropped empty cell costs.
const DROP: u32 = 3;
/// What a cell costs whole that looks like two.
const DOUBLE: u32 = 8;
/// What a non-empty cell that finds no column costs.
const LOSE: u32 = 60;
/// How much worse than the best its place on the line must be for a row of full length to leave it.
const STAY: u32 = 14;
/// How much better a row must be with cells parted or joined than without, for that to be done.
const SURE: u32 = 3;

/// For each cell the column it belongs to, `None` for a dropped empty cell.
#[must_use]
pub(super) fn align(cells: &[Cell], fit: &Fit<'_>) -> Vec<Option<usize>> {
    let in_place = || (0..cells.len()).map(Some).collect();
    if cells.len() != fit.roles.len() {
        return Grid::plain(cells, fit).solve().columns();
    }
    // Where a row has a cell for each column the columns' roles alone may move them.
    let fit = &Fit::of(fit.roles);
    let positional: u32 = cells.iter().enumerate().map(|(j, c)| fit.cell(c, j)).sum();
    if positional <= STAY {
        return in_place();
    }
    // A row of full length keeps its places unless they clearly do not fit.
    let best = Grid::plain(cells, fit).solve();
    if positional > best.cost + STAY {
        best.columns()
    } else {
        in_place()
    }
}

/// What a row costs as it stands.
pub(super) fn cost(cells: &[Cell], fit: &Fit<'_>) -> u32 {
    Grid::plain(cells, fit).solve().cost
}

/// A way to fill the columns that parts or joins cells.
#[derive(Debug)]
pub(super) struct Mended {
    /// One cell for each column.
    pub(super) cells: Vec<Cell>,
    /// What was parted or joined: how, the cell or cells it was, and what they became.
    pub(super) changes: Vec<Change>,
    /// What the row costs so.
    pub(super) cost: u32,
    /// How much more it costs without.
    pub(super) gain: u32,
}

/// A cell parted in two, or two joined in one.
#[derive(Debug)]
pub(super) enum Change {
    /// The two columns that share what was one cell.
    Parted(usize, usize),
    /// The column that has what were two cells.
    Joined(usize),
}

impl Mended {
    /// Clear enough to be done, and not only proposed.
    pub(super) fn is_sure(&self) -> bool {
        self.gain >= SURE
    }
}

/// The best way with cells parted or joined, where that is better than without. `cut` is the first cell of
/// a second line.
pub(super) fn mend(
    cells: &[Cell],
    fit: &Fit<'_>,
    view: &View<'_>,
    cut: Option<usize>,
) -> Option<Mended> {
    let mut grid = Grid::new(cells, fit, view, cut);
    let best = grid.solve();
    let changed = |m: &Move| matches!(m, Move::Join | Move::Part { .. });
    if !best.moves.iter().any(changed) {
        return None;
    }
    let (cells, changes) = grid.fill(&best);
    grid.joined.clear();
    grid.splits.clear();
    Some(Mended {
        cells,
        changes,
        cost: best.cost,
        gain: grid.solve().cost - best.cost,
    })
}

/// One step on the way through cells and columns.
#[derive(Debug, Clone, Copy)]
enum Move {
    /// The cell stands in the column.
    Place,
    /// The column stays empty.
    Skip,
    /// The cell stands nowhere.
    Drop,
    /// The cell and the next one stand in the column.
    Join,
    /// The cell stands in the column and, from a split of it on, in a later one.
    Part { split: usize, second: usize },
}

struct Best {
    cost: u32,
    moves: Vec<Move>,
}

impl Best {
    fn columns(&self) -> Vec<Option<usize>> {
        let mut out = Vec::new();
        let mut j = 0;
        for m in &self.moves {
            match m {
                Move::Skip => j += 1,
                Move::Drop => out.push(None),
                _ => {
                    out.push(Some(j));
                    j += 1;
                }
            }
        }
        out
    }
}

/// What each cell costs in each column.
fn costs(cells: &[Cell], fit: &Fit<'_>) -> Vec<u32> {
    let columns = 0..fit.roles.len();
    let of_cell = |c| columns.clone().map(move |j| fit.cell(c, j));
    cells.iter().flat_map(of_cell).collect()
}

struct Grid<'g> {
    cells: &'g [Cell],
    fit: &'g Fit<'g>,
    /// What each cell costs in each column, cell by cell.
    costs: Vec<u32>,
    /// Each cell with the next one, and what the seam costs; empty where cells are left whole.
    joined: Vec<Option<(Cell, u32)>>,
    /// The ways to part each cell.
    splits: Vec<Vec<seam::Split>>,
    /// Which cells look like two.
    doubles: Vec<bool>,
}

impl<'g> Grid<'g> {
    fn plain(cells: &'g [Cell], fit: &'g Fit<'g>) -> Grid<'g> {
        Grid {
            cells,
            fit,
            costs: costs(cells, fit),
            joined: Vec::new(),
            splits: Vec::new(),
            doubles: Vec::new(),
        }
    }

    fn new(cells: &'g [Cell], fit: &'g Fit<'g>, view: &View<'_>, cut: Option<usize>) -> Grid<'g> {
        // A numeral is no part of the words beside it; a row that lacks cells is cut only where its line ends.
        let numbered = matches!(fit.roles.first(), Some(Role::Ordinal | Role::Code));
        let (few, many) = (cells.len() < fit.roles.len(), cells.len() > fit.roles.len());
        let join = |i: usize| {
            if i == 0 && numbered || !many && cut != Some(i + 1) {
                return None;
            }
            let pair = cells.get(i).zip(cells.get(i + 1));
            pair.and_then(|(a, b)| seam::join(a, b, view.text(), cut == Some(i + 1)))
        };
        let split = |c: &Cell| {
            if few {
                seam::splits(c, view, fit)
            } else {
                Vec::new()
            }
        };
        let splits: Vec<Vec<seam::Split>> = cells.iter().map(split).collect();
        let double = |(c, splits): (&Cell, &Vec<seam::Split>)| {
            !fit.is_known(c) && splits.iter().any(|s| s.is_telling(fit))
        };
        Grid {
            cells,
            fit,
            costs: costs(cells, fit),
            joined: (0..cells.len()).map(join).collect(),
            doubles: cells.iter().zip(&splits).map(double).collect(),
            splits,
        }
    }

    fn solve(&self) -> Best {
        let (n, m) = (self.cells.len(), self.fit.roles.len());
        // Row i, column j: cheapest for cells i.. and columns j..
        let width = m + 1;
        let mut best = vec![0u32; width * (n + 1)];
        for j in (0..m).rev() {
            best[n * width + j] = best[n * width + j + 1] + self.fit.skip(j);
        }
        for i in (0..n).rev() {
            for j in (0..=m).rev() {
                best[i * width + j] = self.step(&best[i * width..], i, j).0;
            }
        }
        let (mut i, mut j) = (0, 0);
        let mut moves = Vec::with_capacity(n + m);
        while i < n {
            let step = self.step(&best[i * width..], i, j).1;
            moves.push(step);
            (i, j) = match step {
                Move::Place => (i + 1, j + 1),
                Move::Skip => (i, j + 1),
                Move::Drop => (i + 1, j),
                Move::Join => (i + 2, j + 1),
                Move::Part { second, .. } => (i + 1, second + 1),
            };
        }
        Best {
            cost: best[0],
            moves,
        }
    }

    /// The cheapest next move; of equal ones the plainest. `best` begins with the row of cell `i`.
    fn step(&self, best: &[u32], i: usize, j: usize) -> (u32, Move) {
        let (here, next) = best.split_at(self.fit.roles.len() + 1);
        let mut least = (self.drop(i) + next[j], Move::Drop);
        if j == self.fit.roles.len() {
            return least;
        }
        let skip = self.fit.skip(j) + here[j + 1];
        if skip <= least.0 {
            least = (skip, Move::Skip);
        }
        let double = self.doubles.get(i).map_or(0, |d| u32::from(*d) * DOUBLE);
        let place = self.costs[i * self.fit.roles.len() + j] + double + next[j + 1];
        if place <= least.0 {
            least = (place, Move::Place);
        }
        if let Some(Some((joined, seam))) = self.joined.get(i) {
            let join = self.fit.cell(joined, j) + seam + next[here.len() + j + 1];
            if join < least.0 {
                least = (join, Move::Join);
            }
        }
        for (k, s) in self.splits.get(i).into_iter().flatten().enumerate() {
            let mut between = 0;
            for second in j + 1..self.fit.roles.len() {
                let part = s.cost(j, second) + between + next[second + 1];
                if part < least.0 {
                    least = (part, Move::Part { split: k, second });
                }
                between += self.fit.skip(second);
            }
        }
        least
    }

    fn drop(&self, i: usize) -> u32 {
        if self.cells[i].is_empty() { DROP } else { LOSE }
    }

    fn fill(&self, best: &Best) -> (Vec<Cell>, Vec<Change>) {
        let m = self.fit.roles.len();
        let mut cells = vec![Cell::empty(); m];
        let mut changes = Vec::new();
        let (mut i, mut j) = (0, 0usize);
        for step in &best.moves {
            match *step {
                Move::Skip => j += 1,
                Move::Drop => {
                    // What finds no column stays with the cell before it.
                    if !self.cells[i].is_empty() {
                        cells[j.saturating_sub(1).min(m - 1)].join(self.cells[i].clone());
                    }
                    i += 1;
                }
                Move::Place => {
                    cells[j] = self.cells[i].clone();
                    (i, j) = (i + 1, j + 1);
                }
                Move::Join => {
                    if let Some(Some((joined, _))) = self.joined.get(i) {
                        cells[j] = joined.clone();
                    }
                    changes.push(Change::Joined(j));
                    (i, j) = (i + 2, j + 1);
                }
                Move::Part { split, second } => {
                    let s = &self.splits[i][split];
                    (cells[j], cells[second]) = (s.left.clone(), s.right.clone());
                    changes.push(Change::Parted(j, second));
                    (i, j) = (i + 1, second + 1);
                }
            }
        }
        (cells, changes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns(cells: &[&str], roles: &[Role]) -> Vec<Option<usize>> {
        let source = cells.join("\t");
        let text = sohoa_text::Text::new(&source);
        let view = crate::view::View::new(&text);
        let cells = crate::table::cell::split(&view, view.range(0));
        align(&cells, &Fit::of(roles))
    }

    #[test]
    fn a_lost_ordinal_moves_the_task_right() {
        use Role::{Deadline, Lead, Ordinal, Product, Task};
        let roles = [Ordinal, Task, Product, Deadline, Lead];
        let got = columns(
            &[
                "Xác định vị trí việc làm trong các cơ quan và đơn vị",
                "",
                "Đề án được duyệt",
                "Quý II",
            ],
            &roles,
        );
        assert_eq!(got, [Some(1), None, Some(2), Some(3)]);
    }

    #[test]
    fn a_missing_last_column_stays_missing() {
        use Role::{Amount, Ordinal, Quantity, Task, UnitPrice};
        let roles = [Ordinal, Task, Quantity, UnitPrice, Amount];
        let got = columns(&["02", "In tờ rơi", "5000 tờ", "2.000.000"], &roles);
        assert_eq!(got, [Some(0), Some(1), Some(2), Some(3)]);
    }
}
