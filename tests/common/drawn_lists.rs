//! The lists below a drawing: documents, outline, tables, tasks, money, diagnostics, coverage.

use std::fmt::Write as _;

use serde::Serialize;
use sohoa_record::model::{Annex, Budget, Document, Issuer, Record, Section, Table, Traced, Words};
use sohoa_span::Span;

use super::drawn::shown;

/// The longest text shown whole.
const LONG: usize = 64;

/// Everything of a record that is no single place in the text.
pub fn lists(text: &str, record: &Record, out: &mut String) {
    for (i, d) in record.documents.iter().enumerate() {
        document(i + 1, d, out);
    }
    let codes: Vec<_> = record
        .diagnostics
        .iter()
        .map(|d| format!("{}{}", d.code, lines(&d.span)))
        .collect();
    if !codes.is_empty() {
        let _ = writeln!(out, "diagnostics: {}", codes.join(", "));
    }
    let c = &record.coverage;
    let _ = write!(out, "coverage: {} of {}", c.attributed, c.characters);
    if c.furniture > 0 {
        let _ = write!(out, ", furniture {}", c.furniture);
    }
    for s in &c.unattributed {
        let rest = shown(text[s.range()].trim());
        let _ = write!(out, ", unplaced {rest:?}");
    }
    out.push('\n');
}

/// The stable name of a unit variant.
pub fn slug(value: &impl Serialize) -> String {
    let json = serde_json::to_value(value).unwrap();
    json.as_str().unwrap_or_default().to_owned()
}

/// Name, level, code, unit and the body above.
pub fn issuer(i: &Issuer) -> String {
    let mut out = format!("{:?} {}", i.name, slug(&i.level));
    let parts = [
        ("body", &i.body),
        ("unit", &i.unit),
        ("parent", &i.parent),
        ("code", &i.unit_code),
        ("now", &i.successor),
    ];
    for (name, value) in parts {
        if let Some(v) = value {
            let _ = write!(out, ", {name} {v}");
        }
    }
    out
}

fn lines(s: &Span) -> String {
    match s.lines {
        [0, 0] => String::new(),
        [a, b] if a == b => format!(" {a}"),
        [a, b] => format!(" {a}-{b}"),
    }
}

fn cut(text: &str) -> String {
    let short: String = text.chars().take(LONG).collect();
    let more = if short.len() < text.len() { "…" } else { "" };
    format!("{short:?}{more}")
}

fn document(n: usize, d: &Document, out: &mut String) {
    let draft = if d.draft { ", draft" } else { "" };
    let _ = write!(out, "document {n}: {}{draft}", d.kind);
    for mark in d
        .marks
        .urgency
        .iter()
        .map(slug)
        .chain(d.marks.secrecy.iter().map(slug))
    {
        let _ = write!(out, ", {mark}");
    }
    let _ = writeln!(out, ", lines{}", lines(&d.span));
    body(&d.paragraphs, &d.sections, &d.tables, out);
    for a in &d.annexes {
        annex(a, out);
    }
    for t in &d.tasks {
        let place = match (t.table, t.row) {
            (Some(t), Some(r)) => format!("table {t} row {r}"),
            _ => t.section_path.as_deref().unwrap_or_default().to_owned(),
        };
        let _ = write!(out, "  task {place}:");
        let fields = [
            ("", &t.code),
            ("", &t.text),
            ("group ", &t.group),
            ("field ", &t.field),
            ("product ", &t.product),
            ("target ", &t.target),
            ("quantity ", &t.quantity),
            ("price ", &t.unit_price),
            ("note ", &t.note),
        ];
        for (name, value) in fields {
            if let Some(v) = value {
                let _ = write!(out, " {name}{}", cut(v));
            }
        }
        out.push('\n');
    }
    if let Some(b) = &d.budget {
        budget(b, out);
    }
}

fn annex(a: &Annex, out: &mut String) {
    let label = a.label.as_ref().map_or("-", |l| &l.value);
    let _ = writeln!(out, "  annex {label:?}, lines{}", lines(&a.span));
    for note in &a.footnotes {
        let _ = writeln!(out, "    note {:?} {}", note.marker, cut(&note.text.value));
    }
    body(&a.paragraphs, &a.sections, &a.tables, out);
}

fn body(paragraphs: &[Traced<Words>], sections: &[Section], tables: &[Table], out: &mut String) {
    for p in paragraphs {
        let _ = writeln!(out, "  paragraph {}", cut(&p.value));
    }
    for s in sections {
        section(s, out);
    }
    for t in tables {
        table(t, out);
    }
}

/// `I/1. decimal "…"`: a heading after `=`, text in quotes.
fn section(s: &Section, out: &mut String) {
    let marker = s.marker.as_deref().unwrap_or("-");
    let _ = write!(out, "  {} {} {marker:?}", s.path, slug(&s.numbering));
    if let Some(h) = &s.heading {
        let _ = write!(out, " = {}", cut(&h.value));
    }
    for p in &s.paragraphs {
        let _ = write!(out, " | {}", cut(&p.value));
    }
    out.push('\n');
    s.children.iter().for_each(|c| section(c, out));
}

fn table(t: &Table, out: &mut String) {
    let under = t
        .section_path
        .as_ref()
        .map(|p| format!(" under {p}"))
        .unwrap_or_default();
    let columns: Vec<_> = t
        .columns
        .iter()
        .map(|c| {
            let lost = if c.name.is_none() { "?" } else { "" };
            slug(&c.role) + lost
        })
        .collect();
    let _ = writeln!(
        out,
        "  table{under}, lines{}: {}",
        lines(&t.span),
        columns.join(" | ")
    );
    for r in &t.rows {
        let cell = |c: &Option<Traced<Words>>| c.as_ref().map_or("-".into(), |c| c.value.clone());
        let cells: Vec<_> = r.cells.iter().map(cell).collect();
        let _ = write!(out, "    {}: {}", slug(&r.role), cells.join(" | "));
        if let Some(g) = &r.group {
            let _ = write!(out, " [{g}]");
        }
        out.push('\n');
    }
}

fn budget(b: &Budget, out: &mut String) {
    let show = |v: Option<i64>| v.map_or("-".to_owned(), |v| v.to_string());
    let items: Vec<_> = b.items.iter().map(|i| i.amount_vnd.to_string()).collect();
    let _ = write!(
        out,
        "  budget {} = {}, printed {}, missing {}",
        items.join(" + "),
        show(b.computed_total_vnd),
        show(b.total_vnd),
        b.missing
    );
    let _ = writeln!(
        out,
        ", balanced {}",
        b.balanced.map_or("-".into(), |b| b.to_string())
    );
}
