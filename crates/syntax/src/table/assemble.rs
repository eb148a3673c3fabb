//! From the lines of a region to a table: rows joined, columns named, groups linked.

use std::ops::Range;

use crate::grammar::furniture::{is_page_number, is_rule};
use crate::grammar::marker::roman_value;
use crate::table::cell::{self, Cell, Kind};
use crate::table::region::{Region, is_row};
use crate::table::{align, columns, groups, header};
use crate::tree::{Column, Note, NoteKind, Pieces, Repair, Role, Row, RowKind, Table};
use crate::view::View;

/// A table and what was noticed while putting it together.
#[derive(Debug)]
pub struct Parsed {
    /// The table.
    pub table: Table,
    /// Joined rows and moved labels.
    pub repairs: Vec<Repair>,
    /// Oddities.
    pub notes: Vec<Note>,
    /// Page numbers between its rows.
    pub furniture: Vec<Range<usize>>,
}

/// A row before its cells found their columns.
#[derive(Debug, Clone)]
struct Raw {
    lines: (usize, usize),
    cells: Vec<Cell>,
    /// A page break stands before it.
    broken: bool,
    kind: Option<RowKind>,
}

impl Raw {
    fn filled(&self) -> impl Iterator<Item = (usize, &Cell)> {
        self.cells.iter().enumerate().filter(|(_, c)| !c.is_empty())
    }

    fn first(&self) -> Option<&Cell> {
        self.filled().next().map(|(_, c)| c)
    }
}

/// Puts the table of a region together.
#[must_use]
pub fn assemble(view: &View<'_>, region: &Region) -> Parsed {
    let mut job = Job {
        view,
        raws: Vec::new(),
        rules: Vec::new(),
        repairs: Vec::new(),
        notes: Vec::new(),
        furniture: Vec::new(),
    };
    job.collect(region);
    job.mark_headers();
    job.join_labels();
    job.shift_labels();
    let columns = job.columns();
    job.finish(region, columns)
}

struct Job<'v, 't> {
    view: &'v View<'t>,
    raws: Vec<Raw>,
    rules: Vec<Range<usize>>,
    repairs: Vec<Repair>,
    notes: Vec<Note>,
    furniture: Vec<Range<usize>>,
}

impl Job<'_, '_> {
    /// Reads the lines into raw rows.
    fn collect(&mut self, region: &Region) {
        let mut broken = false;
        for n in region.first..=region.last {
            let fold = self.view.fold(n);
            if self.view.blank(n) {
                broken = true;
            } else if is_rule(fold) {
                self.rules.push(self.view.range(n));
            } else if is_row(self.view, n) {
                let cells = cell::split(self.view.text(), self.view.range(n));
                self.raws.push(Raw {
                    lines: (n, n),
                    cells,
                    broken,
                    kind: None,
                });
                broken = false;
            } else if is_page_number(fold) {
                self.furniture.push(self.view.range(n));
                broken = true;
            } else {
                self.stray(n, broken);
                broken = false;
            }
        }
    }

    /// A line without cells: the rest of the cell before it, or a group row of its own.
    fn stray(&mut self, n: usize, broken: bool) {
        let c = Cell::new(self.view.text(), self.view.range(n));
        let runs_over = !broken && self.view.str(n).starts_with(char::is_lowercase);
        match self.raws.last_mut() {
            Some(last) if runs_over => {
                last.lines.1 = n;
                if let Some(k) = last.cells.iter().rposition(|c| !c.is_empty()) {
                    last.cells[k].join(c);
                }
            }
            _ => self.raws.push(Raw {
                lines: (n, n),
                cells: vec![c],
                broken,
                kind: None,
            }),
        }
    }

    fn mark_headers(&mut self) {
        let Some(first) = self.raws.first().map(|r| r.lines.0) else {
            return;
        };
        let headed = header::is_header(self.view, first);
        for i in 0..self.raws.len() {
            let n = self.raws[i].lines.0;
            let header = headed
                && is_row(self.view, n)
                && (i == 0
                    || header::is_header(self.view, n)
                        && (i == 1 || header::same(self.view, first, n)));
            if header {
                self.raws[i].kind = Some(RowKind::Header);
            } else if is_index(&self.raws[i].cells) && (i <= 2 || headed) {
                self.raws[i].kind = Some(RowKind::Index);
            } else if self.raws[i]
                .first()
                .is_some_and(|c| header::is_total(c.fold.as_bytes()))
                || second_is_total(&self.raws[i])
            {
                self.raws[i].kind = Some(RowKind::Total);
            }
        }
    }

