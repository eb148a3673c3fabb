//! Where tables stand: runs of lines with cells, over page breaks, stray group rows included.
//!
//! Tables are found before headings, because a group row looks like a heading once its cells are lost
//! ("D. Công tác …" between rows of the series A, B, C). A line without cells belongs to the table when
//! rows follow it and it goes on with the table's own series of groups.

use crate::body::is_caps;
use crate::grammar::furniture::{is_garbage, is_page_number, is_rule};
use crate::grammar::marker::{Reading, letter_follows, readings};
use crate::grammar::{letterhead, tail};
use crate::table::header;
use crate::table::kind::{Kind, kind};
use crate::tree::Numbering;
use crate::view::View;

/// A table's lines, first and last (both rows), 0-based.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Region {
    /// First row.
    pub first: usize,
    /// Last row.
    pub last: usize,
}

/// All table regions of a text.
#[must_use]
pub fn regions(view: &View<'_>) -> Vec<Region> {
    let mut out = Vec::new();
    let mut n = 0;
    while n < view.len() {
        if is_row(view, n)
            && let Some(region) = grow(view, n)
        {
            n = region.last + 1;
            out.push(region);
        } else {
            n += 1;
        }
    }
    out
}

/// Whether a line has cells and is no two-column letterhead or signature.
#[must_use]
pub fn is_row(view: &View<'_>, n: usize) -> bool {
    let line = view.line(n);
    let fold = view.fold(n);
    if line.tabs == 0 {
        return is_pipe_row(fold) && !is_garbage(view.str(n));
    }
    if fold.len() < 160 && is_two_column(view, n) {
        return false;
    }
    line.tabs > 1 || !fold.starts_with(b"\t")
}

fn is_pipe_row(fold: &[u8]) -> bool {
    fold.first() == Some(&b'|') && fold.iter().filter(|b| **b == b'|').count() >= 3
}

/// Letterheads and signature blocks put two columns on one line.
fn is_two_column(view: &View<'_>, n: usize) -> bool {
    let fold = view.fold(n);
    let mut parts = fold.split(|b| *b == b'\t').filter(|p| !p.is_empty());
    let (first, second) = (parts.next().unwrap_or_default(), parts.next());
    if parts.next().is_some() {
        return false;
    }
    let caps = view.caps(n);
    let text = view.str(n).rsplit('\t').next().unwrap_or_default();
    let listed = first.starts_with(b"-") && (first.ends_with(b";") || is_recipient(view, n));
    letterhead::motto(fold).is_some()
        || tail::recipients_label(first).is_some()
        || tail::archive_label(first).is_some()
        || listed && (is_caps(text) || tail::is_name(text) || text.starts_with('('))
        || caps && second.is_some_and(|s| tail::signature_part(s, caps).is_some())
        || first.starts_with(b"so") && second.is_some_and(|s| s.windows(4).any(|w| w == b"ngay"))
}

/// "Nơi nhận" stands a few lines above.
fn is_recipient(view: &View<'_>, n: usize) -> bool {
    let above = n.saturating_sub(RECIPIENTS)..n;
    above
        .rev()
        .any(|k| tail::recipients_label(view.fold(k)).is_some())
}

/// Lines of a list of recipients.
const RECIPIENTS: usize = 16;

/// Grows a region from its first row.
fn grow(view: &View<'_>, first: usize) -> Option<Region> {
    let mut last = first;
    let mut rows = 1;
    let mut wide = usize::from(cells(view, first) > 2);
    let mut series = group_reading(view, first);
    let headed = header::is_header(view, first);
    let width = cells(view, first);
    let mut cut = first;
    let mut n = first + 1;
    while n < view.len() {
        let fold = view.fold(n);
        if view.blank(n) || is_page_number(fold) || (!is_row(view, n) && is_of_page(view, n)) {
            n += 1;
            continue;
        }
        if is_row(view, n) {
            if rows > 1 && headed && starts_anew(view, first, n) {
                break;
            }
            rows += 1;
            wide += usize::from(cells(view, n) > 2);
            series = group_reading(view, n).or(series);
        } else if let Some(r) = stray_group(view, n, (first, last), series.as_ref()) {
            series = r.or(series);
        } else if headed && is_last_cell(view, n, last, width) {
            cut = n;
        } else if !is_overflow(view, n, last) {
            break;
        }
        last = n;
        n += 1;
    }
    while !is_row(view, last) && last > cut {
        last = view.prev(last, first)?;
    }
    (rows >= 2 && (wide >= 1 || rows >= 3) || headed && wide >= 1).then_some(Region { first, last })
}

