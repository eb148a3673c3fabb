//! Tasks that running text assigns: in a sentence, under an agency's heading, or under a label.

use sohoa_span::Span;
use sohoa_syntax::grammar::agency::{
    ProseTask, agency_heading, labelled_agency, labelled_time, scan_duties, scan_prose_tasks,
};
use sohoa_syntax::grammar::deadline::{Context, parse_deadline};
use sohoa_syntax::tree;
use thin_vec::ThinVec;

use super::Builder;
use super::flow::Flow;
use super::tasks::{model_deadline, names, tidy};
use crate::model::{Confidence, Field, Task, Words};

/// How sure an assignment in running text is.
const CONFIDENCE: f64 = 0.85;

/// The agency that a heading names for the units under it.
pub(super) struct Agency {
    names: ThinVec<Words>,
    span: Span,
}

/// How the tasks of a paragraph are found.
#[derive(Clone, Copy)]
pub(super) enum Assigns<'a> {
    /// Not at all.
    Nothing,
    /// Sentences that name the agency and its duty.
    Stated,
    /// A verb after the agency is enough.
    Plain,
    /// What stands here is the duty of the agency above.
    To(&'a Agency),
}

impl Builder<'_, '_> {
    /// The agency that is all that a heading names.
    pub(super) fn agency(&self, heading: &Flow<'_>) -> Option<Agency> {
        let range = agency_heading(heading.folded())?;
        Some(Agency {
            names: names(heading, &[range]),
            span: heading.span(self.text, &at(heading, range)),
        })
    }

    /// Assignments in one paragraph.
    pub(super) fn prose_tasks(
        &self,
        flow: &Flow<'_>,
        path: Option<&str>,
        assigns: Assigns,
        ctx: &Context,
        out: &mut Vec<Task>,
    ) {
        let f = flow.folded();
        let found = match assigns {
            Assigns::Nothing => return,
            Assigns::Stated | Assigns::To(_) => scan_prose_tasks(f, false),
            Assigns::Plain => scan_prose_tasks(f, true),
        };
        if let (true, Assigns::To(agency)) = (found.is_empty(), assigns) {
            for hit in scan_duties(f) {
                let mut task = self.prose_task(flow, &hit, path, ctx);
                task.lead.clone_from(&agency.names);
                task.spans.insert(Field::Lead, agency.span.clone());
                out.push(task);
            }
        }
        out.extend(found.iter().map(|h| self.prose_task(flow, h, path, ctx)));
    }

    fn prose_task(
        &self,
        flow: &Flow<'_>,
        hit: &ProseTask,
        path: Option<&str>,
        ctx: &Context,
    ) -> Task {
        let f = flow.folded();
        let mut task = Task {
            text: Some(tidy(f.slice(hit.text.0, hit.text.1)).into()),
            section_path: path.map(Words::from),
            confidence: Confidence::new(CONFIDENCE),
            ..Task::default()
        };
        let text = self.text.span(&flow.pieces(&at(flow, hit.text)));
        task.spans.insert(Field::Text, text.clone());
        let mut cover = self.who(flow, hit, &mut task, Some(text));
        if let Some(d) = hit.deadline {
            let span = self.due(flow, d, ctx, &mut task);
            cover = cover.map(|c| c.cover(&span));
        }
        task.span = cover.unwrap_or_default();
        task
    }

    /// Fills in who does it; gives what `cover` and their names span together.
    fn who(
        &self,
        flow: &Flow<'_>,
        hit: &ProseTask,
        task: &mut Task,
        cover: Option<Span>,
    ) -> Option<Span> {
        let mut cover = cover;
        task.lead = names(flow, &hit.lead);
        task.coordinating = names(flow, &hit.coordinating);
        for (field, ranges) in [
            (Field::Lead, &hit.lead),
            (Field::Coordinating, &hit.coordinating),
        ] {
            if let (Some(a), Some(b)) = (ranges.first(), ranges.last()) {
                let span = flow.span(self.text, &at(flow, (a.0, b.1)));
                cover = Some(cover.map_or_else(|| span.clone(), |c| c.cover(&span)));
                task.spans.insert(field, span);
            }
        }
        cover
    }

    /// Fills in when it is due; gives the span of those words.
    fn due(&self, flow: &Flow<'_>, words: (usize, usize), ctx: &Context, task: &mut Task) -> Span {
        let raw = flow.folded().slice(words.0, words.1);
        task.deadline = Some(model_deadline(raw.into(), parse_deadline(raw, ctx), None));
        let span = flow.span(self.text, &at(flow, words));
        task.spans.insert(Field::Deadline, span.clone());
        span
    }

    /// A unit whose parts are labelled: its heading is the task, "Cơ quan thực hiện:" and "Thời gian:" stand below. Gives
    /// the index of the part that names the agency too.
    pub(super) fn labelled_task(
        &self,
        unit: &tree::Section,
        heading: &Flow<'_>,
        ctx: &Context,
    ) -> Option<(usize, Task)> {
        let parts: Vec<Option<Flow<'_>>> = unit
            .children
            .iter()
            .map(|c| c.heading.as_ref().or(c.paragraphs.first()))
            .map(|p| p.map(|p| self.flow(p)))
            .collect();
        let (index, hit) = parts
            .iter()
            .enumerate()
            .find_map(|(i, p)| Some((i, labelled_agency(p.as_ref()?.folded())?)))?;
        let flow = parts[index].as_ref()?;
        let mut task = Task {
            text: Some(tidy(heading.value()).into()),
            section_path: Some(unit.children[index].path.as_str().into()),
            confidence: Confidence::new(CONFIDENCE),
            ..Task::default()
        };
        task.spans.insert(Field::Text, heading.whole(self.text));
        task.span = self.who(flow, &hit, &mut task, None)?;
        let time = parts
            .iter()
            .flatten()
            .find_map(|p| Some((p, labelled_time(p.folded())?)));
        if let Some((flow, words)) = time {
            self.due(flow, words, ctx, &mut task);
        }
        Some((index, task))
    }
}

/// A folded range in the value.
fn at(flow: &Flow<'_>, range: (usize, usize)) -> std::ops::Range<usize> {
    flow.folded().at(range.0)..flow.folded().at(range.1)
}
