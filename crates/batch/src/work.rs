//! One input from its bytes to its line.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use sohoa_record::Meta;
use sohoa_record::model::Record;
use sohoa_source::{Decoded, ErrorKind, Input, Limits, Means, Raw, Scanner, SourceError};

use crate::InputSummary;
use crate::patience::Patience;

/// The line of a larger text is written as it is made, when its turn comes; smaller ones are made ahead.
const LARGE: usize = 256 * 1024;

/// A line of the output is at most about this many times as long as its text; room that is never written
/// costs nothing, growing does.
const LINE_PER_TEXT: usize = 8;

/// From a text to its record.
pub type Read = dyn Fn(&str, &Meta) -> Record + Send + Sync;

/// A record on its way to the output.
pub(crate) struct Made {
    pub line: Unwritten,
    pub sha256: [u8; 32],
    pub bytes: u64,
    pub pages: Option<u32>,
    pub counts: [u64; 5],
}

/// What becomes a line of the output.
pub(crate) enum Unwritten {
    /// With its end of line.
    Line(Vec<u8>),
    /// So long that it is better made while it is written.
    Record(Box<Record>, usize),
}

impl Unwritten {
    /// About how much memory it takes.
    pub(crate) fn weight(&self) -> usize {
        match self {
            Unwritten::Line(line) => line.len(),
            Unwritten::Record(_, text) => text * LINE_PER_TEXT,
        }
    }
}

/// Runs `work`; a fault of the program in it is a failure of the input `name`, not the end of the run.
pub(crate) fn guarded<T>(
    name: &str,
    work: impl FnOnce() -> Result<T, SourceError>,
) -> Result<T, SourceError> {
    // Nothing that a panic could leave half done outlives the call.
    catch_unwind(AssertUnwindSafe(work))
        .unwrap_or_else(|_| Err(SourceError::new(name, ErrorKind::Internal)))
}

/// What an input is read with, and what is done with what was read before its line is made.
pub(crate) struct Making<'m> {
    pub limits: &'m Limits,
    pub scanner: Option<&'m Scanner>,
    /// Hears how many pages are to be recognised.
    pub hear: &'m (dyn Fn(u32) + Sync),
    pub read: &'m Read,
    pub settle: &'m Settle<'m>,
}

/// What is done with an input that was read: its text, what is known of it, and its record.
pub(crate) type Settle<'m> = dyn Fn(&str, &Meta, &Record) -> Result<(), SourceError> + 'm;

/// Makes the record of an input whose bytes are read, as long as that does not take too long.
pub(crate) fn make(
    input: &Input,
    raw: Raw,
    patience: &Patience,
    making: &Making<'_>,
) -> Result<Made, SourceError> {
    let (sha256, bytes) = (raw.digest(), raw.size());
    let means = Means {
        limits: making.limits,
        scanner: making.scanner,
        to_recognise: Some(making.hear),
    };
    let decoded = raw.decode(&input.name, means)?;
    if patience.is_over() {
        let allowed = patience.allowed().as_secs();
        return Err(SourceError::new(&input.name, ErrorKind::TooSlow(allowed)));
    }
    let (text, meta) = text_of(&input.name, decoded);
    let record = (making.read)(&text, &meta);
    (making.settle)(&text, &meta, &record)?;
    Ok(Made {
        sha256,
        bytes,
        pages: record.source.pages,
        counts: InputSummary::of(&record).counts(),
        line: line(record, &text)
            .map_err(|_| SourceError::new(&input.name, ErrorKind::Internal))?,
    })
}

fn line(record: Record, text: &str) -> serde_json::Result<Unwritten> {
    if text.len() > LARGE {
        return Ok(Unwritten::Record(Box::new(record), text.len()));
    }
    let mut line = Vec::with_capacity(text.len() * LINE_PER_TEXT);
    serde_json::to_writer(&mut line, &record)?;
    line.push(b'\n');
    // Many lines wait for their turn.
    line.shrink_to_fit();
    Ok(Unwritten::Line(line))
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
