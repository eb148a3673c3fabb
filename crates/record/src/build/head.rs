//! Register data: issuer, number, place, date, marks, signature.

use std::ops::Range;

use sohoa_syntax::grammar::citation::{self, CitationHit};
use sohoa_syntax::grammar::{date, doc_number, letterhead, title};
use sohoa_syntax::tree;
use sohoa_text::fold::{Folded, fold_string};

use super::diagnostics::Code;
use super::{Builder, issuer};
use crate::model::{Confidence, Issuer, Marks, Number, Secrecy, Signature, Traced, Urgency, Words};

/// A line that may tell who issued a document without a letterhead.
pub(super) struct Telling<'p> {
    pub pieces: &'p tree::Pieces,
    /// It ties the document to an instrument: that instrument's issuer is this one's.
    pub tie: bool,
    /// It says that the body acts: "… ban hành Kế hoạch như sau".
    pub acts: bool,
}

/// Lines of a letterhead that may name bodies; more is no letterhead.
const MOST_LINES: usize = 12;

impl Builder<'_, '_> {
    /// The number of the letterhead.
    pub(super) fn number(&mut self, range: &Range<usize>) -> Option<Traced<Number>> {
        let printed = self.text.slice(range);
        let (_, n) = doc_number::number(printed)
            .or_else(|_| doc_number::blank_number(printed))
            .ok()?;
        let canonical = n.canonical();
        let value = Number {
            sequence: n.sequence.map(str::to_owned),
            year: n.year.map(str::to_owned),
            symbol: n.symbol.to_owned(),
            canonical,
        };
        let pieces = [range.clone()];
        let repaired = self.repair_confidence(&pieces);
        let raw = super::flow::source_of(self.text, &pieces);
        let span = self.span(&pieces);
        if value.sequence.is_none() {
            self.report(Code::NumberBlank, span.clone(), &value.canonical);
        } else if repaired.is_some_and(|c| c < 0.9) {
            self.report(Code::NumberDoubtful, span.clone(), &raw);
        }
        Some(Traced {
            raw: (raw != value.canonical).then(|| raw.into()),
            value,
            span,
            confidence: Confidence::new(repaired.unwrap_or(0.99)),
            inferred: false,
        })
    }

    /// The date of issue; what is left blank is left out.
    pub(super) fn date(&mut self, range: &Range<usize>) -> Option<Traced<Words>> {
        let f = Folded::new(self.text.slice(range));
        let iso = date::date_at(&f, 0)?.iso();
        let span = self.span(std::slice::from_ref(range));
        if iso.as_ref().is_none_or(|d| d.len() < 10) {
            self.report(Code::DateIncomplete, span.clone(), f.text());
        }
        let value = iso?;
        let full = value.len() == 10;
        Some(Traced {
            value: value.into(),
            raw: Some(super::flow::source_of(self.text, std::slice::from_ref(range)).into()),
            span,
            confidence: Confidence::new(if full { 0.98 } else { 0.9 }),
            inferred: false,
        })
    }

    /// The bodies of the letterhead: the issuer and, for a joint document, the others.
    pub(super) fn letterhead_issuers(&self, groups: &[tree::Pieces]) -> Vec<Traced<Issuer>> {
        let lines: Vec<(String, Range<usize>)> = groups
            .iter()
            .flatten()
            .take(MOST_LINES)
            .map(|p| (self.text.slice(p).replace('\t', " "), p.clone()))
            .collect();
        let texts: Vec<String> = lines.iter().map(|(t, _)| t.clone()).collect();
        let bodies = issuer::bodies(&texts);
        if bodies.is_empty() {
            return Vec::new();
        }
        let pieces: Vec<_> = lines.iter().map(|(_, r)| r.clone()).collect();
        let traced = |name: &str, parent: Option<&str>| {
            let at = self
                .pieces_of(&lines, name)
                .unwrap_or_else(|| pieces.clone());
            Traced {
                value: issuer::issuer(name, parent),
                raw: Some(super::flow::source_of(self.text, &at).into()),
                span: self.span(&at),
                confidence: Confidence::new(0.97),
                inferred: false,
            }
        };
        let levels: Vec<_> = bodies.iter().map(|b| issuer::rank(b)).collect();
        // Two bodies of one rank sign together; otherwise the last is the issuer, the one above its parent.
        let part = bodies.windows(2).any(|b| issuer::is_part_of(&b[1], &b[0]));
        let joint = bodies.len() >= 2 && !part && levels.windows(2).all(|w| w[0] == w[1]);
        if joint {
            return bodies.iter().map(|b| traced(b, None)).collect();
        }
        let last = bodies.len() - 1;
        let parent = last.checked_sub(1).map(|i| bodies[i].as_str());
        vec![traced(&bodies[last], parent)]
    }

    /// The lines whose words make up a body's name.
    fn pieces_of(&self, lines: &[(String, Range<usize>)], name: &str) -> Option<Vec<Range<usize>>> {
        let fold = fold_string(name);
        let hit: Vec<_> = lines
            .iter()
            .filter(|(t, _)| {
                let part = fold_string(
                    t.trim_matches(|c: char| !c.is_alphanumeric() && c != ')' && c != '('),
                );
                !part.is_empty() && fold.contains(&part)
            })
            .map(|(_, r)| r.clone())
            .collect();
        (!hit.is_empty()).then_some(hit)
    }

