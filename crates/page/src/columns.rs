//! Lines that stand side by side: the two halves of a letterhead or a signature block come apart, the
//! columns of a table without rules become cells, and a wide gap within a line stays a gap.

use crate::{Line, Word};

/// The narrowest gap between two columns, in letter sizes.
const VALLEY: f32 = 0.55;
/// A gap so wide parts a line of few words.
const WIDE: f32 = 1.4;

/// How many parts are looked at from one place on; a page has fewer.
const REACH: usize = 600;

/// What is written as one line: a single cell, or the cells of a row.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// The cells; a line has one.
    pub cells: Vec<Vec<Word>>,
    /// Set apart by its place: a page number, a running header.
    pub furniture: bool,
}

impl Item {
    /// A line.
    #[must_use]
    pub fn line(words: Vec<Word>) -> Item {
        Item::row(vec![words])
    }

    /// A row of cells.
    #[must_use]
    pub fn row(cells: Vec<Vec<Word>>) -> Item {
        Item {
            cells,
            furniture: false,
        }
    }

    /// Its words in order.
    pub fn words(&self) -> impl Iterator<Item = &Word> {
        self.cells.iter().flatten()
    }

    /// The baseline of its first word.
    #[must_use]
    pub fn top(&self) -> f32 {
        self.words().next().map_or(0.0, |w| w.v)
    }
}

/// A part of a line without a wide gap.
#[derive(Debug, Clone)]
struct Part {
    words: Vec<Word>,
    u0: f32,
    u1: f32,
    v: f32,
    size: f32,
}

/// Puts lines in reading order.
pub(crate) fn arrange(lines: Vec<Line>) -> Vec<Item> {
    let mut parts: Vec<Part> = lines.into_iter().flat_map(split).collect();
    parts.sort_by(|a, b| a.v.total_cmp(&b.v));
    let mut out = Vec::new();
    let mut rest = parts.as_slice();
    while !rest.is_empty() {
        let row = row_length(rest, LEVEL);
        let near = &rest[..rest.len().min(REACH)];
        let mut taken = 0;
        if row > 1 {
            taken = table(near, &mut out);
        }
        if taken == 0 && row_length(near, OFFSET) > 1 {
            taken = halves(near, &mut out);
        }
        if taken == 0 {
            out.push(Item::line(joined(&rest[..row])));
            taken = row;
        }
        rest = &rest[taken..];
    }
    out
}

/// How far apart the baselines of one line may be, in letter sizes.
const LEVEL: f32 = 0.6;
/// The same for two columns whose lines do not stand level.
const OFFSET: f32 = 0.95;

/// How many parts stand beside the first one, it included.
fn row_length(parts: &[Part], reach: f32) -> usize {
    let Some(first) = parts.first() else { return 0 };
    let beside = |p: &&Part| p.v - first.v < reach * p.size.min(first.size);
    parts.iter().take_while(beside).count()
}

/// Parts of one line as a line again.
fn joined(parts: &[Part]) -> Vec<Word> {
    let mut words: Vec<Word> = parts.iter().flat_map(|p| p.words.iter().cloned()).collect();
    words.sort_by(|a, b| a.u0.total_cmp(&b.u0));
    words
}

/// Cuts a line at gaps that are wide for it: lines set to full width have wide gaps everywhere.
fn split(line: Line) -> Vec<Part> {
    let mut gaps: Vec<f32> = line
        .words
        .windows(2)
        .map(|w| (w[1].u0 - w[0].u1) / w[0].size)
        .collect();
    gaps.sort_by(f32::total_cmp);
    let usual = gaps.get(gaps.len() / 2).copied().unwrap_or(0.25);
    let least = if gaps.len() < 3 {
        WIDE
    } else {
        VALLEY.max(2.5 * usual).min(WIDE.max(1.3 * usual))
    };
    let mut parts: Vec<Part> = Vec::new();
    for word in line.words {
        match parts.last_mut() {
            Some(part) if word.u0 - part.u1 < least * word.size.max(part.size) => {
                part.u1 = part.u1.max(word.u1);
                part.size = part.size.max(word.size);
                part.words.push(word);
            }
            _ => parts.push(Part {
                u0: word.u0,
                u1: word.u1,
                v: word.v,
                size: word.size,
                words: vec![word],
            }),
        }
    }
    parts
}

