//! Word 97–2003: text in pieces, fonts and paragraphs in tables beside it.
//!
//! The stream `WordDocument` begins with the [`fib`] that tells where everything is. The [`pieces`] give the
//! characters of the whole file one after the other, all stories in a row; [`fkp`] gives the properties of
//! characters and paragraphs by their place in the stream, [`style`] those they inherit. [`walk`] reads the
//! stories with all of that. (Source of facts: the published specification MS-DOC.)

mod bytes;
mod fib;
mod fkp;
mod fonts;
mod list;
mod notes;
mod pieces;
mod props;
mod row;
mod sprm;
mod style;
mod walk;

use std::io::{Cursor, Read};

use sohoa_layout::{Failure, Layout, Limits};

use fib::Fib;

/// Reads a Word document: its text, the rows of its tables with tabs, notes at its end.
///
/// # Errors
/// [`Failure::Encrypted`] where it asks for a password, [`Failure::Damaged`] where no text is found.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<(String, Layout), Failure> {
    let streams = Streams::open(bytes, limits)?;
    let fib = Fib::read(&streams.main)?;
    let table = if fib.table_1 {
        &streams.table_1
    } else {
        &streams.table_0
    };
    let pieces = pieces::read(&streams.main, fib.part(table, fib::CLX), &fib)?;
    let document = walk::Document {
        fonts: fonts::read(fib.part(table, fib::FONTS)),
        styles: style::read(fib.part(table, fib::STYLES)),
        lists: list::read(
            table,
            fib.place(fib::LISTS),
            fib.part(table, fib::OVERRIDES),
        ),
        characters: fkp::read(
            &streams.main,
            fib.part(table, fib::CHARACTERS),
            fkp::Of::Characters,
        ),
        paragraphs: fkp::read(
            &streams.main,
            fib.part(table, fib::PARAGRAPHS),
            fkp::Of::Paragraphs,
        ),
        table,
        fib,
        pieces,
        streams: &streams,
    };
    Ok(walk::paper(&document).write())
}

/// The streams of the file that hold text or tell about it.
#[derive(Default)]
struct Streams {
    main: Vec<u8>,
    table_0: Vec<u8>,
    table_1: Vec<u8>,
    data: Vec<u8>,
}

impl Streams {
    fn open(bytes: &[u8], limits: &Limits) -> Result<Streams, Failure> {
        let damaged = |e: std::io::Error| Failure::Damaged(e.to_string());
        let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(damaged)?;
        let mut stream = |name: &str| -> std::io::Result<Vec<u8>> {
            let mut out = Vec::new();
            // A stream lies in the file; one that claims to be longer is cut.
            let limit = limits.unpacked.min(bytes.len() as u64);
            file.open_stream(name)?.take(limit).read_to_end(&mut out)?;
            Ok(out)
        };
        Ok(Streams {
            main: stream("/WordDocument").map_err(damaged)?,
            table_0: stream("/0Table").unwrap_or_default(),
            table_1: stream("/1Table").unwrap_or_default(),
            data: stream("/Data").unwrap_or_default(),
        })
    }
}
