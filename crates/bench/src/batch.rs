//! A whole batch, files on disk to `records.jsonl`: speed on one job and on two, and resident memory.
//!
//! The corpus is small, so it is copied many times over. Each batch runs in a process of its own, which
//! tells its highest resident memory; a batch of four times the files shows whether that grows.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs, io, process};

use sohoa_batch::{Options, Quiet};

use crate::set::Set;
use crate::table::table;
use crate::timing::{ROUNDS, Spread};

/// First argument of a process that runs one batch.
pub const CHILD: &str = "--batch";
/// Copies of the set in the two sizes of batch.
const COPIES: [usize; 2] = [100, 400];

/// What one process tells of its batch.
struct Outcome {
    files: f64,
    bytes: f64,
    seconds: f64,
    /// In MB; where the system does not say, nothing.
    peak: Option<f64>,
}

/// The batch on one job and on two, small and large.
pub fn report(set: &Set) -> io::Result<String> {
    let folder = Folder::new()?;
    let mut rows = Vec::new();
    for copies in COPIES {
        let inputs = folder.0.join(format!("in-{copies}"));
        copy(set, &inputs, copies)?;
        let mut alone = 0.0;
        for jobs in [1, 2] {
            let outcomes = (0..ROUNDS)
                .map(|_| run(jobs, &inputs, &folder.0.join("out")))
                .collect::<io::Result<Vec<_>>>()?;
            rows.push(row(jobs, &outcomes, &mut alone));
        }
    }
    let head = [
        "jobs",
        "files",
        "MB",
        "MB/s min",
        "median",
        "max",
        "files/s",
        "speed-up",
        "peak RSS MB",
    ];
    let title = format!(
        "\n## Batch of the {}, {ROUNDS} rounds\n{}",
        set.name,
        table(&head, &rows)
    );
    Ok(title)
}

fn row(jobs: usize, outcomes: &[Outcome], alone: &mut f64) -> Vec<String> {
    let spread = |value: fn(&Outcome) -> f64| Spread::of(outcomes.iter().map(value).collect());
    let speed = spread(|o| o.bytes / 1e6 / o.seconds);
    if jobs == 1 {
        *alone = speed.median;
    }
    let peak = outcomes.iter().filter_map(|o| o.peak).reduce(f64::max);
    let mut row = vec![
        jobs.to_string(),
        format!("{:.0}", outcomes[0].files),
        format!("{:.1}", outcomes[0].bytes / 1e6),
    ];
    row.extend(speed.cells(1));
    row.push(format!("{:.0}", spread(|o| o.files / o.seconds).median));
    row.push(format!("{:.2}", speed.median / *alone));
    row.push(peak.map_or("unknown".into(), |p| format!("{p:.0}")));
    row
}

fn run(jobs: usize, inputs: &Path, out: &Path) -> io::Result<Outcome> {
    let mut command = Command::new(env::current_exe()?);
    command.args([CHILD, &jobs.to_string()]);
    let output = command.arg(inputs).arg(out).output()?;
    let text = String::from_utf8_lossy(&output.stdout);
    let numbers: Option<Vec<f64>> = text.split_whitespace().map(|n| n.parse().ok()).collect();
    match numbers.as_deref() {
        Some(&[files, bytes, seconds, peak]) if output.status.success() => Ok(Outcome {
            files,
            bytes,
            seconds,
            peak: (peak > 0.0).then_some(peak),
        }),
        _ => Err(io::Error::other(String::from_utf8_lossy(&output.stderr))),
    }
}

/// Runs one batch and prints files, bytes, seconds and peak memory (0 where it is not known).
pub fn child(jobs: &str, inputs: &Path, out: &Path) -> io::Result<()> {
    let options = Options {
        paths: vec![inputs.to_owned()],
        out: out.to_owned(),
        jobs: jobs.parse().ok(),
        ..Options::default()
    };
    let start = std::time::Instant::now();
    let report = sohoa_batch::ingest(&options, std::sync::Arc::new(Quiet));
    let seconds = start.elapsed().as_secs_f64();
    let counts = report.map_err(|e| io::Error::other(e.message()))?.counts;
    let peak = peak_rss().unwrap_or(0.0);
    println!("{} {} {seconds} {peak}", counts.records, counts.bytes);
    Ok(())
}

/// Highest resident memory of this process in MB, on Linux.
pub fn peak_rss() -> Option<f64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:"))?;
    let kib: f64 = line.split_whitespace().next()?.parse().ok()?;
    Some(kib * 1024.0 / 1e6)
}

fn copy(set: &Set, to: &Path, copies: usize) -> io::Result<()> {
    for n in 0..copies {
        let folder = to.join(format!("{n:04}"));
        fs::create_dir_all(&folder)?;
        for (text, meta) in &set.texts {
            fs::write(folder.join(&meta.path), text)?;
        }
    }
    Ok(())
}

/// A folder for the batches, gone when the measuring is over.
struct Folder(PathBuf);

impl Folder {
    fn new() -> io::Result<Folder> {
        let path = env::temp_dir().join(format!("sohoa-bench-{}", process::id()));
        fs::create_dir_all(&path)?;
        Ok(Folder(path))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What cannot be removed is the system's to clean up.
        let _ = fs::remove_dir_all(&self.0);
    }
}
