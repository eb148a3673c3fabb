//! Ragged rows back into their columns: the cheapest order-keeping assignment of cells to columns.
//!
//! A cell costs little in a column that holds such things and much in one that does not; leaving a column
//! empty and dropping an empty cell cost a little. Solved exactly by dynamic programming.

use crate::table::cell::Cell;
use crate::table::kind::Kind;
use crate::tree::Role;

/// What a dropped empty cell costs.
const DROP: u32 = 3;
/// What a non-empty cell that finds no column costs.
const LOSE: u32 = 60;

/// For each cell the column it belongs to, `None` for a dropped empty cell.
#[must_use]
pub fn align(cells: &[Cell], roles: &[Role]) -> Vec<Option<usize>> {
    if cells.len() == roles.len() {
        const CLEARLY: u32 = 14;
        let positional: u32 = cells.iter().zip(roles).map(|(c, r)| cost(c, *r)).sum();
        // A row of full length keeps its places unless they clearly do not fit.
        if positional > CLEARLY {
            let (best, columns) = solve(cells, roles);
            if positional > best + CLEARLY {
                return columns;
            }
        }
        return (0..cells.len()).map(Some).collect();
    }
    solve(cells, roles).1
}

fn solve(cells: &[Cell], roles: &[Role]) -> (u32, Vec<Option<usize>>) {
    let (n, m) = (cells.len(), roles.len());
    // best[i][j]: cheapest for cells i.. and columns j..
    let mut best = vec![vec![0u32; m + 1]; n + 1];
    for i in (0..=n).rev() {
        for j in (0..=m).rev() {
            best[i][j] = if i == n {
                (j..m).map(|c| skip(roles, c)).sum()
            } else {
                step(cells, roles, &best, i, j).0
            };
        }
    }
    let mut out = Vec::with_capacity(n);
    let mut j = 0;
    let mut i = 0;
    while i < n {
        match step(cells, roles, &best, i, j).1 {
            Move::Place => {
                out.push(Some(j));
                i += 1;
                j += 1;
            }
            Move::Skip => j += 1,
            Move::Drop => {
                out.push(None);
                i += 1;
            }
        }
    }
    (best[0][0], out)
}

#[derive(Clone, Copy)]
enum Move {
    Place,
    Skip,
    Drop,
}

fn step(cells: &[Cell], roles: &[Role], best: &[Vec<u32>], i: usize, j: usize) -> (u32, Move) {
    let drop = if cells[i].is_empty() { DROP } else { LOSE } + best[i + 1][j];
    let mut least = (drop, Move::Drop);
    if j < roles.len() {
        let skip = skip(roles, j) + best[i][j + 1];
        if skip <= least.0 {
            least = (skip, Move::Skip);
        }
        let place = cost(&cells[i], roles[j]) + best[i + 1][j + 1];
        if place <= least.0 {
            least = (place, Move::Place);
        }
    }
    least
}

/// What an empty column costs; a row without its task is unlikely, a missing tail is common.
fn skip(roles: &[Role], j: usize) -> u32 {
    let last = roles.len() - 1;
    match roles[j] {
        Role::Task => 14,
        _ if j == last => 2,
        _ => 4,
    }
}

/// What a cell costs in a column.
fn cost(cell: &Cell, role: Role) -> u32 {
    use Role::{
        Amount, Code, Coordinating, Deadline, End, Field, Lead, LeadAndCoordinating, Note, Ordinal,
        Other, Product, Quantity, Start, Target, Task, UnitPrice,
    };
    let long = cell.fold.len() > 60;
    match (cell.kind, role) {
        (Kind::Empty, Task) => 5,
        (Kind::Empty, _) => 1,
        (Kind::Ordinal, Ordinal | Code) | (Kind::Code, Code | Ordinal) => 0,
        (Kind::Ordinal, Quantity | Other | Target | Amount) => 3,
        (Kind::Ordinal, _) => 14,
        (Kind::Code, _) => 16,
        (Kind::Money, Amount | UnitPrice) => 0,
        (Kind::Money, Quantity | Other | Target) => 5,
        (Kind::Money, _) => 18,
        (Kind::Price, UnitPrice) => 0,
        (Kind::Price, Amount | Quantity | Other | Note) => 4,
        (Kind::Price, _) => 10,
        (Kind::Time, Deadline | Start | End) | (Kind::Span, Deadline | Start) => 0,
        (Kind::Time | Kind::Span, Note | Other | Quantity) => 6,
        (Kind::Time, Product | Target | Task) if long => 6,
        (Kind::Time | Kind::Span, _) => 14,
        (Kind::Assignment, LeadAndCoordinating) => 0,
        (Kind::Assignment, Lead | Coordinating) => 2,
        (Kind::Assignment, Task | Note | Other) => 10,
        (Kind::Agency, Lead | Coordinating | LeadAndCoordinating) => 0,
        (Kind::Agency, Task | Target | Product | Note | Other | Field) => 5,
        (Kind::Product, Product) => 0,
        (Kind::Product, Task | Target | Note | Other | Field) => 4,
        (Kind::Target, Target) => 0,
        (Kind::Target, Task | Product | Quantity | Note | Other) => 4,
        (Kind::Text, Task) => 1,
        (Kind::Text, Product | Target | Field | Quantity | Other) => 3,
        (Kind::Text, Note) => 4,
        (Kind::Text, UnitPrice | Lead | Coordinating | LeadAndCoordinating) => 6,
        (Kind::Text, Deadline) => 7,
        (_, Ordinal | Code) if long => 40,
        (_, Ordinal | Code) => 20,
        (_, Amount | Start | End) => 14,
        (_, Deadline) => 12,
        (_, _) => 8,
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
        align(&cells, roles)
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
