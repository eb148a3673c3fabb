//! What is to be read, and what became of it.

use std::path::PathBuf;

use rusqlite::{OptionalExtension, Row, params};
use sohoa_source::SourceError;

use crate::ledger::path_of;
use crate::{FailedInput, Ledger, LedgerError, Line};

/// An input that is to be read; a container stands for what lies in it.
#[derive(Debug, Clone)]
pub struct Pending {
    /// Its row.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// Where it is.
    pub path: PathBuf,
    /// Its size when it was found.
    pub size: u64,
    /// How many runs died with it in hand; `None` where it is not under suspicion.
    pub suspect: Option<u64>,
}

/// What became of an input.
#[derive(Debug)]
pub enum Outcome {
    /// It has a line.
    Done(Done),
    /// It has none, and why.
    Failed(FailedInput, f64),
    /// It must be tried once more.
    Again,
}

/// A line that was made.
#[derive(Debug, Clone)]
pub struct Done {
    /// SHA-256 of the input's bytes.
    pub sha256: [u8; 32],
    /// How many bytes the input has.
    pub bytes: u64,
    /// Documents, tasks, targets, citations, things to check.
    pub counts: [u64; 5],
    /// Where the line lies.
    pub line: Line,
    /// How long it took.
    pub seconds: f64,
}

/// An input of the same bytes that has a line already.
#[derive(Debug, Clone)]
pub struct Twin {
    /// Its name, which stands in its line.
    pub name: String,
    /// Its line and what is known of it.
    pub done: Done,
}

/// Row of a member that is to be read, and what [`Pending::suspect`] says of it.
pub type Member = (i64, Option<u64>);

/// What was read as one file, or not at all, is no container, whatever it was before.
const SETTLED: &str = "attempts = attempts + 1, maker = ?2, seconds = ?3, crashes = 0,
    kind = iif(kind = 'container', 'file', kind)";

