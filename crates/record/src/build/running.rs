//! The facts of running text: paragraph by paragraph, under the headings they stand below.

use sohoa_syntax::grammar::deadline::Context;
use sohoa_syntax::grammar::target::Setting;
use sohoa_syntax::tree;
use sohoa_text::phrases::Phrases;

use super::Builder;
use super::assign::{Agency, Assigns};
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
    /// How tasks are found here.
    assigns: Assigns<'a>,
    /// True where a heading that is an agency assigns what stands below it.
    divides: bool,
    /// Annexes hold no goals or assignments of their own.
    goals: bool,
    ctx: &'a Context,
}

impl Builder<'_, '_> {
    /// Paragraphs and sections with their facts; `figures` is what the document makes of figures, none for an annex.
    pub(super) fn body(
        &self,
        body: &tree::Body,
        ctx: &Context,
        figures: Option<Setting>,
        facts: &mut Facts,
    ) -> (Vec<Traced<String>>, Vec<Section>) {
        let place = Place {
            path: None,
            setting: figures.unwrap_or_default(),
            assigns: Assigns::Stated,
            divides: true,
            goals: figures.is_some(),
            ctx,
        };
        let mut paragraphs = Vec::with_capacity(body.paragraphs.len());
        for p in &body.paragraphs {
            let flow = self.flow(p);
            self.facts_of(&flow, place, facts);
            paragraphs.push(flow.into_traced(self.text, 0.96));
        }
        let place = Place {
            assigns: match place.setting {
                Setting::State => Assigns::Stated,
                _ => Assigns::Plain,
            },
            ..place
        };
        for s in &body.sections {
            self.section_facts(s, place, facts);
        }
        for n in &body.footnotes {
            self.citations(
                &self.flow(&n.text),
                CitationRole::Mention,
                &mut facts.citations,
            );
        }
        (paragraphs, self.sections(&body.sections))
    }

    /// The facts of a unit and of those below it. A ladder of units may be deep: what a unit needs of its own stands elsewhere.
    fn section_facts(&self, s: &tree::Section, above: Place<'_>, facts: &mut Facts) {
        let (agency, label) = self.own_facts(s, above, facts);
        if s.children.is_empty() {
            return;
        }
        let place = self.below(s, above, agency.as_deref());
        for (i, c) in s.children.iter().enumerate() {
            let assigns = if label == Some(i) {
                Assigns::Nothing
            } else {
                place.assigns
            };
            self.section_facts(c, Place { assigns, ..place }, facts);
        }
    }

    /// The facts of a unit without its children; the agency that its heading names, and which child names one for it.
    #[inline(never)]
    fn own_facts(
        &self,
        s: &tree::Section,
        above: Place<'_>,
        facts: &mut Facts,
    ) -> (Option<Box<Agency>>, Option<usize>) {
        let Some(heading) = s.heading.as_ref().map(|h| self.flow(h)) else {
            self.paragraph_facts(s, above, facts);
            return (None, None);
        };
        let place = Place {
            path: Some(&s.path),
            ..under(above, &heading)
        };
        // A title that opens like an agency is none: "Trạm cấp nước tập trung".
        let assigns = match place.assigns {
            Assigns::Plain => Assigns::Stated,
            other => other,
        };
        self.facts_of(&heading, Place { assigns, ..place }, facts);
        let agency = (above.divides && above.goals)
            .then(|| self.agency(&heading).map(Box::new))
            .flatten();
        let assigns = agency.as_deref().map_or(place.assigns, Assigns::To);
        self.paragraph_facts(s, Place { assigns, ..place }, facts);
        let labelled = place
            .goals
            .then(|| self.labelled_task(s, &heading, place.ctx))
            .flatten();
        let label = labelled.map(|(i, task)| {
            facts.tasks.push(task);
            i
        });
        (agency, label)
    }

    fn paragraph_facts(&self, s: &tree::Section, place: Place<'_>, facts: &mut Facts) {
        let place = Place {
            path: Some(&s.path),
            ..place
        };
        for p in &s.paragraphs {
            self.facts_of(&self.flow(p), place, facts);
        }
    }

    /// The place of the units below `s`.
    #[inline(never)]
    fn below<'a>(
        &self,
        s: &tree::Section,
        above: Place<'a>,
        agency: Option<&'a Agency>,
    ) -> Place<'a> {
        let place = match &s.heading {
            Some(h) => under(above, &self.flow(h)),
            None => above,
        };
        let assigns = match (agency, above.assigns) {
            (Some(agency), _) => Assigns::To(agency),
            // Only the units right below an agency are its tasks: what stands deeper spells them out.
            (None, Assigns::To(_)) => Assigns::Nothing,
            (None, _) => place.assigns,
        };
        Place { assigns, ..place }
    }

    fn facts_of(&self, flow: &Flow<'_>, place: Place, facts: &mut Facts) {
        self.citations(flow, CitationRole::Mention, &mut facts.citations);
        if place.goals {
            self.targets(flow, place.path, place.setting, &mut facts.targets);
            self.prose_tasks(flow, place.path, place.assigns, place.ctx, &mut facts.tasks);
        }
    }
}

/// The place below `heading`.
fn under<'a>(place: Place<'a>, heading: &Flow<'_>) -> Place<'a> {
    static DIVIDING: Phrases =
        Phrases::new(&["phan cong", "to chuc thuc hien", "trach nhiem", "nhiem vu"]);
    static OTHER: Phrases = Phrases::new(&[
        "muc dich",
        "yeu cau",
        "noi dung",
        "dau tu",
        "quan diem",
        "doi tuong",
        "pham vi",
        "giai phap",
    ]);
    static PROPOSING: Phrases = Phrases::new(&["kien nghi", "de xuat"]);
    let words = heading.folded().bytes();
    let has = |cues: &Phrases| cues.stand_in(words, 0);
    let setting = place.setting.under(heading.folded());
    let divides = if has(&DIVIDING) {
        true
    } else {
        place.divides && !has(&OTHER)
    };
    let assigns = match place.assigns {
        Assigns::To(_) | Assigns::Nothing => place.assigns,
        _ if has(&PROPOSING) => Assigns::Nothing,
        _ if matches!(setting, Setting::State | Setting::Goals) => Assigns::Stated,
        _ => Assigns::Plain,
    };
    Place {
        setting,
        divides: divides && !matches!(setting, Setting::State | Setting::Goals),
        assigns,
        ..place
    }
}