    /// "LĨNH VỰC" and "VII" on two lines are one label.
    fn join_labels(&mut self) {
        let mut i = 0;
        while i + 1 < self.raws.len() {
            let bare = self.raws[i]
                .cells
                .first()
                .is_some_and(|c| c.fold == "linh vuc" || c.fold == "ket qua");
            let numeral = self.raws[i + 1].cells.first().is_some_and(|c| {
                roman_value(&c.fold.to_uppercase()).is_some()
                    || c.fold.contains('.') && c.kind == Kind::Ordinal
            });
            if bare && numeral {
                let next = self.raws.remove(i + 1);
                self.merge_label(i, next);
            }
            i += 1;
        }
    }

    fn merge_label(&mut self, i: usize, next: Raw) {
        let row = &mut self.raws[i];
        row.lines.1 = next.lines.1;
        let mut rest = next.cells.into_iter();
        if let Some(label) = rest.next() {
            row.cells[0].join(label);
        }
        // What stands beside the second half of the label follows what stands beside the first.
        for (k, c) in rest.enumerate().filter(|(_, c)| !c.is_empty()) {
            let place = (k + 1..row.cells.len()).find(|&j| row.cells[j].is_empty());
            match place {
                Some(j) => row.cells[j] = c,
                None => row.cells.push(c),
            }
        }
        self.repairs.push(repair(
            &self.raws[i].cells[0].pieces,
            self.view,
            "syntax/table/label",
            0.9,
        ));
    }

    /// A total row that carries a task's text: the labels slipped one row down.
    fn shift_labels(&mut self) {
        let labelled = self
            .raws
            .iter()
            .filter(|r| groups::label(&r.cells).is_some())
            .count();
        if labelled < 3 {
            return;
        }
        let mut i = 0;
        while i < self.raws.len() {
            if self.raws[i].kind == Some(RowKind::Total) && carries_text(&self.raws[i]) {
                self.split_total(i);
                i += 1;
            }
            i += 1;
        }
    }

    /// Parts the total from the text beside it and gives the text the label of the row below.
    fn split_total(&mut self, i: usize) {
        let row = &mut self.raws[i];
        let mut total = row.clone();
        for (k, c) in total.cells.iter_mut().enumerate() {
            let sum = k == 0 || c.kind == Kind::Money;
            if sum {
                row.cells[k] = empty();
            } else {
                *c = empty();
            }
        }
        let at = row
            .filled()
            .next()
            .map_or(0..0, |(_, c)| c.pieces[0].clone());
        row.kind = None;
        let mut what = String::new();
        if let Some(next) = self.raws.get_mut(i + 1)
            && groups::label(&next.cells).is_some_and(|l| l.level == 1)
        {
            let code = std::mem::replace(&mut next.cells[0], empty());
            what.clone_from(&code.fold);
            let alone = next.filled().all(|(_, c)| c.kind == Kind::Money);
            let sums: Vec<Cell> = next
                .cells
                .iter()
                .filter(|c| !c.is_empty())
                .cloned()
                .collect();
            self.raws[i].cells[0] = code;
            if alone {
                // A sum beside the lone label is the total's.
                total.cells.extend(sums);
                self.raws.remove(i + 1);
            }
        }
        self.raws.insert(i, total);
        self.notes.push(Note {
            kind: NoteKind::LabelShifted,
            at,
            what,
        });
    }

    fn columns(&mut self) -> Vec<Column> {
        let heads: Vec<usize> = (0..self.raws.len().min(2))
            .filter(|&i| self.raws[i].kind == Some(RowKind::Header))
            .collect();
        match heads.as_slice() {
            [] => {
                if let Some(c) = self.raws.first().and_then(Raw::first) {
                    self.notes.push(Note {
                        kind: NoteKind::HeaderLost,
                        at: c.pieces[0].clone(),
                        what: String::new(),
                    });
                }
                columns::inferred(&self.data_rows())
            }
            [a] => columns::headed(&self.raws[*a].cells, None, &self.data_rows()),
            [a, b, ..] => columns::headed(
                &self.raws[*a].cells,
                Some(&self.raws[*b].cells),
                &self.data_rows(),
            ),
        }
    }

