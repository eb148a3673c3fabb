//! `report.json`: counts, time, and a line for every input that gave no record.

use serde::{Serialize, Serializer};
use sohoa_source::{Skipped, SourceError};

use crate::InputSummary;

/// What a batch did.
#[derive(Debug, Default, Serialize)]
pub struct Report {
    /// Name and version of the program.
    pub producer: Producer,
    /// Sums over all inputs.
    pub counts: Counts,
    /// What was left out on purpose.
    #[serde(serialize_with = "skipped")]
    pub skipped: Skipped,
    /// Wall-clock seconds.
    #[serde(serialize_with = "rounded")]
    pub seconds: f64,
    /// Input megabytes (10^6 bytes) a second.
    #[serde(serialize_with = "rounded")]
    pub megabytes_per_second: f64,
    /// Threads that were used.
    pub jobs: usize,
    /// Every input that gave no record, sorted by the bytes of its path.
    #[serde(serialize_with = "errors")]
    pub errors: Vec<SourceError>,
    /// The first inputs that gave a record, for the closing table; not written to the report.
    #[serde(skip)]
    pub summaries: Vec<InputSummary>,
}

/// Name and version of the program.
#[derive(Debug, Serialize)]
pub struct Producer {
    /// Name.
    pub name: &'static str,
    /// Version.
    pub version: &'static str,
}

impl Default for Producer {
    fn default() -> Self {
        Producer {
            name: "sohoa",
            version: env!("CARGO_PKG_VERSION"),
        }
    }
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

impl Counts {
    pub(crate) fn add(&mut self, summary: &InputSummary, bytes: u64) {
        self.records += 1;
        self.bytes += bytes;
        self.documents += summary.documents.len() as u64;
        self.tasks += summary.tasks;
        self.targets += summary.targets;
        self.citations += summary.citations;
        self.checks += summary.checks;
    }
}

#[derive(Serialize)]
struct ErrorLine<'a> {
    path: &'a str,
    code: &'a str,
    message: String,
    message_vi: String,
}

/// The sentences are made only here: a hundred thousand of them are not kept.
fn errors<S: Serializer>(errors: &[SourceError], s: S) -> Result<S::Ok, S::Error> {
    s.collect_seq(errors.iter().map(|e| ErrorLine {
        path: e.path(),
        code: e.code(),
        message: e.message(),
        message_vi: e.message_vi(),
    }))
}

fn skipped<S: Serializer>(skipped: &Skipped, s: S) -> Result<S::Ok, S::Error> {
    s.collect_map([
        ("hidden", skipped.hidden),
        ("lock", skipped.lock),
        ("system", skipped.system),
        ("temporary", skipped.temporary),
        ("link_loop", skipped.link_loop),
        ("duplicate", skipped.duplicate),
        ("output", skipped.output),
    ])
}

fn rounded<S: Serializer>(value: &f64, s: S) -> Result<S::Ok, S::Error> {
    s.serialize_f64((value * 1000.0).round() / 1000.0)
}
