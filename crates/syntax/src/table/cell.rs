//! Cells: where they stand on a line; what they hold is judged in `kind`.

use std::ops::Range;

use sohoa_text::fold::fold_string;

use crate::table::kind::{Kind, kind};
use crate::tree::Pieces;

/// A cell of a row.
#[derive(Debug, Clone)]
pub struct Cell {
    /// Where it stands; several ranges after joining.
    pub pieces: Pieces,
    /// Its fold.
    pub fold: String,
    /// What it holds.
    pub kind: Kind,
    /// It begins with a small letter: the middle of a sentence, unless it names an agency.
    pub small: bool,
}

impl Cell {
    /// The cell that stands at `range`.
    #[must_use]
    pub fn new(text: &str, range: Range<usize>) -> Cell {
        let body = &text[range.clone()];
        let fold = fold_string(body);
        Cell {
            kind: kind(&fold),
            fold,
            small: body.starts_with(char::is_lowercase),
            pieces: if range.is_empty() {
                Vec::new()
            } else {
                vec![range]
            },
        }
    }

    /// A cell in which nothing stands.
    #[must_use]
    pub fn empty() -> Cell {
        Cell {
            pieces: Vec::new(),
            fold: String::new(),
            kind: Kind::Empty,
            small: false,
        }
    }

    /// True when nothing stands in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// Appends another cell's text.
    pub fn join(&mut self, other: Cell) {
        if other.is_empty() {
            return;
        }
        self.pieces.extend(other.pieces);
        if !self.fold.is_empty() {
            self.fold.push(' ');
        }
        self.fold.push_str(&other.fold);
        self.kind = kind(&self.fold);
    }
}

/// The cells of a line, trimmed; `range` is the line's.
#[must_use]
pub fn split(text: &str, range: Range<usize>) -> Vec<Cell> {
    let line = &text[range.clone()];
    let pipes = !line.contains('\t') && line.starts_with('|');
    let (mark, body) = if pipes {
        ('|', line.trim_matches('|'))
    } else {
        ('\t', line)
    };
    let mut at = range.start + (body.as_ptr() as usize - line.as_ptr() as usize);
    let mut out = Vec::new();
    for part in body.split(mark) {
        let lead = part.len() - part.trim_start().len();
        let bare = part.trim();
        out.push(Cell::new(text, at + lead..at + lead + bare.len()));
        at += part.len() + 1;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_keep_their_place() {
        let text = "x\n| 1 | Họp | |\n";
        let cells = split(text, 2..text.len() - 1);
        assert_eq!(cells.len(), 3);
        assert_eq!(&text[cells[1].pieces[0].clone()], "Họp");
        assert!(cells[2].is_empty());
    }
}
