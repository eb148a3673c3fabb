//! The deadlines of tasks as a calendar (RFC 5545): `tasks.ics`.
//!
//! An event of a whole day for each deadline with a known day: calendar programs show those, to-dos most of
//! them leave out. It stands on the last day; a recurring one on the first day of its rule.

use std::path::Path;

use sha2::{Digest, Sha256};
use sohoa_record::model::{Document, Record, Task};
use sohoa_tables::{Due, dues};

use crate::day::Day;
use crate::lang::Words;
use crate::sink::{Item, Sink};
use crate::whole::{Stream, Whole};
use crate::{ExportError, Lang};

/// Bytes of a line, the break left out.
const LINE: usize = 75;
/// Characters of a summary; the description has all.
const SUMMARY: usize = 160;

/// The calendar under way.
pub(crate) struct Calendar {
    lang: Lang,
    stream: Stream,
}

impl Calendar {
    /// Opens the calendar.
    pub fn create(folder: &Path, lang: Lang) -> Result<Calendar, ExportError> {
        let mut stream = Stream::create(folder, "tasks.ics")?;
        let mut text = Properties::default();
        text.add("BEGIN", "VCALENDAR");
        text.add("VERSION", "2.0");
        text.add("PRODID", "-//sohoa//tasks//VI");
        text.add("CALSCALE", "GREGORIAN");
        text.add("X-WR-CALNAME", lang.of(("Tasks", "Nhiệm vụ")));
        stream.put(text.0.as_bytes())?;
        Ok(Calendar { lang, stream })
    }
}

impl Sink for Calendar {
    fn take(&mut self, item: &Item<'_>) -> Result<(), ExportError> {
        let record = &item.record;
        for document in &record.documents {
            let mut before: Option<u32> = None;
            let mut same = 0;
            for task in &document.tasks {
                let start = task.span.bytes[0];
                same = if before == Some(start) { same + 1 } else { 0 };
                before = Some(start);
                for (part, due) in dues(task).enumerate() {
                    let id = identity(record, &[start as usize, same, part]);
                    let event = Event {
                        record,
                        document,
                        task,
                        due,
                    };
                    if let Some(text) = event.text(&id, self.lang) {
                        self.stream.put(text.as_bytes())?;
                    }
                }
            }
        }
        Ok(())
    }

    fn close(mut self: Box<Self>) -> Result<Vec<Whole>, ExportError> {
        self.stream.put(b"END:VCALENDAR\r\n")?;
        Ok(vec![self.stream.close()?])
    }
}

/// Stays the same as long as the task stands where it stands in the same file: calendars know an event by it.
fn identity(record: &Record, place: &[usize]) -> String {
    let whole = format!("{}\n{}\n{place:?}", record.record_id, record.source.path);
    let digest = Sha256::digest(whole.as_bytes());
    let hex: String = digest.iter().take(16).map(|b| format!("{b:02x}")).collect();
    format!("{hex}@sohoa")
}

struct Event<'a> {
    record: &'a Record,
    document: &'a Document,
    task: &'a Task,
    due: Due<'a>,
}

