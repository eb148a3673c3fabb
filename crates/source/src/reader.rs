//! The readers, one for each family of formats, tried in order.

use sohoa_layout::{Failure, Layout, Limits};
use sohoa_markup::html;
use sohoa_markup::ocr::{alto, hocr, page_xml, tsv};
use sohoa_page::Recogniser;

use crate::{ErrorKind, Kind, Means, decode, sniff};

/// What a reader makes of the bytes of an input.
#[derive(Debug, Clone, PartialEq)]
pub struct Content {
    /// The decoded text; every offset in a record is into this.
    pub text: String,
    /// Media type of the input.
    pub media_type: &'static str,
    /// Encoding that the text was decoded from, unless the layout names an old one.
    pub encoding: &'static str,
    /// Bytes (UTF-16: units) that were no text, each shown as U+FFFD.
    pub undecodable: u32,
    /// What the format knows beside the text.
    pub layout: Layout,
}

impl Content {
    /// What a reader crate hands on.
    pub(crate) fn of(media_type: &'static str, (text, layout): (String, Layout)) -> Content {
        Content {
            media_type,
            encoding: "utf-8",
            undecodable: text
                .matches('\u{fffd}')
                .count()
                .try_into()
                .unwrap_or(u32::MAX),
            text,
            layout,
        }
    }
}

/// What told the form of an input.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Evidence {
    /// The first bytes, which no other form has.
    Signature,
    /// Its doctype, its outermost element, or the names of its columns.
    Markup,
    /// Nothing but letters.
    Letters,
}

/// One family of formats. Later formats slot in here without a change to their neighbours.
pub trait SourceReader: Sync {
    /// Whether an input that begins with these bytes is for this reader.
    fn recognises(&self, head: &[u8]) -> bool;

    /// By what it recognises an input.
    fn evidence(&self) -> Evidence;

    /// Turns the whole input into text.
    ///
    /// # Errors
    /// The kind of failure; the caller adds the name of the input.
    fn read(&self, bytes: Vec<u8>, means: &Means<'_>) -> Result<Content, ErrorKind>;
}

/// The reader for an input that begins with `head`, the most particular first.
pub(crate) fn reader_for(head: &[u8]) -> Option<&'static dyn SourceReader> {
    const READERS: &[&dyn SourceReader] = &[
        &Pdf, &PNG, &JPEG, &TIFF, &DOCX, &XLSX, &ODT, &ODS, &DOC, &XLS, &RTF, &HOCR, &HTML, &ALTO,
        &PAGE_XML, &TSV, &PlainText,
    ];
    READERS.iter().copied().find(|r| r.recognises(head))
}

/// A reader of a crate of its own.
struct Known {
    media_type: &'static str,
    recognises: fn(&[u8]) -> bool,
    read: Read,
}

/// The whole input to its text and what is known beside it.
type Read = fn(&[u8], &Limits) -> Result<(String, Layout), Failure>;

impl SourceReader for Known {
    fn recognises(&self, head: &[u8]) -> bool {
        (self.recognises)(head)
    }

    /// Only what is text by its bytes is told by its markup.
    fn evidence(&self) -> Evidence {
        let marked_up = self.media_type.starts_with("text/") || self.media_type.ends_with("+xml");
        if marked_up {
            Evidence::Markup
        } else {
            Evidence::Signature
        }
    }

    fn read(&self, bytes: Vec<u8>, means: &Means<'_>) -> Result<Content, ErrorKind> {
        let read = (self.read)(&bytes, means.limits)?;
        Ok(Content::of(self.media_type, read))
    }
}

/// PDF, with a text layer or without.
struct Pdf;

impl SourceReader for Pdf {
    fn recognises(&self, head: &[u8]) -> bool {
        sniff::sniff(head) == Some(Kind::Pdf)
    }

    fn evidence(&self) -> Evidence {
        Evidence::Signature
    }

    fn read(&self, bytes: Vec<u8>, means: &Means<'_>) -> Result<Content, ErrorKind> {
        let recogniser = means.recogniser();
        let recogniser = recogniser.as_ref().map(|r| r as &dyn Recogniser);
        let read = sohoa_pdf::read_with(&bytes, means.limits, recogniser)?;
        Ok(Content::of("application/pdf", read))
    }
}

