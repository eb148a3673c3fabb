//! What the threads of a run share.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use sohoa_layout::Limits;
use sohoa_ledger::{Hands, Ledger, LedgerError};
use sohoa_record::Meta;
use sohoa_record::model::Record;
use sohoa_source::{ErrorKind, Input, Scanner, SourceError};

use super::twin::Twins;
use crate::options::Alone;
use crate::patience::Patience;
use crate::shelf::Shelf;
use crate::work::Read;
use crate::{BatchError, Options, Progress};

/// What the threads of a run share.
pub(crate) struct Shared {
    pub(crate) ledger: Mutex<Ledger>,
    pub(crate) out: PathBuf,
    pub(super) hands: Hands,
    pub(super) read: Arc<Read>,
    pub(super) progress: Arc<dyn Progress>,
    pub(super) limits: Limits,
    pub(super) scanner: Option<Arc<Scanner>>,
    pub(super) patience: Duration,
    pub(super) alone: Option<Alone>,
    /// Where searchable PDF go.
    pub(crate) shelf: Option<Shelf>,
    pub(super) threads: usize,
    pub(super) twins: Twins,
    stop: Arc<AtomicBool>,
    failure: Mutex<Option<BatchError>>,
    failed: AtomicBool,
    tickets: AtomicU64,
    /// What each worker has in hand.
    slots: Mutex<Vec<Option<Busy>>>,
}

/// An input in the hands of a worker.
#[derive(Clone)]
pub(super) struct Busy {
    pub ticket: u64,
    pub seq: u64,
    pub id: i64,
    pub name: String,
    pub size: u64,
    pub patience: Patience,
    /// A child process works on it and can be ended.
    pub alone: bool,
    /// It was told of as slow.
    pub told: bool,
}

impl Shared {
    pub(crate) fn new(
        options: &Options,
        ledger: Ledger,
        hands: Hands,
        read: Arc<Read>,
        progress: Arc<dyn Progress>,
    ) -> Shared {
        let threads = options.threads();
        Shared {
            ledger: Mutex::new(ledger),
            out: options.out.clone(),
            hands,
            read,
            progress,
            limits: options.limits,
            scanner: options.scanner.clone(),
            patience: options.patience,
            alone: options.alone.clone(),
            shelf: None,
            threads,
            twins: Twins::new(!options.again.all),
            stop: Arc::clone(&options.stop),
            failure: Mutex::new(None),
            failed: AtomicBool::new(false),
            tickets: AtomicU64::new(0),
            slots: Mutex::new(vec![None; threads]),
        }
    }

    /// Someone asked the run to end, or it cannot go on.
    pub(crate) fn stopped(&self) -> bool {
        self.interrupted() || self.failed()
    }

    /// The run cannot go on.
    pub(super) fn failed(&self) -> bool {
        self.failed.load(Ordering::Relaxed)
    }

    /// Someone asked the run to end.
    pub(crate) fn interrupted(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    /// The run cannot go on; the first cause is the one that counts.
    pub(super) fn fail(&self, error: BatchError) {
        let mut failure = lock(&self.failure);
        failure.get_or_insert(error);
        self.failed.store(true, Ordering::Relaxed);
    }

    /// Puts the searchable PDF of an input where it belongs, if any are wanted; a failure ends the run.
    pub(super) fn settle(
        &self,
        input: &Input,
        read: (&str, &Meta),
        record: &Record,
    ) -> Result<(), SourceError> {
        let Some(shelf) = &self.shelf else {
            return Ok(());
        };
        let settled = shelf.settle(input, &self.limits, read, record);
        settled.map_err(|error| {
            let why = ErrorKind::Io(error.message());
            self.fail(error);
            SourceError::new(&input.name, why)
        })
    }

    /// The value, or the end of the run.
    pub(super) fn must<T>(&self, result: Result<T, LedgerError>) -> Option<T> {
        let fail = |e| self.fail(BatchError::ledger(&self.out, &e));
        result.map_err(fail).ok()
    }

    /// The value, or the end of the run.
    pub(super) fn must_write<T>(&self, result: std::io::Result<T>) -> Option<T> {
        let fail = |e| self.fail(BatchError::output(&self.out, &e));
        result.map_err(fail).ok()
    }

    pub(crate) fn is_pending(&self) -> Result<bool, BatchError> {
        let pending = lock(&self.ledger).is_pending();
        pending.map_err(|e| BatchError::ledger(&self.out, &e))
    }

    /// What is left is to be read for itself.
    pub(crate) fn no_more_twins(&self) {
        self.twins.end();
    }

    pub(super) fn failure(&self) -> Result<(), BatchError> {
        lock(&self.failure).take().map_or(Ok(()), Err)
    }

    /// A worker takes an input in hand.
    pub(super) fn begin(&self, worker: usize, mut busy: Busy) -> u64 {
        let ticket = self.tickets.fetch_add(1, Ordering::Relaxed);
        busy.ticket = ticket;
        lock(&self.slots)[worker] = Some(busy);
        ticket
    }

    /// A worker is done with it; false where that is not its business any more.
    pub(super) fn end(&self, worker: usize, ticket: u64) -> bool {
        let mut slots = lock(&self.slots);
        let own = slots[worker].as_ref().is_some_and(|b| b.ticket == ticket);
        if own {
            slots[worker] = None;
        }
        own
    }

    /// Looks at all that is in hand.
    pub(super) fn each_busy(&self, mut see: impl FnMut(usize, &mut Busy)) {
        let mut slots = lock(&self.slots);
        let slots = slots.iter_mut().enumerate();
        slots.for_each(|(n, slot)| slot.iter_mut().for_each(|busy| see(n, busy)));
    }
}

/// The value, whatever happened to a thread that had it: none of them is ever left half changed.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
