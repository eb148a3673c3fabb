//! The run itself: windows of inputs, read in parallel, written in order.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};
use sohoa_record::Meta;
use sohoa_record::model::Record;
use sohoa_source::{Decoded, ErrorKind, Input, Limits, Means, Scanner, SourceError, Walk};

use crate::output::Pending;
use crate::{BatchError, Counts, InputSummary, Report};

/// A window closes at this many inputs or this many bytes, whichever comes first.
const WINDOW_INPUTS: usize = 256;
const WINDOW_BYTES: u64 = 8 * 1024 * 1024;

/// The line of a larger text is written as it is made, when its turn comes; smaller ones are made ahead.
const LARGE: usize = 256 * 1024;

/// A line of the output is at most about this many times as long as its text; room that is never written
/// costs nothing, growing does.
const LINE_PER_TEXT: usize = 8;

/// Deeply nested sections are walked by recursion; the usual 2 MiB of a thread are too few to be safe.
const STACK: usize = 16 * 1024 * 1024;

/// What to read and where to write.
#[derive(Debug, Clone)]
pub struct Options {
    /// Files and folders.
    pub paths: Vec<PathBuf>,
    /// The folder for `records.jsonl` and `report.json`; made where it is missing.
    pub out: PathBuf,
    /// Number of threads; `None` for one a core.
    pub jobs: Option<usize>,
    /// What an input may unfold to.
    pub limits: Limits,
    /// What reads pictures; without it they are refused.
    pub scanner: Option<Arc<Scanner>>,
    /// How many inputs the report keeps a summary of.
    pub summaries: usize,
    /// How each text is read.
    pub reading: sohoa_record::Options,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            paths: Vec::new(),
            out: PathBuf::new(),
            jobs: None,
            limits: Limits::default(),
            scanner: None,
            summaries: 20,
            reading: sohoa_record::Options::default(),
        }
    }
}

impl Options {
    fn means(&self) -> Means<'_> {
        Means {
            limits: &self.limits,
            scanner: self.scanner.as_deref(),
        }
    }
}

/// Calls `work` with each number below `count`, on all threads of the pool that it is called from.
pub fn spread(count: usize, work: &(dyn Fn(usize) + Sync)) {
    (0..count).into_par_iter().for_each(work);
}

/// Hears how a run goes on; called from all threads.
pub trait Progress: Sync {
    /// The inputs are known.
    fn started(&self, _inputs: u64, _bytes: u64) {}
    /// One input is done, with or without a record.
    fn advanced(&self, _bytes: u64) {}
    /// All inputs are done.
    fn finished(&self) {}
}

/// Tells nobody.
pub struct Quiet;

impl Progress for Quiet {}

/// Reads all inputs and writes `records.jsonl` and `report.json`.
///
/// # Errors
/// Only when the batch cannot run: no path is there, or the output cannot be written.
pub fn ingest(options: &Options, progress: &dyn Progress) -> Result<Report, BatchError> {
    let read = |text: &str, meta: &Meta| sohoa_record::read_with(text, meta, &options.reading);
    ingest_with(options, progress, &read)
}

/// [`ingest`] with another reader in place of [`sohoa_record::read_with`].
///
/// # Errors
/// As for [`ingest`].
pub fn ingest_with(
    options: &Options,
    progress: &dyn Progress,
    read: &(dyn Fn(&str, &Meta) -> Record + Sync),
) -> Result<Report, BatchError> {
    let start = Instant::now();
    no_path(&options.paths)?;
    let pool = pool(options.jobs)?;
    fs::create_dir_all(&options.out).map_err(|e| BatchError::output(&options.out, &e))?;
    let mut records = Pending::create(&options.out, "records.jsonl")?;
    let report_file = Pending::create(&options.out, "report.json")?;
    let walk = sohoa_source::walk(&options.paths, Some(&options.out), &options.limits);
    progress.started(
        walk.inputs.len() as u64,
        walk.inputs.iter().map(|i| i.bytes).sum(),
    );
    let mut run = Run {
        options,
        progress,
        read,
        report: begin(&walk, pool.current_num_threads()),
    };
    for window in windows(&walk.inputs) {
        run.window(window, &pool, &mut records)?;
    }
    progress.finished();
    records.commit()?;
    let report = end(run.report, walk, start);
    write_report(&report, report_file)?;
    Ok(report)
}

/// An error where none of the paths is there.
pub(crate) fn no_path(paths: &[PathBuf]) -> Result<(), BatchError> {
    if paths.iter().all(|p| p.symlink_metadata().is_err()) {
        return Err(BatchError::no_path(paths));
    }
    Ok(())
}

pub(crate) fn pool(jobs: Option<usize>) -> Result<ThreadPool, BatchError> {
    let builder = ThreadPoolBuilder::new().stack_size(STACK);
    let builder = builder.num_threads(jobs.unwrap_or(0));
    builder.build().map_err(|e| BatchError::threads(&e))
}

fn begin(walk: &Walk, jobs: usize) -> Report {
    Report {
        counts: Counts {
            inputs: (walk.inputs.len() + walk.problems.len()) as u64,
            ..Counts::default()
        },
        skipped: walk.skipped,
        jobs,
        ..Report::default()
    }
}

