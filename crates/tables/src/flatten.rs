//! From records to rows: numbers everything and calls once for each row of each table.

use serde::Deserialize;
use sohoa_record::model::{Document, Record, Section, Task};

use crate::deadline::dues;
use crate::facts::{Agency, CitationRow, DeadlineRow, DiagnosticRow, TargetRow, TaskRow};
use crate::paper::{DocumentRow, InputRow, SectionRow, TextRow};
use crate::table::Row;
use crate::{Cell, Table};

/// A day as a number that sorts: year, month, day, missing parts 0; 0 where there is no date at all.
type Day = u32;

/// As much of a record as it takes to put its documents in order.
#[derive(Debug, Deserialize)]
pub struct Ordered {
    documents: Vec<Dated>,
}

#[derive(Debug, Deserialize)]
struct Dated {
    date: Option<DateValue>,
}

#[derive(Debug, Deserialize)]
struct DateValue {
    value: String,
}

/// The order of all documents by their dates; eight bytes for each.
#[derive(Debug, Default)]
pub struct Order(Vec<(Day, u32)>);

impl Order {
    /// Takes in the documents of the next record.
    pub fn add(&mut self, record: &Ordered) {
        for document in &record.documents {
            let day = document.date.as_ref().map_or(0, |d| day(&d.value));
            let nth = u32::try_from(self.0.len()).unwrap_or(u32::MAX);
            self.0.push((day, nth));
        }
    }

    /// The key of each document in reading order, from 1 for the oldest; undated ones come first.
    fn keys(mut self) -> Vec<u32> {
        self.0.sort_unstable();
        let mut keys = vec![0; self.0.len()];
        for (key, (_, nth)) in (1..).zip(&self.0) {
            keys[*nth as usize] = key;
        }
        keys
    }
}

fn day(date: &str) -> Day {
    let mut parts = date.split('-').map(|p| p.parse().unwrap_or(0));
    let mut next = || parts.next().unwrap_or(0);
    let (y, m, d): (u32, u32, u32) = (next().min(9999), next().min(12), next().min(31));
    (y * 100 + m) * 100 + d
}

/// Where rows go.
type Take<'t, E> = &'t mut dyn FnMut(&'static Table, &[Cell<'_>]) -> Result<(), E>;

/// Numbers the rows of one record after the other.
#[derive(Debug)]
pub struct Flattener {
    documents: std::vec::IntoIter<u32>,
    inputs: i64,
    sections: i64,
    tasks: i64,
    targets: i64,
    citations: i64,
    diagnostics: i64,
}

/// The next number of a table.
fn next(last: &mut i64) -> i64 {
    *last += 1;
    *last
}

impl Flattener {
    /// Numbers documents in this order, everything else as it comes.
    #[must_use]
    pub fn new(order: Order) -> Flattener {
        Flattener {
            documents: order.keys().into_iter(),
            inputs: 0,
            sections: 0,
            tasks: 0,
            targets: 0,
            citations: 0,
            diagnostics: 0,
        }
    }

    /// Gives all rows of the next record; a row comes after those that it refers to. `None` where the records
    /// are not those that were put in order.
    pub fn record<E>(&mut self, record: &Record, take: Take<'_, E>) -> Result<Option<()>, E> {
        let input = next(&mut self.inputs);
        row(&InputRow { id: input, record }, take)?;
        let mut keys = Vec::with_capacity(record.documents.len());
        for (position, document) in (1..).zip(&record.documents) {
            let Some(id) = self.documents.next() else {
                return Ok(None);
            };
            let id = i64::from(id);
            keys.push(id);
            self.document(id, input, position, document, take)?;
        }
        self.diagnostics(input, record, &keys, take)?;
        Ok(Some(()))
    }

