//! Quantified targets of the running text.

use sohoa_syntax::grammar::target::{Setting, scan_targets};

use super::Builder;
use super::flow::Flow;
use crate::model::{Confidence, Target, Words};

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
                text: sentence(flow.value(), f.at(hit.start), f.at(hit.end)).into(),
                about: (!about.is_empty()).then(|| about.into()),
                comparator: hit.comparator.into(),
                value: hit.value,
                upper: hit.upper,
                unit: hit.unit.as_str().into(),
                section_path: path.map(Words::from),
                span: flow.span(self.text, &(f.at(hit.start)..f.at(hit.end))),
                confidence: Confidence::new(0.93),
            });
        }
    }
}

/// How far around a figure its clause is told: one that nothing closes would be told whole for each of its figures.
const REACH: usize = 4000;

/// The clause around a figure: between semicolons and closing marks.
fn sentence(text: &str, start: usize, end: usize) -> &str {
    let closes = |i: usize| text[i + 1..].starts_with(' ') || i + 1 == text.len();
    let first = text.floor_char_boundary(start.saturating_sub(REACH));
    let last = text.floor_char_boundary(end + REACH);
    let from = text[first..start]
        .rmatch_indices([';', '.'])
        .find(|(i, _)| closes(first + i))
        .map_or(first, |(i, _)| first + i + 1);
    let to = text[end..last]
        .match_indices([';', '.'])
        .find(|(i, _)| closes(end + i))
        .map_or(last, |(i, m)| end + i + m.len());
    text[from..to].trim().trim_end_matches(';')
}
