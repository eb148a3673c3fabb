//! The threads that read.

use std::sync::Arc;

use crossbeam_channel::{Receiver, Sender};
use sohoa_ledger::{FailedInput, Hand};
use sohoa_source::{ErrorKind, SourceError};

use super::shared::Busy;
use super::{End, Finished, Job, Message, Shared};
use crate::BatchError;
use crate::alone::{self, Reply};
use crate::event::seconds;
use crate::patience::Patience;
use crate::work::{Making, guarded, make};

/// Starts the worker `n`. It ends when there are no more jobs, or when it was given up.
pub(super) fn spawn(
    shared: &Arc<Shared>,
    n: usize,
    jobs: &Receiver<Job>,
    outcomes: &Sender<Message>,
) -> Result<(), BatchError> {
    let (shared, jobs, outcomes) = (Arc::clone(shared), jobs.clone(), outcomes.clone());
    super::spawn("read", move || {
        let hand = shared.must_write(shared.hands.hand(n));
        if let Some(mut hand) = hand {
            work(&shared, n, &mut hand, &jobs, &outcomes);
        }
    })
    .map(drop)
}

/// `None`: there is no more work for this thread.
fn work(
    shared: &Shared,
    n: usize,
    hand: &mut Hand,
    jobs: &Receiver<Job>,
    outcomes: &Sender<Message>,
) -> Option<()> {
    for job in jobs {
        let patience = Patience::of(shared.patience);
        let alone = shared.alone.as_ref().filter(|_| job.suspect.is_some());
        let ticket = shared.begin(n, busy(&job, &patience, alone.is_some()));
        let end = if shared.stopped() {
            End::Dropped
        } else if let Some(alone) = alone {
            apart(shared, alone, &job, &patience)
        } else {
            shared.must_write(hand.take(Some(job.id)))?;
            let end = here(shared, &job, &patience);
            if !shared.end(n, ticket) {
                return None;
            }
            shared.must_write(hand.take(None))?;
            end
        };
        let finished = Finished {
            seq: job.seq,
            id: job.id,
            name: job.input.name,
            size: job.input.bytes,
            seconds: seconds(patience.elapsed()),
            end,
        };
        shared.end(n, ticket);
        outcomes.send(Message::Finished(Box::new(finished))).ok()?;
    }
    Some(())
}

fn busy(job: &Job, patience: &Patience, alone: bool) -> Busy {
    Busy {
        ticket: 0,
        seq: job.seq,
        id: job.id,
        name: job.input.name.clone(),
        size: job.input.bytes,
        patience: patience.clone(),
        alone,
        told: false,
    }
}

/// Reads an input in this thread.
fn here(shared: &Shared, job: &Job, patience: &Patience) -> End {
    let input = &job.input;
    // Without a child process to try it in, it gets one more chance.
    if job.suspect.is_some_and(|crashes| crashes > 1) {
        return failed(&SourceError::new(&input.name, ErrorKind::Crashed));
    }
    let making = Making {
        limits: &shared.limits,
        scanner: shared.scanner.as_deref(),
        hear: &|pages| patience.hear(pages),
        read: &*shared.read,
        settle: &|text, meta, record| shared.settle(input, (text, meta), record),
    };
    let end = guarded(&input.name, || {
        let raw = sohoa_source::open_input(input, making.limits)?;
        let sha256 = raw.digest();
        let twin = shared.twins.claim(sha256, job.id, &shared.ledger);
        match shared.must(twin) {
            None => Ok(End::Dropped),
            Some(Some(of)) => Ok(End::Twin { of, sha256 }),
            Some(None) => {
                let made = make(input, raw, patience, &making)?;
                Ok(End::Made(Box::new(made)))
            }
        }
    });
    end.unwrap_or_else(|error| {
        shared.twins.give_up(job.id);
        failed(&error)
    })
}

/// Reads an input in a process of its own.
fn apart(shared: &Shared, program: &alone::Alone, job: &Job, patience: &Patience) -> End {
    let reply = alone::ask(program, &job.input, patience, &|| shared.stopped());
    match reply {
        Reply::Made(made) => End::Made(made),
        Reply::Failed(why) => End::Failed(why),
        Reply::Container => End::Again,
        Reply::Stopped => End::Dropped,
    }
}

fn failed(error: &SourceError) -> End {
    End::Failed(FailedInput::from(error))
}
