//! Group rows told from data, and every row linked to the group it stands under.

use crate::grammar::marker::{readings, roman_value};
use crate::table::cell::Cell;
use crate::table::header;
use crate::table::kind::Kind;
use crate::tree::{Numbering, Role, Row, RowKind};
use crate::view::View;

/// The label that the first cell of a row is.
#[must_use]
pub fn label(cells: &[Cell]) -> Option<header::Label> {
    let c = cells.first()?;
    header::group_label(c.fold.as_bytes()).filter(|_| matches!(c.kind, Kind::Code))
}

/// Group or data, by what is filled; `restarts` when the row below begins to count anew.
#[must_use]
pub fn judge(cells: &[Cell], view: &View<'_>, restarts: bool) -> RowKind {
    let filled: Vec<&Cell> = cells.iter().filter(|c| !c.is_empty()).collect();
    let Some(first) = filled.first() else {
        return RowKind::Data;
    };
    let worked = filled.iter().any(|c| {
        matches!(
            c.kind,
            Kind::Assignment | Kind::Agency | Kind::Time | Kind::Span
        ) || c.kind == Kind::Money && c.fold != "0"
    });
    if let Some(l) = label(cells) {
        return group_if(l.level == 0 || l.level == 1 && !worked);
    }
    let text = &view.text()[first.pieces[0].clone()];
    let ordinal = first.kind == Kind::Ordinal;
    match filled.len() {
        1 if ordinal => RowKind::Data,
        1 => {
            let numeral = readings(text).iter().any(|r| {
                matches!(r.numbering, Numbering::Upper | Numbering::Roman)
                    && (r.fit == 0 || cells.len() == 1 && r.fit >= -2)
            });
            let whole = cells.len() == 1 || cells.first().is_some_and(|c| !c.is_empty());
            let titled = whole && text.starts_with(char::is_uppercase) && !worked;
            group_if(numeral || titled || header::group_label(first.fold.as_bytes()).is_some())
        }
        2 if ordinal && !worked => group_if(is_high(text) || restarts),
        // "I", title, and only a sum beside it: a group with its sub-total.
        3 if ordinal && filled[2].kind == Kind::Money => group_if(is_high(text)),
        _ => RowKind::Data,
    }
}

fn group_if(group: bool) -> RowKind {
    if group { RowKind::Group } else { RowKind::Data }
}

/// A Roman or capital numeral.
fn is_high(text: &str) -> bool {
    let token = text.trim_end_matches(['.', ')', ' ']);
    roman_value(token).is_some_and(|(_, damage)| damage == 0)
        || token.len() == 1 && token.chars().all(|c| c.is_ascii_uppercase())
}

/// Depths of groups without a label word.
const LETTER: u8 = 1;
const ROMAN: u8 = 2;
const PLAIN: u8 = 3;
/// I, V or X alone: a letter of A, B, C … or a Roman numeral, as the table's other groups say.
const EITHER: u8 = 4;

/// How deep a row is: labels by their level (from 10), letters and Romans by their style.
#[must_use]
pub fn depth(cells: &[Cell]) -> u8 {
    let Some(c) = cells.iter().find(|c| !c.is_empty()) else {
        return 0;
    };
    if let Some(l) = header::group_label(c.fold.as_bytes()) {
        return 10 + l.level;
    }
    let n = c.fold.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let closed = c
        .fold
        .as_bytes()
        .get(n)
        .is_none_or(|b| matches!(b, b'.' | b')' | b'/' | b'-' | b':' | b','));
    let token = &c.fold[..n];
    match () {
        () if n == 0 || n > 6 || !closed => PLAIN,
        () if matches!(token, "i" | "v" | "x" | "l" | "1") && c.kind != Kind::Ordinal
            || matches!(token, "i" | "v" | "x") =>
        {
            EITHER
        }
        () if roman_value(&token.to_uppercase()).is_some_and(|(_, damage)| damage == 0) => ROMAN,
        () if n == 1 && token.bytes().all(|b| b.is_ascii_alphabetic()) => LETTER,
        () => PLAIN,
    }
}

/// Gives every row the innermost group above it that is of a higher level.
pub fn link(rows: &mut [Row]) {
    settle_depths(rows);
    let mut open: Vec<(u8, usize)> = Vec::new();
    for i in 0..rows.len() {
        let level = rows[i].depth;
        match rows[i].kind {
            RowKind::Group => {
                // A style seen before closes everything opened since.
                match open.iter().position(|(d, _)| *d == level) {
                    Some(k) => open.truncate(k),
                    None if level >= 10 => open.retain(|(d, _)| *d < level),
                    None => {}
                }
                rows[i].group = open.last().map(|(_, k)| *k);
                open.push((level, i));
            }
            RowKind::Data => {
                if (10..12).contains(&level) {
                    open.retain(|(d, _)| *d < level);
                }
                rows[i].group = open.last().map(|(_, k)| *k);
                // "Kết quả 4.2" with an agency of its own is data and heads its activities all the same.
                if level == 11 {
                    open.push((level, i));
                }
            }
            _ => rows[i].group = open.last().map(|(_, k)| *k),
        }
    }
}

fn settle_depths(rows: &mut [Row]) {
    let groups = || rows.iter().filter(|r| r.kind == RowKind::Group);
    let roman = groups().any(|r| r.depth == ROMAN) || !groups().any(|r| r.depth == LETTER);
    for r in rows.iter_mut().filter(|r| r.depth == EITHER) {
        r.depth = if roman { ROMAN } else { LETTER };
    }
}

/// "Tổng cộng", "Tổng kinh phí" sum the table up: they stand under no group.
pub fn free_totals(rows: &mut [Row], view: &View<'_>) {
    for r in rows.iter_mut().filter(|r| r.kind == RowKind::Total) {
        let grand = r.cells.iter().flatten().flatten().any(|p| {
            let fold = sohoa_text::fold::fold_string(&view.text()[p.clone()]);
            fold.starts_with("tong cong") || fold.starts_with("tong kinh phi")
        });
        if grand {
            r.group = None;
        }
    }
}

/// A first column merged over rows ("Lĩnh vực"): rows below its cell belong to the group it names.
pub fn merged_column(rows: &mut [Row], roles: &[Role]) {
    let data = |r: &&Row| r.kind == RowKind::Data;
    let merged = roles.first() == Some(&Role::Field)
        && rows.iter().filter(data).any(|r| r.cells[0].is_none())
        && rows.iter().filter(data).any(|r| r.cells[0].is_some());
    if !merged {
        return;
    }
    let mut open = None;
    for i in 0..rows.len() {
        match rows[i].kind {
            RowKind::Group => open = None,
            RowKind::Data => {
                if rows[i].cells[0].is_some() {
                    open = Some(i);
                }
                rows[i].group = open.or(rows[i].group);
                rows[i].merged = open.is_some();
            }
            _ => {}
        }
    }
}
