//! The whole input: tables first, then documents, each with head, body, tail and annexes.

use std::ops::Range;

use smallvec::smallvec;
use sohoa_text::Text;

use crate::body::{self, Context, is_furniture};
use crate::grammar::{annex, furniture, letterhead, tail};
use crate::table::{self, Parsed};
use crate::tree::{Annex, Document, Pieces, Tree};
use crate::view::View;
use crate::{ending, header, split};

/// Parses a text. Never fails: what no rule places is `unattributed`.
#[must_use]
pub fn parse(text: &Text<'_>) -> Tree {
    let view = View::new(text);
    let regions = table::region::regions(&view);
    let mut table_of: Vec<Option<usize>> = vec![None; view.len()];
    let mut tables: Vec<Option<Parsed>> = Vec::with_capacity(regions.len());
    for (i, region) in regions.iter().enumerate() {
        table_of[region.first..=region.last].fill(Some(i));
        tables.push(Some(table::assemble(&view, region)));
    }
    let in_table: Vec<bool> = table_of.iter().map(Option::is_some).collect();
    let mut tree = Tree {
        furniture: text.apart().to_vec(),
        ..Tree::default()
    };
    let extents = split::documents(&view, &in_table);
    let portal = (0..view.len())
        .filter(|&n| furniture::is_chrome(view.fold(n)))
        .count()
        >= 2;
    let above = extents.first().map_or(0, |e| e.0);
    let told = (0..above).filter(|&n| furniture::is_property(view.fold(n)));
    let portal = portal || told.count() >= furniture::CARD;
    for extent in extents {
        let mut job = Job {
            view: &view,
            table_of: &table_of,
            in_table: &in_table,
            tables: &mut tables,
            tree: &mut tree,
            portal,
        };
        let doc = job.document(extent);
        tree.documents.push(doc);
    }
    leftovers(&view, &mut tree, portal);
    tree
}

struct Job<'j, 't> {
    view: &'j View<'t>,
    table_of: &'j [Option<usize>],
    in_table: &'j [bool],
    tables: &'j mut [Option<Parsed>],
    tree: &'j mut Tree,
    /// The text was copied from a web page: short lines around the document are the page's.
    portal: bool,
}

impl Job<'_, '_> {
    fn document(&mut self, lines: (usize, usize)) -> Document {
        let mut doc = Document::default();
        let start = header::parse(self.view, self.in_table, lines, &mut doc);
        let annexes = self.annex_starts(start, lines.1);
        let main_end = annexes.first().copied().unwrap_or(lines.1);
        let tail = ending::find(self.view, self.in_table, start, main_end);
        let body_end = tail.map_or_else(|| self.end_without_tail(start, main_end), |t| t.0);
        let (body, preamble) = self.body(start, body_end, doc.kind, true);
        doc.body = body;
        doc.preamble = preamble;
        if let Some((from, to)) = tail {
            ending::parse(self.view, from, to, &mut doc, &mut self.tree.furniture);
        }
        self.behind(tail.map_or(body_end, |t| t.1), main_end, &mut doc);
        for (i, &from) in annexes.iter().enumerate() {
            let to = annexes.get(i + 1).copied().unwrap_or(lines.1);
            let annex = self.annex(from, to, &mut doc);
            doc.annexes.push(annex);
        }
        doc.lines = self.extent(lines);
        doc
    }

    fn extent(&self, lines: (usize, usize)) -> (usize, usize) {
        let last = (lines.0..lines.1).rev().find(|&n| !self.view.blank(n));
        (lines.0, last.unwrap_or(lines.0))
    }

    fn body(
        &mut self,
        from: usize,
        to: usize,
        kind: &str,
        preamble: bool,
    ) -> (crate::tree::Body, Vec<Pieces>) {
        let mut cx = Context {
            view: self.view,
            table_of: self.table_of,
            tables: self.tables,
            furniture: &mut self.tree.furniture,
            repairs: &mut self.tree.repairs,
            notes: &mut self.tree.notes,
        };
        body::parse(&mut cx, from, to.max(from), kind, preamble)
    }

