//! Titles of units over more than one line.

use super::super::{ends_sentence, is_caps, is_heading};
use super::{Owner, Walk};
use crate::grammar::{letterhead, marker};
use crate::lexicon;
use crate::tree::{Numbering, Pieces};

impl Walk<'_, '_, '_> {
    /// The next line of a title in capitals, or the title below "Chương I".
    pub(super) fn extends_heading(&self, text: &str, gap: bool) -> bool {
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

    /// One word behind the numeral, and the line that goes on below it: pages set both apart ("Điều 2. Giao").
    pub(super) fn is_torn_off(&self, gap: bool) -> bool {
        let Some(Owner::Node(k)) = self.last.filter(|_| self.heading_open && !gap) else {
            return false;
        };
        let title = self.nodes[k].section.heading.as_deref();
        title.is_some_and(|pieces| {
            let text = self.text_of(pieces);
            !text.contains(' ') && !text.ends_with([':', '.']) && !is_caps(&text)
        })
    }

    /// The preamble's last line has no mark at its end, and the next one opens nothing.
    pub(super) fn is_unfinished(&self, next: &str) -> bool {
        let Some(last) = self.preamble.last().and_then(|p| p.last()) else {
            return false;
        };
        let last = &self.cx.view.text()[last.clone()];
        let fold = sohoa_text::fold::fold_string(next);
        let opens = lexicon::BASIS_CUES
            .at(marker::without_bullet(fold.as_bytes()))
            .is_some();
        let other = is_caps(next) && !next.ends_with(';');
        !ends_sentence(last) && !last.ends_with(',') && !is_caps(last) && !other && !opens
    }

    /// Behind the comma of the last basis the body itself speaks: "…, ⏎ UBND huyện ban hành Kế hoạch như sau:".
    pub(super) fn acts(&self, next: &str) -> bool {
        const DEEDS: [&str; 5] = [
            " ban hanh",
            " xay dung",
            " trien khai",
            " huong dan",
            " to chuc",
        ];
        let last = self.preamble.last().and_then(|p| p.last());
        let comma = last.is_some_and(|l| self.cx.view.text()[l.clone()].ends_with(','));
        if !comma || !next.starts_with(char::is_uppercase) {
            return false;
        }
        let fold = sohoa_text::fold::fold_string(next);
        let head = &fold.as_bytes()[..fold.len().min(60)];
        letterhead::is_office(head) && DEEDS.iter().any(|d| fold.contains(d))
    }

    /// A first paragraph of two lines that closes as titles do is the title of its unit.
    pub(super) fn settle_titles(&mut self) {
        for k in 0..self.nodes.len() {
            let node = &self.nodes[k];
            let s = &node.section;
            let whole = |p: &Pieces| p.len() == 2 && is_heading(&self.text_of(p), s.numbering);
            let title =
                node.titled && s.heading.is_none() && s.paragraphs.first().is_some_and(whole);
            if title {
                let s = &mut self.nodes[k].section;
                s.heading = Some(s.paragraphs.remove(0));
            }
        }
    }

    fn text_of(&self, pieces: &[std::ops::Range<usize>]) -> String {
        let parts = pieces.iter().map(|p| &self.cx.view.text()[p.clone()]);
        parts.collect::<Vec<_>>().join(" ")
    }
}
