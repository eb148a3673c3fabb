//! What the gold says of one document, with marks where the gold wants lines.

use crate::deadline::Due;
use crate::rich::Mark;

/// One document of a file.
#[derive(Debug, Default)]
pub struct Facts {
    pub kind: &'static str,
    /// Its blocks, from and to.
    pub blocks: (usize, usize),
    pub draft: bool,
    pub issuer: Option<Issuer>,
    pub co_issuers: Vec<Issuer>,
    pub number: Option<String>,
    pub place: Option<String>,
    pub date: Option<String>,
    pub title: String,
    pub addressees: Vec<String>,
    pub recipients: Vec<String>,
    pub archive: Option<String>,
    pub bases: Vec<Citation>,
    pub signature: Option<Signature>,
    pub co_signature: Option<Signature>,
    pub attached_to: Option<Tie>,
    pub outline: Vec<Unit>,
    pub tables: Vec<Table>,
    pub annexes: Vec<Annex>,
    pub targets: Vec<Target>,
    pub citations: Vec<Citation>,
    pub duties: Vec<Duty>,
    pub slips: Vec<(Mark, &'static str)>,
    /// Header facts whose words are marked.
    pub spans: Vec<(&'static str, Mark)>,
}

/// Who issues.
#[derive(Debug, Clone)]
pub struct Issuer {
    pub name: String,
    pub level: &'static str,
    pub parent: Option<String>,
    pub inferred: bool,
}

/// Who signs.
#[derive(Debug, Clone, Default)]
pub struct Signature {
    pub authority: Option<String>,
    pub on_behalf_of: Option<String>,
    pub position: Option<String>,
    pub name: Option<String>,
}

/// The instrument that promulgates.
#[derive(Debug, Clone)]
pub struct Tie {
    pub number: String,
    pub date: Option<String>,
}

/// A unit of the outline.
#[derive(Debug)]
pub struct Unit {
    pub mark: Mark,
    pub marker: String,
    pub path: String,
    pub starts: String,
}

/// A mention of an instrument.
#[derive(Debug, Clone)]
pub struct Citation {
    pub mark: Mark,
    pub kind: &'static str,
    pub number: Option<String>,
    pub date: Option<String>,
}

/// A quantified target.
#[derive(Debug)]
pub struct Target {
    pub mark: Mark,
    pub value: f64,
    pub upper: Option<f64>,
    pub unit: String,
    pub comparator: &'static str,
    pub about: String,
    pub words: String,
}

/// An assignment of the running text.
#[derive(Debug)]
pub struct Duty {
    pub mark: Mark,
    pub lead: String,
    pub coordinating: Option<String>,
    pub text: String,
    pub due: Option<Due>,
}

/// A Phụ lục.
#[derive(Debug)]
pub struct Annex {
    pub mark: Mark,
    pub label: String,
    pub title: String,
    pub attached_to: Option<Tie>,
    pub tables: Vec<Table>,
}

/// A table.
#[derive(Debug, Default)]
pub struct Table {
    pub block: usize,
    pub columns: Vec<(String, &'static str)>,
    pub groups: Vec<(Mark, String)>,
    pub total_vnd: Option<u64>,
    pub rows: Vec<Row>,
}

/// A data row.
#[derive(Debug)]
pub struct Row {
    pub mark: Mark,
    /// Text fields by their key.
    pub fields: Vec<(&'static str, String)>,
    pub amount: Option<u64>,
    pub due: Option<Due>,
}
