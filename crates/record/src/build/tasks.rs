//! Tasks: one for each data row, and one for each assignment in running text.

use std::ops::Range;

use sohoa_syntax::grammar::agency::parse_assignment;
use sohoa_syntax::grammar::deadline::{self, Context, DeadlineValue, parse_deadline, parse_span};
use sohoa_syntax::grammar::money::{find_money, parse_money, parse_scaled};
use sohoa_syntax::tree::{self, Role, RowKind};
use thin_vec::ThinVec;

use super::Builder;
use super::flow::Flow;
use crate::model::{
    Confidence, Deadline, DeadlineKind, DeadlinePart, Field, Spans, Table, Task, Words, YearFrom,
};

/// A row under way: the tree's row, the record's row and where they stand.
pub(super) struct RowPlace<'r> {
    pub tree: &'r tree::Table,
    pub table: &'r Table,
    pub table_index: usize,
    pub row: usize,
    /// What a bare figure in the amount column counts.
    pub scale: i64,
}

impl Builder<'_, '_> {
    /// The tasks of a table's data rows.
    pub(super) fn table_tasks(
        &mut self,
        t: &tree::Table,
        table: &Table,
        table_index: usize,
        scale: i64,
        ctx: &Context,
        out: &mut Vec<Task>,
    ) {
        let data = |r: &tree::Row| r.kind == RowKind::Data;
        out.reserve(t.rows.iter().filter(|r| data(r)).count());
        for (row, r) in t.rows.iter().enumerate() {
            if data(r) {
                let place = RowPlace {
                    tree: t,
                    table,
                    table_index,
                    row,
                    scale,
                };
                out.push(self.row_task(&place, ctx));
            }
        }
    }

    fn row_task(&mut self, p: &RowPlace<'_>, ctx: &Context) -> Task {
        let row = &p.table.rows[p.row];
        let mut task = Task {
            group: row.group.clone(),
            table: Some(p.table_index as u32),
            row: Some(p.row as u32),
            span: row.span.clone(),
            confidence: Confidence(0.95),
            ..Task::default()
        };
        let mut times: Vec<(Role, Words)> = Vec::new();
        let mut spans = Spans::with_capacity(p.tree.columns.len());
        for (k, column) in p.tree.columns.iter().enumerate() {
            let Some(cell) = row.cells.get(k).and_then(Option::as_ref) else {
                continue;
            };
            let Some(pieces) = p.tree.rows[p.row].cells[k].as_ref() else {
                continue;
            };
            if let Some(field) = field(column.role) {
                spans.add(field, &cell.span);
            }
            let value = cell.value.clone();
            match column.role {
                Role::Ordinal | Role::Code => task.code = code(&value).or(task.code),
                Role::Task => task.text = Some(value),
                Role::Product => add(&mut task.product, value),
                Role::Target => add(&mut task.target, value),
                Role::Field => add(&mut task.field, value),
                Role::Note => add(&mut task.note, value),
                Role::Quantity => add(&mut task.quantity, value),
                Role::UnitPrice => {
                    task.unit_price_vnd = parse_money(&value);
                    add(&mut task.unit_price, value);
                }
                Role::Amount => task.amount_vnd = parse_scaled(&value, p.scale),
                Role::Deadline | Role::Start | Role::End => times.push((column.role, value)),
                Role::Lead | Role::LeadAndCoordinating | Role::Coordinating => {
                    self.agencies(column.role, &self.flow(pieces), &mut task, &mut spans);
                }
                Role::Other => {}
            }
        }
        task.deadline = deadline_of(&times, task.product.as_deref(), ctx);
        task.spans = spans;
        task
    }

