//! `sohoa export`: the files that people and programs open first, from the records of a run.

use sohoa_export::{ExportError, Exported};

use crate::CANNOT_RUN;
use crate::args::Export;
use crate::messages::{self as m, Lang};
use crate::stdout::{Status, complain, print};

/// Writes the outputs that are asked for.
pub fn run(args: &Export, lang: Lang) -> Status {
    let records = sohoa_export::records_of(&args.run);
    let beside = records.parent().unwrap_or(&args.run);
    let out = args.out.as_deref().unwrap_or(beside);
    write(&args.outputs.options(&records, out, lang), lang)
}

/// Writes the outputs and tells which.
pub fn write(options: &sohoa_export::Options, lang: Lang) -> Status {
    let exported = sohoa_export::export(options).map_err(|error| {
        complain(&sentence(&error, lang));
        CANNOT_RUN
    })?;
    print(&summary(&exported, lang), lang)
}

/// The sentence of an export that failed.
pub fn sentence(error: &ExportError, lang: Lang) -> String {
    match lang {
        Lang::En => error.message(),
        Lang::Vi => error.message_vi(),
    }
}

/// What was written, a file a line.
pub fn summary(exported: &Exported, lang: Lang) -> String {
    let mut text = format!("{} {}\n", exported.records, lang.of(m::RECORDS));
    for file in &exported.files {
        let path = sohoa_source::display_path(file);
        text.push_str(&format!("{}: {path}\n", lang.of(m::WRITTEN)));
    }
    text
}
