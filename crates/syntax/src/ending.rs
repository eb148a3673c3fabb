//! The tail of a document: recipients, archive and signatures, in either order.

mod columns;

use std::ops::Range;

use sohoa_text::fold::{Folded, fold_string};

use crate::body::{is_caps, is_furniture};
use crate::grammar::tail::{self, SignaturePart};
use crate::grammar::{annex, furniture, letterhead, marker};
use crate::split::{Head, head};
use crate::tree::{Document, Signature};
use crate::view::View;
use smallvec::smallvec;

/// The lines of the tail within `from..to`; `None` when the document has none.
#[must_use]
pub fn find(view: &View<'_>, in_table: &[bool], from: usize, to: usize) -> Option<(usize, usize)> {
    (from..to)
        .filter(|&n| !view.blank(n) && !in_table[n] && opens_tail(view, n))
        .find_map(|n| {
            let end = tail_end(view, in_table, n, to);
            let rest = (end..to).any(|k| !view.blank(k) && !is_furniture(view, k));
            let listed = opens_list(view, n);
            // A signature without recipients counts only at the end, or before an annex.
            let whole = listed || !rest || begins_annex(view, in_table, end, to);
            whole.then(|| (recipients_above(view, in_table, from, n), end))
        })
}

/// Where the recipients above a signature begin whose label was lost: their archive line gives them away.
fn recipients_above(view: &View<'_>, in_table: &[bool], from: usize, n: usize) -> usize {
    let above = |k: usize| view.prev(k, from).filter(|&k| !in_table[k]);
    let archive = |k: &usize| tail::archive_label(view.fold(*k)).is_some();
    let Some(mut first) = above(n).filter(archive).filter(|_| !opens_list(view, n)) else {
        return n;
    };
    let item = |k: &usize| {
        let fold = view.fold(*k);
        fold.len() < 90 && (fold.starts_with(b"-") || view.str(*k).ends_with(';'))
    };
    while let Some(k) = above(first).filter(item) {
        first = k;
    }
    first
}

fn opens_list(view: &View<'_>, n: usize) -> bool {
    tail::recipients_label(columns::bare(view.fold(n))).is_some()
}

fn opens_tail(view: &View<'_>, n: usize) -> bool {
    let fold = view.fold(n);
    opens_list(view, n)
        || columns::is_signed(view, n)
        || fold.len() < 120 && tail::signature_part(columns::first(fold), view.caps(n)).is_some()
}

/// First line behind the tail that began at `n`.
fn tail_end(view: &View<'_>, in_table: &[bool], n: usize, to: usize) -> usize {
    let mut end = n + 1;
    let mut listing = opens_list(view, n);
    for k in n + 1..to {
        if view.blank(k) {
            continue;
        }
        if in_table[k] || begins_annex(view, in_table, k, to) {
            break;
        }
        let fold = view.fold(k);
        listing |= tail::recipients_label(fold).is_some();
        let item = fold.starts_with(b"-") || fold.starts_with(b"+") || view.str(k).ends_with(';');
        if tail::archive_label(fold).is_some() {
            listing = false;
        } else if !(listing && (item || fold.len() < 160) || is_tail_line(view, k)) {
            break;
        }
        end = k + 1;
    }
    end
}

fn is_tail_line(view: &View<'_>, k: usize) -> bool {
    let fold = view.fold(k);
    let text = view.str(k);
    if tail::recipients_label(fold).is_some()
        || tail::signature_part(columns::first(fold), view.caps(k)).is_some()
        || is_furniture(view, k)
    {
        return true;
    }
    let unit = marker::readings(text).iter().any(|r| r.fit == 0)
        && !fold.starts_with(b"-")
        && !fold.starts_with(b"(");
    fold.len() < 90 && !unit
}

/// Capitals with a tie below, or a table below: the title of an annex without its label.
#[must_use]
pub fn begins_annex(view: &View<'_>, in_table: &[bool], n: usize, to: usize) -> bool {
    let Some(first) = (n..to).find(|&k| !view.blank(k)) else {
        return false;
    };
    if annex::label(view.str(first), view.fold(first)).is_some() {
        return true;
    }
    if !view.caps(first)
        || tail::signature_part(view.fold(first), true).is_some()
        || matches!(head(view, first), Some(Head::Motto | Head::Independence))
    {
        return false;
    }
    let mut seen = 0;
    for k in first + 1..to {
        if view.blank(k) {
            continue;
        }
        if annex::is_tie(view.fold(k)) || in_table[k] && seen <= 2 {
            return true;
        }
        seen += 1;
        // Only more of the title may stand between.
        if seen > 3 || !view.caps(k) || tail::signature_part(view.fold(k), true).is_some() {
            return false;
        }
    }
    false
}

