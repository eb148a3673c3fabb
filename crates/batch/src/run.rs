//! A run from its arguments to its outputs.

use std::fs;
use std::io::Read as _;
use std::path::PathBuf;
use std::sync::{Arc, PoisonError};
use std::time::Instant;

use sohoa_ledger::{HOME, Hands, Ledger, LedgerError, Line, Lock, Segments};
use sohoa_record::Meta;
use sohoa_record::model::Record;
use sohoa_source::{Found, Scope};

use crate::event::Event;
use crate::flow::{self, Shared};
use crate::report::{self, Counts, Report, Skipped};
use crate::shelf::Shelf;
use crate::work::Read;
use crate::{BatchError, InputSummary, Options, Progress, output, quarantine, readable};

/// What is written to the output folder under these names.
const OUTPUTS: [&str; 3] = ["records.jsonl", "report.json", "report.md"];

/// What needs another try gets it in the next pass: a twin whose other failed, a container that was suspected.
const PASSES: usize = 4;

/// Reads what is new or changed since the last run with the same output folder, and puts `records.jsonl`, `report.json`
/// and `report.md` there.
///
/// # Errors
/// Only when the batch cannot run: no path is there, the output cannot be written, or another run writes to it.
pub fn ingest(options: &Options, progress: Arc<dyn Progress>) -> Result<Report, BatchError> {
    let reading = options.reading;
    let read = move |text: &str, meta: &Meta| sohoa_record::read_with(text, meta, &reading);
    ingest_with(options, progress, Arc::new(read))
}

/// [`ingest`] with another reader in place of [`sohoa_record::read_with`].
///
/// # Errors
/// As for [`ingest`].
pub fn ingest_with(
    options: &Options,
    progress: Arc<dyn Progress>,
    read: Arc<Read>,
) -> Result<Report, BatchError> {
    let run = Run::open(options)?;
    run.once(options, progress, read, &mut |_| false)
}

/// An error where none of the paths is there.
pub(crate) fn no_path(paths: &[PathBuf]) -> Result<(), BatchError> {
    if paths.iter().all(|p| p.symlink_metadata().is_err()) {
        return Err(BatchError::no_path(paths));
    }
    Ok(())
}

/// An output folder that is ours alone.
pub(crate) struct Run {
    home: PathBuf,
    shelf: Option<Shelf>,
    _lock: Lock,
}

impl Run {
    /// Makes the folder where it is missing, and takes its lock.
    pub(crate) fn open(options: &Options) -> Result<Run, BatchError> {
        no_path(&options.paths)?;
        let out = &options.out;
        output::prepare(out, &OUTPUTS)?;
        if let Some(folder) = &options.quarantine {
            quarantine::check(folder)?;
        }
        let shelf = options.pdf_out.as_deref().map(Shelf::open).transpose()?;
        let home = out.join(HOME);
        fs::create_dir_all(&home).map_err(|e| BatchError::output(&home, &e))?;
        let lock = Lock::take(&home).map_err(|e| BatchError::ledger(out, &e))?;
        output::clean_up(out, &OUTPUTS);
        Ok(Run {
            home,
            shelf,
            _lock: lock,
        })
    }

