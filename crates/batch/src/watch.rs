//! Runs again and again, whenever something has come in.
//!
//! The folders are looked at every few seconds: that works on every disk and network drive, and finds what changed by
//! the same stamps as any run. A file is taken when it looked the same twice, so one that is still being written waits.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use sohoa_ledger::Stamp;
use sohoa_record::Meta;
use sohoa_source::Found;

use crate::run::{Run, scope};
use crate::work::Read;
use crate::{BatchError, Options, Progress, Report};

/// How often is looked whether the end was asked for.
const PAUSE: Duration = Duration::from_millis(50);

/// Reads what is there, then what comes in, until [`Options::stop`] is set; `each` hears of every run that read
/// something, and of the first.
///
/// # Errors
/// As for [`ingest`](crate::ingest), and what `each` ends with.
pub fn watch<E: From<BatchError>>(
    options: &Options,
    progress: &Arc<dyn Progress>,
    every: Duration,
    each: &mut dyn FnMut(&Report) -> Result<(), E>,
) -> Result<(), E> {
    let reading = options.reading;
    let read: Arc<Read> =
        Arc::new(move |text: &str, meta: &Meta| sohoa_record::read_with(text, meta, &reading));
    let run = Run::open(options)?;
    let mut looks = Looks::default();
    let mut options = options.clone();
    looks.look(&options);
    pause(&options, every);
    let mut first = true;
    while !stopped(&options) {
        if looks.look(&options) || first {
            first = false;
            let (progress, read) = (Arc::clone(progress), Arc::clone(&read));
            let report = run.once(&options, progress, read, &mut |f| looks.is_moving(f))?;
            looks.took();
            each(&report)?;
            // What is asked to be done again is done again once.
            options.again = sohoa_ledger::Again::default();
        }
        pause(&options, every);
    }
    Ok(())
}

fn stopped(options: &Options) -> bool {
    options.stop.load(Ordering::Relaxed)
}

fn pause(options: &Options, time: Duration) {
    let since = Instant::now();
    while since.elapsed() < time && !stopped(options) {
        std::thread::sleep(PAUSE.min(time));
    }
}

/// What the looks saw; a file is known by a digest of its name and stamp, which is enough to tell that it changed.
#[derive(Default)]
struct Looks {
    /// All files of the last look.
    last: HashSet<u64>,
    /// Those that the look before it saw too.
    still: HashSet<u64>,
    /// Those that the last run took.
    taken: HashSet<u64>,
}

impl Looks {
    /// Looks, and says whether there is something to do: a file came to rest that was not taken, or one that was taken
    /// is no longer there as it was.
    fn look(&mut self, options: &Options) -> bool {
        let mut seen = HashSet::with_capacity(self.last.len());
        sohoa_source::survey(&options.paths, &scope(options), &mut |found| {
            seen.extend(digest(&found));
        });
        self.still = seen.intersection(&self.last).copied().collect();
        self.last = seen;
        self.still != self.taken
    }

    /// Whether a file has to wait, because it looks other than it did.
    fn is_moving(&self, found: &Found<'_>) -> bool {
        digest(found).is_some_and(|d| !self.still.contains(&d))
    }

    /// What is still was taken.
    fn took(&mut self) {
        self.taken.clone_from(&self.still);
    }
}

fn digest(found: &Found<'_>) -> Option<u64> {
    let (name, stamp) = match found {
        Found::File { name, meta, .. } => (name, Stamp::of(meta)),
        Found::Pages { name, files, .. } => (name, Stamp::of_all(files)),
        Found::Problem { .. } | Found::LeftOut { .. } => return None,
    };
    let mut hasher = DefaultHasher::new();
    (name, stamp).hash(&mut hasher);
    Some(hasher.finish())
}
