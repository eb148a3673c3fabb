//! The type name and the subject below it, or the V/v of a công văn.

use std::ops::Range;

use smallvec::smallvec;
use sohoa_text::fold::Folded;

use super::HeaderParser;
use crate::grammar::{annex, furniture, letterhead, marker, title};
use crate::lexicon;
use crate::split::{Head, head};
use crate::tree::Pieces;

impl HeaderParser<'_, '_, '_> {
    /// The type name and the subject behind it; returns the next line.
    pub(super) fn type_line(&mut self, n: usize, alone: bool) -> usize {
        let fold = self.view.fold(n);
        let Some((kind, len)) = title::type_name(fold) else {
            return n + 1;
        };
        if !self.doc.kind.is_empty() {
            return n;
        }
        self.doc.kind = kind;
        let range = self.view.range(n);
        let split = self.view.at(n, len);
        let rest = self.view.text()[split..range.end].trim_start();
        if alone || !rest.contains(char::is_alphanumeric) {
            self.doc.type_word = Some(range);
            let next = self.view.next(n, self.end).filter(|k| *k == n + 1);
            return match next.and_then(|k| self.gazette(self.view.range(k).start, k)) {
                Some((start, line)) => self.subject_from(start, line),
                None => self.title_lines(n + 1, None),
            };
        }
        self.doc.type_word = Some(range.start..split);
        let start = range.end - rest.len();
        match self.gazette(start, n) {
            Some((start, line)) => self.subject_from(start, line),
            None => self.title_lines(n + 1, Some(start..range.end)),
        }
    }

    /// The subject in capitals below a letterhead whose type name was lost; the number tells the type.
    pub(super) fn untyped_title(&mut self, n: usize) -> usize {
        let open = !self.titled && self.doc.title.is_none() && self.doc.type_word.is_none();
        let next = (n..self.end).find(|&k| !self.view.blank(k));
        let Some(k) = next.filter(|&k| open && !self.in_table[k]) else {
            return n;
        };
        let long = self.view.fold(k).len() > 24;
        let kind = self.number_kind();
        let numbered = kind.is_some_and(|kind| kind != "cong_van");
        let below = self.view.next(k, self.end.min(k + 4));
        let caps = self.view.caps(k) && below.is_some_and(|b| self.view.caps(b));
        if !long && kind == Some("khac") && caps {
            // The name of a type that no table has.
            self.doc.kind = "khac";
            self.doc.type_word = Some(self.view.range(k));
            return self.title_lines(k + 1, None);
        }
        if !(long && numbered && self.view.caps(k) && self.is_title_line(k)) {
            return n;
        }
        self.settle_kind();
        self.title_lines(k, None)
    }

    /// The subject from a place within a line on.
    fn subject_from(&mut self, start: usize, line: usize) -> usize {
        let end = self.view.range(line).end;
        let first = (start < end).then_some(start..end);
        self.title_lines(line + 1, first)
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
                // Capitals go on over a blank line, and so does a phrase, as long as nothing else begins.
                let next = self.view.next(n, self.end);
                let goes_on = next.is_some_and(|k| {
                    k <= n + 2
                        && (caps_first && self.view.caps(k) || self.view.opens_small(k))
                        && self.is_title_line(k)
                        && head(self.view, k).is_none()
                });
                if pieces.is_empty() || !goes_on {
                    break;
                }
                n += 1;
                continue;
            }
            let basis = || lexicon::BASIS_CUES.at(self.view.fold(n)).is_some();
            if !self.is_title_line(n)
                || caps_first && !pieces.is_empty() && !self.view.caps(n) && basis()
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
        pieces.retain(|p| p.start < p.end);
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
        let cue = lexicon::BASIS_CUES.at(fold).is_some()
            && !self.view.caps(n)
            && (fold.starts_with(b"can cu") || fold.contains(&b'/') || text.ends_with([';', ':']))
            && !self.stands_above_bases(n);
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
        let long = if self.view.caps(n) { 400 } else { 200 };
        let sentence = fold.len() > long || text.ends_with(':') || text.ends_with(';');
        !(cue
            || other
            || unit
            || deciding
            || sentence
            || annex::is_tie(fold) && !self.is_of_subject(n)
            || furniture::is_page_number(fold))
    }

    /// "Thực hiện Chỉ thị …" without a mark at its end is a subject where the preamble begins below it.
    fn stands_above_bases(&self, n: usize) -> bool {
        let first = |word: &Range<usize>| {
            let between = &self.view.text()[word.end..self.view.range(n).start];
            !between.contains(char::is_alphanumeric)
        };
        let named = self.doc.type_word.as_ref().is_some_and(first)
            && !self.view.fold(n).starts_with(b"can cu");
        let open = |k: usize| !self.view.str(k).ends_with([';', ',', ':', '.']);
        let below = (n + 1..self.end.min(n + 8)).filter(|&k| !self.view.blank(k));
        let cue = |k: usize| lexicon::BASIS_CUES.at(self.view.fold(k)).is_some();
        named
            && open(n)
            && below
                .map_while(|k| (cue(k) || open(k)).then_some(k))
                .any(|k| cue(k) && !self.view.opens_small(k))
    }

    /// "BAN HÀNH KÈM THEO QUYẾT ĐỊNH …" in the subject of a decision names what the decision is about.
    fn is_of_subject(&self, n: usize) -> bool {
        let instrument = matches!(self.doc.kind, "quyet_dinh" | "nghi_quyet" | "nghi_dinh");
        let above = n > 0 && !self.view.blank(n - 1) && self.view.caps(n - 1);
        instrument && above && self.view.caps(n) && !self.view.str(n).starts_with('(')
    }

    /// `CHỦ TỊCH ỦY BAN NHÂN DÂN …` above the preamble of a decision, `HỘI ĐỒNG NHÂN DÂN …` of a resolution.
    pub(super) fn is_deciding(&self, n: usize) -> bool {
        let fold = self.view.fold(n);
        let ruling = matches!(
            self.doc.kind,
            "quyet_dinh" | "nghi_quyet" | "nghi_dinh" | "chi_thi"
        );
        ruling
            && !annex::is_tie(fold)
            && (fold.starts_with(b"khoa ")
                || lexicon::POSITIONS.at(fold).is_some()
                || letterhead::is_office(fold))
            && (!letterhead::is_unit(fold) || !self.doc.deciding.is_empty())
            && self.view.next(n, self.end).is_some_and(|k| {
                lexicon::BASIS_CUES
                    .at(marker::without_bullet(self.view.fold(k)))
                    .is_some()
                    || self.view.caps(k) && fold.len() < 100
                    || self.view.fold(k).starts_with(b"khoa ")
                    || self.view.str(k).starts_with('(') && fold.starts_with(b"khoa ")
            })
    }

    /// V/v of a công văn: down to a blank line or the next part of the letterhead.
    pub(super) fn subject(&mut self, n: usize) -> usize {
        if self.titled || self.doc.title.is_some() {
            self.doc.labels.push(self.view.range(n));
            return n + 1;
        }
        let mut pieces: Pieces = smallvec![self.view.range(n)];
        let mut k = n + 1;
        while k < self.end {
            // A phrase goes on over one blank line.
            if self.view.blank(k) && k + 1 < self.end && self.view.opens_small(k + 1) {
                k += 1;
            }
            // Capitals are followed by capitals, and a subject is no sentence.
            let body = self.view.caps(n) && !self.view.caps(k) || self.view.fold(k).len() > 200;
            let more = !self.view.blank(k)
                && !body
                && head(self.view, k).is_none()
                && pieces.len() < 6
                && !self.in_table[k];
            if !more {
                break;
            }
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
}
