//! The walk in reading order: units open, paragraphs hang on them, cut paragraphs are joined.

mod titles;

use std::ops::Range;

use super::units::{is_bullet, is_formula};
use super::{Context, Item, confidence, continues, is_heading, join_repair};
use crate::grammar::marker::{self, Reading};
use crate::lexicon;
use crate::outline::Choice;
use crate::tree::{Body, Note, NoteKind, Numbering, Pieces, Repair, Section};

/// Where a paragraph hangs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Owner {
    Preamble,
    Body,
    Node(usize),
}

#[derive(Debug)]
struct Node {
    section: Section,
    parent: Option<usize>,
    /// Its first paragraph looked like a title until small letters followed.
    titled: bool,
    /// For each style among its children: how many, and the last value.
    series: Vec<(Numbering, usize, u16)>,
}

pub(super) struct Walk<'w, 'c, 't> {
    cx: &'w mut Context<'c, 't>,
    kind: &'w str,
    body: Body,
    preamble: Vec<Pieces>,
    pub(super) in_preamble: bool,
    /// Units follow, so that everything before them leads up to the body.
    outlined: bool,
    nodes: Vec<Node>,
    stack: Vec<usize>,
    /// Series of the outermost units.
    roots: Vec<(Numbering, usize, u16)>,
    /// The last value of each style, wherever it stood.
    last_values: Vec<(Numbering, u16)>,
    /// The paragraph that a following line may continue.
    last: Option<Owner>,
    /// The last text was a heading.
    heading_open: bool,
}

impl<'w, 'c, 't> Walk<'w, 'c, 't> {
    pub(super) fn new(cx: &'w mut Context<'c, 't>, kind: &'w str, outlined: bool) -> Self {
        Walk {
            cx,
            kind,
            body: Body::default(),
            preamble: Vec::new(),
            in_preamble: false,
            outlined,
            nodes: Vec::new(),
            stack: Vec::new(),
            roots: Vec::new(),
            last_values: Vec::new(),
            last: None,
            heading_open: false,
        }
    }

    pub(super) fn step(&mut self, item: Item, decision: Option<(Reading, Choice)>) {
        match (item, decision) {
            (Item::Table(t), _) => self.table(t),
            (Item::Line { range, .. }, Some((reading, choice))) => {
                self.open(range, &reading, choice)
            }
            (Item::Line { range, gap, .. }, None) => self.text(range, gap),
        }
    }

    fn table(&mut self, t: usize) {
        self.in_preamble = false;
        self.last = None;
        if let Some(mut parsed) = self.cx.tables[t].take() {
            parsed.table.section_path = self
                .stack
                .last()
                .map(|&k| self.nodes[k].section.path.clone());
            self.cx.repairs.append(&mut parsed.repairs);
            self.cx.notes.append(&mut parsed.notes);
            self.cx.furniture.append(&mut parsed.furniture);
            self.body.tables.push(parsed.table);
        }
    }

    /// Opens a unit at the depth the outline chose.
    fn open(&mut self, range: Range<usize>, r: &Reading, choice: Choice) {
        self.in_preamble = false;
        self.stack.truncate(choice.depth);
        let parent = self.stack.last().copied();
        let (ordinal, before) = self.count(parent, r);
        let text = &self.cx.view.text()[range.clone()];
        let printed = text[..r.marker_len].trim_end();
        let marker_at = range.start..range.start + printed.len();
        if printed != r.marker {
            self.repair_marker(&marker_at, r);
        }
        self.note_sequence(before, r, &marker_at);
        let node = Node {
            section: Section {
                numbering: r.numbering,
                marker: (r.numbering != Numbering::Heading).then(|| r.marker.clone()),
                marker_at,
                path: self.path(parent, r, ordinal),
                heading: None,
                paragraphs: Vec::new(),
                children: Vec::new(),
                confidence: confidence(r, choice),
            },
            parent,
            titled: false,
            series: Vec::new(),
        };
        let k = self.nodes.len();
        self.nodes.push(node);
        self.stack.push(k);
        self.first_text(k, range.start + r.len..range.end, r.numbering);
    }

