//! Decoded text to serialised record on one thread, whole and stage by stage.
//!
//! The stages before the record can be called alone; building the record cannot, so its time is what
//! `sohoa_record::read` takes beyond them. Records are dropped outside of the clocks.

use std::hint::black_box;
use std::time::Duration;

use sohoa_text::{Options, Restore, Text};

use crate::set::Set;
use crate::table::table;
use crate::timing::{ROUNDS, Spread, rounds, timed};

/// Seconds of one pass over a set.
struct Pass {
    /// Text to bytes, as a batch does it: reading to the record, and writing it as JSON.
    whole: Vec<[f64; 2]>,
    /// The same without repair by context.
    plain: Vec<[f64; 2]>,
    /// The first two stages alone, without repair by context: normalise, parse.
    first: Vec<[f64; 2]>,
}

/// Speed of every set, then where the time goes.
pub fn report(sets: &[Set]) -> String {
    let passes: Vec<Pass> = sets.iter().map(measure).collect();
    let mut speeds = Vec::new();
    let mut splits = Vec::new();
    for (set, pass) in sets.iter().zip(&passes) {
        speeds.push(speed(set, set.name, &pass.whole));
        let name = format!("{}, --repair off", set.name);
        speeds.push(speed(set, &name, &pass.plain));
        splits.extend(split(set, pass));
    }
    let title = format!("\n## Text to record, one thread ({ROUNDS} rounds of 2 s)\n");
    let head = ["set", "files", "KB", "MB/s min", "median", "max"];
    let stages = ["set", "stage", "ms a pass", "share", "MB/s"];
    format!(
        "{title}{}\n{}",
        table(&head, &speeds),
        table(&stages, &splits)
    )
}

fn measure(set: &Set) -> Pass {
    Pass {
        whole: rounds(|clocks| whole(set, &Options::default(), clocks)),
        plain: rounds(|clocks| whole(set, &PLAIN, clocks)),
        first: rounds(|clocks| first(set, clocks)),
    }
}

/// No word is repaired by its context, no mark restored.
pub const PLAIN: Options = Options {
    repair: false,
    restore: Restore::Never,
};

fn whole(set: &Set, options: &Options, [read, write]: &mut [Duration; 2]) {
    for (text, meta) in &set.texts {
        let record = timed(read, || {
            sohoa_record::read_with(black_box(text), meta, options)
        });
        let line = timed(write, || serde_json::to_vec(&record));
        black_box(line.is_ok());
    }
}

fn first(set: &Set, [normalise, parse]: &mut [Duration; 2]) {
    for (text, _) in &set.texts {
        let text = timed(normalise, || Text::with(black_box(text), &PLAIN));
        black_box(timed(parse, || sohoa_syntax::parse(&text)));
    }
}

fn speed(set: &Set, name: &str, seconds: &[[f64; 2]]) -> Vec<String> {
    let mb = set.bytes() as f64 / 1e6;
    let spread = Spread::of(seconds.iter().map(|[r, w]| mb / (r + w)).collect());
    let mut row = vec![
        name.to_owned(),
        set.texts.len().to_string(),
        format!("{:.0}", mb * 1e3),
    ];
    row.extend(spread.cells(1));
    row
}

fn split(set: &Set, pass: &Pass) -> Vec<Vec<String>> {
    let median = |rounds: &[[f64; 2]], i: usize| {
        let values = rounds.iter().map(|r| r[i]).collect();
        Spread::of(values).median
    };
    let (read, write) = (median(&pass.plain, 0), median(&pass.plain, 1));
    let repaired = median(&pass.whole, 0) - read;
    let (normalise, parse) = (median(&pass.first, 0), median(&pass.first, 1));
    let build = (read - normalise - parse).max(0.0);
    let row = |(stage, seconds): (&str, f64)| {
        vec![
            set.name.to_owned(),
            stage.to_owned(),
            format!("{:.2}", seconds * 1e3),
            format!("{:.0} %", seconds / (read + repaired + write) * 100.0),
            format!("{:.1}", set.bytes() as f64 / 1e6 / seconds),
        ]
    };
    let stages = [
        ("normalise, identifiers", normalise),
        ("repair by context", repaired.max(0.0)),
        ("parse", parse),
        ("build record", build),
        ("serialise", write),
    ];
    stages.into_iter().map(row).collect()
}
