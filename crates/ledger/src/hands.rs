//! Which input each thread has in hand: a few bytes for each thread, written before the work and cleared after it.
//!
//! What is written stays when the process dies, whatever it dies of: the next start finds there what it died with.
//! No part of the ledger is written so often, so it is a file of its own.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// Bytes of a slot.
const SLOT: usize = 8;

/// The slots of a run.
#[derive(Debug, Clone)]
pub struct Hands {
    path: PathBuf,
}

/// The slot of one thread.
#[derive(Debug)]
pub struct Hand {
    file: File,
    at: u64,
}

impl Hands {
    /// The slots in the folder.
    #[must_use]
    pub fn of(home: &Path) -> Hands {
        Hands {
            path: home.join("hands"),
        }
    }

    /// What a run that died had in hand.
    pub(crate) fn left(&self) -> io::Result<Vec<i64>> {
        let bytes = match fs::read(&self.path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            read => read?,
        };
        let slots = bytes.chunks_exact(SLOT);
        let ids = slots.filter_map(|s| s.try_into().ok().map(i64::from_le_bytes));
        Ok(ids.filter(|id| *id > 0).collect())
    }

    /// Forgets all that was in hand.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn clear(&self) -> io::Result<()> {
        File::create(&self.path).map(drop)
    }

    /// The slot of the thread `n`.
    ///
    /// # Errors
    /// When the file cannot be opened.
    pub fn hand(&self, n: usize) -> io::Result<Hand> {
        let mut options = OpenOptions::new();
        let file = options.write(true).create(true).truncate(false);
        Ok(Hand {
            file: file.open(&self.path)?,
            at: (n * SLOT) as u64,
        })
    }
}

impl Hand {
    /// Takes an input in hand, or none.
    ///
    /// # Errors
    /// When the slot cannot be written.
    pub fn take(&mut self, id: Option<i64>) -> io::Result<()> {
        self.file.seek(SeekFrom::Start(self.at))?;
        self.file.write_all(&id.unwrap_or(0).to_le_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_put_down_is_left() {
        let folder = tempfile::tempdir().unwrap();
        let hands = Hands::of(folder.path());
        assert!(hands.left().unwrap().is_empty());
        let mut first = hands.hand(0).unwrap();
        let mut third = hands.hand(2).unwrap();
        third.take(Some(i64::MAX)).unwrap();
        first.take(Some(7)).unwrap();
        assert_eq!(hands.left().unwrap(), [7, i64::MAX]);
        first.take(None).unwrap();
        assert_eq!(hands.left().unwrap(), [i64::MAX]);
        hands.clear().unwrap();
        assert!(hands.left().unwrap().is_empty());
    }
}
