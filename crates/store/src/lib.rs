//! The database of a run: one SQLite file with every table of its records, and search over their words.
//!
//! It is written in one go and never changed afterwards; the same records give the same content.

mod error;
mod facets;
mod schema;
mod search;
mod snippet;
mod tone;
mod words;
mod writer;

pub use error::StoreError;
pub use search::{Database, Hit, Page, Query};
pub use snippet::Snippet;
pub use writer::Writer;

/// Name of the database in the folder of a run.
pub const FILE: &str = "records.sqlite";
