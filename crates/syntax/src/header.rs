//! The head of a document: letterhead, number, place and date, type, subject, addressees, preamble.
//!
//! The parts are recognised in any order, on lines of their own or two columns on one line; what a reader
//! would look for and does not find stays empty.

use std::ops::Range;

use sohoa_text::fold::Folded;

use crate::grammar::letterhead::{self, Motto};
use crate::grammar::{annex, doc_number, furniture, marker, title};
use crate::lexicon;
use crate::split::{Head, head};
use crate::tree::{Document, Pieces};
use crate::view::View;

/// Parses the head of a document that covers `lines`; returns the first line of what follows.
pub fn parse(
    view: &View<'_>,
    in_table: &[bool],
    lines: (usize, usize),
    doc: &mut Document,
) -> usize {
    let mut h = HeaderParser {
        view,
        in_table,
        end: lines.1,
        doc,
        offices: Vec::new(),
        titled: false,
    };
    let at = h.letterhead(lines.0);
    h.settle_issuers();
    let at = h.after_title(at);
    h.settle_kind();
    at
}

struct HeaderParser<'v, 't, 'd> {
    view: &'v View<'t>,
    in_table: &'v [bool],
    end: usize,
    doc: &'d mut Document,
    /// Lines that name bodies, with their line number.
    offices: Vec<(usize, Range<usize>)>,
    titled: bool,
}

