//! `sohoa stats`: what a run holds, as a table, JSON, a page for the browser or a data card.

use std::path::Path;

use sohoa_export::{Part, Stats};

use crate::CANNOT_RUN;
use crate::args;
use crate::export::sentence;
use crate::messages::{self as m, Lang};
use crate::page::{Page, clean, dots};
use crate::stdout::{Status, complain, print};
use crate::table::Table;

/// Rows of each part of the table.
const SHOWN: usize = 10;

/// Counts the records of a run.
pub fn run(args: &args::Stats, lang: Lang) -> Status {
    let records = sohoa_export::records_of(&args.run);
    let stats = sohoa_export::stats(&records).map_err(|error| {
        complain(&sentence(&error, lang));
        CANNOT_RUN
    })?;
    if let Some(place) = &args.html {
        sohoa_export::write_file(place, &stats.html(lang.into())).map_err(|error| {
            complain(&sentence(&error, lang));
            CANNOT_RUN
        })?;
    }
    print(&shown(args, &stats, lang), lang)
}

fn shown(args: &args::Stats, stats: &Stats, lang: Lang) -> String {
    match (&args.html, args.json, args.card) {
        (_, true, _) => format!("{}\n", serde_json::json!(stats)),
        (_, _, true) => stats.card(lang.into()),
        (Some(place), ..) => written(place, lang),
        _ => as_text(stats, Page::of_stdout(), lang),
    }
}

fn written(place: &Path, lang: Lang) -> String {
    let path = sohoa_source::display_path(place);
    format!("{}: {path}\n", lang.of(m::WRITTEN))
}

fn as_text(stats: &Stats, page: Page, lang: Lang) -> String {
    let mut text = String::new();
    for (name, count) in stats.sums(lang.into()) {
        text.push_str(&format!("{:>12}  {name}\n", dotted(count)));
    }
    for part in stats.parts(lang.into()) {
        if !part.rows.is_empty() {
            text.push_str(&format!("\n{}\n", page.heading(part.heading)));
            text.push_str(&rows(&part, page, lang));
        }
    }
    text
}

fn rows(part: &Part, page: Page, lang: Lang) -> String {
    let mut table = Table::new(&["", ""]);
    table.numbers(0);
    for (name, count) in part.rows.iter().take(SHOWN) {
        table.row(vec![dotted(*count), clean(name)]);
    }
    let mut text = table.render(page);
    // The table has no heads: its first line is empty.
    text.drain(..=text.find('\n').unwrap_or(0));
    let more = part.rows.len().saturating_sub(SHOWN);
    if more > 0 {
        text.push_str(&format!("  … {more} {}\n", lang.of(m::MORE)));
    }
    text
}

fn dotted(count: u64) -> String {
    dots(i64::try_from(count).unwrap_or(i64::MAX))
}
