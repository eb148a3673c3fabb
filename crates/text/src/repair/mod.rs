//! Repairs of the text that need no syntax: each is a recorded edit with a rule and a confidence.
//!
//! The seam for repair by context: a rule returns [`Change`]s over the text and [`apply`] weaves them into
//! the edit map, so that every later stage reads the repaired text and every span still leads to the source.
//! A change that is not to be applied is a proposal: it is listed, and the text stays as it is.

mod acronym;
pub mod context;
mod digits;
mod mention;
mod number;
mod quarter;
mod spread;
mod torn;

use std::ops::Range;

use crate::weave::weave;
use crate::{Restore, Text};

/// A change that a rule wants.
#[derive(Debug, Clone)]
pub(crate) struct Change {
    pub range: Range<usize>,
    pub value: String,
    pub rule: &'static str,
    pub confidence: f64,
    /// False for a proposal.
    pub applied: bool,
}

/// Runs all rules and weaves their changes into the text.
pub(crate) fn apply(text: &mut Text<'_>) {
    let mut numbers = number::numbers(&text.text);
    let proposals = mention::compare(&text.text, &mut numbers);
    let mut changes = number::changes(&text.text, numbers);
    changes.extend(digits::changes(&text.text, &changes));
    changes.sort_by_key(|c| c.range.start);
    changes.extend(quarter::changes(&text.text, &changes));
    changes.sort_by_key(|c| c.range.start);
    changes.extend(acronym::changes(&text.text, &changes));
    changes.sort_by_key(|c| c.range.start);
    changes.extend(torn::changes(&text.text, &changes));
    changes.extend(spread::changes(&text.text));
    changes.extend(proposals);
    if text.options.repair || text.options.restore == Restore::Always {
        changes.sort_by_key(|c| c.range.start);
        let taken: Vec<_> = changes.iter().map(|c| c.range.clone()).collect();
        let found = context::changes(&text.text, &text.lines, &taken, &text.options);
        changes.extend(found);
    }
    weave(text, changes);
}

/// Whether one of the changes, which are in order, touches `range`.
fn overlaps(taken: &[Change], range: &Range<usize>) -> bool {
    let n = taken.partition_point(|c| c.range.end <= range.start);
    taken.get(n).is_some_and(|c| c.range.start < range.end)
}
