//! Tables of the papers themselves: inputs, documents, their text, their sections.

use sohoa_record::model::{Document, Record, Section, Signature};

use crate::table::Kind::{Bool, Int, Key, List, MaybeRef, Real, Ref, Text};
use crate::table::table;
use crate::{body, kind_name, register_confidence, slug, year};

/// A record.
pub(crate) struct InputRow<'a> {
    pub id: i64,
    pub record: &'a Record,
}

impl InputRow<'_> {
    fn repairs(&self, applied: bool) -> usize {
        let repairs = self.record.repairs.iter();
        repairs.filter(|r| r.applied == applied).count()
    }

    fn unattributed(&self) -> u64 {
        let c = &self.record.coverage;
        c.characters
            .saturating_sub(c.attributed)
            .saturating_sub(c.furniture)
    }
}

table! {
    "inputs", "One row for each record: a file, or a member of a container.", InputRow as it {
        id: Key, "Number of the record in records.jsonl, from 1.", it.id;
        record_id: Text, "`sha256:` and the digest of the input's bytes.", &it.record.record_id;
        path: Text, "Path of the input.", &it.record.source.path;
        bytes: Int, "Size of the input.", it.record.source.bytes;
        media_type: Text, "Media type.", &it.record.source.media_type;
        encoding: Text, "Encoding of the text.", &it.record.source.encoding;
        pages: Int, "Number of pages, where the format has pages.", it.record.source.pages;
        ocr_engine: Text, "The recognition engine, where one was used.",
            it.record.source.ocr.as_ref().map(|o| o.engine.as_str());
        ocr_confidence: Real, "Mean confidence of the recognition.",
            it.record.source.ocr.as_ref().and_then(|o| o.mean_confidence);
        characters: Int, "Non-blank characters of the text.", it.record.coverage.characters;
        unattributed: Int, "Of these, the ones that no rule placed.", it.unattributed();
        repairs: Int, "Repairs that were applied.", it.repairs(true);
        proposals: Int, "Repairs that are only proposed.", it.repairs(false);
        program: Text, "Version of the program that made the record.", &it.record.producer.version;
    }
}

/// A document with its place.
pub(crate) struct DocumentRow<'a> {
    pub id: i64,
    pub input: i64,
    pub position: usize,
    pub it: &'a Document,
}

impl<'a> DocumentRow<'a> {
    fn signature(&self) -> Option<&'a Signature> {
        self.it.signature.as_ref()
    }

    fn co_issuers(&self) -> crate::Cell<'a> {
        let names = self.it.co_issuers.iter();
        crate::Cell::List(names.map(|i| i.value.name.as_str()).collect())
    }
}

