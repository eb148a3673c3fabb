//! How alike two readings of one fact are, at four levels from strict to lenient.

use serde::Serialize;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::fold::{collapse, token_f1};

/// How strictly two readings are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// The same characters, white space collapsed.
    Exact,
    /// The same but for case, marks, white space and punctuation.
    Folded,
    /// The share of the words that both have.
    Soft,
    /// One less the share of the characters that must be changed.
    Edit,
}

impl Level {
    /// All levels, strictest first.
    pub const ALL: [Level; 4] = [Level::Exact, Level::Folded, Level::Soft, Level::Edit];

    /// Its name in tables and JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Level::Exact => "exact",
            Level::Folded => "folded",
            Level::Soft => "soft",
            Level::Edit => "edit",
        }
    }
}

/// What a pair of readings is worth at each level, 0 to 1.
pub(crate) fn credits(gold: &str, got: &str) -> [f64; 4] {
    let (gold, got) = (collapse(gold), collapse(got));
    if gold == got {
        return [1.0; 4];
    }
    let folded = bare(&gold) == bare(&got);
    let (soft, edit) = (token_f1(&gold, &got), likeness(&gold, &got));
    [0.0, f64::from(folded), soft, edit]
}

/// Small letters without marks and digits; of the punctuation, what tells numbers and paths apart.
fn bare(s: &str) -> String {
    let kept = |c: &char| c.is_alphanumeric() || matches!(c, '/' | '-' | '+');
    let letters = s.nfd().filter(|c| !is_combining_mark(*c)).filter(kept);
    let small = letters.flat_map(char::to_lowercase);
    small.map(|c| if c == 'đ' { 'd' } else { c }).collect()
}

/// Beyond so many characters, what is left after the common ends is compared by length only.
const FAR: usize = 2_000;

/// One less the edit distance over the length of the longer one.
pub(crate) fn likeness(a: &str, b: &str) -> f64 {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let longer = a.len().max(b.len());
    if longer == 0 {
        return 1.0;
    }
    let head = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[head..], &b[head..]);
    let ends = a.iter().rev().zip(b.iter().rev());
    let tail = ends.take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[..a.len() - tail], &b[..b.len() - tail]);
    let (near_a, near_b) = (&a[..a.len().min(FAR)], &b[..b.len().min(FAR)]);
    let beyond = (a.len() - near_a.len()).max(b.len() - near_b.len());
    let far = (distance(near_a, near_b) + beyond).min(longer);
    1.0 - far as f64 / longer as f64
}

/// How many characters must be put in, taken out or exchanged.
pub(crate) fn distance(a: &[char], b: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut slant = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let kept = slant + usize::from(x != y);
            slant = row[j + 1];
            row[j + 1] = kept.min(slant + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_levels_grow_lenient() {
        assert_eq!(credits("Sở  Y tế", "Sở Y tế"), [1.0; 4]);
        let [exact, folded, soft, edit] = credits("Sở Y tế", "SO Y TE;");
        assert_eq!((exact, folded), (0.0, 1.0));
        assert!(soft < 0.5 && edit <= 0.5, "{soft} {edit}");
        let [_, folded, soft, edit] = credits("UBND các xã", "UBND các xa");
        assert_eq!(folded, 1.0);
        assert!((soft - 2.0 / 3.0).abs() < 1e-9 && (edit - 10.0 / 11.0).abs() < 1e-9);
    }

    #[test]
    fn paths_keep_their_marks() {
        assert_eq!(credits("I/1/-1", "I/1/+1")[1], 0.0);
    }

    #[test]
    fn the_distance_is_the_known_one() {
        let of = |a: &str, b: &str| {
            let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
            distance(&a, &b)
        };
        assert_eq!(of("kitten", "sitting"), 3);
        assert_eq!(of("", "abc"), 3);
        assert_eq!(of("abc", "abc"), 0);
    }

    #[test]
    fn very_long_texts_are_bounded() {
        let (a, b) = ("ab".repeat(20_000), "cd".repeat(30_000));
        assert_eq!(likeness(&a, &b), 0.0);
        let (a, b) = (format!("{a}x{a}"), format!("{a}y{a}"));
        assert!(likeness(&a, &b) > 0.9999);
    }
}
