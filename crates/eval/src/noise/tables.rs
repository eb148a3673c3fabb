//! Damage of tables.

use super::page::{Page, Row};
use super::{Hand, Kind};

pub(super) const KINDS: &[Kind] = &[
    Kind {
        name: "pipes",
        what: "cells parted by upright strokes",
        make: |page, _| each_row(page, |cells| Some(format!("| {} |", cells.join(" | ")))),
    },
    Kind {
        name: "blanks",
        what: "cells parted by blanks, empty ones gone",
        make: |page, _| each_row(page, blanks),
    },
    Kind {
        name: "cells",
        what: "two cells of a row run together",
        make: |page, hand| {
            each_row(page, |cells| {
                hand.slips_often().then(|| fused(cells, hand))?
            })
        },
    },
    Kind {
        name: "cut_rows",
        what: "rows cut in the middle of a cell",
        make: cut_rows,
    },
];

fn each_row(page: &mut Page, mut f: impl FnMut(&[&str]) -> Option<String>) {
    page.each(|row| {
        let cells: Vec<&str> = row.text.split('\t').map(str::trim).collect();
        row.is_tabbed().then(|| f(&cells))?
    });
}

/// Of an empty cell nothing is left but a wider gap.
fn blanks(cells: &[&str]) -> Option<String> {
    let full: Vec<&str> = cells.iter().copied().filter(|c| !c.is_empty()).collect();
    Some(full.join("   "))
}

/// Only cells with words run together: what stands beside an empty one does not touch it.
fn fused(cells: &[&str], hand: &mut Hand<'_>) -> Option<String> {
    let full = |i: &usize| !cells[*i].is_empty() && !cells[i + 1].is_empty();
    let fit: Vec<usize> = (0..cells.len() - 1).filter(full).collect();
    let at = (!fit.is_empty()).then(|| *hand.pick(&fit))?;
    let joined = format!("{} {}", cells[at], cells[at + 1]);
    let mut out = cells[..at].to_vec();
    out.push(&joined);
    out.extend_from_slice(&cells[at + 2..]);
    Some(out.join("\t"))
}

/// Behind a word of the longest cell, as where a page ends.
fn cut_rows(page: &mut Page, hand: &mut Hand<'_>) {
    page.replace(|row, out| {
        let blanks = blanks_of_longest(&row.text);
        if row.is_tabbed() && blanks.len() > 4 && hand.slips_often() {
            let at = blanks[blanks.len() / 2];
            let rest = Row::rest_of(&row, &row.text[at + 1..]);
            let text = row.text[..at].to_owned();
            out.extend([Row { text, ..row }, rest]);
        } else {
            out.push(row);
        }
    });
}

/// Where the blanks of the longest cell stand.
fn blanks_of_longest(row: &str) -> Vec<usize> {
    let mut longest = 0..0;
    let mut start = 0;
    for cell in row.split('\t') {
        if cell.len() > longest.len() {
            longest = start..start + cell.len();
        }
        start += cell.len() + 1;
    }
    let blanks = row[longest.clone()].match_indices(' ');
    blanks.map(|(i, _)| longest.start + i).collect()
}
