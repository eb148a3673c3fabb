//! A recurrence with its bounds: "Trước ngày 25 hàng tháng", "Theo từng năm đến 2025".
//!
//! ```text
//! repeat = recurrence , [ bounds ] | [ cue ] , "ngày" , d , [ "của" ] , ( recurrence | "tháng cuối quý" ) ;
//! ```
//! Example: `Trước ngày 15/12 hàng năm` is `FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=15`.
//!
//! Known misses: the day of a period that is not named ("tháng cuối kỳ báo cáo") gives no rule.

use sohoa_text::fold::{Folded, find_word};

use super::items::{Cue, Item};
use super::period::Unit;
use super::recurrence::{Every, Recurrence};
use super::value::{Context, DeadlineKind, DeadlinePart, DeadlineValue};
use super::{dated, plan_year};

/// What comes again: its rule, its bounds, and its parts where several rules are named.
pub(super) fn recurring(
    f: &Folded,
    again: Option<&Recurrence>,
    due: &[Item],
    to: usize,
    ctx: &Context,
) -> DeadlineValue {
    let every = again.map_or(&[][..], |r| &r.every);
    let each_year = every.first().is_some_and(|e| e.0 == Every::Year);
    let named: Vec<_> = due
        .iter()
        .filter(|i| i.first.months.0 != 0 && i.first.year.is_none())
        .collect();
    if each_year && !named.is_empty() {
        return every_year(f, &named);
    }
    let day = due
        .iter()
        .find(|i| i.first.unit == Unit::Day && i.first.months.0 == 0);
    let mut value = match due.iter().find(|i| i.first.months.0 != 0) {
        Some(item) => until(item, ctx),
        None if each_year => DeadlineValue::default(),
        None => plan_year(ctx),
    };
    value.kind = DeadlineKind::Recurring;
    value.recurrence = every.first().map(|e| e.0.rule());
    if each_year && let Some(end) = &value.end {
        value.recurrence = Some(format!("FREQ=YEARLY;UNTIL={}", end.replace('-', "")));
    }
    if let Some(day) = day {
        value.before = day.cue == Cue::Before;
        value.recurrence = day_rule(f, day.first.day, value.recurrence, to);
    } else if let Some(week_day) =
        week_day(f.bytes()).filter(|_| every.first().is_some_and(|e| e.0 == Every::Week))
    {
        value.recurrence = Some(format!("FREQ=WEEKLY;BYDAY={week_day}"));
    }
    if every.len() > 1 {
        value.parts = every.iter().map(|e| rule_part(f, e, &value)).collect();
    }
    value
}

/// The bounds of a recurrence; "đến 2025" runs from the plan's year.
fn until(item: &Item, ctx: &Context) -> DeadlineValue {
    let mut value = dated(item, ctx);
    if item.cue == Cue::By && item.last.is_none() {
        value.start = plan_year(ctx)
            .start
            .filter(|s| value.end.as_ref().is_some_and(|e| s < e));
    }
    value
}

fn rule_part(f: &Folded, every: &(Every, usize, usize), whole: &DeadlineValue) -> DeadlinePart {
    let value = DeadlineValue {
        recurrence: Some(every.0.rule()),
        parts: Vec::new(),
        ..whole.clone()
    };
    DeadlinePart {
        raw: f.slice(every.1, every.2).to_owned(),
        value,
    }
}

/// "15/12 hàng năm"; "30/6 và 31/12 hàng năm" are two.
fn every_year(f: &Folded, named: &[&Item]) -> DeadlineValue {
    let one = |item: &Item| DeadlineValue {
        before: item.cue == Cue::Before,
        recurrence: Some(yearly(item)),
        ..DeadlineValue::of(DeadlineKind::Recurring)
    };
    if let [item] = named {
        return one(item);
    }
    let part = |item: &&Item| DeadlinePart {
        raw: f.slice(item.start, item.end).to_owned(),
        value: one(item),
    };
    DeadlineValue {
        parts: named.iter().map(part).collect(),
        ..DeadlineValue::of(DeadlineKind::Composite)
    }
}

/// The rule of one of them.
fn yearly(item: &Item) -> String {
    let p = item.first;
    match p.unit {
        Unit::Day => format!("FREQ=YEARLY;BYMONTH={};BYMONTHDAY={}", p.months.0, p.day),
        Unit::Month => format!("FREQ=YEARLY;BYMONTH={}", p.months.0),
        _ => "FREQ=YEARLY".to_owned(),
    }
}

/// "ngày 25 hàng tháng", "ngày 10 của tháng cuối quý"; a period that is not named gives no rule.
fn day_rule(f: &Folded, day: u32, rule: Option<String>, to: usize) -> Option<String> {
    if find_word(&f.bytes()[..to], b"thang cuoi quy", 0).is_some()
        || rule.as_deref() == Some("FREQ=MONTHLY;INTERVAL=3")
    {
        return Some(format!("FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY={day}"));
    }
    rule.map(|r| format!("{r};BYMONTHDAY={day}"))
}

/// "thứ sáu", "thứ 6", "chủ nhật".
fn week_day(bytes: &[u8]) -> Option<&'static str> {
    const DAYS: [(&str, &str); 13] = [
        ("thu 2", "MO"),
        ("thu hai", "MO"),
        ("thu 3", "TU"),
        ("thu ba", "TU"),
        ("thu 4", "WE"),
        ("thu tu", "WE"),
        ("thu 5", "TH"),
        ("thu nam", "TH"),
        ("thu 6", "FR"),
        ("thu sau", "FR"),
        ("thu 7", "SA"),
        ("thu bay", "SA"),
        ("chu nhat", "SU"),
    ];
    DAYS.iter()
        .find(|d| find_word(bytes, d.0.as_bytes(), 0).is_some())
        .map(|d| d.1)
}
