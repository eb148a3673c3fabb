//! The periods of one deadline put together: ranges, lists, limits, and the years they borrow from each other.
//!
//! ```text
//! items = item , { [ "," | "và" ] , item } ;
//! item  = [ cue ] , period , [ ( "-" | "đến" ) , period ] ;
//! cue   = "trước" | "chậm nhất" | "đến" | "hết" | "từ" | "bắt đầu từ" ;
//! ```
//! Example: `Từ tháng 02 đến tháng 9/2021` is one item, its first month in 2021 as well.
//!
//! Two periods side by side without years are a start and an end (two columns joined); with years they are two deadlines.

use sohoa_text::fold::Folded;

use super::period::{Period, Unit, continued, period_at};
use crate::grammar::lex::is_blank;

/// What the words before an item say of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cue {
    /// In or within it.
    Plain,
    /// Before it begins.
    Before,
    /// At its end at the latest.
    By,
    /// From its start on.
    Since,
}

/// One deadline of a cell.
#[derive(Debug, Clone, Copy)]
pub(super) struct Item {
    pub cue: Cue,
    pub first: Period,
    pub last: Option<Period>,
    /// A list of neighbours ("quý II, III"), not a stretch of time.
    pub list: bool,
    /// Folded range, its cue included.
    pub start: usize,
    pub end: usize,
}

/// All periods of `f` in `from..to` that no recurrence (`taken`) covers.
pub(super) fn periods(f: &Folded, from: usize, to: usize, taken: &[(usize, usize)]) -> Vec<Period> {
    let bytes = &f.bytes()[..to];
    let mut found: Vec<Period> = Vec::new();
    let mut i = from;
    while i < to {
        if let Some(&(_, end)) = taken.iter().find(|t| t.0 <= i && i < t.1) {
            i = end;
            continue;
        }
        let carried = found
            .last()
            .filter(|p| p.end == i)
            .and_then(|p| continued(bytes, p));
        match carried.or_else(|| period_at(bytes, i)) {
            Some(p) if !cites(bytes, p.start) => {
                i = p.end;
                found.push(p);
            }
            Some(p) => i = p.end,
            None => i += 1,
        }
    }
    found
}

/// True where the date at `at` is that of a numbered document: "số 45/KH-UBND ngày …".
fn cites(bytes: &[u8], at: usize) -> bool {
    let before = bytes[..at].trim_ascii_end();
    let token = before.rsplit(|b| is_blank(*b)).next().unwrap_or_default();
    token.contains(&b'/')
        && token.iter().any(u8::is_ascii_alphabetic)
        && token.iter().any(|b| *b == b'-' || b.is_ascii_digit())
}

/// The items that `found` makes up.
pub(super) fn items(f: &Folded, from: usize, found: &[Period]) -> Vec<Item> {
    let bytes = f.bytes();
    let mut items: Vec<Item> = Vec::new();
    let mut end = from;
    for p in found {
        let gap = bytes[end..p.start].trim_ascii();
        match items
            .last_mut()
            .and_then(|i| joins(i, gap, p).map(|how| (i, how)))
        {
            Some((item, how)) => {
                item.list = how == Join::List;
                item.last = Some(*p);
                item.end = p.end;
            }
            None => items.push(Item {
                cue: cue(gap),
                first: *p,
                last: None,
                list: false,
                start: end + cue_start(&bytes[end..p.start]),
                end: p.end,
            }),
        }
        end = p.end;
    }
    let mut items = without_labels(bytes, items);
    share_years(&mut items);
    items
}

/// How a period goes on with the one before it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Join {
    Range,
    List,
}

/// How `p` closes the range that `item` opened, or follows it in a list of neighbours.
fn joins(item: &Item, gap: &[u8], p: &Period) -> Option<Join> {
    let last = item.last.unwrap_or(item.first);
    if is_range(gap) {
        return item.last.is_none().then_some(Join::Range);
    }
    if is_list(gap) && last.year.is_none() && last.meets(p) && (item.last.is_none() || item.list) {
        return Some(Join::List);
    }
    let columns =
        gap.is_empty() && item.last.is_none() && last.year.is_none() && last.unit == p.unit;
    (columns && last.months.1 <= p.months.0 && item.cue == Cue::Plain).then_some(Join::Range)
}

fn is_range(gap: &[u8]) -> bool {
    let gap = strip_word(gap, b"ngay");
    let words: [&[u8]; 9] = [
        b"-",
        b"den",
        b"den het",
        b"toi",
        b"den cuoi",
        b"->",
        b"- den",
        b"den truoc",
        b"den ngay",
    ];
    words.contains(&gap)
}

