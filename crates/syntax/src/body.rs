//! The body: preamble, paragraphs, sections and tables, from the lines between head and tail.
//!
//! Lines become *items* (a line, a part of one, a table); items that may open a unit go through the
//! outline; then one walk in reading order hangs text and tables on the tree. Paragraphs cut by line ends,
//! page numbers or blank lines are joined and every joining is recorded.

use std::ops::Range;

use crate::grammar::marker::{self, Reading};
use crate::grammar::{furniture, title};
use crate::lexicon;
use crate::outline::{self, Choice, Unit};
use crate::table::Parsed;
use crate::tree::{Body, Note, NoteKind, Numbering, Pieces, Repair, Section};
use crate::view::View;
use sohoa_text::fold::FoldTable;

/// What the body parser reads from and writes to.
pub struct Context<'c, 't> {
    /// The lines.
    pub view: &'c View<'t>,
    /// For each line the table it belongs to.
    pub table_of: &'c [Option<usize>],
    /// The tables, taken as they are placed.
    pub tables: &'c mut [Option<Parsed>],
    /// Page numbers and the like.
    pub furniture: &'c mut Vec<Range<usize>>,
    /// Repairs made on the way.
    pub repairs: &'c mut Vec<Repair>,
    /// Oddities.
    pub notes: &'c mut Vec<Note>,
}

/// One step of the walk.
#[derive(Debug)]
enum Item {
    /// A line or a part of one, with its line number and whether a blank line stands before it.
    Line {
        n: usize,
        range: Range<usize>,
        gap: bool,
    },
    /// A table.
    Table(usize),
}

/// Parses lines `from..to`; returns the body and the preamble (empty unless `preamble`).
pub fn parse(
    cx: &mut Context<'_, '_>,
    from: usize,
    to: usize,
    kind: &str,
    preamble: bool,
) -> (Body, Vec<Pieces>) {
    let mut items = collect(cx, from, to);
    split_glued(cx.view, &mut items);
    let units = units(cx.view, &items, preamble);
    let choices = outline::decide(&units.iter().map(|(_, u)| u.clone()).collect::<Vec<_>>());
    let mut decided: Vec<Option<(Reading, Choice)>> = vec![None; items.len()];
    for ((at, unit), choice) in units.iter().zip(choices) {
        decided[*at] = choice.map(|c| (unit.readings[c.reading].0.clone(), c));
    }
    let mut walk = Walk::new(cx, kind, preamble && decided.iter().any(Option::is_some));
    walk.in_preamble = preamble;
    for (item, decision) in items.into_iter().zip(decided) {
        walk.step(item, decision);
    }
    walk.finish()
}

/// Lines and tables of the region; furniture is filed.
fn collect(cx: &mut Context<'_, '_>, from: usize, to: usize) -> Vec<Item> {
    let mut items = Vec::with_capacity(to - from);
    let mut gap = true;
    let mut n = from;
    while n < to {
        if let Some(t) = cx.table_of[n] {
            items.push(Item::Table(t));
            while n < to && cx.table_of[n] == Some(t) {
                n += 1;
            }
            gap = true;
            continue;
        }
        if cx.view.blank(n) {
            gap = true;
        } else if is_furniture(cx.view, n) {
            cx.furniture.push(cx.view.range(n));
            gap = true;
        } else {
            items.push(Item::Line {
                n,
                range: cx.view.range(n),
                gap,
            });
            gap = false;
        }
        n += 1;
    }
    items
}

/// Page numbers, rules, chrome, file paths of the typist.
#[must_use]
pub fn is_furniture(view: &View<'_>, n: usize) -> bool {
    let fold = view.fold(n);
    if fold.len() > 130 {
        return false;
    }
    let edge = |k: Option<usize>| k.is_none_or(|k| k >= view.len() || view.blank(k));
    furniture::is_page_number(fold) && (edge(n.checked_sub(1)) || edge(Some(n + 1)))
        || fold.len() > 1 && furniture::is_rule(fold)
        || furniture::is_chrome(fold)
        || furniture::is_file_path(view.str(n))
}

