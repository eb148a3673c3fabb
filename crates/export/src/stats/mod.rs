//! What a run holds, counted: by type, level, year, agency, confidence and diagnostics.

mod card;
mod html;
mod svg;
mod tally;

use std::collections::BTreeSet;
use std::path::Path;

use serde::Serialize;
use sohoa_record::model::{Document, Level, Record, Severity};
use sohoa_tables::{Cell, dues, kind_name, register_confidence, slug, year};

use crate::lang::Words;
use crate::records::Records;
use crate::{ExportError, Lang};
pub use tally::Tally;

/// What was counted.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Stats {
    /// Program and version that made the records.
    pub programs: BTreeSet<String>,
    /// Records.
    pub records: u64,
    /// Bytes of the inputs.
    pub bytes: u64,
    /// Pages, where the format has pages.
    pub pages: u64,
    /// Non-blank characters of the texts.
    pub characters: u64,
    /// Of these, the ones that found a place or are furniture.
    pub characters_placed: u64,
    /// Documents.
    pub documents: u64,
    /// Tasks.
    pub tasks: u64,
    /// Tasks with at least one known last day.
    pub tasks_dated: u64,
    /// Targets.
    pub targets: u64,
    /// Citations.
    pub citations: u64,
    /// Repairs that were applied.
    pub repairs: u64,
    /// Documents by slug of their type.
    pub kinds: Tally,
    /// Documents by level of who issued them; `none` where nobody was found.
    pub levels: Tally,
    /// Documents by year of issue; `none` where there is no date.
    pub years: Tally,
    /// Documents by who issued them.
    pub issuers: Tally,
    /// Tasks by the agencies that lead them.
    pub lead_agencies: Tally,
    /// Documents by how sure the least sure value of their register line is: `0.90` is .90 to below .95.
    pub confidence: Tally,
    /// Diagnostics by code.
    pub diagnostics: Tally,
    /// Diagnostics by severity.
    pub severities: Tally,
    /// Inputs by media type.
    pub media_types: Tally,
    /// Inputs by encoding.
    pub encodings: Tally,
}

/// Stands for what was not found.
pub const NONE: &str = "none";
/// Where classes of confidence begin.
const CLASSES: [f64; 6] = [0.0, 0.5, 0.7, 0.8, 0.9, 0.95];

/// Counts the records of a file.
pub fn stats(records: &Path) -> Result<Stats, ExportError> {
    let mut stats = Stats::default();
    let mut lines = Records::open(records)?;
    while let Some(line) = lines.next_line()? {
        stats.add(&line.record()?);
    }
    Ok(stats)
}

impl Stats {
    fn add(&mut self, record: &Record) {
        let producer = &record.producer;
        // A run is made by one program, or by few; a file with thousands is none of ours.
        if self.programs.len() < 100 {
            self.programs
                .insert(format!("{} {}", producer.name, producer.version));
        }
        self.records += 1;
        self.bytes += record.source.bytes;
        self.pages += u64::from(record.source.pages.unwrap_or(0));
        self.characters += record.coverage.characters;
        self.characters_placed += record.coverage.attributed + record.coverage.furniture;
        self.repairs += record.repairs.iter().filter(|r| r.applied).count() as u64;
        self.media_types.add(&record.source.media_type);
        self.encodings.add(&record.source.encoding);
        for d in &record.diagnostics {
            self.diagnostics.add(&d.code);
            self.severities.add(&name(&d.severity));
        }
        for document in &record.documents {
            self.document(document);
        }
    }

    fn document(&mut self, d: &Document) {
        self.documents += 1;
        self.targets += d.targets.len() as u64;
        self.citations += d.citations.len() as u64;
        self.kinds.add(&d.kind);
        let issuer = d.issuer.as_ref().map(|i| &i.value);
        self.levels
            .add(&issuer.map_or(NONE.into(), |i| name(&i.level)));
        self.issuers.add(issuer.map_or(NONE, |i| i.name.as_str()));
        self.years
            .add(&year(d).map_or(NONE.into(), |y| y.to_string()));
        self.confidence
            .add(&register_confidence(d).map_or(NONE.into(), class));
        for task in &d.tasks {
            self.tasks += 1;
            self.tasks_dated += u64::from(dues(task).any(|due| due.end.is_some()));
            for agency in &task.lead {
                self.lead_agencies.add(agency);
            }
        }
    }

    /// Diagnostics that a person should look at.
    #[must_use]
    pub fn to_check(&self) -> u64 {
        let grave = [Severity::Warning, Severity::Error];
        grave.iter().map(|s| self.severities.of(&name(s))).sum()
    }

