//! Asking the database: documents with these words. Those with the words in their subject come first, then those
//! with the words in a row, then the others; the newest first among each.

use std::path::Path;

use rusqlite::{Connection, OpenFlags, OptionalExtension, Row, params};

use crate::facets::{self, Days};
use crate::snippet::{self, Snippet};
use crate::words::{Terms, quoted};
use crate::{StoreError, schema};

/// Documents are counted up to here; what is beyond is told as more.
const COUNTED: u64 = 1000;
/// Documents of one page.
const PAGE: u32 = 1000;

/// What is looked for; everything that is set must hold.
#[derive(Debug, Clone, Default)]
pub struct Query {
    /// Words, all of which must be there; `"several words"` in a row.
    pub words: String,
    /// Type: slug or printed name.
    pub kind: Option<String>,
    /// Words in a row in the name of an issuer.
    pub issuer: Option<String>,
    /// Year of issue.
    pub year: Option<i32>,
    /// Words in a row in the name of an agency that a task names.
    pub agency: Option<String>,
    /// Something is due on this day or later (`2024`, `2024-03`, `2024-03-05`).
    pub deadline_from: Option<String>,
    /// Something is due on this day or earlier.
    pub deadline_to: Option<String>,
    /// Documents on a page.
    pub limit: u32,
    /// Documents before the page.
    pub offset: u32,
}

/// A page of documents.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Page {
    /// The documents.
    pub hits: Vec<Hit>,
    /// How many documents answer, or a number below.
    pub total: u64,
    /// More than `total` do.
    pub more: bool,
    /// Nothing was found with the marks that were typed: these were found without.
    pub without_marks: bool,
}

/// A document that answers.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Hit {
    /// Its key in the database.
    pub id: i64,
    /// The input that it stands in.
    pub path: String,
    /// The record of the input.
    pub record_id: String,
    /// Its place in the input, from 1.
    pub position: u32,
    /// Slug of its type.
    pub kind: String,
    /// Canonical number.
    pub number: Option<String>,
    /// ISO date.
    pub date: Option<String>,
    /// Who issued it.
    pub issuer: Option<String>,
    /// Trích yếu.
    pub title: Option<String>,
    /// Number of tasks.
    pub tasks: u32,
    /// The first day on which something is due, of the days that were asked for.
    pub due: Option<String>,
    /// Where the words stand.
    pub snippet: Snippet,
}

/// A database that is asked.
#[derive(Debug)]
pub struct Database(Connection);

impl Database {
    /// Opens a database that a [`crate::Writer`] made.
    pub fn open(path: &Path) -> Result<Database, StoreError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let db = Connection::open_with_flags(path, flags)?;
        // Whoever made the file, none of its views or triggers may call anything.
        db.execute_batch("PRAGMA trusted_schema = OFF; PRAGMA query_only = ON")?;
        let is = |name: &str, wanted: i32| -> Result<bool, StoreError> {
            let found: i32 = db.pragma_query_value(None, name, |row| row.get(0))?;
            Ok(found == wanted)
        };
        if !(is("application_id", schema::APPLICATION)? && is("user_version", schema::VERSION)?) {
            return Err(StoreError::foreign());
        }
        Ok(Database(db))
    }

    /// What the database knows of its run (`records`, `records_bytes`, …).
    pub fn about(&self, key: &str) -> Result<Option<String>, StoreError> {
        let sql = "SELECT value FROM about WHERE \"key\" = ?";
        Ok(self.0.query_row(sql, [key], |row| row.get(0)).optional()?)
    }

    /// The documents that answer.
    pub fn search(&self, query: &Query) -> Result<Page, StoreError> {
        let terms = Terms::of(&query.words);
        if terms.is_empty() && query.words.chars().any(|c| !c.is_whitespace()) {
            return Ok(Page::default());
        }
        let page = self.page(query, &terms)?;
        if page.total > 0 || !terms.marks {
            return Ok(page);
        }
        let Some(plain) = terms.plain() else {
            return Ok(page);
        };
        let page = self.page(query, &plain)?;
        Ok(Page {
            without_marks: page.total > 0,
            ..page
        })
    }

    fn page(&self, query: &Query, terms: &Terms) -> Result<Page, StoreError> {
        let Some(filter) = Filter::of(query)? else {
            return Ok(Page::default());
        };
        let mut conditions = terms.conditions();
        conditions.iter_mut().for_each(|c| *c = filter.with(c));
        if conditions.is_empty() {
            conditions.push(filter.condition.clone());
        }
        let all = conditions.last().map_or("", String::as_str);
        let counted = self.count(all, &filter, COUNTED + 1)?;
        let ids = match counted {
            0 => Vec::new(),
            _ => self.ranked(query, &filter, &conditions)?,
        };
        let hits = ids.into_iter().map(|id| self.hit(id, terms, &filter));
        Ok(Page {
            hits: hits.collect::<Result<_, _>>()?,
            total: counted.min(COUNTED),
            more: counted > COUNTED,
            without_marks: false,
        })
    }

    /// A page of the documents that answer: those of the narrowest condition first, then those that only the
    /// next one has.
    fn ranked(
        &self,
        query: &Query,
        filter: &Filter,
        conditions: &[String],
    ) -> Result<Vec<i64>, StoreError> {
        let (mut limit, mut offset) = (query.limit.min(PAGE), query.offset);
        let mut ids = Vec::new();
        let mut before: Option<&str> = None;
        for condition in conditions {
            let new = match before {
                Some(before) => format!("({condition}) NOT ({before})"),
                None => condition.clone(),
            };
            let found = self.ids(&new, filter, limit, offset)?;
            if found.is_empty() && offset > 0 {
                let passed = self.count(&new, filter, offset.into())?;
                offset = offset.saturating_sub(u32::try_from(passed).unwrap_or(offset));
            } else {
                offset = 0;
            }
            limit -= limit.min(found.len() as u32);
            ids.extend(found);
            if limit == 0 {
                break;
            }
            before = Some(condition);
        }
        Ok(ids)
    }

    fn ids(
        &self,
        condition: &str,
        filter: &Filter,
        limit: u32,
        offset: u32,
    ) -> Result<Vec<i64>, StoreError> {
        let sql = format!(
            "SELECT rowid FROM search WHERE search MATCH ?1 {EXACT} ORDER BY rowid DESC LIMIT ?4 OFFSET ?5"
        );
        let mut statement = self.0.prepare_cached(&sql)?;
        let (from, to) = filter.days();
        let values = params![condition, from, to, limit.min(PAGE), offset];
        let ids = statement.query_map(values, |row| row.get(0))?;
        Ok(ids.collect::<Result<_, _>>()?)
    }

    fn count(&self, condition: &str, filter: &Filter, most: u64) -> Result<u64, StoreError> {
        let sql = format!(
            "SELECT count(*) FROM (SELECT 1 FROM search WHERE search MATCH ?1 {EXACT} LIMIT ?4)"
        );
        let (from, to) = filter.days();
        let values = params![condition, from, to, most as i64];
        let mut statement = self.0.prepare_cached(&sql)?;
        let count: i64 = statement.query_row(values, |row| row.get(0))?;
        Ok(count.unsigned_abs())
    }

    fn hit(&self, id: i64, terms: &Terms, filter: &Filter) -> Result<Hit, StoreError> {
        let mut statement = self.0.prepare_cached(
            "SELECT d.id, i.path, i.record_id, d.position, d.kind, d.number, d.date, d.issuer, d.title,
               d.tasks, (SELECT min(end_date) FROM task_deadlines
                 WHERE document_id = d.id AND end_date BETWEEN ?2 AND ?3), substr(t.body, 1, ?4)
             FROM documents AS d JOIN inputs AS i ON i.id = d.input_id
             JOIN texts AS t ON t.document_id = d.id WHERE d.id = ?1",
        )?;
        let (from, to) = filter.days();
        let looked_through = snippet::LOOKED_THROUGH as i64;
        let hit = statement.query_row(params![id, from, to, looked_through], |row| {
            read(row, terms)
        })?;
        Ok(hit)
    }
}

