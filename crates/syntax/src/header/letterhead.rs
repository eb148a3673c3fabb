//! The lines of a letterhead: bodies, motto, number, place and date, marks.

use std::ops::Range;

use smallvec::smallvec;
use sohoa_text::fold::Folded;

use super::HeaderParser;
use crate::grammar::furniture;
use crate::grammar::letterhead::{self, Motto};
use crate::split::{Head, head};
use crate::tree::Pieces;

impl HeaderParser<'_, '_, '_> {
    /// Everything down to the type name and its subject; returns the next line.
    pub(super) fn letterhead(&mut self, start: usize) -> usize {
        let mut n = start;
        let mut strange = 0;
        while n < self.end {
            if self.view.blank(n) || self.is_furniture(n) {
                n += 1;
                continue;
            }
            if self.in_table[n] {
                break;
            }
            match head(self.view, n) {
                Some(Head::Type(alone)) => {
                    n = self.type_line(n, alone);
                    self.titled = true;
                    // A letterhead may stand below the title in damaged reading order.
                    if !self.letterhead_goes_on(n) {
                        break;
                    }
                }
                Some(Head::Addressee) => break,
                Some(h) if !(self.titled && matches!(h, Head::Office | Head::Subject)) => {
                    n = self.head_line(n, h);
                    strange = 0;
                }
                // A rule with the typist's mark at its end, or a number that nobody can read.
                None if furniture::is_drawn(self.view.fold(n)) || self.is_illegible(n) => {
                    self.doc.labels.push(self.view.range(n));
                    n += 1;
                }
                _ if self.view.caps(n)
                    && (4..90).contains(&self.view.fold(n).len())
                    && strange < 2
                    && !self.titled
                    && self.more_heads(n) =>
                {
                    self.offices.push((n, self.view.range(n)));
                    strange += 1;
                    n += 1;
                }
                _ => break,
            }
        }
        n
    }

    /// The label of a number with none behind it that can be read, amid the letterhead.
    fn is_illegible(&self, n: usize) -> bool {
        letterhead::labels_number(self.view.str(n)) && self.more_heads(n)
    }

    /// More of the letterhead follows within a few lines.
    fn more_heads(&self, n: usize) -> bool {
        (n + 1..self.end)
            .filter(|&k| !self.view.blank(k))
            .take(4)
            .any(|k| head(self.view, k).is_some_and(|h| !matches!(h, Head::Rule | Head::Office)))
    }

    fn letterhead_goes_on(&self, n: usize) -> bool {
        let next = (n..self.end).find(|&k| !self.view.blank(k));
        next.and_then(|k| head(self.view, k)).is_some_and(|h| {
            matches!(
                h,
                Head::Motto | Head::Independence | Head::Number | Head::PlaceDate
            )
        })
    }

    /// One line of the letterhead; several parts may share it.
    pub(super) fn head_line(&mut self, n: usize, h: Head) -> usize {
        let range = self.view.range(n);
        match h {
            Head::Motto | Head::Independence => self.motto_line(n),
            Head::Number => self.number_line(n, 0),
            Head::PlaceDate => self.place_date(range.start, self.view.str(n)),
            Head::Draft => {
                self.doc.draft.get_or_insert(range);
            }
            Head::Mark => self.doc.marks.push(range),
            Head::Office => self.office_line(n),
            Head::Rule => self.doc.labels.push(range),
            Head::Subject => return self.subject(n),
            Head::Type(_) | Head::Addressee => {}
        }
        n + 1
    }

    /// A motto, with the issuer in front of it when two columns share the line.
    fn motto_line(&mut self, n: usize) {
        let range = self.view.range(n);
        let Some((motto, at)) = letterhead::motto(self.view.fold(n)) else {
            return;
        };
        self.doc.party |= motto == Motto::Party;
        let split = self.view.at(n, at);
        let left = self.view.text()[range.start..split].trim_end();
        if left.chars().filter(|c| c.is_alphabetic()).count() >= 3 {
            let left_range = range.start..range.start + left.len();
            let folded = Folded::new(left);
            if letterhead::number_line(left).is_some() {
                self.number_text(range.start, left);
            } else if letterhead::is_office(folded.bytes()) || folded.bytes().len() < 60 {
                self.offices.push((n, left_range));
            } else {
                self.doc.labels.push(left_range);
            }
            self.behind_motto(split..range.end);
        } else {
            self.behind_motto(range);
        }
    }

    /// A motto; place and date may stand behind it, a rule between them.
    fn behind_motto(&mut self, range: Range<usize>) {
        let text = &self.view.text()[range.clone()];
        let f = Folded::new(text);
        let end = f.find_word(b"phuc", 0).map(|i| f.at(i + 4));
        let rest = end.map(|e| text[e..].trim_start_matches(|c: char| !c.is_alphanumeric()));
        if let Some(rest) = rest.filter(|r| !r.is_empty()) {
            let at = range.end - rest.len();
            if self.place_date_at(at, rest) {
                self.doc.motto.push(range.start..at);
                return;
            }
        }
        self.doc.motto.push(range);
    }

    fn number_line(&mut self, n: usize, skip: usize) {
        let range = self.view.range(n);
        self.number_text(
            range.start + skip,
            &self.view.text()[range.start + skip..range.end],
        );
    }

    fn number_text(&mut self, base: usize, text: &str) {
        let Some(hit) = letterhead::number_line(text) else {
            return;
        };
        self.doc
            .labels
            .push(base + hit.label.start..base + hit.label.end);
        let end = hit.number.end;
        let number = base + hit.number.start..base + end;
        if self.doc.number.is_none() {
            self.doc.number = Some(number);
        } else {
            self.doc.labels.push(number);
        }
        let rest = text[end..].trim_start_matches([' ', '\t', '|']);
        if rest.is_empty() {
            return;
        }
        let at = base + text.len() - rest.len();
        if self.place_date_at(at, rest) {
            return;
        }
        self.doc.labels.push(at..base + text.len());
    }

    fn place_date(&mut self, base: usize, text: &str) {
        if !self.place_date_at(base, text) {
            self.doc.labels.push(base..base + text.len());
        }
    }

    fn place_date_at(&mut self, base: usize, text: &str) -> bool {
        let f = Folded::new(text);
        let Some(hit) = letterhead::place_date(&f) else {
            return false;
        };
        if self.doc.date.is_some() {
            self.doc.labels.push(base..base + text.len());
            return true;
        }
        self.doc.place = hit.place.map(|p| base + f.at(p.start)..base + f.at(p.end));
        let date = base + f.at(hit.date.start)..base + f.at(hit.date.end);
        self.doc.date = Some(date.clone());
        // The comma between them and what follows the date carry nothing of their own.
        let gap = self.doc.place.as_ref().map_or(base, |p| p.end)..date.start;
        self.doc.labels.push(gap);
        self.doc.labels.push(date.end..base + text.len());
        true
    }

    /// A body's name; its line may also hold the number or the motto behind a tab.
    fn office_line(&mut self, n: usize) {
        let range = self.view.range(n);
        let text = self.view.str(n);
        match text.split_once('\t') {
            Some((left, right)) if !right.trim().is_empty() => {
                self.offices
                    .push((n, range.start..range.start + left.trim_end().len()));
                let base = range.end - right.trim_start().len();
                if !self.place_date_at(base, right.trim()) {
                    self.offices.push((n, base..range.end));
                }
            }
            _ => self.offices.push((n, range)),
        }
    }

    /// The lines of the bodies: one issuer, or several where each begins anew and a hyphen or blank parts them.
    pub(super) fn settle_issuers(&mut self) {
        let mut groups: Vec<Pieces> = Vec::new();
        let mut last: Option<usize> = None;
        for (n, range) in std::mem::take(&mut self.offices) {
            let near = last.is_some_and(|l| n - l <= 1);
            match groups.last_mut() {
                Some(g) if near => g.push(range),
                _ => groups.push(smallvec![range]),
            }
            last = Some(n);
        }
        self.doc.issuers = groups;
    }
}
