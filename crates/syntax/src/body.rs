//! The body: preamble, paragraphs, sections and tables, from the lines between head and tail.
//!
//! Lines become *items* (a line, a part of one, a table); items that may open a unit go through the
//! outline; then one walk in reading order hangs text and tables on the tree. Paragraphs cut by line ends,
//! page numbers or blank lines are joined and every joining is recorded.

mod units;
mod walk;

use std::ops::Range;

use smallvec::smallvec;
use sohoa_text::fold::FoldTable;

use crate::grammar::footnote::footnote;
use crate::grammar::furniture;
use crate::grammar::marker::Reading;
use crate::outline::{self, Choice};
use crate::table::Parsed;
use crate::tree::{Body, Footnote, Note, Numbering, Pieces, Repair};
use crate::view::View;
use units::is_bullet;
use walk::Walk;

/// What the body parser reads from and writes to.
pub struct Context<'c, 't> {
    /// The lines.
    pub view: &'c View<'t>,
    /// For each line the table it belongs to.
    pub table_of: &'c [Option<usize>],
    /// The tables, taken as they are placed.
    pub tables: &'c mut [Option<Parsed>],
    /// Page numbers and the like.
    pub furniture: &'c mut Vec<Range<usize>>,
    /// Repairs made on the way.
    pub repairs: &'c mut Vec<Repair>,
    /// Oddities.
    pub notes: &'c mut Vec<Note>,
}

/// One step of the walk.
#[derive(Debug)]
enum Item {
    /// A line or a part of one, with its line number and whether a blank line stands before it.
    Line {
        n: usize,
        range: Range<usize>,
        gap: bool,
    },
    /// A table.
    Table(usize),
}

/// Parses lines `from..to`; returns the body and the preamble (empty unless `preamble`).
pub fn parse(
    cx: &mut Context<'_, '_>,
    from: usize,
    to: usize,
    kind: &str,
    preamble: bool,
) -> (Body, Vec<Pieces>) {
    let (mut items, footnotes) = collect(cx, from, to);
    units::split_glued(cx.view, &mut items);
    let units = units::units(cx.view, &items, preamble);
    let choices = outline::decide(units.iter().map(|(_, u)| u));
    let mut decided: Vec<Option<(Reading, Choice)>> = vec![None; items.len()];
    for ((at, mut unit), choice) in units.into_iter().zip(choices) {
        decided[at] = choice.map(|c| (unit.readings.swap_remove(c.reading).0, c));
    }
    let mut walk = Walk::new(cx, kind, preamble && decided.iter().any(Option::is_some));
    walk.in_preamble = preamble;
    for (item, decision) in items.into_iter().zip(decided) {
        walk.step(item, decision);
    }
    let (mut body, preamble) = walk.finish();
    body.footnotes = footnotes;
    (body, preamble)
}

/// Lines, tables and notes of the region; furniture is filed.
fn collect(cx: &mut Context<'_, '_>, from: usize, to: usize) -> (Vec<Item>, Vec<Footnote>) {
    let mut items = Vec::with_capacity(to - from);
    let mut notes: Vec<Footnote> = Vec::new();
    let mut below_rule = false;
    let mut gap = true;
    let mut n = from;
    while n < to {
        if let Some(t) = cx.table_of[n] {
            items.push(Item::Table(t));
            while n < to && cx.table_of[n] == Some(t) {
                n += 1;
            }
            gap = true;
            continue;
        }
        if cx.view.blank(n) {
            gap = true;
        } else if is_furniture(cx.view, n) {
            cx.furniture.push(cx.view.range(n));
            below_rule |= furniture::is_rule(cx.view.fold(n));
            gap = true;
        } else if let Some((marker, words)) = footnote(cx.view.str(n), below_rule) {
            let at = cx.view.range(n).start;
            notes.push(Footnote {
                marker: at + marker.start..at + marker.end,
                text: smallvec![at + words.start..at + words.end],
            });
            gap = false;
        } else if let Some(note) = notes
            .last_mut()
            .filter(|_| !gap && n > from && items_end_before(&items, n))
        {
            note.text.push(cx.view.range(n));
        } else {
            below_rule = false;
            items.push(Item::Line {
                n,
                range: cx.view.range(n),
                gap,
            });
            gap = false;
        }
        n += 1;
    }
    (items, notes)
}

