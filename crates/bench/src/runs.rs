//! A run over very many small files: speed beside one thread that only reads, memory over time, the second start.
//!
//! `cargo run --release -p sohoa-bench -- --runs 10000 100000 [--save NAME]`; 100,000 files take 5 GB while it lasts. Time
//! of the processor is told beside time of the clock: on a busy machine only that means something.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::thread::sleep;
use std::time::{Duration, Instant};
use std::{env, hint};

use sohoa_batch::{Options, Quiet};
use sohoa_forge::{Form, forge};
use sohoa_record::Meta;

use crate::batch::{Folder, peak_rss};
use crate::table::table;

/// First argument of a process that does one run.
pub const CHILD: &str = "--run";

/// Sizes of the files.
const BYTES: std::ops::RangeInclusive<usize> = 2048..=8192;
/// So many files lie in one folder.
const FOLDER: u64 = 1000;
/// First argument of a process in which one thread reads without a run.
pub const ALONE: &str = "--alone";
/// So many files show how fast one thread reads.
const SAMPLE: u64 = 2000;
/// The stamps of files younger than this are not trusted by a run.
const TICK: Duration = Duration::from_secs(3);
/// Memory is told for so many parts of the time.
const PARTS: usize = 5;

/// What one process tells of its run.
struct Outcome {
    read: f64,
    records: f64,
    bytes: f64,
    seconds: f64,
    processor: f64,
    peak: f64,
    /// Highest resident memory in each part of the time, in MB.
    memory: Vec<f64>,
}

/// One run for each of the counts of files, and a second start of each.
pub fn report(counts: &[u64]) -> io::Result<String> {
    let folder = Folder::new()?;
    let inputs = folder.0.join("in");
    let mut rows = Vec::new();
    let mut nth = write(&inputs, 0, SAMPLE, 0)?;
    let mut written = SAMPLE;
    let mut speeds = Vec::new();
    for &count in counts {
        nth = write(&inputs, written, count, nth)?;
        written = written.max(count);
        sleep(TICK);
        let out = folder.0.join(format!("out-{count}"));
        // The pace of a machine changes: one thread is timed on both sides of the run that stands beside it.
        let before = one_thread(&inputs)?;
        let fresh = run(&inputs, &out)?;
        let alone = f64::midpoint(before, one_thread(&inputs)?);
        speeds.push(format!("{:.2}", 1.0 / alone));
        rows.push(row("fresh", &fresh, alone));
        rows.push(row("unchanged", &run(&inputs, &out)?, alone));
        fs::remove_dir_all(out)?;
    }
    let head = [
        "run",
        "records",
        "read",
        "MB",
        "seconds",
        "CPU s",
        "MB/s",
        "of CPU s reading alone",
        "peak RSS MB",
        "RSS MB by fifths of the time",
    ];
    let title = format!(
        "\n## Runs over small files ({} to {} bytes, forged), two threads\nOne thread that only reads them from memory to lines, before and after each fresh run: {} MB a second of its time.\n\n",
        BYTES.start(),
        BYTES.end(),
        speeds.join(", ")
    );
    Ok(title + &table(&head, &rows))
}

fn row(what: &str, o: &Outcome, alone: f64) -> Vec<String> {
    let megabytes = o.bytes / 1e6;
    let share = match o.read as u64 {
        0 => "–".to_owned(),
        _ => format!("{:.1} %", 100.0 * megabytes * alone / o.processor),
    };
    let memory: Vec<String> = o.memory.iter().map(|m| format!("{m:.0}")).collect();
    vec![
        what.to_owned(),
        format!("{}", o.records),
        format!("{}", o.read),
        format!("{megabytes:.1}"),
        format!("{:.2}", o.seconds),
        format!("{:.2}", o.processor),
        format!("{:.2}", megabytes / o.seconds),
        share,
        format!("{:.0}", o.peak),
        memory.join(" "),
    ]
}

/// Forges files until there are `until`; returns the number of the next paper.
fn write(inputs: &Path, from: u64, until: u64, mut nth: u64) -> io::Result<u64> {
    let mut n = from;
    while n < until {
        let forged = forge(1, nth, None, Form::Text);
        nth += 1;
        if !BYTES.contains(&forged.bytes.len()) {
            continue;
        }
        let folder = inputs.join(format!("{:03}", n / FOLDER));
        fs::create_dir_all(&folder)?;
        fs::write(folder.join(format!("{n:06}.txt")), &forged.bytes)?;
        n += 1;
    }
    Ok(nth)
}

