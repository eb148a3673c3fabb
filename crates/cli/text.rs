//! `sohoa text`: the text of an input, repaired or as decoded.

use crate::SOME_FAILED;
use crate::args::Text;
use crate::messages::Lang;
use crate::stdout::{Status, complain, print};

/// Prints the text of the input.
pub fn run(args: &Text, lang: Lang) -> Status {
    let decoded = sohoa_source::load(&args.file, args.max_bytes).map_err(|error| {
        complain(&lang.error(&error));
        SOME_FAILED
    })?;
    if args.source {
        print(&decoded.text, lang)
    } else {
        let text = sohoa_text::Text::with(&decoded.text, &args.reading.options());
        print(text.as_str(), lang)
    }
}