/// A heading stuck to the end of the paragraph before it: `… năm 2024. II. NHIỆM VỤ`.
fn split_glued(view: &View<'_>, items: &mut Vec<Item>) {
    let mut i = 0;
    while i < items.len() {
        let Item::Line { n, range, .. } = &items[i] else {
            i += 1;
            continue;
        };
        if let Some(at) = glued_at(&view.text()[range.clone()]) {
            let (n, range) = (*n, range.clone());
            let split = range.start + at;
            let end = view.text()[range.start..split].trim_end().len() + range.start;
            if let Item::Line { range, .. } = &mut items[i] {
                range.end = end;
            }
            items.insert(
                i + 1,
                Item::Line {
                    n,
                    range: split..range.end,
                    gap: true,
                },
            );
        }
        i += 1;
    }
}

/// Where a Roman heading begins inside a line: behind a closing mark, in capitals or short to the line's end.
fn glued_at(line: &str) -> Option<usize> {
    let bytes = line.as_bytes();
    if bytes.len() < 24 {
        return None;
    }
    (3..bytes.len() - 3).find(|&i| {
        let opens = bytes[i - 1] == b' ' && matches!(bytes[i - 2], b'.' | b';' | b':' | b'/');
        if !opens || !matches!(bytes[i], b'I' | b'V' | b'X' | b'l' | b'|' | b'H' | b'1') {
            return false;
        }
        let rest = &line[i..];
        marker::readings(rest).iter().any(|r| {
            let body = &rest[r.len..];
            r.numbering == Numbering::Roman
                && r.marker.ends_with('.')
                && (is_caps(body) || r.fit == 0 && body.chars().count() < 160)
        })
    })
}

/// Mostly capital letters.
#[must_use]
pub fn is_caps(text: &str) -> bool {
    let table = FoldTable::get();
    let mut upper = 0;
    let mut lower = 0;
    for c in text.chars().take(160) {
        if table.fold(c).is_some_and(|b| b.is_ascii_lowercase()) {
            if table.is_upper(c) {
                upper += 1;
            } else {
                lower += 1;
                // Five small letters in a row of few capitals settle it.
                if lower > 4 && lower > upper {
                    return false;
                }
            }
        }
    }
    upper >= 2 && upper >= lower * 6
}

/// Items that may open a unit, with what their line says for and against each reading.
fn units(view: &View<'_>, items: &[Item], preamble: bool) -> Vec<(usize, Unit)> {
    let mut out: Vec<(usize, Unit)> = Vec::new();
    let mut numbered = !preamble;
    for (i, item) in items.iter().enumerate() {
        let Item::Line { n, range, gap } = item else {
            continue;
        };
        let text = &view.text()[range.clone()];
        let readings = marker::readings(text);
        let glued = range.start > view.range(*n).start;
        let before = i.checked_sub(1).and_then(|k| match &items[k] {
            Item::Line { range, .. } if !gap => Some(&view.text()[range.clone()]),
            _ => None,
        });
        if readings.is_empty() {
            if is_heading_line(view, *n, range, before) {
                out.push((i, heading_unit()));
            }
            continue;
        }
        if !numbered && is_basis_bullet(text, &readings) {
            continue;
        }
        let wrapped = before.is_some_and(|b| !ends_sentence(b) && b.chars().count() >= 55);
        let unit = weigh(text, readings, wrapped, glued);
        numbered |= unit.readings.iter().any(|(r, _)| !is_bullet(r.numbering));
        out.push((i, unit));
    }
    out
}

fn is_bullet(n: Numbering) -> bool {
    matches!(n, Numbering::Dash | Numbering::Plus | Numbering::Bullet)
}

/// `- Căn cứ …` in the preamble of older papers.
fn is_basis_bullet(text: &str, readings: &[Reading]) -> bool {
    readings.iter().any(|r| {
        is_bullet(r.numbering) && {
            let fold = sohoa_text::fold::fold_string(
                text[r.len..]
                    .get(..48.min(text.len() - r.len))
                    .unwrap_or(&text[r.len..]),
            );
            fold.starts_with("can cu")
                || fold.starts_with("theo ")
                || fold.starts_with("xet ")
                || fold.starts_with("thuc hien ")
                    && (fold.contains(" so ") || fold.contains("ke hoach"))
        }
    })
}

