//! Columns: named by the header, by what the cells hold where the header says nothing.

use crate::table::cell::Cell;
use crate::table::kind::Kind;
use crate::table::{header, infer};
use crate::tree::{Column, Role};

/// The columns of a table whose header is lost.
#[must_use]
pub fn inferred(data: &[&[Cell]]) -> Vec<Column> {
    infer::columns(data)
        .into_iter()
        .map(|role| Column { name: None, role })
        .collect()
}

/// Columns from one header row, or from two where the second parts wide columns of the first.
#[must_use]
pub fn headed(head: &[Cell], sub: Option<&[Cell]>, data: &[&[Cell]]) -> Vec<Column> {
    let mut columns: Vec<Column> = head.iter().map(column).collect();
    let widest = data.iter().map(|r| r.len()).max().unwrap_or(0);
    while columns.len() > 1
        && columns.last().is_some_and(|c| c.name.is_none())
        && widest < columns.len()
    {
        columns.pop();
    }
    if let Some(sub) = sub {
        part(&mut columns, sub);
    }
    settle(&mut columns, data);
    columns
}

fn column(c: &Cell) -> Column {
    // A year names a column of figures, whatever else its header says.
    let year = c.fold.contains("nam 19") || c.fold.contains("nam 20");
    Column {
        name: (!c.is_empty()).then(|| c.pieces.clone()),
        role: if year {
            Role::Other
        } else {
            header::role(&c.fold).unwrap_or(Role::Other)
        },
    }
}

/// The second header row: cell below cell, or only the parts of one wide column.
fn part(columns: &mut Vec<Column>, sub: &[Cell]) {
    if sub.len() >= columns.len() {
        for (c, below) in columns.iter_mut().zip(sub).filter(|(_, s)| !s.is_empty()) {
            *c = column(below);
        }
        columns.extend(
            sub.iter()
                .skip(columns.len())
                .filter(|c| !c.is_empty())
                .map(column),
        );
        return;
    }
    let parts: Vec<&Cell> = sub.iter().filter(|c| !c.is_empty()).collect();
    let wide = columns.iter().position(|c| {
        matches!(
            c.role,
            Role::Deadline | Role::LeadAndCoordinating | Role::Lead | Role::Amount
        )
    });
    if let Some(k) = wide.filter(|_| parts.len() >= 2) {
        columns.splice(k..=k, parts.into_iter().map(column));
    }
}

/// What the header leaves open is read from the cells.
fn settle(columns: &mut [Column], data: &[&[Cell]]) {
    let n = columns.len();
    for k in 0..n {
        let kinds: Vec<Kind> = data
            .iter()
            .filter(|r| r.len() == n && !r[k].is_empty())
            .map(|r| r[k].kind)
            .collect();
        let share = |want: Kind| kinds.iter().filter(|x| **x == want).count() * 4 > kinds.len();
        let c = &mut columns[k];
        if matches!(c.role, Role::Lead | Role::Coordinating) && share(Kind::Assignment) {
            c.role = Role::LeadAndCoordinating;
        }
        if c.role == Role::Other && c.name.is_none() {
            c.role = match () {
                () if share(Kind::Ordinal) && k == 0 => Role::Ordinal,
                () if share(Kind::Money) => Role::Amount,
                () if share(Kind::Time) => Role::Deadline,
                () if share(Kind::Assignment) => Role::LeadAndCoordinating,
                () if share(Kind::Agency) => Role::Lead,
                () => Role::Other,
            };
        }
    }
    // What stands before the ordinal is merged over rows: the field or group of work.
    if let [first, second, rest @ ..] = columns
        && second.role == Role::Ordinal
        && matches!(first.role, Role::Task | Role::Other)
        && rest.iter().any(|c| c.role == Role::Task)
    {
        first.role = Role::Field;
    }
    // "Thời gian hoàn thành" beside "Thời gian bắt đầu" is the end.
    let has = |columns: &[Column], r: Role| columns.iter().any(|c| c.role == r);
    if has(columns, Role::Start)
        && !has(columns, Role::End)
        && let Some(c) = columns.iter_mut().find(|c| c.role == Role::Deadline)
    {
        c.role = Role::End;
    }
    if !has(columns, Role::Start)
        && !has(columns, Role::Deadline)
        && let Some(c) = columns.iter_mut().find(|c| c.role == Role::End)
    {
        c.role = Role::Deadline;
    }
    if !has(columns, Role::Task) {
        let free = |c: &&mut Column| {
            matches!(
                c.role,
                Role::Other | Role::Field | Role::Product | Role::Target
            )
        };
        if let Some(c) = columns.iter_mut().find(free) {
            c.role = Role::Task;
        }
    }
}
