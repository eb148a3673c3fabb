//! All values of a record that carry a confidence, in order, each with its family and its place.

use sohoa_span::Span;

use super::Family;
use crate::model::{Annex, Citation, Confidence, Document, Footnote, Section, Table, Task, Traced};

/// Which value: the document, the family, and the place among the values of that family in the document.
/// Sections without a marker are not counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// Index of the document.
    pub document: usize,
    /// The family.
    pub family: Family,
    /// Index in the family.
    pub index: usize,
}

/// A value on the way.
pub struct Seen<'s> {
    /// Which it is.
    pub key: Key,
    /// Where it was read.
    pub span: &'s Span,
    /// What the rule said, and what is said of it in the end.
    pub confidence: &'s mut Confidence,
}

/// Calls `f` with every value.
pub(super) fn each(documents: &mut [Document], f: &mut dyn FnMut(Seen<'_>)) {
    for (document, d) in documents.iter_mut().enumerate() {
        let mut pass = Pass {
            document,
            next: [0; Family::FITTED.len() + 1],
            f: &mut *f,
        };
        pass.document(d);
    }
}

struct Pass<'p> {
    document: usize,
    next: [usize; Family::FITTED.len() + 1],
    f: &'p mut dyn FnMut(Seen<'_>),
}

impl Pass<'_> {
    fn see(&mut self, family: Family, span: &Span, confidence: &mut Confidence) {
        let next = &mut self.next[family as usize];
        let key = Key {
            document: self.document,
            family,
            index: *next,
        };
        *next += 1;
        (self.f)(Seen {
            key,
            span,
            confidence,
        });
    }

    fn value<T>(&mut self, family: Family, value: &mut Traced<T>) {
        self.see(family, &value.span, &mut value.confidence);
    }

    fn values<'v, T: 'v>(
        &mut self,
        family: Family,
        values: impl IntoIterator<Item = &'v mut Traced<T>>,
    ) {
        values.into_iter().for_each(|v| self.value(family, v));
    }

    fn citations<'v>(&mut self, family: Family, all: impl IntoIterator<Item = &'v mut Citation>) {
        for c in all {
            self.see(family, &c.span, &mut c.confidence);
        }
    }

    fn document(&mut self, d: &mut Document) {
        self.values(Family::Issuer, d.issuer.iter_mut().chain(&mut d.co_issuers));
        self.values(Family::Number, &mut d.number);
        self.values(Family::Place, &mut d.place);
        self.values(Family::Date, &mut d.date);
        self.values(Family::Title, &mut d.title);
        self.values(Family::Addressee, &mut d.addressees);
        self.values(Family::Recipient, &mut d.recipients);
        self.values(Family::Archive, &mut d.archive);
        self.values(Family::Text, &mut d.preamble);
        self.citations(Family::Basis, &mut d.legal_bases);
        self.values(Family::Text, &mut d.paragraphs);
        self.sections(&mut d.sections);
        self.tables(&mut d.tables);
        self.footnotes(&mut d.footnotes);
        d.annexes.iter_mut().for_each(|a| self.annex(a));
        for s in d.signature.iter_mut().chain(&mut d.co_signatures) {
            self.values(Family::Authority, &mut s.authority);
            self.values(Family::Text, &mut s.on_behalf_of);
            self.values(Family::Position, &mut s.position);
            self.values(Family::Signer, &mut s.name);
        }
        self.citations(Family::Basis, &mut d.attached_to);
        d.tasks.iter_mut().for_each(|t| self.task(t));
        for t in &mut d.targets {
            self.see(Family::Target, &t.span, &mut t.confidence);
        }
        self.citations(Family::Citation, &mut d.citations);
    }

    fn sections(&mut self, sections: &mut [Section]) {
        for s in sections {
            let family = match s.marker {
                Some(_) => Family::Section,
                None => Family::Text,
            };
            self.see(family, &s.span, &mut s.confidence);
            self.values(Family::Text, &mut s.heading);
            self.values(Family::Text, &mut s.paragraphs);
            self.sections(&mut s.children);
        }
    }

    fn tables(&mut self, tables: &mut [Table]) {
        for row in tables.iter_mut().flat_map(|t| &mut t.rows) {
            self.values(Family::Text, row.cells.iter_mut().flatten());
        }
    }

    fn footnotes(&mut self, notes: &mut [Footnote]) {
        self.values(Family::Text, notes.iter_mut().map(|n| &mut n.text));
    }

    fn annex(&mut self, a: &mut Annex) {
        self.values(Family::Text, &mut a.label);
        self.values(Family::AnnexTitle, &mut a.title);
        self.citations(Family::Basis, &mut a.attached_to);
        self.values(Family::Text, &mut a.paragraphs);
        self.sections(&mut a.sections);
        self.tables(&mut a.tables);
        self.footnotes(&mut a.footnotes);
    }

    fn task(&mut self, t: &mut Task) {
        let family = match t.row {
            Some(_) => Family::Row,
            None => Family::Assignment,
        };
        self.see(family, &t.span, &mut t.confidence);
    }
}
