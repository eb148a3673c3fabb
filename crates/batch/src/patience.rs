//! How long an input may take: so many seconds, and for a scan a part of them more for each page.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

/// For so many pages that are recognised an input may take twice as long.
const PAGES: u32 = 20;

/// The time that one input has.
#[derive(Debug, Clone)]
pub(crate) struct Patience {
    since: Instant,
    seconds: Duration,
    pages: Arc<AtomicU32>,
}

impl Patience {
    /// From now on.
    pub fn of(seconds: Duration) -> Patience {
        Patience {
            since: Instant::now(),
            seconds,
            pages: Arc::default(),
        }
    }

    /// So many pages are to be recognised.
    pub fn hear(&self, pages: u32) {
        self.pages.store(pages, Ordering::Relaxed);
    }

    /// How long it may take, as far as its pages are known.
    pub fn allowed(&self) -> Duration {
        let pages = self.pages.load(Ordering::Relaxed);
        self.seconds
            .saturating_add(self.seconds.saturating_mul(pages) / PAGES)
    }

    /// How long it has taken.
    pub fn elapsed(&self) -> Duration {
        self.since.elapsed()
    }

    /// Whether it took longer than it may.
    pub fn is_over(&self) -> bool {
        self.elapsed() > self.allowed()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scan_has_more_time_the_more_pages_it_has() {
        let patience = Patience::of(Duration::from_secs(600));
        assert_eq!(patience.allowed(), Duration::from_secs(600));
        patience.clone().hear(500);
        assert_eq!(patience.allowed(), Duration::from_secs(600 + 500 * 30));
        patience.hear(u32::MAX);
        assert!(!patience.is_over());
    }
}