    /// Who does it; a sum that drifted into the cell is the row's amount.
    fn agencies(&self, role: Role, flow: &Flow<'_>, task: &mut Task, spans: &mut Spans) {
        if role == Role::Coordinating {
            let f = flow.folded();
            let found = parse_assignment(f);
            let ranges = if found.coordinating.is_empty() {
                found.lead
            } else {
                found.coordinating
            };
            task.coordinating.extend(names(flow, &ranges));
            return;
        }
        let money = task
            .amount_vnd
            .is_none()
            .then(|| drifted_sum(flow))
            .flatten();
        let cell = money
            .as_ref()
            .map(|(_, without)| sohoa_text::fold::Folded::new(without.clone()));
        let f = cell.as_ref().unwrap_or(flow.folded());
        let found = parse_assignment(f);
        let slice = |r: &(usize, usize)| tidy(f.slice(r.0, r.1));
        task.lead
            .extend(found.lead.iter().map(slice).filter(|s| !s.is_empty()));
        task.coordinating.extend(
            found
                .coordinating
                .iter()
                .map(slice)
                .filter(|s| !s.is_empty()),
        );
        if let Some((amount, _)) = money {
            task.amount_vnd = Some(amount);
            spans.insert(Field::AmountVnd, flow.whole(self.text));
        }
        if cell.is_none() {
            for (field, ranges) in [
                (Field::Lead, &found.lead),
                (Field::Coordinating, &found.coordinating),
            ] {
                if let (Some(a), Some(b)) = (ranges.first(), ranges.last()) {
                    let range = f.at(a.0)..f.at(b.1);
                    spans.insert(field, flow.span(self.text, &range));
                }
            }
        }
    }
}

/// A plain sum inside a cell of agencies, and the cell without it.
fn drifted_sum(flow: &Flow<'_>) -> Option<(i64, String)> {
    let f = flow.folded();
    let hit = find_money(f, 0)
        .map(|h| (h.start, h.end, h.value))
        .or_else(|| bare_sum(flow.value(), f))?;
    let range: Range<usize> = f.at(hit.0)..f.at(hit.1);
    let value = flow.value();
    Some((
        hit.2,
        format!("{}{}", value[..range.start].trim_end(), &value[range.end..]),
    ))
}

/// `10.000.000` without a unit: three groups at least, so that no numeral is taken for a sum.
fn bare_sum(value: &str, f: &sohoa_text::fold::Folded) -> Option<(usize, usize, i64)> {
    if value.bytes().filter(|b| *b == b'.').count() < 2 {
        return None;
    }
    let word = value.split(' ').find(|w| {
        w.bytes().all(|b| b.is_ascii_digit() || b == b'.')
            && w.matches('.').count() >= 2
            && w.split('.').skip(1).all(|g| g.len() == 3)
    })?;
    let at = value.find(word)?;
    Some((
        f.index_of(at),
        f.index_of(at + word.len()),
        parse_money(word)?,
    ))
}

/// The words of `ranges`, tidied.
pub(super) fn names(flow: &Flow<'_>, ranges: &[(usize, usize)]) -> ThinVec<Words> {
    ranges
        .iter()
        .map(|r| tidy(flow.folded().slice(r.0, r.1)))
        .filter(|s| !s.is_empty())
        .collect()
}

/// Without blanks and marks at both ends.
pub(super) fn tidy(s: &str) -> Words {
    s.trim_matches([' ', '.', ',', ';', ':', '-']).into()
}

fn add(field: &mut Option<Words>, value: Words) {
    *field = Some(match field {
        Some(old) => format!("{old} {value}").into(),
        None => value,
    });
}

/// A row's number without its label word and closing mark.
fn code(cell: &str) -> Option<Words> {
    let last = cell.rsplit(' ').next().unwrap_or(cell);
    let bare = last
        .trim_end_matches(['.', ')', ','])
        .trim_start_matches('(');
    let numeral = bare.chars().any(|c| c.is_ascii_digit()) || bare.chars().count() <= 4;
    (!bare.is_empty() && numeral && bare.chars().any(char::is_alphanumeric)).then(|| bare.into())
}