impl Ledger {
    /// The next inputs to be read after the name `after`, by the bytes of their names.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn pending(&self, after: &str, most: usize) -> Result<Vec<Pending>, LedgerError> {
        let select = "SELECT id, name, path, size, iif(state = 'in_hand', crashes, NULL) FROM input
            WHERE name > ?1 AND state IN ('queued', 'in_hand') AND kind IN ('file', 'container') AND seen = ?2
            ORDER BY name LIMIT ?3";
        let mut select = self.db.prepare_cached(select)?;
        let rows = select.query_map(params![after, self.run, most as i64], |r| {
            Ok(Pending {
                id: r.get(0)?,
                name: r.get(1)?,
                path: path_of(r.get::<_, Option<Vec<u8>>>(2)?.unwrap_or_default()),
                size: unsigned(r, 3)?,
                suspect: r.get::<_, Option<i64>>(4)?.map(i64::unsigned_abs),
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Notes the members of a container in one go; returns for each of `members` its row if it is to be read.
    ///
    /// # Errors
    /// When the ledger cannot be written.
    pub fn members<'m>(
        &mut self,
        container: i64,
        members: impl Iterator<Item = Result<(&'m str, u64), &'m SourceError>>,
    ) -> Result<Vec<Option<Member>>, LedgerError> {
        let (run, maker) = (self.run, self.maker);
        let transaction = self.db.transaction()?;
        let mut out = Vec::new();
        {
            let mut upsert = transaction.prepare_cached(
                "INSERT INTO input (name, kind, container, state, seen, size) VALUES (?1, 'member', ?2, 'queued', ?3, ?4)
                ON CONFLICT (name) DO UPDATE SET seen = ?3, size = ?4,
                    state = iif(state = 'vanished', 'queued', state)
                WHERE container = ?2 RETURNING id, state, crashes",
            )?;
            let mut fail = transaction.prepare_cached(
                "UPDATE input SET state = 'failed', maker = ?2, code = ?3, message = ?4, message_vi = ?5,
                    segment = NULL, sha256 = NULL WHERE id = ?1",
            )?;
            for member in members {
                let (name, size) = member.unwrap_or_else(|e| (e.path(), 0));
                let values = params![name, container, run, signed(size)];
                let row: Option<(i64, String, i64)> = upsert
                    .query_row(values, |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))
                    .optional()?;
                out.push(match (row, member) {
                    (Some((id, state, crashes)), Ok(_)) => match state.as_str() {
                        "queued" => Some((id, None)),
                        "in_hand" => Some((id, Some(crashes.unsigned_abs()))),
                        _ => None,
                    },
                    (Some((id, ..)), Err(error)) => {
                        let (en, vi) = (error.message(), error.message_vi());
                        fail.execute(params![id, maker, error.code(), en, vi])?;
                        None
                    }
                    // A file of a folder has this very name: it is the one that is meant by it.
                    (None, _) => None,
                });
            }
        }
        transaction.execute(
            "UPDATE input SET kind = 'container', state = 'done', maker = ?2, segment = NULL WHERE id = ?1",
            params![container, maker],
        )?;
        transaction.commit()?;
        Ok(out)
    }

    /// An input of the same bytes that has a line of the same program and options.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn twin(&self, sha256: &[u8; 32]) -> Result<Option<i64>, LedgerError> {
        let select = "SELECT id FROM input
            WHERE sha256 = ?1 AND maker = ?2 AND segment IS NOT NULL LIMIT 1";
        let mut select = self.db.prepare_cached(select)?;
        let id = select.query_row(params![sha256, self.maker], |r| r.get(0));
        Ok(id.optional()?)
    }

    /// The input `id`, if it has a line of this program and options.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn done(&self, id: i64) -> Result<Option<Twin>, LedgerError> {
        let select = "SELECT name, sha256, bytes, documents, tasks, targets, citations, checks, segment, start, length
            FROM input WHERE id = ?1 AND maker = ?2 AND segment IS NOT NULL";
        let mut select = self.db.prepare_cached(select)?;
        let twin = select.query_row(params![id, self.maker], |r| {
            let mut counts = [0; 5];
            for (n, count) in counts.iter_mut().enumerate() {
                *count = unsigned(r, n + 3)?;
            }
            Ok(Twin {
                name: r.get(0)?,
                done: Done {
                    sha256: r.get(1)?,
                    bytes: unsigned(r, 2)?,
                    counts,
                    line: line(r, 8)?,
                    seconds: 0.0,
                },
            })
        });
        Ok(twin.optional()?)
    }

    /// Notes what became of inputs, all of it or nothing.
    ///
    /// # Errors
    /// When the ledger cannot be written.
    pub fn settle(&mut self, outcomes: &[(i64, Outcome)]) -> Result<(), LedgerError> {
        let maker = self.maker;
        let transaction = self.db.transaction()?;
        {
            let mut done = transaction.prepare_cached(&format!(
                "UPDATE input SET state = 'done', {SETTLED}, code = NULL, message = NULL, message_vi = NULL,
                    sha256 = ?4, segment = ?5, start = ?6, length = ?7, bytes = ?8,
                    documents = ?9, tasks = ?10, targets = ?11, citations = ?12, checks = ?13
                WHERE id = ?1"
            ))?;
            let mut failed = transaction.prepare_cached(&format!(
                "UPDATE input SET state = 'failed', {SETTLED}, code = ?4, message = ?5, message_vi = ?6,
                    sha256 = NULL, segment = NULL WHERE id = ?1"
            ))?;
            let mut again = transaction
                .prepare_cached("UPDATE input SET state = 'queued', crashes = 0 WHERE id = ?1")?;
            for (id, outcome) in outcomes {
                match outcome {
                    Outcome::Done(d) => {
                        let [documents, tasks, targets, citations, checks] = d.counts.map(signed);
                        let (start, length) = (signed(d.line.start), signed(d.line.length));
                        done.execute(params![
                            id,
                            maker,
                            d.seconds,
                            d.sha256,
                            d.line.segment,
                            start,
                            length,
                            signed(d.bytes),
                            documents,
                            tasks,
                            targets,
                            citations,
                            checks
                        ])?;
                    }
                    Outcome::Failed(why, seconds) => {
                        let (code, en, vi) = (&why.code, &why.message, &why.message_vi);
                        failed.execute(params![id, maker, seconds, code, en, vi])?;
                    }
                    Outcome::Again => {
                        again.execute([id])?;
                    }
                }
            }
        }
        transaction.commit()?;
        Ok(())
    }
}

/// SQLite knows no number without a sign.
pub(crate) fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

pub(crate) fn unsigned(row: &Row<'_>, column: usize) -> rusqlite::Result<u64> {
    Ok(row.get::<_, i64>(column)?.max(0).cast_unsigned())
}

pub(crate) fn line(row: &Row<'_>, column: usize) -> rusqlite::Result<Line> {
    Ok(Line {
        segment: row.get(column)?,
        start: unsigned(row, column + 1)?,
        length: unsigned(row, column + 2)?,
    })
}
