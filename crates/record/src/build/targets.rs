//! Quantified targets of the running text.

use sohoa_syntax::grammar::target::{Setting, scan_targets};

use super::Builder;
use super::flow::Flow;
use crate::model::{Confidence, Target};

impl Builder<'_, '_> {
    /// The targets of one paragraph under headings that make `setting`.
    pub(super) fn targets(
        &self,
        flow: &Flow<'_>,
        path: Option<&str>,
        setting: Setting,
        out: &mut Vec<Target>,
    ) {
        let f = flow.folded();
        for hit in scan_targets(f, setting) {
            let about = f
                .slice(hit.about.0, hit.about.1)
                .trim()
                .trim_end_matches(['.', ',', ';']);
            out.push(Target {
                text: sentence(flow.value(), f.at(hit.start), f.at(hit.end)).to_owned(),
                about: (!about.is_empty()).then(|| about.to_owned()),
                comparator: hit.comparator.to_owned(),
                value: hit.value,
                upper: hit.upper,
                unit: hit.unit.clone(),
                section_path: path.map(str::to_owned),
                span: flow.span(self.text, &(f.at(hit.start)..f.at(hit.end))),
                confidence: Confidence(0.93),
            });
        }
    }
}

/// The clause around a figure: between semicolons and closing marks.
fn sentence(text: &str, start: usize, end: usize) -> &str {
    let closes = |i: usize| text[i + 1..].starts_with(' ') || i + 1 == text.len();
    let from = text[..start]
        .rmatch_indices([';', '.'])
        .find(|(i, _)| closes(*i))
        .map_or(0, |(i, _)| i + 1);
    let to = text[end..]
        .match_indices([';', '.'])
        .find(|(i, _)| closes(end + i))
        .map_or(text.len(), |(i, m)| end + i + m.len());
    text[from..to].trim().trim_end_matches(';')
}