/// Two columns that a gap through several lines parts. Returns how many parts it took.
fn halves(parts: &[Part], out: &mut Vec<Item>) -> usize {
    let row = joined_row(&parts[..row_length(parts, OFFSET)]);
    let widest = row
        .windows(2)
        .max_by(|a, b| (a[1].0 - a[0].1).total_cmp(&(b[1].0 - b[0].1)));
    let Some(gap) = widest else { return 0 };
    let (mut low, mut high) = (gap[0].1, gap[1].0);
    let mut sides: Vec<bool> = Vec::new();
    let (mut left_v, mut right_v) = (parts[0].v, parts[0].v);
    for part in parts {
        let least = VALLEY * part.size;
        let right = (part.u0 + part.u1) / 2.0 > (low + high) / 2.0;
        let (l, h) = if right {
            (low, high.min(part.u0))
        } else {
            (low.max(part.u1), high)
        };
        let last = if right { &mut right_v } else { &mut left_v };
        // The name stands far below the office; nothing else leaves so much room.
        let room = if right { 11.0 } else { 4.0 } * part.size;
        if h - l < least || part.v - *last > room {
            break;
        }
        (low, high) = (l, h);
        *last = part.v;
        sides.push(right);
    }
    let taken = end_of_halves(parts, &sides);
    let (left, right): (Vec<_>, Vec<_>) = parts[..taken]
        .iter()
        .zip(&sides)
        .partition(|(_, right)| !**right);
    let markers = left.iter().all(|(p, _)| is_marker(&p.words));
    // The rows of a table whose columns stand too near to each other to be told apart.
    let counted = left.iter().filter(|(p, _)| is_ordinal(&p.words[0])).count() > 1;
    let lone = left
        .iter()
        .chain(&right)
        .all(|(p, _)| (p.v - parts[0].v).abs() < OFFSET * p.size);
    if lone || markers || counted || left.is_empty() || right.is_empty() {
        return 0;
    }
    for side in [left, right] {
        let side: Vec<Part> = side.into_iter().map(|(p, _)| p.clone()).collect();
        let mut rest = side.as_slice();
        while !rest.is_empty() {
            let row = row_length(rest, LEVEL);
            out.push(Item::line(joined(&rest[..row])));
            rest = &rest[row..];
        }
    }
    taken
}

/// What follows below the right column on the left side alone belongs to it only without a step.
fn end_of_halves(parts: &[Part], sides: &[bool]) -> usize {
    let Some(last_right) = sides.iter().rposition(|right| *right) else {
        return 0;
    };
    let mut end = sides.len();
    let mut above: Option<&Part> = None;
    for (i, part) in parts[..sides.len()].iter().enumerate() {
        if sides[i] {
            continue;
        }
        let step = above.is_some_and(|a| part.v - a.v > 1.7 * part.size.max(a.size));
        if i > last_right && (step || above.is_none()) {
            end = i;
            break;
        }
        above = Some(part);
    }
    end
}

/// Left and right ends of the parts of a row, in order.
fn joined_row(parts: &[Part]) -> Vec<(f32, f32)> {
    let mut ends: Vec<(f32, f32)> = parts.iter().map(|p| (p.u0, p.u1)).collect();
    ends.sort_by(|a, b| a.0.total_cmp(&b.0));
    ends
}

/// `1.`, `a)`, `-`: what stands before a paragraph.
fn is_marker(words: &[Word]) -> bool {
    matches!(words, [word] if word.text.chars().count() <= 5
        && (word.text.ends_with(['.', ')', '-', '+', '•', '–', '*', ':', ']'])
            || word.text.chars().all(|c| !c.is_alphabetic())))
}

/// A bare number.
fn is_ordinal(word: &Word) -> bool {
    word.text.len() < 4 && word.text.bytes().all(|c| c.is_ascii_digit())
}

/// Three columns or more that stay apart through three lines or more. Returns how many parts it took.
fn table(parts: &[Part], out: &mut Vec<Item>) -> usize {
    let mut columns: Vec<(f32, f32)> = Vec::new();
    let mut rows: Vec<&[Part]> = Vec::new();
    let mut rest = parts;
    let mut full = 0;
    let mut last = parts[0].v;
    while let Some(first) = rest.first() {
        let (row, after) = rest.split_at(row_length(rest, LEVEL));
        let merged = merge(&columns, &joined_row(row), VALLEY * first.size);
        let far = first.v - last > 4.0 * first.size;
        let fewer = merged.len() < 3 || (rows.len() > 1 && merged.len() < columns.len().min(3));
        if far || fewer {
            break;
        }
        full += usize::from(row.len() >= 3);
        last = first.v;
        columns = merged;
        rows.push(row);
        rest = after;
    }
    if full < 3 {
        return 0;
    }
    let mut cells: Vec<Vec<Word>> = Vec::new();
    for row in &rows {
        let starts = row.iter().any(|p| p.u0 <= columns[0].1);
        if starts && !cells.is_empty() {
            out.push(Item::row(std::mem::take(&mut cells)));
        }
        cells.resize(columns.len(), Vec::new());
        for part in *row {
            let column = columns
                .partition_point(|c| c.1 < part.u0)
                .min(columns.len() - 1);
            cells[column].extend(part.words.iter().cloned());
        }
    }
    out.push(Item::row(cells));
    rows.iter().map(|r| r.len()).sum()
}

/// Columns widened by the parts of one more row; what comes nearer than `gap` becomes one.
fn merge(columns: &[(f32, f32)], row: &[(f32, f32)], gap: f32) -> Vec<(f32, f32)> {
    let mut all: Vec<(f32, f32)> = columns.iter().chain(row).copied().collect();
    all.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut out: Vec<(f32, f32)> = Vec::new();
    for (from, to) in all {
        match out.last_mut() {
            Some(last) if from - last.1 < gap => last.1 = last.1.max(to),
            _ => out.push((from, to)),
        }
    }
    out
}
