//! Detection, correction, precision and harm of repairs against the wounds that were made.

use std::collections::BTreeMap;
use std::ops::Range;

use sohoa_text::{Options, Text};

use super::damage::{Kind, Wound};

/// What came of it.
#[derive(Debug, Clone, Default)]
pub struct Figures {
    /// By kind of damage: wounds, those that an applied repair touches, those healed.
    pub kinds: BTreeMap<Kind, [u64; 3]>,
    /// Words of the text that were not damaged.
    pub right: u64,
    /// Right words that an applied repair changed.
    pub harmed: u64,
    /// Applied repairs, and those that restored what stood there.
    pub applied: u64,
    /// Applied repairs that restored what stood there.
    pub good: u64,
    /// Proposals, and those that are right.
    pub proposed: u64,
    /// Numbers and codes that changed.
    pub identifiers: u64,
    /// Repairs that were wrong: what was read, what was made of it, what stood there.
    pub wrong: Vec<[String; 4]>,
    /// Wounds left: what was read, what stood there.
    pub missed: Vec<[String; 3]>,
    /// Confidence of applied repairs and whether they were right.
    pub sure: Vec<(f64, bool)>,
}

impl Figures {
    /// Sums over all kinds: wounds, touched, healed.
    #[must_use]
    pub fn total(&self) -> [u64; 3] {
        self.kinds
            .values()
            .fold([0; 3], |t, k| [t[0] + k[0], t[1] + k[1], t[2] + k[2]])
    }

    /// Adds the figures of another text.
    pub fn add(&mut self, other: Figures) {
        for (kind, counts) in other.kinds {
            let mine = self.kinds.entry(kind).or_default();
            (0..3).for_each(|i| mine[i] += counts[i]);
        }
        self.right += other.right;
        self.harmed += other.harmed;
        self.applied += other.applied;
        self.good += other.good;
        self.proposed += other.proposed;
        self.identifiers += other.identifiers;
        self.wrong.extend(other.wrong);
        self.missed.extend(other.missed);
        self.sure.extend(other.sure);
    }
}

/// Repairs `damaged` and compares. `wounds` are in order.
#[must_use]
pub fn measure(damaged: &str, wounds: &[Wound], options: &Options) -> Figures {
    let text = Text::with(damaged, options);
    let mut f = Figures::default();
    let mut words = 0;
    for word in damaged.split_whitespace() {
        words += u64::from(word.chars().any(char::is_alphabetic));
    }
    f.right = words - wounds.len() as u64;
    let mut repairs: Vec<(Range<usize>, &sohoa_text::Repair)> = Vec::new();
    for r in text.repairs() {
        let range = text.span(std::slice::from_ref(&r.range)).range();
        if !r.applied {
            f.proposed += 1;
        } else if r.raw != r.value {
            repairs.push((range, r));
        }
    }
    f.applied = repairs.len() as u64;
    let mut good = vec![false; repairs.len()];
    let mut touching = vec![false; repairs.len()];
    for w in wounds {
        let over = |r: &Range<usize>| r.start < w.range.end && w.range.start < r.end;
        let first = repairs.partition_point(|(r, _)| r.end <= w.range.start);
        let hits: Vec<usize> = (first..repairs.len())
            .take_while(|&i| repairs[i].0.start < w.range.end)
            .filter(|&i| over(&repairs[i].0))
            .collect();
        let counts = f.kinds.entry(w.kind).or_default();
        counts[0] += 1;
        let mut from = w.range.start;
        let mut healed = String::new();
        for &i in &hits {
            let (r, repair) = &repairs[i];
            healed.push_str(damaged.get(from..r.start.max(from)).unwrap_or_default());
            healed.push_str(&repair.value);
            from = r.end;
            touching[i] = true;
        }
        healed.push_str(damaged.get(from..w.range.end.max(from)).unwrap_or_default());
        counts[1] += u64::from(!hits.is_empty());
        if alike(&healed, &w.clean) {
            counts[2] += 1;
            hits.iter().for_each(|&i| good[i] = true);
        } else if hits.is_empty() {
            f.missed.push([
                format!("{:?}", w.kind),
                context(damaged, &w.range),
                w.clean.clone(),
            ]);
        }
    }
    for (i, (range, repair)) in repairs.iter().enumerate() {
        f.good += u64::from(good[i]);
        f.harmed += u64::from(!touching[i]);
        f.sure.push((repair.confidence, good[i]));
        let identifier = repair.raw.bytes().any(|b| b.is_ascii_digit() || b == b'/');
        f.identifiers += u64::from(identifier);
        if !good[i] {
            let mark = if touching[i] { "damaged" } else { "right" };
            f.wrong.push([
                mark.into(),
                context(damaged, range),
                repair.value.clone(),
                format!("{:.2} {}", repair.confidence, repair.rule),
            ]);
        }
    }
    f
}

/// The same but for the letter that carries the tone.
fn alike(a: &str, b: &str) -> bool {
    let words = |s: &str| -> Vec<String> {
        s.split_whitespace()
            .map(|w| sohoa_lm::Word::of(w).map_or_else(|| w.to_lowercase(), |w| w.to_string()))
            .collect()
    };
    words(a) == words(b)
}

/// The place with a few words around it.
fn context(text: &str, range: &Range<usize>) -> String {
    let from = text[..range.start]
        .rmatch_indices([' ', '\n'])
        .nth(3)
        .map_or(0, |(i, _)| i + 1);
    let to = text[range.end..]
        .match_indices([' ', '\n'])
        .nth(3)
        .map_or(text.len(), |(i, _)| range.end + i);
    format!(
        "{}[{}]{}",
        &text[from..range.start],
        &text[range.clone()],
        &text[range.end..to]
    )
    .replace('\n', "⏎")
}
