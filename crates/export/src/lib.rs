//! From a run's `records.jsonl` to the files that people and programs open first.
//!
//! The records are read once, line by line (twice where documents are numbered or lines counted), and every
//! output takes what it needs of each: memory does not grow with their number. Outputs are written beside
//! their places and put there when all are done, so none is ever half written.

mod csv;
mod day;
mod error;
mod ics;
mod jsonl;
mod lang;
#[cfg(feature = "parquet")]
mod parquet;
mod records;
mod sheet;
mod sink;
mod stats;
mod tables;
mod values;
mod values_schema;
mod whole;
mod xlsx;

use std::path::{Path, PathBuf};

pub use error::ExportError;
pub use jsonl::Lines;
pub use lang::Lang;
pub use sohoa_store::FILE as DATABASE;
pub use stats::{NONE, Part, Stats, Tally, stats};
pub use values_schema::values_schema;

use records::Records;
use sink::{Item, Sink};
use whole::{Lock, Whole};

/// What is written, from what, to where.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The file of records.
    pub records: PathBuf,
    /// The folder for the outputs; made where it is missing.
    pub out: PathBuf,
    /// Language of headers and messages for people.
    pub lang: Lang,
    /// `register.csv` and `tasks.csv`.
    pub csv: bool,
    /// `records.xlsx`.
    pub xlsx: bool,
    /// `records.sqlite`.
    pub sqlite: bool,
    /// `parquet/*.parquet`; asks for the feature `parquet`.
    pub parquet: bool,
    /// `tasks.ics`.
    pub ics: bool,
    /// The records in another form, where it is another.
    pub lines: Lines,
}

/// What was written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Exported {
    /// The files, in the order of their names.
    pub files: Vec<PathBuf>,
    /// How many records went into them.
    pub records: u64,
}

/// The records of a run: `run` itself, or the file in the folder that it is.
#[must_use]
pub fn records_of(run: &Path) -> PathBuf {
    match run.is_dir() {
        true => records_in(run),
        false => run.to_owned(),
    }
}

/// The records of the run in `folder`.
#[must_use]
pub fn records_in(folder: &Path) -> PathBuf {
    folder.join("records.jsonl")
}

/// Writes all outputs that are asked for: all of them, or none.
pub fn export(options: &Options) -> Result<Exported, ExportError> {
    std::fs::create_dir_all(&options.out).map_err(|e| ExportError::output(&options.out, &e))?;
    let _lock = Lock::of(&options.out)?;
    let mut sinks = sinks(options)?;
    let mut records = Records::open(&options.records)?;
    let mut count = 0;
    while let Some(line) = records.next_line()? {
        let item = Item {
            line: line.bytes(),
            record: line.record()?,
        };
        for sink in &mut sinks {
            sink.take(&item)?;
        }
        count += 1;
    }
    let mut done: Vec<Whole> = Vec::new();
    for sink in sinks {
        done.extend(sink.close()?);
    }
    Ok(Exported {
        files: whole::commit(done)?,
        records: count,
    })
}

fn sinks(options: &Options) -> Result<Vec<Box<dyn Sink>>, ExportError> {
    let mut sinks: Vec<Box<dyn Sink>> = Vec::new();
    if options.csv {
        sinks.push(Box::new(csv::Csv::create(&options.out, options.lang)?));
    }
    if options.xlsx {
        sinks.push(Box::new(xlsx::Xlsx::create(&options.out, options.lang)?));
    }
    if options.ics {
        sinks.push(Box::new(ics::Calendar::create(&options.out, options.lang)?));
    }
    if options.lines.differ() {
        sinks.push(Box::new(jsonl::Jsonl::create(options)?));
    }
    if options.sqlite || options.parquet {
        sinks.push(Box::new(tables::Tables::create(options)?));
    }
    Ok(sinks)
}

/// Writes a file of text, whole or not at all.
pub fn write_file(place: &Path, text: &str) -> Result<(), ExportError> {
    let folder = match place.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let Some(name) = place.file_name() else {
        let cause = std::io::Error::from(std::io::ErrorKind::IsADirectory);
        return Err(ExportError::output(place, &cause));
    };
    let mut stream = whole::Stream::create(folder, &name.to_string_lossy())?;
    stream.put(text.as_bytes())?;
    whole::commit(vec![stream.close()?]).map(drop)
}
