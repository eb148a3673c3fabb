//! From the tree to the record: values, facts, diagnostics, coverage.

mod assign;
mod budget;
mod check;
mod citations;
mod coverage;
mod diagnostics;
mod document;
mod flow;
mod head;
mod issuer;
mod notices;
mod running;
mod sections;
mod tables;
mod targets;
mod tasks;
mod unit;

use std::collections::BTreeMap;
use std::ops::Range;

use sohoa_span::Span;
use sohoa_syntax::tree::Tree;
use sohoa_text::{Options, Restore, Text};

use crate::Meta;
use crate::model::{self, Confidence, Diagnostic, Record, Repair};
use diagnostics::Code;

/// What every part of the record is built with.
pub(crate) struct Builder<'b, 't> {
    text: &'b Text<'t>,
    repairs: Vec<Repair>,
    diagnostics: Vec<Diagnostic>,
}

impl Builder<'_, '_> {
    fn span(&self, pieces: &[Range<usize>]) -> Span {
        self.text.span(pieces)
    }

    /// The span of whole lines, 0-based, both included.
    fn lines_span(&self, lines: (usize, usize)) -> Span {
        let all = self.text.lines();
        let last = lines.1.min(all.len().saturating_sub(1));
        let first = lines.0.min(last);
        let Some((a, b)) = all.get(first).zip(all.get(last)) else {
            return Span::default();
        };
        let range = a.start as usize..b.end as usize;
        let mut span = self.span(std::slice::from_ref(&range));
        // The last line may hold more than one of the source.
        span.lines = [first as u32 + 1, span.lines[1].max(last as u32 + 1)];
        span
    }

    fn flow<'p>(&'p self, pieces: &'p [Range<usize>]) -> flow::Flow<'p> {
        flow::Flow::new(self.text, pieces)
    }

    fn report(&mut self, code: Code, span: Span, what: &str) {
        self.diagnostics.push(code.diagnostic(span, what));
    }
}

/// Builds the record of a parsed text. The tree goes as the record grows: a large table is never held in both.
pub(crate) fn record(text: &Text<'_>, mut tree: Tree, meta: &Meta) -> Record {
    let mut b = Builder {
        text,
        repairs: Vec::new(),
        diagnostics: Vec::new(),
    };
    b.text_repairs();
    b.tree_repairs(&tree);
    let documents = b.documents(std::mem::take(&mut tree.documents));
    b.notes(&tree);
    b.notices(&meta.layout);
    let coverage = coverage::coverage(text, &tree);
    b.checks(&documents, &coverage);
    b.repairs
        .sort_by_key(|r| (r.span.bytes[0], r.span.bytes[1]));
    b.diagnostics
        .sort_by_key(|d| (std::cmp::Reverse(d.severity), d.span.bytes[0]));
    let counts = text.counts();
    Record {
        schema_version: model::SCHEMA_VERSION.into(),
        producer: model::Producer {
            name: "sohoa".into(),
            version: env!("CARGO_PKG_VERSION").into(),
            options: options(text.options()),
            model: text.model().map(str::to_owned),
        },
        record_id: format!("sha256:{}", meta.sha256),
        source: model::Source {
            path: meta.path.clone(),
            bytes: meta.bytes,
            media_type: meta.media_type.clone(),
            encoding: meta.encoding.clone(),
            pages: pages(text, meta),
            ocr: meta.layout.ocr.as_ref().map(|o| ocr(o, &meta.layout)),
            edits: model::EditCounts {
                nfc: counts.nfc,
                whitespace: counts.whitespace,
                markup: counts.markup,
                decoding: counts.decoding + meta.undecodable + meta.layout.decoded,
            },
        },
        documents,
        repairs: b.repairs,
        diagnostics: b.diagnostics,
        coverage,
    }
}

/// As the format counts them, or else by the form feeds of the text.
fn pages(text: &Text<'_>, meta: &Meta) -> Option<u32> {
    let fed = text.lines().last().map(|l| l.page).filter(|p| *p > 1);
    meta.layout.pages.or(fed)
}

fn ocr(ocr: &sohoa_layout::Ocr, layout: &sohoa_layout::Layout) -> model::Ocr {
    model::Ocr {
        engine: ocr.engine.clone(),
        version: ocr.version.clone(),
        language: ocr.language.clone(),
        model: ocr.model.clone(),
        mean_confidence: layout.confidence(0..u32::MAX).map(Confidence::new),
    }
}

/// The options that are not the default, as the command line names them.
fn options(options: &Options) -> BTreeMap<String, String> {
    let repair = (!options.repair).then_some(("repair", "off"));
    let restore = match options.restore {
        Restore::Auto => None,
        Restore::Always => Some(("restore_diacritics", "always")),
        Restore::Never => Some(("restore_diacritics", "never")),
    };
    let set = repair.into_iter().chain(restore);
    set.map(|(name, value)| (name.into(), value.into()))
        .collect()
}

impl Builder<'_, '_> {
    /// Changes of letters that the text stage made or proposes.
    fn text_repairs(&mut self) {
        for r in self.text.repairs() {
            let span = self.span(std::slice::from_ref(&r.range));
            self.repairs.push(Repair {
                span,
                raw: r.raw.clone(),
                value: r.value.clone(),
                rule: r.rule.to_owned(),
                confidence: Confidence::new(r.confidence),
                applied: r.applied,
            });
        }
    }

    /// Numerals read otherwise and joinings of lines, rows and cells.
    fn tree_repairs(&mut self, tree: &Tree) {
        for r in &tree.repairs {
            let span = self.span(&r.pieces);
            self.repairs.push(Repair {
                span,
                raw: flow::source_of(self.text, &r.pieces),
                value: r.value.clone(),
                rule: r.rule.to_owned(),
                confidence: Confidence::new(r.confidence),
                applied: r.applied,
            });
        }
    }
}
