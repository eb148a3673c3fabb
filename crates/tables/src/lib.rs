//! A record as rows of flat tables, one definition for every output that has tables.
//!
//! Each table says once what its columns are called, what they hold and how a row is filled; the database,
//! the Parquet files and the documentation follow from that.

mod cell;
mod deadline;
mod facts;
mod flatten;
mod markdown;
mod paper;
mod table;
mod text;

pub use cell::{Cell, slug};
pub use deadline::{Due, dues};
pub use flatten::{Flattener, Order, Ordered};
pub use markdown::markdown;
pub use table::{Column, Kind, TABLES, Table};
pub use text::body;

use sohoa_record::model::{Confidence, Document};

/// The printed name of a type (`Kế hoạch`), which is Vietnamese in every language; none for an unknown type.
#[must_use]
pub fn kind_name(kind: &str) -> Option<&'static str> {
    let mut types = sohoa_vocab::DOC_TYPES.iter();
    types.find(|t| t.kind == kind).map(|t| t.name)
}

/// The year in which a document was issued.
#[must_use]
pub fn year(document: &Document) -> Option<i32> {
    let date = &document.date.as_ref()?.value;
    date.get(..4)?.parse().ok()
}

/// How sure the least sure of the register's values is: number, date, issuer, title.
#[must_use]
pub fn register_confidence(document: &Document) -> Option<f64> {
    let of = |c: Option<Confidence>| c.map(Confidence::get);
    let values = [
        of(document.number.as_ref().map(|v| v.confidence)),
        of(document.date.as_ref().map(|v| v.confidence)),
        of(document.issuer.as_ref().map(|v| v.confidence)),
        of(document.title.as_ref().map(|v| v.confidence)),
    ];
    values.into_iter().flatten().reduce(f64::min)
}
