//! The head of a paper as gazettes and law books print it: all of the letterhead in the lines below the type name.
//!
//! ```text
//! head = type name , "CỦA" body , [ "SỐ" docnum ] , [ "NGÀY" date ] , [ "VỀ VIỆC" ] , subject
//! body = [ position ] office          (* CỦA BỘ TRƯỞNG BỘ …, CỦA CHÍNH PHỦ, CỦA UBND TỈNH … *)
//! ```
//! Real example: `CỦA THỦ TƯỚNG CHÍNH PHỦ SỐ 12/2004/QĐ-TTg NGÀY 5 THÁNG 3 NĂM 2004`. The parts follow one another over
//! line ends; a letterhead above, where there is one, goes before what stands here. Known misses: a body that runs into
//! the subject without a number, a date or the end of its line between them.

use std::ops::Range;

use sohoa_text::fold::Folded;

use super::HeaderParser;
use crate::grammar::{date, letterhead, title};
use crate::lexicon;

/// Lines that the parts may go over.
const LINES: usize = 4;

/// Where the parts stand, in bytes of the text that was looked at.
#[derive(Debug, Default, PartialEq, Eq)]
struct Parts {
    body: Range<usize>,
    number: Option<Range<usize>>,
    date: Option<Range<usize>>,
    /// Where the subject begins.
    end: usize,
}

impl HeaderParser<'_, '_, '_> {
    /// Reads the parts from text position `from` in line `n` on; where the subject begins, and in which line.
    pub(super) fn gazette(&mut self, from: usize, n: usize) -> Option<(usize, usize)> {
        // The subject may stand below a blank line, behind its cue.
        let about = |k: usize| {
            let below = self.view.next(k, self.end.min(k + 3));
            below.is_some_and(|k| self.view.fold(k).starts_with(b"ve "))
        };
        let last = (n..self.end.min(n + LINES))
            .take_while(|&k| !self.view.blank(k) || about(k))
            .filter(|&k| !self.view.blank(k))
            .last()?;
        // Line ends are blanks here; every place stays where it is.
        let text = self.view.text()[from..self.view.range(last).end].replace(['\n', '\t'], " ");
        let line_end = self.view.range(n).end.checked_sub(from)?;
        let parts = parts(&text, line_end)?;
        let shift = |r: Range<usize>| from + r.start..from + r.end;
        let body = shift(parts.body);
        self.doc.labels.push(from..body.start);
        self.gazette_body(n, body.clone());
        let mut done = body.end;
        for (slot, part) in [
            (&mut self.doc.number, parts.number),
            (&mut self.doc.date, parts.date),
        ] {
            let Some(part) = part.map(shift) else {
                continue;
            };
            self.doc.labels.push(done..part.start);
            done = part.end;
            match slot {
                Some(_) => self.doc.labels.push(part),
                None => *slot = Some(part),
            }
        }
        let end = from + parts.end;
        self.doc.labels.push(done..end);
        let line = (n..=last).find(|&k| end <= self.view.range(k).end)?;
        Some((end, line))
    }

    /// The body, line by line; a letterhead above has named it already.
    fn gazette_body(&mut self, n: usize, body: Range<usize>) {
        if !self.offices.is_empty() {
            self.doc.labels.push(body);
            return;
        }
        for k in n..n + LINES {
            let line = self.view.range(k.min(self.end - 1));
            let part = body.start.max(line.start)..body.end.min(line.end);
            if part.start < part.end && line.start <= part.start {
                self.offices.push((k, part));
            }
            if body.end <= line.end {
                break;
            }
        }
    }
}

/// The parts at the beginning of `text`, whose first line ends at `line_end`.
fn parts(text: &str, line_end: usize) -> Option<Parts> {
    let f = Folded::new(text);
    let fold = f.bytes();
    let name = fold.strip_prefix(b"cua ").map(|_| 4)?;
    let position = letterhead::position(&fold[name..]);
    let office = name + position;
    if !letterhead_body(&fold[office..], position > 0) {
        return None;
    }
    let number = labelled_number(&f, office).filter(|(label, _)| is_of_body(&f, office, *label));
    let after = number.as_ref().map_or(office, |(_, n)| f.index_of(n.end));
    let day = word_at(fold, b"ngay", after).filter(|&i| match number {
        Some(_) => is_near(fold, after, i),
        None => is_of_body(&f, office, f.at(i)),
    });
    let date = day
        .and_then(|i| date::date_at(&f, i))
        .filter(|d| d.year.is_some());
    let date = date.map(|d| f.at(d.start)..f.at(d.end));
    let about = word_at(fold, b"ve viec", office).or_else(|| word_at(fold, b"v/v", office));
    let subject = about.map(|i| f.at(i));
    // Where the body ends: at the number, the date, the subject's cue, or with its line.
    let label = number.as_ref().map(|(label, _)| *label);
    let first = [label, date.as_ref().map(|d| d.start), subject];
    let cut = first.into_iter().flatten().min().unwrap_or(line_end);
    let body_end = if number.is_none() && date.is_none() {
        cut.min(line_end)
    } else {
        cut
    };
    let dated = date.filter(|d| d.start >= body_end);
    let number = number.map(|(_, n)| n).filter(|n| n.start >= body_end);
    let ends = [
        Some(body_end),
        number.as_ref().map(|n| n.end),
        dated.as_ref().map(|d| d.end),
    ];
    let end = ends.into_iter().flatten().max()?;
    let rest = text[end..].trim_start_matches([' ', ',', ':', ';', '.']);
    let body = f.at(office)
        ..f.at(office)
            + text[f.at(office)..body_end]
                .trim_end_matches([' ', ','])
                .len();
    let bare = number.is_none() && dated.is_none();
    // Without a number or a date only a subject behind it shows that the words are no subject themselves.
    let short = body.len() <= 120 && !(bare && rest.is_empty());
    (short && !body.is_empty()).then(|| Parts {
        body,
        number,
        date: dated,
        end: text.len() - rest.len(),
    })
}

