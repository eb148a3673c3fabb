//! From blocks to a form of paper, with the place of every mark.

pub mod docx;
pub mod html;
pub mod tape;
pub mod text;
mod zip;

use std::ops::Range;

use sohoa_eval::repair::{Random, damage};

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

    /// The text with lines around it that are no part of the paper.
    pub fn within(self, before: &str, after: &str) -> Page {
        let shift = |places: Vec<Range<usize>>| -> Vec<Range<usize>> {
            let moved = |r: Range<usize>| r.start + before.len()..r.end + before.len();
            places.into_iter().map(moved).collect()
        };
        let text = format!("{before}{}{after}", self.text);
        Page::new(text, shift(self.marks), shift(self.blocks))
    }

    /// The text as a poor recognition reads it: a share of its words damaged, its places led along.
    pub fn damaged(self, rate: f64, random: &mut Random) -> Page {
        let (text, wounds) = damage(&self.text, rate, random);
        // What each wound adds to all that follows it, by its place in the clean text.
        let mut shifts: Vec<(Range<usize>, isize)> = Vec::with_capacity(wounds.len());
        let mut shift = 0;
        for wound in &wounds {
            let start = wound.range.start.saturating_add_signed(-shift);
            shifts.push((start..start + wound.clean.len(), shift));
            shift += wound.range.len() as isize - wound.clean.len() as isize;
        }
        let lead = |at: usize, is_end: bool| {
            let i = shifts.partition_point(|(clean, _)| clean.start < at);
            let Some(((clean, before), wound)) = i.checked_sub(1).map(|i| (&shifts[i], &wounds[i]))
            else {
                return at;
            };
            match (at < clean.end, is_end) {
                (true, true) => wound.range.end,
                (true, false) => wound.range.start,
                _ => (at - clean.end)
                    .saturating_add(wound.range.end)
                    .max(clean.start.saturating_add_signed(*before)),
            }
        };
        let along = |places: Vec<Range<usize>>| -> Vec<Range<usize>> {
            places
                .into_iter()
                .map(|r| lead(r.start, false)..lead(r.end, true))
                .collect()
        };
        let (marks, blocks) = (along(self.marks), along(self.blocks));
        Page::new(text, marks, blocks)
    }

    /// The number of the line on which a byte stands, from 1.
    pub fn line(&self, at: usize) -> usize {
        self.lines.partition_point(|start| *start <= at)
    }
}
