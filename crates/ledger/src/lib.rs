//! What a run knows of its inputs, so that the next start does only what is left.
//!
//! An output folder holds a hidden folder [`HOME`] with
//! - `ledger.db` ([`Ledger`]): every input with its stamp, digest, state, attempts, error and the place of its line,
//! - `segments/` ([`Segment`]): the lines, appended as they are made,
//! - `hands` ([`Hands`]): which input each thread has in hand at the moment,
//! - `lock` ([`Lock`]): held by the program that writes here.
//!
//! The order of writing makes it safe to be killed at any moment: a line is on the disk before the ledger names it, a
//! segment is whole before `records.jsonl` becomes a second name of it, and nothing is removed before that.

mod count;
mod error;
mod hands;
mod ledger;
mod lock;
mod publish;
mod queue;
mod schema;
mod segment;
mod survey;

pub use count::{Counts, FailedInput};
pub use error::LedgerError;
pub use hands::{Hand, Hands};
pub use ledger::{Again, Ledger, path_bytes, path_of};
pub use lock::Lock;
pub use queue::{Done, Member, Outcome, Pending, Twin};
pub use segment::{Line, Segment, Segments};
pub use survey::{Stamp, Survey};

/// The hidden folder in the output folder.
pub const HOME: &str = ".sohoa";
