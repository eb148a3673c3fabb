//! How sure each value is: one pass over the finished record.
//!
//! The rules that read a value say how sure they are of it by themselves. What else speaks for it or against
//! it (repairs within it, doubts, the state of the file, remarks on its lines) is only known when the record
//! is whole. [`settle`] weighs both: for each [`Family`] of values the log-odds of being right are a sum of
//! [`Evidence`] times the weights in `tables/certainty.tsv`. The weights are fitted (logistic regression) on
//! forged papers and noisy twins of them by `cargo run -p sohoa-xtask -- calibrate`, which also measures on
//! papers that were not used for fitting how often values of a given confidence are right.

mod evidence;
mod table;
mod visit;

pub use evidence::{COUNT, Evidence, NAMES};
pub use table::Family;
pub use visit::{Key, Seen};

use crate::model::{Confidence, Record};
use evidence::Scene;
use sohoa_layout::Layout;

/// No value is surer than this: a page may always be damaged in a way that reads well.
const MOST: f64 = 0.99;
/// A value with words that were written by hand or stamped over is a guess.
const GUESS: f64 = 0.5;
/// No value that is given at all is less sure than this.
const LEAST: f64 = 0.05;

/// Sets the confidence of every value of a record whose text in NFC has `length` bytes.
pub(crate) fn settle(record: &mut Record, layout: &Layout, length: usize) {
    let weights = table::weights();
    let mut documents = std::mem::take(&mut record.documents);
    let mut scene = Scene::of(record, layout, length);
    visit::each(&mut documents, &mut |seen: Seen<'_>| {
        let evidence = scene.evidence(&seen);
        let sure = match seen.key.family {
            Family::Text => scene.of_text(&evidence, seen.confidence.get()),
            family => weights.confidence(family, &evidence),
        };
        let most = if scene.by_hand(seen.span) {
            GUESS
        } else {
            MOST
        };
        *seen.confidence = Confidence::new(sure.clamp(LEAST, most));
    });
    record.documents = documents;
}

/// The evidence for every value of a record that is not settled yet, in the order of the record.
#[must_use]
pub fn evidence(record: &Record, layout: &Layout, length: usize) -> Vec<(Key, Evidence)> {
    let mut documents = record.documents.clone();
    let mut scene = Scene::of(record, layout, length);
    let mut out = Vec::new();
    visit::each(&mut documents, &mut |seen: Seen<'_>| {
        out.push((seen.key, scene.evidence(&seen)));
    });
    out
}

/// The confidence of every value of a record, in the order of the record.
#[must_use]
pub fn confidences(record: &Record) -> Vec<(Key, f64)> {
    let mut documents = record.documents.clone();
    let mut out = Vec::new();
    visit::each(&mut documents, &mut |seen: Seen<'_>| {
        out.push((seen.key, seen.confidence.get()));
    });
    out
}
