//! Tasks: one for each data row, and one for each assignment in running text.

use std::ops::Range;

use sohoa_syntax::grammar::agency::parse_assignment;
use sohoa_syntax::grammar::deadline::{self, Context, DeadlineValue, parse_deadline, parse_span};
use sohoa_syntax::grammar::money::{find_money, parse_money, parse_scaled};
use sohoa_syntax::tree::{self, Role};
use sohoa_text::fold::Folded;
use thin_vec::ThinVec;

use super::Builder;
use super::flow::Flow;
use crate::model::{
    Confidence, Deadline, DeadlineKind, DeadlinePart, Field, Row, Spans, Task, Words, YearFrom,
};

/// Where a row stands.
pub(super) struct RowPlace<'r> {
    pub columns: &'r [tree::Column],
    pub table: u32,
    pub row: u32,
    /// What a bare figure in the amount column counts.
    pub scale: i64,
}

impl Builder<'_, '_> {
    /// The task that a data row states.
    pub(super) fn row_task(
        &self,
        p: &RowPlace<'_>,
        row: &Row,
        flows: &[Option<Flow<'_>>],
        ctx: &Context,
    ) -> Task {
        let mut task = Task {
            group: row.group.clone(),
            table: Some(p.table),
            row: Some(p.row),
            span: row.span.clone(),
            confidence: Confidence::new(0.95),
            ..Task::default()
        };
        let mut times: Vec<(Role, Words)> = Vec::new();
        let mut spans = Spans::with_capacity(row.cells.iter().flatten().count());
        for ((column, cell), flow) in p.columns.iter().zip(&row.cells).zip(flows) {
            let Some((cell, flow)) = cell.as_ref().zip(flow.as_ref()) else {
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
                    self.agencies(column.role, flow, &value, &mut task, &mut spans);
                }
                Role::Other => {}
            }
        }
        task.deadline = deadline_of(&times, task.product.as_deref(), ctx);
        task.spans = spans;
        task
    }

    /// Who does it; a sum that drifted into the cell is the row's amount.
    fn agencies(
        &self,
        role: Role,
        flow: &Flow<'_>,
        value: &Words,
        task: &mut Task,
        spans: &mut Spans,
    ) {
        if role == Role::Coordinating {
            let f = flow.folded();
            let found = parse_assignment(f);
            let ranges = if found.coordinating.is_empty() {
                found.lead
            } else {
                found.coordinating
            };
            add_names(&mut task.coordinating, f, &ranges, value);
            return;
        }
        let money = task
            .amount_vnd
            .is_none()
            .then(|| drifted_sum(flow))
            .flatten();
        let cell = money
            .as_ref()
            .map(|(_, without)| Folded::new(without.as_str()));
        let f = cell.as_ref().unwrap_or(flow.folded());
        let found = parse_assignment(f);
        add_names(&mut task.lead, f, &found.lead, value);
        add_names(&mut task.coordinating, f, &found.coordinating, value);
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
fn bare_sum(value: &str, f: &Folded) -> Option<(usize, usize, i64)> {
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
    let names = ranges.iter().map(|r| tidy(flow.folded().slice(r.0, r.1)));
    names.filter(|s| !s.is_empty()).map(Words::from).collect()
}

/// Adds the words of `ranges` of a cell, tidied; `value` where they are all of it.
fn add_names(names: &mut ThinVec<Words>, f: &Folded<'_>, ranges: &[(usize, usize)], value: &Words) {
    let found = ranges.iter().map(|r| tidy(f.slice(r.0, r.1)));
    let found = found.filter(|s| !s.is_empty());
    // A list grows by fours by itself, and most cells name one agency.
    names.reserve_exact(ranges.len());
    names.extend(found.map(|s| value.part(s)));
}

/// Without blanks and marks at both ends.
pub(super) fn tidy(s: &str) -> &str {
    s.trim_matches([' ', '.', ',', ';', ':', '-'])
}

fn add(field: &mut Option<Words>, value: Words) {
    *field = Some(match field {
        Some(old) => format!("{old} {value}").into(),
        None => value,
    });
}

/// A row's number without its label word and closing mark.
fn code(cell: &Words) -> Option<Words> {
    let last = cell.rsplit(' ').next().unwrap_or(cell);
    let bare = last
        .trim_end_matches(['.', ')', ','])
        .trim_start_matches('(');
    let numeral = bare.chars().any(|c| c.is_ascii_digit()) || bare.chars().count() <= 4;
    (!bare.is_empty() && numeral && bare.chars().any(char::is_alphanumeric))
        .then(|| cell.part(bare))
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
    let start = v.start.map(Words::from);
    // Most deadlines are one day.
    let end = match (&start, v.end) {
        (Some(start), Some(end)) if *start == *end => Some(start.clone()),
        (_, end) => end.map(Words::from),
    };
    Deadline {
        raw,
        kind: kind(v.kind),
        start,
        end,
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
