//! Files that appear whole or not at all: written beside their place, then renamed into it.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::BatchError;

/// A file under way. Dropped before [`Pending::commit`], it leaves nothing behind.
pub(crate) struct Pending {
    place: PathBuf,
    temporary: PathBuf,
    writer: BufWriter<File>,
}

impl Pending {
    /// Opens a file that will become `folder/name`.
    pub(crate) fn create(folder: &Path, name: &str) -> Result<Self, BatchError> {
        let place = folder.join(name);
        // Hidden, so that a run that is killed leaves no input for the next one.
        let temporary = folder.join(format!(".{name}.{}.tmp", std::process::id()));
        let file = File::create(&temporary).map_err(|e| BatchError::output(&place, &e))?;
        Ok(Pending {
            place,
            temporary,
            writer: BufWriter::new(file),
        })
    }

    /// Puts the finished file in its place.
    pub(crate) fn commit(mut self) -> Result<(), BatchError> {
        let done = self.finish();
        done.map_err(|e| BatchError::output(&self.place, &e))
    }

    fn finish(&mut self) -> io::Result<()> {
        self.writer.flush()?;
        self.writer.get_ref().sync_all()?;
        fs::rename(&self.temporary, &self.place)
    }
}

impl Write for Pending {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.writer.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.writer.flush()
    }
}

impl Drop for Pending {
    fn drop(&mut self) {
        // After a rename there is nothing to remove; before it, failing to clean up changes nothing.
        let _ = fs::remove_file(&self.temporary);
    }
}

/// Makes the folder for the outputs; an error where one of them cannot get its place.
pub(crate) fn prepare(folder: &Path, names: &[&str]) -> Result<(), BatchError> {
    for name in names {
        let place = folder.join(name);
        if place.is_dir() {
            let cause = io::Error::from(io::ErrorKind::IsADirectory);
            return Err(BatchError::output(&place, &cause));
        }
    }
    fs::create_dir_all(folder).map_err(|e| BatchError::output(folder, &e))
}
