//! Weaves changes into a text, its edit map, its lines and its list of repairs.

use std::ops::Range;

use crate::edit::{Edit, EditKind, EditMap};
use crate::repair::Change;
use crate::{Repair, Text, bars};

/// How far the text behind a change has moved: (end of the change before it was made, shift).
type Shifts = Vec<(usize, isize)>;

/// Applies the changes (of two that overlap the first; none crosses a line end) and lists the proposals.
/// A proposal that overlaps a change is dropped, unless both stand on the same range.
pub(crate) fn weave(text: &mut Text<'_>, changes: Vec<Change>) {
    if changes.is_empty() {
        return;
    }
    let whole = changes
        .into_iter()
        .filter(|c| !cuts_an_edit(&text.map, &c.range));
    let (mut applied, proposals): (Vec<_>, Vec<_>) = whole.partition(|c| c.applied);
    applied.sort_by_key(|c| c.range.start);
    applied.dedup_by(|b, a| b.range.start < a.range.end);
    let shifts = replace(text, &applied, EditKind::Repair);
    let taken = std::mem::take(&mut text.repairs);
    let mut repairs = kept(taken, &applied, &shifts);
    for c in applied {
        let end = moved(c.range.end, &shifts);
        repairs.push(listed(text, end - c.value.len()..end, c));
    }
    repairs.sort_by_key(|r| r.range.start);
    let mut free = Vec::new();
    for c in proposals {
        let range = moved(c.range.start, &shifts)..moved(c.range.end, &shifts);
        if is_free(&repairs, &range) {
            free.push(listed(text, range, c));
        }
    }
    free.sort_by_key(|r| r.range.start);
    free.dedup_by(|b, a| b.range.start < a.range.end);
    repairs.extend(free);
    // Stable: a change stands before the proposal on its range.
    repairs.sort_by_key(|r| r.range.start);
    text.repairs = repairs;
}

/// Puts tabs for the bars of letterheads.
pub(crate) fn draw(text: &mut Text<'_>) {
    let bars = bars::changes(&text.text).into_iter();
    let changes: Vec<_> = bars
        .map(|(range, value)| form(range, value.to_owned()))
        .collect();
    reform(text, &changes, EditKind::Markup);
}

/// A change of form.
fn form(range: Range<usize>, value: String) -> Change {
    Change {
        range,
        value,
        rule: "",
        confidence: 1.0,
        applied: true,
    }
}

/// Makes changes of form, which no list tells of.
fn reform(text: &mut Text<'_>, changes: &[Change], kind: EditKind) {
    let whole: Vec<Change> = changes
        .iter()
        .filter(|c| !cuts_an_edit(&text.map, &c.range))
        .cloned()
        .collect();
    let shifts = replace(text, &whole, kind);
    for r in &mut text.repairs {
        r.range = moved(r.range.start, &shifts)..moved(r.range.end, &shifts);
    }
}

/// Makes runs of lines one line each; as many empty lines follow it as were moved up.
pub(crate) fn join(text: &mut Text<'_>, runs: &[(usize, usize)]) {
    let mut changes = Vec::new();
    for &(first, last) in runs {
        for line in &text.lines[first..last] {
            let end = line.end as usize;
            changes.push(form(end..end + 1, " ".to_owned()));
        }
        let end = text.lines[last].end as usize;
        changes.push(form(end..end + 1, "\n".repeat(1 + last - first)));
    }
    reform(text, &changes, EditKind::Whitespace);
    for &(first, last) in runs {
        let cuts = text.lines[first..last].iter().map(|l| l.end as usize);
        text.cuts.extend(cuts);
        let end = text.lines[last].end;
        text.lines[first].end = end;
        for (k, line) in text.lines[first + 1..=last].iter_mut().enumerate() {
            line.start = end + 1 + k as u32;
            line.end = line.start;
        }
    }
}

fn listed(text: &Text<'_>, range: Range<usize>, c: Change) -> Repair {
    let [from, to] = text.map.to_source(&range);
    let raw: Vec<_> = text.source[from..to].split_whitespace().collect();
    Repair {
        range,
        raw: raw.join(" "),
        value: c.value,
        rule: c.rule,
        confidence: c.confidence,
        applied: c.applied,
    }
}

/// Whether one end of `range` falls inside what one edit made: no place of the source answers to it.
fn cuts_an_edit(map: &EditMap, range: &Range<usize>) -> bool {
    let inside = |at: usize| {
        let n = map.edits().partition_point(|e| (e.start as usize) < at);
        let before = n.checked_sub(1).map(|i| map.edits()[i]);
        before.is_some_and(|e| at < (e.start + e.len) as usize)
    };
    inside(range.start) || inside(range.end)
}

/// Whether a proposal may stand on `range`: nothing stands there, or one change on the very same range.
fn is_free(repairs: &[Repair], range: &Range<usize>) -> bool {
    let first = repairs.partition_point(|r| r.range.end <= range.start);
    let inside = repairs[first..].iter();
    let mut inside = inside.take_while(|r| r.range.start < range.end);
    match inside.next() {
        None => true,
        Some(one) => one.applied && one.range == *range && inside.next().is_none(),
    }
}

/// Replaces the ranges of the changes in the text and absorbs the edits inside them.
fn replace(text: &mut Text<'_>, changes: &[Change], kind: EditKind) -> Shifts {
    let mut shifts = Shifts::with_capacity(changes.len());
    if changes.is_empty() {
        return shifts;
    }
    let old = std::mem::take(&mut text.text);
    let old_map = std::mem::take(&mut text.map);
    let mut new = String::with_capacity(old.len() + 16);
    let mut map = EditMap::default();
    let mut edits = old_map.edits().iter().peekable();
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
            kind,
            start: new.len() as u32,
            len: c.value.len() as u32,
            source_start: source[0] as u32,
            source_end: source[1] as u32,
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
    for cut in &mut text.cuts {
        *cut = moved(*cut, &shifts);
    }
    for line in &mut text.lines {
        line.start = moved(line.start as usize, &shifts) as u32;
        line.end = moved(line.end as usize, &shifts) as u32;
    }
    text.text = new.into();
    text.map = map;
    shifts
}

fn shifted(e: &Edit, by: isize) -> Edit {
    Edit {
        start: (e.start as isize + by) as u32,
        ..*e
    }
}

/// Where a position outside of the changes stands now.
fn moved(at: usize, shifts: &Shifts) -> usize {
    let n = shifts.partition_point(|&(end, _)| end <= at);
    let by = n.checked_sub(1).map_or(0, |i| shifts[i].1);
    (at as isize + by) as usize
}

/// The earlier repairs outside of the changes, moved with the text: a look-alike letter inside a changed
/// number is part of that change.
fn kept(repairs: Vec<Repair>, changes: &[Change], shifts: &Shifts) -> Vec<Repair> {
    let mut out: Vec<Repair> = repairs
        .into_iter()
        .filter(|r| {
            let n = changes.partition_point(|c| c.range.end <= r.range.start);
            changes.get(n).is_none_or(|c| c.range.start >= r.range.end)
        })
        .collect();
    for r in &mut out {
        r.range = moved(r.range.start, shifts)..moved(r.range.end, shifts);
    }
    out
}
