//! The register: a row for each document.

use sohoa_record::model::{Record, Severity, Urgency};
use sohoa_tables::{Cell, kind_name};

use super::Form::{Date, Money, Number, Text};
use super::{Field, NTH, Sheet, Take, field};
use crate::{ExportError, Lang};

pub(crate) const REGISTER: Sheet = Sheet {
    file: "register",
    name: ("Register", "Sổ văn bản"),
    fields: FIELDS,
    rows,
};

const FIELDS: &[Field] = &[
    NTH,
    field(("Number", "Số, ký hiệu"), 18, Text),
    field(("Date", "Ngày ban hành"), 14, Date),
    field(("Type", "Loại văn bản"), 14, Text),
    field(("Issued by", "Cơ quan ban hành"), 34, Text),
    field(("Subject", "Trích yếu"), 60, Text),
    field(("Signed by", "Người ký"), 22, Text),
    field(("Position", "Chức vụ"), 20, Text),
    field(("Urgency", "Độ khẩn"), 11, Text),
    field(("To", "Kính gửi"), 34, Text),
    field(("Recipients", "Nơi nhận"), 34, Text),
    field(("Tasks", "Số nhiệm vụ"), 12, Number),
    field(("Budget (đồng)", "Kinh phí (đồng)"), 18, Money),
    field(("To check", "Cần xem"), 10, Number),
    field(("File", "Tệp"), 40, Text),
];

fn rows(record: &Record, lang: Lang, take: Take<'_>) -> Result<(), ExportError> {
    let grave = record.diagnostics.iter();
    let grave: Vec<u32> = grave
        .filter(|d| d.severity != Severity::Info)
        .map(|d| d.span.lines[0])
        .collect();
    for d in &record.documents {
        let lines = d.span.lines[0]..=d.span.lines[1];
        let signature = d.signature.as_ref();
        take(&[
            d.number.as_ref().map(|n| &n.value.canonical).into(),
            (&d.date).into(),
            kind_name(&d.kind).into(),
            d.issuer.as_ref().map(|i| &i.value.name).into(),
            (&d.title).into(),
            signature.map_or(Cell::Null, |s| (&s.name).into()),
            signature.map_or(Cell::Null, |s| (&s.position).into()),
            d.marks.urgency.map(|u| urgency(u, lang)).into(),
            (&d.addressees).into(),
            (&d.recipients).into(),
            d.tasks.len().into(),
            d.budget
                .as_ref()
                .and_then(|b| b.total_vnd.or(b.computed_total_vnd))
                .into(),
            grave.iter().filter(|l| lines.contains(l)).count().into(),
            (&record.source.path).into(),
        ])?;
    }
    Ok(())
}

fn urgency(urgency: Urgency, lang: Lang) -> &'static str {
    lang.of(match urgency {
        Urgency::HoaToc => ("express", "Hỏa tốc"),
        Urgency::ThuongKhan => ("very urgent", "Thượng khẩn"),
        Urgency::Khan => ("urgent", "Khẩn"),
    })
}