    fn document<E>(
        &mut self,
        id: i64,
        input: i64,
        position: usize,
        it: &Document,
        take: Take<'_, E>,
    ) -> Result<(), E> {
        row(
            &DocumentRow {
                id,
                input,
                position,
                it,
            },
            take,
        )?;
        row(&TextRow { document: id, it }, take)?;
        self.sections(id, None, &it.sections, take)?;
        for (annex, a) in (1..).zip(&it.annexes) {
            self.sections(id, Some(annex), &a.sections, take)?;
        }
        for (position, task) in (1..).zip(&it.tasks) {
            self.task(id, position, task, take)?;
        }
        for it in &it.targets {
            let target = next(&mut self.targets);
            row(
                &TargetRow {
                    id: target,
                    document: id,
                    it,
                },
                take,
            )?;
        }
        for it in &it.citations {
            let citation = next(&mut self.citations);
            row(
                &CitationRow {
                    id: citation,
                    document: id,
                    it,
                },
                take,
            )?;
        }
        Ok(())
    }

    /// Sections in reading order, without recursion: their depth is the author's.
    fn sections<E>(
        &mut self,
        document: i64,
        annex: Option<usize>,
        top: &[Section],
        take: Take<'_, E>,
    ) -> Result<(), E> {
        let mut open = vec![(None, top.iter())];
        while let Some((parent, rest)) = open.last_mut() {
            let parent = *parent;
            let Some(it) = rest.next() else {
                open.pop();
                continue;
            };
            let id = next(&mut self.sections);
            let depth = open.len();
            row(
                &SectionRow {
                    id,
                    document,
                    parent,
                    annex,
                    depth,
                    it,
                },
                take,
            )?;
            open.push((Some(id), it.children.iter()));
        }
        Ok(())
    }

    fn task<E>(
        &mut self,
        document: i64,
        position: usize,
        it: &Task,
        take: Take<'_, E>,
    ) -> Result<(), E> {
        let task = next(&mut self.tasks);
        row(
            &TaskRow {
                id: task,
                document,
                position,
                it,
            },
            take,
        )?;
        for (role, agencies) in [("lead", &it.lead), ("coordinating", &it.coordinating)] {
            for name in agencies {
                row(
                    &Agency {
                        task,
                        document,
                        role,
                        name,
                    },
                    take,
                )?;
            }
        }
        for due in dues(it) {
            row(
                &DeadlineRow {
                    task,
                    document,
                    due,
                },
                take,
            )?;
        }
        Ok(())
    }

    fn diagnostics<E>(
        &mut self,
        input: i64,
        record: &Record,
        keys: &[i64],
        take: Take<'_, E>,
    ) -> Result<(), E> {
        for it in &record.diagnostics {
            let line = it.span.lines[0];
            let covers = |d: &Document| (d.span.lines[0]..=d.span.lines[1]).contains(&line);
            let nth = record.documents.iter().position(covers);
            let document = nth.and_then(|n| keys.get(n).copied());
            let id = next(&mut self.diagnostics);
            row(
                &DiagnosticRow {
                    id,
                    input,
                    document,
                    it,
                },
                take,
            )?;
        }
        Ok(())
    }
}

fn row<R: Row, E>(row: &R, take: Take<'_, E>) -> Result<(), E> {
    take(R::TABLE, &row.cells())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_count_by_their_dates() {
        let mut order = Order::default();
        for dates in [&["2024-03-05", "2019"][..], &["2024-03"], &[]] {
            let date = |d: &&str| Dated {
                date: Some(DateValue { value: (*d).into() }),
            };
            order.add(&Ordered {
                documents: dates.iter().map(date).collect(),
            });
        }
        order.add(&Ordered {
            documents: vec![Dated { date: None }],
        });
        assert_eq!(order.keys(), [4, 2, 3, 1]);
    }

    #[test]
    fn odd_dates_do_no_harm() {
        assert_eq!(day("2019-12-25"), 20_191_225);
        assert_eq!(day("99999999999-x"), 0);
        assert_eq!(day(""), 0);
    }
}