impl HeaderParser<'_, '_, '_> {
    /// Everything down to the type name and its subject; returns the next line.
    fn letterhead(&mut self, start: usize) -> usize {
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
                _ if self.view.caps(n)
                    && self.view.fold(n).len() < 90
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

    /// Lines the tree files as furniture later.
    fn is_furniture(&self, n: usize) -> bool {
        let fold = self.view.fold(n);
        furniture::is_page_number(fold) || furniture::is_chrome(fold)
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
    fn head_line(&mut self, n: usize, h: Head) -> usize {
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
            self.doc.motto.push(split..range.end);
        } else {
            self.doc.motto.push(range);
        }
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
        let rest = text[end..].trim_start();
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

    /// The type name and the subject behind it; returns the next line.
    fn type_line(&mut self, n: usize, alone: bool) -> usize {
        let fold = self.view.fold(n);
        let Some((kind, len)) = title::type_name(fold) else {
            return n + 1;
        };
        if !self.doc.kind.is_empty() {
            return n;
        }
        self.doc.kind = kind;
        let range = self.view.range(n);
        if alone {
            self.doc.type_word = Some(range);
            return self.title_lines(n + 1, None);
        }
        let split = self.view.at(n, len);
        let rest = self.view.text()[split..range.end].trim_start();
        self.doc.type_word = Some(range.start..split);
        self.title_lines(n + 1, Some(range.end - rest.len()..range.end))
    }

    /// Lines of the subject, up to a blank line, a cue of the preamble or a sentence.
    fn title_lines(&mut self, from: usize, first: Option<Range<usize>>) -> usize {
        let mut pieces: Pieces = first.into_iter().collect();
        let mut n = from;
        if pieces.is_empty() {
            while n < self.end && (self.view.blank(n) || furniture::is_rule(self.view.fold(n))) {
                n += 1;
            }
        }
        let caps_first = n < self.end && self.view.caps(n);
        let mut end = from;
        while n < self.end && !self.in_table[n] && pieces.len() < 7 {
            let gap = self.view.blank(n);
            if gap {
                // Capitals go on over a blank line, as long as nothing else begins.
                let next = self.view.next(n, self.end);
                let goes_on = caps_first
                    && next.is_some_and(|k| {
                        k <= n + 2
                            && self.view.caps(k)
                            && self.is_title_line(k)
                            && head(self.view, k).is_none()
                    });
                if pieces.is_empty() || !goes_on {
                    break;
                }
                n += 1;
                continue;
            }
            if !self.is_title_line(n)
                || caps_first && !self.view.caps(n) && self.view.fold(n).len() > 140
            {
                break;
            }
            pieces.push(self.view.range(n));
            n += 1;
            end = n;
        }
        if let Some(first) = pieces.first_mut() {
            let f = Folded::new(&self.view.text()[first.clone()]);
            if let Some(len) = title::subject_cue(f.bytes()) {
                let split = first.start + f.at(len);
                self.doc.labels.push(first.start..split);
                first.start = split;
            }
        }
        self.trim_title(&mut pieces);
        if !pieces.is_empty() {
            self.doc.title = Some(pieces);
        }
        end.max(from)
    }

    /// The full stop after a subject and brackets round it are not part of it.
    fn trim_title(&mut self, pieces: &mut Pieces) {
        pieces.retain(|p| !p.is_empty());
        if let Some(last) = pieces.last_mut() {
            let text = &self.view.text()[last.clone()];
            let bare = text.trim_end_matches(['.', ';', ',', ' ']).len();
            if bare < text.len() && bare > 0 && !text.ends_with("...") {
                self.doc.labels.push(last.start + bare..last.end);
                last.end = last.start + bare;
            }
        }
    }

    fn is_title_line(&self, n: usize) -> bool {
        let fold = self.view.fold(n);
        let text = self.view.str(n);
        // "Thực hiện …" may open a subject; with an instrument behind it it opens the preamble.
        let cue = lexicon::begins(fold, lexicon::BASIS_CUES).is_some()
            && !self.view.caps(n)
            && (fold.starts_with(b"can cu") || fold.contains(&b'/') || text.ends_with([';', ':']));
        let other = matches!(
            head(self.view, n),
            Some(
                Head::Motto
                    | Head::Independence
                    | Head::Number
                    | Head::PlaceDate
                    | Head::Addressee
                    | Head::Rule
                    | Head::Type(true)
            )
        );
        let unit = marker::readings(text).iter().any(|r| r.value() <= 1) && !fold.starts_with(b"-");
        let deciding = self.view.caps(n) && self.is_deciding(n);
        let sentence = fold.len() > 200 || text.ends_with(':') || text.ends_with(';');
        !(cue
            || other
            || unit
            || deciding
            || sentence
            || annex::is_tie(fold)
            || furniture::is_page_number(fold))
    }

    /// `CHỦ TỊCH ỦY BAN NHÂN DÂN …` above the preamble of a decision, `HỘI ĐỒNG NHÂN DÂN …` of a resolution.
    fn is_deciding(&self, n: usize) -> bool {
        let fold = self.view.fold(n);
        let ruling = matches!(self.doc.kind, "quyet_dinh" | "nghi_quyet" | "chi_thi");
        ruling
            && (fold.starts_with(b"khoa ")
                || lexicon::begins(fold, lexicon::POSITIONS).is_some()
                || letterhead::is_office(fold))
            && self.view.next(n, self.end).is_some_and(|k| {
                lexicon::begins(self.view.fold(k), lexicon::BASIS_CUES).is_some()
                    || self.view.caps(k) && fold.len() < 100
                    || self.view.fold(k).starts_with(b"khoa ")
            })
    }

    /// V/v of a công văn: down to a blank line or the next part of the letterhead.
    fn subject(&mut self, n: usize) -> usize {
        if self.titled || self.doc.title.is_some() {
            self.doc.labels.push(self.view.range(n));
            return n + 1;
        }
        let mut pieces: Pieces = vec![self.view.range(n)];
        let mut k = n + 1;
        while k < self.end
            && !self.view.blank(k)
            && head(self.view, k).is_none()
            && pieces.len() < 6
            && !self.in_table[k]
        {
            pieces.push(self.view.range(k));
            k += 1;
        }
        let f = Folded::new(&self.view.text()[pieces[0].clone()]);
        if let Some(len) = title::subject_cue(f.bytes()) {
            let split = pieces[0].start + f.at(len);
            self.doc.labels.push(pieces[0].start..split);
            pieces[0].start = split;
        }
        self.trim_title(&mut pieces);
        self.doc.title = (!pieces.is_empty()).then_some(pieces);
        k
    }

    /// The lines of the bodies: one issuer, or several where each begins anew and a hyphen or blank parts them.
    fn settle_issuers(&mut self) {
        let mut groups: Vec<Pieces> = Vec::new();
        let mut last: Option<usize> = None;
        for (n, range) in std::mem::take(&mut self.offices) {
            let near = last.is_some_and(|l| n - l <= 1);
            match groups.last_mut() {
                Some(g) if near => g.push(range),
                _ => groups.push(vec![range]),
            }
            last = Some(n);
        }
        self.doc.issuers = groups;
    }

    /// Deciding authority, the tie to a decision, Kính gửi and the preamble.
    fn after_title(&mut self, from: usize) -> usize {
        let mut n = from;
        while n < self.end {
            if self.view.blank(n) || self.is_furniture(n) {
                n += 1;
            } else if self.in_table[n] {
                break;
            } else if annex::is_tie(self.view.fold(n)) && self.doc.attached.is_none() {
                n = self.tie(n);
            } else if self.view.fold(n).starts_with(b"kinh gui") {
                n = self.addressees(n);
            } else if self.view.caps(n) && self.is_deciding(n) {
                self.doc.deciding.push(self.view.range(n));
                n += 1;
            } else if let Some(
                h @ (Head::Motto
                | Head::Independence
                | Head::Number
                | Head::PlaceDate
                | Head::Draft),
            ) = head(self.view, n)
            {
                n = self.head_line(n, h);
            } else {
                break;
            }
        }
        n
    }

    /// `(Ban hành kèm theo …)` over as many lines as its bracket needs.
    fn tie(&mut self, n: usize) -> usize {
        let (pieces, next) = tie_lines(self.view, n, self.end);
        self.doc.attached = Some(pieces);
        next
    }

    /// Kính gửi, on its line or as a list below.
    fn addressees(&mut self, n: usize) -> usize {
        let range = self.view.range(n);
        let f = Folded::new(self.view.str(n));
        let label = f
            .bytes()
            .iter()
            .skip(8)
            .take_while(|b| matches!(b, b':' | b' ' | b'.'))
            .count()
            + 8;
        let split = range.start + f.at(label);
        self.doc.labels.push(range.start..split);
        if split < range.end {
            self.doc.addressees.push(vec![split..range.end]);
        }
        let mut k = n + 1;
        while k < self.end {
            if self.view.blank(k) {
                k += 1;
                continue;
            }
            if self.in_table[k] || head(self.view, k).is_some() {
                break;
            }
            let text = self.view.str(k);
            let bullet = marker::readings(text).into_iter().next().filter(|r| {
                matches!(
                    r.numbering,
                    crate::tree::Numbering::Dash
                        | crate::tree::Numbering::Plus
                        | crate::tree::Numbering::Bullet
                )
            });
            let at = self.view.range(k);
            let contiguous = !self.view.blank(k - 1);
            if let Some(r) = bullet {
                self.doc.labels.push(at.start..at.start + r.len);
                self.doc.addressees.push(vec![at.start + r.len..at.end]);
            } else if contiguous && (text.starts_with(char::is_lowercase) || self.ends_open()) {
                match self.doc.addressees.last_mut() {
                    Some(last) => last.push(at),
                    None => self.doc.addressees.push(vec![at]),
                }
            } else if self.doc.addressees.is_empty() {
                self.doc.addressees.push(vec![at]);
            } else {
                break;
            }
            k += 1;
        }
        k
    }

    /// The last addressee does not look finished.
    fn ends_open(&self) -> bool {
        let last = self.doc.addressees.last().and_then(|p| p.last());
        last.is_none_or(|r| !self.view.text()[r.clone()].ends_with(['.', ';', ':']))
    }

    /// A letterhead without a type name is a công văn's, when its number has no type either.
    fn settle_kind(&mut self) {
        if !self.doc.kind.is_empty() {
            return;
        }
        let number = self
            .doc
            .number
            .clone()
            .map(|r| self.view.text()[r].to_owned());
        let symbol_kind = number.as_deref().and_then(|t| {
            doc_number::number(t)
                .or_else(|_| doc_number::blank_number(t))
                .ok()
                .and_then(|(_, n)| n.kind())
        });
        let letter = !self.doc.addressees.is_empty() || self.doc.title.is_some();
        self.doc.kind = match symbol_kind {
            Some(k) => k,
            None if letter || number.is_some() => "cong_van",
            None => "khac",
        };
    }
}

/// The lines of a tie: to the closing bracket, at most four lines.
#[must_use]
pub fn tie_lines(view: &View<'_>, n: usize, end: usize) -> (Pieces, usize) {
    let mut pieces = vec![view.range(n)];
    let open = view.str(n).starts_with('(');
    let mut k = n + 1;
    let closed = |pieces: &Pieces| {
        let text: String = pieces.iter().map(|p| &view.text()[p.clone()]).collect();
        text.matches('(').count() <= text.matches(')').count()
    };
    while open && !closed(&pieces) && k < end && k <= n + 4 {
        if !view.blank(k) {
            pieces.push(view.range(k));
        }
        k += 1;
    }
    (pieces, k)
}