/// The line before `n` was part of a note, not of the text.
fn items_end_before(items: &[Item], n: usize) -> bool {
    !matches!(items.last(), Some(Item::Line { n: last, .. }) if last + 1 == n)
}

/// Page numbers, rules, chrome, file paths of the typist.
#[must_use]
pub fn is_furniture(view: &View<'_>, n: usize) -> bool {
    let fold = view.fold(n);
    if fold.len() > 130 {
        return false;
    }
    let edge = |k: Option<usize>| k.is_none_or(|k| k >= view.len() || view.blank(k));
    furniture::is_page_number(fold) && (edge(n.checked_sub(1)) || edge(Some(n + 1)))
        || fold == b"|"
        || fold.len() > 1 && furniture::is_rule(fold)
        || furniture::is_chrome(fold)
        || furniture::is_garbage(view.str(n))
        || furniture::is_file_path(view.str(n))
}

/// Mostly capital letters.
#[must_use]
pub fn is_caps(text: &str) -> bool {
    let table = FoldTable::get();
    let mut upper = 0;
    let mut lower = 0;
    for c in text.chars().take(160) {
        if table.fold(c).is_some_and(|b| b.is_ascii_lowercase()) {
            if table.is_upper(c) {
                upper += 1;
            } else {
                lower += 1;
                // Five small letters in a row of few capitals settle it.
                if lower > 4 && lower > upper {
                    return false;
                }
            }
        }
    }
    upper >= 2 && upper >= lower * 6
}

/// The text closes a sentence or a clause that stands on a line of its own.
fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['"', '”', ')', '*', ' '])
        .ends_with(['.', ';', ':', '!', '?', '…'])
}

/// Whether `next` goes on with the paragraph that ends in `prev`.
fn continues(prev: &str, next: &str, gap: bool) -> bool {
    let small = next.starts_with(|c: char| c.is_lowercase());
    if ends_sentence(prev) {
        return small && !gap && !prev.ends_with([':', ';']);
    }
    let open = prev.ends_with(',') || prev.ends_with(" và") || prev.ends_with('-');
    let figure = next.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '(' | '%'));
    small
        || open && !is_caps(next)
        || !gap && (figure || prev.chars().count() >= 55 && !is_caps(next))
}

fn confidence(r: &Reading, choice: Choice) -> f64 {
    let fit = 0.98 + 0.04 * f64::from(r.fit);
    let sequence = if choice.score < 0 { 0.12 } else { 0.0 };
    (fit - sequence).clamp(0.5, 0.99)
}

fn is_heading(text: &str, numbering: Numbering) -> bool {
    if is_bullet(numbering) {
        return false;
    }
    let n = text.chars().count();
    if is_caps(text) {
        return true;
    }
    let inner = text.trim_end_matches([':', '.']).contains(". ");
    if text.ends_with(':') {
        return n <= 140 && !inner;
    }
    !text.ends_with(['.', ';', ',']) && n <= 160 && !inner
}

/// The joining of two lines: the words on both sides of the seam.
fn join_repair(text: &str, seam: usize, next: usize) -> Repair {
    let before = text[..seam].rfind([' ', '\n', '\t']).map_or(0, |i| i + 1);
    let after = text[next..]
        .find([' ', '\n', '\t'])
        .map_or(text.len(), |i| next + i);
    Repair {
        value: [&text[before..seam], " ", &text[next..after]].concat(),
        pieces: smallvec![before..seam, next..after],
        rule: "syntax/body/paragraph",
        confidence: 0.95,
        applied: true,
    }
}
