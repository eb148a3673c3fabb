//! What follows the subject: the deciding authority, the tie to a decision, Kính gửi.

use smallvec::smallvec;
use sohoa_text::fold::fold_string;

use super::HeaderParser;
use crate::grammar::{annex, letterhead, marker};
use crate::lexicon;
use crate::split::{Head, head};
use crate::tree::{Numbering, Pieces};
use crate::view::View;

impl HeaderParser<'_, '_, '_> {
    /// Deciding authority, the tie to a decision, Kính gửi and the preamble.
    pub(super) fn after_title(&mut self, from: usize) -> usize {
        let mut n = from;
        while n < self.end {
            if self.view.blank(n) || self.is_furniture(n) || head(self.view, n) == Some(Head::Rule)
            {
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
            } else if !self.doc.deciding.is_empty()
                && self.view.str(n).starts_with('(')
                && self.view.fold(n).len() < 80
            {
                // "(Từ ngày … đến ngày …)" below the session of an assembly.
                self.doc.labels.push(self.view.range(n));
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
        let f = self.view.folded(n);
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
            self.doc.addressees.push(smallvec![split..range.end]);
        }
        let mut k = n + 1;
        while k < self.end {
            if self.view.blank(k) || self.view.fold(k) == b"|" {
                k += 1;
                continue;
            }
            // The only addressee may stand below the label; it is a body's name like those of a letterhead.
            let other = match head(self.view, k) {
                Some(Head::Office) => !self.doc.addressees.is_empty(),
                other => other.is_some(),
            };
            if self.in_table[k] || other {
                break;
            }
            let text = self.view.str(k);
            let bullet = marker::readings(text).into_iter().next().filter(|r| {
                matches!(
                    r.numbering,
                    Numbering::Dash | Numbering::Plus | Numbering::Bullet
                )
            });
            let at = self.view.range(k);
            let contiguous = !self.view.blank(k - 1);
            if let Some(r) = bullet {
                self.doc.labels.push(at.start..at.start + r.len);
                self.doc
                    .addressees
                    .push(smallvec![at.start + r.len..at.end]);
            } else if contiguous && (text.starts_with(char::is_lowercase) || self.goes_on(k)) {
                match self.doc.addressees.last_mut() {
                    Some(last) => last.push(at),
                    None => self.doc.addressees.push(smallvec![at]),
                }
            } else if self.doc.addressees.is_empty() {
                self.doc.addressees.push(smallvec![at]);
            } else {
                break;
            }
            k += 1;
        }
        k
    }

    /// The last addressee does not look finished, and line `k`, which begins with a capital, like more of its name:
    /// the name itself says so, or the line above has no room left.
    fn goes_on(&self, k: usize) -> bool {
        /// Lines that show how wide the text is.
        const SEEN: usize = 40;
        let Some(last) = self.doc.addressees.last().and_then(|p| p.last()) else {
            return true;
        };
        let above = &self.view.text()[last.clone()];
        if above.ends_with(['.', ';', ':']) || lexicon::BASIS_CUES.at(self.view.fold(k)).is_some() {
            return false;
        }
        let width = |n: usize| self.view.fold(n).len();
        let widest = (k - 1..self.end.min(k + SEEN)).map(width).max();
        let names = above.ends_with([',', '-']) || fold_string(above).ends_with(" va");
        names
            || letterhead::is_office(self.view.fold(k))
            || widest.is_some_and(|w| width(k - 1) * 4 > w * 3)
    }
}

/// The lines of a tie: to the closing bracket, at most four lines.
#[must_use]
pub fn tie_lines(view: &View<'_>, n: usize, end: usize) -> (Pieces, usize) {
    let mut pieces = smallvec![view.range(n)];
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
