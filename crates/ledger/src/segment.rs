//! Files of lines: one is appended to in each run, older ones are only read.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::fs::{self, File};
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// Where a line lies, its end of line included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    /// Number of the segment.
    pub segment: i64,
    /// Its first byte.
    pub start: u64,
    /// How many bytes it has.
    pub length: u64,
}

impl Line {
    /// The byte behind it.
    #[must_use]
    pub fn end(self) -> u64 {
        self.start + self.length
    }
}

/// Lines are gathered to pieces of this size before they are written.
const PIECE: usize = 256 * 1024;

/// The segment that is being written.
#[derive(Debug)]
pub struct Segment {
    number: i64,
    file: BufWriter<File>,
    end: u64,
}

impl Segment {
    /// Starts the line that [`Write`] goes on with.
    #[must_use]
    pub fn begin(&self) -> Line {
        Line {
            segment: self.number,
            start: self.end,
            length: 0,
        }
    }

    /// The line begun at `line`, now that it is written.
    #[must_use]
    pub fn ended(&self, line: Line) -> Line {
        Line {
            length: self.end - line.start,
            ..line
        }
    }

    /// Its number.
    #[must_use]
    pub fn number(&self) -> i64 {
        self.number
    }

    /// All that was written, handed to the system; syncing the file that is returned brings it to the disk.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn handed_over(&mut self) -> io::Result<File> {
        self.file.flush()?;
        self.file.get_ref().try_clone()
    }
}

impl Write for Segment {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes)?;
        self.end += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// This many files are held open for reading at most.
const OPEN: usize = 64;

/// All segments of a run.
#[derive(Debug)]
pub struct Segments {
    folder: PathBuf,
    open: HashMap<i64, File>,
}

impl Segments {
    /// The segments in the hidden folder `home`.
    ///
    /// # Errors
    /// When their folder cannot be made.
    pub fn of(home: &Path) -> io::Result<Segments> {
        let folder = home.join("segments");
        fs::create_dir_all(&folder)?;
        Ok(Segments {
            folder,
            open: HashMap::new(),
        })
    }

    /// Where a segment lies.
    #[must_use]
    pub fn path(&self, number: i64) -> PathBuf {
        self.folder.join(format!("{number:06}.jsonl"))
    }

    /// Starts a segment; what a dead run left under its number is overwritten.
    ///
    /// # Errors
    /// When the file cannot be made.
    pub fn create(&mut self, number: i64) -> io::Result<Segment> {
        Ok(Segment {
            number,
            file: BufWriter::with_capacity(PIECE, self.fresh(number)?),
            end: 0,
        })
    }

    /// The empty file of a new segment.
    pub(crate) fn fresh(&mut self, number: i64) -> io::Result<File> {
        self.open.remove(&number);
        let path = self.path(number);
        // Never through another name of the same file: `records.jsonl` is one.
        match fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        File::create_new(path)
    }

    /// A line, ready to be read.
    ///
    /// # Errors
    /// When its segment cannot be opened.
    pub fn line(&mut self, line: Line) -> io::Result<io::Take<&File>> {
        if self.open.len() >= OPEN {
            self.open.clear();
        }
        let path = self.path(line.segment);
        let file = match self.open.entry(line.segment) {
            Entry::Occupied(held) => held.into_mut(),
            Entry::Vacant(free) => free.insert(File::open(path)?),
        };
        file.seek(SeekFrom::Start(line.start))?;
        Ok((&*file).take(line.length))
    }

    /// Removes all segments but one.
    ///
    /// # Errors
    /// When the folder cannot be listed.
    pub fn keep_only(&mut self, number: i64) -> io::Result<()> {
        self.open.clear();
        let kept = self.path(number);
        for entry in fs::read_dir(&self.folder)? {
            let path = entry?.path();
            if path != kept {
                // A segment that stays takes room and does no harm.
                let _ = fs::remove_file(path);
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_found_where_it_was_written() {
        let folder = tempfile::tempdir().unwrap();
        let mut segments = Segments::of(folder.path()).unwrap();
        let mut segment = segments.create(3).unwrap();
        segment.write_all(b"one\n").unwrap();
        let line = segment.begin();
        segment.write_all(b"two\n").unwrap();
        let line = segment.ended(line);
        assert_eq!((line.start, line.length, line.end()), (4, 4, 8));
        segment.handed_over().unwrap().sync_all().unwrap();
        let mut text = String::new();
        segments
            .line(line)
            .unwrap()
            .read_to_string(&mut text)
            .unwrap();
        assert_eq!(text, "two\n");
        segments.create(4).unwrap();
        segments.keep_only(3).unwrap();
        assert!(segments.path(3).exists() && !segments.path(4).exists());
    }
}
