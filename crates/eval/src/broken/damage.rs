//! What recognition does to tables, on purpose: each kind of damage alone, and all of them together.

use super::layout::{Row, RowIs, Sheet};
use super::prng::Prng;

/// A kind of damage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Damage {
    /// None.
    Nothing,
    /// The tab between two cells became a blank.
    Fused,
    /// An empty cell before others was dropped.
    ShiftedLeft,
    /// A tab too many before a cell.
    ShiftedRight,
    /// A tab between the words of one cell.
    Split,
    /// A tab or a blank inside a number.
    Number,
    /// A blank inside a word.
    Word,
    /// A row on two lines, cut between cells or words.
    Cut,
    /// A row on two lines, a hyphen where a cell was cut.
    Hyphen,
    /// The labels of some rows stand one row below.
    Slipped,
    /// All kinds in one table.
    Mixed,
}

/// All kinds, in the order in which they are reported.
pub const KINDS: [Damage; 11] = [
    Damage::Nothing,
    Damage::Fused,
    Damage::ShiftedLeft,
    Damage::ShiftedRight,
    Damage::Split,
    Damage::Number,
    Damage::Word,
    Damage::Cut,
    Damage::Hyphen,
    Damage::Slipped,
    Damage::Mixed,
];

impl Damage {
    /// Its name in reports.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Damage::Nothing => "nothing",
            Damage::Fused => "cells fused",
            Damage::ShiftedLeft => "shifted left",
            Damage::ShiftedRight => "shifted right",
            Damage::Split => "cell split",
            Damage::Number => "number split",
            Damage::Word => "word split",
            Damage::Cut => "row cut",
            Damage::Hyphen => "hyphenated",
            Damage::Slipped => "labels slipped",
            Damage::Mixed => "mixed",
        }
    }
}

/// How many rows in a hundred each kind strikes alone, and together with others.
fn rate(kind: Damage, mixed: bool) -> usize {
    let alone = match kind {
        Damage::Fused | Damage::Split | Damage::Word => 25,
        Damage::Number => 35,
        _ => 20,
    };
    if mixed { alone / 5 } else { alone }
}

/// A printed row: its lines, and whether it was damaged.
#[derive(Debug, Clone)]
pub(super) struct Printed {
    pub lines: Vec<String>,
    pub damaged: bool,
}

/// The rows of a sheet as they are printed.
pub(super) fn print(sheet: &Sheet, kind: Damage, rng: &mut Prng) -> Vec<Printed> {
    let mut rows = sheet.rows.clone();
    let mixed = kind == Damage::Mixed;
    let (mut slipped, mut left_over) = (Vec::new(), None);
    if kind == Damage::Slipped || mixed && rng.chance(15) {
        (slipped, left_over) = slip(&mut rows, rng);
    }
    let mut out = Vec::with_capacity(rows.len());
    for (i, row) in rows.iter().enumerate() {
        let was_slipped = slipped.contains(&i);
        let kinds: &[Damage] = if mixed { &KINDS[1..9] } else { &[kind] };
        let struck = kinds
            .iter()
            .filter(|_| row.is == RowIs::Data && !was_slipped)
            .find(|k| rng.chance(rate(**k, mixed)));
        let lines = struck.and_then(|k| strike(&row.cells, *k, rng));
        out.push(Printed {
            damaged: lines.is_some() || was_slipped,
            lines: lines.unwrap_or_else(|| vec![row.cells.join("\t")]),
        });
        if let (Some(label), true) = (&left_over, slipped.last() == Some(&i)) {
            let alone = format!("{label}{}", "\t".repeat(row.cells.len() - 1));
            out[i].lines.push(alone);
        }
    }
    out
}

/// Moves the labels of a run of rows one row down; the last one is left over.
fn slip(rows: &mut [Row], rng: &mut Prng) -> (Vec<usize>, Option<String>) {
    let data: Vec<usize> = (0..rows.len())
        .filter(|&i| rows[i].is == RowIs::Data)
        .collect();
    // A run of data rows without a group row between them.
    let from = rng.below(data.len().saturating_sub(3));
    let mut run = vec![data[from]];
    for &i in &data[from + 1..] {
        if i != run[run.len() - 1] + 1 || run.len() > 4 {
            break;
        }
        run.push(i);
    }
    if run.len() < 2 {
        return (Vec::new(), None);
    }
    let mut label = String::new();
    for &i in &run {
        std::mem::swap(&mut rows[i].cells[0], &mut label);
    }
    (run, Some(label))
}

