//! What a person should look at, the gravest first, each with its line.

use sohoa_record::model::{Record, Severity};

use super::Writer;
use crate::messages as m;
use crate::page::{clean, fit};

/// Entries that are printed.
const SHOWN: usize = 40;

struct Entry {
    /// 0 error, 1 warning, 2 uncertain value, 3 note.
    rank: u8,
    /// Among uncertain values the least sure comes first; hundredths.
    sure: u32,
    line: u32,
    text: String,
}

/// Writes the list, then what became of the text as a whole.
pub fn write(w: &mut Writer, record: &Record) {
    let mut entries = diagnostics(w, record);
    uncertain(w, record, &mut entries);
    entries.sort_by_key(|e| (e.rank, e.sure, e.line));
    w.part(m::TO_CHECK, Some(entries.len()));
    if entries.is_empty() {
        w.line(&format!("  {}", w.lang.of(m::NOTHING_TO_CHECK)));
    }
    for entry in entries.iter().take(SHOWN) {
        one(w, entry);
    }
    w.more(entries.len().saturating_sub(SHOWN));
    closing(w, record);
}

fn diagnostics(w: &Writer, record: &Record) -> Vec<Entry> {
    let entry = |d: &sohoa_record::model::Diagnostic| Entry {
        rank: match d.severity {
            Severity::Error => 0,
            Severity::Warning => 1,
            Severity::Info => 3,
        },
        sure: 0,
        line: d.span.lines[0],
        text: format!(
            "{}: {}",
            w.lang.severity(d.severity),
            clean(w.lang.diagnostic(d))
        ),
    };
    record.diagnostics.iter().map(entry).collect()
}

fn uncertain(w: &Writer, record: &Record, entries: &mut Vec<Entry>) {
    sohoa_batch::low_values(record, &mut |v| {
        let sure = (v.confidence.clamp(0.0, 1.0) * 100.0).round() as u32;
        let (place, text) = (w.lang.place(v.place), clean(v.text));
        entries.push(Entry {
            rank: 2,
            sure,
            line: v.line,
            text: format!("{place} ({sure} %): {text}"),
        });
    });
}

fn one(w: &mut Writer, entry: &Entry) {
    let number = w.page.faint(&format!("{:>6}", entry.line));
    let text = fit(&entry.text, w.page.width.saturating_sub(8));
    let text = match entry.rank {
        0 => w.page.alarm(&text),
        1 => w.page.warn(&text),
        _ => text,
    };
    w.line(&format!("{number}  {text}"));
}

fn closing(w: &mut Writer, record: &Record) {
    let applied = record.repairs.iter().filter(|r| r.applied).count();
    let proposed = record.repairs.len() - applied;
    let (l, c) = (w.lang, &record.coverage);
    w.out.push('\n');
    let repairs = format!(
        "{}: {applied} {}, {proposed} {}",
        l.of(m::REPAIRS),
        l.of(m::APPLIED),
        l.of(m::PROPOSED)
    );
    w.line(&w.page.faint(&repairs));
    if c.characters > 0 {
        let share = (c.attributed + c.furniture) as f64 * 100.0 / c.characters as f64;
        let share = super::facts::number((share * 10.0).floor() / 10.0);
        let (label, rest) = (l.of(m::COVERAGE), l.of(m::OF_CHARACTERS));
        let placed = format!("{label}: {share} % {rest}");
        w.line(&w.page.faint(&placed));
    }
}
