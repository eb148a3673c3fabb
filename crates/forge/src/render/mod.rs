//! From blocks to a form of paper, with the place of every mark.

pub mod text;

use std::ops::Range;

/// A rendered file.
#[derive(Debug, Default)]
pub struct Page {
    /// Its text.
    pub text: String,
    /// Where each mark stands.
    pub marks: Vec<Range<usize>>,
    /// Where each block stands.
    pub blocks: Vec<Range<usize>>,
    /// Where each line begins.
    lines: Vec<usize>,
}

impl Page {
    /// A rendered text with its places.
    pub fn new(text: String, marks: Vec<Range<usize>>, blocks: Vec<Range<usize>>) -> Page {
        let ends = text.match_indices(['\n', '\u{c}']).map(|(i, _)| i + 1);
        let lines = [0].into_iter().chain(ends).collect();
        Page {
            text,
            marks,
            blocks,
            lines,
        }
    }

    /// The number of the line on which a byte stands, from 1.
    pub fn line(&self, at: usize) -> usize {
        self.lines.partition_point(|start| *start <= at)
    }
}
