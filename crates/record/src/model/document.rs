//! Document: the register data of one văn bản and everything it owns.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sohoa_span::Span;

use super::{Annex, Budget, Citation, Section, Table, Target, Task, Traced, Words};

/// One logical document of the input; annexes belong to the document they are attached to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Document {
    /// Slug of the type (`ke_hoach`, `cong_van`, …); `khac` when unknown.
    pub kind: String,
    /// Marked Dự thảo.
    pub draft: bool,
    /// Urgency and secrecy marks.
    pub marks: Marks,
    /// Who issued it.
    pub issuer: Option<Traced<Issuer>>,
    /// The other issuers of a joint document.
    pub co_issuers: Vec<Traced<Issuer>>,
    /// Số, ký hiệu.
    pub number: Option<Traced<Number>>,
    /// Place of issue.
    pub place: Option<Traced<Words>>,
    /// Date of issue, ISO 8601 truncated to what is written.
    pub date: Option<Traced<Words>>,
    /// Trích yếu without the type word.
    pub title: Option<Traced<Words>>,
    /// Kính gửi.
    pub addressees: Vec<Traced<Words>>,
    /// Nơi nhận without its Lưu line.
    pub recipients: Vec<Traced<Words>>,
    /// What follows Lưu.
    pub archive: Option<Traced<Words>>,
    /// The lines before the body.
    pub preamble: Vec<Traced<Words>>,
    /// Instruments cited in the preamble.
    pub legal_bases: Vec<Citation>,
    /// Body text before, between or without sections.
    pub paragraphs: Vec<Traced<Words>>,
    /// The section tree.
    pub sections: Vec<Section>,
    /// Tables that stand in the body.
    pub tables: Vec<Table>,
    /// Notes below the text.
    pub footnotes: Vec<Footnote>,
    /// Phụ lục.
    pub annexes: Vec<Annex>,
    /// The signature block.
    pub signature: Option<Signature>,
    /// The other signatures of a joint document.
    pub co_signatures: Vec<Signature>,
    /// The instrument that promulgates it.
    pub attached_to: Option<Citation>,
    /// Rows and prose assignments.
    pub tasks: Vec<Task>,
    /// Quantified targets of the running text.
    pub targets: Vec<Target>,
    /// The money of the tables.
    pub budget: Option<Budget>,
    /// Every mention of a numbered instrument.
    pub citations: Vec<Citation>,
    /// The lines it covers, annexes included.
    pub span: Span,
}

/// A footnote with the marker that calls it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Footnote {
    /// The mark in the text (`1`, `*`).
    pub marker: Option<String>,
    /// The note.
    #[serde(flatten)]
    pub text: Traced<Words>,
}

/// Độ khẩn and độ mật.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Marks {
    /// Độ khẩn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub urgency: Option<Urgency>,
    /// Độ mật.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub secrecy: Option<Secrecy>,
}

/// Độ khẩn (Nghị định 30/2020/NĐ-CP, annex I).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Urgency {
    /// Hỏa tốc.
    HoaToc,
    /// Thượng khẩn.
    ThuongKhan,
    /// Khẩn.
    Khan,
}

/// Độ mật.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Secrecy {
    /// Mật.
    Mat,
    /// Tối mật.
    ToiMat,
    /// Tuyệt mật.
    TuyetMat,
}

/// The level of an issuing body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Government, ministries.
    Central,
    /// Tỉnh, thành phố trực thuộc trung ương.
    Province,
    /// Huyện, quận, thị xã, thành phố thuộc tỉnh (to 2025-06-30).
    District,
    /// Xã, phường, thị trấn, đặc khu.
    Commune,
    /// Sở, phòng, ban and other agencies below a People's Committee.
    Department,
    /// Communist Party bodies.
    Party,
    /// Anything else.
    Other,
}

/// An issuing body.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Issuer {
    /// Full name (`Ủy ban nhân dân huyện …`).
    pub name: String,
    /// Code of the body (`UBND`), where known.
    pub body: Option<String>,
    /// Its level.
    pub level: Level,
    /// Name of the unit it governs.
    pub unit: Option<String>,
    /// The body above it as printed; else the unit above it as of the date, where only one is meant.
    pub parent: Option<String>,
    /// Code of the unit that `parent` names, as of the date.
    pub parent_code: Option<String>,
    /// Code of the administrative unit as of the date (statistics office); null where several bear its name.
    pub unit_code: Option<String>,
    /// What holds the unit's ground since July 2025: a province, or communes and their province; null where unchanged.
    pub successor: Option<String>,
    /// Codes since July 2025 of the units that `successor` names, without the province behind communes.
    pub successor_codes: Vec<String>,
}

/// Số, ký hiệu.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Number {
    /// Sequence and symbol without blanks (`12/KH-UBND`); `/KH-UBND` when the sequence is blank.
    pub canonical: String,
    /// The sequence, or null when blank or illegible.
    pub sequence: Option<String>,
    /// The year inside the number, for legal documents.
    pub year: Option<String>,
    /// Type and issuer (`KH-UBND`).
    pub symbol: String,
}

/// A signature block.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Signature {
    /// TM. …
    pub authority: Option<Traced<Words>>,
    /// KT. …
    pub on_behalf_of: Option<Traced<Words>>,
    /// Position of the person who signs.
    pub position: Option<Traced<Words>>,
    /// Name of the person who signs.
    pub name: Option<Traced<Words>>,
}
