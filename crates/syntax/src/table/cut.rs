//! Rows that a line end cut in two: neither half fills the columns, both together do.
//!
//! Real example: `2 ⇥ Rà soát hồ sơ ⇥ Báo` over `cáo kết quả ⇥ Phòng Tư pháp ⇥ Quý I`. Evidence is the number
//! of cells, the ordinal that the second half lacks, and what the columns hold. Known misses: rows cut in three.

use crate::table::cell::Cell;
use crate::table::fit::Fit;
use crate::table::kind::Kind;
use crate::table::raw::{Raw, repair};
use crate::table::{align, groups};
use crate::tree::{Pieces, Repair, Role, RowKind};
use crate::view::View;

/// How much better the whole must fit than its halves.
const SURE: u32 = 6;

/// What a cell that is right for its column costs there at most.
const FITS: u32 = 5;

/// Joins the halves of cut rows.
pub(super) fn rejoin(raws: &mut Vec<Raw>, fit: &Fit<'_>, view: &View<'_>) -> Vec<Repair> {
    let mut repairs = Vec::new();
    if !fit.is_taught() || !raws.windows(2).any(|w| may_be_cut(&w[0], &w[1], fit)) {
        return repairs;
    }
    let mut out: Vec<Raw> = Vec::with_capacity(raws.len());
    for raw in raws.drain(..) {
        let whole = out
            .last()
            .filter(|last| may_be_cut(last, &raw, fit) && !is_group(&raw, fit, view))
            .and_then(|last| whole(last, &raw, fit, view, &mut repairs));
        match (whole, out.last_mut()) {
            (Some(cells), Some(last)) => {
                last.cells = cells;
                last.lines.1 = raw.lines.1;
            }
            _ => out.push(raw),
        }
    }
    *raws = out;
    repairs
}

/// Whether the cells of two rows are as many as the columns, or one more, and only the first has a numeral.
fn may_be_cut(first: &Raw, second: &Raw, fit: &Fit<'_>) -> bool {
    let width = fit.roles.len();
    let all = first.cells.len() + second.cells.len();
    let numbered = |r: &Raw| {
        r.cells
            .first()
            .is_some_and(|c| matches!(c.kind, Kind::Ordinal | Kind::Code))
    };
    let ordinals = matches!(fit.roles.first(), Some(Role::Ordinal | Role::Code));
    first.kind.is_none()
        && second.kind.is_none()
        && !second.broken
        && (all == width || all == width + 1)
        && first.cells.len() > 1
        && ordinals
        && numbered(first)
        && second.cells.first().is_some_and(|c| !c.is_empty())
}

/// A group's title, and not the last cell of the row before it.
fn is_group(raw: &Raw, fit: &Fit<'_>, view: &View<'_>) -> bool {
    let last = |c: &Cell| fit.cell(c, fit.roles.len() - 1) <= FITS;
    let fits = matches!(raw.cells.as_slice(), [c] if last(c));
    !fits && groups::judge(&raw.cells, view, false) == RowKind::Group
}

/// The cells of both rows in their columns, where they fit better so.
fn whole(
    first: &Raw,
    second: &Raw,
    fit: &Fit<'_>,
    view: &View<'_>,
    repairs: &mut Vec<Repair>,
) -> Option<Vec<Cell>> {
    let apart = align::cost(&first.cells, fit) + align::cost(&second.cells, fit);
    let cells = [first.cells.as_slice(), &second.cells].concat();
    let (cells, cost) = match align::mend(&cells, fit, view, Some(first.cells.len())) {
        Some(mended) => (mended.cells, mended.cost),
        None if cells.len() == fit.roles.len() => {
            let cost = align::cost(&cells, fit);
            (cells, cost)
        }
        None => return None,
    };
    if cost + SURE > apart {
        return None;
    }
    let mut all: Pieces = cells.iter().flat_map(|c| c.pieces.clone()).collect();
    all.sort_by_key(|p| p.start);
    let confidence = 0.6 + f64::from((apart - cost).min(30)) * 0.01;
    repairs.push(repair(&all, view, "syntax/table/cut", confidence));
    Some(cells)
}