fn is_list(gap: &[u8]) -> bool {
    let words: [&[u8]; 6] = [b",", b"va", b"&", b"+", b", va", b";"];
    words.contains(&gap)
}

fn strip_word<'a>(gap: &'a [u8], word: &[u8]) -> &'a [u8] {
    gap.strip_suffix(word).map_or(gap, |g| g.trim_ascii_end())
}

const BEFORE: &[&[u8]] = &[b"truoc"];
const BY: &[&[u8]] = &[
    b"cham nhat",
    b"muon nhat",
    b"den",
    b"toi",
    b"het",
    b"den het",
    b"den cuoi",
    b"khong qua",
    b"xong",
    b"han cuoi",
];
const SINCE: &[&[u8]] = &[b"tu", b"ke tu", b"bat dau", b"bat dau tu", b"sau"];

/// What the words of `gap` say of the period after it.
fn cue(gap: &[u8]) -> Cue {
    let mut gap = gap.trim_ascii_end();
    for small in [
        &b":"[..],
        b"la",
        b"vao",
        b"trong",
        b"ngay",
        b"thang",
        b"ngay",
    ] {
        gap = strip_word(gap, small);
    }
    gap = without_hour(gap);
    let says = |cues: &[&[u8]]| {
        cues.iter().any(|c| {
            gap.strip_suffix(*c)
                .is_some_and(|g| !g.last().is_some_and(u8::is_ascii_alphanumeric))
        })
    };
    if says(BEFORE) {
        Cue::Before
    } else if says(BY) {
        Cue::By
    } else if says(SINCE) {
        Cue::Since
    } else {
        Cue::Plain
    }
}

/// "trước 17 giờ 30 ngày …" without its hour.
pub(super) fn without_hour(words: &[u8]) -> &[u8] {
    let bare = |w: &[u8]| w.len() - w.iter().rev().take_while(|b| b.is_ascii_digit()).count();
    let minutes = words[..bare(words)].trim_ascii_end();
    let Some(hour) = minutes.strip_suffix(b"gio").map(<[u8]>::trim_ascii_end) else {
        return words;
    };
    let end = bare(hour);
    if end < hour.len() {
        hour[..end].trim_ascii_end()
    } else {
        words
    }
}

/// Where the words that belong to an item begin in the gap before it.
fn cue_start(gap: &[u8]) -> usize {
    let word = gap
        .iter()
        .position(|b| b.is_ascii_alphanumeric())
        .unwrap_or(gap.len());
    let and = if gap[word..].starts_with(b"va ") {
        3
    } else {
        0
    };
    word + and
}

/// Drops the periods that only name the report which is due: "báo cáo quý I trước ngày 05/3".
fn without_labels(bytes: &[u8], items: Vec<Item>) -> Vec<Item> {
    let limited = items.iter().any(|i| matches!(i.cue, Cue::Before | Cue::By));
    if !limited || items.len() < 2 {
        return items;
    }
    let label = |i: &Item| {
        i.cue == Cue::Plain
            && bytes[..i.first.start]
                .trim_ascii_end()
                .ends_with(b"bao cao")
    };
    items.into_iter().filter(|i| !label(i)).collect()
}

/// A year said once holds for the periods around it: first those before it, then those after.
fn share_years(items: &mut Vec<Item>) {
    for item in items.iter_mut() {
        share_in_item(item);
    }
    let mut known = None;
    for item in items.iter_mut().rev() {
        let y = item.last.unwrap_or(item.first).year;
        if y.is_none() && item.first.year.is_none() {
            item.first.year = known;
            if let Some(last) = &mut item.last {
                last.year = known;
            }
        }
        known = y.or(known);
    }
    // "Năm 2023: quý I, quý III": the year was a heading.
    if items.len() > 1 && items[0].first.unit == Unit::Year && items[0].last.is_none() {
        let y = items[0].first.year;
        if y.is_some()
            && items[1..]
                .iter()
                .all(|i| i.first.year.is_none() && i.first.unit != Unit::Year)
        {
            items.remove(0);
            for item in items.iter_mut() {
                item.first.year = y;
                if let Some(last) = &mut item.last {
                    last.year = last.year.or(y);
                }
            }
        }
    }
}

/// The ends of a range share month and year; one that would run backwards began the year before.
fn share_in_item(item: &mut Item) {
    let Some(last) = &mut item.last else { return };
    if item.first.months.0 == 0 {
        item.first.months = last.months;
    }
    let backwards = item.first.months.0 > last.months.1;
    match (item.first.year, last.year) {
        (None, Some(y)) => item.first.year = Some(if backwards { y - 1 } else { y }),
        (Some(y), None) => last.year = Some(if backwards { y + 1 } else { y }),
        _ => {}
    }
}
