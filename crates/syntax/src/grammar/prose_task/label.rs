//! Assignments in labelled parts: `Cơ quan thực hiện: …`, `Thời gian: …`.

use sohoa_text::fold::Folded;

use super::super::actions::ends_sentence;
use super::super::agency::parse_assignment;
use super::name::names_agency;
use super::{ProseTask, after_marker, tidy_text};

/// `Cơ quan thực hiện: …`: who does what the heading above says.
#[must_use]
pub fn labelled_agency(f: &Folded) -> Option<ProseTask> {
    const LABELS: [&str; 7] = [
        "co quan thuc hien",
        "don vi thuc hien",
        "co quan chu tri",
        "don vi chu tri",
        "phan cong thuc hien",
        "phan cong",
        "chu tri",
    ];
    let bytes = f.bytes();
    let from = after_marker(bytes, 0)?;
    let label = LABELS
        .iter()
        .find(|l| bytes[from..].starts_with(l.as_bytes()))?;
    let colon = from + label.len();
    let name = colon + 2;
    if bytes.get(colon) != Some(&b':') || !names_agency(f, name, bytes.len(), true) {
        return None;
    }
    let end = (name..bytes.len())
        .find(|i| bytes[*i] == b';' || ends_sentence(f, *i, bytes.len()))
        .unwrap_or(bytes.len());
    let part = Folded::new(f.slice(name, end).to_owned());
    let found = parse_assignment(&part);
    let shift = |v: Vec<(usize, usize)>| v.iter().map(|r| (r.0 + name, r.1 + name)).collect();
    let task = ProseTask {
        lead: shift(found.lead),
        coordinating: shift(found.coordinating),
        ..ProseTask::default()
    };
    (!task.lead.is_empty()).then_some(task)
}

/// The words after `Thời gian:`, `Thời hạn:`.
#[must_use]
pub fn labelled_time(f: &Folded) -> Option<(usize, usize)> {
    let bytes = f.bytes();
    let from = after_marker(bytes, 0)?;
    let colon = from + memchr::memchr(b':', &bytes[from..])?;
    let label = &bytes[from..colon];
    let times = label.starts_with(b"thoi gian") || label.starts_with(b"thoi han");
    (times && label.len() < 30).then(|| tidy_text(bytes, colon + 1, bytes.len()))?
}
