//! `sohoa ingest`: runs the batch, shows how it goes on, sums up what was found.

use std::io::{self, IsTerminal};
use std::path::Path;
use std::sync::Arc;

use indicatif::{ProgressBar, ProgressStyle};
use sohoa_batch::{DocumentSummary, InputSummary, Options, Progress, Report};

use crate::args::Ingest;
use crate::messages::{self as m, Lang, kind_name};
use crate::page::{Page, clean};
use crate::stdout::{Status, complain, print};
use crate::table::Table;
use crate::{CANNOT_RUN, SOME_FAILED};

/// Lines of the closing table.
const SHOWN: usize = 20;
/// Failures that are told one by one; the report has them all.
const FAILURES_SHOWN: usize = 10;

/// Runs the batch.
pub fn run(args: Ingest, lang: Lang) -> Status {
    let options = Options {
        paths: args.paths,
        out: args.out,
        jobs: args.jobs.map(usize::from),
        limits: args.limits.limits(),
        scanner: Some(Arc::new(args.scans.scanner())),
        summaries: SHOWN,
        reading: args.reading.options(),
    };
    let report = sohoa_batch::ingest(&options, &Bar::new()).map_err(|error| {
        complain(&lang.batch_error(&error));
        CANNOT_RUN
    })?;
    print(
        &summary(&report, &options.out, Page::of_stdout(), lang),
        lang,
    )?;
    failures(&report, lang);
    if report.errors.is_empty() {
        Ok(())
    } else {
        Err(SOME_FAILED)
    }
}

fn failures(report: &Report, lang: Lang) {
    for error in report.errors.iter().take(FAILURES_SHOWN) {
        complain(&lang.error(error));
    }
    let more = report.errors.len().saturating_sub(FAILURES_SHOWN);
    if more > 0 {
        complain(&format!("… {more} {}", lang.of(m::MORE)));
    }
}

fn summary(report: &Report, out: &Path, page: Page, lang: Lang) -> String {
    let mut text = String::new();
    if !report.summaries.is_empty() {
        text.push_str(&inputs(report, page, lang));
        text.push('\n');
    }
    text.push_str(&totals(report, lang));
    let records = out.join("records.jsonl");
    let written = sohoa_source::display_path(&records);
    let report_file = sohoa_source::display_path(&out.join("report.json"));
    text.push_str(&format!(
        "{}: {written}, {report_file}\n",
        lang.of(m::WRITTEN)
    ));
    // A path with control characters cannot be shown as it would have to be typed.
    let mut typeable = report.summaries.iter().filter(|s| clean(&s.path) == s.path);
    if let Some(first) = typeable.next() {
        let command = next_command(&records, report.counts.records, &first.path);
        text.push_str(&format!("{}: {command}\n", lang.of(m::NEXT)));
    }
    text
}

fn inputs(report: &Report, page: Page, lang: Lang) -> String {
    let head = [m::INPUT, m::DOCUMENTS].map(|l| lang.of(l));
    let tasks = [m::TASKS, m::TARGETS, m::CITATIONS, m::CHECK].map(|l| lang.of(l));
    let mut table = Table::new(&[head[0], head[1], tasks[0], tasks[1], tasks[2], tasks[3]]);
    for column in 2..6 {
        table.numbers(column);
    }
    let mut lines = 0;
    let mut told = 0;
    for input in &report.summaries {
        lines += input.documents.len().max(1);
        if lines > SHOWN && told > 0 {
            break;
        }
        told += 1;
        input_rows(&mut table, input, lang);
    }
    let mut text = table.render(page);
    let more = report.counts.records.saturating_sub(told);
    if more > 0 {
        text.push_str(&format!("  … {more} {}\n", lang.of(m::MORE)));
    }
    text
}

/// The first document stands beside the input's name and counts, the others below it.
fn input_rows(table: &mut Table, input: &InputSummary, lang: Lang) {
    let mut documents = input
        .documents
        .iter()
        .take(SHOWN)
        .map(|d| document(d, lang));
    let first = documents.next();
    table.row(vec![
        input.path.clone(),
        first.unwrap_or_else(|| lang.of(m::NO_DOCUMENT).to_owned()),
        input.tasks.to_string(),
        input.targets.to_string(),
        input.citations.to_string(),
        input.checks.to_string(),
    ]);
    for other in documents {
        let mut row = vec![String::new(); 6];
        row[1] = other;
        table.row(row);
    }
}

