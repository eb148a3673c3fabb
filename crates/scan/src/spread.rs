//! Pages side by side, but no more of them in the whole program than it may use threads.

use std::num::NonZero;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex, OnceLock, PoisonError};
use std::thread;

/// Places for pages that are in work.
#[derive(Debug)]
pub(crate) struct Places {
    all: usize,
    free: Mutex<usize>,
    freed: Condvar,
}

impl Places {
    /// So many places; `None` for one a core.
    pub fn new(count: Option<usize>) -> Places {
        let cores = || thread::available_parallelism().map_or(1, NonZero::get);
        let all = count.unwrap_or_else(cores).max(1);
        Places {
            all,
            free: Mutex::new(all),
            freed: Condvar::new(),
        }
    }

    /// `work` with each number below `count`, on as many threads as there are places; the answers in order.
    pub fn each<T: Send + Sync>(&self, count: usize, work: impl Fn(usize) -> T + Sync) -> Vec<T> {
        let answers: Vec<OnceLock<T>> = (0..count).map(|_| OnceLock::new()).collect();
        let next = AtomicUsize::new(0);
        let run = || {
            loop {
                let number = next.fetch_add(1, Ordering::Relaxed);
                let Some(answer) = answers.get(number) else {
                    break;
                };
                let _place = self.take();
                // Each number is taken once.
                let _ = answer.set(work(number));
            }
        };
        thread::scope(|scope| {
            let helpers = 1..self.all.min(count);
            let helpers: Vec<_> = helpers.map(|_| scope.spawn(run)).collect();
            run();
            for helper in helpers {
                helper.join().unwrap_or_else(|fault| resume_unwind(fault));
            }
        });
        answers
            .into_iter()
            .filter_map(OnceLock::into_inner)
            .collect()
    }

    fn take(&self) -> Place<'_> {
        let free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self.freed.wait_while(free, |free| *free == 0);
        *waited.unwrap_or_else(PoisonError::into_inner) -= 1;
        Place(self)
    }
}

/// A place that is taken.
struct Place<'p>(&'p Places);

impl Drop for Place<'_> {
    fn drop(&mut self) {
        *self.0.free.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        self.0.freed.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_more_at_a_time_than_there_are_places() {
        let places = Places::new(Some(3));
        let (now, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let work = |n: usize| {
            let busy = 1 + now.fetch_add(1, Ordering::SeqCst);
            most.fetch_max(busy, Ordering::SeqCst);
            thread::sleep(std::time::Duration::from_millis(1));
            now.fetch_sub(1, Ordering::SeqCst);
            n * n
        };
        // Two inputs at once share the places.
        thread::scope(|scope| {
            let other = scope.spawn(|| places.each(40, work));
            let squares: Vec<usize> = (0..40).map(|n| n * n).collect();
            assert_eq!(places.each(40, work), squares);
            assert_eq!(other.join().unwrap(), squares);
        });
        assert!((2..=3).contains(&most.load(Ordering::SeqCst)));
        assert!(places.each(0, work).is_empty());
    }
}
