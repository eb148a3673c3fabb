//! Gaps among the ordinals of a table's rows: a row that the page lost, or a slip of the author.

use crate::tree::{Note, NoteKind, Role, Row, RowKind};
use crate::view::View;

/// A longer jump is no lost row but another count.
const LONGEST: u32 = 9;

/// A note for each data row whose ordinal skips one or more.
pub(super) fn gaps(rows: &[Row], roles: &[Role], view: &View<'_>) -> Vec<Note> {
    let Some(column) = roles.iter().position(|r| *r == Role::Ordinal) else {
        return Vec::new();
    };
    let mut notes = Vec::new();
    let mut before: Option<u32> = None;
    for row in rows.iter().filter(|r| r.kind != RowKind::Header) {
        let cell = row.cells.get(column).and_then(Option::as_deref);
        let at = cell.and_then(|pieces| match pieces {
            [one] if row.kind == RowKind::Data => Some(one),
            _ => None,
        });
        // Another kind of row, or an ordinal that cannot be read: the count begins anew.
        let Some((at, value)) = at.and_then(|at| Some((at, ordinal(&view.text()[at.clone()])?)))
        else {
            before = None;
            continue;
        };
        let gap = before.is_some_and(|b| (b + 2..=b + LONGEST).contains(&value));
        if gap {
            notes.push(Note {
                kind: NoteKind::NumberingGap,
                at: at.clone(),
                what: value.to_string(),
            });
        }
        before = Some(value);
    }
    notes
}

fn ordinal(cell: &str) -> Option<u32> {
    let digits = cell.trim().trim_end_matches(['.', ')']);
    let plain = digits.len() <= 3 && digits.bytes().all(|b| b.is_ascii_digit());
    digits.parse().ok().filter(|_| plain)
}
