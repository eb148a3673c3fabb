//! `sohoa show`: a record as a card that a person reads.

use std::path::Path;

use sohoa_record::model::Record;
use sohoa_source::Means;

use crate::args::Show;
use crate::messages::{self as m, Lang};
use crate::page::{Page, clean};
use crate::records::{self, Found, Key, Trouble};
use crate::stdout::{Status, complain, print};
use crate::table::Table;
use crate::{CANNOT_RUN, SOME_FAILED, card};

/// Prints the record of an input, or one of a file of records.
pub fn run(args: Show, lang: Lang) -> Status {
    match records::records_file(&args.file, args.id.is_some()) {
        Some(file) => from_records(&file, args.id.as_deref(), lang),
        None => from_input(args, lang),
    }
}

fn from_input(args: Show, lang: Lang) -> Status {
    let name = sohoa_source::input_name(&args.file);
    let options = args.reading.options();
    let (limits, scanner) = (args.limits.limits(), args.scans.scanner(None));
    let means = Means {
        limits: &limits,
        scanner: Some(&scanner),
        to_recognise: None,
    };
    match sohoa_batch::read_one(&args.file, &name, means, &options) {
        Ok(record) => show(&record, lang),
        Err(error) => {
            complain(&lang.error(&error));
            Err(SOME_FAILED)
        }
    }
}

fn from_records(file: &Path, id: Option<&str>, lang: Lang) -> Status {
    match records::find(file, id) {
        Ok(Found::One(record)) => show(&record, lang),
        Ok(Found::Nothing) => {
            let wanted = id.map(clean).unwrap_or_default();
            let sentence = format!("{} ({wanted})", lang.of(m::NO_RECORD_WITH));
            complain(&named(file, &sentence));
            Err(CANNOT_RUN)
        }
        Ok(Found::Several(keys, count)) => choose(&keys, count, id.is_some(), lang),
        Err(trouble) => {
            complain(&named(file, &told(&trouble, lang)));
            Err(CANNOT_RUN)
        }
    }
}

fn show(record: &Record, lang: Lang) -> Status {
    print(&card::render(record, Page::of_stdout(), lang), lang)
}

/// Without an id the list is what was asked for; with one it is a question back.
fn choose(keys: &[Key], count: u64, asked: bool, lang: Lang) -> Status {
    let mut table = Table::new(&["--id", lang.of(m::INPUT)]);
    for key in keys {
        let digest = key.record_id.trim_start_matches("sha256:");
        let short = digest.chars().take(12).collect();
        table.row(vec![short, key.source.path.clone()]);
    }
    let mut text = table.render(Page::of_stdout());
    let more = count.saturating_sub(keys.len() as u64);
    if more > 0 {
        text.push_str(&format!("  … {more} {}\n", lang.of(m::MORE)));
    }
    if !asked {
        text.push_str(&format!("{}\n", lang.of(m::CHOOSE)));
    }
    print(&text, lang)?;
    if asked {
        complain(lang.of(m::SEVERAL_WITH));
        return Err(CANNOT_RUN);
    }
    Ok(())
}

fn told(trouble: &Trouble, lang: Lang) -> String {
    match trouble {
        Trouble::Io(error) => error.to_string(),
        Trouble::Line(number) => {
            format!("{} {number} {}", lang.of(m::LINE), lang.of(m::BAD_LINE))
        }
    }
}

fn named(file: &Path, sentence: &str) -> String {
    format!("{}: {sentence}", clean(&sohoa_source::display_path(file)))
}
