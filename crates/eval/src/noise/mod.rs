//! Noisy twins of annotated texts: what scanners and recognition do to a page, the gold facts carried along.
//!
//! A [`Kind`] changes a [`Page`], whose rows know the lines they were made of; so the gold facts of the text
//! become those of its twin. The values stay as they are: a perfect reader sees through the noise. The
//! same seed gives the same twin on every machine.

mod carry;
mod columns;
mod dirt;
mod layout;
mod letters;
mod matrix;
mod numerals;
mod page;
mod tables;

use serde_json::Value;

use crate::repair::Random;
pub use carry::{led, relined};
pub use matrix::{Matrix, clean, matrix};
use page::Page;

/// A text with its gold facts, whole, as they stand in their file.
#[derive(Debug, Clone, PartialEq)]
pub struct Paper {
    /// Name of the text.
    pub file: String,
    /// The text.
    pub text: String,
    /// The gold facts.
    pub gold: Value,
}

/// One kind of noise.
#[derive(Debug, Clone, Copy)]
pub struct Kind {
    /// Its name.
    pub name: &'static str,
    /// What it does.
    pub what: &'static str,
    make: fn(&mut Page, &mut Hand<'_>),
}

/// What makes the noise: chance, how often, and what is known of the text.
struct Hand<'h> {
    random: Random,
    rate: f64,
    gold: &'h Value,
}

impl Hand<'_> {
    /// True as often as the rate says.
    fn slips(&mut self) -> bool {
        self.random.chance(self.rate)
    }

    /// True five times as often, for what there is less of: rows of tables, commas, lines.
    fn slips_often(&mut self) -> bool {
        self.random.chance(5.0 * self.rate)
    }

    /// A number from `from` up to and with `to`.
    fn between(&mut self, from: usize, to: usize) -> usize {
        from + (self.random.draw() % (to - from + 1) as u64) as usize
    }

    fn pick<'l, T>(&mut self, list: &'l [T]) -> &'l T {
        self.random.pick(list)
    }
}

/// Share of the words that a kind damages unless it is told otherwise.
pub const RATE: f64 = 0.02;

/// All kinds, by what they damage: numerals, letters, lines, tables, columns; then dirt.
#[must_use]
pub fn kinds() -> Vec<Kind> {
    let all = [
        numerals::KINDS,
        letters::KINDS,
        layout::KINDS,
        tables::KINDS,
        columns::KINDS,
        dirt::KINDS,
    ];
    all.concat()
}

/// The noisy twin of a paper.
#[must_use]
pub fn twin(kind: &Kind, paper: &Paper, seed: u64, rate: f64) -> Paper {
    let mut page = Page::new(&paper.text);
    let mut hand = Hand {
        random: Random::new(hash(&format!("{seed}:{}:{}", kind.name, paper.file))),
        rate,
        gold: &paper.gold,
    };
    (kind.make)(&mut page, &mut hand);
    Paper {
        file: paper.file.clone(),
        text: page.text(),
        gold: carry::carry(&paper.gold, &paper.text, &page),
    }
}

/// FNV-1a: the same on every machine.
fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |h, b| {
        (h ^ u64::from(b)).wrapping_mul(0x100_0000_01b3)
    })
}
