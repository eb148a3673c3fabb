//! Many inputs to one file of records: in parallel, in order, with one bad file never stopping the rest.
//!
//! The inputs are taken in small windows. A window is read by all threads at once and written in the order
//! of the names, so the output has the same bytes whatever the number of threads, and what is held in
//! memory does not grow with the number of files. A failing input is a line of the report.

mod checks;
mod error;
mod output;
mod probe;
mod report;
mod run;
mod schema;
mod summary;

pub use checks::{LowValue, Place, checks_in, low_values};
pub use error::BatchError;
pub use probe::{Finding, probe};
pub use report::{Counts, Report};
pub use run::{Options, Progress, Quiet, ingest, ingest_with, read_one, spread};
pub use schema::schema_json;
pub use summary::{DocumentSummary, InputSummary};
