//! `sohoa score`: how good records are, measured against gold facts.

mod json;
mod load;
mod markdown;

use std::path::Path;

use sohoa_eval::{Change, Gold, SHARED, Sheet};

use crate::args::{Format, Score};
use crate::messages::{self as m, Lang};
use crate::page::clean;
use crate::stdout::{Status, complain, print};
use crate::{CANNOT_RUN, SOME_FAILED};
use load::Trouble;

/// What is printed, in whatever form.
struct Report<'r> {
    sheet: &'r Sheet,
    /// What changed since the baseline, where there is one.
    changes: Option<Vec<Change>>,
    /// Wrong facts that are listed of each family.
    misses: usize,
}

/// Grades the records and prints the report; a bar that is not reached is a failure.
pub fn run(args: &Score, lang: Lang) -> Status {
    let golds = load::golds(&args.gold).map_err(|t| refuse(&t, lang))?;
    let texts = args.texts.as_deref();
    let sheet = graded(&args.records, &golds, texts, lang)?;
    let baseline = args.baseline.as_deref();
    let baseline = baseline.map(|b| graded(b, &golds, texts, lang));
    let baseline = baseline.transpose()?;
    let report = Report {
        sheet: &sheet,
        changes: baseline.map(|b| sheet.changes_since(&b)),
        misses: args.misses,
    };
    match args.format {
        Format::Markdown => print(&markdown::render(&report, lang), lang)?,
        Format::Json => print(&json::render(&report), lang)?,
    }
    bars(&args.min, &sheet, lang)
}

fn graded(records: &Path, golds: &[Gold], texts: Option<&Path>, lang: Lang) -> Result<Sheet, u8> {
    let found = load::records(records, golds).map_err(|t| refuse(&t, lang))?;
    if found.is_empty() && !golds.is_empty() {
        let sentence = format!("{}: {}", shown(records), lang.of(m::NONE_OF_THE_GOLD));
        complain(&sentence);
    }
    let mut sheet = Sheet::default();
    for gold in golds {
        let source = texts.map(|t| load::source(&t.join(&gold.file)));
        let source = source.transpose().map_err(|t| refuse(&t, lang))?;
        sheet.grade(gold, found.get(&gold.file), source.as_deref());
    }
    Ok(sheet)
}

/// The least F1 of families, or of `macro`, that was asked for.
fn bars(wanted: &[(String, f64)], sheet: &Sheet, lang: Lang) -> Status {
    let total = sheet.total();
    let reached = |family: &str| match family {
        "macro" => Some(total.macro_f1(SHARED)),
        name => total
            .families()
            .find(|(f, _)| *f == name)
            .map(|(_, t)| t.f1()),
    };
    let mut met = true;
    for (family, least) in wanted {
        let Some(f1) = reached(family) else {
            complain(&format!(
                "--min {}: {}",
                clean(family),
                lang.of(m::NO_FAMILY)
            ));
            return Err(CANNOT_RUN);
        };
        if f1 < *least {
            complain(&format!("{family}: {f1:.3} {} {least}", lang.of(m::BELOW)));
            met = false;
        }
    }
    if met { Ok(()) } else { Err(SOME_FAILED) }
}

fn refuse(trouble: &Trouble, lang: Lang) -> u8 {
    complain(&match trouble {
        Trouble::Io(path, error) => format!("{}: {}: {error}", shown(path), lang.of(m::UNREADABLE)),
        Trouble::NoGold(path) => format!("{}: {}", shown(path), lang.of(m::NO_GOLD)),
        Trouble::Gold(path, why) => {
            format!("{}: {}: {}", shown(path), lang.of(m::BAD_GOLD), clean(why))
        }
        Trouble::Record(path, line) => {
            let (file, word) = (shown(path), lang.of(m::LINE));
            format!("{file}: {word} {line} {}", lang.of(m::NO_RECORD))
        }
        Trouble::Text(error) => lang.error(error),
    });
    CANNOT_RUN
}

fn shown(path: &Path) -> String {
    clean(&sohoa_source::display_path(path))
}
