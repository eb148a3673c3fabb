//! Numerals of the corpus damaged as recognition damages them: how many does the sequence bring back?

mod common;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use common::corpus::papers;
use common::shared::shared;
use sohoa_record::Meta;
use sohoa_record::model::{Document, Numbering, Record, Section};

/// A unit: its numbering, its marker and the byte where it begins.
#[derive(Debug, Clone)]
struct Unit {
    numbering: Numbering,
    path: String,
    marker: String,
    at: usize,
    line: u32,
}

fn units(record: &Record) -> Vec<Unit> {
    fn below(sections: &[Section], out: &mut Vec<Unit>) {
        for s in sections {
            out.push(Unit {
                numbering: s.numbering,
                path: s.path.to_string(),
                marker: s.marker.as_deref().unwrap_or_default().to_owned(),
                at: s.span.range().start,
                line: s.span.lines[0],
            });
            below(&s.children, out);
        }
    }
    let mut out = Vec::new();
    let bodies = |d: &Document| {
        let mut all = vec![d.sections.clone()];
        all.extend(d.annexes.iter().map(|a| a.sections.clone()));
        all
    };
    for sections in record.documents.iter().flat_map(bodies) {
        below(&sections, &mut out);
    }
    out.sort_by_key(|u| u.at);
    out
}

/// The same numbers on every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % sides as u64) as usize
    }
}

/// What recognition makes of a piece of a numeral.
fn slips(numbering: Numbering) -> &'static [(&'static str, &'static str)] {
    match numbering {
        Numbering::Roman => &[
            ("III", "IH"),
            ("III", "HI"),
            ("III", "lll"),
            ("II", "H"),
            ("II", "ll"),
            ("II", "1I"),
            ("II", "I1"),
            ("II", "Il"),
            ("II", "11"),
            ("II", "U"),
            ("IV", "1V"),
            ("IV", "lV"),
            ("VI", "Vl"),
            ("VI", "V1"),
            ("I", "l"),
            ("I", "1"),
            ("I", "|"),
            ("I", "!"),
            ("V", "v"),
            ("X", "x"),
            (".", ","),
            (".", " ."),
            (".", ":"),
            (".", ""),
        ],
        Numbering::Decimal => &[
            ("1", "l"),
            ("1", "I"),
            ("1", "|"),
            ("1", "i"),
            ("0", "O"),
            ("0", "o"),
            ("5", "S"),
            ("8", "B"),
            ("2", "Z"),
            ("6", "b"),
            (".", ","),
            (".", " ."),
            ("1.1", "1. 1"),
            (".", ""),
        ],
        Numbering::Letter => &[
            ("a", "à"),
            ("a", "á"),
            ("a", "o"),
            ("b", "6"),
            ("b", "h"),
            ("c", "e"),
            ("c", "C"),
            ("d", "đ"),
            ("đ", "d"),
            ("e", "c"),
            ("e", "é"),
            ("g", "q"),
            ("g", "9"),
            ("i", "í"),
            ("i", "l"),
            (")", "}"),
            (")", "]"),
            (")", " )"),
            (")", "."),
            (")", "j"),
        ],
        _ => &[],
    }
}

/// Damages some of the units: the text, and which units with which slip.
fn damage(
    text: &str,
    units: &[Unit],
    one_in: usize,
    dice: &mut Dice,
) -> (String, Vec<(usize, String)>) {
    let mut out = text.to_owned();
    let mut hurt = Vec::new();
    for (i, u) in units.iter().enumerate().rev() {
        let legible = !u.marker.is_empty() && text[u.at..].starts_with(&u.marker);
        let fit: Vec<_> = slips(u.numbering)
            .iter()
            .filter(|(right, _)| u.marker.contains(right))
            .collect();
        if !legible || fit.is_empty() || dice.roll(one_in) > 0 {
            continue;
        }
        let (right, wrong) = fit[dice.roll(fit.len())];
        let at = u.at + u.marker.find(right).unwrap_or(0);
        out.replace_range(at..at + right.len(), wrong);
        hurt.push((i, format!("{:?} {right} → {wrong}", u.numbering)));
    }
    (out, hurt)
}