/// Pictures of pages.
struct Picture {
    media_type: &'static str,
    kind: Kind,
}

impl SourceReader for Picture {
    fn recognises(&self, head: &[u8]) -> bool {
        sniff::sniff(head) == Some(self.kind)
    }

    fn evidence(&self) -> Evidence {
        Evidence::Signature
    }

    fn read(&self, bytes: Vec<u8>, means: &Means<'_>) -> Result<Content, ErrorKind> {
        let scanner = means.scanner().ok_or(ErrorKind::Unsupported(self.kind))?;
        let pages = sohoa_raster::pages(&bytes, means.limits)?;
        means.tell(pages.len());
        let read = scanner.read_pages(&pages)?;
        Ok(Content::of(self.media_type, read))
    }
}

const PNG: Picture = Picture {
    media_type: "image/png",
    kind: Kind::Png,
};

const JPEG: Picture = Picture {
    media_type: "image/jpeg",
    kind: Kind::Jpeg,
};

const TIFF: Picture = Picture {
    media_type: "image/tiff",
    kind: Kind::Tiff,
};

const DOCX: Known = Known {
    media_type: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    recognises: |head| sniff::sniff(head) == Some(Kind::Docx),
    read: sohoa_office::docx::read,
};

const XLSX: Known = Known {
    media_type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    recognises: |head| sniff::sniff(head) == Some(Kind::Xlsx),
    read: sohoa_office::xlsx::read,
};

const ODT: Known = Known {
    media_type: "application/vnd.oasis.opendocument.text",
    recognises: |head| sniff::sniff(head) == Some(Kind::Odt),
    read: sohoa_office::odf::read,
};

const ODS: Known = Known {
    media_type: "application/vnd.oasis.opendocument.spreadsheet",
    recognises: |head| sniff::sniff(head) == Some(Kind::Ods),
    read: sohoa_office::odf::read,
};

const XLS: Known = Known {
    media_type: "application/vnd.ms-excel",
    recognises: |head| sniff::sniff(head) == Some(Kind::Xls),
    read: sohoa_office::xls::read,
};

const DOC: Known = Known {
    media_type: "application/msword",
    recognises: |head| sniff::sniff(head) == Some(Kind::Doc),
    read: sohoa_oldword::doc::read,
};

const RTF: Known = Known {
    media_type: "application/rtf",
    recognises: |head| sniff::sniff(head) == Some(Kind::Rtf),
    read: sohoa_oldword::rtf::read,
};

const HOCR: Known = Known {
    media_type: "text/vnd.hocr+html",
    recognises: hocr::recognises,
    read: hocr::read,
};

const HTML: Known = Known {
    media_type: "text/html",
    recognises: html::recognises,
    read: html::read,
};

const ALTO: Known = Known {
    media_type: "application/alto+xml",
    recognises: alto::recognises,
    read: alto::read,
};

const PAGE_XML: Known = Known {
    media_type: "application/vnd.prima.page+xml",
    recognises: page_xml::recognises,
    read: page_xml::read,
};

/// Tesseract's table of words.
const TSV: Known = Known {
    media_type: "text/tab-separated-values",
    recognises: tsv::recognises,
    read: tsv::read,
};

/// Plain text and Markdown in UTF-8, UTF-16 or an encoding of before Unicode.
struct PlainText;

impl SourceReader for PlainText {
    fn recognises(&self, head: &[u8]) -> bool {
        sniff::sniff(head).is_none()
    }

    fn evidence(&self) -> Evidence {
        Evidence::Letters
    }

    fn read(&self, bytes: Vec<u8>, _: &Means<'_>) -> Result<Content, ErrorKind> {
        decode::decode(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn media_type(input: &str) -> &'static str {
        let reader = reader_for(input.as_bytes()).unwrap();
        let limits = Limits::default();
        let content = reader.read(input.as_bytes().to_vec(), &Means::from(&limits));
        content.unwrap().media_type
    }

    #[test]
    fn a_page_is_no_text_and_a_text_with_tags_no_page() {
        assert_eq!(media_type("\n<!DOCTYPE HTML><p>K"), "text/html");
        assert_eq!(media_type("<p>Kế hoạch</p>"), "text/plain");
    }
}
