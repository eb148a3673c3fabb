//! The section tree of the record.

use sohoa_syntax::tree;

use super::Builder;
use crate::model::{Confidence, Numbering, Section};

impl Builder<'_, '_> {
    /// Sections with their spans, children included.
    pub(super) fn sections(&self, list: &[tree::Section]) -> Vec<Section> {
        list.iter().map(|s| self.section(s)).collect()
    }

    fn section(&self, s: &tree::Section) -> Section {
        let mut span = self.span(std::slice::from_ref(&s.marker_at));
        let heading = s
            .heading
            .as_ref()
            .map(|p| self.flow(p).into_traced(self.text, 0.95));
        let paragraphs: Vec<_> = s
            .paragraphs
            .iter()
            .map(|p| self.flow(p).into_traced(self.text, 0.97))
            .collect();
        let children = self.sections(&s.children);
        if s.marker_at.is_empty()
            && let Some(h) = &heading
        {
            span = h.span.clone();
        }
        for part in heading.iter().chain(&paragraphs) {
            span = span.cover(&part.span);
        }
        for c in &children {
            span = span.cover(&c.span);
        }
        Section {
            marker: s.marker.clone(),
            numbering: numbering(s.numbering),
            path: s.path.clone(),
            heading,
            paragraphs,
            children,
            span,
            confidence: Confidence(s.confidence),
        }
    }
}

fn numbering(n: tree::Numbering) -> Numbering {
    match n {
        tree::Numbering::Part => Numbering::Part,
        tree::Numbering::Chapter => Numbering::Chapter,
        tree::Numbering::Section => Numbering::Section,
        tree::Numbering::Subsection => Numbering::Subsection,
        tree::Numbering::Article => Numbering::Article,
        tree::Numbering::Upper => Numbering::Upper,
        tree::Numbering::Roman => Numbering::Roman,
        tree::Numbering::Decimal => Numbering::Decimal,
        tree::Numbering::Letter => Numbering::Letter,
        tree::Numbering::Dash => Numbering::Dash,
        tree::Numbering::Plus => Numbering::Plus,
        tree::Numbering::Bullet => Numbering::Bullet,
        tree::Numbering::Heading => Numbering::None,
    }
}
