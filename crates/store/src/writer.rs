//! Writing the database: rows as they come, then the indexes, then the index of words.

use std::path::Path;

use rusqlite::types::{ToSqlOutput, Value, ValueRef};
use rusqlite::{Connection, ToSql, params, params_from_iter};
use sohoa_tables::{Cell, TABLES, Table};
use sohoa_text::fold::fold_string;

use crate::facets::{self, Facts};
use crate::{StoreError, schema};

/// While a database is written nobody reads it, and a failed one is thrown away: no journal, no waiting for
/// the disk; who calls us does that once at the end. The cache (KiB) bounds the memory.
const TUNING: &str =
    "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF;
    PRAGMA locking_mode = EXCLUSIVE; PRAGMA temp_store = FILE; PRAGMA cache_size = -32768; BEGIN";

/// Words that are held in memory before they are written (bytes).
const PENDING_WORDS: i64 = 16 << 20;

/// A database under way.
pub struct Writer {
    db: Connection,
    inserts: Vec<(&'static str, String)>,
}

impl Writer {
    /// Makes a new database; `path` must not be there yet.
    pub fn create(path: &Path) -> Result<Writer, StoreError> {
        let db = Connection::open(path)?;
        db.set_prepared_statement_cache_capacity(2 * TABLES.len());
        db.pragma_update(None, "application_id", schema::APPLICATION)?;
        db.pragma_update(None, "user_version", schema::VERSION)?;
        db.execute_batch(TUNING)?;
        db.execute_batch(schema::ABOUT)?;
        for table in TABLES {
            db.execute_batch(&schema::create(table))?;
        }
        let inserts = TABLES.map(|t| (t.name, schema::insert(t)));
        Ok(Writer {
            db,
            inserts: inserts.into(),
        })
    }

    /// Adds a row.
    pub fn row(&mut self, table: &'static Table, cells: &[Cell<'_>]) -> Result<(), StoreError> {
        let named = self.inserts.iter().find(|(name, _)| *name == table.name);
        let Some((_, sql)) = named else {
            return Err(StoreError::foreign());
        };
        let mut insert = self.db.prepare_cached(sql)?;
        insert.execute(params_from_iter(cells.iter().map(Bound)))?;
        Ok(())
    }

    /// Makes the indexes and closes the file; `about` is what is known of the run as a whole.
    pub fn finish(self, about: &[(&str, String)]) -> Result<(), StoreError> {
        for (key, value) in about {
            let sql = "INSERT INTO about VALUES (?, ?)";
            self.db.execute(sql, params![key, value])?;
        }
        let statements = schema::INDEXES.iter().chain(&schema::FAR_INDEXES);
        for sql in statements.chain(&schema::VIEWS) {
            self.db.execute_batch(sql)?;
        }
        self.words()?;
        self.db.execute_batch("COMMIT")?;
        self.db.flush_prepared_statement_cache();
        self.db.close().map_err(|(_, error)| error.into())
    }

    /// Fills the index of words, oldest document first: so are the lists of each word, and a search reads
    /// them from the newest.
    fn words(&self) -> Result<(), StoreError> {
        self.db.execute_batch(schema::WORDS)?;
        let size = "INSERT INTO search(search, rank) VALUES ('hashsize', ?)";
        self.db.execute(size, [PENDING_WORDS])?;
        let mut documents = self.db.prepare(
            "SELECT d.id, concat_ws(' ', d.number, d.kind_name, d.title), d.issuer, d.co_issuers, t.body,
               d.kind, d.issuer_level, d.year
             FROM documents AS d JOIN texts AS t ON t.document_id = d.id ORDER BY d.id",
        )?;
        let mut insert = self
            .db
            .prepare("INSERT INTO search(rowid, subject, body, subject_plain, body_plain, issuer_plain, agencies_plain, facets) VALUES (?, ?, ?, ?, ?, ?, ?, ?)")?;
        let mut rows = documents.query([])?;
        while let Some(row) = rows.next()? {
            let id: i64 = row.get(0)?;
            let text = |i| -> rusqlite::Result<&str> {
                Ok(row.get_ref(i)?.as_str_or_null()?.unwrap_or_default())
            };
            let (subject, body) = (text(1)?, text(4)?);
            let issuer = fold_string(&format!("{} ; {}", text(2)?, text(3)?));
            let facts = Facts {
                kind: text(5)?,
                level: text(6)?,
                year: row.get(7)?,
            };
            let facets = facets::tokens(&facts, &self.listed(id, DUE)?);
            let agencies = fold_string(&self.listed(id, AGENCIES)?.join(" ; "));
            insert.execute(params![
                id,
                subject,
                body,
                fold_string(subject),
                fold_string(body),
                issuer,
                agencies,
                facets
            ])?;
        }
        self.db
            .execute_batch("INSERT INTO search(search) VALUES ('optimize')")?;
        Ok(())
    }

    /// The texts that a document has in another table.
    fn listed(&self, document: i64, sql: &str) -> Result<Vec<String>, StoreError> {
        let mut statement = self.db.prepare_cached(sql)?;
        let found = statement.query_map([document], |row| row.get(0))?;
        Ok(found.collect::<Result<_, _>>()?)
    }
}

/// Months in which something is due.
const DUE: &str = "SELECT DISTINCT substr(end_date, 1, 7) FROM task_deadlines
    WHERE document_id = ? AND end_date IS NOT NULL ORDER BY 1";
/// Who has something to do.
const AGENCIES: &str = "SELECT DISTINCT agency FROM task_agencies WHERE document_id = ? ORDER BY 1";

/// A cell as SQLite takes it.
struct Bound<'c, 'a>(&'c Cell<'a>);

impl ToSql for Bound<'_, '_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self.0 {
            Cell::Null => ToSqlOutput::Borrowed(ValueRef::Null),
            Cell::Text(text) => ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())),
            Cell::Int(number) => ToSqlOutput::Borrowed(ValueRef::Integer(*number)),
            Cell::Real(number) => ToSqlOutput::Borrowed(ValueRef::Real(*number)),
            Cell::Bool(yes) => ToSqlOutput::Borrowed(ValueRef::Integer((*yes).into())),
            Cell::List(list) => {
                ToSqlOutput::Owned(Cell::joined(list).map_or(Value::Null, Value::Text))
            }
        })
    }
}
