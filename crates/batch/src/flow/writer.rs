//! Lines go to the segment in the order of the names, as far as the memory for those that come early reaches.

use std::collections::BTreeMap;
use std::io::Write;
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, RecvTimeoutError, Sender};
use sohoa_ledger::{Done, Line, Outcome, Segment, Segments, Twin};

use super::commit::Batch;
use super::twin::renamed;
use super::{End, Finished, Message, Shared, ledger};
use crate::event::Event;
use crate::work::{Made, Unwritten};

/// Lines that come early are kept for their turn up to this many bytes; then they are written out of order, and the
/// output is put in order at the end.
const EARLY: usize = 16 * 1024 * 1024;

/// Outcomes are committed at least this often, once a run is a while old.
const COMMIT: Duration = Duration::from_secs(2);

/// A batch is not larger than this.
const BATCH: usize = 4096;

/// Writes until all that was fed is written. Returns the segments and how many inputs were read.
pub(super) fn run(
    shared: &Shared,
    segments: Segments,
    outcomes: &Receiver<Message>,
    batches: &Sender<Batch>,
) -> (Segments, u64) {
    let now = Instant::now();
    let mut writer = Writer {
        shared,
        segments,
        segment: None,
        batches,
        next: 0,
        early: BTreeMap::new(),
        early_bytes: 0,
        late: Vec::new(),
        batch: Vec::new(),
        begun: now,
        committed: now,
        read: 0,
    };
    // `None`: the run failed, and why is known.
    let _ = writer.all(outcomes);
    (writer.segments, writer.read)
}

struct Writer<'w> {
    shared: &'w Shared,
    segments: Segments,
    segment: Option<Segment>,
    batches: &'w Sender<Batch>,
    /// Whose turn it is.
    next: u64,
    early: BTreeMap<u64, Finished>,
    early_bytes: usize,
    /// Twins of what is not written yet.
    late: Vec<Finished>,
    batch: Vec<(i64, Outcome)>,
    begun: Instant,
    committed: Instant,
    read: u64,
}

