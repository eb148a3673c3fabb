//! What the grammar makes of a text: documents, sections, tables, and the ranges they were read from.
//!
//! Every leaf holds [`Pieces`]: ranges of the text, in order. No two leaves overlap, and the leaves, the
//! furniture and the unattributed rest together hold every non-blank character once.

use std::ops::Range;

use smallvec::SmallVec;

/// Ranges of the text in reading order; more than one where the value is not contiguous. One needs no memory of
/// its own.
pub type Pieces = SmallVec<[Range<usize>; 1]>;

/// A whole input.
#[derive(Debug, Default)]
pub struct Tree {
    /// Documents in reading order.
    pub documents: Vec<Document>,
    /// Page numbers, seals, web chrome.
    pub furniture: Vec<Range<usize>>,
    /// Text that no rule placed.
    pub unattributed: Vec<Range<usize>>,
    /// Numerals and joinings that were put right.
    pub repairs: Vec<Repair>,
    /// Oddities of the numbering and the structure.
    pub notes: Vec<Note>,
}

/// A change made while parsing: numerals, joined lines, rows and cells.
#[derive(Debug, Clone)]
pub struct Repair {
    /// Where.
    pub pieces: Pieces,
    /// What is read instead of what stands there.
    pub value: String,
    /// The rule: its path in the code.
    pub rule: &'static str,
    /// How sure, 0 to 1.
    pub confidence: f64,
    /// False for a proposal that left the tree alone.
    pub applied: bool,
}

/// What kind of oddity a note speaks of; the record turns it into a diagnostic.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoteKind {
    /// A numeral is missing before this one.
    NumberingGap,
    /// The same numeral stands twice among siblings.
    MarkerRepeated,
    /// Labels of a table stand one row below their text.
    LabelShifted,
    /// A table without a header row; roles were inferred.
    HeaderLost,
}

/// An oddity and where it stands.
#[derive(Debug, Clone)]
pub struct Note {
    /// What it is.
    pub kind: NoteKind,
    /// Where.
    pub at: Range<usize>,
    /// The numeral or label in question.
    pub what: String,
}

/// One document.
#[derive(Debug, Default)]
pub struct Document {
    /// First and last line (0-based, both included), annexes included.
    pub lines: (usize, usize),
    /// Slug of the type.
    pub kind: &'static str,
    /// The printed type word.
    pub type_word: Option<Range<usize>>,
    /// The mark "Dự thảo".
    pub draft: Option<Range<usize>>,
    /// Độ khẩn, độ mật, in print.
    pub marks: Vec<Range<usize>>,
    /// Lines of the issuing bodies, superior first; one entry for each body of a joint document.
    pub issuers: Vec<Pieces>,
    /// Quốc hiệu and Tiêu ngữ, or the Party's heading.
    pub motto: Vec<Range<usize>>,
    /// The Party's heading stands in place of Quốc hiệu.
    pub party: bool,
    /// The number without its label "Số".
    pub number: Option<Range<usize>>,
    /// Labels and separators that carry no value of their own.
    pub labels: Vec<Range<usize>>,
    /// Place of issue.
    pub place: Option<Range<usize>>,
    /// Date of issue.
    pub date: Option<Range<usize>>,
    /// Trích yếu.
    pub title: Option<Pieces>,
    /// The authority line of a decision (`CHỦ TỊCH ỦY BAN NHÂN DÂN …`).
    pub deciding: Vec<Range<usize>>,
    /// The line that says what this is attached to.
    pub attached: Option<Pieces>,
    /// Kính gửi.
    pub addressees: Vec<Pieces>,
    /// Lines before the body.
    pub preamble: Vec<Pieces>,
    /// The body.
    pub body: Body,
    /// Nơi nhận.
    pub recipients: Vec<Pieces>,
    /// What follows Lưu.
    pub archive: Option<Pieces>,
    /// Signature blocks.
    pub signatures: Vec<Signature>,
    /// Phụ lục.
    pub annexes: Vec<Annex>,
}

/// Paragraphs, sections and tables.
#[derive(Debug, Default)]
pub struct Body {
    /// Text outside sections.
    pub paragraphs: Vec<Pieces>,
    /// The section tree.
    pub sections: Vec<Section>,
    /// Tables, in reading order.
    pub tables: Vec<Table>,
    /// Notes below the text.
    pub footnotes: Vec<Footnote>,
}

/// A note below the text.
#[derive(Debug, Clone)]
pub struct Footnote {
    /// The mark that calls it, without brackets.
    pub marker: Range<usize>,
    /// Its words.
    pub text: Pieces,
}

/// How a unit is numbered; mirrors the record's `numbering`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Numbering {
    Part,
    Chapter,
    Section,
    Subsection,
    Article,
    Upper,
    Roman,
    Decimal,
    Letter,
    Dash,
    Plus,
    Bullet,
    Heading,
}

