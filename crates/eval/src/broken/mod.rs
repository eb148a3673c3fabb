//! Broken tables: made-up annexes whose cells are known, damaged on purpose, read, and counted.
//!
//! A table is drawn ([`layout`]) from one of two sets of phrases, printed with a kind of [`Damage`], and
//! read like any input. A cell is *back* when the record has its text in its column and in the row of
//! its neighbours. [`Set::Workshop`] is there to build rules with, [`Set::Sealed`] only to report on.

mod damage;
mod layout;
mod measure;
mod phrases;
mod prng;

use std::fmt;

use damage::Printed;
pub use damage::{Damage, KINDS};
use layout::Sheet;
use measure::Cells;
use phrases::{Phrases, SEALED, WORKSHOP};
use prng::Prng;
use sohoa_record::{Meta, read};

/// A set of phrases and of seeds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Set {
    /// To build rules with.
    Workshop,
    /// Only to report on.
    Sealed,
}

impl Set {
    fn phrases(self) -> &'static Phrases {
        match self {
            Set::Workshop => &WORKSHOP,
            Set::Sealed => &SEALED,
        }
    }
}

/// A damaged table in a document, and what its cells were meant to be.
#[derive(Debug)]
pub struct Case {
    /// The document.
    pub text: String,
    /// The rows that are no header.
    meant: Vec<Cells>,
    damaged: Vec<bool>,
}

impl Case {
    /// The case of a seed: the same on every run.
    #[must_use]
    pub fn new(set: Set, kind: Damage, seed: u64) -> Case {
        // One stream for the table, another for the damage: kinds strike the same tables.
        let base = seed.wrapping_mul(2) | u64::from(set == Set::Sealed) << 63;
        let sheet = layout::sheet(&mut Prng::new(base), set.phrases());
        let printed = damage::print(&sheet, kind, &mut Prng::new(base + 1));
        let cell = |c: &String| (!c.is_empty()).then(|| c.clone());
        let cells = |r: &layout::Row| r.cells.iter().map(cell).collect();
        Case {
            text: document(&sheet, &printed),
            meant: sheet.rows.iter().map(cells).collect(),
            damaged: printed.iter().map(|p| p.damaged).collect(),
        }
    }

    /// What differs from what was meant, row by row, for those who build rules.
    #[must_use]
    pub fn faults(&self) -> String {
        let record = read(&self.text, &Meta::default());
        let found = measure::rows(&record);
        let hits = measure::hits(&self.meant, &found);
        let line = |r: &Cells| {
            let cells: Vec<&str> = r.iter().map(|c| c.as_deref().unwrap_or("")).collect();
            cells.join(" | ")
        };
        let mut out = String::new();
        for (row, hit) in self.meant.iter().zip(hits) {
            if hit < row.iter().flatten().count() {
                out.push_str(&format!("meant  {}\n", line(row)));
            }
        }
        if !out.is_empty() {
            for row in found.iter().filter(|r| !self.meant.contains(r)) {
                out.push_str(&format!("  read {}\n", line(row)));
            }
        }
        out
    }
}

/// The paper around a table: the end of a plan and its annex.
fn document(sheet: &Sheet, printed: &[Printed]) -> String {
    let mut out = String::from(
        "PHỤ LỤC\n{title}\n(Ban hành kèm theo Kế hoạch số 15/KH-UBND ngày 10/01/2024)\n\n",
    )
    .replace("{title}", sheet.title);
    let head = sheet.head.iter().map(|h| h.join("\t"));
    let rows = printed.iter().flat_map(|p| p.lines.iter().cloned());
    for line in head.chain(rows) {
        out.push_str(&line);
        out.push('\n');
    }
    out
}

/// Counts over the tables of one kind of damage.
#[derive(Debug, Clone, Copy, Default)]
pub struct Count {
    /// Tables.
    pub tables: usize,
    /// Tables that were read as they were meant, cell for cell, and no cell more.
    pub whole: usize,
    /// Cells, and those that are back.
    pub cells: [usize; 2],
    /// Cells of damaged rows, and those that are back.
    pub damaged: [usize; 2],
    /// Cells of damaged rows that stand right by their place on the line alone.
    pub by_place: usize,
    /// Cells of undamaged rows that do not stand as they were meant.
    pub harmed: usize,
    /// Repairs listed for tables that had no damage.
    pub needless: usize,
}

impl Count {
    fn add(&mut self, case: &Case, kind: Damage) {
        let record = read(&case.text, &Meta::default());
        let found = measure::rows(&record);
        let hits = measure::hits(&case.meant, &found);
        let by_place = measure::hits(&case.meant, &as_printed(&case.text));
        for (i, row) in case.meant.iter().enumerate() {
            let all = row.iter().flatten().count();
            self.cells[0] += all;
            self.cells[1] += hits[i];
            if case.damaged[i] {
                self.damaged[0] += all;
                self.damaged[1] += hits[i];
                self.by_place += by_place[i];
            } else {
                self.harmed += all - hits[i];
            }
        }
        self.tables += 1;
        self.whole += usize::from(case.meant == found);
        if kind == Damage::Nothing {
            self.needless += record.repairs.len();
        }
    }

    /// The share of all cells that are back.
    #[must_use]
    pub fn share(&self) -> f64 {
        share(self.cells)
    }

    /// The share of the cells of damaged rows that are back.
    #[must_use]
    pub fn share_of_damaged(&self) -> f64 {
        share(self.damaged)
    }
}

fn share([all, back]: [usize; 2]) -> f64 {
    if all == 0 {
        1.0
    } else {
        back as f64 / all as f64
    }
}

/// Lines cut at their tabs, and nothing else.
fn as_printed(text: &str) -> Vec<Cells> {
    let cell = |c: &str| (!c.is_empty()).then(|| c.to_owned());
    let lines = text.lines().filter(|l| l.contains('\t'));
    lines.map(|l| l.split('\t').map(cell).collect()).collect()
}

/// The counts of all kinds.
#[derive(Debug)]
pub struct Report(Vec<(Damage, Count)>);

/// Reads `tables` tables for each kind of damage, seeds from `seed` on.
#[must_use]
pub fn report(set: Set, seed: u64, tables: usize) -> Report {
    let count = |kind: Damage| {
        let mut count = Count::default();
        for s in seed..seed + tables as u64 {
            count.add(&Case::new(set, kind, s), kind);
        }
        (kind, count)
    };
    Report(KINDS.iter().map(|k| count(*k)).collect())
}

impl Report {
    /// The counts of one kind.
    #[must_use]
    pub fn of(&self, kind: Damage) -> Count {
        let row = self.0.iter().find(|(k, _)| *k == kind);
        row.map(|(_, c)| *c).unwrap_or_default()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{:<15} {:>6} {:>6} {:>7} {:>6} | {:>13} {:>8} {:>6} | {:>6}",
            "damage",
            "tables",
            "whole",
            "cells",
            "back",
            "damaged cells",
            "by place",
            "back",
            "harmed"
        )?;
        for (kind, c) in &self.0 {
            let by_place = share([c.damaged[0], c.by_place]);
            writeln!(
                f,
                "{:<15} {:>6} {:>6} {:>7} {:>6.3} | {:>13} {:>8.3} {:>6.3} | {:>6}",
                kind.name(),
                c.tables,
                c.whole,
                c.cells[0],
                c.share(),
                c.damaged[0],
                by_place,
                c.share_of_damaged(),
                c.harmed
            )?;
        }
        write!(
            f,
            "repairs listed for undamaged tables: {}",
            self.of(Damage::Nothing).needless
        )
    }
}
