//! Where one cell may have been two, and two cells one: what the words on both sides of the seam say.
//!
//! A cell begins with a capital, a figure or a bullet; a small letter goes on with what stands before it. No
//! cell ends with a word that needs another one behind it ("của", "và").

use crate::table::cell::Cell;
use crate::table::fit::Fit;
use crate::view::View;

/// What parting and joining cost at the least.
const PART: u32 = 5;
const JOIN: u32 = 8;
/// Parting behind a word that wants another one.
const OPEN: u32 = 12;
/// A cut that a line end made needs no other reason.
const LINE_END: u32 = 1;
/// Longer cells are not searched for seams.
const LONGEST: usize = 1200;
/// Nor are more seams tried in one cell.
const MOST: usize = 40;

/// Words that want another word behind them; with their marks, for "bộ", "số" and "hội" end cells.
const OPEN_WORDS: &[&str] = &[
    "và", "của", "các", "cho", "về", "với", "theo", "tại", "từ", "đến", "trong", "trên", "ở", "là",
    "do", "để", "những", "cùng", "hoặc", "bằng", "được", "thuộc", "ngày", "trước",
];

/// Words that a figure follows.
const DATED: &[&str] = &["năm", "tháng", "quý", "ngày", "Năm", "Tháng", "Quý", "Ngày"];

/// A cell parted in two, and what that costs.
#[derive(Debug)]
pub(super) struct Split {
    pub(super) left: Cell,
    pub(super) right: Cell,
    /// The left part wants another word.
    open: bool,
    /// What each part costs in each column.
    lefts: Vec<Side>,
    rights: Vec<Side>,
}

/// What a part costs in a column, and how sure the seam is for it.
#[derive(Debug)]
struct Side {
    fit: u32,
    sure: u32,
}

impl Split {
    fn new(left: Cell, right: Cell, open: bool, fit: &Fit<'_>) -> Split {
        let side = |c: &Cell, j: usize, opens: bool| Side {
            fit: fit.cell(c, j),
            sure: (u32::from(fit.known(c, j)) + u32::from(opens && fit.opens(c, j))) * 2,
        };
        let columns = 0..fit.roles.len();
        Split {
            lefts: columns.clone().map(|j| side(&left, j, false)).collect(),
            rights: columns.map(|j| side(&right, j, true)).collect(),
            left,
            right,
            open,
        }
    }

    /// What it costs to part the cell here, between two columns.
    pub(super) fn cost(&self, left: usize, right: usize) -> u32 {
        let (left, right) = (&self.lefts[left], &self.rights[right]);
        let open = self.open && left.sure == 0;
        let seam = (PART + u32::from(open) * OPEN).saturating_sub(left.sure + right.sure);
        seam + left.fit + right.fit
    }

    /// One of the parts is what other rows have for a whole cell: two cells may well stand in this one.
    pub(super) fn is_telling(&self, fit: &Fit<'_>) -> bool {
        let known = |c: &Cell| {
            c.fold.bytes().any(|b| b.is_ascii_alphabetic()) && c.fold.len() > 3 && fit.is_known(c)
        };
        !self.open && (known(&self.left) || known(&self.right))
    }
}

/// The places where a cell may be parted: before words that can begin a cell.
pub(super) fn splits(cell: &Cell, view: &View<'_>, fit: &Fit<'_>) -> Vec<Split> {
    let [piece] = cell.pieces.as_slice() else {
        return Vec::new();
    };
    let body = &view.text()[piece.clone()];
    if body.len() > LONGEST {
        return Vec::new();
    }
    let blanks = body.match_indices(' ').map(|(i, _)| i);
    blanks
        .filter(|i| body[i + 1..].starts_with(can_open))
        .take(MOST)
        .map(|i| {
            let left = Cell::new(view, piece.start..piece.start + body[..i].trim_end().len());
            let right = Cell::new(view, piece.start + i + 1..piece.end);
            let open = wants_more(&body[..i]) || goes_on(&body[..i], &body[i + 1..]);
            Split::new(left, right, open, fit)
        })
        .collect()
}

fn can_open(c: char) -> bool {
    c.is_uppercase() || c.is_ascii_digit() || matches!(c, '-' | '+' | '•')
}

fn wants_more(left: &str) -> bool {
    let left = left.trim_end();
    let last = left.rsplit(' ').next().unwrap_or_default();
    left.ends_with([',', ';', '-', '/', ':', '(']) || OPEN_WORDS.contains(&last)
}

/// A figure that belongs to the word before it ("năm 2024"), or a later point of a list.
fn goes_on(left: &str, right: &str) -> bool {
    let digits = right.bytes().take_while(u8::is_ascii_digit).count();
    let counted = matches!(digits, 1..=4) && !right[digits..].starts_with('.');
    let point = right.starts_with("- ") && (left.starts_with("- ") || left.contains(" - "));
    counted && DATED.iter().any(|w| left.ends_with(w)) || point
}

/// Two neighbours as one cell, and what the seam costs; none where one of them is empty.
pub(super) fn join(left: &Cell, right: &Cell, text: &str, line_end: bool) -> Option<(Cell, u32)> {
    if left.is_empty() || right.is_empty() {
        return None;
    }
    let mut joined = left.clone();
    joined.join(right.clone());
    let (before, after) = left.pieces.last().zip(right.pieces.first())?;
    let opens = text[after.clone()].starts_with(can_open);
    let cost = match () {
        () if !opens => JOIN / 3,
        () if wants_more(&text[before.clone()]) => JOIN / 2,
        () => JOIN,
    };
    Some((joined, if line_end { cost.min(LINE_END) } else { cost }))
}
