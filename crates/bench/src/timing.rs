//! Rounds of at least two seconds, and what lies in the middle of them.

use std::time::{Duration, Instant};

/// How long a round lasts at least.
const ROUND: Duration = Duration::from_secs(2);
/// How many rounds.
pub const ROUNDS: usize = 5;

/// Smallest, middle and largest of some values.
#[derive(Debug, Clone, Copy)]
pub struct Spread {
    pub min: f64,
    pub median: f64,
    pub max: f64,
}

impl Spread {
    /// The spread of values of which there is at least one.
    pub fn of(mut values: Vec<f64>) -> Spread {
        values.sort_by(f64::total_cmp);
        Spread {
            min: values[0],
            median: values[values.len() / 2],
            max: values[values.len() - 1],
        }
    }

    /// The three, `digits` behind the point.
    pub fn cells(self, digits: usize) -> [String; 3] {
        [self.min, self.median, self.max].map(|v| format!("{v:.digits$}"))
    }
}

/// Runs `pass` over and over for a round, each time adding to the clocks, and gives the seconds that one
/// pass spends on each of them; so for every round.
pub fn rounds<const N: usize>(mut pass: impl FnMut(&mut [Duration; N])) -> Vec<[f64; N]> {
    pass(&mut [Duration::ZERO; N]);
    (0..ROUNDS).map(|_| round(&mut pass)).collect()
}

fn round<const N: usize>(pass: &mut impl FnMut(&mut [Duration; N])) -> [f64; N] {
    let mut clocks = [Duration::ZERO; N];
    let mut passes = 0;
    let start = Instant::now();
    while start.elapsed() < ROUND {
        pass(&mut clocks);
        passes += 1;
    }
    clocks.map(|c| c.as_secs_f64() / f64::from(passes))
}

/// Runs `step` and adds its time to `clock`.
pub fn timed<T>(clock: &mut Duration, step: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let value = step();
    *clock += start.elapsed();
    value
}
