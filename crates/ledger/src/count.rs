//! Sums over the inputs of a run, and what failed in it.

use std::path::Path;

use rusqlite::params;
use sohoa_source::SourceError;

use crate::ledger::path_of;
use crate::queue::{line, unsigned};
use crate::schema::PRESENT;
use crate::{Ledger, LedgerError, Line};

/// Sums over the inputs that are there.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Inputs with a record.
    pub records: u64,
    /// Inputs without one.
    pub failed: u64,
    /// Bytes of the inputs with a record.
    pub bytes: u64,
    /// Documents, tasks, targets, citations, things to check in the records.
    pub facts: [u64; 5],
}

/// An input that gave no record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FailedInput {
    /// Its name.
    pub path: String,
    /// Stable code of the cause.
    pub code: String,
    /// One line in English.
    pub message: String,
    /// The same in Vietnamese.
    pub message_vi: String,
}

impl From<&SourceError> for FailedInput {
    fn from(error: &SourceError) -> Self {
        FailedInput {
            path: error.path().to_owned(),
            code: error.code().to_owned(),
            message: error.message(),
            message_vi: error.message_vi(),
        }
    }
}

impl Ledger {
    /// How many inputs are still to be read, and how many bytes they have.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn to_read(&self) -> Result<(u64, u64), LedgerError> {
        let select = "SELECT count(*), coalesce(sum(size), 0) FROM input
            WHERE state IN ('queued', 'in_hand') AND kind <> 'container' AND seen = ?1";
        let row = |r: &rusqlite::Row<'_>| Ok((unsigned(r, 0)?, unsigned(r, 1)?));
        Ok(self.db.query_row(select, [self.run], row)?)
    }

    /// Whether anything is still to be read.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn is_pending(&self) -> Result<bool, LedgerError> {
        Ok(!self.pending("", 1)?.is_empty())
    }

    /// How many inputs were found, members of containers that are not listed yet left out.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn found(&self) -> Result<u64, LedgerError> {
        let select =
            "SELECT count(*) FROM input WHERE kind NOT IN ('container', 'left_out') AND seen = ?1";
        Ok(self.db.query_row(select, [self.run], |r| unsigned(r, 0))?)
    }

    /// Marks what was not found in this run; only right at its end.
    ///
    /// # Errors
    /// When the ledger cannot be written.
    pub fn mark_vanished(&mut self) -> Result<u64, LedgerError> {
        let update = "UPDATE input SET state = 'vanished' WHERE seen < ?1 AND state <> 'vanished'";
        Ok(self.db.execute(update, [self.run])? as u64)
    }

    /// The names of inputs that once were there or were read and have no record now; ends where `each` says false.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn without_record(&self, mut each: impl FnMut(&str) -> bool) -> Result<(), LedgerError> {
        let select = "SELECT name FROM input WHERE state IN ('vanished', 'failed', 'skipped')";
        let mut select = self.db.prepare(select)?;
        let mut rows = select.query([])?;
        while let Some(row) = rows.next()? {
            if !each(row.get_ref(0)?.as_str().unwrap_or_default()) {
                break;
            }
        }
        Ok(())
    }

    /// Sums up the run.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn counts(&self) -> Result<Counts, LedgerError> {
        let failed = "SELECT count(*) FROM input WHERE state = 'failed' AND seen = ?1";
        let failed = self.db.query_row(failed, [self.run], |r| unsigned(r, 0))?;
        let select = format!(
            "SELECT count(*), coalesce(sum(bytes), 0), coalesce(sum(documents), 0), coalesce(sum(tasks), 0),
                coalesce(sum(targets), 0), coalesce(sum(citations), 0), coalesce(sum(checks), 0)
            FROM input WHERE {PRESENT}"
        );
        let counts = self.db.query_row(&select, [self.run], |r| {
            let mut facts = [0; 5];
            for (n, fact) in facts.iter_mut().enumerate() {
                *fact = unsigned(r, n + 2)?;
            }
            Ok(Counts {
                records: unsigned(r, 0)?,
                failed,
                bytes: unsigned(r, 1)?,
                facts,
            })
        });
        Ok(counts?)
    }

    /// Tells of every input that gave no record, by the bytes of their names, or by cause and name; as long as it is
    /// listened to.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn failed(
        &self,
        by_cause: bool,
        mut see: impl FnMut(FailedInput) -> bool,
    ) -> Result<(), LedgerError> {
        let order = if by_cause { "code, name" } else { "name" };
        let select = format!(
            "SELECT name, code, message, message_vi FROM input
            WHERE state = 'failed' AND seen = ?1 ORDER BY {order}"
        );
        let mut select = self.db.prepare(&select)?;
        let mut rows = select.query([self.run])?;
        while let Some(row) = rows.next()? {
            let failed = FailedInput {
                path: row.get(0)?,
                code: row.get(1)?,
                message: row.get(2)?,
                message_vi: row.get(3)?,
            };
            if !see(failed) {
                break;
            }
        }
        Ok(())
    }

    /// Tells of every file that gave no record: cause, name and path; of a member, the path of its container.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn failed_files(
        &self,
        mut see: impl FnMut(&str, &str, &Path) -> bool,
    ) -> Result<(), LedgerError> {
        let select = "SELECT i.code, i.name, coalesce(i.path, c.path)
            FROM input AS i LEFT JOIN input AS c ON c.id = i.container
            WHERE i.state = 'failed' AND i.seen = ?1 AND coalesce(i.path, c.path) IS NOT NULL ORDER BY i.name";
        let mut select = self.db.prepare(select)?;
        let mut rows = select.query([self.run])?;
        while let Some(row) = rows.next()? {
            let (code, name): (String, String) = (row.get(0)?, row.get(1)?);
            if !see(&code, &name, &path_of(row.get(2)?)) {
                break;
            }
        }
        Ok(())
    }

    /// How many inputs failed of each cause.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn causes(&self) -> Result<Vec<(String, u64)>, LedgerError> {
        let select = "SELECT code, count(*) FROM input WHERE state = 'failed' AND seen = ?1
            GROUP BY code ORDER BY 2 DESC, 1";
        let mut select = self.db.prepare(select)?;
        let rows = select.query_map([self.run], |r| Ok((r.get(0)?, unsigned(r, 1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The first inputs with a record: their names, lines and counts.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn first(&self, most: usize) -> Result<Vec<(String, Line, [u64; 5])>, LedgerError> {
        let select = format!(
            "SELECT name, segment, start, length, documents, tasks, targets, citations, checks
            FROM input WHERE {PRESENT} ORDER BY name LIMIT ?2"
        );
        let mut select = self.db.prepare(&select)?;
        let rows = select.query_map(params![self.run, most as i64], |r| {
            let mut facts = [0; 5];
            for (n, fact) in facts.iter_mut().enumerate() {
                *fact = unsigned(r, n + 4)?;
            }
            Ok((r.get(0)?, line(r, 1)?, facts))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