fn document(document: &DocumentSummary, lang: Lang) -> String {
    let title = document.title.as_deref();
    let parts = [
        Some(kind_name(&document.kind)),
        document.number.as_deref(),
        document.date.as_deref(),
        Some(title.unwrap_or_else(|| lang.of(m::UNTITLED))),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn totals(report: &Report, lang: Lang) -> String {
    let c = &report.counts;
    let left_out = report.skipped.total();
    let counts = [
        (c.records, m::RECORDS, true),
        (c.failed, m::FAILED, c.failed > 0),
        (left_out, m::SKIPPED, left_out > 0),
        (c.documents, m::DOCUMENTS_LOWER, true),
        (c.tasks, m::TASKS_LOWER, true),
        (c.targets, m::TARGETS_LOWER, true),
        (c.citations, m::CITATIONS_LOWER, true),
        (c.checks, m::CHECKS_LOWER, true),
    ];
    let told = counts.iter().filter(|(_, _, tell)| *tell);
    let told: Vec<String> = told
        .map(|(n, l, _)| format!("{n} {}", lang.of(*l)))
        .collect();
    let (seconds, speed) = (report.seconds, report.megabytes_per_second);
    format!(
        "{}\n{seconds:.2} {}, {speed:.2} MB/s\n",
        told.join(", "),
        lang.of(m::SECONDS)
    )
}

fn next_command(records: &Path, count: u64, first: &str) -> String {
    let file = quoted(&sohoa_source::display_path(records));
    if count == 1 {
        format!("sohoa show {file}")
    } else {
        format!("sohoa show {file} --id {}", quoted(first))
    }
}

/// The argument as a shell takes it.
fn quoted(argument: &str) -> String {
    let safe = |c: char| c.is_alphanumeric() || "/._-:+,=@".contains(c);
    if !argument.is_empty() && argument.chars().all(safe) {
        argument.to_owned()
    } else {
        format!("'{}'", argument.replace('\'', "'\\''"))
    }
}

/// A bar on standard error, where that is a terminal.
struct Bar(ProgressBar);

impl Bar {
    fn new() -> Self {
        if !io::stderr().is_terminal() {
            return Bar(ProgressBar::hidden());
        }
        let template = "{bar:30} {pos}/{len} {msg} {elapsed} (-{eta})";
        let bar = ProgressBar::new(0);
        // A template that indicatif does not know leaves the plain bar.
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        Bar(bar)
    }
}

impl Progress for Bar {
    fn started(&self, inputs: u64, bytes: u64) {
        self.0.set_length(inputs);
        self.0
            .set_message(format!("({:.1} MB)", bytes as f64 / 1e6));
    }

    fn advanced(&self, _bytes: u64) {
        self.0.inc(1);
    }

    fn finished(&self) {
        self.0.finish_and_clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn input(path: &str, documents: usize) -> InputSummary {
        let document = DocumentSummary {
            kind: "ke_hoach".into(),
            number: Some("12/KH-UBND".into()),
            date: Some("2024-03-05".into()),
            title: Some("Kiểm tra công vụ năm 2024".into()),
        };
        InputSummary {
            path: path.into(),
            documents: vec![document; documents],
            tasks: 3,
            ..InputSummary::default()
        }
    }

    fn text(inputs: Vec<InputSummary>) -> String {
        let mut report = Report::default();
        report.counts.records = inputs.len() as u64;
        report.summaries = inputs;
        summary(&report, Path::new("out dir"), Page::plain(120), Lang::Vi)
    }

    #[test]
    fn each_document_has_a_line_and_the_next_command_is_named() {
        let text = text(vec![input("a b.txt", 2), input("c.txt", 1)]);
        let lines: Vec<&str> = text.lines().collect();
        let document = "Kế hoạch · 12/KH-UBND · 2024-03-05 · Kiểm tra công vụ";
        assert!(
            lines[1].starts_with("  a b.txt  Kế hoạch · 12/KH-UBND"),
            "{text}"
        );
        assert!(lines[2].trim_start().starts_with(document), "{text}");
        assert!(lines[3].starts_with("  c.txt"), "{text}");
        let next = "Tiếp theo: sohoa show 'out dir/records.jsonl' --id 'a b.txt'";
        assert_eq!(lines.last(), Some(&next));
    }

    #[test]
    fn a_long_table_is_cut() {
        let inputs = (0..20).map(|i| input(&format!("{i}.txt"), 3)).collect();
        let text = text(inputs);
        assert!(text.contains("… 14 mục nữa"), "{text}");
    }
}