/// The lines of a damaged row, none where this kind finds nothing to damage.
fn strike(cells: &[String], kind: Damage, rng: &mut Prng) -> Option<Vec<String>> {
    let filled = |i: &usize| !cells[*i].is_empty();
    let mut out = cells.to_vec();
    match kind {
        Damage::Fused => {
            let pairs: Vec<usize> = (1..cells.len() - 1)
                .filter(|i| filled(i) && filled(&(i + 1)))
                .collect();
            let i = *some(&pairs, rng)?;
            let right = out.remove(i + 1);
            out[i] = format!("{} {right}", out[i]);
        }
        Damage::ShiftedLeft => {
            let last = (0..cells.len()).rev().find(filled)?;
            let holes: Vec<usize> = (1..last).filter(|i| !filled(i)).collect();
            out.remove(*some(&holes, rng)?);
        }
        Damage::ShiftedRight => {
            let last = (0..cells.len()).rev().find(filled)?;
            out.insert(rng.between(1, last), String::new());
        }
        Damage::Split => {
            let i = wordy(cells, rng)?;
            let (a, b) = halve(&cells[i], ' ', rng)?;
            out[i] = a;
            out.insert(i + 1, b);
        }
        Damage::Number => {
            let sums: Vec<usize> = (1..cells.len())
                .filter(|&i| is_sum(&cells[i]) && cells[i].contains('.'))
                .collect();
            let i = *some(&sums, rng)?;
            let points: Vec<usize> = cells[i].match_indices('.').map(|(p, _)| p).collect();
            let at = *some(&points, rng)? + rng.below(2);
            let (a, b) = cells[i].split_at(at);
            if rng.chance(50) {
                out[i] = format!("{a} \t{b}");
            } else {
                out[i] = format!("{a} {b}");
            }
        }
        Damage::Word => {
            let i = wordy(cells, rng)?;
            out[i] = split_word(&cells[i], rng)?;
        }
        Damage::Cut => {
            let i = rng.between(1, cells.len() - 2);
            let cut = halve(&cells[i], ' ', rng).filter(|_| rng.chance(50));
            let (a, b) = cut.unwrap_or_else(|| (cells[i].clone(), String::new()));
            let mut first = out[..i].to_vec();
            first.push(a);
            let mut second = if b.is_empty() { Vec::new() } else { vec![b] };
            second.extend_from_slice(&out[i + 1..]);
            return Some(vec![first.join("\t"), second.join("\t")]);
        }
        Damage::Hyphen => {
            let i = wordy(cells, rng)?;
            let (a, b) = halve(&cells[i], ' ', rng)?;
            let small = |s: &str, end: bool| {
                let c = if end {
                    s.chars().next_back()
                } else {
                    s.chars().next()
                };
                c.is_some_and(char::is_lowercase)
            };
            if !small(&a, true) || !small(&b, false) {
                return None;
            }
            let mut first = out[..i].to_vec();
            first.push(format!("{a}-"));
            let mut second = vec![b];
            second.extend_from_slice(&out[i + 1..]);
            return Some(vec![first.join("\t"), format!(" {}", second.join("\t"))]);
        }
        Damage::Nothing | Damage::Slipped | Damage::Mixed => return None,
    }
    Some(vec![out.join("\t")])
}

fn some<'l, T>(list: &'l [T], rng: &mut Prng) -> Option<&'l T> {
    (!list.is_empty()).then(|| rng.pick(list))
}

fn is_sum(cell: &str) -> bool {
    cell.bytes().all(|b| b.is_ascii_digit() || b == b'.')
}

/// A cell of several words.
fn wordy(cells: &[String], rng: &mut Prng) -> Option<usize> {
    let wordy: Vec<usize> = (1..cells.len())
        .filter(|&i| cells[i].contains(' ') && !is_sum(&cells[i]))
        .collect();
    some(&wordy, rng).copied()
}

/// A text in two at one of the marks.
fn halve(text: &str, mark: char, rng: &mut Prng) -> Option<(String, String)> {
    let marks: Vec<usize> = text.match_indices(mark).map(|(i, _)| i).collect();
    let at = *some(&marks, rng)?;
    Some((text[..at].to_owned(), text[at + 1..].to_owned()))
}

/// A blank inside one of the words.
fn split_word(text: &str, rng: &mut Prng) -> Option<String> {
    let words: Vec<&str> = text.split(' ').collect();
    let long: Vec<usize> = (0..words.len())
        .filter(|&i| words[i].chars().count() >= 3 && words[i].chars().all(char::is_alphabetic))
        .collect();
    let i = *some(&long, rng)?;
    let inner = words[i].chars().count() - 1;
    let (at, _) = words[i].char_indices().nth(rng.between(1, inner))?;
    let torn = format!("{} {}", &words[i][..at], &words[i][at..]);
    let mut words = words;
    words[i] = &torn;
    Some(words.join(" "))
}
