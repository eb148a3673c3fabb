//! Processor time of this process and of the children it has waited for.

use std::{fs, io};

/// Ticks a second, the same on every Linux.
const TICKS: f64 = 100.0;

/// The time at the last lap.
pub struct Clock {
    own: f64,
    children: f64,
}

impl Clock {
    pub fn start() -> io::Result<Clock> {
        let (own, children) = times()?;
        Ok(Clock { own, children })
    }

    /// Seconds since the last lap: of this process, and of its children.
    pub fn lap(&mut self) -> io::Result<(f64, f64)> {
        let (own, children) = times()?;
        let spent = (own - self.own, children - self.children);
        *self = Clock { own, children };
        Ok(spent)
    }
}

fn times() -> io::Result<(f64, f64)> {
    let stat = fs::read_to_string("/proc/self/stat")?;
    // The name of the program stands in brackets and may hold blanks.
    let behind = stat.rsplit(')').next().unwrap_or_default();
    let fields: Vec<f64> = behind
        .split_whitespace()
        .map(|f| f.parse().unwrap_or(0.0))
        .collect();
    let field = |n: usize| fields.get(n).copied().unwrap_or(0.0);
    Ok((
        (field(11) + field(12)) / TICKS,
        (field(13) + field(14)) / TICKS,
    ))
}
