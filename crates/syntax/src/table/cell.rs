//! Cells: where they stand on a line; what they hold is judged in `kind`.

use std::ops::Range;

use smallvec::smallvec;
use sohoa_text::fold::fold_string;
use sohoa_text::phrases::find_pair;

use crate::table::kind::{Kind, kind};
use crate::tree::Pieces;
use crate::view::View;

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
    pub fn new(view: &View<'_>, range: Range<usize>) -> Cell {
        let body = &view.text()[range.clone()];
        let fold = view.fold_of(&range);
        let fold = if is_collapsed(fold.as_bytes()) {
            fold.to_owned()
        } else {
            fold_string(fold)
        };
        Cell {
            kind: kind(&fold),
            fold,
            small: body.starts_with(char::is_lowercase),
            pieces: if range.is_empty() {
                Pieces::new()
            } else {
                smallvec![range]
            },
        }
    }

    /// A cell in which nothing stands.
    #[must_use]
    pub fn empty() -> Cell {
        Cell {
            pieces: Pieces::new(),
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

/// A fold whose words single blanks part.
fn is_collapsed(fold: &[u8]) -> bool {
    let blank = |b: &u8| matches!(b, b' ' | b'\t' | b'\n');
    let wide = |a: u8, b: u8| (a == b' ') & (b == b' ') | (a == b'\t') | (a == b'\n');
    find_pair(fold, 0, wide).is_none()
        && !fold.first().is_some_and(blank)
        && !fold.last().is_some_and(blank)
}

/// The cells of a line, trimmed; `range` is the line's.
#[must_use]
pub fn split(view: &View<'_>, range: Range<usize>) -> Vec<Cell> {
    let line = &view.text()[range.clone()];
    let pipes = line.starts_with('|') && !line.contains('\t');
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
        out.push(Cell::new(view, at + lead..at + lead + bare.len()));
        at += part.len() + 1;
    }
    out
}

#[cfg(test)]
mod tests {
    use sohoa_text::Text;

    use super::*;

    #[test]
    fn cells_keep_their_place() {
        let text = Text::new("x\n| 1 | Họp | |\n");
        let view = View::new(&text);
        let cells = split(&view, view.range(1));
        assert_eq!(cells.len(), 3);
        assert_eq!(text.slice(&cells[1].pieces[0]), "Họp");
        assert!(cells[2].is_empty());
    }
}
