//! Tables of the facts: tasks, who does them and until when, targets, citations, diagnostics.

use sohoa_record::model::{Citation, Deadline, Diagnostic, Target, Task};

use crate::deadline::Due;
use crate::slug;
use crate::table::Kind::{Bool, Date, Int, Key, List, MaybeRef, Real, Ref, Text};
use crate::table::table;

/// A task with its place.
pub(crate) struct TaskRow<'a> {
    pub id: i64,
    pub document: i64,
    pub position: usize,
    pub it: &'a Task,
}

impl<'a> TaskRow<'a> {
    fn deadline(&self) -> Option<&'a Deadline> {
        self.it.deadline.as_ref()
    }
}

table! {
    "tasks", "One row for each task: a row of a table, or an assignment in running text.", TaskRow as t {
        id: Key, "Counts in reading order.", t.id;
        document_id: Ref("documents"), "The document.", t.document;
        position: Int, "Its place in the document, from 1.", t.position;
        code: Text, "Its number (`1.2`).", &t.it.code;
        text: Text, "What is to be done.", &t.it.text;
        group_text: Text, "The group row above it.", &t.it.group;
        field: Text, "Lĩnh vực.", &t.it.field;
        product: Text, "The product.", &t.it.product;
        target: Text, "The target as printed.", &t.it.target;
        lead: List, "Lead agencies as named.", t.it.lead.as_slice();
        coordinating: List, "Partner agencies as named.", t.it.coordinating.as_slice();
        deadline: Text, "The deadline as printed.", t.deadline().map(|d| &d.raw);
        deadline_kind: Text, "What it is (`quarter`).", t.deadline().map(|d| slug(&d.kind));
        deadline_start: Date, "First day; null where the cell names several: see `task_deadlines`.",
            t.deadline().and_then(|d| d.start.as_deref());
        deadline_end: Date, "Last day; null where the cell names several: see `task_deadlines`.",
            t.deadline().and_then(|d| d.end.as_deref());
        deadline_before: Bool, "Printed as `trước ngày …`.", t.deadline().map(|d| d.before);
        recurrence: Text, "RFC 5545 rule.", t.deadline().and_then(|d| d.recurrence.as_deref());
        year_from: Text, "Where the year was taken from (`cell`, `title`, `date`).",
            t.deadline().and_then(|d| d.year_from).map(|y| slug(&y));
        quantity: Text, "Quantity as printed.", &t.it.quantity;
        unit_price: Text, "Unit price as printed.", &t.it.unit_price;
        unit_price_vnd: Int, "Unit price in đồng.", t.it.unit_price_vnd;
        amount_vnd: Int, "Amount in đồng.", t.it.amount_vnd;
        note: Text, "Ghi chú.", &t.it.note;
        table_index: Int, "Index of its table in the document, from 0.", t.it.table;
        row_index: Int, "Index of its row in the table, from 0.", t.it.row;
        section_path: Text, "The section it stands in, for running text.", &t.it.section_path;
        page: Int, "Page.", t.it.span.page;
        first_line: Int, "Line on which it begins.", t.it.span.lines[0];
        confidence: Real, "How sure.", t.it.confidence;
    }
}

/// An agency of a task.
pub(crate) struct Agency<'a> {
    pub task: i64,
    pub document: i64,
    pub role: &'static str,
    pub name: &'a str,
}

table! {
    "task_agencies", "One row for each agency that a task names.", Agency as a {
        task_id: Ref("tasks"), "The task.", a.task;
        document_id: Ref("documents"), "Its document.", a.document;
        role: Text, "`lead` or `coordinating`.", a.role;
        agency: Text, "The agency as named.", a.name;
    }
}

/// A deadline of a task.
pub(crate) struct DeadlineRow<'a> {
    pub task: i64,
    pub document: i64,
    pub due: Due<'a>,
}

table! {
    "task_deadlines", "One row for each deadline of a task; a cell that names several has several.", DeadlineRow as d {
        task_id: Ref("tasks"), "The task.", d.task;
        document_id: Ref("documents"), "Its document.", d.document;
        raw: Text, "As printed.", d.due.raw;
        kind: Text, "What it is.", slug(&d.due.kind);
        start_date: Date, "First day.", d.due.start;
        end_date: Date, "Last day.", d.due.end;
        recurrence: Text, "RFC 5545 rule.", d.due.recurrence;
        product: Text, "The product that it goes with, where the cell names several.", d.due.product;
    }
}

/// A target with its place.
pub(crate) struct TargetRow<'a> {
    pub id: i64,
    pub document: i64,
    pub it: &'a Target,
}

table! {
    "targets", "One row for each target with a figure in running text.", TargetRow as t {
        id: Key, "Counts in reading order.", t.id;
        document_id: Ref("documents"), "The document.", t.document;
        text: Text, "The sentence that states it.", &t.it.text;
        about: Text, "What is measured.", &t.it.about;
        comparator: Text, "`>=`, `>`, `=`, `<` or `<=`.", &t.it.comparator;
        value: Real, "The figure; of a range the lower one.", t.it.value;
        upper: Real, "The upper figure of a range.", t.it.upper;
        unit: Text, "`%`, `đồng`, or the unit as printed.", &t.it.unit;
        section_path: Text, "The section it stands in.", &t.it.section_path;
        page: Int, "Page.", t.it.span.page;
        first_line: Int, "Line.", t.it.span.lines[0];
        confidence: Real, "How sure.", t.it.confidence;
    }
}

/// A citation with its place.
pub(crate) struct CitationRow<'a> {
    pub id: i64,
    pub document: i64,
    pub it: &'a Citation,
}

table! {
    "citations", "One row for each mention of a numbered instrument.", CitationRow as c {
        id: Key, "Counts in reading order.", c.id;
        document_id: Ref("documents"), "The document that cites.", c.document;
        kind: Text, "Slug of the type cited (`nghi_dinh`).", &c.it.kind;
        number: Text, "Canonical number cited.", &c.it.number;
        date: Text, "Its date, ISO, as far as it is written.", &c.it.date;
        issuer: Text, "Who issued it, as printed.", &c.it.issuer;
        title: Text, "What it is about, as printed.", &c.it.title;
        role: Text, "`legal_basis`, `attached_to` or `mention`.", slug(&c.it.role);
        raw: Text, "The words of the paper.", &c.it.raw;
        page: Int, "Page.", c.it.span.page;
        first_line: Int, "Line.", c.it.span.lines[0];
        confidence: Real, "How sure.", c.it.confidence;
    }
}

/// A diagnostic with its place.
pub(crate) struct DiagnosticRow<'a> {
    pub id: i64,
    pub input: i64,
    pub document: Option<i64>,
    pub it: &'a Diagnostic,
}

table! {
    "diagnostics", "One row for each thing that a person should look at.", DiagnosticRow as d {
        id: Key, "Counts in reading order.", d.id;
        input_id: Ref("inputs"), "The input.", d.input;
        document_id: MaybeRef("documents"), "The document on whose lines it stands.", d.document;
        code: Text, "Stable code (`numbering_gap`).", &d.it.code;
        severity: Text, "`info`, `warning` or `error`.", slug(&d.it.severity);
        message: Text, "In English.", &d.it.message;
        message_vi: Text, "In Vietnamese.", &d.it.message_vi;
        page: Int, "Page.", d.it.span.page;
        first_line: Int, "Line.", d.it.span.lines[0];
    }
}