    /// Tells of a number of which only the label could be read.
    pub(super) fn unread_number(&mut self, labels: &[Range<usize>]) {
        let labelled = |r: &&Range<usize>| letterhead::labels_number(self.text.slice(r));
        let Some(range) = labels.iter().find(labelled) else {
            return;
        };
        let span = self.span(std::slice::from_ref(range));
        let printed = self.text.slice(range).to_owned();
        self.report(Code::NumberDoubtful, span, &printed);
    }

    /// Độ khẩn and độ mật.
    pub(super) fn marks(&self, ranges: &[Range<usize>]) -> Marks {
        let mut marks = Marks::default();
        for r in ranges {
            match letterhead::mark(fold_string(self.text.slice(r)).as_bytes()) {
                Some(letterhead::Mark::HoaToc) => marks.urgency = Some(Urgency::HoaToc),
                Some(letterhead::Mark::ThuongKhan) => marks.urgency = Some(Urgency::ThuongKhan),
                Some(letterhead::Mark::Khan) => marks.urgency = Some(Urgency::Khan),
                Some(letterhead::Mark::TuyetMat) => marks.secrecy = Some(Secrecy::TuyetMat),
                Some(letterhead::Mark::ToiMat) => marks.secrecy = Some(Secrecy::ToiMat),
                Some(letterhead::Mark::Mat) => marks.secrecy = Some(Secrecy::Mat),
                _ => {}
            }
        }
        marks
    }

    /// A signature block.
    pub(super) fn signature(&self, s: &tree::Signature) -> Signature {
        let one = |p: &Option<tree::Pieces>, c: f64| {
            p.as_ref().map(|p| self.flow(p).traced(self.text, c))
        };
        Signature {
            authority: one(&s.authority, 0.97),
            on_behalf_of: one(&s.on_behalf_of, 0.97),
            position: one(&s.position, 0.97),
            name: one(&s.name, 0.93),
        }
    }

    /// The issuer of a document without a letterhead, from lines most telling first; one that only says
    /// "UBND huyện" needs a carrier of that level or a name elsewhere.
    pub(super) fn inferred_issuer(
        &mut self,
        lines: &[Telling<'_>],
        known: Option<&Issuer>,
    ) -> Option<Traced<Issuer>> {
        let mut nameless: Option<(String, Vec<Range<usize>>)> = None;
        for line in lines {
            let flow = self.flow(line.pieces);
            let hits = citation::scan(flow.folded());
            let cited: &[CitationHit] = if line.tie { &[] } else { &hits };
            // In a closing or a preamble the body that acts is named last; those of cited instruments do not act.
            for (range, named) in issuer::named_in(flow.folded()).into_iter().rev() {
                if cited
                    .iter()
                    .any(|c| c.range.start <= range.start && range.start < c.range.end)
                {
                    continue;
                }
                let name = flow.value()[range.clone()].to_owned();
                let at = flow.pieces(&range);
                if named {
                    return Some(self.found_issuer(&name, &at));
                }
                nameless.get_or_insert((name, at));
            }
            // Who issued the instrument issued what is attached to it, be it a committee or not.
            let of_tie = hits.iter().find_map(|h| h.issuer.clone());
            if let Some(issuer) = of_tie.filter(|_| line.tie && nameless.is_none()) {
                // Nothing follows it in its brackets.
                let rest = &flow.value()[issuer.start..];
                let end = rest.find([')', ',', ';']).unwrap_or(rest.len());
                let name = rest[..end].trim_end_matches([' ', '.', '/']);
                let range = issuer.start + issuer::office_in(name)..issuer.start + name.len();
                let name = &flow.value()[range.clone()];
                // "Huyện ủy" is the one that carries it.
                let whole = known.filter(|k| fold_string(&k.name).starts_with(&fold_string(name)));
                let name = whole.map_or(name, |k| &k.name).to_owned();
                let at = flow.pieces(&range);
                return Some(self.found_issuer(&name, &at));
            }
        }
        let (name, at) = nameless?;
        let level = issuer::issuer(&name, None).level;
        if let Some(k) = known.filter(|k| k.level == level) {
            return Some(self.found_issuer(&k.name.clone(), &at));
        }
        let full = lines
            .iter()
            .find_map(|l| issuer::with_unit_name(self.flow(l.pieces).folded(), &name));
        let leads_in = lines.iter().any(|l| {
            l.acts
                && l.pieces
                    .iter()
                    .any(|p| p.start <= at[0].start && at[0].end <= p.end)
        });
        match full {
            Some(full) => Some(self.found_issuer(&full, &at)),
            None if leads_in => Some(self.found_issuer(&name, &at)),
            None => None,
        }
    }

    fn found_issuer(&mut self, name: &str, at: &[Range<usize>]) -> Traced<Issuer> {
        let span = self.span(at);
        let value = issuer::issuer(name, None);
        self.report(Code::IssuerInferred, span.clone(), &value.name);
        Traced {
            value,
            raw: Some(super::flow::source_of(self.text, at).into()),
            span,
            confidence: Confidence::new(0.85),
            inferred: true,
        }
    }

    /// The subject of the document.
    pub(super) fn title(&self, pieces: &tree::Pieces) -> Traced<Words> {
        let flow = self.flow(pieces);
        let mut traced = flow.traced(self.text, 0.96);
        // A cue that a line end parted from its words is not part of the subject.
        if let Some(n) = title::subject_cue(flow.folded().bytes()) {
            traced.value = flow.value()[flow.folded().at(n)..].into();
        }
        traced
    }
}
