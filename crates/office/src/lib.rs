//! Office documents as text: Word and OpenDocument texts, Excel and OpenDocument sheets.
//!
//! Each reader turns the bytes of a file into the decoded text and its layout, and knows nothing of who asks.
//! A file is a pack of XML parts (`package`, `xml`); a reader finds paragraphs and tables in them (`flow`,
//! `grid`) and writes what the paper shows.

pub mod docx;
mod flow;
mod grid;
mod numeral;
mod package;
mod xml;
