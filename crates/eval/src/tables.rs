//! Tables, their columns and groups, and the fields of every row.

use sohoa_record::model::{Deadline, Document, RowRole, Table, Task};

use crate::case::{Case, Field};
use crate::fold::{near_text, same, token_f1};
use crate::gold;
use crate::header::slug;
use crate::near::nearest;

pub(crate) fn score(case: &mut Case<'_>) {
    let tables = case.found.map(all_tables).unwrap_or_default();
    let gold: Vec<&gold::Table> = case.gold.tables().collect();
    let pairs: Vec<(&gold::Table, Option<&Table>)> = gold
        .into_iter()
        .map(|t| {
            (
                t,
                nearest(t.first_line, tables.iter().copied(), |q| &q.span, 1),
            )
        })
        .collect();
    starts(case, &pairs, &tables);
    for (gold, found) in &pairs {
        columns(case, gold, *found);
        groups(case, gold, *found);
    }
    rows(case, &pairs);
    budget(case, &pairs);
}

fn all_tables(doc: &Document) -> Vec<&Table> {
    let annexed = doc.annexes.iter().flat_map(|a| &a.tables);
    doc.tables.iter().chain(annexed).collect()
}

type Pairs<'p> = [(&'p gold::Table, Option<&'p Table>)];

fn starts(case: &mut Case<'_>, pairs: &Pairs<'_>, tables: &[&Table]) {
    let want: Vec<u32> = pairs.iter().map(|(t, _)| t.first_line).collect();
    let start = |t: &&Table| {
        let meant = |q: &Option<&Table>| q.is_some_and(|q| std::ptr::eq(q, *t));
        let gold = pairs.iter().find(|(_, q)| meant(q));
        gold.map_or(t.span.lines[0], |(g, _)| g.first_line)
    };
    let have: Vec<u32> = tables.iter().map(start).collect();
    case.sets("tables", &want, &have, "table starts");
}

fn columns(case: &mut Case<'_>, gold: &gold::Table, found: Option<&Table>) {
    let want: Vec<_> = gold
        .columns
        .iter()
        .map(|c| c.role.clone())
        .enumerate()
        .collect();
    let found = found.map_or(&[][..], |t| &t.columns);
    let have: Vec<_> = found.iter().map(|c| slug(&c.role)).enumerate().collect();
    case.sets(
        "table_columns",
        &want,
        &have,
        &format!("table@{}", gold.first_line),
    );
}

/// Group rows; one that the gold merges over data rows, or that may be read as data, is left out.
fn groups(case: &mut Case<'_>, gold: &gold::Table, found: Option<&Table>) {
    let mut loose = case.accepted_lines(&format!("{}:groups", gold.first_line));
    loose.extend(gold.tasks.iter().map(|k| k.line));
    let want = gold.groups.iter().map(|g| g.line);
    let want: Vec<u32> = want.filter(|n| !loose.contains(n)).collect();
    let rows = found.map_or(&[][..], |t| &t.rows).iter();
    let lines = rows
        .filter(|r| r.role == RowRole::Group)
        .map(|r| r.span.lines[0]);
    let have: Vec<u32> = lines.filter(|n| !loose.contains(n)).collect();
    case.sets(
        "table_groups",
        &want,
        &have,
        &format!("table@{}", gold.first_line),
    );
}

fn rows(case: &mut Case<'_>, pairs: &Pairs<'_>) {
    let gold: Vec<&gold::Row> = pairs.iter().flat_map(|(t, _)| &t.tasks).collect();
    let tasks = case.found.map_or(&[][..], |d| &d.tasks).iter();
    let mut found: Vec<&Task> = tasks.filter(|k| k.row.is_some()).collect();
    let maybe = case.accepted_lines("tasks:optional");
    let lines = |all: &mut dyn Iterator<Item = u32>| -> Vec<u32> {
        all.filter(|n| !maybe.contains(n)).collect()
    };
    let want = lines(&mut gold.iter().map(|k| k.line));
    let have = lines(&mut found.iter().map(|k| k.span.lines[0]));
    case.sets("tasks", &want, &have, "rows");
    for row in gold {
        let at = found.iter().position(|k| k.span.lines[0] == row.line);
        let task = at.map(|i| found.remove(i));
        if task.is_some() || !maybe.contains(&row.line) {
            fields(case, row, task);
            deadline(case, row, task.and_then(|t| t.deadline.as_ref()));
        }
    }
}

fn fields(case: &mut Case<'_>, row: &gold::Row, task: Option<&Task>) {
    let t = |pick: fn(&Task) -> Option<String>| task.and_then(pick);
    let all = [
        ("code", &row.code, t(|k| k.code.clone())),
        ("group", &row.group, t(|k| k.group.clone())),
        ("text", &row.text, t(|k| k.text.clone())),
        ("product", &row.product, t(|k| k.product.clone())),
        ("target", &row.target, t(|k| k.target.clone())),
        ("lead", &row.lead, t(|k| Some(k.lead.join(" ")))),
        (
            "coordinating",
            &row.coordinating,
            t(|k| Some(k.coordinating.join(" "))),
        ),
        ("quantity", &row.quantity, t(|k| k.quantity.clone())),
        ("unit_price", &row.unit_price, t(|k| k.unit_price.clone())),
        ("note", &row.note, t(|k| k.note.clone())),
    ];
    for (name, gold, got) in all {
        let field = of_row("task_fields", row, name, gold.clone(), got);
        compare(case, row, field, near_text);
    }
    let amount = |n: Option<i64>| n.map(|n| n.to_string());
    let got = amount(task.and_then(|t| t.amount_vnd));
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

fn deadline(case: &mut Case<'_>, row: &gold::Row, found: Option<&Deadline>) {
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
    let got = found.map(|d| d.raw.clone());
    compare(case, row, of_row("task_fields", Some(gold), got), alike);
    if let Some(want) = &row.deadline_iso {
        let got = found.and_then(|d| days(&[d.start.clone(), d.end.clone()]));
        let want = Some(format!("{want:?}"));
        compare(case, row, of_row("deadline_iso", want, got), same);
    }
    if let Some(want) = &row.deadline_kind {
        let got = found.map(|d| slug(&d.kind));
        let want = Some(want.clone());
        compare(case, row, of_row("deadline_kind", want, got), same);
    }
}

/// Two days as one value to compare; none where neither is known.
pub(crate) fn days(days: &gold::Days) -> Option<String> {
    days.iter()
        .any(Option::is_some)
        .then(|| format!("{days:?}"))
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
    let found = case.found.and_then(|d| d.budget.as_ref());
    let field = Field {
        family: "budget",
        key: format!("{}:total", case.gold.kind),
        name: "total",
        gold: Some(total.to_string()),
        got: found.and_then(|b| b.total_vnd).map(|n| n.to_string()),
    };
    case.field(field, same);
}
