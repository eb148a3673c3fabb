//! Measures the repair by context: `cargo run --release -p sohoa-xtask -- repair FOLDER`.
//!
//! FOLDER is the one that the language model is counted from; measured is on the parts that were held out, on
//! blocks where no word is odd, nor in the blocks around them. Three tables: damage of our own, the same text
//! undamaged, and all marks lost.

use std::io;
use std::path::Path;

use sohoa_eval::repair::{Figures, Random, damage, measure, restored};
use sohoa_text::Options;

use crate::lm::{BLOCK, Part, is_unmarked, odd_words, parts};

/// What must be reached on both texts together, or the command fails: detected, corrected, precision at least;
/// right words changed in 1,000 and identifiers changed at most.
const DETECTED: f64 = 0.965;
const CORRECTED: f64 = 0.96;
const PRECISION: f64 = 0.965;
const HARMED: f64 = 0.4;
/// Words restored right when all marks are lost, at least.
const RESTORED: f64 = 0.985;
/// Each text is damaged so often, each time otherwise.
const TURNS: u64 = 5;
/// Share of the words that are damaged.
const RATE: f64 = 0.02;
/// So many blocks on either side must be clean too.
const AROUND: usize = 4;

/// Prints the figures.
pub fn run(folder: &Path) -> io::Result<()> {
    println!(
        "| text | right words | damaged | detected | corrected | precision | harmed in 1,000 | identifiers changed | proposed |"
    );
    println!("|---|---|---|---|---|---|---|---|---|");
    let mut lines = Vec::new();
    let (mut all, mut all_marks) = (Figures::default(), [0, 0]);
    for file in ["legal.txt.gz", "admin.txt.gz"] {
        let parts = parts(&folder.join(file))?;
        let held: Vec<String> = parts.iter().filter(|p| p.held_out()).map(clean).collect();
        let (mut hurt, mut untouched) = (Figures::default(), Figures::default());
        let mut marks = [0, 0];
        for (i, text) in held.iter().enumerate() {
            for turn in 0..TURNS {
                let mut random = Random::new(i as u64 * TURNS + turn);
                let (damaged, wounds) = damage(text, RATE, &mut random);
                hurt.add(measure(&damaged, &wounds, &Options::default()));
            }
            untouched.add(measure(text, &[], &Options::default()));
            let [right, all] = restored(text);
            marks = [marks[0] + right, marks[1] + all];
        }
        println!("{}", row(&format!("{file}, damaged"), &hurt));
        println!("{}", row(&format!("{file}, as it is"), &untouched));
        for (kind, [n, found, healed]) in &hurt.kinds {
            lines.push(format!("| {file} | {kind:?} | {n} | {found} | {healed} |"));
        }
        lines.push(format!(
            "| {file} | all marks lost | {} | | {} ({:.4}) |",
            marks[1],
            marks[0],
            marks[0] as f64 / marks[1].max(1) as f64
        ));
        all.add(hurt);
        all_marks = [all_marks[0] + marks[0], all_marks[1] + marks[1]];
    }
    println!("\n| text | kind | words | detected | right again |\n|---|---|---|---|---|");
    println!("{}", lines.join("\n"));
    let [wounds, found, healed] = all.total();
    let share = |a: u64, b: u64| a as f64 / b.max(1) as f64;
    let held = share(found, wounds) >= DETECTED
        && share(healed, wounds) >= CORRECTED
        && share(all.good, all.applied) >= PRECISION
        && 1000.0 * share(all.harmed, all.right) <= HARMED
        && all.identifiers == 0
        && share(all_marks[0], all_marks[1]) >= RESTORED;
    if held {
        Ok(())
    } else {
        Err(io::Error::other(
            "less is repaired than before, or more is harmed",
        ))
    }
}

fn row(name: &str, f: &Figures) -> String {
    let [n, found, healed] = f.total();
    let share = |a: u64, b: u64| {
        if b == 0 {
            "–".to_owned()
        } else {
            format!("{:.4}", a as f64 / b as f64)
        }
    };
    format!(
        "| {name} | {} | {n} | {} | {} | {} | {:.3} | {} | {} |",
        f.right,
        share(found, n),
        share(healed, n),
        share(f.good, f.applied),
        1000.0 * f.harmed as f64 / f.right.max(1) as f64,
        f.identifiers,
        f.proposed
    )
}

/// The lines of a part that recognition has left whole, as far as its words tell.
fn clean(part: &Part) -> String {
    let blocks: Vec<&[String]> = part.lines.chunks(BLOCK).collect();
    let odd: Vec<bool> = blocks.iter().map(|b| odd_words(b) > 0).collect();
    let mut out = String::new();
    for (i, block) in blocks.iter().enumerate() {
        let around = i.saturating_sub(AROUND)..(i + AROUND + 1).min(odd.len());
        if odd[around].contains(&true) {
            continue;
        }
        for line in block.iter().filter(|l| !is_unmarked(l)) {
            out.push_str(line);
            out.push('\n');
        }
    }
    out
}
