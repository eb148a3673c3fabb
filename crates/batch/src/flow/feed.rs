//! What the ledger has queued goes to the workers, by the bytes of the names; containers are opened on the way.

use std::time::{Duration, Instant};

use crossbeam_channel::{SendTimeoutError, Sender};
use sohoa_ledger::{FailedInput, Hand, Pending};
use sohoa_source::{Input, SourceError};

use super::{End, Finished, Job, Message, Shared, ledger};
use crate::event::Event;
use crate::work::guarded;

/// So many rows are fetched at a time.
const PAGE: usize = 256;

/// Feeds until all is fed or the run is stopped, and tells the writer how much that was.
pub(super) fn run(shared: &Shared, jobs: &Sender<Job>, outcomes: &Sender<Message>) {
    let hand = shared.must_write(shared.hands.hand(shared.threads));
    let mut feeder = hand.map(|hand| Feeder {
        shared,
        jobs,
        outcomes,
        hand,
        seq: 0,
    });
    if let Some(feeder) = &mut feeder {
        feeder.all();
    }
    let fed = feeder.map_or(0, |f| f.seq);
    // The writer is gone only when the run failed.
    let _ = outcomes.send(Message::Fed(fed));
}

struct Feeder<'f> {
    shared: &'f Shared,
    jobs: &'f Sender<Job>,
    outcomes: &'f Sender<Message>,
    hand: Hand,
    seq: u64,
}

impl Feeder<'_> {
    /// `None` everywhere below: the run is over.
    fn all(&mut self) -> Option<()> {
        let mut after = String::new();
        loop {
            let page = ledger(self.shared).pending(&after, PAGE);
            let page = self.shared.must(page)?;
            after.clone_from(&page.last()?.name);
            for pending in page {
                self.one(pending)?;
            }
        }
    }

    fn one(&mut self, pending: Pending) -> Option<()> {
        let Pending {
            id,
            name,
            path,
            size,
            suspect,
        } = pending;
        let input = Input::file(name, path, size);
        // A suspect is opened only where it can do no harm.
        if suspect.is_some() {
            return self.job(id, input, suspect);
        }
        let since = Instant::now();
        self.shared.must_write(self.hand.take(Some(id)))?;
        let limits = &self.shared.limits;
        let listed = guarded(&input.name, || input.members(limits).transpose());
        self.shared.must_write(self.hand.take(None))?;
        match listed {
            Ok(None) => self.job(id, input, None),
            Ok(Some(members)) => self.members(id, &input.name, members),
            Err(error) => self.failed(id, &input, since, &error),
        }
    }

    fn members(
        &mut self,
        container: i64,
        name: &str,
        mut members: Vec<Result<Input, SourceError>>,
    ) -> Option<()> {
        members.sort_by(|a, b| named(a).cmp(named(b)));
        let told = members
            .iter()
            .map(|m| m.as_ref().map(|i| (i.name.as_str(), i.bytes)));
        let rows = ledger(self.shared).members(container, told);
        let rows = self.shared.must(rows)?;
        let to_read = members
            .into_iter()
            .zip(rows)
            .filter_map(|(m, row)| Some((m.ok()?, row?)));
        let to_read: Vec<_> = to_read.collect();
        self.shared.progress.event(&Event::Opened {
            container: name,
            to_read: to_read.len() as u64,
            bytes: to_read.iter().map(|(m, _)| m.bytes).sum(),
        });
        let mut members = to_read.into_iter();
        members.try_for_each(|(input, (id, suspect))| self.job(id, input, suspect))
    }

    fn job(&mut self, id: i64, input: Input, suspect: Option<u64>) -> Option<()> {
        let mut job = Job {
            seq: self.seq,
            id,
            input,
            suspect,
        };
        while !self.shared.stopped() {
            match self.jobs.send_timeout(job, Duration::from_millis(100)) {
                Ok(()) => {
                    self.seq += 1;
                    return Some(());
                }
                Err(SendTimeoutError::Timeout(back)) => job = back,
                Err(SendTimeoutError::Disconnected(_)) => return None,
            }
        }
        None
    }

    fn failed(
        &mut self,
        id: i64,
        input: &Input,
        since: Instant,
        error: &SourceError,
    ) -> Option<()> {
        let finished = Finished {
            seq: self.seq,
            id,
            name: input.name.clone(),
            size: input.bytes,
            since,
            end: End::Failed(FailedInput::from(error)),
        };
        let message = Message::Finished(Box::new(finished));
        self.outcomes.send(message).ok()?;
        self.seq += 1;
        Some(())
    }
}

fn named(member: &Result<Input, SourceError>) -> &str {
    member.as_ref().map_or_else(|e| e.path(), |i| &i.name)
}
