//! Reading a file of records line by line.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use serde::Deserialize;
use sohoa_record::model::Record;

use crate::ExportError;

/// A longer line is no record that this program wrote.
const LONGEST: u64 = 1 << 30;

/// A file of records under way.
pub(crate) struct Records {
    path: PathBuf,
    reader: BufReader<File>,
    line: Vec<u8>,
    number: u64,
}

/// A line of it.
pub(crate) struct Line<'a> {
    path: &'a Path,
    bytes: &'a [u8],
    number: u64,
}

impl Records {
    /// Opens the file.
    pub fn open(path: &Path) -> Result<Records, ExportError> {
        let file = File::open(path).map_err(|e| ExportError::records(path, &e))?;
        Ok(Records {
            path: path.to_owned(),
            reader: BufReader::with_capacity(1 << 18, file),
            line: Vec::new(),
            number: 0,
        })
    }

    /// The next line that is not blank.
    pub fn next_line(&mut self) -> Result<Option<Line<'_>>, ExportError> {
        loop {
            self.line.clear();
            self.number += 1;
            let mut bounded = self.reader.by_ref().take(LONGEST);
            let read = bounded.read_until(b'\n', &mut self.line);
            let read = read.map_err(|e| ExportError::records(&self.path, &e))?;
            if read == 0 {
                return Ok(None);
            }
            if !self.line.trim_ascii().is_empty() {
                break;
            }
        }
        Ok(Some(Line {
            path: &self.path,
            bytes: self.line.trim_ascii(),
            number: self.number,
        }))
    }
}

impl<'a> Line<'a> {
    /// Its bytes, without the line break.
    pub fn bytes(&self) -> &'a [u8] {
        self.bytes
    }

    /// The record.
    pub fn record(&self) -> Result<Record, ExportError> {
        self.parse()
    }

    /// As much of the record as a type asks for.
    pub fn parse<T: Deserialize<'a>>(&self) -> Result<T, ExportError> {
        let parsed = serde_json::from_slice(self.bytes);
        parsed.map_err(|_| ExportError::line(self.path, self.number))
    }
}
