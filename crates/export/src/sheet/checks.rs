//! What a person should look up on the paper: diagnostics but mere notes, and doubtful values of the register
//! and of tasks.

use sohoa_record::model::{Confidence, Document, Record, Severity};
use sohoa_span::Span;
use sohoa_tables::Cell;

use super::Form::{Number, Text};
use super::{Field, NTH, Sheet, Take, field};
use crate::lang::Words;
use crate::{ExportError, Lang};

pub(crate) const CHECKS: Sheet = Sheet {
    file: "checks",
    name: ("To check", "Cần kiểm tra"),
    fields: FIELDS,
    rows,
};

/// A value below this is listed.
const SURE: f64 = 0.9;

const FIELDS: &[Field] = &[
    NTH,
    field(("Grade", "Mức"), 12, Text),
    field(("What", "Việc cần xem"), 80, Text),
    field(("Document", "Văn bản"), 18, Text),
    field(("File", "Tệp"), 40, Text),
    field(("Page", "Trang"), 8, Number),
    field(("Line", "Dòng"), 8, Number),
    field(("Sure (0–1)", "Độ tin cậy (0–1)"), 10, Number),
];

fn rows(record: &Record, lang: Lang, take: Take<'_>) -> Result<(), ExportError> {
    for d in &record.diagnostics {
        let grade = match d.severity {
            Severity::Error => ("error", "lỗi"),
            Severity::Warning => ("warning", "cảnh báo"),
            Severity::Info => continue,
        };
        let what = match lang {
            Lang::En => &d.message,
            Lang::Vi => &d.message_vi,
        };
        let line = d.span.lines[0];
        let on = |p: &&Document| (p.span.lines[0]..=p.span.lines[1]).contains(&line);
        let document = record.documents.iter().find(on);
        let numbered = number(document);
        take(&row(
            record,
            lang.of(grade),
            what.into(),
            numbered,
            &d.span,
            None,
        ))?;
    }
    for document in &record.documents {
        doubts(document, &mut |name, value, span, confidence| {
            let what = format!("{}: {value}", lang.of(name));
            let grade = lang.of(("doubtful", "chưa chắc"));
            let numbered = number(Some(document));
            take(&row(
                record,
                grade,
                what.into(),
                numbered,
                span,
                Some(confidence),
            ))
        })?;
    }
    Ok(())
}

fn number(document: Option<&Document>) -> Cell<'_> {
    let number = document.and_then(|d| d.number.as_ref());
    number.map(|n| &n.value.canonical).into()
}

fn row<'a>(
    record: &'a Record,
    grade: &'a str,
    what: Cell<'a>,
    number: Cell<'a>,
    span: &Span,
    confidence: Option<Confidence>,
) -> [Cell<'a>; 7] {
    [
        grade.into(),
        what,
        number,
        (&record.source.path).into(),
        span.page.into(),
        span.lines[0].into(),
        confidence.into(),
    ]
}

/// Sees a doubtful value: what it is, how it reads, where, how sure.
type See<'s> = &'s mut dyn FnMut(Words, &str, &Span, Confidence) -> Result<(), ExportError>;

fn doubts(d: &Document, see: See<'_>) -> Result<(), ExportError> {
    let mut doubt = |name, value: &str, span: &Span, c: Confidence| match c.get() < SURE {
        true => see(name, value, span, c),
        false => Ok(()),
    };
    if let Some(v) = &d.number {
        doubt(
            ("number", "số, ký hiệu"),
            &v.value.canonical,
            &v.span,
            v.confidence,
        )?;
    }
    if let Some(v) = &d.date {
        doubt(("date", "ngày ban hành"), &v.value, &v.span, v.confidence)?;
    }
    if let Some(v) = &d.issuer {
        doubt(
            ("issuer", "cơ quan ban hành"),
            &v.value.name,
            &v.span,
            v.confidence,
        )?;
    }
    if let Some(v) = &d.title {
        doubt(("subject", "trích yếu"), &v.value, &v.span, v.confidence)?;
    }
    for t in &d.tasks {
        let text = t.text.as_deref().unwrap_or_default();
        doubt(("task", "nhiệm vụ"), text, &t.span, t.confidence)?;
    }
    Ok(())
}