fn end(mut report: Report, walk: Walk, start: Instant) -> Report {
    report.errors.extend(walk.problems);
    report.errors.sort_by(|a, b| a.path().cmp(b.path()));
    report.counts.failed = report.errors.len() as u64;
    report.seconds = start.elapsed().as_secs_f64();
    let megabytes = report.counts.bytes as f64 / 1e6;
    report.megabytes_per_second = megabytes / report.seconds.max(1e-6);
    report
}

fn write_report(report: &Report, mut file: Pending) -> Result<(), BatchError> {
    // The report holds only strings and finite numbers: it always serialises.
    let json = serde_json::to_vec_pretty(report).unwrap_or_default();
    file.write(&[&json, b"\n"])?;
    file.commit()
}

/// Splits the inputs into windows that fit in memory whatever the sizes are.
pub(crate) fn windows(inputs: &[Input]) -> impl Iterator<Item = &[Input]> {
    let mut rest = inputs;
    std::iter::from_fn(move || {
        let mut bytes = 0u64;
        let fits = rest.iter().take(WINDOW_INPUTS).take_while(|i| {
            bytes = bytes.saturating_add(i.bytes);
            bytes <= WINDOW_BYTES
        });
        let size = fits.count().max(1).min(rest.len());
        let (window, after) = rest.split_at(size);
        rest = after;
        (!window.is_empty()).then_some(window)
    })
}

/// A record with what the report keeps of it.
struct Done {
    line: Line,
    summary: InputSummary,
    bytes: u64,
}

/// What becomes a line of the output.
enum Line {
    Made(Vec<u8>),
    /// So long that it is better made while it is written.
    Due(Box<Record>),
}

struct Run<'a> {
    options: &'a Options,
    progress: &'a dyn Progress,
    read: &'a (dyn Fn(&str, &Meta) -> Record + Sync),
    report: Report,
}

impl Run<'_> {
    fn window(
        &mut self,
        window: &[Input],
        pool: &ThreadPool,
        records: &mut Pending,
    ) -> Result<(), BatchError> {
        let (read, progress, means) = (self.read, self.progress, self.options.means());
        let one = |input: &Input| {
            let outcome = guarded(input, means, read);
            progress.advanced(input.bytes);
            outcome
        };
        let outcomes: Vec<_> = pool.install(|| window.par_iter().map(one).collect());
        for outcome in outcomes {
            match outcome {
                // A deep record is written by recursion, as it was read.
                Ok(done) => pool.install(|| self.keep(done, records))?,
                Err(error) => self.report.errors.push(error),
            }
        }
        Ok(())
    }

    fn keep(&mut self, done: Done, records: &mut Pending) -> Result<(), BatchError> {
        match done.line {
            Line::Made(line) => records.write(&[&line, b"\n"])?,
            Line::Due(record) => records.write_line(&record)?,
        }
        self.report.counts.add(&done.summary, done.bytes);
        if self.report.summaries.len() < self.options.summaries {
            self.report.summaries.push(done.summary);
        }
        Ok(())
    }
}

/// A fault of the program in one input is a line of the report, not the end of the batch.
fn guarded(
    input: &Input,
    means: Means<'_>,
    read: &(dyn Fn(&str, &Meta) -> Record + Sync),
) -> Result<Done, SourceError> {
    // Nothing that a panic could leave half done outlives the call.
    let outcome = catch_unwind(AssertUnwindSafe(|| one(input, means, read)));
    outcome.unwrap_or_else(|_| Err(SourceError::new(&input.name, ErrorKind::Internal)))
}

fn one(
    input: &Input,
    means: Means<'_>,
    read: &(dyn Fn(&str, &Meta) -> Record + Sync),
) -> Result<Done, SourceError> {
    let (text, meta) = text_of(&input.name, sohoa_source::load_input(input, means)?);
    let bytes = meta.bytes;
    let record = read(&text, &meta);
    let summary = InputSummary::of(&record);
    let line = if text.len() > LARGE {
        Line::Due(Box::new(record))
    } else {
        let mut line = Vec::with_capacity(text.len() * LINE_PER_TEXT);
        serde_json::to_writer(&mut line, &record)
            .map_err(|_| SourceError::new(&input.name, ErrorKind::Internal))?;
        Line::Made(line)
    };
    Ok(Done {
        line,
        summary,
        bytes,
    })
}

/// Reads one file to its record, outside of any batch; `name` stands in the record as its path.
///
/// # Errors
/// When the file gives no text.
pub fn read_one<'m>(
    path: &Path,
    name: &str,
    means: impl Into<Means<'m>>,
    reading: &sohoa_record::Options,
) -> Result<Record, SourceError> {
    let (text, meta) = text_of(name, sohoa_source::load_named(path, name, means)?);
    Ok(sohoa_record::read_with(&text, &meta, reading))
}

fn text_of(name: &str, decoded: Decoded) -> (String, Meta) {
    let meta = Meta {
        path: name.to_owned(),
        bytes: decoded.bytes,
        sha256: decoded.sha256,
        media_type: decoded.media_type,
        encoding: decoded.encoding,
        undecodable: decoded.undecodable,
        layout: decoded.layout,
    };
    (decoded.text, meta)
}