/// The field that a column fills in.
fn field(role: Role) -> Option<Field> {
    Some(match role {
        Role::Ordinal | Role::Code => Field::Code,
        Role::Task => Field::Text,
        Role::Product => Field::Product,
        Role::Lead | Role::LeadAndCoordinating => Field::Lead,
        Role::Coordinating => Field::Coordinating,
        Role::Deadline | Role::Start | Role::End => Field::Deadline,
        Role::Field => Field::Field,
        Role::Quantity => Field::Quantity,
        Role::UnitPrice => Field::UnitPrice,
        Role::Amount => Field::AmountVnd,
        Role::Target => Field::Target,
        Role::Note => Field::Note,
        Role::Other => return None,
    })
}

/// The deadline of a row, from one column or from start and end.
fn deadline_of(times: &[(Role, Words)], product: Option<&str>, ctx: &Context) -> Option<Deadline> {
    let of = |r: Role| times.iter().find(|(k, _)| *k == r).map(|(_, v)| v.as_str());
    let raw: Vec<&str> = times.iter().map(|(_, v)| v.as_str()).collect();
    if raw.is_empty() {
        return None;
    }
    let value = match (of(Role::Deadline), of(Role::Start), of(Role::End)) {
        (Some(cell), None, None) => parse_deadline(cell, ctx),
        // "Tháng 1 Tháng 12" in one cell fills both columns.
        (None, Some(start), None) if start.matches(' ').count() >= 3 => parse_deadline(start, ctx),
        (None, start, end) => parse_span(start, end, ctx),
        (Some(_), ..) => parse_deadline(&raw.join(" "), ctx),
    };
    let raw = match times {
        [(_, one)] => one.clone(),
        _ => raw.join(" ").into(),
    };
    Some(model_deadline(raw, value, product))
}

/// A deadline of the grammar in the record's form.
pub(super) fn model_deadline(raw: Words, v: DeadlineValue, product: Option<&str>) -> Deadline {
    let products = product
        .map(|p| parallel(p, v.parts.len()))
        .unwrap_or_default();
    let parts = v
        .parts
        .iter()
        .enumerate()
        .map(|(i, p)| DeadlinePart {
            raw: p.raw.as_str().into(),
            kind: kind(p.value.kind),
            start: p.value.start.as_deref().map(Words::from),
            end: p.value.end.as_deref().map(Words::from),
            product: products.get(i).cloned(),
        })
        .collect();
    Deadline {
        raw,
        kind: kind(v.kind),
        start: v.start.map(Words::from),
        end: v.end.map(Words::from),
        before: v.before,
        recurrence: v.recurrence.map(Words::from),
        year_from: v.year_from.map(|y| match y {
            deadline::YearFrom::Cell => YearFrom::Cell,
            deadline::YearFrom::Title => YearFrom::Title,
            deadline::YearFrom::Date => YearFrom::Date,
        }),
        parts,
    }
}

/// The items of a product cell that is a list of `n` points.
fn parallel(product: &str, n: usize) -> Vec<Words> {
    let items: Vec<Words> = product
        .split(['-', ';', '\n'])
        .map(|s| Words::from(s.trim_matches([' ', '.', ','])))
        .filter(|s| !s.is_empty())
        .collect();
    if items.len() == n { items } else { Vec::new() }
}

fn kind(k: deadline::DeadlineKind) -> DeadlineKind {
    use deadline::DeadlineKind as K;
    match k {
        K::Date => DeadlineKind::Date,
        K::Month => DeadlineKind::Month,
        K::Quarter => DeadlineKind::Quarter,
        K::Half => DeadlineKind::Half,
        K::Year => DeadlineKind::Year,
        K::Range => DeadlineKind::Range,
        K::Recurring => DeadlineKind::Recurring,
        K::Ongoing => DeadlineKind::Ongoing,
        K::Dependent => DeadlineKind::Dependent,
        K::AdHoc => DeadlineKind::AdHoc,
        K::Composite => DeadlineKind::Composite,
        K::Unknown => DeadlineKind::Unknown,
    }
}
