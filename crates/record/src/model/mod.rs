//! The contract of the output, as Rust types. `schemas/record.schema.json` is generated from them.
//!
//! Shapes: a *traced* value carries where it was read and how sure it is; spans are byte offsets into the
//! decoded text; dates are ISO 8601 truncated to what is written; money is whole đồng; nothing that was
//! not found is ever invented (`null`, `[]`).

mod body;
mod document;
mod facts;
mod places;
mod words;

pub use body::{Annex, Column, ColumnRole, Numbering, Row, RowRole, Section, Table};
pub use document::{Document, Footnote, Issuer, Level, Marks, Number, Secrecy, Signature, Urgency};
pub use facts::{
    Budget, BudgetItem, Citation, CitationRole, Deadline, DeadlineKind, DeadlinePart, Target, Task,
    YearFrom,
};
pub use places::{Field, Spans};
pub use words::Words;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sohoa_span::Span;

/// The version of the contract written as `schema_version`.
pub const SCHEMA_VERSION: &str = "1.0";

/// How sure a value is: 0 to 1, written with two decimals.
#[derive(Debug, Clone, Copy, Default, PartialEq, PartialOrd, Deserialize, JsonSchema)]
#[serde(transparent)]
// Half a word: with a value's place and its words it is held for every cell of every table.
pub struct Confidence(#[schemars(range(min = 0.0, max = 1.0), with = "f64")] f32);

impl Confidence {
    /// So sure.
    #[must_use]
    pub const fn new(sure: f64) -> Confidence {
        Confidence(sure as f32)
    }

    /// How sure, to six decimals.
    #[must_use]
    pub fn get(self) -> f64 {
        (f64::from(self.0) * 1e6).round() / 1e6
    }
}

impl Serialize for Confidence {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_f64((self.get().clamp(0.0, 1.0) * 100.0).round() / 100.0)
    }
}

/// A value with the place it was read from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Traced<T> {
    /// Normalised and repaired.
    pub value: T,
    /// What the source says, white space collapsed; left out where it equals `value`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub raw: Option<Words>,
    /// Where it stands.
    pub span: Span,
    /// How sure it is.
    pub confidence: Confidence,
    /// True when the value was concluded from other text, not printed in its usual place.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub inferred: bool,
}

/// One input's record: one line of JSONL.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Record {
    /// Always `"1.0"` for this contract.
    pub schema_version: String,
    /// What made the record.
    pub producer: Producer,
    /// `sha256:` and the hex digest of the input's bytes.
    pub record_id: String,
    /// The input.
    pub source: Source,
    /// The documents found in it, in reading order.
    pub documents: Vec<Document>,
    /// Every change of letters, marks, digits or identifiers and every joining of lines, rows or cells.
    pub repairs: Vec<Repair>,
    /// What a person should look at.
    pub diagnostics: Vec<Diagnostic>,
    /// What became of every character.
    pub coverage: Coverage,
}

/// The program, its options and its language model.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Producer {
    /// Name of the program.
    pub name: String,
    /// Its version.
    pub version: String,
    /// Options that are not the default.
    pub options: std::collections::BTreeMap<String, String>,
    /// Identity of the language model, where one was used.
    pub model: Option<String>,
}

/// The input that a record was made from.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Source {
    /// Relative to the PATH argument it was found under, `/` as separator.
    pub path: String,
    /// Size in bytes.
    pub bytes: u64,
    /// Media type (`text/plain`).
    pub media_type: String,
    /// Encoding of the text (`utf-8`).
    pub encoding: String,
    /// Number of pages, where the format has pages.
    pub pages: Option<u32>,
    /// The recognition engine, where one was used.
    pub ocr: Option<Ocr>,
    /// Counts of silent changes of form.
    pub edits: EditCounts,
}

/// What is known of the recognition that made the text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Ocr {
    /// Engine name.
    pub engine: String,
    /// Engine version.
    pub version: Option<String>,
    /// Recognition language.
    pub language: Option<String>,
    /// Hash or name of the model.
    pub model: Option<String>,
    /// Mean word confidence, 0 to 1.
    pub mean_confidence: Option<Confidence>,
}

/// Changes of form only; they stand in the edit map, not among the repairs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct EditCounts {
    /// Characters composed to NFC.
    pub nfc: u32,
    /// Runs of white space collapsed or removed.
    pub whitespace: u32,
    /// Pieces of markup removed.
    pub markup: u32,
    /// Bytes that were no text in the encoding.
    pub decoding: u32,
}

/// A change of letters or a joining, applied or only proposed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Repair {
    /// Where.
    pub span: Span,
    /// What the source says.
    pub raw: String,
    /// What is read instead.
    pub value: String,
    /// The rule: its path in the code.
    pub rule: String,
    /// How sure.
    pub confidence: Confidence,
    /// False for a proposal that left the value alone.
    pub applied: bool,
}

/// How grave a diagnostic is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// To be checked by eye.
    Warning,
    /// The record is wrong or empty without a person's help.
    Error,
}

/// Something a person should look at.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Diagnostic {
    /// Stable code (`numbering_gap`).
    pub code: String,
    /// How grave.
    pub severity: Severity,
    /// In English.
    pub message: String,
    /// In Vietnamese.
    pub message_vi: String,
    /// Where.
    pub span: Span,
}

/// What became of every non-blank character of the decoded text.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Coverage {
    /// All non-blank characters: the sum of the three below.
    pub characters: u64,
    /// Placed by a rule.
    pub attributed: u64,
    /// Page numbers, seals, web chrome, markup.
    pub furniture: u64,
    /// Kept, but placed by no rule.
    pub unattributed: Vec<Span>,
}
