//! Records as lines of JSON in another form: only the values, packed, in parts.
//!
//! Parts follow each other: put together they are the whole, line by line.

use std::io::Write;
use std::path::PathBuf;

use zstd::Encoder;

use crate::records::Records;
use crate::sink::{Item, Sink};
use crate::whole::{Stream, Whole};
use crate::{ExportError, Options, values};

/// How hard zstd tries: its own default.
const LEVEL: i32 = 3;

/// The form of the lines.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Lines {
    /// Only the values.
    pub values: bool,
    /// Packed with zstd.
    pub zstd: bool,
    /// In so many parts.
    pub shards: Option<u32>,
}

impl Lines {
    /// Whether this is another form than that of the records themselves.
    pub(crate) fn differ(self) -> bool {
        self.values || self.zstd || self.shards.is_some()
    }

    /// Name of a part, from 1.
    fn name(self, part: u64) -> String {
        let stem = if self.values {
            "records.values"
        } else {
            "records"
        };
        let end = if self.zstd { ".jsonl.zst" } else { ".jsonl" };
        match self.shards {
            None => format!("{stem}{end}"),
            Some(all) => format!("{stem}-{part:05}-of-{all:05}{end}"),
        }
    }
}

/// All parts under way: one is open, those before it are done.
pub(crate) struct Jsonl {
    lines: Lines,
    folder: PathBuf,
    /// Lines in all; not counted where there are no parts.
    count: u64,
    seen: u64,
    part: u64,
    open: Part,
    done: Vec<Whole>,
    buffer: Vec<u8>,
}

enum Part {
    Plain(Stream),
    Packed(Encoder<'static, Stream>),
}

impl Jsonl {
    /// Opens the first part.
    pub fn create(options: &Options) -> Result<Jsonl, ExportError> {
        let lines = options.lines;
        let mut count = 0;
        if lines.shards.is_some() {
            let mut records = Records::open(&options.records)?;
            while records.next_line()?.is_some() {
                count += 1;
            }
        }
        Ok(Jsonl {
            lines,
            folder: options.out.clone(),
            count,
            seen: 0,
            part: 1,
            open: Part::open(options, 1)?,
            done: Vec::new(),
            buffer: Vec::new(),
        })
    }

    fn parts(&self) -> u64 {
        self.lines.shards.map_or(1, u64::from)
    }

    fn next_part(&mut self) -> Result<(), ExportError> {
        self.part += 1;
        let next = Part::at(&self.folder, self.lines, self.part)?;
        let ended = std::mem::replace(&mut self.open, next);
        self.done.push(ended.close()?);
        Ok(())
    }
}

impl Part {
    fn open(options: &Options, part: u64) -> Result<Part, ExportError> {
        Part::at(&options.out, options.lines, part)
    }

    fn at(folder: &std::path::Path, lines: Lines, part: u64) -> Result<Part, ExportError> {
        let name = lines.name(part);
        let stream = Stream::create(folder, &name)?;
        if !lines.zstd {
            return Ok(Part::Plain(stream));
        }
        let place = folder.join(name);
        let failed = |e| ExportError::output(&place, &e);
        let mut packed = Encoder::new(stream, LEVEL).map_err(failed)?;
        packed.include_checksum(true).map_err(failed)?;
        Ok(Part::Packed(packed))
    }

    fn write(&mut self, bytes: &[u8]) -> Result<(), ExportError> {
        match self {
            Part::Plain(stream) => stream.put(bytes),
            Part::Packed(packed) => {
                let written = packed.write_all(bytes);
                written.map_err(|e| packed.get_ref().error(&e))
            }
        }
    }

    fn close(self) -> Result<Whole, ExportError> {
        match self {
            Part::Plain(stream) => stream.close(),
            Part::Packed(packed) => {
                let ended = packed.try_finish();
                ended.map_err(|(p, e)| p.get_ref().error(&e))?.close()
            }
        }
    }
}

impl Sink for Jsonl {
    fn take(&mut self, item: &Item<'_>) -> Result<(), ExportError> {
        while self.part < self.parts() && self.seen * self.parts() >= self.count * self.part {
            self.next_part()?;
        }
        self.seen += 1;
        self.buffer.clear();
        if self.lines.values {
            let written = values::write(item.line, &mut self.buffer);
            written.map_err(|_| ExportError::changed())?;
        } else {
            self.buffer.extend_from_slice(item.line);
        }
        self.buffer.push(b'\n');
        self.open.write(&self.buffer)
    }

    fn close(mut self: Box<Self>) -> Result<Vec<Whole>, ExportError> {
        while self.part < self.parts() {
            self.next_part()?;
        }
        self.done.push(self.open.close()?);
        Ok(self.done)
    }
}
