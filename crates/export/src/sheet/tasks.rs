//! The list of tasks: a row for each, deadlines as dates, money as numbers.

use sohoa_record::model::{Document, Record, Task};
use sohoa_tables::dues;

use super::Form::{Date, Money, Number, Text};
use super::{Field, NTH, Sheet, Take, field};
use crate::{ExportError, Lang};

pub(crate) const TASKS: Sheet = Sheet {
    file: "tasks",
    name: ("Tasks", "Nhiệm vụ"),
    fields: FIELDS,
    rows,
};

const FIELDS: &[Field] = &[
    NTH,
    field(("Task no.", "Mã số"), 9, Text),
    field(("Task", "Nội dung"), 60, Text),
    field(("Lead", "Chủ trì"), 30, Text),
    field(("With", "Phối hợp"), 30, Text),
    field(("Product", "Sản phẩm"), 28, Text),
    field(("Deadline as printed", "Thời hạn (như bản gốc)"), 24, Text),
    field(("From", "Từ ngày"), 12, Date),
    field(("Until", "Đến ngày"), 12, Date),
    field(("Amount (đồng)", "Kinh phí (đồng)"), 18, Money),
    field(("Note", "Ghi chú"), 24, Text),
    field(("Document", "Văn bản"), 18, Text),
    field(("Issued by", "Cơ quan ban hành"), 30, Text),
    field(("File", "Tệp"), 36, Text),
    field(("Page", "Trang"), 8, Number),
    field(("Line", "Dòng"), 8, Number),
    field(("Sure (0–1)", "Độ tin cậy (0–1)"), 10, Number),
];

fn rows(record: &Record, _: Lang, take: Take<'_>) -> Result<(), ExportError> {
    for document in &record.documents {
        for task in &document.tasks {
            row(record, document, task, take)?;
        }
    }
    Ok(())
}

fn row(record: &Record, d: &Document, t: &Task, take: Take<'_>) -> Result<(), ExportError> {
    // Of several deadlines in one cell, all days from the first to the last.
    let from = dues(t).filter_map(|x| x.start).min();
    let until = dues(t).filter_map(|x| x.end).max();
    take(&[
        (&t.code).into(),
        (&t.text).into(),
        t.lead.as_slice().into(),
        t.coordinating.as_slice().into(),
        (&t.product).into(),
        t.deadline.as_ref().map(|d| &d.raw).into(),
        from.into(),
        until.into(),
        t.amount_vnd.into(),
        (&t.note).into(),
        d.number.as_ref().map(|n| &n.value.canonical).into(),
        d.issuer.as_ref().map(|i| &i.value.name).into(),
        (&record.source.path).into(),
        t.span.page.into(),
        t.span.lines[0].into(),
        t.confidence.into(),
    ])
}
