//! When a task is due: one cell, or a pair of start and end columns, as an interval, a recurrence or a dependence.
//!
//! ```text
//! deadline  = segment , { ( ";" | line end | bullet ) , segment } ;
//! segment   = items | [ items ] , recurrence , [ items ] | "thường xuyên" , [ items ] | "đột xuất" | dependent ;
//! dependent = ( "theo" | "sau khi" | "khi" | "tiến độ" | "trong vòng" ) , … ;
//! ```
//! Example: `Từ tháng 02 đến tháng 9/2021` is the range 2021-02-01 to 2021-09-30; `trước ngày 31/12/2019` has no start, ends
//! on that day and is marked `before`; `Hàng quý` is `FREQ=MONTHLY;INTERVAL=3` in the plan's year.
//!
//! The year comes from the cell, else from the context, and the value says which. An interval is inclusive; "trước tháng 6"
//! ends, `before`, on the first of June. "Đầu", "giữa" and "cuối" of a period are read as the period.
//!
//! Known misses: deadlines counted from an event (`10 ngày sau khi …`), school years, lunar dates.

mod day;
mod due;
mod items;
mod period;
mod recurrence;
mod repeat;
mod value;
mod year;

use sohoa_text::fold::{Folded, find_word};
use sohoa_text::phrases::Phrases;

pub(crate) use self::due::find_due;
use self::items::{Cue, Item, items, periods};
use self::period::Unit;
use self::recurrence::{Recurrence, recurrence_at};
use self::repeat::recurring;
pub use self::value::{Context, DeadlineKind, DeadlinePart, DeadlineValue, YearFrom};

/// Reads the words of one deadline cell.
#[must_use]
pub fn parse_deadline(raw: &str, ctx: &Context) -> DeadlineValue {
    let f = Folded::new(raw);
    let segments = segments(f.bytes());
    match segments.as_slice() {
        [] => DeadlineValue::default(),
        [(from, to)] => segment(&f, *from, *to, ctx),
        many => composite(&f, many, ctx),
    }
}

/// Reads a deadline that stands in two columns, start and end.
#[must_use]
pub fn parse_span(start: Option<&str>, end: Option<&str>, ctx: &Context) -> DeadlineValue {
    let filled = |s: Option<&str>| {
        s.map(|s| parse_deadline(s, ctx))
            .filter(|v| v.kind != DeadlineKind::Unknown)
    };
    match (filled(start), filled(end)) {
        (None, None) => DeadlineValue::default(),
        (Some(a), None) if a.is_period() => DeadlineValue {
            kind: DeadlineKind::Range,
            end: None,
            ..a
        },
        (None, Some(b)) if b.is_period() => DeadlineValue {
            kind: DeadlineKind::Range,
            start: None,
            ..b
        },
        (Some(a), None) => a,
        (None, Some(b)) => b,
        (Some(a), Some(b)) if a.is_period() && b.is_period() => {
            parse_deadline(&format!("{} - {}", bare(start), bare(end)), ctx)
        }
        _ => parse_deadline(&format!("{} {}", bare(start), bare(end)), ctx),
    }
}

fn bare(cell: Option<&str>) -> &str {
    cell.unwrap_or_default()
        .trim_matches(|c: char| c.is_whitespace() || "-.;,".contains(c))
}

/// The parts of a cell between line ends, semicolons and, where it opens with one, bullets.
fn segments(bytes: &[u8]) -> Vec<(usize, usize)> {
    let first = bytes
        .iter()
        .position(|b| !b.is_ascii_whitespace())
        .unwrap_or(bytes.len());
    let bullet = bytes
        .get(first)
        .copied()
        .filter(|b| matches!(b, b'-' | b'+' | b'*'));
    let mut cuts = Vec::new();
    let mut from = 0;
    for i in 0..=bytes.len() {
        let cut = match bytes.get(i) {
            None | Some(b'\n' | b';') => true,
            b => {
                b == bullet.as_ref()
                    && (i == first || bytes[i - 1] == b' ')
                    && bytes
                        .get(i + 1)
                        .is_some_and(|n| *n == b' ' || n.is_ascii_alphabetic())
            }
        };
        if cut {
            let lead = bytes[from..i]
                .iter()
                .take_while(|b| !b.is_ascii_alphanumeric())
                .count();
            if from + lead < i {
                let tail = bytes[from..i]
                    .iter()
                    .rev()
                    .take_while(|b| b.is_ascii_whitespace() || matches!(b, b'.' | b','))
                    .count();
                cuts.push((from + lead, i - tail));
            }
            from = i + usize::from(i < bytes.len());
        }
    }
    cuts
}

