//! `sohoa text`: the text of an input, repaired, as decoded, or what lies between the two.

use sohoa_source::Means;

use crate::args::{Text, When};
use crate::messages::Lang;
use crate::page::Page;
use crate::stdout::{Status, complain, print};
use crate::{SOME_FAILED, diff};

/// Prints the text of the input.
pub fn run(args: Text, lang: Lang) -> Status {
    let (limits, scanner) = (args.limits.limits(), args.scans.scanner(None));
    let means = Means {
        limits: &limits,
        scanner: Some(&scanner),
        to_recognise: None,
    };
    let decoded = sohoa_source::load(&args.file, means).map_err(|error| {
        complain(&lang.error(&error));
        SOME_FAILED
    })?;
    if args.source {
        print(&decoded.text, lang)
    } else {
        let text = sohoa_text::Text::of(
            &decoded.text,
            Some(&decoded.layout),
            &args.reading.options(),
        );
        if args.diff {
            print(&diff::render(&text, page(args.color), lang), lang)
        } else {
            print(text.as_str(), lang)
        }
    }
}

fn page(color: When) -> Page {
    let page = Page::of_stdout();
    match color {
        When::Auto => page,
        When::Always => page.coloured(true),
        When::Never => page.coloured(false),
    }
}
