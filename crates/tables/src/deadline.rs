//! The deadlines of a task: one, or the parts of a cell that names several.

use sohoa_record::model::{DeadlineKind, Task};

/// One deadline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due<'a> {
    /// As printed.
    pub raw: &'a str,
    /// What it is.
    pub kind: DeadlineKind,
    /// First day, ISO.
    pub start: Option<&'a str>,
    /// Last day, ISO.
    pub end: Option<&'a str>,
    /// RFC 5545 rule.
    pub recurrence: Option<&'a str>,
    /// The product that it goes with, where the cell names several.
    pub product: Option<&'a str>,
}

/// The deadlines of a task. A cell that names several counts by its parts, any other as a whole.
pub fn dues(task: &Task) -> impl Iterator<Item = Due<'_>> {
    let whole = task.deadline.iter().filter(|d| d.parts.is_empty());
    let parts = task.deadline.iter().flat_map(|d| &d.parts);
    let whole = whole.map(|d| Due {
        raw: &d.raw,
        kind: d.kind,
        start: d.start.as_deref(),
        end: d.end.as_deref(),
        recurrence: d.recurrence.as_deref(),
        product: None,
    });
    whole.chain(parts.map(|p| Due {
        raw: &p.raw,
        kind: p.kind,
        start: p.start.as_deref(),
        end: p.end.as_deref(),
        recurrence: None,
        product: p.product.as_deref(),
    }))
}