    /// Lines on which annexes begin: labels, and titles without a label behind the document's end.
    fn annex_starts(&self, from: usize, to: usize) -> Vec<usize> {
        let mut out: Vec<usize> = Vec::new();
        let mut over = false;
        let mut titled_to = 0;
        for n in from..to {
            if self.view.blank(n) || self.in_table[n] {
                over |= self.in_table[n] && !out.is_empty();
                continue;
            }
            let fold = self.view.fold(n);
            let labelled = annex::label(self.view.str(n), fold).is_some() && self.stands_alone(n);
            let untitled = || {
                over && n > titled_to
                    && ending::begins_annex(self.view, self.in_table, n, to)
                    && !self.is_seal(n)
            };
            if labelled || untitled() {
                out.push(n);
                titled_to = n + 8;
            }
            over |= tail::is_end_mark(self.view.str(n)) || tail::archive_label(fold).is_some();
        }
        out
    }

    /// A label is not the middle of a sentence that a line end cut.
    fn stands_alone(&self, n: usize) -> bool {
        let before = n.checked_sub(1).filter(|&k| !self.view.blank(k));
        before.is_none_or(|k| {
            let text = self.view.str(k);
            text.ends_with(['.', ';', ':', ')', '-', '*'])
                || self.view.caps(k)
                || text.chars().count() < 50
                || self.in_table[k]
        })
    }

    fn is_seal(&self, n: usize) -> bool {
        let fold = self.view.fold(n);
        letterhead::is_office(fold)
            || letterhead::motto(fold).is_some()
            || !has_marks(self.view.str(n))
    }

    /// Without a tail the body ends at its end mark, when only a seal and page furniture follow.
    fn end_without_tail(&self, from: usize, to: usize) -> usize {
        let mark = (from..to)
            .rev()
            .find(|&n| !self.in_table[n] && tail::is_end_mark(self.view.str(n)));
        match mark {
            Some(m)
                if (m + 1..to)
                    .filter(|&n| !self.view.blank(n))
                    .all(|n| self.is_debris(n)) =>
            {
                m + 1
            }
            _ => to,
        }
    }

    fn is_debris(&self, n: usize) -> bool {
        !self.in_table[n]
            && (is_furniture(self.view, n) || self.view.caps(n) && self.view.fold(n).len() < 60)
    }

    /// What stands behind the tail: seal words and scraps, or more of the body where reading order put it there.
    fn behind(&mut self, from: usize, to: usize, doc: &mut Document) {
        let content =
            (from..to).filter(|&n| !self.view.blank(n) && (self.in_table[n] || !self.is_debris(n)));
        let content: Vec<usize> = content.collect();
        let text = content
            .iter()
            .any(|&n| self.in_table[n] || self.view.fold(n).len() > 90);
        if self.portal && !text || content.is_empty() {
            return self.seal(from, to);
        }
        let first = content[0];
        self.seal(from, first);
        let (more, _) = self.body(first, to, doc.kind, false);
        doc.body.paragraphs.extend(more.paragraphs);
        doc.body.sections.extend(more.sections);
        doc.body.tables.extend(more.tables);
        doc.body.footnotes.extend(more.footnotes);
    }

    /// What stands between the end of a document and its annexes: seal words and scraps.
    fn seal(&mut self, from: usize, to: usize) {
        for n in from..to {
            if self.view.blank(n) || self.in_table[n] {
                continue;
            }
            if self.is_debris(n) || self.portal && self.view.fold(n).len() < 160 {
                self.tree.furniture.push(self.view.range(n));
            } else {
                self.tree.unattributed.push(self.view.range(n));
            }
        }
    }

    fn annex(&mut self, from: usize, to: usize, doc: &mut Document) -> Annex {
        let mut annex = Annex {
            lines: self.extent((from, to)),
            ..Annex::default()
        };
        let at = self.annex_head(from, to, &mut annex, doc);
        let tail = ending::find(self.view, self.in_table, at, to);
        let end = tail.map_or(to, |t| t.0);
        annex.body = self.body(at, end, "phu_luc", false).0;
        if let Some((a, b)) = tail {
            let mut own = Document::default();
            ending::parse(self.view, a, b, &mut own, &mut self.tree.furniture);
            // An annex signed by those who made it: kept as text of the annex.
            annex.body.paragraphs.extend(own.recipients);
            for s in own.signatures {
                let parts = [s.authority, s.on_behalf_of, s.position, s.name];
                annex.body.paragraphs.extend(parts.into_iter().flatten());
            }
            annex.body.paragraphs.extend(own.archive);
            doc.labels.extend(own.labels);
            self.seal(b, to);
        }
        annex
    }