/// Rules, and what a page that lay on its side left.
fn is_of_page(view: &View<'_>, n: usize) -> bool {
    is_rule(view.fold(n)) || is_garbage(view.str(n))
}

fn cells(view: &View<'_>, n: usize) -> usize {
    let line = view.line(n);
    if line.tabs > 0 {
        usize::from(line.tabs) + 1
    } else {
        view.fold(n)
            .iter()
            .filter(|b| **b == b'|')
            .count()
            .saturating_sub(1)
    }
}

/// A header row unlike the one that opened the table begins another table.
fn starts_anew(view: &View<'_>, first: usize, n: usize) -> bool {
    header::is_header(view, n) && !header::same(view, first, n)
}

/// The numeral of a row that is a group row: one cell filled, opened by a capital or Roman numeral.
fn group_reading(view: &View<'_>, n: usize) -> Option<Reading> {
    let text = view.str(n);
    let cells = text.as_bytes().split(|b| matches!(b, b'\t' | b'|'));
    let filled = cells.filter(|c| c.iter().any(|b| *b != b' '));
    if filled.take(2).count() != 1 {
        return None;
    }
    series_reading(text.trim_matches(['\t', '|', ' ']), None)
}

fn next_in_series(a: &Reading, r: &Reading) -> bool {
    match r.numbering {
        Numbering::Upper => letter_follows(a.value(), r.value()),
        _ => r.value() == a.value() + 1,
    }
}

fn series_reading(cell: &str, after: Option<&Reading>) -> Option<Reading> {
    let all = readings(cell);
    let next =
        |r: &&Reading| after.is_some_and(|a| a.numbering == r.numbering && next_in_series(a, r));
    let group = |r: &&Reading| matches!(r.numbering, Numbering::Upper | Numbering::Roman);
    all.iter()
        .find(next)
        .or_else(|| {
            all.iter()
                .filter(group)
                .min_by_key(|r| (r.value() != 1, r.numbering == Numbering::Upper))
        })
        .cloned()
}

/// A line without cells that is a group or total row of the table around it; its numeral if it has one.
fn stray_group(
    view: &View<'_>,
    n: usize,
    (first, last): (usize, usize),
    series: Option<&Reading>,
) -> Option<Option<Reading>> {
    let next = (n + 1..view.len()).find(|&k| {
        !view.blank(k) && !is_page_number(view.fold(k)) && (is_row(view, k) || !is_of_page(view, k))
    })?;
    let fold = view.fold(n);
    // A new page may repeat the header below a group row, be it the first row of all.
    let within = series.is_some() || last == first;
    let repeated = || within && header::same(view, first, next);
    let headed = header::is_header(view, next) && !repeated();
    if !is_row(view, next) || headed || fold.len() > 260 {
        return None;
    }
    if header::group_label(fold).is_some() || header::is_total(fold) {
        return Some(None);
    }
    let reading = series_reading(view.str(n), series)?;
    let follows = match series {
        Some(s) => {
            s.numbering == reading.numbering
                && reading.value() > s.value()
                && reading.value() <= s.value() + 3
        }
        None => reading.value() == 1,
    };
    follows.then_some(Some(reading))
}

/// A cell's text that ran over to a line of its own: small first letter, no blank line, rows after it.
fn is_overflow(view: &View<'_>, n: usize, last: usize) -> bool {
    n == last + 1
        && view.str(n).starts_with(char::is_lowercase)
        && readings(view.str(n)).is_empty()
        && view.next(n, n + 3).is_some_and(|k| is_row(view, k))
}

/// The last cell of a row that a line end cut off: the row lacks it, and it looks like one, or the table goes
/// on behind it.
fn is_last_cell(view: &View<'_>, n: usize, last: usize, width: usize) -> bool {
    let cut = n == last + 1 && is_row(view, last) && cells(view, last) + 1 == width;
    if !cut || view.fold(n).len() >= 160 || view.caps(n) {
        return false;
    }
    let goes_on = || {
        let next = view.next(n, n + 2).is_some_and(|k| is_row(view, k));
        next && readings(view.str(n)).is_empty()
    };
    std::str::from_utf8(view.fold(n)).is_ok_and(|fold| {
        matches!(
            kind(fold),
            Kind::Time | Kind::Money | Kind::Price | Kind::Agency | Kind::Assignment
        )
    }) || goes_on()
}