/// A unit of the body.
#[derive(Debug)]
pub struct Section {
    /// How it is numbered.
    pub numbering: Numbering,
    /// The numeral as the paper shows it, damage repaired; none for an unnumbered heading.
    pub marker: Option<String>,
    /// Where the marker stands.
    pub marker_at: Range<usize>,
    /// Ancestors' numerals and its own.
    pub path: String,
    /// Its title.
    pub heading: Option<Pieces>,
    /// Its text.
    pub paragraphs: Vec<Pieces>,
    /// Units below it.
    pub children: Vec<Section>,
    /// How sure its place is, 0 to 1.
    pub confidence: f64,
}

/// A signature block.
#[derive(Debug, Clone, Default)]
pub struct Signature {
    /// TM. …
    pub authority: Option<Pieces>,
    /// KT. …
    pub on_behalf_of: Option<Pieces>,
    /// Position.
    pub position: Option<Pieces>,
    /// Name.
    pub name: Option<Pieces>,
}

impl Signature {
    /// True when nothing was found.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.authority.is_none()
            && self.on_behalf_of.is_none()
            && self.position.is_none()
            && self.name.is_none()
    }
}

/// A Phụ lục.
#[derive(Debug, Default)]
pub struct Annex {
    /// First and last line (0-based, both included).
    pub lines: (usize, usize),
    /// `Phụ lục I`.
    pub label: Option<Range<usize>>,
    /// Its title.
    pub title: Option<Pieces>,
    /// The line that says what it is attached to.
    pub attached: Option<Pieces>,
    /// Its content.
    pub body: Body,
}

/// What a column holds; mirrors the record's `role`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Role {
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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum RowKind {
    Data,
    Group,
    Total,
    Header,
    Index,
}

/// A column.
#[derive(Debug, Clone)]
pub struct Column {
    /// Its header cells.
    pub name: Option<Pieces>,
    /// What it holds.
    pub role: Role,
}

/// A row.
#[derive(Debug, Clone)]
pub struct Row {
    /// What it is.
    pub kind: RowKind,
    /// One entry for each column.
    pub cells: Vec<Option<Pieces>>,
    /// Depth of a group row: 0 is the outermost.
    pub depth: u8,
    /// Index of the group row it stands under.
    pub group: Option<usize>,
    /// The group is a cell merged over rows, not a row of its own.
    pub merged: bool,
    /// First and last line, 0-based.
    pub lines: (usize, usize),
}

/// A table.
#[derive(Debug, Clone)]
pub struct Table {
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows.
    pub rows: Vec<Row>,
    /// Rule lines and other marks without content.
    pub rules: Vec<Range<usize>>,
    /// The section it stands under.
    pub section_path: Option<String>,
    /// First and last line.
    pub lines: (usize, usize),
}

impl Tree {
    /// Calls `f` with every range that a leaf, the furniture or the unattributed rest holds.
    pub fn visit(&self, f: &mut impl FnMut(&Range<usize>)) {
        self.furniture.iter().for_each(&mut *f);
        self.unattributed.iter().for_each(&mut *f);
        for d in &self.documents {
            d.visit(f);
        }
    }
}

impl Document {
    fn visit(&self, f: &mut impl FnMut(&Range<usize>)) {
        let single = [
            &self.type_word,
            &self.draft,
            &self.number,
            &self.place,
            &self.date,
        ];
        single.into_iter().flatten().for_each(&mut *f);
        for list in [&self.marks, &self.motto, &self.labels, &self.deciding] {
            list.iter().for_each(&mut *f);
        }
        for list in [
            &self.issuers,
            &self.addressees,
            &self.preamble,
            &self.recipients,
        ] {
            list.iter().flatten().for_each(&mut *f);
        }
        for one in [&self.title, &self.attached, &self.archive] {
            one.iter().flatten().for_each(&mut *f);
        }
        for s in &self.signatures {
            let parts = [&s.authority, &s.on_behalf_of, &s.position, &s.name];
            parts.into_iter().flatten().flatten().for_each(&mut *f);
        }
        self.body.visit(f);
        for a in &self.annexes {
            a.label.iter().for_each(&mut *f);
            a.title.iter().flatten().for_each(&mut *f);
            a.attached.iter().flatten().for_each(&mut *f);
            a.body.visit(f);
        }
    }
}

impl Body {
    fn visit(&self, f: &mut impl FnMut(&Range<usize>)) {
        self.paragraphs.iter().flatten().for_each(&mut *f);
        for n in &self.footnotes {
            f(&n.marker);
            n.text.iter().for_each(&mut *f);
        }
        for s in &self.sections {
            s.visit(f);
        }
        for t in &self.tables {
            t.rules.iter().for_each(&mut *f);
            for row in &t.rows {
                row.cells.iter().flatten().flatten().for_each(&mut *f);
            }
        }
    }
}

impl Section {
    /// Gives back the memory of a unit that is read: a long text is not to be held twice.
    pub fn release(&mut self) {
        self.marker = None;
        self.path = String::new();
        self.heading = None;
        self.paragraphs = Vec::new();
        self.children = Vec::new();
    }

    fn visit(&self, f: &mut impl FnMut(&Range<usize>)) {
        f(&self.marker_at);
        self.heading.iter().flatten().for_each(&mut *f);
        self.paragraphs.iter().flatten().for_each(&mut *f);
        for c in &self.children {
            c.visit(f);
        }
    }
}
