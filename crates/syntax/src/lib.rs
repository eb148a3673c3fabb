//! The grammar: from the lines of a text to documents, sections, tables and the values inside them.
pub mod grammar;
pub mod lexicon;
pub mod outline;
pub mod tree;
pub mod view;