fn weigh(text: &str, readings: Vec<Reading>, wrapped: bool, glued: bool) -> Unit {
    let mut plain = -9;
    let mut weighed = Vec::with_capacity(readings.len());
    for r in readings {
        let body = &text[r.len..];
        let caps = is_caps(body);
        let mut prior = 0;
        if matches!(r.numbering, Numbering::Roman | Numbering::Upper) {
            prior += if caps { 3 } else { 0 } - if body.chars().count() > 200 { 2 } else { 0 };
        } else if r.numbering == Numbering::Decimal && caps && r.fit < 0 {
            prior -= 2;
        }
        let small = body.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit());
        if wrapped {
            // The middle of a sentence: a hyphen or a figure that came to stand first on its line.
            plain = plain.max(if small {
                4
            } else if is_bullet(r.numbering) {
                -4
            } else {
                -1
            });
        }
        if glued {
            plain = plain.max(0);
            prior -= 1;
        }
        if r.fit < -3 {
            plain = plain.max(-4);
        }
        weighed.push((r, prior));
    }
    Unit {
        readings: weighed,
        plain: Some(plain),
    }
}

/// A line in capitals without a numeral that stands for itself.
fn is_heading_line(view: &View<'_>, n: usize, range: &Range<usize>, before: Option<&str>) -> bool {
    let fold = view.fold(n);
    let letters = fold.iter().filter(|b| b.is_ascii_alphabetic()).count();
    *range == view.range(n)
        && view.caps(n)
        && (6..110).contains(&letters)
        && fold.contains(&b' ')
        && !before.is_some_and(|b| is_caps(b) || !ends_sentence(b))
        && !is_formula(fold)
}

fn is_formula(fold: &[u8]) -> bool {
    lexicon::begins(fold, lexicon::FORMULAS).is_some_and(|p| fold.len() <= p.len() + 3)
        || title::type_name(fold).is_some_and(|(_, l)| l + 2 >= fold.len())
}

fn heading_unit() -> Unit {
    let r = Reading {
        numbering: Numbering::Heading,
        values: vec![0],
        len: 0,
        marker_len: 0,
        marker: String::new(),
        fit: 0,
    };
    Unit {
        readings: vec![(r, 0)],
        plain: None,
    }
}

/// The text closes a sentence or a clause that stands on a line of its own.
fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['"', '”', ')', '*', ' '])
        .ends_with(['.', ';', ':', '!', '?', '…'])
}

/// Whether `next` goes on with the paragraph that ends in `prev`.
fn continues(prev: &str, next: &str, gap: bool) -> bool {
    let small = next.starts_with(|c: char| c.is_lowercase());
    if ends_sentence(prev) {
        return small && !gap && !prev.ends_with([':', ';']);
    }
    let open = prev.ends_with(',') || prev.ends_with(" và") || prev.ends_with('-');
    let figure = next.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '(' | '%'));
    small
        || open && !is_caps(next)
        || !gap && (figure || prev.chars().count() >= 55 && !is_caps(next))
}

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
    value: u16,
}

struct Walk<'w, 'c, 't> {
    cx: &'w mut Context<'c, 't>,
    kind: &'w str,
    body: Body,
    preamble: Vec<Pieces>,
    in_preamble: bool,
    /// Units follow, so that everything before them leads up to the body.
    outlined: bool,
    nodes: Vec<Node>,
    stack: Vec<usize>,
    /// The paragraph that a following line may continue.
    last: Option<Owner>,
    /// The last text was a heading.
    heading_open: bool,
}

impl<'w, 'c, 't> Walk<'w, 'c, 't> {
    fn new(cx: &'w mut Context<'c, 't>, kind: &'w str, outlined: bool) -> Self {
        Walk {
            cx,
            kind,
            body: Body::default(),
            preamble: Vec::new(),
            in_preamble: false,
            outlined,
            nodes: Vec::new(),
            stack: Vec::new(),
            last: None,
            heading_open: false,
        }
    }

