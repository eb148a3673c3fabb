//! Pages of properties: which of them hold from where to where in the stream.

use std::ops::Range;

use super::bytes::{size_at, slice, u8_at, u32_at};

/// Whose properties a page tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Of {
    Characters,
    Paragraphs,
}

/// Runs of the stream with the properties of each, in order.
#[derive(Debug, Default)]
pub(super) struct Runs(Vec<(Range<usize>, Range<usize>)>);

impl Runs {
    /// Where the properties of the byte at `at` lie in the stream, and where their run ends.
    pub(super) fn at(&self, at: usize) -> (Range<usize>, usize) {
        let i = self.0.partition_point(|(run, _)| run.end <= at);
        match self.0.get(i) {
            Some((run, told)) if run.start <= at => (told.clone(), run.end),
            Some((run, _)) => (0..0, run.start),
            None => (0..0, usize::MAX),
        }
    }
}

const PAGE: usize = 512;

/// Reads the pages that a table of them names.
pub(super) fn read(main: &[u8], bins: &[u8], of: Of) -> Runs {
    let count = bins.len().saturating_sub(4) / 8;
    let mut numbers: Vec<u32> = (0..count)
        .filter_map(|i| u32_at(bins, 4 * (count + 1) + 4 * i))
        .map(|n| n & 0x003f_ffff)
        .collect();
    // A page is read once, however often a damaged table names it.
    numbers.sort_unstable();
    numbers.dedup();
    let mut runs = Vec::new();
    for number in numbers {
        let start = number as usize * PAGE;
        let page = slice(main, start, PAGE);
        if page.len() == PAGE {
            runs.extend(page_runs(page, start, of));
        }
    }
    runs.sort_by_key(|(run, _)| run.start);
    // Runs that overlap another are damage.
    let mut end = 0;
    runs.retain(|(run, _)| {
        let fits = run.start >= end;
        end = if fits { run.end } else { end };
        fits
    });
    Runs(runs)
}

fn page_runs(page: &[u8], start: usize, of: Of) -> Vec<(Range<usize>, Range<usize>)> {
    let count = usize::from(page[PAGE - 1]);
    let entry = match of {
        Of::Characters => 1,
        Of::Paragraphs => 13,
    };
    let run = |i: usize| {
        let bounds = size_at(page, 4 * i)?..size_at(page, 4 * i + 4)?;
        let at = 2 * usize::from(u8_at(page, 4 * (count + 1) + entry * i)?);
        let told = if at == 0 {
            0..0
        } else {
            properties(page, at, of)?
        };
        let end = told.end.min(PAGE - 1);
        (bounds.start < bounds.end).then(|| (bounds, start + told.start.min(end)..start + end))
    };
    (0..count).filter_map(run).collect()
}

/// The properties at `at`: those of paragraphs count their length in words, in either of two ways.
fn properties(page: &[u8], at: usize, of: Of) -> Option<Range<usize>> {
    let length = usize::from(u8_at(page, at)?);
    Some(match (of, length) {
        (Of::Characters, n) => at + 1..at + 1 + n,
        (Of::Paragraphs, 0) => at + 2..at + 2 + 2 * usize::from(u8_at(page, at + 1)?),
        (Of::Paragraphs, n) => at + 1..at + 2 * n,
    })
}
