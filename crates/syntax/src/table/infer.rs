//! Columns of a table whose header is lost: by what the cells hold and in which order they stand.

use crate::table::cell::Cell;
use crate::table::kind::Kind;
use crate::tree::Role;

/// The roles of the columns, judged from rows of data.
#[must_use]
pub fn columns(rows: &[&[Cell]]) -> Vec<Role> {
    let mut roles: Vec<Role> = present(rows);
    let order = |role: Role| usual_place(role);
    roles.sort_by_key(|r| order(*r));
    // Where the rows themselves show another order of money, agencies, products and time, follow them.
    for i in 1..roles.len() {
        let mut k = i;
        while k > 0 && stands_before(rows, roles[k], roles[k - 1]) {
            roles.swap(k, k - 1);
            k -= 1;
        }
    }
    if roles.is_empty() {
        let width = rows.iter().map(|r| r.len()).max().unwrap_or(1);
        roles = vec![Role::Other; width];
    }
    roles
}

/// Which roles the cells speak for.
fn present(rows: &[&[Cell]]) -> Vec<Role> {
    let n = rows.len().max(1);
    let with = |test: &dyn Fn(&[Cell]) -> bool| rows.iter().filter(|r| test(r)).count();
    let has = |k: Kind| with(&|r: &[Cell]| r.iter().any(|c| c.kind == k));
    let mut out = vec![Role::Task];
    if has(Kind::Code) * 4 >= n {
        out.push(Role::Code);
    } else if with(&|r| r.first().is_some_and(|c| c.kind == Kind::Ordinal)) * 4 >= n {
        out.push(Role::Ordinal);
    }
    // Words between the task and what follows it: an indicator, a product, or both.
    let words = |r: &[Cell]| r.iter().filter(|c| is_words(c.kind)).count();
    let both = with(&|r| words(r) >= 3);
    // The first words of a row are its task, whatever they look like.
    let beside = |k: Kind| {
        with(&|r: &[Cell]| {
            r.iter()
                .filter(|c| is_words(c.kind))
                .skip(1)
                .any(|c| c.kind == k)
        })
    };
    let product = beside(Kind::Product);
    if both * 6 >= n || beside(Kind::Target) * 5 >= n {
        out.push(Role::Target);
    }
    if both * 6 >= n || product * 6 >= n {
        out.push(Role::Product);
    }
    let money = has(Kind::Money);
    if money >= 2 || money * 10 >= n && money > 0 {
        out.push(Role::Amount);
    }
    let assigned = has(Kind::Assignment);
    let agencies = with(&|r| r.iter().filter(|c| c.kind == Kind::Agency).count() >= 2);
    if assigned * 5 >= n {
        out.push(Role::LeadAndCoordinating);
    } else if agencies * 3 >= n {
        out.extend([Role::Lead, Role::Coordinating]);
    } else if has(Kind::Agency) * 5 >= n {
        out.push(Role::Lead);
    }
    let pairs = with(&|r| {
        r.iter().any(|c| c.kind == Kind::Span)
            || r.windows(2).any(|w| w.iter().all(|c| c.kind == Kind::Time))
    });
    if pairs * 4 >= n {
        out.extend([Role::Start, Role::End]);
    } else if has(Kind::Time) * 5 >= n {
        out.push(Role::Deadline);
    }
    if with(&|r| note_after_time(r)) >= 2 {
        out.push(Role::Note);
    }
    out
}

fn is_words(k: Kind) -> bool {
    matches!(k, Kind::Text | Kind::Product | Kind::Target)
}

fn note_after_time(row: &[Cell]) -> bool {
    let time = row
        .iter()
        .rposition(|c| matches!(c.kind, Kind::Time | Kind::Span));
    time.is_some_and(|t| row[t + 1..].iter().any(|c| is_words(c.kind)))
}

/// The habit of plans, for what the rows leave open.
fn usual_place(role: Role) -> u8 {
    match role {
        Role::Ordinal | Role::Code => 0,
        Role::Task => 1,
        Role::Field => 2,
        Role::Target => 3,
        Role::Product => 4,
        Role::Quantity => 5,
        Role::UnitPrice => 6,
        Role::Amount => 7,
        Role::Lead | Role::LeadAndCoordinating => 8,
        Role::Coordinating => 9,
        Role::Start | Role::Deadline => 10,
        Role::End => 11,
        Role::Note => 12,
        Role::Other => 13,
    }
}

/// Whether most rows show role `a` before role `b`.
fn stands_before(rows: &[&[Cell]], a: Role, b: Role) -> bool {
    let (Some(ka), Some(kb)) = (telling(a), telling(b)) else {
        return false;
    };
    if ka == kb {
        return false;
    }
    let mut before = 0;
    let mut after = 0;
    for row in rows {
        let at = |k: Kind| row.iter().position(|c| c.kind == k);
        if let (Some(x), Some(y)) = (at(ka), at(kb)) {
            if x < y {
                before += 1;
            } else {
                after += 1;
            }
        }
    }
    before > after * 2 && before >= 2
}

/// The kind of cell that tells where a role stands.
fn telling(role: Role) -> Option<Kind> {
    Some(match role {
        Role::Amount => Kind::Money,
        Role::LeadAndCoordinating => Kind::Assignment,
        Role::Lead => Kind::Agency,
        Role::Deadline | Role::Start => Kind::Time,
        _ => return None,
    })
}