    fn step(&mut self, item: Item, decision: Option<(Reading, Choice)>) {
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
        let ordinal = 1 + self
            .nodes
            .iter()
            .filter(|k| k.parent == parent && k.section.numbering == r.numbering)
            .count();
        let text = &self.cx.view.text()[range.clone()];
        let printed = text[..r.marker_len].trim_end();
        let marker_at = range.start..range.start + printed.len();
        if r.fit < 0 || printed != r.marker {
            self.repair_marker(&marker_at, r);
        }
        self.note_sequence(parent, r, &marker_at);
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
            value: r.value(),
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
            pieces: vec![at.clone()],
            value: r.marker.clone(),
            rule: "syntax/grammar/marker",
            confidence: if r.fit == 0 { 0.97 } else { 0.85 },
        });
    }

    /// A gap or a repeat among siblings is the author's; it is kept and reported.
    fn note_sequence(&mut self, parent: Option<usize>, r: &Reading, at: &Range<usize>) {
        if is_bullet(r.numbering) || r.numbering == Numbering::Heading {
            return;
        }
        let same = |k: &&Node| k.parent == parent && k.section.numbering == r.numbering;
        let before = self.nodes.iter().rev().find(same).map_or(0, |k| k.value);
        let follows = match r.numbering {
            Numbering::Letter if before > 0 => marker::letter_follows(before, r.value()),
            _ => r.value() == before + 1,
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
                format!("{}{ordinal}", r.numeral())
            }
            _ => r.numeral(),
        };
        match above {
            Some(k) => format!("{}/{own}", self.nodes[k].section.path),
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
            self.nodes[k].section.heading = Some(vec![range]);
        } else {
            self.heading_open = false;
            self.nodes[k].section.paragraphs.push(vec![range]);
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
            && self
                .paragraph_end(owner)
                .is_some_and(|end| continues(&self.cx.view.text()[end.clone()], text, gap))
        {
            self.append(owner, range);
            return;
        }
        let owner = self.owner(text);
        self.heading_open = false;
        self.last = Some(owner);
        match owner {
            Owner::Preamble => self.preamble.push(vec![range]),
            Owner::Body => self.body.paragraphs.push(vec![range]),
            Owner::Node(k) => self.nodes[k].section.paragraphs.push(vec![range]),
        }
        if self.in_preamble && self.leads_in() {
            self.in_preamble = false;
        }
    }

    /// The next line of a title in capitals, or the title below "Chương I".
    fn extends_heading(&self, text: &str, gap: bool) -> bool {
        let Some(Owner::Node(k)) = self.last.filter(|_| self.heading_open) else {
            return false;
        };
        let s = &self.nodes[k].section;
        match &s.heading {
            None => {
                matches!(
                    s.numbering,
                    Numbering::Part
                        | Numbering::Chapter
                        | Numbering::Section
                        | Numbering::Subsection
                ) && text.chars().count() < 160
            }
            Some(h) => {
                let last = &self.cx.view.text()[h[h.len() - 1].clone()];
                !gap && is_caps(text) && is_caps(last) && !ends_sentence(last)
            }
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
                let s = &mut self.nodes[k].section;
                if s.paragraphs.is_empty()
                    && let Some(h) = s.heading.take()
                {
                    // What goes on in small letters was no title.
                    s.paragraphs.push(h);
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
            let cue = lexicon::begins(fold.as_bytes(), lexicon::BASIS_CUES).is_some();
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
    fn finish(mut self) -> (Body, Vec<Pieces>) {
        let mut nodes: Vec<Option<Node>> = self.nodes.drain(..).map(Some).collect();
        for k in (0..nodes.len()).rev() {
            let Some(node) = nodes[k].take() else {
                continue;
            };
            match node.parent {
                Some(p) => {
                    if let Some(parent) = nodes[p].as_mut() {
                        parent.section.children.insert(0, node.section);
                    }
                }
                None => self.body.sections.insert(0, node.section),
            }
        }
        (self.body, self.preamble)
    }
}

fn confidence(r: &Reading, choice: Choice) -> f64 {
    let fit = 0.98 + 0.04 * f64::from(r.fit);
    let sequence = if choice.score < 0 { 0.12 } else { 0.0 };
    (fit - sequence).clamp(0.5, 0.99)
}

fn is_heading(text: &str, numbering: Numbering) -> bool {
    if is_bullet(numbering) {
        return false;
    }
    let n = text.chars().count();
    if is_caps(text) {
        return true;
    }
    let inner = text.trim_end_matches([':', '.']).contains(". ");
    if text.ends_with(':') {
        return n <= 140 && !inner;
    }
    !text.ends_with(['.', ';', ',']) && n <= 160 && !inner
}

/// The joining of two lines: the words on both sides of the seam.
fn join_repair(text: &str, seam: usize, next: usize) -> Repair {
    let before = text[..seam].rfind([' ', '\n', '\t']).map_or(0, |i| i + 1);
    let after = text[next..]
        .find([' ', '\n', '\t'])
        .map_or(text.len(), |i| next + i);
    Repair {
        value: format!("{} {}", &text[before..seam], &text[next..after]),
        pieces: vec![before..seam, next..after],
        rule: "syntax/body/paragraph",
        confidence: 0.95,
    }
}
