//! Files that appear whole or not at all: written beside their places, on the disk before they are renamed.

use std::collections::BTreeSet;
use std::fs::{self, File, TryLockError};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::ExportError;

/// A file under way. Dropped before [`commit`], it leaves nothing behind.
#[derive(Debug)]
pub(crate) struct Whole {
    place: PathBuf,
    temporary: PathBuf,
}

impl Whole {
    /// Reserves a place. What a killed export left there is removed; [`Lock`] sees that nobody is writing it.
    pub fn reserve(folder: &Path, name: &str) -> Result<Whole, ExportError> {
        let place = folder.join(name);
        if place.is_dir() {
            let cause = io::Error::from(io::ErrorKind::IsADirectory);
            return Err(ExportError::output(&place, &cause));
        }
        let temporary = folder.join(format!(".{name}.tmp"));
        match fs::remove_file(&temporary) {
            Err(e) if e.kind() != io::ErrorKind::NotFound => Err(ExportError::output(&place, &e)),
            _ => Ok(Whole { place, temporary }),
        }
    }

    /// Where it is written meanwhile.
    pub fn temporary(&self) -> &Path {
        &self.temporary
    }

    /// The failure to write it.
    pub fn error(&self, cause: &dyn std::fmt::Display) -> ExportError {
        ExportError::output(&self.place, cause)
    }
}

impl Drop for Whole {
    fn drop(&mut self) {
        // After a rename there is nothing to remove; before it, failing to clean up changes nothing.
        let _ = fs::remove_file(&self.temporary);
    }
}

/// Puts all files in their places; gives their paths, sorted.
pub(crate) fn commit(files: Vec<Whole>) -> Result<Vec<PathBuf>, ExportError> {
    for file in &files {
        // Some systems sync only what is open for writing.
        let opened = File::options().write(true).open(&file.temporary);
        let synced = opened.and_then(|f| f.sync_all());
        synced.map_err(|e| file.error(&e))?;
    }
    let mut places = Vec::with_capacity(files.len());
    for file in files {
        fs::rename(&file.temporary, &file.place).map_err(|e| file.error(&e))?;
        places.push(file.place.clone());
    }
    let folders: BTreeSet<&Path> = places.iter().filter_map(|p| p.parent()).collect();
    for folder in folders {
        // A folder cannot be synced everywhere; where it can, the new names are on the disk after this.
        if let Ok(folder) = File::open(folder) {
            let _ = folder.sync_all();
        }
    }
    places.sort();
    Ok(places)
}

/// A [`Whole`] that is written as a stream.
#[derive(Debug)]
pub(crate) struct Stream {
    whole: Whole,
    writer: BufWriter<File>,
}

impl Stream {
    /// Opens a file that will become `folder/name`.
    pub fn create(folder: &Path, name: &str) -> Result<Stream, ExportError> {
        let whole = Whole::reserve(folder, name)?;
        let file = File::create_new(whole.temporary()).map_err(|e| whole.error(&e))?;
        Ok(Stream {
            whole,
            writer: BufWriter::with_capacity(1 << 17, file),
        })
    }

    /// Writes bytes.
    pub fn put(&mut self, bytes: &[u8]) -> Result<(), ExportError> {
        let written = self.writer.write_all(bytes);
        written.map_err(|e| self.whole.error(&e))
    }

    /// The failure to write it.
    pub fn error(&self, cause: &dyn std::fmt::Display) -> ExportError {
        self.whole.error(cause)
    }

    /// Ends the file.
    pub fn close(mut self) -> Result<Whole, ExportError> {
        match self.writer.flush() {
            Ok(()) => Ok(self.whole),
            Err(e) => Err(self.whole.error(&e)),
        }
    }
}

impl Write for Stream {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.writer.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.writer.flush()
    }
}

/// Held while an export into a folder is under way; the system lets it go when the program ends, however.
#[derive(Debug)]
pub(crate) struct Lock(#[allow(dead_code)] File);

impl Lock {
    /// Takes the lock of a folder.
    pub fn of(folder: &Path) -> Result<Lock, ExportError> {
        let place = folder.join(".export.lock");
        let file = File::create(&place).map_err(|e| ExportError::output(folder, &e))?;
        match file.try_lock() {
            Err(TryLockError::WouldBlock) => Err(ExportError::locked(folder)),
            // Where the file system knows no locks, two exports at once are the user's to avoid.
            _ => Ok(Lock(file)),
        }
    }
}
