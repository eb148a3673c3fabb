//! From the lines of a region to a table: rows joined, columns named, groups linked.

use std::ops::Range;

use crate::grammar::furniture::{is_page_number, is_rule};
use crate::table::cell::{self, Cell};
use crate::table::continuation::{is_continuation, join, last_content, last_content_mut};
use crate::table::kind::Kind;
use crate::table::raw::{Raw, is_index, second_is_total};
use crate::table::region::{Region, is_row};
use crate::table::{align, columns, cut, groups, header, labels, mend, ordinals, slip};
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
    job.repairs.extend(labels::join_labels(&mut job.raws, view));
    job.notes.extend(labels::shift_labels(&mut job.raws));
    let (repairs, notes) = slip::lift(&mut job.raws, view);
    job.repairs.extend(repairs);
    job.notes.extend(notes);
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
                let cells = cell::split(self.view, self.view.range(n));
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
        let c = Cell::new(self.view, self.view.range(n));
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
                .is_some_and(|c| !c.small && header::is_total(c.fold.as_bytes()))
                || second_is_total(&self.raws[i])
            {
                self.raws[i].kind = Some(RowKind::Total);
            }
        }
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
        let mut raws = std::mem::take(&mut self.raws);
        let fit = mend::learn(&raws, &roles);
        self.repairs.extend(cut::rejoin(&mut raws, &fit, self.view));
        // Where letters or Romans open the groups, a numeral above its parts is a row like others.
        let lettered = raws.iter().any(|r| {
            r.kind.is_none() && groups::judge(&r.cells, self.view, false) == RowKind::Group
        });
        for (i, raw) in raws.iter().enumerate() {
            let kind = raw.kind.unwrap_or_else(|| {
                groups::judge(&raw.cells, self.view, restarts(&raws, i, lettered))
            });
            let continues = kind == RowKind::Data
                && raw.kind.is_none()
                && is_continuation(raw, last_content(&rows), &fit);
            let places = match &before {
                Some((len, places))
                    if continues && *len == raw.cells.len() && raw.filled().count() > 1 =>
                {
                    places.clone()
                }
                _ if kind == RowKind::Total && sums_in_place(&raw.cells, &roles) => {
                    (0..raw.cells.len()).map(Some).collect()
                }
                _ if kind == RowKind::Data || kind == RowKind::Total => {
                    align::align(&raw.cells, &fit)
                }
                _ => group_places(&raw.cells, &roles),
            };
            if continues && let Some(last) = last_content_mut(&mut rows) {
                let joined = join(last, raw, &places, self.view);
                self.repairs.extend(joined);
                continue;
            }
            let mended = if kind == RowKind::Data {
                mend::row(raw, &places, &fit, self.view, &mut self.repairs)
            } else {
                None
            };
            let cells = match mended {
                Some(cells) => cells,
                None => place(raw, &places, roles.len()),
            };
            before = Some((raw.cells.len(), places));
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
        groups::free_totals(&mut rows, self.view);
        self.notes.extend(ordinals::gaps(&rows, &roles, self.view));
        Parsed {
            table: Table {
                columns,
                rows,
                rules: self.rules,
                section_path: None,
                lines: (region.first, region.last),
            },
            repairs: self.repairs,
            notes: self.notes,
            furniture: self.furniture,
        }
    }
}

/// Cells in column order; one that finds no column joins the one before it.
fn place(raw: &Raw, places: &[Option<usize>], n: usize) -> Vec<Option<Pieces>> {
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

/// A total row of full length whose sums stand in columns of figures; its label may stand in any.
fn sums_in_place(cells: &[Cell], roles: &[Role]) -> bool {
    use Role::{Amount, Other, Quantity, Target, UnitPrice};
    let fits = |(c, r): (&Cell, &Role)| {
        c.kind != Kind::Money || matches!(r, Amount | Other | Quantity | Target | UnitPrice)
    };
    let sums = cells.iter().filter(|c| c.kind == Kind::Money).count();
    cells.len() == roles.len() && sums > 0 && cells.iter().zip(roles).all(fits)
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

/// The row below counts anew, from 1 or, below `3`, from `3.1`: what it stands on is a group.
fn restarts(raws: &[Raw], i: usize, lettered: bool) -> bool {
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
    own.zip(next).is_some_and(|(own, next)| {
        let parts = !lettered && next.strip_prefix(own.as_str()) == Some(".1");
        parts || own.contains('.') && matches!(next.as_str(), "1" | "01" | "a" | "l")
    })
}
