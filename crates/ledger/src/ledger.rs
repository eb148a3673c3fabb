//! Opening a ledger and putting it in order after whatever befell the last run.

use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use rusqlite::{Connection, OptionalExtension, params};

use crate::schema::{TABLES, VERSION};
use crate::{Hands, LedgerError, Segments};

/// What is done again though nothing changed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Again {
    /// Everything.
    pub all: bool,
    /// What failed.
    pub failed: bool,
}

/// The inputs of an output folder and what became of them.
#[derive(Debug)]
pub struct Ledger {
    pub(crate) db: Connection,
    pub(crate) run: i64,
    pub(crate) maker: i64,
    pub(crate) again: Again,
}

impl Ledger {
    /// Opens the ledger in the hidden folder `home`, makes it where it is missing, and takes note of what a dead run
    /// had in hand and of lines that are no longer where they were.
    ///
    /// # Errors
    /// When it cannot be written or was made by a later version.
    pub fn open(home: &Path) -> Result<Ledger, LedgerError> {
        let db = Connection::open(home.join("ledger.db"))?;
        // The lock of the folder keeps others out. A power cut may lose the last transactions, never an earlier one.
        db.execute_batch(
            "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;",
        )?;
        db.set_prepared_statement_cache_capacity(64);
        let mut ledger = Ledger {
            db,
            run: 0,
            maker: 0,
            again: Again::default(),
        };
        ledger.tables()?;
        ledger.lost_lines(home)?;
        ledger.left_in_hand(home)?;
        Ok(ledger)
    }

    fn tables(&mut self) -> Result<(), LedgerError> {
        let version = |db: &Connection| db.query_row("PRAGMA user_version", [], |r| r.get(0));
        let version: i64 = version(&self.db)?;
        if version > VERSION {
            return Err(LedgerError::Later);
        }
        if version == 0 {
            let transaction = self.db.transaction()?;
            transaction.execute_batch(TABLES)?;
            transaction.pragma_update(None, "user_version", VERSION)?;
            transaction.commit()?;
        }
        Ok(())
    }

    /// Begins a run of the program and options that `maker` names.
    ///
    /// # Errors
    /// When the ledger cannot be written.
    pub fn begin(&mut self, maker: &str, again: Again) -> Result<(), LedgerError> {
        self.run = self.next("run")?;
        self.again = again;
        let insert = "INSERT INTO maker (text) VALUES (?1) ON CONFLICT DO NOTHING";
        self.db.execute(insert, [maker])?;
        let select = "SELECT id FROM maker WHERE text = ?1";
        self.maker = self.db.query_row(select, [maker], |r| r.get(0))?;
        Ok(())
    }

    /// A number for a new segment, never given before.
    ///
    /// # Errors
    /// When the ledger cannot be written.
    pub fn new_segment(&mut self) -> Result<i64, LedgerError> {
        self.next("segment")
    }

    fn next(&mut self, key: &str) -> Result<i64, LedgerError> {
        let upsert = "INSERT INTO meta (key, value) VALUES (?1, 1)
            ON CONFLICT DO UPDATE SET value = value + 1 RETURNING value";
        Ok(self.db.query_row(upsert, [key], |r| r.get(0))?)
    }

    pub(crate) fn meta(&self, key: &str) -> rusqlite::Result<Option<i64>> {
        let select = "SELECT value FROM meta WHERE key = ?1";
        self.db.query_row(select, [key], |r| r.get(0)).optional()
    }

    pub(crate) fn set_meta(&self, key: &str, value: i64) -> rusqlite::Result<()> {
        let upsert =
            "INSERT INTO meta (key, value) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET value = ?2";
        self.db.execute(upsert, params![key, value]).map(drop)
    }

    /// Forgets the lines of segments that are gone, cut short, or were changed through `records.jsonl`.
    fn lost_lines(&mut self, home: &Path) -> Result<(), LedgerError> {
        let segments = Segments::of(home).map_err(LedgerError::file(home))?;
        let published = (self.meta("published")?, self.meta("published_modified")?);
        for (segment, end) in self.ends()? {
            let meta = fs::metadata(segments.path(segment)).ok();
            let whole = meta.as_ref().is_some_and(|m| m.len() >= end);
            let touched =
                published.0 == Some(segment) && meta.as_ref().map(modified) != published.1;
            if !whole || touched {
                let forget = "UPDATE input SET segment = NULL, sha256 = NULL, maker = NULL,
                    state = iif(state = 'done', 'queued', state) WHERE segment = ?1";
                self.db.execute(forget, [segment])?;
            }
        }
        Ok(())
    }

    /// Each segment that lines lie in, and the end of its last one.
    fn ends(&self) -> rusqlite::Result<Vec<(i64, u64)>> {
        let select = "SELECT segment, max(start + length) FROM input
            WHERE segment IS NOT NULL GROUP BY segment";
        let mut select = self.db.prepare(select)?;
        let rows = select.query_map([], |r| Ok((r.get(0)?, r.get::<_, i64>(1)?.max(0) as u64)))?;
        rows.collect()
    }

    /// What a dead run had in hand may be what it died of.
    fn left_in_hand(&mut self, home: &Path) -> Result<(), LedgerError> {
        let hands = Hands::of(home);
        for id in hands.left().map_err(LedgerError::file(home))? {
            let mark = "UPDATE input SET state = 'in_hand', crashes = crashes + 1
                WHERE id = ?1 AND state = 'queued'";
            self.db.execute(mark, [id])?;
        }
        hands.clear().map_err(LedgerError::file(home))
    }
}

/// When a file was last changed, in nanoseconds; 0 where the system does not say.
pub(crate) fn modified(meta: &Metadata) -> i64 {
    let since = meta.modified().ok().map(|t| t.duration_since(UNIX_EPOCH));
    since
        .and_then(Result::ok)
        .and_then(|d| i64::try_from(d.as_nanos()).ok())
        .unwrap_or(0)
}

/// A path as bytes, to the letter and back.
#[must_use]
pub fn path_bytes(path: &Path) -> &[u8] {
    path.as_os_str().as_encoded_bytes()
}

/// The path that [`path_bytes`] made bytes of.
#[cfg(unix)]
#[must_use]
pub fn path_of(bytes: Vec<u8>) -> PathBuf {
    use std::os::unix::ffi::OsStringExt;
    std::ffi::OsString::from_vec(bytes).into()
}

/// The path that [`path_bytes`] made bytes of; a lone surrogate in it is lost.
#[cfg(not(unix))]
#[must_use]
pub fn path_of(bytes: Vec<u8>) -> PathBuf {
    String::from_utf8_lossy(&bytes).into_owned().into()
}