/// Whether nothing but a body's name stands between two places. What goes on in small letters behind capitals is the
/// subject, and a number behind the name of a type is that of another paper.
fn is_of_body(f: &Folded<'_>, from: usize, to: usize) -> bool {
    let between = &f.text()[f.at(from)..to];
    let first = between.split(' ').next().unwrap_or_default();
    let small = |s: &str| s.contains(char::is_lowercase);
    let fold = &f.bytes()[from..f.index_of(to)];
    let mut words = (0..fold.len()).filter(|&i| i == 0 || fold[i - 1] == b' ');
    (small(first) || !small(between)) && !words.any(|i| title::type_name(&fold[i..]).is_some())
}

fn letterhead_body(fold: &[u8], headed: bool) -> bool {
    lexicon::OFFICES.at(fold).is_some() || headed && fold.starts_with(b"chu tich nuoc")
}

/// `SỐ` and a number behind it: where the label begins, and the number.
fn labelled_number(f: &Folded<'_>, from: usize) -> Option<(usize, Range<usize>)> {
    let mut at = from;
    while let Some(i) = word_at(f.bytes(), b"so", at) {
        let start = f.at(i);
        if let Some(hit) = letterhead::number_line(&f.text()[start..]) {
            return Some((start, start + hit.number.start..start + hit.number.end));
        }
        at = i + 2;
    }
    None
}

fn word_at(fold: &[u8], word: &[u8], from: usize) -> Option<usize> {
    sohoa_text::fold::find_word(fold, word, from)
}

/// Nothing but blanks and a comma between two places.
fn is_near(fold: &[u8], from: usize, to: usize) -> bool {
    fold[from..to].iter().all(|b| matches!(b, b' ' | b','))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<[&str; 4]> {
        let line_end = text.find('\n').unwrap_or(text.len());
        let flat = text.replace('\n', " ");
        let p = parts(&flat, line_end)?;
        let of = |r: Option<Range<usize>>| r.map_or("", |r| &text[r]);
        Some([&text[p.body], of(p.number), of(p.date), &text[p.end..]])
    }

    #[test]
    fn all_in_one_line_or_over_several() {
        assert_eq!(
            read("CỦA CHÍNH PHỦ SỐ 17/1997/NĐ-CP NGÀY 6 THÁNG 2 NĂM 1997\nVỀ VIỆC LẬP QUỸ"),
            Some([
                "CHÍNH PHỦ",
                "17/1997/NĐ-CP",
                "NGÀY 6 THÁNG 2 NĂM 1997",
                "VỀ VIỆC LẬP QUỸ"
            ])
        );
        assert_eq!(
            read(
                "CỦA BỘ TRƯỞNG BỘ NỘI VỤ SỐ 12/2004/QĐ-BNV NGÀY 5\nTHÁNG 3 NĂM 2004 VỀ VIỆC LẬP QUỸ"
            ),
            Some([
                "BỘ NỘI VỤ",
                "12/2004/QĐ-BNV",
                "NGÀY 5\nTHÁNG 3 NĂM 2004",
                "VỀ VIỆC LẬP QUỸ"
            ])
        );
    }

    #[test]
    fn only_the_body() {
        assert_eq!(
            read("CỦA SỞ TƯ PHÁP\nVề việc lập quỹ"),
            Some(["SỞ TƯ PHÁP", "", "", "Về việc lập quỹ"])
        );
        let subject = "Sửa một số điều của Nghị định số 9/1996/NĐ-CP";
        let text = format!("CỦA CHÍNH PHỦ\n{subject}");
        assert_eq!(read(&text), Some(["CHÍNH PHỦ", "", "", subject]));
        assert_eq!(read("CỦA SỞ TƯ PHÁP"), None);
        assert_eq!(read("CỦA CÁC HỘ DÂN SỐ 12/2004/QĐ-UB"), None);
    }
}
