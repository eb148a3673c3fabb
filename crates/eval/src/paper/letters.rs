//! Letters and words of a reading beside the true ones.

use std::collections::HashMap;
use std::ops::AddAssign;

use crate::fold::collapse;
use crate::level::distance;

/// What was counted; sums over pages.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Letters {
    /// Letters of the truth.
    pub all: usize,
    /// Letters wrong, missed or added, in reading order.
    pub in_order: usize,
    /// The same by words, wherever they stand.
    pub free: usize,
    /// Words of the truth.
    pub words: usize,
    /// Words that were not found as they are.
    pub wrong_words: usize,
}

impl AddAssign for Letters {
    fn add_assign(&mut self, other: Letters) {
        self.all += other.all;
        self.in_order += other.in_order;
        self.free += other.free;
        self.words += other.words;
        self.wrong_words += other.wrong_words;
    }
}

impl Letters {
    /// Errors in reading order, in hundredths of the letters.
    #[must_use]
    pub fn in_order_rate(&self) -> f64 {
        rate(self.in_order, self.all)
    }

    /// Errors free of order.
    #[must_use]
    pub fn free_rate(&self) -> f64 {
        rate(self.free, self.all)
    }

    /// Words not found.
    #[must_use]
    pub fn word_rate(&self) -> f64 {
        rate(self.wrong_words, self.words)
    }
}

fn rate(wrong: usize, all: usize) -> f64 {
    100.0 * wrong as f64 / all.max(1) as f64
}

/// Counts a page. `truth` are its words in reading order, each with whether it was printed; what a pen wrote
/// is left out, with the word that was read nearest to it.
#[must_use]
pub fn letters(truth: &[(&str, bool)], read: &str) -> Letters {
    let read = collapse(read);
    let mut found: Vec<Vec<char>> = read
        .split(' ')
        .filter(|w| !w.is_empty())
        .map(chars)
        .collect();
    for (word, _) in truth.iter().filter(|(_, printed)| !printed) {
        drop_nearest(&mut found, &chars(word));
    }
    let printed = truth.iter().filter(|(_, printed)| *printed);
    let printed: Vec<Vec<char>> = printed.map(|(word, _)| chars(word)).collect();
    let (left, over) = unmatched(&printed, &found);
    Letters {
        all: length(&printed),
        in_order: distance(&joined(&printed), &joined(&found)),
        free: apart(left.clone(), over),
        words: printed.len(),
        wrong_words: left.len(),
    }
}

fn chars(word: &str) -> Vec<char> {
    collapse(word).chars().collect()
}

fn length(words: &[Vec<char>]) -> usize {
    words
        .iter()
        .map(|w| w.len() + 1)
        .sum::<usize>()
        .saturating_sub(1)
}

fn joined(words: &[Vec<char>]) -> Vec<char> {
    words.join(&' ')
}

/// Takes the word out that is most like another, if half of its letters are; else dots, which stand for what a
/// pen wrote and nobody could read.
fn drop_nearest(found: &mut Vec<Vec<char>>, word: &[char]) {
    let near = found.iter().enumerate();
    let near = near.map(|(i, other)| (distance(word, other), i)).min();
    let near = near.filter(|(far, _)| *far * 2 <= word.len()).map(|n| n.1);
    let dots = |w: &Vec<char>| w.len() > 2 && w.iter().all(|c| *c == '.');
    if let Some(i) = near.or_else(|| found.iter().position(dots)) {
        found.remove(i);
    }
}

/// The words of each side that the other has not.
fn unmatched(truth: &[Vec<char>], read: &[Vec<char>]) -> (Vec<Vec<char>>, Vec<Vec<char>>) {
    let mut counts: HashMap<&[char], usize> = HashMap::new();
    read.iter().for_each(|w| *counts.entry(w).or_default() += 1);
    let mut left = Vec::new();
    for word in truth {
        match counts.get_mut(word.as_slice()) {
            Some(n) if *n > 0 => *n -= 1,
            _ => left.push(word.clone()),
        }
    }
    let over = counts
        .iter()
        .flat_map(|(w, n)| std::iter::repeat_n(w.to_vec(), *n));
    let mut over: Vec<Vec<char>> = over.collect();
    over.sort();
    (left, over)
}

