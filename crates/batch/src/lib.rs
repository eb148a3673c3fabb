//! Many inputs to one file of records: in parallel, in order, with one bad file never stopping the rest.
//!
//! An output folder is a *run* that can be ended at any moment, killed too, and started again: what each input is and
//! what became of it stands in a ledger (`sohoa-ledger`), and only what is new or changed is read. Inputs go through
//! the threads in a stream of bounded queues (`flow`), so what is held in memory does not grow with their number, and the
//! output has the same bytes whatever the number of threads and of starts. A failing input is a line of the report.

mod advice;
mod alone;
mod checks;
mod error;
mod event;
mod flow;
mod options;
mod output;
mod patience;
mod probe;
mod quarantine;
mod readable;
mod report;
mod run;
mod schema;
mod shelf;
mod summary;
mod watch;
mod work;

pub use alone::{serve as serve_alone, serve_with as serve_alone_with};
pub use checks::{LowValue, Place, checks_in, low_values};
pub use error::BatchError;
pub use event::{Event, Progress, Quiet};
pub use options::{Alone, Options};
pub use probe::{Finding, probe};
pub use report::{Counts, Report, Skipped};
pub use run::{ingest, ingest_with};
pub use schema::schema_json;
pub use sohoa_ledger::{Again, FailedInput, HOME};
pub use summary::{DocumentSummary, InputSummary};
pub use watch::watch;
pub use work::{Read, read_one};
