//! From the syntax tree to the record: the contract's types and the rules that fill them.
mod build;
pub mod model;

use model::Record;
pub use sohoa_text::Options;
use sohoa_text::Text;

/// What is known of an input before its text is parsed.
#[derive(Debug, Clone, Default)]
pub struct Meta {
    /// Path relative to the argument it was found under, `/` as separator.
    pub path: String,
    /// Size of the input in bytes.
    pub bytes: u64,
    /// Hex digest (SHA-256) of the input's bytes.
    pub sha256: String,
    /// Media type of the input.
    pub media_type: String,
    /// Encoding the text was decoded from.
    pub encoding: String,
    /// Bytes that were no text in that encoding, each shown as U+FFFD in the decoded text.
    pub undecodable: u32,
    /// Words that were decoded from an encoding of before Unicode.
    pub decoded_words: u32,
    /// How surely that encoding was told, in percent; `None` where none had to be told.
    pub encoding_percent: Option<u8>,
}

/// Reads a decoded text to its record. Never fails and never panics: what is not understood is kept.
#[must_use]
pub fn read(text: &str, meta: &Meta) -> Record {
    read_with(text, meta, &Options::default())
}

/// [`read`] with other options.
#[must_use]
pub fn read_with(text: &str, meta: &Meta, options: &Options) -> Record {
    let text = Text::with(text, options);
    let tree = sohoa_syntax::parse(&text);
    build::record(&text, &tree, meta)
}

/// The repaired text, line by line as in the source (`sohoa text FILE`).
#[must_use]
pub fn repaired_text(text: &str) -> String {
    Text::new(text).as_str().to_owned()
}