impl Writer<'_> {
    fn all(&mut self, outcomes: &Receiver<Message>) -> Option<()> {
        let (mut received, mut fed) = (0, None);
        while fed != Some(received) {
            match outcomes.recv_timeout(self.due_in()) {
                Ok(Message::Fed(total)) => fed = Some(total),
                Ok(Message::Finished(finished)) => {
                    received += 1;
                    self.take(*finished)?;
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return None,
            }
            if self.due_in().is_zero() || self.batch.len() >= BATCH {
                self.commit()?;
            }
            if self.shared.failed() {
                return None;
            }
        }
        while let Some((_, finished)) = self.early.pop_first() {
            self.write(finished)?;
        }
        for twin in std::mem::take(&mut self.late) {
            self.late_twin(twin)?;
        }
        self.commit()
    }

    /// A young run commits often, so that little of it is lost.
    fn due_in(&self) -> Duration {
        let often = (self.committed - self.begun) / 8;
        let every = often.clamp(Duration::from_millis(50), COMMIT);
        every.saturating_sub(self.committed.elapsed())
    }

    fn take(&mut self, finished: Finished) -> Option<()> {
        self.early_bytes += finished.weight();
        self.early.insert(finished.seq, finished);
        while let Some(first) = self.early.first_entry() {
            // What comes when its turn is over is written at once.
            let seq = *first.key();
            if seq > self.next && self.early_bytes <= EARLY {
                break;
            }
            let finished = first.remove();
            self.next = self.next.max(seq + 1);
            self.early_bytes -= finished.weight();
            self.write(finished)?;
        }
        Some(())
    }

    fn write(&mut self, finished: Finished) -> Option<()> {
        let Finished {
            id,
            name,
            size,
            seconds: taken,
            end,
            ..
        } = finished;
        match end {
            End::Made(made) => self.made(id, name, size, taken, *made),
            End::Twin { of, sha256 } => {
                let twin = self.shared.twins.find(of, &sha256, &self.shared.ledger);
                match self.shared.must(twin)? {
                    Some(twin) => self.twin(id, name, size, taken, &twin, of == id),
                    None => {
                        let end = End::Twin { of, sha256 };
                        self.late.push(Finished {
                            seq: 0,
                            id,
                            name,
                            size,
                            seconds: taken,
                            end,
                        });
                        Some(())
                    }
                }
            }
            End::Failed(why) => {
                self.tell(&name, size, None, taken, Some(&why.code), false);
                self.settled(id, Outcome::Failed(why, taken))
            }
            End::Again => self.settled(id, Outcome::Again),
            End::Dropped => Some(()),
        }
    }

    fn made(&mut self, id: i64, name: String, size: u64, taken: f64, made: Made) -> Option<()> {
        let segment = self.segment()?;
        let begun = segment.begin();
        let written = match &made.line {
            Unwritten::Line(line) => segment.write_all(line),
            Unwritten::Record(record, _) => serde_json::to_writer(&mut *segment, record)
                .map_err(std::io::Error::from)
                .and_then(|()| segment.write_all(b"\n")),
        };
        let line = segment.ended(begun);
        self.shared.must_write(written)?;
        self.tell(&name, size, made.pages, taken, None, false);
        let Made {
            sha256,
            bytes,
            counts,
            ..
        } = made;
        self.done(
            id,
            name,
            Done {
                sha256,
                bytes,
                counts,
                line,
                seconds: taken,
            },
        )
    }

    fn twin(
        &mut self,
        id: i64,
        name: String,
        size: u64,
        taken: f64,
        twin: &Twin,
        itself: bool,
    ) -> Option<()> {
        let line = if itself {
            Some(twin.done.line)
        } else {
            self.copied(twin, &name)?
        };
        let Some(line) = line else {
            return self.settled(id, Outcome::Again);
        };
        if let Some(shelf) = self.shared.shelf.as_ref().filter(|_| !itself) {
            let copied = shelf.copy(&twin.name, &name);
            copied.map_err(|e| self.shared.fail(e)).ok()?;
        }
        self.tell(&name, size, None, taken, None, true);
        let done = Done {
            line,
            seconds: taken,
            ..twin.done.clone()
        };
        self.done(id, name, done)
    }

    /// The line of a twin with another name in it.
    fn copied(&mut self, twin: &Twin, name: &str) -> Option<Option<Line>> {
        self.segment()?;
        let segment = self.segment.as_mut()?;
        // The other line may still be on its way to the system.
        self.shared.must_write(segment.flush())?;
        let begun = segment.begin();
        let from = self.segments.line(twin.done.line);
        let copied = from.and_then(|mut from| renamed(&mut from, segment, &twin.name, name));
        let copied = self.shared.must_write(copied)?;
        Some(copied.then(|| segment.ended(begun)))
    }

    /// All is written by now; what the twin waited for failed, or was given back.
    fn late_twin(&mut self, twin: Finished) -> Option<()> {
        let before = self.late.len();
        let id = twin.id;
        self.write(twin)?;
        if self.late.len() > before {
            self.late.pop();
            self.settled(id, Outcome::Again)?;
        }
        Some(())
    }

    fn done(&mut self, id: i64, name: String, done: Done) -> Option<()> {
        self.read += 1;
        let twin = Twin {
            name,
            done: done.clone(),
        };
        self.shared.twins.written(id, twin);
        self.settled(id, Outcome::Done(done))
    }

    fn settled(&mut self, id: i64, outcome: Outcome) -> Option<()> {
        self.batch.push((id, outcome));
        Some(())
    }

    fn segment(&mut self) -> Option<&mut Segment> {
        if self.segment.is_none() {
            let number = ledger(self.shared).new_segment();
            let created = self.segments.create(self.shared.must(number)?);
            self.segment = self.shared.must_write(created);
        }
        self.segment.as_mut()
    }

    fn commit(&mut self) -> Option<()> {
        self.committed = Instant::now();
        if self.batch.is_empty() {
            return Some(());
        }
        let file = match &mut self.segment {
            Some(segment) => Some(self.shared.must_write(segment.handed_over())?),
            None => None,
        };
        let outcomes = std::mem::take(&mut self.batch);
        self.batches.send(Batch { file, outcomes }).ok()
    }

    fn tell(
        &self,
        path: &str,
        bytes: u64,
        pages: Option<u32>,
        seconds: f64,
        code: Option<&str>,
        taken_over: bool,
    ) {
        self.shared.progress.event(&Event::Ended {
            path,
            bytes,
            pages,
            seconds,
            code,
            taken_over,
        });
    }
}

impl Finished {
    /// About how much memory it takes.
    fn weight(&self) -> usize {
        let line = match &self.end {
            End::Made(made) => made.line.weight(),
            _ => 0,
        };
        line + self.name.len() + size_of::<Finished>()
    }
}
