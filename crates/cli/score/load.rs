//! Reading gold facts, records and texts from files, whoever wrote them.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};

use serde_json::Value;
use sohoa_eval::{Found, Gold};
use sohoa_source::{Limits, SourceError};

use crate::records::records_file;

/// Why nothing can be graded.
pub enum Trouble {
    /// The system would not read it.
    Io(PathBuf, io::Error),
    /// A folder without gold facts.
    NoGold(PathBuf),
    /// A file that holds no gold facts, and why.
    Gold(PathBuf, String),
    /// This line, 1-based, is no record.
    Record(PathBuf, u64),
    /// A text that cannot be read.
    Text(SourceError),
}

/// The gold facts of all files of a folder, by name of the file.
pub fn golds(folder: &Path) -> Result<Vec<Gold>, Trouble> {
    let io = |error| Trouble::Io(folder.to_owned(), error);
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).map_err(io)? {
        let path = entry.map_err(io)?.path();
        if path.extension().is_some_and(|e| e == "json") {
            paths.push(path);
        }
    }
    if paths.is_empty() {
        return Err(Trouble::NoGold(folder.to_owned()));
    }
    paths.sort();
    paths.into_iter().map(gold).collect()
}

fn gold(path: PathBuf) -> Result<Gold, Trouble> {
    match fs::read_to_string(&path) {
        Ok(json) => Gold::from_json(&json).map_err(|e| Trouble::Gold(path, e.to_string())),
        Err(error) => Err(Trouble::Io(path, error)),
    }
}

/// The records of the texts that have gold facts, by name of the text; of two for one text, the later.
pub fn records(path: &Path, golds: &[Gold]) -> Result<BTreeMap<String, Found>, Trouble> {
    let file = records_file(path, true).unwrap_or_else(|| path.to_owned());
    let is_wanted = |found: &Found| golds.iter().any(|g| g.file == found.file());
    let mut out = BTreeMap::new();
    each(&file, |found| {
        if is_wanted(&found) {
            out.insert(found.file().to_owned(), found);
        }
    })?;
    Ok(out)
}

/// Every record of a file: one a line, or one in all.
fn each(file: &Path, mut take: impl FnMut(Found)) -> Result<(), Trouble> {
    let io = |error| Trouble::Io(file.to_owned(), error);
    let no_record = |line| Trouble::Record(file.to_owned(), line);
    if file.extension().is_some_and(|e| e == "json") {
        let bytes = fs::read(file).map_err(io)?;
        take(record(&bytes).ok_or_else(|| no_record(1))?);
        return Ok(());
    }
    let mut lines = BufReader::new(File::open(file).map_err(io)?);
    let mut line = Vec::new();
    for number in 1.. {
        line.clear();
        if lines.read_until(b'\n', &mut line).map_err(io)? == 0 {
            break;
        }
        if !line.trim_ascii().is_empty() {
            take(record(&line).ok_or_else(|| no_record(number))?);
        }
    }
    Ok(())
}

fn record(json: &[u8]) -> Option<Found> {
    let value: Value = serde_json::from_slice(json).ok()?;
    Found::of(&value)
}

/// The decoded text that the spans of a record lead into.
pub fn source(path: &Path) -> Result<String, Trouble> {
    let decoded = sohoa_source::load(path, &Limits::default()).map_err(Trouble::Text)?;
    Ok(decoded.text)
}
