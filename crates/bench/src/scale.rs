//! Long documents: speed from 10 KB to 10 MB, which should not fall, and resident memory.
//!
//! Every text runs in a process of its own: text to record, and the record written as JSON to nowhere. Its
//! highest resident memory is taken after the first pass.

use std::hint::black_box;
use std::io::{self, BufWriter};
use std::process::Command;
use std::time::{Duration, Instant};
use std::{env, fs};

use sohoa_record::Meta;
use sohoa_text::Options;

use crate::set::Set;
use crate::shapes::Shape;
use crate::stages::PLAIN;
use crate::table::table;
use crate::timing::Spread;

/// First argument of a process that reads one text.
pub const CHILD: &str = "--text";
/// Lengths of the texts.
const BYTES: [usize; 4] = [10_000, 100_000, 1_000_000, 10_000_000];
/// How long a text is read over and over, and how often at least.
const ROUND: Duration = Duration::from_millis(500);
const PASSES: usize = 3;

/// Speed and memory of each shape at each length, without and with repair by context.
pub fn report(set: &Set) -> io::Result<String> {
    let file = env::temp_dir().join(format!("sohoa-bench-{}.txt", std::process::id()));
    let mut rows = Vec::new();
    for shape in Shape::ALL {
        for repair in ["off", "on"] {
            let mut shortest = None;
            for bytes in BYTES {
                fs::write(&file, shape.text(bytes, set))?;
                let [speed, peak] = measure(&file, repair)?;
                let of_shortest = speed / *shortest.get_or_insert(speed);
                rows.push(vec![
                    shape.name().to_owned(),
                    repair.to_owned(),
                    format!("{:.2}", bytes as f64 / 1e6),
                    format!("{speed:.1}"),
                    format!("{:.0} %", of_shortest * 100.0),
                    format!("{peak:.0}"),
                    format!("{:.0}", 60.0 + 12.0 * bytes as f64 / 1e6),
                ]);
            }
        }
    }
    fs::remove_file(&file)?;
    let head = [
        "one text of",
        "repair",
        "MB",
        "MB/s",
        "of 10 KB",
        "peak RSS MB",
        "60 + 12 × MB",
    ];
    Ok(format!(
        "\n## One long text, one thread (median of {PASSES} passes or more)\n{}",
        table(&head, &rows)
    ))
}

fn measure(file: &std::path::Path, repair: &str) -> io::Result<[f64; 2]> {
    let mut command = Command::new(env::current_exe()?);
    let output = command.args([CHILD, repair]).arg(file).output()?;
    let text = String::from_utf8_lossy(&output.stdout);
    let numbers: Option<Vec<f64>> = text.split_whitespace().map(|n| n.parse().ok()).collect();
    match numbers.as_deref() {
        Some(&[speed, peak]) if output.status.success() => Ok([speed, peak]),
        _ => Err(io::Error::other(String::from_utf8_lossy(&output.stderr))),
    }
}

/// Reads one text over and over and prints megabytes a second and peak memory (0 where it is not known).
pub fn child(repair: &str, file: &std::path::Path) -> io::Result<()> {
    let text = fs::read_to_string(file)?;
    let options = match repair {
        "off" => PLAIN,
        _ => Options::default(),
    };
    let meta = Meta::default();
    let pass = || -> io::Result<f64> {
        let start = Instant::now();
        let record = sohoa_record::read_with(black_box(&text), &meta, &options);
        serde_json::to_writer(BufWriter::new(io::sink()), &record)?;
        let seconds = start.elapsed().as_secs_f64();
        Ok(text.len() as f64 / 1e6 / seconds)
    };
    // The first pass makes the word lists too; the second is warm.
    pass()?;
    let peak = crate::batch::peak_rss().unwrap_or(0.0);
    let start = Instant::now();
    let mut speeds = Vec::new();
    while speeds.len() < PASSES || start.elapsed() < ROUND {
        speeds.push(pass()?);
    }
    println!("{} {peak}", Spread::of(speeds).median);
    Ok(())
}
