//! Repairs of the text that need no syntax: each is a recorded edit with a rule and a confidence.
//!
//! The seam for repair by context: a rule returns [`Change`]s over the text and [`apply`] weaves them into
//! the edit map, so that every later stage reads the repaired text and every span still leads to the source.

mod digits;
mod number;
mod torn;

use std::ops::Range;

use crate::edit::{Edit, EditKind, EditMap};
use crate::{Repair, Text};

/// A change that a rule wants.
#[derive(Debug, Clone)]
pub(crate) struct Change {
    pub range: Range<usize>,
    pub value: String,
    pub rule: &'static str,
    pub confidence: f64,
}

/// Runs all rules and weaves their changes into the text.
pub(crate) fn apply(text: &mut Text<'_>) {
    let mut changes = number::changes(&text.text);
    changes.extend(digits::changes(&text.text, &changes));
    changes.sort_by_key(|c| c.range.start);
    changes.extend(torn::changes(&text.text, &changes));
    changes.sort_by_key(|c| c.range.start);
    if !changes.is_empty() {
        weave(text, &changes);
    }
}

/// Applies changes (sorted, not overlapping, never across a line end).
fn weave(text: &mut Text<'_>, changes: &[Change]) {
    let old = std::mem::take(&mut text.text);
    let old_map = std::mem::take(&mut text.map);
    let mut new = String::with_capacity(old.len() + 16);
    let mut map = EditMap::default();
    // A look-alike letter inside a changed number is part of that change.
    text.repairs.retain(|r| {
        !changes
            .iter()
            .any(|c| r.range.start < c.range.end && c.range.start < r.range.end)
    });
    let mut edits = old_map.edits().iter().peekable();
    let mut shifts: Vec<(usize, isize)> = Vec::with_capacity(changes.len());
    let mut copied = 0;
    for c in changes {
        new.push_str(&old[copied..c.range.start]);
        let shift = new.len() as isize - c.range.start as isize;
        while let Some(e) = edits.next_if(|e| ((e.start + e.len) as usize) <= c.range.start) {
            map.push(shifted(e, shift));
        }
        // Edits inside the changed stretch are absorbed: the change spans their source.
        let source = old_map.to_source(&c.range);
        while edits
            .next_if(|e| (e.start as usize) < c.range.end)
            .is_some()
        {}
        map.push(Edit {
            kind: EditKind::Repair,
            start: new.len() as u32,
            len: c.value.len() as u32,
            source_start: source[0] as u32,
            source_end: source[1] as u32,
        });
        let raw = text.source[source[0]..source[1]].split_whitespace();
        text.repairs.push(Repair {
            range: new.len()..new.len() + c.value.len(),
            raw: raw.collect::<Vec<_>>().join(" "),
            rule: c.rule,
            confidence: c.confidence,
        });
        new.push_str(&c.value);
        copied = c.range.end;
        shifts.push((c.range.end, new.len() as isize - c.range.end as isize));
    }
    new.push_str(&old[copied..]);
    let shift = new.len() as isize - old.len() as isize;
    for e in edits {
        map.push(shifted(e, shift));
    }
    move_lines(text, &shifts);
    text.text = new;
    text.map = map;
}

fn shifted(e: &Edit, by: isize) -> Edit {
    Edit {
        start: (e.start as isize + by) as u32,
        ..*e
    }
}

/// Line ends and earlier repairs move with the text.
fn move_lines(text: &mut Text<'_>, shifts: &[(usize, isize)]) {
    let moved = |at: usize| {
        let n = shifts.partition_point(|&(end, _)| end <= at);
        let by = n.checked_sub(1).map_or(0, |i| shifts[i].1);
        (at as isize + by) as usize
    };
    for line in &mut text.lines {
        line.start = moved(line.start as usize) as u32;
        line.end = moved(line.end as usize) as u32;
    }
    let new = shifts.len();
    let old = text.repairs.len() - new;
    for r in &mut text.repairs[..old] {
        r.range = moved(r.range.start)..moved(r.range.end);
    }
    text.repairs.sort_by_key(|r| r.range.start);
}
