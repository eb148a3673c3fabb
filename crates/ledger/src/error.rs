//! Why a ledger cannot be kept.

use std::path::{Path, PathBuf};
use std::{fmt, io};

/// Why a ledger cannot be kept.
#[derive(Debug)]
pub enum LedgerError {
    /// Another program writes to this folder; its process, where it is known.
    Busy(Option<u32>),
    /// It was made by a later version of the program.
    Later,
    /// A file cannot be written or read.
    File(PathBuf, io::Error),
    /// The database cannot be written or read.
    Database(rusqlite::Error),
}

impl LedgerError {
    pub(crate) fn file(path: &Path) -> impl FnOnce(io::Error) -> LedgerError {
        move |cause| LedgerError::File(path.to_owned(), cause)
    }
}

impl From<rusqlite::Error> for LedgerError {
    fn from(error: rusqlite::Error) -> Self {
        LedgerError::Database(error)
    }
}

impl fmt::Display for LedgerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            LedgerError::Busy(_) => f.write_str("another run writes to this folder"),
            LedgerError::Later => f.write_str("the ledger was made by a later version"),
            LedgerError::File(path, cause) => write!(f, "{}: {cause}", path.display()),
            LedgerError::Database(cause) => write!(f, "ledger: {cause}"),
        }
    }
}

impl std::error::Error for LedgerError {}