    /// Rows that show what the columns hold.
    fn data_rows(&self) -> Vec<&[Cell]> {
        let full = |r: &&Raw| r.kind.is_none() && r.filled().count() >= 3;
        self.raws
            .iter()
            .filter(full)
            .map(|r| r.cells.as_slice())
            .collect()
    }

    /// Aligns, joins and links the rows.
    fn finish(mut self, region: &Region, columns: Vec<Column>) -> Parsed {
        let roles: Vec<Role> = columns.iter().map(|c| c.role).collect();
        let mut rows: Vec<Row> = Vec::with_capacity(self.raws.len());
        let mut before: Option<(usize, Vec<Option<usize>>)> = None;
        let raws = std::mem::take(&mut self.raws);
        for (i, raw) in raws.iter().enumerate() {
            let kind = raw
                .kind
                .unwrap_or_else(|| groups::judge(&raw.cells, self.view, restarts(&raws, i)));
            let continues = kind == RowKind::Data
                && raw.kind.is_none()
                && is_continuation(raw, last_content(&rows), &roles);
            let places = match &before {
                Some((len, places))
                    if continues && *len == raw.cells.len() && raw.filled().count() > 1 =>
                {
                    places.clone()
                }
                _ if kind == RowKind::Data || kind == RowKind::Total => {
                    align::align(&raw.cells, &roles)
                }
                _ => group_places(&raw.cells, &roles),
            };
            if continues && let Some(last) = last_content_mut(&mut rows) {
                let joined = self.join(last, raw, &places);
                self.repairs.extend(joined);
                continue;
            }
            before = Some((raw.cells.len(), places.clone()));
            let cells = self.place(raw, &places, roles.len());
            rows.push(Row {
                kind,
                cells,
                depth: groups::depth(&raw.cells),
                merged: false,
                group: None,
                lines: raw.lines,
            });
        }
        groups::link(&mut rows);
        groups::merged_column(&mut rows, &roles);
        Parsed {
            table: Table {
                columns,
                rows,
                rules: self.rules,
                section_path: None,
                lines: (region.first, region.last),
                scale: None,
            },
            repairs: self.repairs,
            notes: self.notes,
            furniture: self.furniture,
        }
    }

    /// Cells in column order; one that finds no column joins the one before it.
    fn place(&self, raw: &Raw, places: &[Option<usize>], n: usize) -> Vec<Option<Pieces>> {
        let mut out: Vec<Option<Pieces>> = vec![None; n];
        let mut last = 0;
        for (c, place) in raw.cells.iter().zip(places) {
            let k = place.unwrap_or(last).min(n.saturating_sub(1));
            if !c.is_empty() {
                out[k]
                    .get_or_insert_default()
                    .extend(c.pieces.iter().cloned());
            }
            last = k;
        }
        out
    }

    fn join(&self, row: &mut Row, raw: &Raw, places: &[Option<usize>]) -> Vec<Repair> {
        let mut out = Vec::new();
        row.lines.1 = raw.lines.1;
        let n = row.cells.len();
        for ((_, c), place) in raw
            .cells
            .iter()
            .enumerate()
            .zip(places)
            .filter(|((_, c), _)| !c.is_empty())
        {
            let k = place.unwrap_or(n - 1).min(n - 1);
            let pieces = row.cells[k].get_or_insert_default();
            pieces.extend(c.pieces.iter().cloned());
            out.push(repair(pieces, self.view, "syntax/table/row", 0.9));
        }
        out
    }
}

/// The last row that is no repeated header.
fn last_content(rows: &[Row]) -> Option<&Row> {
    rows.iter()
        .rev()
        .find(|r| !matches!(r.kind, RowKind::Header | RowKind::Index))
}

fn last_content_mut(rows: &mut [Row]) -> Option<&mut Row> {
    rows.iter_mut()
        .rev()
        .find(|r| !matches!(r.kind, RowKind::Header | RowKind::Index))
}

fn empty() -> Cell {
    Cell {
        pieces: Vec::new(),
        fold: String::new(),
        kind: Kind::Empty,
        small: false,
    }
}

