//! The readers, one for each family of formats, tried in order.

use sohoa_layout::{Failure, Layout, Limits};

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
    const READERS: &[&dyn SourceReader] = &[&PDF, &DOCX, &DOC, &RTF, &PlainText];
    READERS.iter().copied().find(|r| r.recognises(head))
}

/// A reader of a kind that is known by its first bytes.
struct Known {
    kind: Kind,
    media_type: &'static str,
    read: Read,
}

/// What every crate of readers offers for a format.
type Read = fn(&[u8], &Limits) -> Result<(String, Layout), Failure>;

const PDF: Known = Known {
    kind: Kind::Pdf,
    media_type: "application/pdf",
    read: sohoa_pdf::read,
};

const DOC: Known = Known {
    kind: Kind::Doc,
    media_type: "application/msword",
    read: sohoa_oldword::doc::read,
};

const RTF: Known = Known {
    kind: Kind::Rtf,
    media_type: "application/rtf",
    read: sohoa_oldword::rtf::read,
};

const DOCX: Known = Known {
    kind: Kind::Docx,
    media_type: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    read: sohoa_office::docx::read,
};

impl SourceReader for Known {
    fn recognises(&self, head: &[u8]) -> bool {
        sniff::sniff(head) == Some(self.kind)
    }

    fn read(&self, bytes: Vec<u8>, limits: &Limits) -> Result<Content, ErrorKind> {
        let (text, layout) = (self.read)(&bytes, limits)?;
        Ok(Content {
            text,
            media_type: self.media_type,
            encoding: "utf-8",
            undecodable: 0,
            layout,
        })
    }
}

/// Plain text, Markdown and HTML in UTF-8, UTF-16 or an encoding of before Unicode.
struct PlainText;

impl SourceReader for PlainText {
    fn recognises(&self, head: &[u8]) -> bool {
        sniff::sniff(head).is_none()
    }

    fn read(&self, bytes: Vec<u8>, _: &Limits) -> Result<Content, ErrorKind> {
        decode::decode(bytes)
    }
}