/// Seconds of the processor for a megabyte, on one thread, from texts in memory to lines in memory.
fn one_thread(inputs: &Path) -> io::Result<f64> {
    let mut command = Command::new(env::current_exe()?);
    let output = command.arg(ALONE).arg(inputs).output()?;
    let told = String::from_utf8_lossy(&output.stdout);
    told.trim().parse().map_err(io::Error::other)
}

/// Reads the first files on one thread and prints the seconds of the processor for a megabyte.
pub fn alone(inputs: &Path) -> io::Result<()> {
    let mut texts = Vec::new();
    for n in 0..SAMPLE {
        let path = inputs.join(format!("{:03}/{n:06}.txt", n / FOLDER));
        texts.push((path.display().to_string(), fs::read_to_string(path)?));
    }
    let before = processor().unwrap_or(0.0);
    for (path, text) in &texts {
        let meta = Meta {
            path: path.clone(),
            ..Meta::default()
        };
        let record = sohoa_record::read(text, &meta);
        hint::black_box(serde_json::to_vec(&record)?);
    }
    let seconds = processor().unwrap_or(0.0) - before;
    let bytes: usize = texts.iter().map(|(_, t)| t.len()).sum();
    println!("{}", seconds / (bytes as f64 / 1e6));
    Ok(())
}

fn run(inputs: &Path, out: &Path) -> io::Result<Outcome> {
    let mut command = Command::new(env::current_exe()?);
    command.arg(CHILD).arg(inputs).arg(out);
    let mut child = command.stdout(Stdio::piped()).spawn()?;
    let samples = sample(&mut child)?;
    let mut text = String::new();
    if let Some(mut from) = child.stdout.take() {
        from.read_to_string(&mut text)?;
    }
    let numbers: Option<Vec<f64>> = text.split_whitespace().map(|n| n.parse().ok()).collect();
    let Some(&[read, records, bytes, seconds, processor, peak]) = numbers.as_deref() else {
        return Err(io::Error::other("the run told nothing"));
    };
    let part = samples.len().div_ceil(PARTS).max(1);
    let memory = samples.chunks(part);
    Ok(Outcome {
        read,
        records,
        bytes,
        seconds,
        processor,
        peak,
        memory: memory
            .map(|part| part.iter().copied().fold(0.0, f64::max))
            .collect(),
    })
}

/// Resident memory of the process in MB, time and again until it ends.
fn sample(child: &mut Child) -> io::Result<Vec<f64>> {
    let status = format!("/proc/{}/status", child.id());
    let mut samples = Vec::new();
    while child.try_wait()?.is_none() {
        let mut text = String::new();
        // It may have ended in between.
        let read = File::open(&status).and_then(|mut f| f.read_to_string(&mut text));
        let line = text.lines().find_map(|l| l.strip_prefix("VmRSS:"));
        let kib = line.and_then(|l| l.split_whitespace().next()?.parse::<f64>().ok());
        samples.extend(read.ok().and(kib).map(|kib| kib * 1024.0 / 1e6));
        sleep(Duration::from_millis(20));
    }
    Ok(samples)
}

/// Does one run and prints inputs read, records, bytes, seconds, seconds of the processor, peak memory.
pub fn child(inputs: &Path, out: &Path) -> io::Result<()> {
    let options = Options {
        paths: vec![inputs.to_owned()],
        out: out.to_owned(),
        jobs: Some(2),
        ..Options::default()
    };
    let start = Instant::now();
    let report = sohoa_batch::ingest(&options, Arc::new(Quiet));
    let seconds = start.elapsed().as_secs_f64();
    let report = report.map_err(|e| io::Error::other(e.message()))?;
    println!(
        "{} {} {} {seconds} {} {}",
        report.read,
        report.counts.records,
        report.counts.bytes,
        processor().unwrap_or(0.0),
        peak_rss().unwrap_or(0.0)
    );
    Ok(())
}

/// Seconds that this process had of the processor, on Linux.
fn processor() -> Option<f64> {
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    // The name of the program, in brackets, may hold blanks.
    let (_, fields) = stat.rsplit_once(')')?;
    let fields: Vec<&str> = fields.split_whitespace().collect();
    let ticks: f64 = fields.get(11)?.parse::<f64>().ok()? + fields.get(12)?.parse::<f64>().ok()?;
    // Linux tells it in hundredths of a second to every program.
    Some(ticks / 100.0)
}