fn repair(pieces: &Pieces, view: &View<'_>, rule: &'static str, confidence: f64) -> Repair {
    let words: Vec<&str> = pieces
        .iter()
        .map(|p| view.text()[p.clone()].trim())
        .collect();
    Repair {
        pieces: pieces.clone(),
        value: words.join(" "),
        rule,
        confidence,
    }
}

/// `(1) (2) (3)` below a header.
fn is_index(cells: &[Cell]) -> bool {
    let filled: Vec<&Cell> = cells.iter().filter(|c| !c.is_empty()).collect();
    let number = |c: &Cell| {
        let bare = c.fold.trim_matches(['(', ')', '[', ']', ' ', '.']);
        bare.split('=')
            .next()
            .and_then(|b| b.trim_end_matches(')').trim().parse::<usize>().ok())
    };
    let first = filled.first().and_then(|c| number(c));
    filled.len() >= 3
        && match first {
            Some(f) => filled
                .iter()
                .enumerate()
                .all(|(i, c)| number(c) == Some(f + i)),
            None => filled[0].fold == "a" && filled.iter().skip(2).all(|c| number(c).is_some()),
        }
}

fn second_is_total(raw: &Raw) -> bool {
    let mut filled = raw.filled();
    let first = filled.next().map(|(_, c)| c.kind);
    matches!(first, Some(Kind::Ordinal))
        && filled.next().is_some_and(|(_, c)| {
            c.fold.len() < 60
                && header::is_total(c.fold.as_bytes())
                && c.fold.starts_with("tong cong")
        })
}

/// Whether a row goes on with the one before it: no numeral, and its cells begin in the middle of things.
fn is_continuation(raw: &Raw, last: Option<&Row>, roles: &[Role]) -> bool {
    let Some(last) = last.filter(|r| r.kind == RowKind::Data) else {
        return false;
    };
    let numbered = |(k, c): (usize, &Cell)| {
        matches!(roles.get(k), Some(Role::Ordinal | Role::Code))
            && matches!(c.kind, Kind::Ordinal | Kind::Code)
    };
    let first = raw.cells.first().is_some_and(|c| !c.is_empty())
        && matches!(roles.first(), Some(Role::Ordinal | Role::Code));
    if first || raw.filled().any(numbered) {
        return false;
    }
    let filled: Vec<(usize, &Cell)> = raw.filled().collect();
    // A lone cell that belongs into a column which the row before left empty was printed beside it.
    if let [(k, c)] = filled.as_slice() {
        let column = align::align(&raw.cells, roles)[*k].unwrap_or(*k);
        let vacant = *k > 1 && column > 1 && last.cells.get(column).is_some_and(Option::is_none);
        return vacant || c.fold.len() < 200 && *k > 0 && raw.broken && raw.cells.len() > 1;
    }
    filled.first().is_some_and(|(_, c)| c.small)
        || filled.iter().filter(|(_, c)| c.small).count() * 2 > filled.len()
}

/// Group and header rows keep their cells in order from the left.
fn group_places(cells: &[Cell], roles: &[Role]) -> Vec<Option<usize>> {
    if cells.len() == 1 {
        let task = roles.iter().position(|r| *r == Role::Task).unwrap_or(0);
        return vec![Some(
            if matches!(roles.first(), Some(Role::Ordinal | Role::Code)) {
                0
            } else {
                task
            },
        )];
    }
    (0..cells.len())
        .map(|i| Some(i.min(roles.len().saturating_sub(1))))
        .collect()
}

/// A total row with words beside its label that are no sum.
fn carries_text(raw: &Raw) -> bool {
    let exact = raw.cells.first().is_some_and(|c| c.fold.len() <= 12);
    exact
        && raw
            .cells
            .get(1)
            .is_some_and(|c| c.fold.len() > 30 && c.kind != Kind::Money)
}

/// The row below a decimal numeral counts from 1 again: what it stands on is a group.
fn restarts(raws: &[Raw], i: usize) -> bool {
    let first = |r: &Raw| {
        r.cells
            .first()
            .filter(|c| c.kind == Kind::Ordinal)
            .map(|c| c.fold.trim_matches(['.', ')', ' ']).to_owned())
    };
    let own = raws.get(i).and_then(first);
    let next = raws[i + 1..]
        .iter()
        .find(|r| r.kind.is_none())
        .and_then(first);
    own.is_some_and(|o| o.contains('.'))
        && next.is_some_and(|n| matches!(n.as_str(), "1" | "01" | "a" | "l"))
}
