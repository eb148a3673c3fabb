//! What was found under the arguments goes into the ledger, and out of it comes what is to be read.

use std::fs::Metadata;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use rusqlite::{OptionalExtension, Transaction, named_params, params};
use sohoa_source::{Found, SourceError, other_name, same_file};

use crate::ledger::{modified, path_bytes, path_of};
use crate::{Ledger, LedgerError};

/// By what a file is known to be unchanged without reading it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Stamp {
    size: i64,
    modified: i64,
    file: i64,
}

impl Stamp {
    /// The stamp of a file: size, time of change, and which file of the disk it is.
    #[must_use]
    pub fn of(meta: &Metadata) -> Stamp {
        Stamp {
            size: i64::try_from(meta.len()).unwrap_or(i64::MAX),
            modified: modified(meta),
            file: file_number(meta),
        }
    }

    /// The stamp of several files that are one input: all sizes, the latest change, and a digest of which they are.
    #[must_use]
    pub fn of_all(files: &[(String, Metadata)]) -> Stamp {
        let mut digest = DefaultHasher::new();
        let mut all = Stamp {
            size: 0,
            modified: 0,
            file: 0,
        };
        for (name, meta) in files {
            let stamp = Stamp::of(meta);
            (name, stamp).hash(&mut digest);
            all.size = all.size.saturating_add(stamp.size);
            all.modified = all.modified.max(stamp.modified);
        }
        all.file = digest.finish().cast_signed();
        all
    }
}

#[cfg(unix)]
fn file_number(meta: &Metadata) -> i64 {
    std::os::unix::fs::MetadataExt::ino(meta).cast_signed()
}

#[cfg(not(unix))]
fn file_number(_: &Metadata) -> i64 {
    0
}

/// A file that was changed less than this before it was looked at may have been changed again in the same tick of its
/// disk's clock (two seconds on some): its stamp tells nothing, and it is read again.
const TICK: i64 = 2_000_000_000;

/// Failures that say nothing of the file: always tried again.
const PASSING: &str = "('not_found', 'permission_denied', 'io', 'changed')";

/// Failures that ended the program or its patience: tried again only alone.
const DANGEROUS: &str = "('crashed', 'too_slow')";

/// A survey of the arguments under way; nothing of it is in the ledger before [`Survey::finish`].
pub struct Survey<'l> {
    transaction: Transaction<'l>,
    run: i64,
    maker: i64,
    upsert: String,
    again: crate::Again,
    looked: i64,
    duplicates: u64,
}

impl Ledger {
    /// Begins to note what is found in this run.
    ///
    /// # Errors
    /// When the ledger cannot be written.
    pub fn survey(&mut self) -> Result<Survey<'_>, LedgerError> {
        let (run, maker, again) = (self.run, self.maker, self.again);
        let transaction = self.db.transaction()?;
        transaction.execute_batch(
            "CREATE TEMP TABLE IF NOT EXISTS clash (
                name TEXT, argument INTEGER, path BLOB, size INTEGER, modified INTEGER, file INTEGER,
                code TEXT, message TEXT, message_vi TEXT);
            DELETE FROM clash;",
        )?;
        Ok(Survey {
            transaction,
            run,
            maker,
            upsert: upsert(),
            again,
            looked: now(),
            duplicates: 0,
        })
    }
}

/// A new file is queued. A known one is left as it is if its stamp, program and options are the same and it is done;
/// or alone with what it did if it ended the program. No row is changed where the name was given before in this run.
fn upsert() -> String {
    let same = "path IS excluded.path AND size = excluded.size AND modified = excluded.modified
        AND file = excluded.file AND kind IN ('file', 'container')";
    let settled = format!(
        "state = 'done' OR kind = 'container'
        OR (state = 'failed' AND NOT :failed AND code NOT IN {PASSING})"
    );
    let keep = format!(
        "(NOT :all AND {same} AND modified + {TICK} < looked AND maker IS :maker AND ({settled}))"
    );
    let alone =
        format!("({same} AND (state = 'in_hand' OR (state = 'failed' AND code IN {DANGEROUS})))");
    format!(
        "INSERT INTO input (name, path, kind, state, seen, size, modified, file, looked)
        VALUES (:name, :path, 'file', 'queued', :run, :size, :modified, :file, :looked)
        ON CONFLICT (name) DO UPDATE SET
            state = CASE WHEN {keep} THEN state WHEN {alone} THEN 'in_hand' ELSE 'queued' END,
            kind = CASE WHEN {same} THEN kind ELSE 'file' END,
            looked = CASE WHEN {keep} THEN looked ELSE excluded.looked END,
            crashes = CASE WHEN {same} THEN crashes ELSE 0 END,
            container = NULL, seen = :run,
            path = excluded.path, size = excluded.size, modified = excluded.modified, file = excluded.file
        WHERE seen < :run OR kind = 'left_out'"
    )
}