/// Letters between the words of two bags: each with the nearest that is left, the nearest pairs first.
fn apart(left: Vec<Vec<char>>, over: Vec<Vec<char>>) -> usize {
    let mut pairs: Vec<(usize, usize, usize)> = Vec::new();
    for (i, a) in left.iter().enumerate() {
        for (j, b) in over.iter().enumerate() {
            // Words of very different length are never a pair worth having.
            if a.len().abs_diff(b.len()) * 2 <= a.len().max(b.len()) {
                pairs.push((distance(a, b), i, j));
            }
        }
    }
    pairs.sort_unstable();
    let (mut of_left, mut of_over) = (vec![false; left.len()], vec![false; over.len()]);
    let mut sum = 0;
    for (far, i, j) in pairs {
        if !of_left[i] && !of_over[j] && far < left[i].len().max(over[j].len()) {
            (of_left[i], of_over[j]) = (true, true);
            sum += far;
        }
    }
    // What is left over on both sides is exchanged as far as it goes, and missed or added beyond.
    let alone = |words: &[Vec<char>], paired: &[bool]| -> usize {
        let rest = words.iter().zip(paired).filter(|(_, p)| !**p);
        rest.map(|(w, _)| w.len()).sum()
    };
    sum + alone(&left, &of_left).max(alone(&over, &of_over))
}

/// How far two boxes cover each other: what both have over what either has.
#[must_use]
pub fn overlap(a: [f32; 4], b: [f32; 4]) -> f32 {
    let area = |[l, t, r, d]: [f32; 4]| (r - l).max(0.0) * (d - t).max(0.0);
    let both = [
        a[0].max(b[0]),
        a[1].max(b[1]),
        a[2].min(b[2]),
        a[3].min(b[3]),
    ];
    let both = area(both);
    both / (area(a) + area(b) - both).max(f32::EPSILON)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(text: &str) -> Vec<(&str, bool)> {
        text.split(' ').map(|w| (w, true)).collect()
    }

    #[test]
    fn order_is_told_from_letters() {
        let swapped = letters(&printed("một hai ba bốn"), "ba bốn  một hai");
        assert_eq!((swapped.free, swapped.wrong_words), (0, 0));
        assert!(swapped.in_order > 8);
        let misread = letters(&printed("một hai ba bốn"), "một hái ba bôn");
        assert_eq!(
            (misread.in_order, misread.free, misread.wrong_words),
            (2, 2, 2)
        );
    }

    #[test]
    fn what_is_missed_or_added_counts() {
        assert_eq!(letters(&printed("một hai"), "một").free, 3);
        assert_eq!(letters(&printed("một"), "một hai").free, 3);
        assert_eq!(letters(&printed("một"), "").in_order, 3);
    }

    #[test]
    fn a_pen_is_left_out() {
        let truth = [("Số:", true), ("123/KH-UBND", false)];
        let read = letters(&truth, "Số: A23/KH-UBND");
        assert_eq!((read.free, read.in_order, read.all), (0, 0, 3));
        let truth = [("ngày", true), ("28", false), ("tháng", true)];
        assert_eq!(letters(&truth, "ngày ...... tháng").free, 0);
        assert_eq!(letters(&truth, "ngày 28 tháng ......").free, 6);
    }

    #[test]
    fn boxes_overlap_by_their_shares() {
        assert!((overlap([0.0, 0.0, 2.0, 1.0], [1.0, 0.0, 3.0, 1.0]) - 1.0 / 3.0).abs() < 1e-6);
        assert_eq!(overlap([0.0; 4], [5.0, 5.0, 6.0, 6.0]), 0.0);
    }
}
