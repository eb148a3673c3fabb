//! Files that appear whole or not at all: written beside their place, then renamed into it.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::BatchError;

/// A file under way. Dropped before [`Pending::commit`], it leaves nothing behind.
pub(crate) struct Pending {
    place: PathBuf,
    temporary: PathBuf,
    writer: Option<BufWriter<File>>,
}

impl Pending {
    /// Opens a file that will become `folder/name`.
    pub(crate) fn create(folder: &Path, name: &str) -> Result<Self, BatchError> {
        let place = folder.join(name);
        if place.is_dir() {
            let cause = io::Error::from(io::ErrorKind::IsADirectory);
            return Err(BatchError::output(&place, &cause));
        }
        // Hidden, so that a run that is killed leaves no input for the next one.
        let temporary = folder.join(format!(".{name}.{}.tmp", std::process::id()));
        let file = File::create(&temporary).map_err(|e| BatchError::output(&place, &e))?;
        Ok(Pending {
            place,
            temporary,
            writer: Some(BufWriter::new(file)),
        })
    }

    /// Writes the parts one after the other.
    pub(crate) fn write(&mut self, parts: &[&[u8]]) -> Result<(), BatchError> {
        let place = &self.place;
        let Some(writer) = self.writer.as_mut() else {
            return Ok(());
        };
        let mut all = parts.iter().try_for_each(|part| writer.write_all(part));
        all.as_mut().map_err(|e| BatchError::output(place, e))?;
        Ok(())
    }

    /// Writes a value as a line of JSON.
    pub(crate) fn write_line(&mut self, value: &impl Serialize) -> Result<(), BatchError> {
        let place = &self.place;
        let Some(writer) = self.writer.as_mut() else {
            return Ok(());
        };
        let written = serde_json::to_writer(&mut *writer, value).map_err(io::Error::from);
        let ended = written.and_then(|()| writer.write_all(b"\n"));
        ended.map_err(|e| BatchError::output(place, &e))
    }

    /// Puts the finished file in its place.
    pub(crate) fn commit(mut self) -> Result<(), BatchError> {
        let done = self.finish();
        done.map_err(|e| BatchError::output(&self.place, &e))
    }

    fn finish(&mut self) -> io::Result<()> {
        if let Some(writer) = self.writer.take() {
            writer
                .into_inner()
                .map_err(|e| e.into_error())?
                .sync_all()?;
        }
        fs::rename(&self.temporary, &self.place)
    }
}

impl Drop for Pending {
    fn drop(&mut self) {
        self.writer = None;
        // After a rename there is nothing to remove; before it, failing to clean up changes nothing.
        let _ = fs::remove_file(&self.temporary);
    }
}
