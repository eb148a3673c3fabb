//! The disk first, then the ledger: no row ever names a line that a power cut could take.

use std::fs::File;

use crossbeam_channel::Receiver;
use sohoa_ledger::Outcome;

use super::{Shared, ledger};

/// Outcomes whose lines are handed over to the system.
pub(super) struct Batch {
    /// The segment they lie in, where there is one.
    pub file: Option<File>,
    pub outcomes: Vec<(i64, Outcome)>,
}

/// Commits batches until the writer is gone, or one cannot be committed.
pub(super) fn run(shared: &Shared, batches: &Receiver<Batch>) {
    for batch in batches {
        let synced = batch.file.map_or(Ok(()), |file| file.sync_data());
        if shared.must_write(synced).is_none() {
            return;
        }
        let settled = ledger(shared).settle(&batch.outcomes);
        if shared.must(settled).is_none() {
            return;
        }
        shared
            .twins
            .committed(batch.outcomes.iter().map(|(id, _)| *id));
    }
}