/// A document that has something due on the days that are asked for; without days, any.
const EXACT: &str = "AND (?2 IS NULL OR EXISTS (SELECT 1 FROM task_deadlines AS x
    WHERE x.document_id = search.rowid AND x.end_date BETWEEN ?2 AND ?3))";

fn read(row: &Row<'_>, terms: &Terms) -> rusqlite::Result<Hit> {
    let body: String = row.get(11)?;
    Ok(Hit {
        id: row.get(0)?,
        path: row.get(1)?,
        record_id: row.get(2)?,
        position: row.get(3)?,
        kind: row.get(4)?,
        number: row.get(5)?,
        date: row.get(6)?,
        issuer: row.get(7)?,
        title: row.get(8)?,
        tasks: row.get(9)?,
        due: row.get(10)?,
        snippet: snippet::snippet(&body, terms),
    })
}

/// The filters of a query as conditions of the index.
struct Filter {
    condition: String,
    days: Option<Days>,
}

impl Filter {
    /// None where nothing can answer.
    fn of(query: &Query) -> Result<Option<Filter>, StoreError> {
        let (from, to) = (query.deadline_from.as_deref(), query.deadline_to.as_deref());
        let asked = from.is_some() || to.is_some();
        let days = asked.then(|| Days::between(from, to)).transpose()?;
        let mut facets = vec![facets::ALL.to_owned()];
        facets.extend(query.kind.as_deref().map(facets::kind));
        facets.extend(query.year.map(facets::year));
        let mut all = vec![format!("facets : ({})", facets.join(" AND "))];
        if let Some(days) = &days {
            let words = days.tokens();
            if words.is_empty() {
                return Ok(None);
            }
            all.push(format!("facets : ({})", words.join(" OR ")));
        }
        let names = [
            ("issuer_plain", &query.issuer),
            ("agencies_plain", &query.agency),
        ];
        for (column, name) in names {
            let Some(name) = name else { continue };
            let name = sohoa_text::fold::fold_string(name);
            if !name.bytes().any(|b| b.is_ascii_alphanumeric()) {
                return Ok(None);
            }
            all.push(format!("{column} : {}", quoted(&name)));
        }
        let condition = all.join(" AND ");
        Ok(Some(Filter { condition, days }))
    }

    /// The filters and the condition on the words.
    fn with(&self, words: &str) -> String {
        format!("{words} AND {}", self.condition)
    }

    fn days(&self) -> (Option<&str>, Option<&str>) {
        match &self.days {
            Some(days) => (Some(&days.from), Some(&days.to)),
            None => (None, None),
        }
    }
}