impl Survey<'_> {
    /// Notes what was found.
    ///
    /// # Errors
    /// When the ledger cannot be written.
    pub fn note(&mut self, found: &Found<'_>) -> Result<(), LedgerError> {
        match found {
            Found::File {
                name,
                path,
                meta,
                argument,
            } => {
                let stamp = Stamp::of(meta);
                if !self.file(name, path_bytes(path), stamp)? {
                    self.file_clash(name, *argument, path, stamp)?;
                }
            }
            Found::Pages {
                name,
                path,
                files,
                argument,
            } => {
                let stamp = Stamp::of_all(files);
                if !self.file(name, path_bytes(path), stamp)? {
                    self.file_clash(name, *argument, path, stamp)?;
                }
            }
            Found::Problem { error, argument } => {
                if !self.problem(error.path(), error)? {
                    self.problem_clash(*argument, error)?;
                }
            }
            Found::LeftOut { name, why } => self.left_out(name, why.code())?,
        }
        Ok(())
    }

    /// Notes that a file is still being written: what is known of it stays, and a new one is not taken yet.
    ///
    /// # Errors
    /// When the ledger cannot be written.
    pub fn hold(&mut self, name: &str) -> Result<(), LedgerError> {
        let update = "UPDATE input SET seen = ?2 WHERE name = ?1 AND state IN ('done', 'failed')";
        let mut update = self.transaction.prepare_cached(update)?;
        update.execute(params![name, self.run])?;
        Ok(())
    }

    fn file(&self, name: &str, path: &[u8], stamp: Stamp) -> rusqlite::Result<bool> {
        let mut upsert = self.transaction.prepare_cached(&self.upsert)?;
        let changed = upsert.execute(named_params! {
            ":name": name, ":path": path, ":run": self.run, ":maker": self.maker,
            ":size": stamp.size, ":modified": stamp.modified, ":file": stamp.file,
            ":looked": self.looked, ":all": self.again.all, ":failed": self.again.failed,
        })?;
        Ok(changed > 0)
    }

    fn problem(&self, name: &str, error: &SourceError) -> rusqlite::Result<bool> {
        self.refused(name, error.code(), &error.message(), &error.message_vi())
    }

    fn refused(
        &self,
        name: &str,
        code: &str,
        message: &str,
        message_vi: &str,
    ) -> rusqlite::Result<bool> {
        let upsert = "INSERT INTO input (name, kind, state, seen, code, message, message_vi)
            VALUES (?1, 'problem', 'failed', ?2, ?3, ?4, ?5)
            ON CONFLICT (name) DO UPDATE SET kind = 'problem', state = 'failed', seen = ?2, code = ?3,
                message = ?4, message_vi = ?5, segment = NULL, sha256 = NULL, maker = NULL, container = NULL
            WHERE seen < ?2 OR kind = 'left_out'";
        let mut upsert = self.transaction.prepare_cached(upsert)?;
        let changed = upsert.execute(params![name, self.run, code, message, message_vi])?;
        Ok(changed > 0)
    }

    fn left_out(&self, name: &str, why: &str) -> rusqlite::Result<()> {
        let upsert = "INSERT INTO input (name, kind, state, seen, code) VALUES (?1, 'left_out', 'skipped', ?2, ?3)
            ON CONFLICT (name) DO UPDATE SET kind = 'left_out', state = 'skipped', seen = ?2, code = ?3,
                segment = NULL, sha256 = NULL, maker = NULL, container = NULL
            WHERE seen < ?2";
        let mut upsert = self.transaction.prepare_cached(upsert)?;
        upsert.execute(params![name, self.run, why]).map(drop)
    }

    fn file_clash(
        &self,
        name: &str,
        argument: usize,
        path: &Path,
        stamp: Stamp,
    ) -> rusqlite::Result<()> {
        let insert = "INSERT INTO clash (name, argument, path, size, modified, file) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
        let Stamp {
            size,
            modified,
            file,
        } = stamp;
        let values = params![
            name,
            argument as i64,
            path_bytes(path),
            size,
            modified,
            file
        ];
        self.transaction.execute(insert, values).map(drop)
    }

    fn problem_clash(&self, argument: usize, error: &SourceError) -> rusqlite::Result<()> {
        let insert = "INSERT INTO clash (name, argument, code, message, message_vi) VALUES (?1, ?2, ?3, ?4, ?5)";
        let (code, argument) = (error.code(), argument as i64);
        let (message, message_vi) = (error.message(), error.message_vi());
        let values = params![error.path(), argument, code, message, message_vi];
        self.transaction.execute(insert, values).map(drop)
    }

    /// Gives names to what has none of its own yet, and queues the containers that something is left to do in.
    /// Returns how many files were found twice under one name.
    ///
    /// # Errors
    /// When the ledger cannot be written.
    pub fn finish(mut self, arguments: &[PathBuf]) -> Result<u64, LedgerError> {
        // All natural names are known by now: no given name takes one of them.
        let mut last = 0;
        while let Some((row, clash)) = self.next_clash(last)? {
            last = row;
            self.settle(&clash, arguments)?;
        }
        self.containers()?;
        self.transaction.commit()?;
        Ok(self.duplicates)
    }

    fn next_clash(&self, after: i64) -> rusqlite::Result<Option<(i64, Clash)>> {
        let select =
            "SELECT rowid, name, argument, path, size, modified, file, code, message, message_vi
            FROM clash WHERE rowid > ?1 ORDER BY rowid LIMIT 1";
        let mut select = self.transaction.prepare_cached(select)?;
        let clash = select.query_row([after], |r| Ok((r.get(0)?, Clash::of(r)?)));
        clash.optional()
    }

    fn settle(&mut self, clash: &Clash, arguments: &[PathBuf]) -> rusqlite::Result<()> {
        if let What::File(path, _) = &clash.what
            && let Some(other) = self.path_of(&clash.name)?
            && same_file(&other, path)
        {
            self.duplicates += 1;
            return Ok(());
        }
        let Some(argument) = arguments.get(clash.argument) else {
            return Ok(());
        };
        let name = other_name(argument, &clash.name, |n| self.is_taken(n));
        match &clash.what {
            What::File(path, stamp) => self.file(&name, path_bytes(path), *stamp)?,
            What::Problem([code, en, vi]) => self.refused(&name, code, en, vi)?,
        };
        Ok(())
    }

    fn path_of(&self, name: &str) -> rusqlite::Result<Option<PathBuf>> {
        let select = "SELECT path FROM input WHERE name = ?1";
        let path = self
            .transaction
            .query_row(select, [name], |r| r.get::<_, Option<Vec<u8>>>(0));
        Ok(path.optional()?.flatten().map(path_of))
    }

    fn is_taken(&self, name: &str) -> bool {
        let select = "SELECT 1 FROM input WHERE name = ?1 AND seen = ?2 AND kind <> 'left_out'";
        let values = params![name, self.run];
        let taken = self
            .transaction
            .query_row(select, values, |_| Ok(()))
            .optional();
        taken.is_ok_and(|t| t.is_some())
    }

    fn containers(&self) -> rusqlite::Result<()> {
        let run = self.run;
        // What lies in a changed container is to be looked at again, and so is what lies in one that is to be read
        // again: only what ended the program there stays under suspicion. In any other it is all there.
        let changed = "UPDATE input SET state = 'queued', crashes = 0
            WHERE container IS NOT NULL AND EXISTS (SELECT 1 FROM input AS c
                WHERE c.id = input.container AND c.seen = ?1 AND c.kind = 'file')";
        let again = format!(
            "UPDATE input SET state = iif(state = 'in_hand' OR (state = 'failed' AND code IN {DANGEROUS}), 'in_hand',
                'queued')
            WHERE container IS NOT NULL AND EXISTS (SELECT 1 FROM input AS c
                WHERE c.id = input.container AND c.seen = ?1 AND c.kind = 'container' AND c.looked = ?2)"
        );
        let unchanged = "UPDATE input SET seen = ?1
            WHERE container IS NOT NULL AND state <> 'vanished' AND EXISTS (SELECT 1 FROM input AS c
                WHERE c.id = input.container AND c.seen = ?1 AND c.kind = 'container' AND c.looked <> ?2)";
        let failed = format!(
            "UPDATE input SET state = iif(code IN {DANGEROUS}, 'in_hand', 'queued')
            WHERE container IS NOT NULL AND seen = ?1 AND state = 'failed' AND (?2 OR code IN {PASSING})"
        );
        let pending = "UPDATE input SET state = 'queued'
            WHERE kind = 'container' AND seen = ?1 AND id IN (SELECT container FROM input
                WHERE container IS NOT NULL AND seen = ?1 AND state IN ('queued', 'in_hand'))";
        self.transaction.execute(changed, [run])?;
        self.transaction.execute(&again, [run, self.looked])?;
        self.transaction.execute(unchanged, [run, self.looked])?;
        self.transaction
            .execute(&failed, params![run, self.again.failed])?;
        self.transaction.execute(pending, [run])?;
        Ok(())
    }
}

/// What came upon a name that was given before in this run.
struct Clash {
    name: String,
    argument: usize,
    what: What,
}

enum What {
    File(PathBuf, Stamp),
    Problem([String; 3]),
}

impl Clash {
    fn of(row: &rusqlite::Row<'_>) -> rusqlite::Result<Clash> {
        let what = match row.get::<_, Option<Vec<u8>>>(3)? {
            Some(path) => {
                let stamp = Stamp {
                    size: row.get(4)?,
                    modified: row.get(5)?,
                    file: row.get(6)?,
                };
                What::File(path_of(path), stamp)
            }
            None => What::Problem([row.get(7)?, row.get(8)?, row.get(9)?]),
        };
        Ok(Clash {
            name: row.get(1)?,
            argument: usize::try_from(row.get::<_, i64>(2)?).unwrap_or(0),
            what,
        })
    }
}

fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.map_or(0, |d| i64::try_from(d.as_nanos()).unwrap_or(i64::MAX))
}
