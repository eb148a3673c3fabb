//! The grammar: from the lines of a text to documents, sections, tables and the values inside them.

mod body;
mod ending;
pub mod grammar;
mod header;
pub mod lexicon;
pub mod outline;
mod parse;
mod split;
pub mod table;
pub mod tree;
pub mod view;

pub use parse::parse;
