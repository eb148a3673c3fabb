//! How a run goes on: a bar for people, lines of JSON for programs.

use std::io::{self, IsTerminal, Write};
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

use indicatif::{ProgressBar, ProgressStyle};
use serde_json::{Value, json};
use sohoa_batch::{Event, Progress};

use crate::messages::{self as m, Lang};
use crate::page::clean;

/// A bar on standard error, where that is a terminal.
pub struct Bar {
    bar: ProgressBar,
    lang: Lang,
    bytes: AtomicU64,
    pages: AtomicU64,
    failed: AtomicU64,
}

impl Bar {
    /// A bar that is not shown yet.
    pub fn new(lang: Lang) -> Self {
        let bar = if io::stderr().is_terminal() {
            ProgressBar::no_length()
        } else {
            ProgressBar::hidden()
        };
        // A template that indicatif does not know leaves the plain bar.
        let template = "{bar:24} {pos}/{len} {wide_msg} {elapsed} (-{eta})";
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        Bar {
            bar,
            lang,
            bytes: AtomicU64::new(0),
            pages: AtomicU64::new(0),
            failed: AtomicU64::new(0),
        }
    }

    fn ended(&self, bytes: u64, pages: Option<u32>, failed: bool) {
        let bytes = self.bytes.fetch_add(bytes, Relaxed) + bytes;
        let new = pages.map_or(0, u64::from);
        let pages = self.pages.fetch_add(new, Relaxed) + new;
        let failed = self.failed.fetch_add(u64::from(failed), Relaxed) + u64::from(failed);
        self.bar.inc(1);
        if self.bar.is_hidden() {
            return;
        }
        let speed = bytes as f64 / 1e6 / self.bar.elapsed().as_secs_f64().max(1e-3);
        let mut text = format!("{speed:.1} MB/s");
        let counts = [(pages, m::PAGES_LOWER), (failed, m::FAILED)];
        for (count, label) in counts.iter().filter(|(n, _)| *n > 0) {
            text.push_str(&format!(", {count} {}", self.lang.of(*label)));
        }
        self.bar.set_message(text);
    }
}

impl Progress for Bar {
    fn event(&self, event: &Event<'_>) {
        match *event {
            Event::Surveyed { to_read, .. } => {
                self.bar.reset();
                self.bar.set_length(to_read);
            }
            // The container itself was counted as one.
            Event::Opened { to_read, .. } => {
                let length = self.bar.length().unwrap_or(0) + to_read;
                self.bar.set_length(length.saturating_sub(1));
            }
            Event::Slow { path, seconds } => {
                let slow = self.lang.of(m::SLOW);
                self.bar
                    .println(format!("{slow}: {} ({seconds:.0} s)", clean(path)));
            }
            Event::Ended {
                bytes, pages, code, ..
            } => self.ended(bytes, pages, code.is_some()),
            Event::Read => self.bar.set_message(self.lang.of(m::WRITING)),
            Event::Finished { .. } => self.bar.finish_and_clear(),
        }
    }
}

/// A line of JSON on standard error for each event.
pub struct Log;

impl Progress for Log {
    fn event(&self, event: &Event<'_>) {
        log(&line(event));
    }
}

/// Writes a line of JSON on standard error; if even that fails there is nobody left to tell.
pub fn log(line: &Value) {
    let _ = writeln!(io::stderr().lock(), "{line}");
}

fn line(event: &Event<'_>) -> Value {
    match *event {
        Event::Surveyed {
            inputs,
            to_read,
            bytes,
        } => json!({"event": "surveyed", "inputs": inputs, "to_read": to_read, "bytes": bytes}),
        Event::Opened {
            container,
            to_read,
            bytes,
        } => json!({"event": "opened", "path": container, "to_read": to_read, "bytes": bytes}),
        Event::Slow { path, seconds } => {
            json!({"event": "slow", "path": path, "seconds": rounded(seconds)})
        }
        Event::Ended {
            path,
            bytes,
            pages,
            seconds,
            code,
            taken_over,
        } => json!({
            "event": "ended", "path": path, "bytes": bytes, "pages": pages,
            "seconds": rounded(seconds), "error": code, "taken_over": taken_over,
        }),
        Event::Read => json!({"event": "read"}),
        Event::Finished {
            records,
            failed,
            interrupted,
        } => json!({
            "event": "finished", "records": records, "failed": failed, "interrupted": interrupted,
        }),
    }
}

fn rounded(seconds: f64) -> f64 {
    (seconds * 1000.0).round() / 1000.0
}