    fn repair_marker(&mut self, at: &Range<usize>, r: &Reading) {
        if r.marker.is_empty() {
            return;
        }
        self.cx.repairs.push(Repair {
            pieces: Pieces::from([at.clone()]),
            value: r.marker.clone(),
            rule: "syntax/grammar/marker",
            confidence: if r.fit == 0 { 0.97 } else { 0.85 },
            applied: true,
        });
    }

    /// The place of a unit among its siblings of one style, and the value before it.
    fn count(&mut self, parent: Option<usize>, r: &Reading) -> (usize, u16) {
        let series = match parent {
            Some(p) => &mut self.nodes[p].series,
            None => &mut self.roots,
        };
        let value = r.value();
        let (ordinal, before) = match series.iter_mut().find(|(n, ..)| *n == r.numbering) {
            Some((_, count, last)) => {
                *count += 1;
                (*count, std::mem::replace(last, value))
            }
            None => {
                series.push((r.numbering, 1, value));
                (1, 0)
            }
        };
        // Articles and chapters run on through the units above them.
        let everywhere = self.last_values.iter_mut().find(|(n, _)| *n == r.numbering);
        let run_on = match everywhere {
            Some((_, last)) => std::mem::replace(last, value),
            None => {
                self.last_values.push((r.numbering, value));
                0
            }
        };
        let named = matches!(
            r.numbering,
            Numbering::Part
                | Numbering::Chapter
                | Numbering::Section
                | Numbering::Article
                | Numbering::Roman
        );
        (
            ordinal,
            if ordinal == 1 && named && value == run_on + 1 {
                run_on
            } else {
                before
            },
        )
    }

    /// A gap or a repeat among siblings is the author's; it is kept and reported.
    fn note_sequence(&mut self, before: u16, r: &Reading, at: &Range<usize>) {
        if is_bullet(r.numbering) || r.numbering == Numbering::Heading {
            return;
        }
        let letter = matches!(r.numbering, Numbering::Letter | Numbering::Upper) && before > 0;
        let follows = match letter {
            true => marker::letter_follows(before, r.value()),
            false => r.value() == before + 1,
        };
        let kind = match () {
            () if follows => return,
            () if r.value() == before => NoteKind::MarkerRepeated,
            () if r.value() > before => NoteKind::NumberingGap,
            () => return,
        };
        self.cx.notes.push(Note {
            kind,
            at: at.clone(),
            what: r.marker.clone(),
        });
    }

    fn path(&self, parent: Option<usize>, r: &Reading, ordinal: usize) -> String {
        // Units under an unnumbered heading keep the path they would have without it.
        let mut above = parent;
        while let Some(k) = above
            && self.nodes[k].section.numbering == Numbering::Heading
        {
            above = self.nodes[k].parent;
        }
        let own = match r.numbering {
            Numbering::Dash | Numbering::Plus | Numbering::Bullet | Numbering::Heading => {
                r.numeral() + &ordinal.to_string()
            }
            _ => r.numeral(),
        };
        match above {
            Some(k) => [&self.nodes[k].section.path, "/", &own].concat(),
            None => own,
        }
    }

    /// The text behind the numeral: a heading or the first paragraph.
    fn first_text(&mut self, k: usize, range: Range<usize>, numbering: Numbering) {
        let text = &self.cx.view.text()[range.clone()];
        self.last = Some(Owner::Node(k));
        self.heading_open = true;
        if text.is_empty() {
            return;
        }
        if numbering == Numbering::Heading || is_heading(text, numbering) {
            self.nodes[k].section.heading = Some(Pieces::from([range]));
        } else {
            self.heading_open = false;
            self.nodes[k].section.paragraphs.push(Pieces::from([range]));
        }
    }

    /// A line that opens no unit.
    fn text(&mut self, range: Range<usize>, gap: bool) {
        let text = &self.cx.view.text()[range.clone()];
        if self.extends_heading(text, gap) {
            if let Some(Owner::Node(k)) = self.last {
                self.nodes[k]
                    .section
                    .heading
                    .get_or_insert_default()
                    .push(range);
            }
            return;
        }
        if let Some(owner) = self.last
            && !(owner == Owner::Preamble && self.acts(text))
            && (self.is_torn_off(gap)
                || owner == Owner::Preamble && !gap && self.is_unfinished(text)
                || self
                    .paragraph_end(owner)
                    .is_some_and(|end| continues(&self.cx.view.text()[end.clone()], text, gap)))
        {
            self.append(owner, range);
            return;
        }
        let owner = self.owner(text);
        self.heading_open = false;
        self.last = Some(owner);
        match owner {
            Owner::Preamble => self.preamble.push(Pieces::from([range])),
            Owner::Body => self.body.paragraphs.push(Pieces::from([range])),
            Owner::Node(k) => self.nodes[k].section.paragraphs.push(Pieces::from([range])),
        }
        if self.in_preamble && self.leads_in() {
            self.in_preamble = false;
        }
    }

