//! What a document is made of before it is written in a form.

use crate::rich::{Mark, Rich};

/// One piece of the paper.
#[derive(Debug)]
pub enum Block {
    /// A paragraph of running text.
    Para(Rich),
    /// Lines that stand together, set bold where the form can.
    Bold(Vec<Rich>),
    /// Lines that stand together.
    Lines(Vec<Rich>),
    /// A unit of the outline: marker, words, whether it is a heading, tier.
    Unit {
        marker: Rich,
        words: Rich,
        heading: bool,
        tier: usize,
        /// Which of the file's lists it belongs to.
        list: usize,
    },
    /// Two columns without rules.
    Columns(Columns),
    /// A ruled table.
    Grid(Grid),
}

/// Two columns without rules: letterhead, or recipients and signature.
#[derive(Debug)]
pub struct Columns {
    pub left: Vec<Rich>,
    pub right: Vec<Rich>,
    /// Which lines of the two stand on one line of the paper.
    pub level: (usize, usize),
    /// Whether the paper ends with them.
    pub is_tail: bool,
}

/// A ruled table.
#[derive(Debug, Default)]
pub struct Grid {
    /// One or two header lines.
    pub header: Vec<Vec<Rich>>,
    /// A line (1) (2) (3) under the header.
    pub index: bool,
    /// Whether cells of the first column go down over the empty ones below them.
    pub merged: bool,
    /// The rows.
    pub rows: Vec<Line>,
}

/// A row of a table.
#[derive(Debug)]
pub struct Line {
    /// Where it stands.
    pub mark: Mark,
    /// Its cells; a row with one cell goes over the whole width.
    pub cells: Vec<Rich>,
    /// Whether a page may end within it.
    pub may_break: bool,
}
