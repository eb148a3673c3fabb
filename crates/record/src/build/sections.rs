//! The section tree of the record.

use sohoa_syntax::tree;

use super::Builder;
use crate::model::{Confidence, Numbering, Section, Traced, Words};

impl Builder<'_, '_> {
    /// A section with what stands in it, its children left out.
    pub(super) fn bare_section(
        &self,
        s: &tree::Section,
        heading: Option<Traced<Words>>,
        paragraphs: Vec<Traced<Words>>,
    ) -> Section {
        let mut span = match &heading {
            Some(h) if s.marker_at.is_empty() => h.span.clone(),
            _ => self.span(std::slice::from_ref(&s.marker_at)),
        };
        for part in heading.iter().chain(&paragraphs) {
            span = span.cover(&part.span);
        }
        Section {
            marker: s.marker.as_deref().map(Words::from),
            numbering: numbering(s.numbering),
            path: s.path.as_str().into(),
            heading,
            paragraphs,
            children: Vec::new(),
            span,
            confidence: Confidence::new(s.confidence),
        }
    }
}

impl Section {
    /// Adds a unit below it.
    pub(super) fn add(&mut self, child: Section) {
        self.span = self.span.cover(&child.span);
        self.children.push(child);
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
