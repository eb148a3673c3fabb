//! Citations: mentions of instruments, laws of the preamble, ties to other documents.

use std::ops::Range;

use sohoa_syntax::grammar::citation::{self, CitationHit};

use super::Builder;
use super::flow::{Flow, source_of};
use crate::model::{Citation, CitationRole, Confidence, Words};

impl Builder<'_, '_> {
    /// The mentions in one value.
    pub(super) fn citations(&self, flow: &Flow<'_>, role: CitationRole, out: &mut Vec<Citation>) {
        if memchr::memchr(b'/', flow.value().as_bytes()).is_none() {
            return;
        }
        for hit in citation::scan(flow.folded()) {
            out.push(self.citation(flow, &hit, role));
        }
    }

    /// Instruments of a preamble line, laws by name included.
    pub(super) fn bases(&self, flow: &Flow<'_>) -> Vec<Citation> {
        let hits = citation::scan(flow.folded());
        let laws = citation::scan_laws(flow.folded(), &hits);
        let mut all: Vec<CitationHit> = hits.into_iter().chain(laws).collect();
        all.sort_by_key(|h| h.range.start);
        all.iter()
            .map(|h| self.citation(flow, h, CitationRole::LegalBasis))
            .collect()
    }

    /// The instrument that a line ties the document to.
    pub(super) fn tie(&self, pieces: &[Range<usize>]) -> Option<Citation> {
        let flow = self.flow(pieces);
        let hit = citation::scan(flow.folded()).into_iter().next()?;
        Some(self.citation(&flow, &hit, CitationRole::AttachedTo))
    }

    fn citation(&self, flow: &Flow<'_>, hit: &CitationHit, role: CitationRole) -> Citation {
        let slice = |r: &Range<usize>| Words::from(flow.value()[r.clone()].trim());
        let pieces = flow.pieces(&hit.range);
        let repaired = hit
            .number
            .as_ref()
            .and_then(|n| self.repair_confidence(&flow.pieces(n)));
        Citation {
            kind: hit.kind.into(),
            number: hit.canonical.as_deref().map(Words::from),
            date: hit.date.as_deref().map(Words::from),
            issuer: hit.issuer.as_ref().map(slice),
            title: hit.title.as_ref().map(slice),
            role,
            span: self.span(&pieces),
            raw: source_of(self.text, &pieces).into(),
            confidence: Confidence::new(repaired.unwrap_or(0.98).min(0.98)),
        }
    }

    /// The lowest confidence of a change of letters inside pieces.
    pub(super) fn repair_confidence(&self, pieces: &[Range<usize>]) -> Option<f64> {
        pieces
            .iter()
            .flat_map(|p| self.text.applied_in(p))
            .map(|r| r.confidence)
            .reduce(f64::min)
    }
}