    /// Label, title and tie; returns the first line of the content.
    fn annex_head(
        &mut self,
        from: usize,
        to: usize,
        annex: &mut Annex,
        doc: &mut Document,
    ) -> usize {
        let range = self.view.range(from);
        let mut title: Pieces = Pieces::new();
        let mut n = from;
        if let Some((len, _)) = annex::label(self.view.str(from), self.view.fold(from)) {
            annex.label = Some(range.start..range.start + len);
            let rest = self.view.text()[range.start + len..range.end]
                .trim_start_matches([' ', '.', ':', '-', '–', ')']);
            let at = range.end - rest.len();
            doc.labels.push(range.start + len..at);
            if annex::is_tie(sohoa_text::fold::fold_string(rest).as_bytes()) {
                annex.attached = Some(smallvec![at..range.end]);
            } else if !rest.is_empty() {
                title.push(at..range.end);
            }
            n += 1;
        }
        let mut lines = 0;
        while n < to && !self.in_table[n] {
            if self.view.blank(n) {
                n += 1;
                continue;
            }
            if is_furniture(self.view, n) {
                self.tree.furniture.push(self.view.range(n));
                n += 1;
                continue;
            }
            if annex::is_tie(self.view.fold(n)) && annex.attached.is_none() {
                let (pieces, next) = header::tie_lines(self.view, n, to);
                annex.attached = Some(pieces);
                n = next;
                continue;
            }
            if annex.attached.is_some() && !(title.is_empty() && self.view.caps(n))
                || !self.is_annex_title(n, lines, &title)
            {
                break;
            }
            title.push(self.view.range(n));
            lines += 1;
            n += 1;
        }
        annex.title = (!title.is_empty()).then_some(title);
        n
    }

    fn is_annex_title(&self, n: usize, lines: usize, title: &Pieces) -> bool {
        let fold = self.view.fold(n);
        let text = self.view.str(n);
        let unit = crate::grammar::marker::readings(text)
            .iter()
            .any(|r| r.fit == 0);
        let first = title.is_empty() && fold.len() < 200 && !text.ends_with([':', ';']);
        let contiguous = n > 0 && !self.view.blank(n - 1);
        let scale = fold.starts_with(b"dvt")
            || fold.starts_with(b"don vi tinh")
            || fold.starts_with(b"(dvt")
            || fold.starts_with(b"(don vi");
        !unit
            && !scale
            && lines < 6
            && (self.view.caps(n)
                || first
                || contiguous
                    && !text.ends_with(['.', ':', ';'])
                    && fold.len() < 140
                    && !title.is_empty()
                    && !self.all_caps(title))
    }

    fn all_caps(&self, pieces: &Pieces) -> bool {
        pieces
            .iter()
            .all(|p| body::is_caps(&self.view.text()[p.clone()]))
    }
}

fn has_marks(text: &str) -> bool {
    text.chars().any(|c| c.is_alphabetic() && !c.is_ascii())
}

/// Everything no leaf holds: page furniture by its look, the rest unattributed.
fn leftovers(view: &View<'_>, tree: &mut Tree, portal: bool) {
    let mut held: Vec<Range<usize>> = Vec::with_capacity(view.len() * 2);
    tree.visit(&mut |r| held.push(r.clone()));
    held.sort_by_key(|r| (r.start, r.end));
    let mut at = 0;
    let mut rest: Vec<Range<usize>> = Vec::new();
    for r in &held {
        if r.start > at {
            rest.push(at..r.start);
        }
        at = at.max(r.end);
    }
    rest.push(at..view.text().len());
    for gap in rest {
        file_gap(view, tree, gap, portal);
    }
}

/// A stretch between leaves, line by line.
fn file_gap(view: &View<'_>, tree: &mut Tree, gap: Range<usize>, portal: bool) {
    let mut at = gap.start;
    for line in view.text()[gap.clone()].split_inclusive('\n') {
        let body = line.trim();
        let start = at + (line.len() - line.trim_start().len());
        at += line.len();
        if body.is_empty() {
            continue;
        }
        let range = start..start + body.len();
        let fold = sohoa_text::fold::fold_string(body);
        let f = fold.as_bytes();
        let page = portal && f.len() < 160;
        if page
            || furniture::is_scrap(f)
            || furniture::is_page_number(f)
            || furniture::is_rule(f)
            || furniture::is_chrome(f)
            || furniture::is_file_path(body)
        {
            tree.furniture.push(range);
        } else {
            tree.unattributed.push(range);
        }
    }
}
