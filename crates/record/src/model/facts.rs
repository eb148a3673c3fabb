//! The facts that people ask for: tasks, deadlines, targets, money, citations.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sohoa_span::Span;
use thin_vec::ThinVec;

use super::places::Spans;

use super::{Confidence, Words};

/// A data row of a table, or an assignment in running text.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Task {
    /// Its number (`01`, `1.2.1`).
    pub code: Option<Words>,
    /// What is to be done.
    pub text: Option<Words>,
    /// The innermost group row of a higher level.
    pub group: Option<Words>,
    /// Lĩnh vực.
    pub field: Option<Words>,
    /// The product.
    pub product: Option<Words>,
    /// The target, as printed.
    pub target: Option<Words>,
    /// Lead agencies as named.
    #[schemars(with = "Vec<Words>")]
    pub lead: ThinVec<Words>,
    /// Partner agencies as named.
    #[schemars(with = "Vec<Words>")]
    pub coordinating: ThinVec<Words>,
    /// When.
    pub deadline: Option<Deadline>,
    /// Quantity as printed.
    pub quantity: Option<Words>,
    /// Unit price as printed.
    pub unit_price: Option<Words>,
    /// Unit price in whole đồng, where it parses.
    pub unit_price_vnd: Option<i64>,
    /// Amount in whole đồng.
    pub amount_vnd: Option<i64>,
    /// Ghi chú.
    pub note: Option<Words>,
    /// Index over the document's tables in reading order.
    pub table: Option<u32>,
    /// Index of the row in its table.
    pub row: Option<u32>,
    /// The section it stands in, for running text.
    pub section_path: Option<Words>,
    /// Where each field was read.
    #[schemars(with = "BTreeMap<String, Span>")]
    pub spans: Spans,
    /// Where the task stands.
    pub span: Span,
    /// How sure.
    pub confidence: Confidence,
}

/// The kinds of deadline.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum DeadlineKind {
    Date,
    Month,
    Quarter,
    Half,
    Year,
    Range,
    Recurring,
    Ongoing,
    Dependent,
    AdHoc,
    Composite,
    #[default]
    Unknown,
}

/// Where the year of a deadline was taken from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum YearFrom {
    Cell,
    Title,
    Date,
}

/// A deadline as printed and as an interval.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Deadline {
    /// The cell; separate start and end columns joined by one blank.
    pub raw: Words,
    /// What it is.
    pub kind: DeadlineKind,
    /// First day, ISO.
    pub start: Option<Words>,
    /// Last day, ISO.
    pub end: Option<Words>,
    /// "trước ngày …".
    pub before: bool,
    /// RFC 5545 RRULE.
    pub recurrence: Option<Words>,
    /// Where the year was taken from.
    pub year_from: Option<YearFrom>,
    /// When a cell names several.
    #[serde(default, skip_serializing_if = "ThinVec::is_empty")]
    #[schemars(with = "Vec<DeadlinePart>")]
    pub parts: ThinVec<DeadlinePart>,
}

/// One of several deadlines of a cell.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DeadlinePart {
    /// As printed.
    pub raw: Words,
    /// What it is.
    pub kind: DeadlineKind,
    /// First day, ISO.
    pub start: Option<Words>,
    /// Last day, ISO.
    pub end: Option<Words>,
    /// The product it goes with, where the product cell is a parallel list.
    pub product: Option<Words>,
}

/// A quantified target of the running text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Target {
    /// The sentence or clause that states it.
    pub text: Words,
    /// What is measured.
    pub about: Option<Words>,
    /// `>=`, `>`, `=`, `<` or `<=`.
    pub comparator: Words,
    /// The figure (of a range: the lower).
    pub value: f64,
    /// The upper figure of a range.
    pub upper: Option<f64>,
    /// `%`, `đồng` (whole), or the unit as printed.
    pub unit: Words,
    /// The section it stands in.
    pub section_path: Option<Words>,
    /// Where the figure stands.
    pub span: Span,
    /// How sure.
    pub confidence: Confidence,
}

/// The money of a document's tables; reported, never corrected.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Budget {
    /// Rows that carry money.
    pub items: Vec<BudgetItem>,
    /// The grand total as printed.
    pub total_vnd: Option<i64>,
    /// The sum of the items.
    pub computed_total_vnd: Option<i64>,
    /// Rows without a legible amount, in tables that have an amount column.
    pub missing: u32,
    /// Whether the sum and the printed total agree; null where one is absent.
    pub balanced: Option<bool>,
}

/// A row that carries money.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct BudgetItem {
    /// Index over the document's tables.
    pub table: u32,
    /// Index of the row in its table.
    pub row: u32,
    /// Whole đồng.
    pub amount_vnd: i64,
}

/// Why an instrument is cited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum CitationRole {
    LegalBasis,
    AttachedTo,
    Mention,
}

/// A mention of an instrument.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Citation {
    /// Slug of its type (`nghi_dinh`).
    pub kind: Words,
    /// Canonical number, or null for a law cited by name.
    pub number: Option<Words>,
    /// ISO date, truncated to what is written.
    pub date: Option<Words>,
    /// Who issued it, as printed.
    pub issuer: Option<Words>,
    /// What it is about, as printed.
    pub title: Option<Words>,
    /// Why it is cited.
    pub role: CitationRole,
    /// Where it stands.
    pub span: Span,
    /// What the source says.
    pub raw: Words,
    /// How sure.
    pub confidence: Confidence,
}
