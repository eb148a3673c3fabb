//! Rows that go on with the row before them, cut by a page break or printed on several lines.

use crate::table::align;
use crate::table::cell::Cell;
use crate::table::fit::Fit;
use crate::table::kind::Kind;
use crate::table::raw::{Raw, repair};
use crate::tree::{Repair, Role, Row, RowKind};
use crate::view::View;

/// The last row that is no repeated header.
pub(super) fn last_content(rows: &[Row]) -> Option<&Row> {
    rows.iter()
        .rev()
        .find(|r| !matches!(r.kind, RowKind::Header | RowKind::Index))
}

pub(super) fn last_content_mut(rows: &mut [Row]) -> Option<&mut Row> {
    rows.iter_mut()
        .rev()
        .find(|r| !matches!(r.kind, RowKind::Header | RowKind::Index))
}

/// Whether a row goes on with the one before it: no numeral, and its cells begin in the middle of things.
pub(super) fn is_continuation(raw: &Raw, last: Option<&Row>, fit: &Fit<'_>) -> bool {
    let roles = fit.roles;
    let Some(last) = last.filter(|r| r.kind == RowKind::Data) else {
        return false;
    };
    let numbered = |(k, c): (usize, &Cell)| {
        matches!(roles.get(k), Some(Role::Ordinal | Role::Code))
            && matches!(c.kind, Kind::Ordinal | Kind::Code)
    };
    let first = raw.cells.first().is_some_and(|c| !c.is_empty())
        && matches!(roles.first(), Some(Role::Ordinal | Role::Code));
    if first || raw.filled().any(numbered) {
        return false;
    }
    let filled: Vec<(usize, &Cell)> = raw.filled().collect();
    // A lone cell that belongs into a column which the row before left empty was printed beside it.
    if let [(k, c)] = filled.as_slice() {
        let column = align::align(&raw.cells, fit)[*k].unwrap_or(*k);
        let vacant = *k > 1 && column > 1 && last.cells.get(column).is_some_and(Option::is_none);
        return vacant || c.fold.len() < 200 && *k > 0 && raw.broken && raw.cells.len() > 1;
    }
    filled.first().is_some_and(|(_, c)| c.small)
        || filled.iter().filter(|(_, c)| c.small).count() * 2 > filled.len()
}

/// Appends a row's cells to the row it goes on with.
pub(super) fn join(
    row: &mut Row,
    raw: &Raw,
    places: &[Option<usize>],
    view: &View<'_>,
) -> Vec<Repair> {
    let mut out = Vec::new();
    row.lines.1 = raw.lines.1;
    let n = row.cells.len();
    for ((_, c), place) in raw
        .cells
        .iter()
        .enumerate()
        .zip(places)
        .filter(|((_, c), _)| !c.is_empty())
    {
        let k = place.unwrap_or(n - 1).min(n - 1);
        let pieces = row.cells[k].get_or_insert_default();
        pieces.extend(c.pieces.iter().cloned());
        out.push(repair(pieces, view, "syntax/table/row", 0.9));
    }
    out
}
