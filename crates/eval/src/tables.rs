//! Tables, their columns and groups, and the fields of every row.

use crate::case::{Case, Field};
use crate::fact::Fact;
use crate::fold::{near_text, same, token_f1};
use crate::found::{Table, Task};
use crate::gold;
use crate::near::nearest;

pub(crate) fn score(case: &mut Case<'_>) {
    let tables = case.found.map_or(&[][..], |d| &d.tables);
    let near = |at: u32| nearest(at, tables.iter(), |q| q.line, 1);
    let gold = case.gold.tables();
    let pairs: Vec<_> = gold.map(|t| (t, near(t.first_line))).collect();
    starts(case, &pairs, tables);
    for (gold, found) in &pairs {
        columns(case, gold, *found);
        groups(case, gold, *found);
    }
    rows(case, &pairs);
    budget(case, &pairs);
}

type Pairs<'p> = [(&'p gold::Table, Option<&'p Table>)];

/// A fact that is its line.
fn only(line: u32) -> Fact {
    Fact::at(line, "")
}

fn starts(case: &mut Case<'_>, pairs: &Pairs<'_>, tables: &[Table]) {
    let want: Vec<_> = pairs.iter().map(|(t, _)| only(t.first_line)).collect();
    let start = |t: &Table| {
        let meant = |q: &Option<&Table>| q.is_some_and(|q| std::ptr::eq(q, t));
        let gold = pairs.iter().find(|(_, q)| meant(q));
        only(gold.map_or(t.line, |(g, _)| g.first_line))
    };
    let have: Vec<_> = tables.iter().map(start).collect();
    case.sets("tables", &want, &have, "table starts");
}

/// The role of each column by its place, counted from 1.
fn columns(case: &mut Case<'_>, gold: &gold::Table, found: Option<&Table>) {
    let want: Vec<_> = (1..)
        .zip(&gold.columns)
        .map(|(i, c)| Fact::at(i, &c.role))
        .collect();
    let found = found.map_or(&[][..], |t| &t.roles);
    let have: Vec<_> = (1..).zip(found).map(|(i, r)| Fact::at(i, r)).collect();
    let what = format!("table@{}", gold.first_line);
    case.sets("table_columns", &want, &have, &what);
}

/// Group rows; one that the gold merges over data rows, or that may be read as data, is left out.
fn groups(case: &mut Case<'_>, gold: &gold::Table, found: Option<&Table>) {
    let mut loose = case.accepted_lines(&format!("{}:groups", gold.first_line));
    loose.extend(gold.tasks.iter().map(|k| k.line));
    let strict = |lines: &mut dyn Iterator<Item = u32>| -> Vec<Fact> {
        lines.filter(|n| !loose.contains(n)).map(only).collect()
    };
    let want = strict(&mut gold.groups.iter().map(|g| g.line));
    let found = found.map_or(&[][..], |t| &t.groups);
    let have = strict(&mut found.iter().copied());
    let what = format!("table@{}", gold.first_line);
    case.sets("table_groups", &want, &have, &what);
}

fn rows(case: &mut Case<'_>, pairs: &Pairs<'_>) {
    let gold: Vec<&gold::Row> = pairs.iter().flat_map(|(t, _)| &t.tasks).collect();
    let tasks = case.found.map_or(&[][..], |d| &d.tasks).iter();
    let mut found: Vec<&Task> = tasks.filter(|k| k.of_row).collect();
    let maybe = case.accepted_lines("tasks:optional");
    let lines = |all: &mut dyn Iterator<Item = u32>| -> Vec<Fact> {
        all.filter(|n| !maybe.contains(n)).map(only).collect()
    };
    let want = lines(&mut gold.iter().map(|k| k.line));
    let have = lines(&mut found.iter().map(|k| k.line));
    case.sets("tasks", &want, &have, "rows");
    for row in gold {
        let at = found.iter().position(|k| k.line == row.line);
        let task = at.map(|i| found.remove(i));
        if task.is_some() || !maybe.contains(&row.line) {
            fields(case, row, task);
            deadline(case, row, task);
        }
    }
}

pub(crate) fn fields(case: &mut Case<'_>, row: &gold::Row, task: Option<&Task>) {
    for (name, gold) in [
        ("code", &row.code),
        ("group", &row.group),
        ("text", &row.text),
        ("product", &row.product),
        ("target", &row.target),
        ("lead", &row.lead),
        ("coordinating", &row.coordinating),
        ("quantity", &row.quantity),
        ("unit_price", &row.unit_price),
        ("note", &row.note),
    ] {
        let got = task.and_then(|t| t.field(name));
        let field = of_row("task_fields", row, name, gold.clone(), got);
        compare(case, row, field, near_text);
    }
    let amount = |n: Option<i64>| n.map(|n| n.to_string());
    let got = task.and_then(|t| t.amount_vnd.clone());
    let field = of_row("task_fields", row, "amount", amount(row.amount_vnd), got);
    compare(
        case,
        row,
        Field {
            key: String::new(),
            ..field
        },
        same,
    );
}

pub(crate) fn deadline(case: &mut Case<'_>, row: &gold::Row, task: Option<&Task>) {
    let of_row = |family, gold, got| Field {
        family,
        key: String::new(),
        name: "deadline",
        gold,
        got,
    };
    let alike = |a: &str, b: &str| token_f1(a, b) >= 0.8;
    let printed = row.deadline.clone().filter(|d| !d.is_empty());
    let gold = printed.unwrap_or_else(|| {
        let sides = [&row.start, &row.end].into_iter().flatten();
        sides.cloned().collect::<Vec<_>>().join(" ")
    });
    let got = task.and_then(|t| t.deadline.clone());
    compare(case, row, of_row("task_fields", Some(gold), got), alike);
    if let Some(want) = &row.deadline_iso {
        let got = task.and_then(|t| days(&t.days));
        let want = Some(shown(want));
        compare(case, row, of_row("deadline_iso", want, got), same);
    }
    if let Some(want) = &row.deadline_kind {
        let got = task.and_then(|t| t.deadline_kind.clone());
        let want = Some(want.clone());
        compare(case, row, of_row("deadline_kind", want, got), same);
    }
}

/// Two days as one value to compare; none where neither is known.
pub(crate) fn days(days: &gold::Days) -> Option<String> {
    days.iter().any(Option::is_some).then(|| shown(days))
}

fn shown([start, end]: &gold::Days) -> String {
    let day = |d: &Option<String>| d.clone().unwrap_or_else(|| "..".into());
    format!("{}/{}", day(start), day(end))
}

fn of_row<'f>(
    family: &'static str,
    row: &gold::Row,
    name: &'f str,
    gold: Option<String>,
    got: Option<String>,
) -> Field<'f> {
    Field {
        family,
        key: format!("{}:{name}", row.line),
        name,
        gold,
        got,
    }
}

fn compare(
    case: &mut Case<'_>,
    row: &gold::Row,
    field: Field<'_>,
    same: impl Fn(&str, &str) -> bool,
) {
    let name = format!("task@{} {}", row.line, field.name);
    case.field(
        Field {
            name: &name,
            ..field
        },
        same,
    );
}

fn budget(case: &mut Case<'_>, pairs: &Pairs<'_>) {
    let mut totals = pairs.iter().filter_map(|(t, _)| t.total_vnd);
    let Some(total) = totals.rfind(|n| *n != 0) else {
        return;
    };
    let found = case.found.and_then(|d| d.total_vnd.clone());
    let field = Field {
        family: "budget",
        key: format!("{}:total", case.gold.kind),
        name: "total",
        gold: Some(total.to_string()),
        got: found,
    };
    case.field(field, same);
}