table! {
    "documents", "One row for each document: the register.", DocumentRow as d {
        id: Key, "Counts by date of issue, then by path: the newest document has the highest.", d.id;
        input_id: Ref("inputs"), "The input that it stands in.", d.input;
        position: Int, "Its place in the input, from 1.", d.position;
        kind: Text, "Slug of the type (`ke_hoach`).", &d.it.kind;
        kind_name: Text, "The type as it is printed (`Kế hoạch`).", kind_name(&d.it.kind);
        draft: Bool, "Marked Dự thảo.", d.it.draft;
        urgency: Text, "Độ khẩn.", d.it.marks.urgency.map(|u| slug(&u));
        secrecy: Text, "Độ mật.", d.it.marks.secrecy.map(|s| slug(&s));
        number: Text, "Số, ký hiệu in canonical form.", d.it.number.as_ref().map(|n| &n.value.canonical);
        sequence: Text, "The sequence in the number; null where it was left blank.",
            d.it.number.as_ref().and_then(|n| n.value.sequence.as_deref());
        symbol: Text, "Type and issuer in the number.", d.it.number.as_ref().map(|n| &n.value.symbol);
        date: Text, "Date of issue, ISO, as far as it is written (`2019-12`).", &d.it.date;
        year: Int, "Year of issue.", year(d.it);
        place: Text, "Place of issue.", &d.it.place;
        title: Text, "Trích yếu without the type.", &d.it.title;
        issuer: Text, "Full name of who issued it.", d.it.issuer.as_ref().map(|i| &i.value.name);
        issuer_body: Text, "Code of the body (`UBND`).",
            d.it.issuer.as_ref().and_then(|i| i.value.body.as_deref());
        issuer_level: Text, "Level of the body (`commune`).", d.it.issuer.as_ref().map(|i| slug(&i.value.level));
        issuer_unit: Text, "The unit that it governs.",
            d.it.issuer.as_ref().and_then(|i| i.value.unit.as_deref());
        issuer_parent: Text, "The body above it.",
            d.it.issuer.as_ref().and_then(|i| i.value.parent.as_deref());
        unit_code: Text, "Code of the unit as of the date.",
            d.it.issuer.as_ref().and_then(|i| i.value.unit_code.as_deref());
        successor: Text, "What holds the unit's ground since July 2025.",
            d.it.issuer.as_ref().and_then(|i| i.value.successor.as_deref());
        co_issuers: List, "The other issuers of a joint document.", d.co_issuers();
        addressees: List, "Kính gửi.", &d.it.addressees;
        recipients: List, "Nơi nhận.", &d.it.recipients;
        archive: Text, "Lưu.", &d.it.archive;
        signer: Text, "Who signed.", d.signature().map(|s| crate::Cell::from(&s.name));
        signer_position: Text, "Position of who signed.", d.signature().map(|s| crate::Cell::from(&s.position));
        attached_to: Text, "Number of the instrument that promulgates it.",
            d.it.attached_to.as_ref().and_then(|c| c.number.as_deref());
        sections: Int, "Number of sections at the top, annexes left out.", d.it.sections.len();
        annexes: Int, "Number of annexes.", d.it.annexes.len();
        tasks: Int, "Number of tasks.", d.it.tasks.len();
        targets: Int, "Number of targets.", d.it.targets.len();
        citations: Int, "Number of citations.", d.it.citations.len();
        budget_total_vnd: Int, "Total as printed, in đồng.", d.it.budget.as_ref().and_then(|b| b.total_vnd);
        budget_computed_vnd: Int, "Sum of the rows, in đồng.",
            d.it.budget.as_ref().and_then(|b| b.computed_total_vnd);
        budget_balanced: Bool, "Whether the two agree.", d.it.budget.as_ref().and_then(|b| b.balanced);
        first_line: Int, "First line of the document in the decoded text.", d.it.span.lines[0];
        last_line: Int, "Last line.", d.it.span.lines[1];
        confidence: Real, "How sure the least sure of number, date, issuer and title is.",
            register_confidence(d.it);
    }
}

/// All words of a document.
pub(crate) struct TextRow<'a> {
    pub document: i64,
    pub it: &'a Document,
}

table! {
    "texts", "The text of each document, a paragraph or a row of a table on a line.", TextRow as t {
        document_id: Ref("documents"), "The document.", t.document;
        body: Text, "Its text from preamble to signature, annexes included.", body(t.it);
    }
}

/// A section with its place.
pub(crate) struct SectionRow<'a> {
    pub id: i64,
    pub document: i64,
    pub parent: Option<i64>,
    pub annex: Option<usize>,
    pub depth: usize,
    pub it: &'a Section,
}

impl SectionRow<'_> {
    fn text(&self) -> Option<String> {
        let lines: Vec<&str> = self
            .it
            .paragraphs
            .iter()
            .map(|p| p.value.as_str())
            .collect();
        (!lines.is_empty()).then(|| lines.join("\n"))
    }
}

table! {
    "sections", "One row for each section: the outline.", SectionRow as s {
        id: Key, "Counts in reading order.", s.id;
        document_id: Ref("documents"), "The document.", s.document;
        parent_id: MaybeRef("sections"), "The section above it.", s.parent;
        annex: Int, "The annex that it stands in, from 1; null in the body.", s.annex;
        depth: Int, "1 at the top.", s.depth;
        path: Text, "Numerals of its ancestors and its own (`II/1/b`).", &s.it.path;
        marker: Text, "The numeral as printed.", &s.it.marker;
        numbering: Text, "How it is numbered (`roman`).", slug(&s.it.numbering);
        heading: Text, "Its title.", &s.it.heading;
        text: Text, "Its paragraphs, one a line, without those of the sections below it.", s.text();
        page: Int, "Page on which it begins.", s.it.span.page;
        first_line: Int, "First line.", s.it.span.lines[0];
        last_line: Int, "Last line.", s.it.span.lines[1];
        confidence: Real, "How sure its place in the outline is.", s.it.confidence;
    }
}
