//! One document of the record: head, body, annexes, facts in reading order.

use sohoa_syntax::grammar::deadline::{Context, YearFrom};
use sohoa_syntax::grammar::target::Setting;
use sohoa_syntax::tree;
use sohoa_text::fold::Folded;

use super::diagnostics::Code;
use super::head::Telling;
use super::running::Facts;
use super::tables::Tables;
use super::{Builder, issuer};
use crate::model::{
    Annex, Citation, CitationRole, Document, Footnote, Issuer, Table, Traced, Words,
};

/// What closes an item of a list.
const MARKS: [char; 4] = [';', '.', ',', ' '];

impl Builder<'_, '_> {
    /// All documents; one without a letterhead may take its issuer from the one that carries it.
    pub(super) fn documents(&mut self, tree: Vec<tree::Document>) -> Vec<Document> {
        let mut out: Vec<Document> = Vec::with_capacity(tree.len());
        for d in tree {
            let carrier = out
                .last()
                .and_then(|p| p.issuer.as_ref())
                .map(|i| i.value.clone());
            out.push(self.document(d, carrier.as_ref()));
        }
        out
    }

    fn document(&mut self, mut d: tree::Document, carrier: Option<&Issuer>) -> Document {
        let number = d.number.as_ref().and_then(|r| self.number(r));
        if number.is_none() {
            self.unread_number(&d.labels);
        }
        let date = d.date.as_ref().and_then(|r| self.date(r));
        let title = d.title.as_ref().map(|p| self.title(p));
        if title.is_none() && d.kind != "khac" {
            self.report(
                Code::TitleMissing,
                self.lines_span((d.lines.0, d.lines.0)),
                "",
            );
        }
        let mut issuers = self.letterhead_issuers(&d.issuers);
        issuers.extend(
            issuers
                .is_empty()
                .then(|| self.infer(&d, carrier))
                .flatten(),
        );
        let mut place = d
            .place
            .as_ref()
            .map(|r| self.flow(std::slice::from_ref(r)).traced(self.text, 0.97));
        let cut = issuers.len() == 1 && issuer::is_cut(&issuers[0].value);
        if cut && let Some(whole) = self.whole_issuer(&d, carrier, place.as_ref()) {
            issuers[0] = whole;
        }
        let day = date.as_ref().map(|d| d.value.as_str());
        self.units(issuers.iter_mut(), &d, day, &mut place);
        let mut issuers = issuers.into_iter();
        let issuer = issuers.next();
        let ctx = context(title.as_ref(), date.as_ref());
        let mut facts = Facts::default();
        let attached_to = d.attached.as_ref().and_then(|p| self.tie(p));
        facts.citations.extend(
            d.attached
                .iter()
                .flat_map(|p| self.all_in(p, CitationRole::AttachedTo)),
        );
        facts.citations.extend(
            d.title
                .iter()
                .flat_map(|p| self.all_in(p, CitationRole::Mention)),
        );
        let (preamble, legal_bases) = self.preamble(&d.preamble, &mut facts);
        // A report tells what was until a heading looks ahead.
        let figures = if d.kind == "bao_cao" {
            Setting::State
        } else {
            Setting::Plain
        };
        let (paragraphs, sections) = self.body(&mut d.body, &ctx, Some(figures), &mut facts);
        let mut annexes: Vec<(Annex, Context)> = Vec::with_capacity(d.annexes.len());
        for a in &mut d.annexes {
            annexes.push(self.annex(a, &ctx, &mut facts));
        }
        let mut tables = Tables::default();
        let own_tables = self.tables(&mut d.body, &ctx, &mut tables, &mut facts);
        for (a, (annex, ctx)) in d.annexes.iter_mut().zip(&mut annexes) {
            annex.tables = self.tables(&mut a.body, ctx, &mut tables, &mut facts);
        }
        facts.sort();
        let in_annexes = annexes.iter().flat_map(|(a, _)| &a.tables);
        let all: Vec<&Table> = own_tables.iter().chain(in_annexes).collect();
        let budget = self.budget(&all, &facts.tasks, &tables.scales);
        let annexes = annexes.into_iter().map(|(a, _)| a).collect();
        let mut signatures = d.signatures.iter().map(|s| self.signature(s));
        Document {
            kind: d.kind.to_owned(),
            draft: d.draft.is_some(),
            marks: self.marks(&d.marks),
            issuer,
            co_issuers: issuers.collect(),
            number,
            place,
            date,
            title,
            addressees: self.traced_list(&d.addressees),
            recipients: self.traced_list(&d.recipients),
            archive: d
                .archive
                .as_ref()
                .map(|p| self.flow(p).traced(self.text, 0.95)),
            preamble,
            legal_bases,
            paragraphs,
            sections,
            tables: own_tables,
            footnotes: self.footnotes(&d.body),
            annexes,
            signature: signatures.next(),
            co_signatures: signatures.collect(),
            attached_to,
            tasks: facts.tasks,
            targets: facts.targets,
            budget,
            citations: facts.citations,
            span: self.lines_span(d.lines),
        }
    }