#[derive(Debug, Default)]
struct Count {
    hurt: usize,
    back: usize,
    /// Read as it was before, and no repair says so.
    silent: usize,
    sound: usize,
    dragged: usize,
    slips: BTreeMap<String, (usize, usize)>,
}

impl Count {
    /// Damages one text once and counts what comes back.
    fn add(&mut self, text: &str, one_in: usize, dice: &mut Dice) {
        let before = units(&sohoa_record::read(text, &Meta::default()));
        let (damaged, hurt) = damage(text, &before, one_in, dice);
        let record = sohoa_record::read(&damaged, &Meta::default());
        let after = units(&record);
        for (i, u) in before.iter().enumerate() {
            let nth =
                |all: &[Unit], k: usize| all[..k].iter().filter(|o| o.line == all[k].line).count();
            let order = nth(&before, i);
            let twin =
                (0..after.len()).find(|&k| after[k].line == u.line && nth(&after, k) == order);
            let same = twin.is_some_and(|k| after[k].path == u.path);
            let Some((_, slip)) = hurt.iter().find(|(k, _)| *k == i) else {
                self.sound += 1;
                self.dragged += usize::from(!same);
                continue;
            };
            let entry = self.slips.entry(slip.clone()).or_default();
            entry.0 += 1;
            entry.1 += usize::from(same);
            self.hurt += 1;
            self.back += usize::from(same);
            let mut repairs = record.repairs.iter();
            let listed = repairs.any(|r| r.applied && r.span.lines[0] == u.line);
            let as_before = twin.is_some_and(|k| after[k].marker == u.marker);
            self.silent += usize::from(same && as_before && !listed);
        }
    }

    fn show(&self) -> String {
        let mut out = format!(
            "{} of {} came back, {} in silence; {} of {} others were dragged along\n",
            self.back, self.hurt, self.silent, self.dragged, self.sound
        );
        for (slip, (n, back)) in &self.slips {
            let _ = writeln!(out, "  {slip:24} {back} of {n}");
        }
        out
    }
}

fn run(texts: &[String], one_in: usize, rounds: u64) -> Count {
    let mut count = Count::default();
    for round in 0..rounds {
        for (i, text) in texts.iter().enumerate() {
            let mut dice = Dice(0x9e37_79b9_7f4a_7c15 ^ (round * 1000 + i as u64 + 1));
            count.add(text, one_in, &mut dice);
        }
    }
    count
}

fn holds(texts: &[String], one_in: usize, rounds: u64, back: f64, dragged: f64) {
    let count = run(texts, one_in, rounds);
    println!("one in {one_in}: {}", count.show());
    assert!(count.hurt > 40, "{} are too few", count.hurt);
    assert_eq!(count.silent, 0, "{}", count.show());
    assert!(
        count.back as f64 >= back * count.hurt as f64,
        "{}",
        count.show()
    );
    assert!(
        count.dragged as f64 <= dragged * count.sound as f64,
        "{}",
        count.show()
    );
}

fn corpus() -> Vec<String> {
    papers().iter().map(|p| p.text().to_owned()).collect()
}

#[test]
fn one_damaged_numeral_in_fifty_comes_back() {
    holds(&corpus(), 50, 12, 0.9, 0.003);
}

#[test]
fn one_damaged_numeral_in_ten_comes_back() {
    holds(&corpus(), 10, 4, 0.88, 0.008);
}

#[test]
fn real_plans_come_back_too() {
    let Some(folder) = shared("seeds") else {
        return;
    };
    let texts: Vec<String> = common::corpus::files(&folder, "txt")
        .iter()
        .map(|p| std::fs::read_to_string(p).unwrap())
        .collect();
    holds(&texts, 10, 6, 0.82, 0.005);
}
