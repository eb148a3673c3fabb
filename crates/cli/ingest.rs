//! `sohoa ingest`: runs the batch, sums up what was found.

use std::env;
use std::path::{Path, PathBuf};
use std::process;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use serde_json::json;
use sohoa_batch::{
    Again, Alone, BatchError, DocumentSummary, InputSummary, Options, Progress, Report,
};

use crate::args::{Ingest, Log};
use crate::export;
use crate::messages::{self as m, Lang, kind_name};
use crate::page::{Page, clean};
use crate::progress::{self, Bar};
use crate::stdout::{Status, complain, print};
use crate::table::Table;
use crate::{CANNOT_RUN, SOME_FAILED};

/// Lines of the closing table.
const SHOWN: usize = 20;
/// Failures that are told one by one; the report has them all.
const FAILURES_SHOWN: usize = 10;
/// What a program that was interrupted ends with.
const INTERRUPTED: i32 = 130;

/// Runs the batch.
pub fn run(args: Ingest, lang: Lang) -> Status {
    let (log, every, alone) = (args.log, args.watch, args.alone);
    let after = After::of(&args, lang);
    let options = options(args);
    let cannot = |error: BatchError| cannot_run(&error, log, lang);
    if alone {
        return sohoa_batch::serve_alone(&options).map_err(cannot);
    }
    hear_interrupts(Arc::clone(&options.stop), log, lang);
    let progress: Arc<dyn Progress> = match log {
        Log::Text => Arc::new(Bar::new(lang)),
        Log::Json => Arc::new(progress::Log),
    };
    let Some(every) = every else {
        let report = sohoa_batch::ingest(&options, progress).map_err(cannot)?;
        return after.conclude(&report);
    };
    let every = Duration::from_secs(every.into());
    let mut status = Ok(());
    let watched = sohoa_batch::watch(&options, &progress, every, &mut |report| {
        status = after.conclude(report);
        if log == Log::Text && !report.interrupted {
            complain(lang.of(m::WATCHING));
        }
        Ok(())
    });
    watched.map_err(cannot)?;
    status
}

fn options(args: Ingest) -> Options {
    // In a process of its own an input is read by this very program with these very options.
    let mut arguments: Vec<_> = env::args_os().skip(1).collect();
    arguments.push("--alone".into());
    let program = env::current_exe().ok();
    Options {
        limits: args.limits.limits(),
        scanner: Some(Arc::new(args.scans.scanner(args.jobs.map(usize::from)))),
        reading: args.reading.options(),
        paths: args.paths,
        out: args.out,
        jobs: args.jobs.map(usize::from),
        patience: Duration::from_secs(args.max_seconds.into()),
        summaries: SHOWN,
        again: Again {
            all: args.force,
            failed: args.retry_failed,
        },
        quarantine: args.quarantine,
        pdf_out: args.pdf_out,
        pages_in_folder: args.pages_in_folder,
        alone: program.map(|program| Alone { program, arguments }),
        stop: Arc::default(),
    }
}

/// The first interrupt ends the run after the inputs in hand, the second at once.
fn hear_interrupts(stop: Arc<AtomicBool>, log: Log, lang: Lang) {
    let heard = ctrlc::set_handler(move || {
        if stop.swap(true, Ordering::Relaxed) {
            process::exit(INTERRUPTED);
        }
        if log == Log::Text {
            complain(lang.of(m::ENDING));
        }
    });
    if let Err(error) = heard {
        complain(&format!("{}: {error}", lang.of(m::NO_SIGNALS)));
    }
}

fn cannot_run(error: &BatchError, log: Log, lang: Lang) -> u8 {
    match log {
        Log::Text => complain(&lang.batch_error(error)),
        Log::Json => progress::log(&json!({
            "event": "error", "error": error.code(),
            "message": error.message(), "message_vi": error.message_vi(),
        })),
    }
    CANNOT_RUN
}

/// What is told and written after each run.
struct After {
    out: PathBuf,
    log: Log,
    lang: Lang,
    exports: Option<sohoa_export::Options>,
}

impl After {
    fn of(args: &Ingest, lang: Lang) -> After {
        let out = &args.out;
        let exports = || {
            let records = sohoa_export::records_in(out);
            args.outputs.options(&records, out, lang)
        };
        After {
            out: out.clone(),
            log: args.log,
            lang,
            exports: args.outputs.any().then(exports),
        }
    }

    /// Where the run was not interrupted, `records.jsonl` is finished and in its place by now.
    fn conclude(&self, report: &Report) -> Status {
        let lang = self.lang;
        if report.interrupted {
            if self.log == Log::Text {
                complain(lang.of(m::INTERRUPTED));
            }
            return Err(SOME_FAILED);
        }
        print(&summary(report, &self.out, Page::of_stdout(), lang), lang)?;
        if let Some(exports) = &self.exports {
            export::write(exports, lang)?;
        }
        if self.log == Log::Text {
            failures(report, lang);
        }
        if report.counts.failed == 0 {
            Ok(())
        } else {
            Err(SOME_FAILED)
        }
    }
}

fn failures(report: &Report, lang: Lang) {
    for error in report.errors.iter().take(FAILURES_SHOWN) {
        complain(lang.failure(error));
    }
    let more = report.counts.failed.saturating_sub(FAILURES_SHOWN as u64);
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
    let unchanged = c.records.saturating_sub(report.read);
    let counts = [
        (c.records, m::RECORDS, true),
        (unchanged, m::UNCHANGED, unchanged > 0),
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
