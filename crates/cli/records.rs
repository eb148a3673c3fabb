//! Finding a record in a `records.jsonl` without reading all of it into memory.

use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};

use serde::Deserialize;
use sohoa_record::model::Record;

/// A line's key: as much of a record as it takes to choose one.
#[derive(Debug, Clone, Deserialize)]
pub struct Key {
    /// `sha256:` and the digest.
    pub record_id: String,
    /// The input.
    pub source: KeySource,
}

/// The input of a line.
#[derive(Debug, Clone, Deserialize)]
pub struct KeySource {
    /// Its path.
    pub path: String,
}

/// What a search came to.
pub enum Found {
    /// The one record that was asked for.
    One(Box<Record>),
    /// None was.
    Nothing,
    /// Several answer; the first of them, and how many there are.
    Several(Vec<Key>, u64),
}

/// Why a file of records could not be searched.
pub enum Trouble {
    /// The system would not read it.
    Io(io::Error),
    /// This line, 1-based, is no record.
    Line(u64),
}

impl From<io::Error> for Trouble {
    fn from(error: io::Error) -> Self {
        Trouble::Io(error)
    }
}

/// Keys that are remembered when several records answer.
const REMEMBERED: usize = 20;

/// The file of records that `file` means: itself, or the one in the folder that it is. To ask for an id
/// is to say that the file holds records, whatever its name.
pub fn records_file(file: &Path, asked: bool) -> Option<PathBuf> {
    let inside = file.join("records.jsonl");
    if file.is_dir() {
        return inside.is_file().then_some(inside);
    }
    let jsonl = asked || file.extension().is_some_and(|e| e == "jsonl");
    (jsonl && file.is_file()).then(|| file.to_owned())
}

/// Searches the file for the record with this path or this beginning of its id.
pub fn find(file: &Path, wanted: Option<&str>) -> Result<Found, Trouble> {
    let mut lines = BufReader::new(File::open(file)?);
    let mut line = Vec::new();
    let mut answers = Answers::default();
    for number in 1.. {
        line.clear();
        if lines.read_until(b'\n', &mut line)? == 0 {
            break;
        }
        if line.trim_ascii().is_empty() {
            continue;
        }
        let key: Key = serde_json::from_slice(&line).map_err(|_| Trouble::Line(number))?;
        if key.is_path(wanted) {
            return record(&line, number).map(Found::One);
        }
        if key.is_wanted(wanted) {
            answers.add(key, &line, number);
        }
    }
    answers.verdict()
}

fn record(line: &[u8], number: u64) -> Result<Box<Record>, Trouble> {
    let record = serde_json::from_slice(line);
    record.map(Box::new).map_err(|_| Trouble::Line(number))
}

impl Key {
    /// A path is whole and comes first: it names one record of a file.
    fn is_path(&self, wanted: Option<&str>) -> bool {
        wanted == Some(&self.source.path)
    }

    fn is_wanted(&self, wanted: Option<&str>) -> bool {
        let Some(wanted) = wanted else {
            return true;
        };
        let digest = self.record_id.trim_start_matches("sha256:");
        let prefix = wanted.trim_start_matches("sha256:").to_ascii_lowercase();
        !prefix.is_empty() && digest.starts_with(&prefix)
    }
}

#[derive(Default)]
struct Answers {
    keys: Vec<Key>,
    count: u64,
    first: Vec<u8>,
    first_line: u64,
}

impl Answers {
    fn add(&mut self, key: Key, line: &[u8], number: u64) {
        self.count += 1;
        if self.count == 1 {
            self.first = line.to_vec();
            self.first_line = number;
        }
        if self.keys.len() < REMEMBERED {
            self.keys.push(key);
        }
    }

    fn verdict(self) -> Result<Found, Trouble> {
        match self.count {
            0 => Ok(Found::Nothing),
            1 => record(&self.first, self.first_line).map(Found::One),
            count => Ok(Found::Several(self.keys, count)),
        }
    }
}
