//! What those who watch a run hear.

use std::time::Duration;

/// Something that happened in a run.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Event<'e> {
    /// The inputs are known.
    Surveyed {
        /// Inputs found.
        inputs: u64,
        /// Those of them that have to be read.
        to_read: u64,
        /// The bytes of those.
        bytes: u64,
    },
    /// A container turned out to hold so many inputs that have to be read.
    Opened {
        /// Its name.
        container: &'e str,
        /// Members to be read.
        to_read: u64,
        /// Their bytes.
        bytes: u64,
    },
    /// An input is taking long.
    Slow {
        /// Its name.
        path: &'e str,
        /// For how long.
        seconds: f64,
    },
    /// One input is done, with or without a record.
    Ended {
        /// Its name.
        path: &'e str,
        /// Its size as it was found.
        bytes: u64,
        /// Pages, where the format has pages.
        pages: Option<u32>,
        /// How long it took.
        seconds: f64,
        /// The error code, where it gave no record.
        code: Option<&'e str>,
        /// Its record was taken over from an input of the same bytes.
        taken_over: bool,
    },
    /// All inputs are done; the outputs are being put in place.
    Read,
    /// The run is over.
    Finished {
        /// Inputs with a record.
        records: u64,
        /// Inputs without.
        failed: u64,
        /// It was ended before all was read.
        interrupted: bool,
    },
}

/// Hears how a run goes on; called from several threads.
pub trait Progress: Send + Sync {
    /// Something happened.
    fn event(&self, _event: &Event<'_>) {}
}

/// Tells nobody.
pub struct Quiet;

impl Progress for Quiet {}

/// Seconds as they are reported.
pub(crate) fn seconds(time: Duration) -> f64 {
    time.as_secs_f64()
}
