//! The card: what the register needs first, then the outline, the facts, and what to check.

mod check;
mod facts;
mod header;
mod outline;
#[cfg(test)]
mod tests;

use sohoa_record::model::Record;

use crate::messages::{self as m, Lang};
use crate::page::{Page, clean};

/// What every part of the card writes with.
pub struct Writer {
    /// The text so far.
    out: String,
    page: Page,
    lang: Lang,
}

/// The record as text for people.
pub fn render(record: &Record, page: Page, lang: Lang) -> String {
    let out = String::new();
    let mut w = Writer { out, page, lang };
    w.line(&page.faint(&input_line(record)));
    if record.documents.is_empty() {
        w.line(lang.of(m::NO_DOCUMENT_FOUND));
    }
    let count = record.documents.len();
    for (index, document) in record.documents.iter().enumerate() {
        header::write(&mut w, document, (index + 1, count));
        outline::write(&mut w, document);
        facts::write(&mut w, document);
    }
    check::write(&mut w, record);
    w.out
}

fn input_line(record: &Record) -> String {
    let digest = record.record_id.trim_start_matches("sha256:");
    let short: String = digest.chars().take(12).collect();
    let s = &record.source;
    let path = clean(&s.path);
    format!(
        "{path} · {short} · {} byte · {}",
        s.bytes,
        clean(&s.encoding)
    )
}

impl Writer {
    fn line(&mut self, text: &str) {
        self.out.push_str(text);
        self.out.push('\n');
    }

    /// The heading of a part, with a count where there is something to count.
    fn part(&mut self, label: m::Label, count: Option<usize>) {
        let mut title = self.lang.of(label).to_uppercase();
        if let Some(count) = count {
            title = format!("{title} ({count})");
        }
        self.out.push('\n');
        let title = self.page.heading(&title);
        self.line(&title);
    }

    /// Says how much was left out of a long part.
    fn more(&mut self, left_out: usize) {
        if left_out > 0 {
            let text = format!("  … {left_out} {}", self.lang.of(m::MORE));
            let text = self.page.faint(&text);
            self.line(&text);
        }
    }
}
