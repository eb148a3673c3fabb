//! Documents of old word processors: Word 97–2003 (`.doc`) and RTF, read without an office suite.
//!
//! [`doc::read`] and [`rtf::read`] find the runs of text and the font of each; both pour them into a `flow`,
//! which makes lines of paragraphs and of the rows of tables. Text in fonts from before Unicode is decoded
//! there, and only there.

pub mod doc;
mod flow;
mod font;
mod numeral;
mod paper;
pub mod rtf;
mod shape;
