//! Which repairs are safe: the margin that is asked for follows the noise of the file.
//!
//! In a clean file nearly every repair is a mistake, in a noisy one nearly none; how noisy a file is shows in
//! the repairs that are beyond doubt.

use super::Wanted;
use crate::repair::Change;

/// Repairs with this margin are errors for certain.
const CERTAIN: f32 = 8.0;
/// Words that are added to the count, so that one certain error does not make a short letter noisy.
const PRIOR_WORDS: f32 = 500.0;
/// Certain errors in 1,000 words: up to here a file is clean, from there on noisy.
const CLEAN: f32 = 0.2;
const NOISY: f32 = 1.0;
/// Margin asked for in a clean file, and in a noisy one.
const CAREFUL: f32 = 8.5;
const BOLD: f32 = 3.65;
/// Less than this is not worth a proposal.
const LEAST: f32 = 1.0;
/// So much less than what is asked for, and a repair is not worth a look.
const DOUBTFUL: f32 = 3.0;
/// A file of which so many of 1,000 words are unknown is not in Vietnamese, or not in this encoding.
const FOREIGN: f32 = 150.0;

/// Applies or proposes, given the number of words and how many of them the model does not know.
pub(super) fn decide(wanted: Vec<Wanted>, words: usize, unknown: u32) -> Vec<Change> {
    let thousands = (words as f32 + PRIOR_WORDS) / 1000.0;
    let certain = wanted.iter().filter(|w| w.margin > CERTAIN).count();
    let noise = certain as f32 / thousands;
    let foreign = unknown as f32 / thousands > FOREIGN;
    let share = ((noise - CLEAN) / (NOISY - CLEAN)).clamp(0.0, 1.0);
    let asked = CAREFUL + share * (BOLD - CAREFUL);
    wanted
        .into_iter()
        .filter(|w| w.margin >= LEAST.max(asked - DOUBTFUL) && !foreign)
        .map(|w| Change {
            range: w.range,
            value: w.value,
            rule: w.rule,
            confidence: confidence(w.margin, asked),
            applied: w.margin >= asked,
        })
        .collect()
}

/// How sure a repair is: a logistic curve of the margin beyond what is asked for, laid through what was right of
/// generated damage and of the real plans together.
fn confidence(margin: f32, asked: f32) -> f64 {
    let odds = 0.95 + 0.7 * f64::from(margin - asked);
    (1.0 / (1.0 + (-odds).exp())).min(0.98)
}
