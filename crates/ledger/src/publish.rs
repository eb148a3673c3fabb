//! `records.jsonl`: the lines of all inputs that are there, by the bytes of their names.
//!
//! Lines come into their segment in that order unless something held one up. If all lie in one segment, whole and in
//! order, that segment is the file already and gets a second name; else the lines are gathered into a new segment.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

use rusqlite::{named_params, params};

use crate::ledger::modified;
use crate::queue::line;
use crate::schema::PRESENT;
use crate::{Ledger, LedgerError, Line, Segments};

impl Ledger {
    /// Puts `out` in its place, if it is not there yet as it should be.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn publish(&mut self, segments: &mut Segments, out: &Path) -> Result<(), LedgerError> {
        let number = match self.in_order(segments)? {
            Some(number) => number,
            None => {
                let number = self.new_segment()?;
                self.gather(segments, number)?;
                self.moved(number)?;
                number
            }
        };
        let path = segments.path(number);
        if self.meta("published")? != Some(number) || !is_same(&path, out) {
            named(&path, out).map_err(LedgerError::file(out))?;
            let meta = fs::metadata(&path).map_err(LedgerError::file(&path))?;
            self.set_meta("published", number)?;
            self.set_meta("published_modified", modified(&meta))?;
        }
        segments.keep_only(number).map_err(LedgerError::file(&path))
    }

    /// The segment in which all lines lie whole and in order, and nothing else.
    fn in_order(&self, segments: &Segments) -> Result<Option<i64>, LedgerError> {
        let mut whole: Option<Line> = None;
        let ordered = self.lines(|line| {
            let next = whole.unwrap_or(Line {
                start: 0,
                length: 0,
                ..line
            });
            let follows = line.segment == next.segment && line.start == next.end();
            whole = Some(Line {
                length: next.length + line.length,
                ..next
            });
            Ok(follows)
        })?;
        let Some(whole) = whole.filter(|_| ordered) else {
            return Ok(None);
        };
        let meta = fs::metadata(segments.path(whole.segment));
        Ok(meta
            .is_ok_and(|m| m.len() == whole.length)
            .then_some(whole.segment))
    }

    /// Goes through the lines in the order of the names for as long as `see` says; whether it came to the end.
    fn lines(&self, mut see: impl FnMut(Line) -> io::Result<bool>) -> Result<bool, LedgerError> {
        let select =
            format!("SELECT segment, start, length FROM input WHERE {PRESENT} ORDER BY name");
        let mut select = self.db.prepare(&select)?;
        let mut rows = select.query(named_params! {":run": self.run})?;
        while let Some(row) = rows.next()? {
            if !see(line(row, 0)?).map_err(LedgerError::file(Path::new("segments")))? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn gather(&self, segments: &mut Segments, number: i64) -> Result<(), LedgerError> {
        let path = segments.path(number);
        let mut to = segments.fresh(number).map_err(LedgerError::file(&path))?;
        // Neighbours are copied in one go.
        let mut run: Option<Line> = None;
        let mut copy = |line: Line| io::copy(&mut segments.line(line)?, &mut to).map(drop);
        self.lines(|line| {
            match &mut run {
                Some(r) if r.segment == line.segment && r.end() == line.start => {
                    r.length += line.length;
                }
                _ => {
                    if let Some(done) = run.replace(line) {
                        copy(done)?;
                    }
                }
            }
            Ok(true)
        })?;
        let last = run.map_or(Ok(()), copy);
        let synced = last.and_then(|()| to.sync_all());
        synced.map_err(LedgerError::file(&path))
    }

    /// Notes that all lines lie in a new segment now, in order; others have none any more.
    fn moved(&mut self, number: i64) -> Result<(), LedgerError> {
        let moved = format!(
            "WITH placed AS (
                SELECT id, sum(length) OVER (ORDER BY name ROWS UNBOUNDED PRECEDING) - length AS place
                FROM input WHERE {PRESENT})
            UPDATE input SET segment = :number, start = placed.place FROM placed WHERE input.id = placed.id"
        );
        let transaction = self.db.transaction()?;
        transaction.execute(&moved, named_params! {":run": self.run, ":number": number})?;
        let others = "UPDATE input SET segment = NULL, sha256 = NULL WHERE segment <> ?1";
        transaction.execute(others, params![number])?;
        transaction.commit()?;
        Ok(())
    }
}

/// Gives a finished segment its name for the world: a second name of the same file, or where the disk knows no such
/// thing, a copy.
fn named(segment: &Path, out: &Path) -> io::Result<()> {
    let folder = out.parent().unwrap_or(Path::new("."));
    let hidden = folder.join(format!(".records.jsonl.{}.tmp", std::process::id()));
    let _ = fs::remove_file(&hidden);
    let made = fs::hard_link(segment, &hidden).or_else(|_| copied(segment, &hidden));
    let renamed = made.and_then(|()| fs::rename(&hidden, out));
    if renamed.is_err() {
        let _ = fs::remove_file(&hidden);
    }
    // Renaming one name of a file to another of the same file does nothing, and leaves both.
    let _ = fs::remove_file(&hidden);
    renamed?;
    sync_folder(folder)
}

fn copied(from: &Path, to: &Path) -> io::Result<()> {
    let mut out = BufWriter::new(File::create(to)?);
    io::copy(&mut File::open(from)?, &mut out)?;
    out.flush()?;
    out.get_ref().sync_all()
}

/// A rename is on the disk when its folder is.
#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

/// Whether `out` is the segment by another name.
#[cfg(unix)]
fn is_same(segment: &Path, out: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let file = |path| fs::metadata(path).map(|m| (m.dev(), m.ino())).ok();
    file(segment).is_some_and(|f| file(out) == Some(f))
}

/// Which file a name leads to is not told here; giving it again does no harm.
#[cfg(not(unix))]
fn is_same(_: &Path, _: &Path) -> bool {
    false
}
