//! Searchable PDF out: the pictures of an input's pages, with the words that were read laid over them without ink.
//!
//! A picture is kept as the input packs it where PDF/A allows that; else it is packed anew, without loss where it is
//! black and white. Words stand where they were read, in reading order, as the record repaired them. The file claims
//! PDF/A-2b, and is the same bytes for the same input: there is no clock in it. Pages are written one by one, so that
//! nothing grows with their number but a few bytes for each.
//!
//! A page that has text of its own is painted, and its own words are laid over it.

mod about;
mod file;
mod font;
mod icc;
mod lines;
mod picture;
mod words;
mod xmp;

use std::io::{self, Write};

use sohoa_layout::Layout;
use sohoa_raster::Pages;
use sohoa_record::model::Record;

use file::File;

/// Whether pages of an input were read from pictures, so that there is something to make searchable.
#[must_use]
pub fn is_due(media_type: &str, layout: &Layout) -> bool {
    let recognised = || layout.words.iter().any(|w| w.place.confidence.is_some());
    match media_type {
        "application/pdf" => recognised(),
        other => other.starts_with("image/") || other == "multipart/mixed",
    }
}

/// Writes the pages of an input, searchable. `text` and `layout` are what its record was made from.
///
/// # Errors
/// What `out` fails of; a page whose picture cannot be had is blank.
pub fn write(
    out: impl Write,
    pages: &Pages<'_>,
    text: &str,
    layout: &Layout,
    record: &Record,
) -> io::Result<()> {
    let words = words::repaired(text, layout, &record.repairs);
    let mut file = File::begin(out, &about::about(record))?;
    let mut rest = words.as_slice();
    for (number, n) in (1..).zip(0..pages.len()) {
        let end = rest.partition_point(|w| w.page <= number);
        let (on_page, after) = rest.split_at(end);
        rest = after;
        file.page(pages.stored(n).ok(), on_page)?;
    }
    file.finish()
}