impl Event<'_> {
    /// None where no day is known.
    fn text(&self, id: &str, lang: Lang) -> Option<String> {
        let (day, rule) = self.when()?;
        let mut out = Properties::default();
        out.add("BEGIN", "VEVENT");
        out.add("UID", id);
        // No clock: the stamp is the day of the document.
        let issued = self.issued().map(|d| d.to_string());
        let stamp = issued.unwrap_or_else(|| "19700101".into());
        out.add("DTSTAMP", &format!("{stamp}T000000Z"));
        out.add("DTSTART;VALUE=DATE", &day.to_string());
        out.add("DTEND;VALUE=DATE", &day.next().to_string());
        if let Some(rule) = rule {
            out.add("RRULE", &rule);
        }
        out.add("SUMMARY", &escaped(&self.summary(lang)));
        out.add("DESCRIPTION", &self.description(lang));
        if !self.task.lead.is_empty() {
            let lead: Vec<String> = self.task.lead.iter().map(|a| escaped(a)).collect();
            out.add("CATEGORIES", &lead.join(","));
        }
        out.add("TRANSP", "TRANSPARENT");
        out.add("END", "VEVENT");
        Some(out.0)
    }

    fn issued(&self) -> Option<Day> {
        Day::parse(&self.document.date.as_ref()?.value)
    }

    /// The day, and how it comes back.
    fn when(&self) -> Option<(Day, Option<String>)> {
        let end = self.due.end.and_then(Day::parse);
        let Some(rule) = self.due.recurrence.filter(|r| is_rule(r)) else {
            return Some((end?, None));
        };
        let start = self.due.start.and_then(Day::parse).or(self.issued());
        let first = start.and_then(|s| s.first_of(rule));
        match (first, end) {
            (Some(first), Some(end)) if first > end => Some((end, None)),
            (Some(first), Some(end)) if !rule.contains("UNTIL=") && !rule.contains("COUNT=") => {
                Some((first, Some(format!("{rule};UNTIL={end}"))))
            }
            (Some(first), _) => Some((first, Some(rule.to_owned()))),
            (None, _) => Some((end?, None)),
        }
    }

    fn summary(&self, lang: Lang) -> String {
        let text = self.due.product.or(self.task.text.as_deref());
        let text = text.unwrap_or(lang.of(("(no text)", "(không có nội dung)")));
        match text.char_indices().nth(SUMMARY) {
            Some((end, _)) => format!("{}…", text[..end].trim_end()),
            None => text.to_owned(),
        }
    }

    fn description(&self, lang: Lang) -> String {
        let d = self.document;
        let number = d.number.as_ref().map(|n| n.value.canonical.as_str());
        let issuer = d.issuer.as_ref().map(|i| i.value.name.as_str());
        let paper = [number, d.date.as_ref().map(|v| v.value.as_str()), issuer];
        let paper = paper.into_iter().flatten().collect::<Vec<_>>().join(", ");
        let place = format!("{}:{}", self.record.source.path, self.task.span.lines[0]);
        let lines: [(Words, Option<String>); 7] = [
            (
                ("Task", "Nội dung"),
                self.task.text.as_deref().map(str::to_owned),
            ),
            (("Deadline", "Thời hạn"), Some(self.due.raw.to_owned())),
            (("Lead", "Chủ trì"), list(&self.task.lead)),
            (("With", "Phối hợp"), list(&self.task.coordinating)),
            (
                ("Product", "Sản phẩm"),
                self.task.product.as_deref().map(str::to_owned),
            ),
            (
                ("Document", "Văn bản"),
                Some(paper).filter(|p| !p.is_empty()),
            ),
            (("File", "Tệp"), Some(place)),
        ];
        let told = lines.into_iter().filter_map(|(name, value)| {
            let value = value?;
            Some(format!("{}: {}", lang.of(name), escaped(&value)))
        });
        told.collect::<Vec<_>>().join("\\n")
    }
}

fn list(agencies: &[sohoa_record::model::Words]) -> Option<String> {
    (!agencies.is_empty()).then(|| agencies.join("; "))
}

/// Whether a rule has nothing in it that could be another property.
fn is_rule(rule: &str) -> bool {
    let known = |b: u8| b.is_ascii_uppercase() || b.is_ascii_digit() || b"=;,-+".contains(&b);
    rule.starts_with("FREQ=") && rule.bytes().all(known)
}

/// A text as the value of a property.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// Lines of a calendar.
#[derive(Default)]
struct Properties(String);

impl Properties {
    /// Adds a property, folded: a line has at most 75 bytes, and no letter is cut.
    fn add(&mut self, name: &str, value: &str) {
        let mut room = LINE;
        for c in name.chars().chain([':']).chain(value.chars()) {
            if c.len_utf8() > room {
                self.0.push_str("\r\n ");
                room = LINE - 1;
            }
            room -= c.len_utf8();
            self.0.push(c);
        }
        self.0.push_str("\r\n");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_folded_and_no_letter_is_cut() {
        let mut lines = Properties::default();
        lines.add("SUMMARY", &"ế".repeat(60));
        assert!(lines.0.split("\r\n").all(|l| l.len() <= LINE));
        assert_eq!(
            lines.0.replace("\r\n ", ""),
            format!("SUMMARY:{}\r\n", "ế".repeat(60))
        );
    }

    #[test]
    fn a_text_is_no_property() {
        assert_eq!(escaped("a;b,c\\d\ne\rf"), "a\\;b\\,c\\\\d\\ne f");
        assert!(is_rule("FREQ=MONTHLY;BYMONTHDAY=-1"));
        assert!(!is_rule("FREQ=DAILY\r\nX:1") && !is_rule("DAILY"));
    }
}
