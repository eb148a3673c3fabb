//! Rows before their cells found their columns, what they are by themselves, and the repair that joining leaves.

use crate::table::cell::Cell;
use crate::table::header;
use crate::table::kind::Kind;
use crate::tree::{Pieces, Repair, RowKind};
use crate::view::View;

/// A row before its cells found their columns.
#[derive(Debug, Clone)]
pub(super) struct Raw {
    pub(super) lines: (usize, usize),
    pub(super) cells: Vec<Cell>,
    /// A page break stands before it.
    pub(super) broken: bool,
    pub(super) kind: Option<RowKind>,
}

impl Raw {
    pub(super) fn filled(&self) -> impl Iterator<Item = (usize, &Cell)> {
        self.cells.iter().enumerate().filter(|(_, c)| !c.is_empty())
    }

    pub(super) fn first(&self) -> Option<&Cell> {
        self.filled().next().map(|(_, c)| c)
    }
}

/// `(1) (2) (3)` below a header.
pub(super) fn is_index(cells: &[Cell]) -> bool {
    let filled: Vec<&Cell> = cells.iter().filter(|c| !c.is_empty()).collect();
    let number = |c: &Cell| {
        let bare = c.fold.trim_matches(['(', ')', '[', ']', ' ', '.']);
        bare.split('=')
            .next()
            .and_then(|b| b.trim_end_matches(')').trim().parse::<usize>().ok())
    };
    let first = filled.first().and_then(|c| number(c));
    filled.len() >= 3
        && match first {
            Some(f) => filled
                .iter()
                .enumerate()
                .all(|(i, c)| number(c) == Some(f + i)),
            None => filled[0].fold == "a" && filled.iter().skip(2).all(|c| number(c).is_some()),
        }
}

/// "Tổng cộng" behind an ordinal.
pub(super) fn second_is_total(raw: &Raw) -> bool {
    let mut filled = raw.filled();
    let first = filled.next().map(|(_, c)| c.kind);
    matches!(first, Some(Kind::Ordinal))
        && filled.next().is_some_and(|(_, c)| {
            c.fold.len() < 60
                && header::is_total(c.fold.as_bytes())
                && c.fold.starts_with("tong cong")
        })
}

/// What joining pieces into one cell changed.
pub(super) fn repair(
    pieces: &Pieces,
    view: &View<'_>,
    rule: &'static str,
    confidence: f64,
) -> Repair {
    let words: Vec<&str> = pieces
        .iter()
        .map(|p| view.text()[p.clone()].trim())
        .collect();
    Repair {
        pieces: pieces.clone(),
        value: words.join(" "),
        rule,
        confidence,
        applied: true,
    }
}
