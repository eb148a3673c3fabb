//! From the ledger through the threads back to the ledger.
//!
//! ```text
//!  feeder ──jobs──▶ workers ──outcomes──▶ writer ──batches──▶ committer
//!  ledger,          bytes, text,          lines in order      the disk, then
//!  containers       record, line          into the segment    the ledger
//! ```
//! Every queue is bounded, so what is held in memory does not grow with the number of inputs; no stage waits for all of
//! another, so one slow input holds nothing up. The thread that called looks after them.

mod commit;
mod feed;
mod shared;
mod twin;
mod watch;
mod worker;
mod writer;

use std::sync::{Arc, MutexGuard, PoisonError};
use std::thread;
use std::time::Instant;

use crossbeam_channel::bounded;
use sohoa_ledger::{FailedInput, Ledger, Segments};
use sohoa_source::Input;

pub(crate) use shared::Shared;

use crate::BatchError;
use crate::work::Made;

/// Deeply nested sections are walked by recursion; the usual 2 MiB of a thread are too few to be safe.
pub(crate) const STACK: usize = 16 * 1024 * 1024;

/// Inputs that wait for a thread, for each thread.
const WAITING: usize = 8;

/// An input on its way to a worker.
struct Job {
    /// Its place in the order of names.
    seq: u64,
    id: i64,
    input: Input,
    /// It ended a run before.
    suspect: Option<u64>,
}

/// An input on its way to the writer.
struct Finished {
    seq: u64,
    id: i64,
    name: String,
    size: u64,
    since: Instant,
    end: End,
}

/// How the work on an input ended.
enum End {
    Made(Box<Made>),
    /// The input with this row has the same bytes.
    Twin {
        of: i64,
        sha256: [u8; 32],
    },
    Failed(FailedInput),
    /// It has to be tried once more.
    Again,
    /// The run ended first.
    Dropped,
}

enum Message {
    Finished(Box<Finished>),
    /// There are no more inputs than this.
    Fed(u64),
}

/// Reads all that the ledger has queued. Returns how many inputs were read.
pub(crate) fn run(shared: &Arc<Shared>, segments: Segments) -> Result<(Segments, u64), BatchError> {
    let (jobs_in, jobs) = bounded(WAITING * shared.threads);
    let (outcomes, outcomes_out) = bounded(2 * shared.threads);
    let (batches, batches_out) = bounded(1);
    let committer = spawn("commit", {
        let shared = Arc::clone(shared);
        move || commit::run(&shared, &batches_out)
    })?;
    let (ended_in, ended) = bounded::<()>(0);
    let writer = spawn("write", {
        let shared = Arc::clone(shared);
        move || {
            let _ended = ended_in;
            writer::run(&shared, segments, &outcomes_out, &batches)
        }
    })?;
    let feeder = spawn("feed", {
        let (shared, outcomes) = (Arc::clone(shared), outcomes.clone());
        move || feed::run(&shared, &jobs_in, &outcomes)
    })?;
    for n in 0..shared.threads {
        worker::spawn(shared, n, &jobs, &outcomes)?;
    }
    watch::until(shared, &ended, &jobs, &outcomes);
    // What a stage fails of is kept in `shared`; a stage that is gone lets the others end.
    drop((jobs, outcomes));
    let written = writer.join();
    let others = [feeder.join(), committer.join()];
    shared.failure()?;
    match written {
        Ok(done) if others.iter().all(Result::is_ok) => Ok(done),
        _ => Err(BatchError::threads(&"a thread of the run was lost")),
    }
}

fn spawn<T: Send + 'static>(
    name: &str,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<thread::JoinHandle<T>, BatchError> {
    let builder = thread::Builder::new().name(name.to_owned());
    let spawned = builder.stack_size(STACK).spawn(work);
    spawned.map_err(|e| BatchError::threads(&e))
}

/// The ledger, whatever happened to a thread that had it: each of its changes is made whole or not at all.
fn ledger(shared: &Shared) -> MutexGuard<'_, Ledger> {
    shared.ledger.lock().unwrap_or_else(PoisonError::into_inner)
}
