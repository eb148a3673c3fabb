//! The source read again at a span, by the words of the contract and not by the code that made the record.

use std::ops::Range;

use sohoa_record::model::Repair;
use sohoa_span::Span;
use sohoa_text::Text;
use sohoa_text::edit::{Edit, EditKind};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A change of the source between two bytes.
struct Change {
    from: usize,
    to: usize,
    by: String,
}

/// What a record's spans lead to.
pub struct Reading<'s> {
    source: &'s str,
    /// Markup, white space and control characters that the text leaves out or replaces.
    form: Vec<Change>,
    /// The changes of letters that the record lists.
    letters: Vec<Change>,
}

impl<'s> Reading<'s> {
    pub fn new(text: &Text<'s>, repairs: &[Repair]) -> Reading<'s> {
        let form = text.map().edits().iter();
        let torn = |e: &Edit| {
            let source = &text.source()[e.source_start as usize..e.source_end as usize];
            source
                .chars()
                .any(|c| !c.is_alphanumeric() && !is_combining_mark(c))
        };
        let form = form.filter(|e| match e.kind {
            EditKind::Nfc => torn(e),
            EditKind::Repair => false,
            _ => true,
        });
        let form = form.map(|e| Change {
            from: e.source_start as usize,
            to: e.source_end as usize,
            by: text.as_str()[e.start as usize..(e.start + e.len) as usize].to_owned(),
        });
        let letters = repairs.iter().filter(|r| is_of_letters(r));
        let letters = letters.map(|r| Change {
            from: r.span.range().start,
            to: r.span.range().end,
            by: r.value.clone(),
        });
        Reading {
            source: text.source(),
            form: form.collect(),
            letters: letters.collect(),
        }
    }

    /// The source as it stands, white space collapsed, NFC.
    pub fn verbatim(&self, span: &Span) -> String {
        let parts: Vec<&str> = span.parts().map(|part| &self.source[part]).collect();
        collapse(&parts.join(" "))
    }

    /// The source without markup and invisible characters.
    pub fn printed(&self, span: &Span) -> String {
        self.read(span, |_| &[])
    }

    /// The source without markup, the listed repairs applied.
    pub fn repaired(&self, span: &Span) -> String {
        self.read(span, |r| &r.letters)
    }

    fn read<'r>(&'r self, span: &Span, letters: impl Fn(&'r Self) -> &'r [Change]) -> String {
        let mut parts = Vec::new();
        for part in span.parts() {
            parts.push(changed(self.source, part, letters(self), &self.form));
        }
        collapse(&parts.join(" "))
    }
}

/// Repairs that change letters; the others join lines, rows and cells or read a numeral.
fn is_of_letters(repair: &Repair) -> bool {
    let rules = ["text/", "record/build/unit"];
    repair.applied && rules.iter().any(|r| repair.rule.starts_with(r))
}

/// A stretch of the source with the changes that lie in it; a change of letters swallows one of form.
fn changed(source: &str, range: Range<usize>, letters: &[Change], form: &[Change]) -> String {
    let inside = |c: &&Change| range.start <= c.from && c.to <= range.end;
    let letters: Vec<&Change> = letters.iter().filter(inside).collect();
    let swallowed = |c: &Change| letters.iter().any(|l| l.from <= c.from && c.to <= l.to);
    let form = form.iter().filter(inside).filter(|c| !swallowed(c));
    let mut all: Vec<&Change> = form.chain(letters.iter().copied()).collect();
    all.sort_by_key(|c| (c.from, c.to));
    let mut out = String::new();
    let mut at = range.start;
    for c in all.into_iter().filter(|c| c.from >= range.start) {
        if c.from < at {
            continue;
        }
        out.push_str(&source[at..c.from]);
        out.push_str(&c.by);
        at = c.to;
    }
    out.push_str(&source[at..range.end]);
    out
}

/// NFC, every run of white space one blank, none at the ends.
pub fn collapse(s: &str) -> String {
    let composed: String = s.nfc().collect();
    composed.split_whitespace().collect::<Vec<_>>().join(" ")
}
