//! Rows put right with the rest of the table as evidence, each change listed as a repair.
//!
//! What the columns hold is learned only where a row is ragged: a table without damage pays nothing.

use crate::table::align::{self, Change, Mended};
use crate::table::cell::Cell;
use crate::table::fit::Fit;
use crate::table::raw::{Raw, repair};
use crate::tree::{Pieces, Repair, Role, RowKind};
use crate::view::View;

/// Wider rows are left to their places.
const WIDEST: usize = 24;

/// Fewer intact rows show nothing.
const FEW: usize = 3;

/// The columns by their roles, and by the intact rows where another row is ragged. A table whose header is
/// lost must have nearly all rows of one width to be believed.
pub(super) fn learn<'r>(raws: &[Raw], roles: &'r [Role]) -> Fit<'r> {
    let data = || {
        raws.iter()
            .filter(|r| r.kind.is_none() && r.filled().count() >= 3)
    };
    let all = data().count();
    let intact = data().filter(|r| r.cells.len() == roles.len()).count();
    let headed = raws
        .first()
        .is_some_and(|r| r.kind == Some(RowKind::Header));
    let most = if headed { all * 2 / 5 } else { all * 4 / 5 };
    if intact == all || intact < FEW.max(most) || roles.len() > WIDEST {
        return Fit::of(roles);
    }
    Fit::learn(roles, data().map(|r| r.cells.as_slice()))
}

/// Whether a row has cells too many or too few, and enough of them to tell.
fn is_ragged(cells: &[Cell], fit: &Fit<'_>) -> bool {
    let filled = cells.iter().filter(|c| !c.is_empty()).count();
    let width = fit.roles.len();
    fit.is_taught() && filled >= 3 && cells.len() != width && cells.len() <= WIDEST
}

/// A row's cells in their columns with cells parted or joined; none where it stays with `places`.
pub(super) fn row(
    raw: &Raw,
    places: &[Option<usize>],
    fit: &Fit<'_>,
    view: &View<'_>,
    repairs: &mut Vec<Repair>,
) -> Option<Vec<Option<Pieces>>> {
    if is_ragged(&raw.cells, fit)
        && let Some(mended) = align::mend(&raw.cells, fit, view, None)
    {
        repairs.extend(listed(&mended, view));
        if mended.is_sure() {
            return Some(mended.cells.into_iter().map(pieces).collect());
        }
    }
    repairs.extend(shift(raw, places, fit, view));
    None
}

fn pieces(cell: Cell) -> Option<Pieces> {
    (!cell.is_empty()).then_some(cell.pieces)
}

/// The repairs that a mended row stands for; proposals where it is not sure.
pub(super) fn listed(mended: &Mended, view: &View<'_>) -> Vec<Repair> {
    let cell = |j: usize| &mended.cells[j].pieces;
    let confidence = 0.5 + f64::from(mended.gain.min(20)) * 0.02;
    let list = mended.changes.iter().map(|c| match *c {
        Change::Joined(j) => repair(cell(j), view, "syntax/table/joined", confidence),
        Change::Parted(a, b) => Repair {
            pieces: cell(a).iter().chain(cell(b)).cloned().collect(),
            value: format!("{} | {}", words(cell(a), view), words(cell(b), view)),
            ..repair(cell(a), view, "syntax/table/parted", confidence)
        },
    });
    let applied = mended.is_sure();
    list.map(|r| Repair { applied, ..r }).collect()
}

/// A row whose cells stand in other columns than their places on the line say.
fn shift(raw: &Raw, places: &[Option<usize>], fit: &Fit<'_>, view: &View<'_>) -> Option<Repair> {
    // Places on the line mean nothing where the columns themselves were guessed.
    if !fit.is_taught() {
        return None;
    }
    let moved = |(i, c): (usize, &Cell)| !c.is_empty() && places.get(i) != Some(&Some(i));
    if !raw.cells.iter().enumerate().any(moved) {
        return None;
    }
    // A label taken from the row below stands behind the rest.
    let mut all: Pieces = raw.filled().flat_map(|(_, c)| c.pieces.clone()).collect();
    all.sort_by_key(|p| p.start);
    let mut columns = vec![String::new(); fit.roles.len()];
    for (c, j) in raw.cells.iter().zip(places) {
        if let Some(column) = j.and_then(|j| columns.get_mut(j)) {
            column.push_str(&words(&c.pieces, view));
        }
    }
    Some(Repair {
        value: columns.join(" | "),
        ..repair(&all, view, "syntax/table/shift", 0.85)
    })
}

/// The words of pieces, one blank between.
fn words(pieces: &Pieces, view: &View<'_>) -> String {
    let all: Vec<&str> = pieces
        .iter()
        .map(|p| view.text()[p.clone()].trim())
        .collect();
    all.join(" ")
}
