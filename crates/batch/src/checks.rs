//! What a person should look at: diagnostics, and values that the program is not sure of.
//!
//! Citations of the preamble stand in `citations` too, so `legal_bases` and `attached_to` are not
//! visited: one doubt is one line.

use sohoa_record::model::{
    Annex, Citation, Confidence, Document, Footnote, Issuer, Record, Section, Severity, Signature,
    Table, Traced, Words,
};

/// A value below this is listed for a look.
const SURE: f64 = 0.9;

/// Where in a document a value belongs; the command line has a name for each in two languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Place {
    Issuer,
    Number,
    Place,
    Date,
    Title,
    Addressee,
    Recipient,
    Archive,
    Preamble,
    Paragraph,
    Section,
    Cell,
    Footnote,
    Annex,
    Signature,
    Task,
    Target,
    Citation,
}

/// A value that the program is not sure of.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LowValue<'a> {
    /// What it is.
    pub place: Place,
    /// The line on which it begins.
    pub line: u32,
    /// The value.
    pub text: &'a str,
    /// How sure the program is.
    pub confidence: f64,
}

/// Number of things to check in a record: warnings, errors and uncertain values.
#[must_use]
pub fn checks_in(record: &Record) -> u64 {
    let grave = |s: Severity| s != Severity::Info;
    let mut count = record
        .diagnostics
        .iter()
        .filter(|d| grave(d.severity))
        .count() as u64;
    low_values(record, &mut |_| count += 1);
    count
}

/// Calls `see` for every uncertain value of the record, in reading order of each document's parts.
pub fn low_values<'a>(record: &'a Record, see: &mut dyn FnMut(LowValue<'a>)) {
    let mut visitor = Visitor { see };
    for document in &record.documents {
        visitor.document(document);
    }
}

struct Visitor<'s, 'a> {
    see: &'s mut dyn FnMut(LowValue<'a>),
}

impl<'a> Visitor<'_, 'a> {
    fn value(&mut self, place: Place, line: u32, text: &'a str, confidence: Confidence) {
        if confidence.get() < SURE {
            let confidence = confidence.get();
            (self.see)(LowValue {
                place,
                line,
                text,
                confidence,
            });
        }
    }

    fn traced(&mut self, place: Place, values: impl IntoIterator<Item = &'a Traced<Words>>) {
        for v in values {
            self.value(place, v.span.lines[0], &v.value, v.confidence);
        }
    }

    fn document(&mut self, d: &'a Document) {
        self.register(d);
        self.traced(Place::Paragraph, &d.paragraphs);
        self.sections(&d.sections);
        self.tables(&d.tables);
        self.footnotes(&d.footnotes);
        for annex in &d.annexes {
            self.annex(annex);
        }
        for signature in d.signature.iter().chain(&d.co_signatures) {
            self.signature(signature);
        }
        self.facts(d);
    }

    fn register(&mut self, d: &'a Document) {
        for issuer in d.issuer.iter().chain(&d.co_issuers) {
            self.issuer(issuer);
        }
        if let Some(n) = &d.number {
            let line = n.span.lines[0];
            self.value(Place::Number, line, &n.value.canonical, n.confidence);
        }
        self.traced(Place::Place, &d.place);
        self.traced(Place::Date, &d.date);
        self.traced(Place::Title, &d.title);
        self.traced(Place::Addressee, &d.addressees);
        self.traced(Place::Recipient, &d.recipients);
        self.traced(Place::Archive, &d.archive);
        self.traced(Place::Preamble, &d.preamble);
    }

    fn issuer(&mut self, i: &'a Traced<Issuer>) {
        self.value(Place::Issuer, i.span.lines[0], &i.value.name, i.confidence);
    }

    fn sections(&mut self, sections: &'a [Section]) {
        for s in sections {
            let heading = s.heading.as_ref().map(|h| h.value.as_str());
            let text = heading.or(s.marker.as_deref()).unwrap_or(&s.path);
            self.value(Place::Section, s.span.lines[0], text, s.confidence);
            self.traced(Place::Section, &s.heading);
            self.traced(Place::Paragraph, &s.paragraphs);
            self.sections(&s.children);
        }
    }

    fn tables(&mut self, tables: &'a [Table]) {
        let rows = tables.iter().flat_map(|t| &t.rows);
        self.traced(Place::Cell, rows.flat_map(|r| r.cells.iter().flatten()));
    }

    fn footnotes(&mut self, notes: &'a [Footnote]) {
        self.traced(Place::Footnote, notes.iter().map(|n| &n.text));
    }

    fn annex(&mut self, a: &'a Annex) {
        self.traced(Place::Annex, a.label.iter().chain(&a.title));
        self.traced(Place::Paragraph, &a.paragraphs);
        self.sections(&a.sections);
        self.tables(&a.tables);
        self.footnotes(&a.footnotes);
    }

    fn signature(&mut self, s: &'a Signature) {
        let parts = [&s.authority, &s.on_behalf_of, &s.position, &s.name];
        self.traced(Place::Signature, parts.into_iter().flatten());
    }

    fn facts(&mut self, d: &'a Document) {
        for t in &d.tasks {
            let text = t.text.as_deref().unwrap_or_default();
            self.value(Place::Task, t.span.lines[0], text, t.confidence);
        }
        for t in &d.targets {
            self.value(Place::Target, t.span.lines[0], &t.text, t.confidence);
        }
        for c in &d.citations {
            self.citation(c);
        }
    }

    fn citation(&mut self, c: &'a Citation) {
        let text = c.number.as_deref().unwrap_or(&c.raw);
        self.value(Place::Citation, c.span.lines[0], text, c.confidence);
    }
}
