//! The facts that people ask for: tasks, deadlines, targets, money, citations.

use std::borrow::Cow;
use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize, Serializer};
use sohoa_span::Span;

use super::Confidence;

/// A data row of a table, or an assignment in running text.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Task {
    /// Its number (`01`, `1.2.1`).
    pub code: Option<String>,
    /// What is to be done.
    pub text: Option<String>,
    /// The innermost group row of a higher level.
    pub group: Option<String>,
    /// Lĩnh vực.
    pub field: Option<String>,
    /// The product.
    pub product: Option<String>,
    /// The target, as printed.
    pub target: Option<String>,
    /// Lead agencies as named.
    pub lead: Vec<String>,
    /// Partner agencies as named.
    pub coordinating: Vec<String>,
    /// When.
    pub deadline: Option<Deadline>,
    /// Quantity as printed.
    pub quantity: Option<String>,
    /// Unit price as printed.
    pub unit_price: Option<String>,
    /// Unit price in whole đồng, where it parses.
    pub unit_price_vnd: Option<i64>,
    /// Amount in whole đồng.
    pub amount_vnd: Option<i64>,
    /// Ghi chú.
    pub note: Option<String>,
    /// Index over the document's tables in reading order.
    pub table: Option<usize>,
    /// Index of the row in its table.
    pub row: Option<usize>,
    /// The section it stands in, for running text.
    pub section_path: Option<String>,
    /// Where each field was read.
    #[schemars(with = "BTreeMap<String, Span>")]
    pub spans: Spans,
    /// Where the task stands.
    pub span: Span,
    /// How sure.
    pub confidence: Confidence,
}

/// The places of a task's fields by their names, in the order of the names: a map, but a small one.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(from = "BTreeMap<String, Span>")]
pub struct Spans(Vec<(Cow<'static, str>, Span)>);

impl Spans {
    /// Room for so many fields.
    #[must_use]
    pub fn with_capacity(fields: usize) -> Spans {
        Spans(Vec::with_capacity(fields))
    }

    /// Sets the place of a field.
    pub fn insert(&mut self, name: &'static str, span: Span) {
        match self.place(name) {
            Ok(at) => self.0[at].1 = span,
            Err(at) => self.0.insert(at, (name.into(), span)),
        }
    }

    /// Sets the place of a field that has none.
    pub fn add(&mut self, name: &'static str, span: &Span) {
        if let Err(at) = self.place(name) {
            self.0.insert(at, (name.into(), span.clone()));
        }
    }

    fn place(&self, name: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|(n, _)| n.as_ref().cmp(name))
    }

    /// The fields and their places.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Span)> {
        self.0.iter().map(|(name, span)| (name.as_ref(), span))
    }
}

impl From<BTreeMap<String, Span>> for Spans {
    fn from(map: BTreeMap<String, Span>) -> Spans {
        let fields = map.into_iter();
        Spans(fields.map(|(name, span)| (name.into(), span)).collect())
    }
}

impl Serialize for Spans {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_map(self.iter())
    }
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
    pub raw: String,
    /// What it is.
    pub kind: DeadlineKind,
    /// First day, ISO.
    pub start: Option<String>,
    /// Last day, ISO.
    pub end: Option<String>,
    /// "trước ngày …".
    pub before: bool,
    /// RFC 5545 RRULE.
    pub recurrence: Option<String>,
    /// Where the year was taken from.
    pub year_from: Option<YearFrom>,
    /// When a cell names several.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<DeadlinePart>,
}

/// One of several deadlines of a cell.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DeadlinePart {
    /// As printed.
    pub raw: String,
    /// What it is.
    pub kind: DeadlineKind,
    /// First day, ISO.
    pub start: Option<String>,
    /// Last day, ISO.
    pub end: Option<String>,
    /// The product it goes with, where the product cell is a parallel list.
    pub product: Option<String>,
}

/// A quantified target of the running text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Target {
    /// The sentence or clause that states it.
    pub text: String,
    /// What is measured.
    pub about: Option<String>,
    /// `>=`, `>`, `=`, `<` or `<=`.
    pub comparator: String,
    /// The figure (of a range: the lower).
    pub value: f64,
    /// The upper figure of a range.
    pub upper: Option<f64>,
    /// `%`, `đồng` (whole), or the unit as printed.
    pub unit: String,
    /// The section it stands in.
    pub section_path: Option<String>,
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
    pub table: usize,
    /// Index of the row in its table.
    pub row: usize,
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
    pub kind: String,
    /// Canonical number, or null for a law cited by name.
    pub number: Option<String>,
    /// ISO date, truncated to what is written.
    pub date: Option<String>,
    /// Who issued it, as printed.
    pub issuer: Option<String>,
    /// What it is about, as printed.
    pub title: Option<String>,
    /// Why it is cited.
    pub role: CitationRole,
    /// Where it stands.
    pub span: Span,
    /// What the source says.
    pub raw: String,
    /// How sure.
    pub confidence: Confidence,
}
