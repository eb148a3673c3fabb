//! `report.json`: counts, time, and a line for every input that gave no record.

use std::cell::Cell;
use std::io::{self, Write};
use std::path::Path;

use serde::ser::{Error as _, SerializeSeq};
use serde::{Serialize, Serializer};
use sohoa_ledger::{FailedInput, Ledger, LedgerError};
use sohoa_source::LeftOut;

use crate::output::Pending;
use crate::{BatchError, InputSummary};

/// What a run did.
#[derive(Debug, Default)]
pub struct Report {
    /// Sums over all inputs that are there.
    pub counts: Counts,
    /// What was left out on purpose.
    pub skipped: Skipped,
    /// Wall-clock seconds.
    pub seconds: f64,
    /// Megabytes (10^6 bytes) of inputs with a record a second.
    pub megabytes_per_second: f64,
    /// Threads that were used.
    pub jobs: usize,
    /// Inputs that were read in this run; the others were unchanged since an earlier one.
    pub read: u64,
    /// It was ended before all was read; the outputs are those of the last finished run.
    pub interrupted: bool,
    /// The first inputs that gave no record, by the bytes of their names; the file has all.
    pub errors: Vec<FailedInput>,
    /// The first inputs that gave a record, for the closing table.
    pub summaries: Vec<InputSummary>,
}

/// Sums over all inputs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Inputs found: `records` and `failed`.
    pub inputs: u64,
    /// Inputs that gave a record.
    pub records: u64,
    /// Inputs that gave none.
    pub failed: u64,
    /// Bytes of the inputs that gave a record.
    pub bytes: u64,
    /// Documents in the records.
    pub documents: u64,
    /// Tasks in the records.
    pub tasks: u64,
    /// Targets in the records.
    pub targets: u64,
    /// Citations in the records.
    pub citations: u64,
    /// Warnings, errors and uncertain values in the records.
    pub checks: u64,
}

impl From<sohoa_ledger::Counts> for Counts {
    fn from(counts: sohoa_ledger::Counts) -> Self {
        let [documents, tasks, targets, citations, checks] = counts.facts;
        Counts {
            inputs: counts.records + counts.failed,
            records: counts.records,
            failed: counts.failed,
            bytes: counts.bytes,
            documents,
            tasks,
            targets,
            citations,
            checks,
        }
    }
}

/// What was left out on purpose, by reason.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Skipped {
    /// Files and folders whose name begins with a dot.
    pub hidden: u64,
    /// Lock files of office programs (`~$…`).
    pub lock: u64,
    /// Files that file managers leave behind (`Thumbs.db`, `desktop.ini`).
    pub system: u64,
    /// Unfinished files (`*.tmp`).
    pub temporary: u64,
    /// Links back to a folder that is being walked.
    pub link_loop: u64,
    /// The same file found again under the same name.
    pub duplicate: u64,
    /// A folder that the program writes to, or what lies in it.
    pub output: u64,
}

impl Skipped {
    pub(crate) fn add(&mut self, why: LeftOut) {
        let count = match why {
            LeftOut::Hidden => &mut self.hidden,
            LeftOut::Lock => &mut self.lock,
            LeftOut::System => &mut self.system,
            LeftOut::Temporary => &mut self.temporary,
            LeftOut::LinkLoop => &mut self.link_loop,
            LeftOut::Duplicate => &mut self.duplicate,
            LeftOut::Output => &mut self.output,
        };
        *count += 1;
    }

    /// All that was left out.
    #[must_use]
    pub fn total(&self) -> u64 {
        let files = self.hidden + self.lock + self.system + self.temporary;
        files + self.link_loop + self.duplicate + self.output
    }
}

/// The report as it is written.
#[derive(Serialize)]
struct Written<'r> {
    producer: Producer,
    counts: Counts,
    skipped: Skipped,
    #[serde(serialize_with = "rounded")]
    seconds: f64,
    #[serde(serialize_with = "rounded")]
    megabytes_per_second: f64,
    jobs: usize,
    errors: Errors<'r>,
}

#[derive(Serialize)]
struct Producer {
    name: &'static str,
    version: &'static str,
}

/// Every input that gave no record, by the bytes of its name; a hundred thousand of them are not kept.
struct Errors<'r> {
    ledger: &'r Ledger,
    /// Why the ledger could not be read; serde has no words of ours.
    unread: &'r Cell<Option<LedgerError>>,
}

#[derive(Serialize)]
struct ErrorLine<'e> {
    path: &'e str,
    code: &'e str,
    message: &'e str,
    message_vi: &'e str,
}

impl Serialize for Errors<'_> {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        let mut lines = s.serialize_seq(None)?;
        let mut written = Ok(());
        let read = self.ledger.failed(false, |failed| {
            written = lines.serialize_element(&ErrorLine {
                path: &failed.path,
                code: &failed.code,
                message: &failed.message,
                message_vi: &failed.message_vi,
            });
            written.is_ok()
        });
        written?;
        if let Err(error) = read {
            self.unread.set(Some(error));
            return Err(S::Error::custom("the ledger cannot be read"));
        }
        lines.end()
    }
}

fn rounded<S: Serializer>(value: &f64, s: S) -> Result<S::Ok, S::Error> {
    s.serialize_f64((value * 1000.0).round() / 1000.0)
}

/// Writes `report.json`.
pub(crate) fn write(report: &Report, ledger: &Ledger, out: &Path) -> Result<(), BatchError> {
    const NAME: &str = "report.json";
    let unread = Cell::new(None);
    let written = Written {
        producer: Producer {
            name: "sohoa",
            version: env!("CARGO_PKG_VERSION"),
        },
        counts: report.counts,
        skipped: report.skipped,
        seconds: report.seconds,
        megabytes_per_second: report.megabytes_per_second,
        jobs: report.jobs,
        errors: Errors {
            ledger,
            unread: &unread,
        },
    };
    let mut file = Pending::create(out, NAME)?;
    let done = serde_json::to_writer_pretty(&mut file, &written).map_err(io::Error::from);
    let done = done.and_then(|()| file.write_all(b"\n"));
    if let Some(error) = unread.take() {
        return Err(BatchError::ledger(out, &error));
    }
    done.map_err(|e| BatchError::output(&out.join(NAME), &e))?;
    file.commit()
}
