//! Looks after the workers: tells of slow inputs, and gives up those that take too long.

use std::sync::Arc;
use std::time::Duration;

use crossbeam_channel::{Receiver, RecvTimeoutError, Sender};
use sohoa_ledger::FailedInput;
use sohoa_source::{ErrorKind, SourceError};

use super::shared::Busy;
use super::{End, Finished, Job, Message, Shared, worker};
use crate::event::{Event, seconds};

/// How often is looked.
const PAUSE: Duration = Duration::from_millis(20);

/// An input that takes longer is told of.
const SLOW: Duration = Duration::from_secs(10);

/// Looks after the workers until the writer is gone.
pub(super) fn until(
    shared: &Arc<Shared>,
    ended: &Receiver<()>,
    jobs: &Receiver<Job>,
    outcomes: &Sender<Message>,
) {
    while ended.recv_timeout(PAUSE) == Err(RecvTimeoutError::Timeout) {
        for (n, busy) in overdue(shared) {
            if shared.end(n, busy.ticket) {
                give_up(shared, n, busy, jobs, outcomes);
            }
        }
    }
}

fn overdue(shared: &Shared) -> Vec<(usize, Busy)> {
    let mut overdue = Vec::new();
    shared.each_busy(|n, busy| {
        let elapsed = busy.patience.elapsed();
        if elapsed > SLOW && !busy.told {
            busy.told = true;
            let seconds = seconds(elapsed);
            let path = &busy.name;
            shared.progress.event(&Event::Slow { path, seconds });
        }
        if busy.patience.is_over() && !busy.alone {
            overdue.push((n, busy.clone()));
        }
    });
    overdue
}

/// A thread cannot be ended from outside: it is left behind, and another one takes its place. If it comes to an end
/// after all, what it made is dropped; if not, it goes with the process.
fn give_up(
    shared: &Arc<Shared>,
    n: usize,
    busy: Busy,
    jobs: &Receiver<Job>,
    outcomes: &Sender<Message>,
) {
    shared.twins.give_up(busy.id);
    let cause = ErrorKind::TooSlow(busy.patience.allowed().as_secs());
    let error = SourceError::new(&busy.name, cause);
    let finished = Finished {
        seq: busy.seq,
        id: busy.id,
        name: busy.name,
        size: busy.size,
        seconds: seconds(busy.patience.elapsed()),
        end: End::Failed(FailedInput::from(&error)),
    };
    // The writer is gone only when the run failed.
    let _ = outcomes.send(Message::Finished(Box::new(finished)));
    if let Err(error) = worker::spawn(shared, n, jobs, outcomes) {
        shared.fail(error);
    }
}
