//! The body: sections, tables, annexes.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sohoa_span::Span;

use super::document::Footnote;
use super::{Citation, Confidence, Traced, Words};

/// How a section is numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Numbering {
    /// Phần I
    Part,
    /// Chương I
    Chapter,
    /// Mục 1
    Section,
    /// Tiểu mục 1
    Subsection,
    /// Điều 1
    Article,
    /// I.
    Roman,
    /// A.
    Upper,
    /// 1. or 1.1
    Decimal,
    /// a)
    Letter,
    /// -
    Dash,
    /// +
    Plus,
    /// • or *
    Bullet,
    /// An unnumbered heading.
    None,
}

/// A numbered, lettered or bulleted unit, or an unnumbered heading.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Section {
    /// The numeral the paper shows, recognition damage repaired (`II.`).
    pub marker: Option<Words>,
    /// How it is numbered.
    pub numbering: Numbering,
    /// Ancestors' numerals and its own, joined by `/`.
    pub path: Words,
    /// The title, when the unit opens with one.
    pub heading: Option<Traced<Words>>,
    /// Its text, rejoined across line and page breaks.
    pub paragraphs: Vec<Traced<Words>>,
    /// Units below it.
    pub children: Vec<Section>,
    /// The lines it covers, children included.
    pub span: Span,
    /// How sure the place in the tree is.
    pub confidence: Confidence,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum ColumnRole {
    Ordinal,
    Code,
    Task,
    Product,
    Lead,
    Coordinating,
    LeadAndCoordinating,
    Deadline,
    Start,
    End,
    Field,
    Quantity,
    UnitPrice,
    Amount,
    Target,
    Note,
    Other,
}

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum RowRole {
    Data,
    Group,
    Total,
    Header,
    Index,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Column {
    /// Its header, or null where the header is lost.
    pub name: Option<Words>,
    /// What it holds.
    pub role: ColumnRole,
}

/// A row, cells in column order after repair.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Row {
    /// What the row is.
    pub role: RowRole,
    /// One for each column; null where the row has no such cell.
    pub cells: Vec<Option<Traced<Words>>>,
    /// Text of the group row above it.
    pub group: Option<Words>,
    /// Where it stands.
    pub span: Span,
}

/// A table; one that goes on over pages is one table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Table {
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows.
    pub rows: Vec<Row>,
    /// The section it stands under, for a table in the body.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section_path: Option<Words>,
    /// Where it stands.
    pub span: Span,
}

/// A Phụ lục.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Annex {
    /// `Phụ lục I`, or null where the label is lost.
    pub label: Option<Traced<Words>>,
    /// Its title.
    pub title: Option<Traced<Words>>,
    /// The instrument it is attached to.
    pub attached_to: Option<Citation>,
    /// Text outside its sections.
    pub paragraphs: Vec<Traced<Words>>,
    /// Its sections.
    pub sections: Vec<Section>,
    /// Its tables.
    pub tables: Vec<Table>,
    /// Notes below the text.
    pub footnotes: Vec<Footnote>,
    /// The lines it covers.
    pub span: Span,
}