/// Reads the tail into the document.
pub fn parse(
    view: &View<'_>,
    from: usize,
    to: usize,
    doc: &mut Document,
    furniture: &mut Vec<Range<usize>>,
) {
    // Without a label the list begins at once.
    let listing = (from..to)
        .find(|&n| !view.blank(n))
        .is_some_and(|n| !opens_tail(view, n));
    let mut t = TailParser {
        view,
        doc,
        furniture,
        listing,
        block: Signature::default(),
    };
    for n in from..to {
        if !view.blank(n) {
            t.line(n);
        }
    }
    t.close();
}

struct TailParser<'v, 't, 'd> {
    view: &'v View<'t>,
    doc: &'d mut Document,
    furniture: &'d mut Vec<Range<usize>>,
    /// Inside Nơi nhận, before its Lưu line.
    listing: bool,
    block: Signature,
}

impl TailParser<'_, '_, '_> {
    fn line(&mut self, n: usize) {
        let range = self.view.range(n);
        // Bars of cells are no part of what they hold.
        let bar = |c: char| matches!(c, '|' | ' ');
        let printed = self.view.str(n);
        let start = range.start + printed.len() - printed.trim_start_matches(bar).len();
        let text = printed.trim_matches(bar);
        let range = start..start + text.len();
        if text.is_empty() {
            return;
        }
        // Two columns: recipients on the left, the signature on the right.
        if let Some((left, right)) = text.split_once('\t').or_else(|| text.split_once(" | ")) {
            let right_at = range.end - right.trim_start().len();
            let left = left.trim_end();
            if !left.is_empty() {
                self.part(n, range.start..range.start + left.len());
            }
            if !right.trim().is_empty() {
                self.right(n, right_at..range.end);
            }
        } else if let Some(at) = columns::second(text) {
            let left = text[..at].trim_end();
            self.part(n, range.start..range.start + left.len());
            self.part(n, range.start + at..range.end);
        } else {
            self.part(n, range);
        }
    }

    /// The right column: once a signature has begun there, no recipient stands in it.
    fn right(&mut self, n: usize, range: Range<usize>) {
        let signing = self.listing && !self.block.is_empty();
        self.listing &= !signing;
        self.part(n, range);
        self.listing |= signing;
    }

    fn part(&mut self, n: usize, range: Range<usize>) {
        let text = &self.view.text()[range.clone()];
        let fold = fold_string(text);
        let f = fold.as_bytes();
        let caps = is_caps(text);
        if let Some(len) = tail::recipients_label(f) {
            self.listing = true;
            return self.label(&range, len, f.len());
        }
        if let Some(len) = tail::archive_label(f) {
            self.listing = false;
            let split = split_at(text, range.start, len);
            self.doc.labels.push(range.start..split);
            if self.doc.archive.is_none() && split < range.end {
                self.doc.archive = Some(smallvec![self.trimmed(split..range.end)]);
            } else {
                self.doc.labels.push(split..range.end);
            }
            return;
        }
        // Below whom somebody signs for, his position may stand in small letters.
        let signs = self.block.position.is_none()
            && (self.block.authority.is_some() || self.block.on_behalf_of.is_some());
        let small = || {
            let position = signs && tail::is_position(f) || columns::is_signed(self.view, n);
            position.then_some(SignaturePart::Position)
        };
        if let Some(part) = tail::signature_part(f, caps).or_else(small) {
            return self.signature(part, range);
        }
        if self.listing && self.recipient(n, &range, f) {
            return;
        }
        self.after_signature(range, f, caps);
    }

    fn label(&mut self, range: &Range<usize>, len: usize, all: usize) {
        let text = &self.view.text()[range.clone()];
        let split = if len >= all {
            range.end
        } else {
            split_at(text, range.start, len)
        };
        self.doc.labels.push(range.start..split);
        if split < range.end {
            let rest = &self.view.text()[split..range.end];
            let fold = fold_string(rest);
            match tail::signature_part(fold.as_bytes(), is_caps(rest)) {
                Some(part) => self.signature(part, split..range.end),
                None => {
                    let item = self.trimmed(split..range.end);
                    self.doc.recipients.push(smallvec![item]);
                }
            }
        }
    }

    /// An item of Nơi nhận, or the rest of one.
    fn recipient(&mut self, n: usize, range: &Range<usize>, fold: &[u8]) -> bool {
        let text = &self.view.text()[range.clone()];
        let bullet = text.len()
            - text
                .trim_start_matches(['-', '–', '—', '―', '−', '_', '+', '•', '*', ' ', '·'])
                .len();
        if bullet == 0 && furniture::is_file_path(text) {
            return false;
        }
        let open = self
            .doc
            .recipients
            .last()
            .and_then(|p| p.last())
            .is_some_and(|r| !self.closed_after(r.end));
        let contiguous = n > 0 && !self.view.blank(n - 1);
        if bullet == 0
            && (contiguous && open || text.starts_with(char::is_lowercase))
            && !self.doc.recipients.is_empty()
        {
            let piece = self.trimmed(range.clone());
            if let Some(last) = self.doc.recipients.last_mut() {
                last.push(piece);
            }
            return true;
        }
        if bullet == 0 && tail::is_name(text) && !text.ends_with(';') {
            return false;
        }
        if fold.iter().all(|b| !b.is_ascii_alphanumeric()) {
            return false;
        }
        self.doc.labels.push(range.start..range.start + bullet);
        let item = self.trimmed(range.start + bullet..range.end);
        self.doc.recipients.push(smallvec![item]);
        true
    }

    /// The mark that closed an item stands right behind it.
    fn closed_after(&self, at: usize) -> bool {
        self.view.text()[at..].starts_with([';', '.', ','])
    }

    /// Leaves the closing mark of an item out of its value.
    fn trimmed(&mut self, range: Range<usize>) -> Range<usize> {
        let text = &self.view.text()[range.clone()];
        let bare = text.trim_end_matches([';', '.', ',', ' ', '*', '/']);
        let end = range.start + bare.len();
        if end > range.start && end < range.end {
            self.doc.labels.push(end..range.end);
            return range.start..end;
        }
        range
    }

    fn signature(&mut self, part: SignaturePart, range: Range<usize>) {
        let slot_taken = match part {
            SignaturePart::Authority => {
                self.block.authority.is_some()
                    || self.block.on_behalf_of.is_some()
                    || self.block.position.is_some()
            }
            SignaturePart::OnBehalf => self.block.position.is_some(),
            SignaturePart::Position => self.block.name.is_some(),
        };
        if slot_taken || self.block.name.is_some() {
            self.close();
        }
        let slot = match part {
            SignaturePart::Authority => &mut self.block.authority,
            SignaturePart::OnBehalf => &mut self.block.on_behalf_of,
            SignaturePart::Position => &mut self.block.position,
        };
        slot.get_or_insert_default().push(range);
    }

    /// More of the authority in capitals, the name, or what the seal left.
    fn after_signature(&mut self, range: Range<usize>, fold: &[u8], caps: bool) {
        let text = &self.view.text()[range.clone()];
        let authority_open = self.block.authority.is_some()
            && self.block.position.is_none()
            && self.block.on_behalf_of.is_none();
        if caps
            && authority_open
            && !tail::is_name(text) | (fold.len() < 60 && letterhead::is_office(fold))
        {
            if let Some(a) = self.block.authority.as_mut() {
                a.push(range);
            }
            return;
        }
        let signed = self.block.position.is_some()
            || self.block.authority.is_some()
            || self.block.on_behalf_of.is_some();
        if let Some(name) = tail::signed_name(text)
            .filter(|_| signed && self.block.name.is_none() && !is_seal(text, fold))
        {
            let name = range.start + name.start..range.start + name.end;
            self.doc.labels.push(range.start..name.start);
            self.doc.labels.push(name.end..range.end);
            self.block.name = Some(smallvec![name]);
            return;
        }
        self.furniture.push(range);
    }

    fn close(&mut self) {
        let block = std::mem::take(&mut self.block);
        if !block.is_empty() {
            self.doc.signatures.push(block);
        }
    }
}

/// Words of a seal: an office in capitals, or capitals without a single mark.
fn is_seal(text: &str, fold: &[u8]) -> bool {
    is_caps(text) && (letterhead::is_office(fold) || text.is_ascii())
}

/// Text position of folded position `len` of a part that begins at `base`.
fn split_at(text: &str, base: usize, len: usize) -> usize {
    let f = Folded::new(text);
    base + f.at(len)
}
