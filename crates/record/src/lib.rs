//! From the syntax tree to the record: the contract's types and the rules that fill them.
mod build;
pub mod certainty;
pub mod model;

use model::Record;
use sohoa_layout::Layout;
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
    /// What the format knows beside the text: boxes, confidences, furniture, notices.
    pub layout: Layout,
}

/// Reads a decoded text to its record. Never fails and never panics: what is not understood is kept.
#[must_use]
pub fn read(text: &str, meta: &Meta) -> Record {
    read_with(text, meta, &Options::default())
}

/// [`read`] with other options.
#[must_use]
pub fn read_with(text: &str, meta: &Meta, options: &Options) -> Record {
    let (mut record, length) = unsettled(text, meta, options);
    certainty::settle(&mut record, &meta.layout, length);
    record
}

/// A record whose confidences are those of the rules alone, for those who fit the weights of [`certainty`], and
/// the bytes of its text in NFC.
#[must_use]
pub fn unsettled(text: &str, meta: &Meta, options: &Options) -> (Record, usize) {
    let text = Text::of(text, Some(&meta.layout), options);
    let tree = sohoa_syntax::parse(&text);
    let record = build::record(&text, tree, meta);
    (record, text.as_str().len())
}

/// The repaired text, line by line as in the source (`sohoa text FILE`).
#[must_use]
pub fn repaired_text(text: &str) -> String {
    Text::new(text).as_str().to_owned()
}
