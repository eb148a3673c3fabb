//! The register data at the head of a card.

use sohoa_record::model::{Document, Issuer, Signature, Traced, Words};

use super::Writer;
use crate::messages::{self as m, Label, kind_name, secrecy, urgency};
use crate::page::{clean, pad, width, wrap};

/// Columns for the names of the fields.
const NAMES: usize = 18;

/// Writes the head of one document, `at` being its place among the documents.
pub fn write(w: &mut Writer, d: &Document, at: (usize, usize)) {
    title_line(w, d, at);
    let number = d
        .number
        .as_ref()
        .map(|n| (n.value.canonical.as_str(), n.span.lines[0]));
    field(w, m::NUMBER, number);
    field(
        w,
        m::DATE,
        d.date
            .as_ref()
            .map(dated)
            .as_ref()
            .map(|(t, l)| (t.as_str(), *l)),
    );
    field(w, m::PLACE, traced(&d.place));
    issuers(w, d);
    field(w, m::TITLE, traced(&d.title));
    marks(w, d);
    if let Some(c) = &d.attached_to {
        field(w, m::ATTACHED_TO, Some((&c.raw, c.span.lines[0])));
    }
    list(w, m::ADDRESSEES, &d.addressees);
    for signature in d.signature.iter().chain(&d.co_signatures) {
        signer(w, signature);
    }
    list(w, m::RECIPIENTS, &d.recipients);
    if d.archive.is_some() {
        field(w, m::ARCHIVE, traced(&d.archive));
    }
}

fn title_line(w: &mut Writer, d: &Document, (index, count): (usize, usize)) {
    let mut title = kind_name(&d.kind).to_uppercase();
    if d.draft {
        title = format!("{title} ({})", w.lang.of(m::DRAFT));
    }
    let place = if count > 1 {
        format!("  {index}/{count}")
    } else {
        String::new()
    };
    let rule = "─".repeat(w.page.width.min(72));
    w.line(&w.page.faint(&rule));
    w.line(&format!(
        "{}{}",
        w.page.strong(&title),
        w.page.faint(&place)
    ));
}

fn traced(value: &Option<Traced<Words>>) -> Option<(&str, u32)> {
    value.as_ref().map(|v| (v.value.as_str(), v.span.lines[0]))
}

/// `25/12/2019` as people write it, with the ISO form that the record holds.
fn dated(date: &Traced<Words>) -> (String, u32) {
    let parts: Vec<&str> = date.value.split('-').rev().collect();
    let printed = parts.join("/");
    let text = if parts.len() > 1 {
        format!("{printed} ({})", date.value)
    } else {
        printed
    };
    (text, date.span.lines[0])
}

fn issuers(w: &mut Writer, d: &Document) {
    if d.issuer.is_none() {
        field(w, m::ISSUER, None);
    }
    for issuer in d.issuer.iter().chain(&d.co_issuers) {
        let text = issuer_text(w, issuer);
        field(w, m::ISSUER, Some((&text, issuer.span.lines[0])));
    }
}

fn issuer_text(w: &Writer, issuer: &Traced<Issuer>) -> String {
    let mut notes = vec![w.lang.level(issuer.value.level)];
    if issuer.inferred {
        notes.push(w.lang.of(m::INFERRED));
    }
    format!("{} ({})", issuer.value.name, notes.join(", "))
}

fn marks(w: &mut Writer, d: &Document) {
    let stamps = [d.marks.urgency.map(urgency), d.marks.secrecy.map(secrecy)];
    let stamps: Vec<&str> = stamps.into_iter().flatten().collect();
    if !stamps.is_empty() {
        let text = w.page.alarm(&stamps.join(", "));
        w.line(&format!("  {}{text}", pad(w.lang.of(m::MARKS), NAMES)));
    }
}

fn signer(w: &mut Writer, s: &Signature) {
    let all = [&s.name, &s.position, &s.on_behalf_of, &s.authority];
    let told = all.into_iter().flatten();
    let text: Vec<&str> = told.map(|t| t.value.as_str()).collect();
    let line = all.into_iter().flatten().map(|t| t.span.lines[0]).next();
    field(
        w,
        m::SIGNER,
        line.map(|l| (text.join(", "), l))
            .as_ref()
            .map(|(t, l)| (t.as_str(), *l)),
    );
}

fn list(w: &mut Writer, label: Label, values: &[Traced<Words>]) {
    if let Some(first) = values.first() {
        let text: Vec<&str> = values.iter().map(|v| v.value.as_str()).collect();
        field(w, label, Some((&text.join("; "), first.span.lines[0])));
    }
}

/// A field with its line; what was not found is said, since a clerk would look for it.
fn field(w: &mut Writer, label: Label, value: Option<(&str, u32)>) {
    let name = pad(w.lang.of(label), NAMES);
    let Some((text, line)) = value else {
        let none = w.page.faint(w.lang.of(m::NOT_FOUND));
        return w.line(&format!("  {name}{none}"));
    };
    let at = format!("({} {line})", w.lang.of(m::LINE));
    let room = w.page.width.saturating_sub(NAMES + 2).max(20);
    let mut lines = wrap(&clean(text), room);
    let fits = lines
        .last()
        .is_some_and(|l| width(l) + 1 + width(&at) <= room);
    if !fits {
        lines.push(String::new());
    }
    let last = lines.len() - 1;
    for (i, text) in lines.iter().enumerate() {
        let name = if i == 0 { name.clone() } else { pad("", NAMES) };
        let gap = if text.is_empty() { "" } else { " " };
        let at = if i == last {
            format!("{gap}{}", w.page.faint(&at))
        } else {
            String::new()
        };
        w.line(&format!("  {name}{text}{at}"));
    }
}