fn composite(f: &Folded, segments: &[(usize, usize)], ctx: &Context) -> DeadlineValue {
    let part = |&(from, to): &(usize, usize)| DeadlinePart {
        raw: f.slice(from, to).trim().to_owned(),
        value: segment(f, from, to, ctx),
    };
    let parts: Vec<_> = segments.iter().map(part).collect();
    for kind in [DeadlineKind::Dependent, DeadlineKind::Unknown] {
        if parts.iter().all(|p| p.value.kind == kind) {
            return DeadlineValue::of(kind);
        }
    }
    DeadlineValue {
        parts,
        ..DeadlineValue::of(DeadlineKind::Composite)
    }
}

/// Words that decide how a deadline is read, in the order of [`SAID`].
#[derive(Clone, Copy)]
enum Said {
    Done,
    Constantly,
    Continuously,
    Regularly,
    AdHoc,
    EndOfPeriod,
    EndOfQuarter,
}

static SAID: Phrases = Phrases::new(&[
    "hoan thanh",
    "thuong xuyen",
    "lien tuc",
    "dinh ky",
    "dot xuat",
    "cuoi ky bao cao",
    "thang cuoi quy",
]);

/// Reads one deadline of a cell.
fn segment(f: &Folded, from: usize, to: usize, ctx: &Context) -> DeadlineValue {
    let bytes = &f.bytes()[..to];
    let said = SAID.said(bytes, from);
    let has = |w: Said| said >> w as u32 & 1 != 0;
    let again = (from..to).find_map(|i| recurrence_at(bytes, i));
    let taken: Vec<_> = again.iter().map(|r| (r.start, r.end)).collect();
    let due = items(f, from, &periods(f, from, to, &taken));
    let limited = due.iter().any(|i| matches!(i.cue, Cue::Before | Cue::By))
        || (has(Said::Done) && !due.is_empty());
    if depends(&bytes[from..]) && !limited && again.as_ref().is_none_or(|r| r.start != from) {
        let ad_hoc = has(Said::AdHoc);
        return if again.is_some() && !ad_hoc && bytes[from..].starts_with(b"theo dinh ky") {
            recurring(f, again.as_ref(), &due, to, ctx)
        } else {
            DeadlineValue::of(if ad_hoc {
                DeadlineKind::AdHoc
            } else {
                DeadlineKind::Dependent
            })
        };
    }
    if has(Said::Constantly) || has(Said::Continuously) {
        return ongoing(again.as_ref(), &due, ctx);
    }
    if again.is_some()
        || has(Said::Regularly) && !has(Said::AdHoc)
        || has(Said::EndOfPeriod)
        || has(Said::EndOfQuarter)
    {
        return recurring(f, again.as_ref(), &due, to, ctx);
    }
    match due.as_slice() {
        [] => timeless(bytes, from),
        [one] => single(f, one, to, ctx),
        many => several(f, many, ctx),
    }
}

/// True where the segment opens with what it waits for.
fn depends(words: &[u8]) -> bool {
    const OPENINGS: [&[u8]; 11] = [
        b"theo ",
        b"sau khi",
        b"ngay sau",
        b"khi ",
        b"ngay khi",
        b"tien do",
        b"trong vong",
        b"thuc hien theo",
        b"gui ",
        b"cung voi",
        b"sau ",
    ];
    OPENINGS.iter().any(|o| words.starts_with(o))
}

/// No period, no recurrence: a dependence, on call, or not understood.
fn timeless(bytes: &[u8], from: usize) -> DeadlineValue {
    static WAITS: Phrases = Phrases::new(&[
        "theo",
        "sau khi",
        "khi",
        "tien do",
        "quy dinh",
        "dung han",
        "kip thoi",
        "ke hoach",
        "ke tu",
        "trong vong",
        "yeu cau",
        "lam viec",
    ]);
    DeadlineValue::of(if find_word(bytes, b"dot xuat", from).is_some() {
        DeadlineKind::AdHoc
    } else if WAITS.stand_in(bytes, from) {
        DeadlineKind::Dependent
    } else {
        DeadlineKind::Unknown
    })
}

/// One item, and perhaps what it also waits for.
fn single(f: &Folded, item: &Item, to: usize, ctx: &Context) -> DeadlineValue {
    let value = since_now(f, item, ctx).unwrap_or_else(|| dated(item, ctx));
    let after = f.bytes()[item.end..to].trim_ascii();
    let also = [&b"va "[..], b"hoac ", b", ", b"; "]
        .iter()
        .find_map(|w| after.strip_prefix(*w));
    if !also.is_some_and(depends) {
        return value;
    }
    let start = to
        - also.map_or(0, |a| a.len())
        - (f.bytes()[item.end..to].len() - f.bytes()[item.end..to].trim_ascii_end().len());
    let parts = vec![
        DeadlinePart {
            raw: f.slice(item.start, item.end).to_owned(),
            value,
        },
        DeadlinePart {
            raw: f.slice(start, to).trim().to_owned(),
            value: DeadlineValue::of(DeadlineKind::Dependent),
        },
    ];
    DeadlineValue {
        parts,
        ..DeadlineValue::of(DeadlineKind::Composite)
    }
}

