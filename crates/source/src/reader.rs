//! The readers, one for each family of formats, tried in order.

use sohoa_layout::{Layout, Limits};

use crate::{ErrorKind, Kind, decode, sniff};

/// What a reader makes of the bytes of an input.
#[derive(Debug, Clone, PartialEq)]
pub struct Content {
    /// The decoded text; every offset in a record is into this.
    pub text: String,
    /// Media type of the input.
    pub media_type: &'static str,
    /// Encoding that the text was decoded from.
    pub encoding: &'static str,
    /// Bytes (UTF-16: units) that were no text, each shown as U+FFFD.
    pub undecodable: u32,
    /// What the format knows beside the text.
    pub layout: Layout,
}

/// One family of formats. Later formats slot in here without a change to their neighbours.
pub trait SourceReader: Sync {
    /// Whether an input that begins with these bytes is for this reader.
    fn recognises(&self, head: &[u8]) -> bool;

    /// Turns the whole input into text.
    ///
    /// # Errors
    /// The kind of failure; the caller adds the name of the input.
    fn read(&self, bytes: Vec<u8>, limits: &Limits) -> Result<Content, ErrorKind>;
}

/// The reader for an input that begins with `head`, the most particular first.
pub(crate) fn reader_for(head: &[u8]) -> Option<&'static dyn SourceReader> {
    const READERS: &[&dyn SourceReader] = &[&Pdf, &PlainText];
    READERS.iter().copied().find(|r| r.recognises(head))
}

/// Plain text, Markdown and HTML in UTF-8 or UTF-16.
struct PlainText;

impl SourceReader for PlainText {
    fn recognises(&self, head: &[u8]) -> bool {
        sniff::sniff(head).is_none()
    }

    fn read(&self, bytes: Vec<u8>, _: &Limits) -> Result<Content, ErrorKind> {
        decode::decode(bytes)
    }
}

/// PDF with a text layer.
struct Pdf;

impl SourceReader for Pdf {
    fn recognises(&self, head: &[u8]) -> bool {
        sniff::sniff(head) == Some(Kind::Pdf)
    }

    fn read(&self, bytes: Vec<u8>, limits: &Limits) -> Result<Content, ErrorKind> {
        let (text, layout) = sohoa_pdf::read(&bytes, limits)?;
        Ok(Content {
            text,
            media_type: "application/pdf",
            encoding: "utf-8",
            undecodable: 0,
            layout,
        })
    }
}