    /// The counts by name, each with its heading and with names for people, as all reports show them.
    #[must_use]
    pub fn parts(&self, lang: Lang) -> Vec<Part> {
        let part = |heading: Words, tally: &Tally, names: fn(&str, Lang) -> String| Part {
            heading: lang.of(heading),
            rows: tally
                .rows()
                .map(|(n, count)| (names(n, lang), count))
                .collect(),
            more: tally.more(),
        };
        let mut years = part(("By year", "Theo năm"), &self.years, plain);
        years.rows.sort();
        let mut sure = part(
            ("By confidence", "Theo độ tin cậy"),
            &self.confidence,
            confidence,
        );
        sure.rows.sort();
        vec![
            part(("By type", "Theo loại văn bản"), &self.kinds, kind),
            years,
            part(("By level", "Theo cấp ban hành"), &self.levels, level),
            part(("By issuer", "Theo cơ quan ban hành"), &self.issuers, plain),
            part(
                ("Tasks by lead agency", "Nhiệm vụ theo cơ quan chủ trì"),
                &self.lead_agencies,
                plain,
            ),
            sure,
            part(("Diagnostics", "Điều cần lưu ý"), &self.diagnostics, plain),
            part(
                ("Inputs by form", "Tệp theo dạng"),
                &self.media_types,
                plain,
            ),
        ]
    }

    /// The sums, each with its name.
    #[must_use]
    pub fn sums(&self, lang: Lang) -> Vec<(&'static str, u64)> {
        let sums: [(Words, u64); 7] = [
            (("records", "bản ghi"), self.records),
            (("documents", "văn bản"), self.documents),
            (("tasks", "nhiệm vụ"), self.tasks),
            (
                ("of these with a date", "trong đó có ngày hạn"),
                self.tasks_dated,
            ),
            (("targets", "chỉ tiêu"), self.targets),
            (("citations", "viện dẫn"), self.citations),
            (("things to check", "chỗ cần xem"), self.to_check()),
        ];
        sums.into_iter().map(|(w, n)| (lang.of(w), n)).collect()
    }

    /// A page for the browser, whole in itself.
    #[must_use]
    pub fn html(&self, lang: Lang) -> String {
        html::page(self, lang)
    }

    /// A data card in Markdown, filled in as far as the run tells.
    #[must_use]
    pub fn card(&self, lang: Lang) -> String {
        card::card(self, lang)
    }
}

/// Counts under one heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The heading.
    pub heading: &'static str,
    /// Names and counts, the highest first; years and confidences in their own order.
    pub rows: Vec<(String, u64)>,
    /// What was counted under no name, since there were too many.
    pub more: u64,
}

fn name(value: &impl Serialize) -> String {
    match slug(value) {
        Cell::Text(name) => name.into_owned(),
        _ => String::new(),
    }
}

/// The class of a confidence, by where it begins.
fn class(confidence: f64) -> String {
    let from = CLASSES.iter().rev().find(|c| confidence >= **c);
    format!("{:.2}", from.unwrap_or(&0.0))
}

fn none(lang: Lang) -> String {
    lang.of(("not found", "không rõ")).to_owned()
}

fn plain(text: &str, lang: Lang) -> String {
    match text {
        NONE => none(lang),
        _ => text.to_owned(),
    }
}

fn kind(slug: &str, _: Lang) -> String {
    kind_name(slug).unwrap_or(slug).to_owned()
}

fn confidence(class: &str, lang: Lang) -> String {
    let next = CLASSES.iter().find(|c| format!("{c:.2}").as_str() > class);
    match (class, next) {
        (NONE, _) => none(lang),
        (_, Some(next)) => format!("{class} – {:.2}", next - 0.01),
        (_, None) => format!("{class} – 1.00"),
    }
}

fn level(slug: &str, lang: Lang) -> String {
    let levels: [(Level, Words); 7] = [
        (Level::Central, ("central", "trung ương")),
        (Level::Province, ("province", "tỉnh")),
        (Level::District, ("district", "huyện")),
        (Level::Commune, ("commune", "xã")),
        (Level::Department, ("department", "sở, phòng, ban")),
        (Level::Party, ("Party", "Đảng")),
        (Level::Other, ("other", "khác")),
    ];
    let found = levels.iter().find(|(l, _)| name(l) == slug);
    found.map_or_else(
        || plain(slug, lang),
        |(_, words)| lang.of(*words).to_owned(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn confidences_have_classes() {
        let shown = |c| confidence(&class(c), Lang::En);
        assert_eq!(shown(0.0), "0.00 – 0.49");
        assert_eq!(shown(0.9), "0.90 – 0.94");
        assert_eq!(shown(1.0), "0.95 – 1.00");
        assert_eq!(confidence(NONE, Lang::Vi), "không rõ");
    }

    #[test]
    fn levels_and_kinds_have_names() {
        assert_eq!(level("commune", Lang::Vi), "xã");
        assert_eq!(level(NONE, Lang::En), "not found");
        assert_eq!(kind("ke_hoach", Lang::En), "Kế hoạch");
    }
}
