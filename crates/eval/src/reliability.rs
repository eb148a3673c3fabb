//! Tables of reliability: of the values that were given a confidence, how many are right.

use std::fmt;

/// How often values of each confidence are right.
#[derive(Debug, Clone, Default)]
pub struct Reliability {
    /// By tenth of confidence, the values above .9 by hundredths: number, sum of confidences, right ones.
    bins: [(usize, f64, usize); BINS],
}

const BINS: usize = 19;

impl Reliability {
    /// Counts a value.
    pub fn add(&mut self, confidence: f64, right: bool) {
        let bin = &mut self.bins[bin(confidence)];
        bin.0 += 1;
        bin.1 += confidence;
        bin.2 += usize::from(right);
    }

    /// Adds what another table counted.
    pub fn merge(&mut self, other: &Reliability) {
        for (a, b) in self.bins.iter_mut().zip(&other.bins) {
            *a = (a.0 + b.0, a.1 + b.1, a.2 + b.2);
        }
    }

    /// Number of values.
    #[must_use]
    pub fn count(&self) -> usize {
        self.bins.iter().map(|b| b.0).sum()
    }

    /// Expected calibration error: the mean distance of confidence and share of right values.
    #[must_use]
    pub fn error(&self) -> f64 {
        let all = self.count().max(1) as f64;
        let off = self
            .bins
            .iter()
            .map(|(_, sum, right)| (sum - *right as f64).abs());
        off.sum::<f64>() / all
    }

    /// Of the values given at least .9: the share that is right.
    #[must_use]
    pub fn right_above(&self) -> f64 {
        let (all, right) = self.above();
        right as f64 / all.max(1) as f64
    }

    /// Of all right values: the share that was given at least .9.
    #[must_use]
    pub fn sure(&self) -> f64 {
        let right: usize = self.bins.iter().map(|b| b.2).sum();
        self.above().1 as f64 / right.max(1) as f64
    }

    fn above(&self) -> (usize, usize) {
        let above = self.bins[9..].iter();
        above.fold((0, 0), |(n, r), b| (n + b.0, r + b.2))
    }
}

fn bin(confidence: f64) -> usize {
    // Confidences are given in hundredths.
    let hundredths = (confidence.clamp(0.0, 1.0) * 100.0).round() as usize;
    match hundredths {
        90.. => 9 + (hundredths - 90).min(9),
        below => below / 10,
    }
}

impl fmt::Display for Reliability {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, sum, right) in self.bins.iter().filter(|b| b.0 > 0) {
            let all = *n as f64;
            let (said, is) = (sum / all, *right as f64 / all);
            writeln!(f, "  {said:.3} {is:.3} {n:8}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reliability() {
        let mut r = Reliability::default();
        for i in 0..10 {
            r.add(0.95, i != 0);
            r.add(0.5, i < 5);
        }
        assert!((r.right_above() - 0.9).abs() < 1e-9);
        assert!((r.sure() - 9.0 / 14.0).abs() < 1e-9);
        assert!((r.error() - 0.025).abs() < 1e-9);
        assert_eq!((bin(0.9), bin(0.899), bin(1.0), bin(0.0)), (9, 9, 18, 0));
    }
}
