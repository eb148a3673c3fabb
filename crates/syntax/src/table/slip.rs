//! Numerals that stand one row below their rows.
//!
//! Real example: a row without a numeral, `1 ⇥ …` where `2 ⇥ …` is meant, and at the end of the run a numeral alone
//! on its line. Evidence is the numbering: the run goes on by ones, and moved up it goes on with what stands
//! before it or begins at 1. Known misses: runs whose last numeral was lost.

use crate::table::cell::Cell;
use crate::table::kind::Kind;
use crate::table::raw::{Raw, repair};
use crate::tree::{Note, NoteKind, Repair};
use crate::view::View;

/// Moves slipped numerals up to their rows; what is left of their last line goes.
pub(super) fn lift(raws: &mut Vec<Raw>, view: &View<'_>) -> (Vec<Repair>, Vec<Note>) {
    let (mut repairs, mut notes) = (Vec::new(), Vec::new());
    let mut left = Vec::new();
    for last in 1..raws.len() {
        let Some(first) = run(raws, last) else {
            continue;
        };
        for k in first..last {
            let label = std::mem::replace(&mut raws[k + 1].cells[0], Cell::empty());
            repairs.push(repair(&label.pieces, view, "syntax/table/slip", 0.9));
            if k == first {
                notes.push(Note {
                    kind: NoteKind::LabelShifted,
                    at: label.pieces[0].clone(),
                    what: view.text()[label.pieces[0].clone()].to_owned(),
                });
            }
            raws[k].cells[0] = label;
        }
        left.push(last);
    }
    if !left.is_empty() {
        let mut n = 0;
        raws.retain(|_| {
            n += 1;
            left.binary_search(&(n - 1)).is_err()
        });
    }
    (repairs, notes)
}

/// The first row of the run whose numerals slipped, if line `last` is the numeral left over from it.
fn run(raws: &[Raw], last: usize) -> Option<usize> {
    let alone = |r: &Raw| r.kind.is_none() && r.cells.len() > 1 && r.filled().count() == 1;
    let mut expected = numeral(&raws[last]).filter(|_| alone(&raws[last]))?;
    let mut first = last;
    loop {
        first = first.checked_sub(1)?;
        let row = &raws[first];
        if row.kind.is_some() || row.filled().count() < 2 {
            return None;
        }
        if row.cells[0].is_empty() {
            break;
        }
        expected.1 = expected.1.checked_sub(1)?;
        if numeral(row)? != expected {
            return None;
        }
    }
    // Moved up, the run begins at 1 or goes on with the row before it.
    let before = raws[..first].iter().rev().find_map(numeral);
    let goes_on = before.is_some_and(|b| (b.0, b.1 + 1) == expected);
    (last - first >= 2 && (expected.1 == 1 || goes_on)).then_some(first)
}

/// The numeral in a row's first cell: what stands before its last number, and the number.
fn numeral(raw: &Raw) -> Option<(&str, u32)> {
    let cell = raw.cells.first().filter(|c| c.kind == Kind::Ordinal)?;
    let bare = cell.fold.trim_end_matches(['.', ')', ' ']);
    let at = bare.rfind('.').map_or(0, |i| i + 1);
    Some((&bare[..at], bare[at..].parse().ok()?))
}