    /// Items of a list, without the marks that close them.
    fn traced_list(&self, list: &[tree::Pieces]) -> Vec<Traced<Words>> {
        list.iter()
            .map(|p| {
                let flow = self.flow(p);
                let bare = flow.value().trim_end_matches(MARKS).len();
                let span = flow.span(self.text, &(0..bare));
                let mut item = flow.traced(self.text, 0.95);
                if bare < item.value.len() {
                    item.value = item.value[..bare].into();
                    item.raw = item.raw.map(|r| r.trim_end_matches(MARKS).into());
                    item.span = span;
                }
                item
            })
            .filter(|t| !t.value.is_empty())
            .collect()
    }

    /// The name of a committee whose letterhead lost its unit: as the text has it, or with the place of issue.
    fn whole_issuer(
        &mut self,
        d: &tree::Document,
        carrier: Option<&Issuer>,
        place: Option<&Traced<Words>>,
    ) -> Option<Traced<Issuer>> {
        let mut found = self.infer(d, carrier)?;
        let name = place.filter(|_| found.value.unit.is_none());
        let name = name.and_then(|p| issuer::with_place(&found.value.name, &p.value));
        if let Some(name) = name {
            found.value = issuer::issuer(&name, None);
        }
        Some(found)
    }

    /// No letterhead: the tie, the end of the preamble, the closing words and the title may name the issuer.
    fn infer(&mut self, d: &tree::Document, carrier: Option<&Issuer>) -> Option<Traced<Issuer>> {
        let line = |pieces, tie, acts| Telling { pieces, tie, acts };
        let mut lines: Vec<Telling<'_>> = Vec::new();
        lines.extend(d.attached.iter().map(|p| line(p, true, false)));
        let deciding: Vec<tree::Pieces> = d
            .deciding
            .iter()
            .map(|r| std::iter::once(r.clone()).collect())
            .collect();
        lines.extend(deciding.iter().map(|p| line(p, false, true)));
        lines.extend(
            d.preamble
                .iter()
                .rev()
                .take(2)
                .map(|p| line(p, false, true)),
        );
        let closing = last_paragraphs(&d.body);
        let closes = |p: &&tree::Pieces| {
            let fold = self
                .flow(p)
                .folded()
                .bytes()
                .iter()
                .take(8)
                .copied()
                .collect::<Vec<u8>>();
            fold == b"tren day"
        };
        lines.extend(
            closing
                .into_iter()
                .filter(closes)
                .map(|p| line(p, false, false)),
        );
        lines.extend(d.title.iter().map(|p| line(p, false, false)));
        self.inferred_issuer(&lines, carrier)
    }

    fn all_in(&self, pieces: &tree::Pieces, role: CitationRole) -> Vec<Citation> {
        let mut out = Vec::new();
        self.citations(&self.flow(pieces), role, &mut out);
        out
    }