    fn paragraph_end(&self, owner: Owner) -> Option<&Range<usize>> {
        let par = match owner {
            Owner::Preamble => self.preamble.last(),
            Owner::Body => self.body.paragraphs.last(),
            Owner::Node(k) => {
                let s = &self.nodes[k].section;
                s.paragraphs.last().or(s.heading.as_ref())
            }
        };
        par.and_then(|p| p.last())
    }

    /// Joins a line to the paragraph before it.
    fn append(&mut self, owner: Owner, range: Range<usize>) {
        let pieces = match owner {
            Owner::Preamble => self.preamble.last_mut(),
            Owner::Body => self.body.paragraphs.last_mut(),
            Owner::Node(k) => {
                let node = &mut self.nodes[k];
                let s = &mut node.section;
                if s.paragraphs.is_empty()
                    && let Some(h) = s.heading.take()
                {
                    // What goes on in small letters was no title, or one on two lines: the end tells.
                    s.paragraphs.push(h);
                    node.titled = true;
                }
                s.paragraphs.last_mut()
            }
        };
        if let Some(pieces) = pieces {
            let seam = pieces.last().map_or(range.start, |p| p.end);
            pieces.push(range.clone());
            self.cx
                .repairs
                .push(join_repair(self.cx.view.text(), seam, range.start));
        }
        if self.in_preamble && self.leads_in() {
            self.in_preamble = false;
        }
    }

    /// Where a new paragraph belongs.
    fn owner(&mut self, text: &str) -> Owner {
        if self.in_preamble {
            let fold = sohoa_text::fold::fold_string(text.get(..64).unwrap_or(text));
            let cue = lexicon::BASIS_CUES.at(fold.as_bytes()).is_some();
            let formula = is_formula(fold.as_bytes());
            if self.outlined && self.kind != "cong_van" || cue || formula {
                return Owner::Preamble;
            }
            self.in_preamble = false;
        }
        while let Some(&k) = self.stack.last()
            && is_bullet(self.nodes[k].section.numbering)
        {
            self.stack.pop();
        }
        self.stack.last().map_or(Owner::Body, |&k| Owner::Node(k))
    }

    /// The preamble ends with "như sau:" or with the formula of a decision.
    fn leads_in(&self) -> bool {
        let Some(last) = self.preamble.last().and_then(|p| p.last()) else {
            return false;
        };
        let text = &self.cx.view.text()[last.clone()];
        let tail: String = text
            .chars()
            .rev()
            .take(40)
            .collect::<Vec<_>>()
            .into_iter()
            .rev()
            .collect();
        let fold = sohoa_text::fold::fold_string(&tail);
        let bare = fold.trim_end_matches([':', '.', ' ', ';']);
        lexicon::LEAD_IN.iter().any(|l| bare.ends_with(l))
            || text.chars().count() < 40
                && is_formula(sohoa_text::fold::fold_string(text).as_bytes())
    }

    /// Closes the tree.
    pub(super) fn finish(mut self) -> (Body, Vec<Pieces>) {
        self.settle_titles();
        let mut nodes: Vec<Option<Node>> = self.nodes.drain(..).map(Some).collect();
        for k in (0..nodes.len()).rev() {
            let Some(mut node) = nodes[k].take() else {
                continue;
            };
            // Children came last first.
            node.section.children.reverse();
            match node.parent {
                Some(p) => {
                    if let Some(parent) = nodes[p].as_mut() {
                        parent.section.children.push(node.section);
                    }
                }
                None => self.body.sections.push(node.section),
            }
        }
        self.body.sections.reverse();
        (self.body, self.preamble)
    }
}
