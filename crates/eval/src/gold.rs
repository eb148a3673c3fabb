//! Gold facts: what a perfect reader finds in one text.
//!
//! Lines are 1-based lines of the source. Keys that are not graded are not read.

use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;
use serde_json::Value;

/// Readings as right as the gold one, under `LINE:FIELD`, `KIND:FIELD` or a key of a whole table.
pub type Accept = BTreeMap<String, Vec<Value>>;

/// The gold facts of one text.
#[derive(Debug, Clone, Deserialize)]
pub struct Gold {
    /// Name of the source text.
    pub file: String,
    /// Its documents in reading order.
    pub documents: Vec<Document>,
    /// Other readings that are as right.
    #[serde(default)]
    pub accept: Accept,
}

impl Gold {
    /// Reads a gold file.
    ///
    /// # Errors
    /// A [`GoldError`] that says what is malformed and where.
    pub fn from_json(json: &str) -> Result<Gold, GoldError> {
        serde_json::from_str(json).map_err(|e| GoldError(e.to_string()))
    }

    /// The number that the file's name begins with.
    #[must_use]
    pub fn short_name(&self) -> &str {
        self.file.split(['-', '_', '.']).next().unwrap_or_default()
    }
}

/// A gold file that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GoldError(String);

impl fmt::Display for GoldError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "gold facts: {}", self.0)
    }
}

impl std::error::Error for GoldError {}

/// One document.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
#[allow(missing_docs)]
pub struct Document {
    pub kind: String,
    pub first_line: u32,
    pub draft: bool,
    pub issuer: Option<Issuer>,
    pub number: Option<String>,
    pub place: Option<String>,
    pub date: Option<String>,
    pub title: Option<String>,
    pub addressees: Vec<String>,
    pub recipients: Vec<String>,
    pub archive: Option<String>,
    pub legal_bases: Vec<Basis>,
    pub signature: Option<Signature>,
    pub attached_to: Option<Tie>,
    pub outline: Vec<Unit>,
    pub annexes: Vec<Annex>,
    pub body_tables: Vec<Table>,
    pub targets: Option<Vec<Target>>,
    pub citations: Option<Vec<Citation>>,
    pub prose_tasks: Option<Vec<ProseTask>>,
    pub diagnostics: Option<Vec<Diagnostic>>,
}

impl Document {
    /// Tables of the body and of the annexes.
    pub fn tables(&self) -> impl Iterator<Item = &Table> {
        let annexed = self.annexes.iter().flat_map(|a| &a.tables);
        self.body_tables.iter().chain(annexed)
    }
}

/// Who issued it.
#[derive(Debug, Clone, Deserialize)]
#[allow(missing_docs)]
pub struct Issuer {
    pub name: String,
    pub level: String,
}

/// An instrument of the preamble; a law cited by name has no number.
#[derive(Debug, Clone, Deserialize)]
#[allow(missing_docs)]
pub struct Basis {
    pub line: u32,
    pub number: Option<String>,
    pub date: Option<String>,
    pub kind: String,
}

/// The signature block.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
#[allow(missing_docs)]
pub struct Signature {
    pub authority: Option<String>,
    pub position: Option<String>,
    pub name: Option<String>,
}

/// The instrument that promulgates the document.
#[derive(Debug, Clone, Deserialize)]
#[allow(missing_docs)]
pub struct Tie {
    pub number: Option<String>,
}

/// A numbered, lettered or bulleted unit.
#[derive(Debug, Clone, Deserialize)]
#[allow(missing_docs)]
pub struct Unit {
    pub line: u32,
    pub marker: String,
    pub path: String,
}

/// A Phụ lục.
#[derive(Debug, Clone, Deserialize)]
#[allow(missing_docs)]
pub struct Annex {
    pub title: Option<String>,
    #[serde(default)]
    pub tables: Vec<Table>,
}

/// A table.
#[derive(Debug, Clone, Deserialize)]
#[allow(missing_docs)]
pub struct Table {
    pub first_line: u32,
    pub columns: Vec<Column>,
    #[serde(default)]
    pub groups: Vec<Group>,
    pub total_vnd: Option<i64>,
    #[serde(default)]
    pub tasks: Vec<Row>,
}

/// A column; only its role is graded.
#[derive(Debug, Clone, Deserialize)]
#[allow(missing_docs)]
pub struct Column {
    pub role: String,
}

/// A group row.
#[derive(Debug, Clone, Deserialize)]
#[allow(missing_docs)]
pub struct Group {
    pub line: u32,
}

/// First and last day; an open side is null.
pub type Days = [Option<String>; 2];

/// A data row.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
#[allow(missing_docs)]
pub struct Row {
    pub line: u32,
    pub code: Option<String>,
    pub group: Option<String>,
    pub text: Option<String>,
    pub product: Option<String>,
    pub target: Option<String>,
    pub lead: Option<String>,
    pub coordinating: Option<String>,
    pub deadline: Option<String>,
    pub start: Option<String>,
    pub end: Option<String>,
    pub quantity: Option<String>,
    pub unit_price: Option<String>,
    pub amount_vnd: Option<i64>,
    pub note: Option<String>,
    pub deadline_iso: Option<Days>,
    pub deadline_kind: Option<String>,
}

/// A quantified target of the running text.
#[derive(Debug, Clone, Deserialize)]
#[allow(missing_docs)]
pub struct Target {
    pub line: u32,
    pub value: Option<f64>,
    pub upper: Option<f64>,
    #[serde(default)]
    pub unit: String,
    #[serde(default)]
    pub comparator: String,
    pub words: Option<String>,
}

/// A mention of a numbered instrument.
#[derive(Debug, Clone, Deserialize)]
#[allow(missing_docs)]
pub struct Citation {
    pub line: u32,
    pub number: Option<String>,
}

/// An assignment in running text.
#[derive(Debug, Clone, Deserialize)]
#[allow(missing_docs)]
pub struct ProseTask {
    pub line: u32,
    pub lead: String,
    pub coordinating: Option<String>,
    pub deadline_iso: Option<Days>,
}

/// A planted contradiction.
#[derive(Debug, Clone, Deserialize)]
#[allow(missing_docs)]
pub struct Diagnostic {
    pub line: u32,
    pub code: String,
}
