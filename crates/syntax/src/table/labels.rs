//! Labels of groups that came apart: on two lines, or one row below their text.

use crate::grammar::marker::roman_value;
use crate::table::cell::Cell;
use crate::table::groups;
use crate::table::kind::Kind;
use crate::table::raw::{Raw, repair};
use crate::tree::{Note, NoteKind, Repair, RowKind};
use crate::view::View;

/// "LĨNH VỰC" and "VII" on two lines are one label.
pub(super) fn join_labels(raws: &mut Vec<Raw>, view: &View<'_>) -> Vec<Repair> {
    let mut repairs = Vec::new();
    let mut i = 0;
    while i + 1 < raws.len() {
        let bare = raws[i]
            .cells
            .first()
            .is_some_and(|c| c.fold == "linh vuc" || c.fold == "ket qua");
        let numeral = raws[i + 1].cells.first().is_some_and(|c| {
            roman_value(&c.fold.to_uppercase()).is_some()
                || c.fold.contains('.') && c.kind == Kind::Ordinal
        });
        if bare && numeral {
            let next = raws.remove(i + 1);
            repairs.push(merge_label(&mut raws[i], next, view));
        }
        i += 1;
    }
    repairs
}

fn merge_label(row: &mut Raw, next: Raw, view: &View<'_>) -> Repair {
    row.lines.1 = next.lines.1;
    let mut rest = next.cells.into_iter();
    if let Some(label) = rest.next() {
        row.cells[0].join(label);
    }
    // What stands beside the second half of the label follows what stands beside the first.
    for (k, c) in rest.enumerate().filter(|(_, c)| !c.is_empty()) {
        let place = (k + 1..row.cells.len()).find(|&j| row.cells[j].is_empty());
        match place {
            Some(j) => row.cells[j] = c,
            None => row.cells.push(c),
        }
    }
    repair(&row.cells[0].pieces, view, "syntax/table/label", 0.9)
}

/// A total row that carries a task's text: the labels slipped one row down.
pub(super) fn shift_labels(raws: &mut Vec<Raw>) -> Vec<Note> {
    let labelled = raws
        .iter()
        .filter(|r| groups::label(&r.cells).is_some())
        .count();
    if labelled < 3 {
        return Vec::new();
    }
    let mut notes = Vec::new();
    let mut i = 0;
    while i < raws.len() {
        if raws[i].kind == Some(RowKind::Total) && carries_text(&raws[i]) {
            notes.push(split_total(raws, i));
            i += 1;
        }
        i += 1;
    }
    notes
}

/// Parts the total from the text beside it and gives the text the label of the row below.
fn split_total(raws: &mut Vec<Raw>, i: usize) -> Note {
    let row = &mut raws[i];
    let mut total = row.clone();
    for (k, c) in total.cells.iter_mut().enumerate() {
        let sum = k == 0 || c.kind == Kind::Money;
        if sum {
            row.cells[k] = Cell::empty();
        } else {
            *c = Cell::empty();
        }
    }
    let at = row
        .filled()
        .next()
        .map_or(0..0, |(_, c)| c.pieces[0].clone());
    row.kind = None;
    let mut what = String::new();
    if let Some(next) = raws.get_mut(i + 1)
        && groups::label(&next.cells).is_some_and(|l| l.level == 1)
    {
        let code = std::mem::replace(&mut next.cells[0], Cell::empty());
        what.clone_from(&code.fold);
        let alone = next.filled().all(|(_, c)| c.kind == Kind::Money);
        let sums: Vec<Cell> = next
            .cells
            .iter()
            .filter(|c| !c.is_empty())
            .cloned()
            .collect();
        raws[i].cells[0] = code;
        if alone {
            // A sum beside the lone label is the total's.
            total.cells.extend(sums);
            raws.remove(i + 1);
        }
    }
    raws.insert(i, total);
    Note {
        kind: NoteKind::LabelShifted,
        at,
        what,
    }
}

/// A total row with words beside its label that are no sum.
fn carries_text(raw: &Raw) -> bool {
    let exact = raw.cells.first().is_some_and(|c| c.fold.len() <= 12);
    exact
        && raw
            .cells
            .get(1)
            .is_some_and(|c| c.fold.len() > 30 && c.kind != Kind::Money)
}
