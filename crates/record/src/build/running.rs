//! The facts of running text: paragraph by paragraph, under the headings they stand below.

use sohoa_syntax::grammar::deadline::Context;
use sohoa_syntax::grammar::target::Setting;
use sohoa_syntax::tree;
use sohoa_text::phrases::Phrases;

use super::Builder;
use super::assign::{Agency, Assigns};
use super::flow::Flow;
use crate::model::{Citation, CitationRole, Section, Target, Task, Traced, Words};

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
        sort(&mut self.citations, |c| c.span.bytes[0]);
        sort(&mut self.targets, |t| t.span.bytes[0]);
        sort(&mut self.tasks, |t| (t.span.bytes[0], t.table, t.row));
    }
}

/// Sorts facts that are mostly in order already: those that are need no room to be sorted in.
fn sort<F, K: Ord>(facts: &mut [F], key: impl Fn(&F) -> K) {
    if !facts.is_sorted_by_key(&key) {
        facts.sort_by_key(key);
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
        body: &mut tree::Body,
        ctx: &Context,
        figures: Option<Setting>,
        facts: &mut Facts,
    ) -> (Vec<Traced<Words>>, Vec<Section>) {
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
            paragraphs.push(flow.traced(self.text, 0.96));
        }
        let place = Place {
            assigns: match place.setting {
                Setting::State => Assigns::Stated,
                _ => Assigns::Plain,
            },
            ..place
        };
        let sections = body.sections.iter_mut();
        let sections = sections.map(|s| self.section(s, place, facts)).collect();
        for n in &body.footnotes {
            self.citations(
                &self.flow(&n.text),
                CitationRole::Mention,
                &mut facts.citations,
            );
        }
        (paragraphs, sections)
    }

    /// A unit and those below it, with their facts. A ladder of units may be deep: what a unit needs of its own stands
    /// elsewhere.
    fn section(&self, s: &mut tree::Section, above: Place<'_>, facts: &mut Facts) -> Section {
        let Unit {
            mut section,
            agency,
            label,
            place,
        } = self.unit(s, above, facts);
        let below = match (agency.as_deref(), above.assigns) {
            (Some(agency), _) => Assigns::To(agency),
            // Only the units right below an agency are its tasks: what stands deeper spells them out.
            (None, Assigns::To(_)) => Assigns::Nothing,
            (None, _) => place.assigns,
        };
        section.children.reserve_exact(s.children.len());
        for (i, c) in s.children.iter_mut().enumerate() {
            let assigns = match label {
                Some(l) if l == i => Assigns::Nothing,
                _ => below,
            };
            let child = self.section(c, Place { assigns, ..place }, facts);
            section.add(child);
        }
        s.release();
        *section
    }

    /// A unit without its children, and its facts: each paragraph is looked at once for both.
    #[inline(never)]
    fn unit<'a>(&self, s: &tree::Section, above: Place<'a>, facts: &mut Facts) -> Unit<'a> {
        let Some(heading) = s.heading.as_ref().map(|h| self.flow(h)) else {
            let paragraphs = self.paragraphs(s, above, facts);
            return Unit {
                section: Box::new(self.bare_section(s, None, paragraphs)),
                agency: None,
                label: None,
                place: above,
            };
        };
        let place = under(above, &heading);
        let named = |assigns| Place {
            path: Some(&s.path),
            assigns,
            ..place
        };
        // A title that opens like an agency is none: "Trạm cấp nước tập trung".
        let assigns = match place.assigns {
            Assigns::Plain => Assigns::Stated,
            other => other,
        };
        self.facts_of(&heading, named(assigns), facts);
        let agency = (above.divides && above.goals)
            .then(|| self.agency(&heading).map(Box::new))
            .flatten();
        let assigns = agency.as_deref().map_or(place.assigns, Assigns::To);
        let paragraphs = self.paragraphs(s, named(assigns), facts);
        let labelled = place
            .goals
            .then(|| self.labelled_task(s, &heading, place.ctx))
            .flatten();
        let label = labelled.map(|(i, task)| {
            facts.tasks.push(task);
            i
        });
        let heading = heading.traced(self.text, 0.95);
        Unit {
            section: Box::new(self.bare_section(s, Some(heading), paragraphs)),
            agency,
            label,
            place,
        }
    }

    fn paragraphs(&self, s: &tree::Section, place: Place, facts: &mut Facts) -> Vec<Traced<Words>> {
        let place = Place {
            path: Some(&s.path),
            ..place
        };
        let read = |p: &tree::Pieces| {
            let flow = self.flow(p);
            self.facts_of(&flow, place, facts);
            flow.traced(self.text, 0.97)
        };
        s.paragraphs.iter().map(read).collect()
    }

    fn facts_of(&self, flow: &Flow<'_>, place: Place, facts: &mut Facts) {
        self.citations(flow, CitationRole::Mention, &mut facts.citations);
        if place.goals {
            self.targets(flow, place.path, place.setting, &mut facts.targets);
            self.prose_tasks(flow, place.path, place.assigns, place.ctx, &mut facts.tasks);
        }
    }
}

/// What a unit is by itself, and what it makes of those below it.
struct Unit<'a> {
    section: Box<Section>,
    /// The agency that its heading names.
    agency: Option<Box<Agency>>,
    /// Which of its children names the agency for it.
    label: Option<usize>,
    /// The place that its heading makes.
    place: Place<'a>,
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
