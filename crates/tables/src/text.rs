//! The text of a document as one string, in reading order.

use sohoa_record::model::{Annex, Document, Footnote, Section, Signature, Table, Traced, Words};
use sohoa_span::Span;

/// The text of a document from preamble to signature, a paragraph or a row of a table on a line.
#[must_use]
pub fn body(document: &Document) -> String {
    let mut lines = Lines::default();
    lines.document(document);
    lines.join()
}

/// Lines with the place where each begins; parts of a document are kept apart, the text mixes them.
#[derive(Default)]
struct Lines<'a>(Vec<(u32, Line<'a>)>);

enum Line<'a> {
    One(&'a str),
    Heading(Option<&'a str>, Option<&'a str>),
    Cells(Vec<&'a str>),
}

impl<'a> Lines<'a> {
    fn add(&mut self, span: &Span, line: Line<'a>) {
        self.0.push((span.bytes[0], line));
    }

    fn traced(&mut self, values: impl IntoIterator<Item = &'a Traced<Words>>) {
        for v in values {
            self.add(&v.span, Line::One(&v.value));
        }
    }

    fn document(&mut self, d: &'a Document) {
        self.traced(&d.addressees);
        self.traced(&d.preamble);
        self.traced(&d.paragraphs);
        self.sections(&d.sections);
        self.tables(&d.tables);
        self.footnotes(&d.footnotes);
        for annex in &d.annexes {
            self.annex(annex);
        }
        self.traced(&d.recipients);
        for s in d.signature.iter().chain(&d.co_signatures) {
            self.signature(s);
        }
    }

    fn sections(&mut self, sections: &'a [Section]) {
        for s in sections {
            let heading = s.heading.as_ref().map(|h| h.value.as_str());
            let marker = s.marker.as_deref();
            if marker.is_some() || heading.is_some() {
                self.add(&s.span, Line::Heading(marker, heading));
            }
            self.traced(&s.paragraphs);
            self.sections(&s.children);
        }
    }

    fn tables(&mut self, tables: &'a [Table]) {
        for row in tables.iter().flat_map(|t| &t.rows) {
            let cells = row.cells.iter().flatten();
            self.add(
                &row.span,
                Line::Cells(cells.map(|c| c.value.as_str()).collect()),
            );
        }
    }

    fn footnotes(&mut self, notes: &'a [Footnote]) {
        self.traced(notes.iter().map(|n| &n.text));
    }

    fn annex(&mut self, a: &'a Annex) {
        self.traced(a.label.iter().chain(&a.title));
        self.traced(&a.paragraphs);
        self.sections(&a.sections);
        self.tables(&a.tables);
        self.footnotes(&a.footnotes);
    }

    fn signature(&mut self, s: &'a Signature) {
        let parts = [&s.authority, &s.on_behalf_of, &s.position, &s.name];
        self.traced(parts.into_iter().flatten());
    }

    fn join(mut self) -> String {
        self.0.sort_by_key(|(at, _)| *at);
        let mut out = String::new();
        for (_, line) in &self.0 {
            if !out.is_empty() {
                out.push('\n');
            }
            match line {
                Line::One(text) => out.push_str(text),
                Line::Heading(marker, heading) => join(&mut out, marker.iter().chain(heading), " "),
                Line::Cells(cells) => join(&mut out, cells.iter(), " | "),
            }
        }
        out
    }
}

fn join<'a>(out: &mut String, parts: impl Iterator<Item = &'a &'a str>, between: &str) {
    for (i, part) in parts.enumerate() {
        if i > 0 {
            out.push_str(between);
        }
        out.push_str(part);
    }
}
