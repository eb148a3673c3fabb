//! The outline of a document: its sections, tables and annexes, each with the line it begins on.

use sohoa_record::model::{Annex, Document, Numbering, Section, Table};

use super::Writer;
use crate::messages as m;
use crate::page::{clean, fit};

/// Entries of the outline that are printed.
const SHOWN: usize = 80;

struct Entry {
    line: u32,
    depth: usize,
    text: String,
}

/// Writes the outline, unless the document has no parts.
pub fn write(w: &mut Writer, d: &Document) {
    let mut entries = Vec::new();
    sections(&d.sections, 0, &mut entries);
    tables(w, &d.tables, 0, &mut entries);
    entries.sort_by_key(|e| e.line);
    for annex in &d.annexes {
        annexed(w, annex, &mut entries);
    }
    if entries.is_empty() {
        return;
    }
    w.part(m::OUTLINE, None);
    for entry in entries.iter().take(SHOWN) {
        let number = w.page.faint(&format!("{:>6}", entry.line));
        let indent = "  ".repeat(entry.depth.min(8));
        let room = w.page.width.saturating_sub(8 + indent.len()).max(12);
        w.line(&format!("{number}  {indent}{}", fit(&entry.text, room)));
    }
    w.more(entries.len().saturating_sub(SHOWN));
}

fn sections(from: &[Section], depth: usize, entries: &mut Vec<Entry>) {
    for section in from {
        if is_item(section) {
            continue;
        }
        entries.push(Entry {
            line: section.span.lines[0],
            depth,
            text: text(section),
        });
        sections(&section.children, depth + 1, entries);
    }
}

/// Dashes and bullets without a title are the text itself, not its outline.
fn is_item(s: &Section) -> bool {
    let bullet = matches!(
        s.numbering,
        Numbering::Dash | Numbering::Plus | Numbering::Bullet
    );
    bullet && s.heading.is_none()
}

fn text(s: &Section) -> String {
    let heading = s.heading.as_ref().or(s.paragraphs.first());
    let parts = [s.marker.as_deref(), heading.map(|h| h.value.as_str())];
    clean(&parts.into_iter().flatten().collect::<Vec<_>>().join(" "))
}

fn tables(w: &Writer, from: &[Table], depth: usize, entries: &mut Vec<Entry>) {
    for table in from {
        let names = table.columns.iter().filter_map(|c| c.name.as_deref());
        let names = clean(&names.collect::<Vec<_>>().join(" | "));
        let (word, rows) = (w.lang.of(m::TABLE), w.lang.of(m::ROWS));
        entries.push(Entry {
            line: table.span.lines[0],
            depth: depth + 1,
            text: format!("[{word}: {} {rows}] {names}", table.rows.len()),
        });
    }
}

fn annexed(w: &Writer, annex: &Annex, entries: &mut Vec<Entry>) {
    let label = annex
        .label
        .as_ref()
        .map_or(w.lang.of(m::ANNEX), |l| l.value.as_str());
    let title = annex.title.as_ref().map_or("", |t| t.value.as_str());
    entries.push(Entry {
        line: annex.span.lines[0],
        depth: 0,
        text: clean(&format!("{label} {title}")),
    });
    let mut inside = Vec::new();
    sections(&annex.sections, 1, &mut inside);
    tables(w, &annex.tables, 1, &mut inside);
    inside.sort_by_key(|e| e.line);
    entries.append(&mut inside);
}
