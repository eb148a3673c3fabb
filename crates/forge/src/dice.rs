//! Chance: everything that is decided by lot is decided here, from one seed.

use sohoa_eval::repair::Random;

/// A seeded stream of decisions.
#[derive(Debug, Clone)]
pub struct Dice(Random);

impl Dice {
    /// The stream of a seed.
    #[must_use]
    pub fn new(seed: u64) -> Dice {
        Dice(Random::new(seed))
    }

    /// The stream of the `nth` document of a seed.
    #[must_use]
    pub fn of(seed: u64, nth: u64) -> Dice {
        let start = Random::new(seed ^ nth.wrapping_mul(0xD6E8_FEB8_6659_FD93)).draw();
        Dice::new(start)
    }

    /// A number below `n`, 0 when there is none.
    pub fn below(&mut self, n: usize) -> usize {
        (self.0.draw() % n.max(1) as u64) as usize
    }

    /// A number from `low` to `high`, both included.
    pub fn between(&mut self, low: usize, high: usize) -> usize {
        low + self.below(high.saturating_sub(low) + 1)
    }

    /// True `percent` times out of a hundred.
    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of a list that is not empty.
    pub fn pick<'l, T>(&mut self, list: &'l [T]) -> &'l T {
        &list[self.below(list.len())]
    }

    /// An index drawn by weight.
    pub fn weighted(&mut self, weights: &[usize]) -> usize {
        let mut left = self.below(weights.iter().sum());
        for (i, weight) in weights.iter().enumerate() {
            if left < *weight {
                return i;
            }
            left -= weight;
        }
        0
    }

    /// The list in another order.
    pub fn shuffle<T>(&mut self, list: &mut [T]) {
        for last in (1..list.len()).rev() {
            list.swap(last, self.below(last + 1));
        }
    }

    /// The generator itself, for damage.
    pub fn random(&mut self) -> &mut Random {
        &mut self.0
    }
}
