//! One program at a time writes to an output folder.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Write};
use std::path::Path;
use std::process;

use crate::LedgerError;

/// A lock that goes with the process, however it ends.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

impl Lock {
    /// Takes the lock of the folder.
    ///
    /// # Errors
    /// [`LedgerError::Busy`] while another program has it; or the folder cannot be written.
    pub fn take(home: &Path) -> Result<Lock, LedgerError> {
        let path = home.join("lock");
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(false);
        let mut file = options.open(&path).map_err(LedgerError::file(&path))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(LedgerError::Busy(owner(&mut file))),
            // Some network drives know no locks; a lone run there is better than none.
            Err(TryLockError::Error(_)) => {}
        }
        let written = file
            .set_len(0)
            .and_then(|()| write!(file, "{}", process::id()));
        written.map_err(LedgerError::file(&path))?;
        Ok(Lock { _file: file })
    }
}

/// The process that wrote its number into the lock.
fn owner(file: &mut File) -> Option<u32> {
    let mut text = String::new();
    file.take(16).read_to_string(&mut text).ok()?;
    text.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lock_is_had_once_and_names_its_owner() {
        let folder = tempfile::tempdir().unwrap();
        let first = Lock::take(folder.path()).unwrap();
        let second = Lock::take(folder.path()).unwrap_err();
        assert!(matches!(second, LedgerError::Busy(Some(pid)) if pid == process::id()));
        drop(first);
        Lock::take(folder.path()).unwrap();
    }
}