    fn preamble(
        &self,
        list: &[tree::Pieces],
        facts: &mut Facts,
    ) -> (Vec<Traced<Words>>, Vec<Citation>) {
        let mut bases = Vec::new();
        let mut out = Vec::with_capacity(list.len());
        for p in list {
            let flow = self.flow(p);
            let found = self.bases(&flow);
            facts
                .citations
                .extend(found.iter().filter(|c| c.number.is_some()).cloned());
            bases.extend(found);
            out.push(flow.traced(self.text, 0.97));
        }
        (out, bases)
    }

    fn footnotes(&self, body: &tree::Body) -> Vec<Footnote> {
        body.footnotes
            .iter()
            .map(|n| Footnote {
                marker: Some(self.text.slice(&n.marker).to_owned()),
                text: self.flow(&n.text).traced(self.text, 0.9),
            })
            .collect()
    }

    fn annex(&self, a: &mut tree::Annex, ctx: &Context, facts: &mut Facts) -> (Annex, Context) {
        let title = a
            .title
            .as_ref()
            .map(|p| self.flow(p).traced(self.text, 0.95));
        let own = context(title.as_ref(), None);
        let actx = if own.year.is_some() {
            Context {
                issued: ctx.issued,
                ..own
            }
        } else {
            *ctx
        };
        facts.citations.extend(
            a.title
                .iter()
                .flat_map(|p| self.all_in(p, CitationRole::Mention)),
        );
        facts.citations.extend(
            a.attached
                .iter()
                .flat_map(|p| self.all_in(p, CitationRole::AttachedTo)),
        );
        let (paragraphs, sections) = self.body(&mut a.body, &actx, None, facts);
        let annex = Annex {
            label: a
                .label
                .as_ref()
                .map(|r| self.flow(std::slice::from_ref(r)).traced(self.text, 0.97)),
            title,
            attached_to: a.attached.as_ref().and_then(|p| self.tie(p)),
            paragraphs,
            sections,
            tables: Vec::new(),
            footnotes: self.footnotes(&a.body),
            span: self.lines_span(a.lines),
        };
        (annex, actx)
    }
}

/// The closing words: the last paragraphs of the body and of its last section.
fn last_paragraphs(body: &tree::Body) -> Vec<&tree::Pieces> {
    let mut out: Vec<&tree::Pieces> = body.paragraphs.iter().rev().take(2).collect();
    let mut section = body.sections.last();
    while let Some(s) = section {
        out.extend(s.paragraphs.iter().rev().take(2));
        section = s.children.last();
    }
    out.sort_by_key(|p| std::cmp::Reverse(p.first().map_or(0, |r| r.start)));
    out
}

/// The year deadlines are read in: the plan's own, else the year of issue.
fn context(title: Option<&Traced<Words>>, date: Option<&Traced<Words>>) -> Context {
    let issued = date.and_then(|d| {
        let mut parts = d.value.split('-').map(|p| p.parse::<u32>().ok());
        Some((parts.next()?? as i32, parts.next()??, parts.next()??))
    });
    let titled = title.and_then(|t| plan_year(&t.value));
    let dated = date.and_then(|d| d.value.get(..4)?.parse::<i32>().ok());
    match (titled, dated) {
        (Some(y), _) => Context {
            year: Some(y),
            year_from: YearFrom::Title,
            issued,
        },
        (None, y) => Context {
            year: y,
            year_from: YearFrom::Date,
            issued,
        },
    }
}

/// "năm 2024" in a title; of a period "2021 - 2025" none.
fn plan_year(title: &str) -> Option<i32> {
    let f = Folded::new(title);
    let mut from = 0;
    let mut found = None;
    while let Some(i) = f.find_word(b"nam", from) {
        from = i + 3;
        let rest = &f.bytes()[from.min(f.bytes().len())..];
        let digits: Vec<u8> = rest.iter().skip(1).take(4).copied().collect();
        let year = std::str::from_utf8(&digits)
            .ok()
            .and_then(|s| s.parse::<i32>().ok());
        if let Some(y) = year.filter(|y| (1950..2100).contains(y)) {
            found = Some(y);
        }
    }
    found
}
