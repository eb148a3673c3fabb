//! What a reader may use up, and how it fails. The one place for limits against bombs.

use std::time::{Duration, Instant};

/// When a reader gives up (`--max-seconds`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deadline {
    at: Instant,
    seconds: u64,
}

impl Deadline {
    /// So much time from `since` on; none where the clock does not go that far.
    #[must_use]
    pub fn after(since: Instant, time: Duration) -> Option<Deadline> {
        Some(Deadline {
            at: since.checked_add(time)?,
            seconds: time.as_secs(),
        })
    }
}

/// Limits on what one input may unfold to; each can be set on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of an input as it lies on the disk (`--max-bytes`).
    pub bytes: u64,
    /// Bytes that a packed input or one of its parts may unfold to (`--max-unpacked`).
    pub unpacked: u64,
    /// How many times its packed size a part may unfold to, once it is larger than 1 MiB (`--max-ratio`).
    pub ratio: u64,
    /// How deep elements, containers or objects may nest (`--max-depth`).
    pub depth: u32,
    /// Members of a container, sheets, or parts (`--max-members`).
    pub members: u32,
    /// Pages of one input (`--max-pages`).
    pub pages: u32,
    /// Pixels of one page image (`--max-pixels`).
    pub pixels: u64,
    /// Set for each input by who waits for it. Recognition of pictures has a time limit of its own for each page.
    pub deadline: Option<Deadline>,
}

impl Default for Limits {
    /// Far above any honest paper, far below what harms a machine of an office.
    fn default() -> Limits {
        Limits {
            bytes: 64 << 20,
            unpacked: 256 << 20,
            ratio: 200,
            depth: 64,
            members: 10_000,
            pages: 5_000,
            // A page of A4 at 600 dpi, of A3 at 400.
            pixels: 48_000_000,
            deadline: None,
        }
    }
}

impl Limits {
    /// For readers to ask now and then.
    ///
    /// # Errors
    /// [`Failure::Late`] when the deadline is over.
    pub fn in_time(&self) -> Result<(), Failure> {
        match self.deadline {
            Some(d) if Instant::now() > d.at => Err(Failure::Late(d.seconds)),
            _ => Ok(()),
        }
    }

    /// True when `unpacked` bytes out of `packed` are more than may be.
    #[must_use]
    pub fn is_bomb(&self, packed: u64, unpacked: u64) -> bool {
        let swollen = unpacked > 1 << 20 && unpacked / packed.max(1) > self.ratio;
        unpacked > self.unpacked || swollen
    }
}

/// How a reader fails; each becomes an error with a stable code and words in two languages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    /// It cannot be opened without a password.
    Encrypted,
    /// Too damaged to read; the text says in a few English words what is wrong.
    Damaged(String),
    /// More than a limit allows; the text names the limit's option.
    Limited(&'static str),
    /// It takes longer than the seconds that it may.
    Late(u64),
    /// It is a picture, and nothing is there to recognise it; the text says what is missing.
    NoOcr(String),
    /// It is a picture, and the recognition failed; the text says how.
    Unrecognised(String),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deadline_passes() {
        let since = Instant::now() - Duration::from_secs(3);
        let limits = |seconds| Limits {
            deadline: Deadline::after(since, Duration::from_secs(seconds)),
            ..Limits::default()
        };
        assert_eq!(Limits::default().in_time(), Ok(()));
        assert_eq!(limits(60).in_time(), Ok(()));
        assert_eq!(limits(2).in_time(), Err(Failure::Late(2)));
        assert_eq!(limits(u64::MAX).in_time(), Ok(()));
    }

    #[test]
    fn bombs() {
        let limits = Limits::default();
        assert!(!limits.is_bomb(10, 1 << 20));
        assert!(limits.is_bomb(10_000, 3 << 20));
        assert!(limits.is_bomb(u64::MAX, limits.unpacked + 1));
    }
}