/// "từ nay đến hết năm 2025": from the date of issue.
fn since_now(f: &Folded, item: &Item, ctx: &Context) -> Option<DeadlineValue> {
    let before = &f.bytes()[..item.first.start];
    let now = [&b"nay"[..], b"ngay ban hanh", b"ngay ky"]
        .iter()
        .any(|w| find_word(before, w, item.start).is_some());
    if !now || item.cue != Cue::By || item.last.is_some() {
        return None;
    }
    let value = dated(item, ctx);
    Some(DeadlineValue {
        kind: DeadlineKind::Range,
        start: ctx.issued.map(iso),
        ..value
    })
}

fn several(f: &Folded, due: &[Item], ctx: &Context) -> DeadlineValue {
    let part = |i: &Item| DeadlinePart {
        raw: f.slice(i.start, i.end).to_owned(),
        value: dated(i, ctx),
    };
    DeadlineValue {
        parts: due.iter().map(part).collect(),
        ..DeadlineValue::of(DeadlineKind::Composite)
    }
}

/// The interval of an item.
fn dated(item: &Item, ctx: &Context) -> DeadlineValue {
    let (first, last) = (item.first, item.last.unwrap_or(item.first));
    let kind = match (item.last, first.unit) {
        (Some(_), _) => DeadlineKind::Range,
        (None, _) if item.cue == Cue::Since => DeadlineKind::Range,
        (None, Unit::Day) => DeadlineKind::Date,
        (None, Unit::Month) => DeadlineKind::Month,
        (None, Unit::Quarter) => DeadlineKind::Quarter,
        (None, Unit::Half) => DeadlineKind::Half,
        (None, Unit::Year) => DeadlineKind::Year,
    };
    let mut value = DeadlineValue {
        before: item.cue == Cue::Before,
        ..DeadlineValue::of(kind)
    };
    let from_context = |p: &period::Period| {
        p.year
            .or_else(|| ctx.year.map(|y| y + i32::from(p.next_year)))
    };
    let (Some(y1), Some(mut y2)) = (from_context(&first), from_context(&last)) else {
        return value;
    };
    if first.months.0 == 0 || last.months.1 == 0 {
        return value;
    }
    if last.year.is_none() && !last.next_year && last.last(y2) < first.first(y1) {
        y2 += 1;
    }
    value.year_from = Some(if first.year.or(last.year).is_some() {
        YearFrom::Cell
    } else {
        ctx.year_from
    });
    let (start, end) = (first.first(y1), last.last(y2));
    let open = matches!(item.cue, Cue::Before | Cue::By) && item.last.is_none();
    if open {
        value.end = Some(iso(if item.cue == Cue::Before { start } else { end }));
    } else if item.cue == Cue::Since && item.last.is_none() {
        value.start = Some(iso(start));
    } else if start <= end {
        (value.start, value.end) = (Some(iso(start)), Some(iso(end)));
    }
    value
}

/// "Thường xuyên", with the bounds that are named, else those of the plan's year.
fn ongoing(again: Option<&Recurrence>, due: &[Item], ctx: &Context) -> DeadlineValue {
    let bounds = match due {
        [item] => dated(item, ctx),
        _ => plan_year(ctx),
    };
    let recurrence = again.map(|r| r.every[0].0.rule());
    DeadlineValue {
        kind: DeadlineKind::Ongoing,
        recurrence,
        ..bounds
    }
}

/// The plan's year as an interval.
fn plan_year(ctx: &Context) -> DeadlineValue {
    let day = |m, d| ctx.year.map(|y| iso((y, m, d)));
    DeadlineValue {
        start: day(1, 1),
        end: day(12, 31),
        year_from: ctx.year.map(|_| ctx.year_from),
        ..DeadlineValue::default()
    }
}

fn iso((y, m, d): (i32, u32, u32)) -> String {
    let (Ok(y @ ..10_000), ..100, ..100) = (u32::try_from(y), m, d) else {
        return format!("{y:04}-{m:02}-{d:02}");
    };
    let digits = [y / 1000, y / 100, y / 10, y, 0, m / 10, m, 0, d / 10, d];
    let digit = |(i, n): (usize, &u32)| match i {
        4 | 7 => '-',
        _ => (b'0' + (n % 10) as u8) as char,
    };
    digits.iter().enumerate().map(digit).collect()
}

#[cfg(test)]
mod tests;
