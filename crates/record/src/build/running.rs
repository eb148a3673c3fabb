//! The facts of running text: paragraph by paragraph, under the headings they stand below.

use sohoa_syntax::grammar::deadline::Context;
use sohoa_syntax::grammar::target::Setting;
use sohoa_syntax::tree;

use super::Builder;
use super::flow::Flow;
use crate::model::{Citation, CitationRole, Section, Target, Task, Traced};

/// Facts gathered while walking a document in reading order.
#[derive(Default)]
pub(super) struct Facts {
    pub citations: Vec<Citation>,
    pub targets: Vec<Target>,
    pub tasks: Vec<Task>,
}

impl Facts {
    /// Brings the facts into reading order.
    pub(super) fn sort(&mut self) {
        self.citations.sort_by_key(|c| c.span.bytes[0]);
        self.targets.sort_by_key(|t| t.span.bytes[0]);
        self.tasks
            .sort_by_key(|t| (t.span.bytes[0], t.table, t.row));
    }
}

/// Where a paragraph stands.
#[derive(Clone, Copy)]
struct Place<'a> {
    path: Option<&'a str>,
    /// What the headings above make of figures.
    setting: Setting,
    /// Annexes hold no goals or assignments of their own.
    goals: bool,
    ctx: &'a Context,
}

impl Builder<'_, '_> {
    /// Paragraphs and sections with their facts.
    pub(super) fn body(
        &self,
        body: &tree::Body,
        ctx: &Context,
        goals: bool,
        facts: &mut Facts,
    ) -> (Vec<Traced<String>>, Vec<Section>) {
        let place = Place {
            path: None,
            setting: Setting::Plain,
            goals,
            ctx,
        };
        let mut paragraphs = Vec::with_capacity(body.paragraphs.len());
        for p in &body.paragraphs {
            let flow = self.flow(p);
            self.facts_of(&flow, place, facts);
            paragraphs.push(flow.traced(self.text, 0.96));
        }
        for s in &body.sections {
            self.section_facts(s, place, facts);
        }
        (paragraphs, self.sections(&body.sections))
    }

    fn section_facts(&self, s: &tree::Section, above: Place, facts: &mut Facts) {
        let heading = s.heading.as_ref().map(|h| self.flow(h));
        let setting = heading
            .as_ref()
            .map_or(above.setting, |h| above.setting.under(&h.folded));
        let place = Place {
            path: Some(&s.path),
            setting,
            ..above
        };
        if let Some(h) = &heading {
            self.facts_of(h, place, facts);
        }
        for p in &s.paragraphs {
            self.facts_of(&self.flow(p), place, facts);
        }
        for c in &s.children {
            self.section_facts(c, place, facts);
        }
    }

    fn facts_of(&self, flow: &Flow, place: Place, facts: &mut Facts) {
        self.citations(flow, CitationRole::Mention, &mut facts.citations);
        if place.goals {
            self.targets(flow, place.path, place.setting, &mut facts.targets);
            self.prose_tasks(flow, place.path, place.ctx, &mut facts.tasks);
        }
    }
}