    /// One run over all that is there now; what `held` says is still being written is passed over.
    pub(crate) fn once(
        &self,
        options: &Options,
        progress: Arc<dyn Progress>,
        read: Arc<Read>,
        held: &mut dyn FnMut(&Found<'_>) -> bool,
    ) -> Result<Report, BatchError> {
        let start = Instant::now();
        let out = &options.out;
        let of_ledger = |e: LedgerError| BatchError::ledger(out, &e);
        let mut ledger = Ledger::open(&self.home).map_err(of_ledger)?;
        let begun = ledger.begin(&options.maker(), options.again);
        begun.map_err(of_ledger)?;
        let skipped = survey(options, &mut ledger, held).map_err(of_ledger)?;
        let (to_read, bytes) = ledger.to_read().map_err(of_ledger)?;
        progress.event(&Event::Surveyed {
            inputs: ledger.found().map_err(of_ledger)?,
            to_read,
            bytes,
        });
        let mut segments = Segments::of(&self.home).map_err(|e| BatchError::output(out, &e))?;
        let hands = Hands::of(&self.home);
        let mut shared = Shared::new(options, ledger, hands, read, Arc::clone(&progress));
        shared.shelf.clone_from(&self.shelf);
        let shared = Arc::new(shared);
        let mut read = 0;
        for pass in 0.. {
            if shared.interrupted() || !shared.is_pending()? {
                break;
            }
            if pass == PASSES {
                return Err(BatchError::threads(&"inputs are left that nobody takes"));
            }
            let (back, more) = flow::run(&shared, segments)?;
            segments = back;
            read += more;
            shared.no_more_twins();
        }
        let mut ledger = shared.ledger.lock().unwrap_or_else(PoisonError::into_inner);
        let mut report = Report {
            skipped,
            jobs: options.threads(),
            read,
            interrupted: shared.interrupted(),
            ..Report::default()
        };
        if !report.interrupted {
            progress.event(&Event::Read);
            ledger.mark_vanished().map_err(of_ledger)?;
            let records = out.join(OUTPUTS[0]);
            let published = ledger.publish(&mut segments, &records);
            published.map_err(of_ledger)?;
            if let Some(shelf) = &self.shelf {
                shelf.tidy(&ledger)?;
            }
        }
        sum_up(&mut report, &ledger, &mut segments, options).map_err(of_ledger)?;
        report.seconds = start.elapsed().as_secs_f64();
        report.megabytes_per_second = report.counts.bytes as f64 / 1e6 / report.seconds.max(1e-6);
        if !report.interrupted {
            report::write(&report, &ledger, out)?;
            readable::write(&report, &ledger, out)?;
            if let Some(folder) = &options.quarantine {
                quarantine::fill(folder, &ledger)?;
            }
        }
        progress.event(&Event::Finished {
            records: report.counts.records,
            failed: report.counts.failed,
            interrupted: report.interrupted,
        });
        Ok(report)
    }
}

/// Notes all that lies under the arguments.
fn survey(
    options: &Options,
    ledger: &mut Ledger,
    held: &mut dyn FnMut(&Found<'_>) -> bool,
) -> Result<Skipped, LedgerError> {
    let mut skipped = Skipped::default();
    let mut noted = Ok(());
    let mut survey = ledger.survey()?;
    sohoa_source::survey(&options.paths, &scope(options), &mut |found| {
        if noted.is_err() {
            return;
        }
        if let Found::LeftOut { why, .. } = found {
            skipped.add(why);
        }
        noted = match &found {
            Found::File { name, .. } | Found::Pages { name, .. } if held(&found) => {
                survey.hold(name)
            }
            _ => survey.note(&found),
        };
    });
    noted?;
    skipped.duplicate += survey.finish(&options.paths)?;
    Ok(skipped)
}

/// What a survey passes over, the folders that are written to, and what it takes together.
pub(crate) fn scope(options: &Options) -> Scope<'_> {
    let others = [&options.quarantine, &options.pdf_out];
    let others = others.into_iter().filter_map(Option::as_deref);
    Scope {
        outputs: std::iter::once(options.out.as_path())
            .chain(others)
            .collect(),
        pages_in_folder: options.pages_in_folder,
    }
}

fn sum_up(
    report: &mut Report,
    ledger: &Ledger,
    segments: &mut Segments,
    options: &Options,
) -> Result<(), LedgerError> {
    report.counts = Counts::from(ledger.counts()?);
    ledger.failed(false, |failed| {
        report.errors.push(failed);
        report.errors.len() < options.summaries
    })?;
    for (path, line, counts) in ledger.first(options.summaries)? {
        let [_, tasks, targets, citations, checks] = counts;
        // A record too deep to be read back has its counts at least.
        let summary = summary(segments, line).unwrap_or(InputSummary {
            path,
            tasks,
            targets,
            citations,
            checks,
            ..InputSummary::default()
        });
        report.summaries.push(summary);
    }
    Ok(())
}

fn summary(segments: &mut Segments, line: Line) -> Option<InputSummary> {
    let mut bytes = Vec::new();
    let mut from = segments.line(line).ok()?;
    from.read_to_end(&mut bytes).ok()?;
    let record: Record = serde_json::from_slice(&bytes).ok()?;
    Some(InputSummary::of(&record))
}
