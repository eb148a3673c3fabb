//! How many of the letters with marks of a transcript came back in a text.

use unicode_normalization::UnicodeNormalization;

/// The share of the transcript's letters with marks that the best alignment finds in the text; case, white
/// space and punctuation do not count.
pub fn accuracy(transcript: &str, text: &str) -> f64 {
    let (truth, read) = (letters(transcript), letters(text));
    let kept = kept(&truth, &read);
    let marked = truth.iter().zip(&kept).filter(|(c, _)| is_marked(**c));
    let (all, right) = marked.fold((0u32, 0u32), |(all, right), (_, kept)| {
        (all + 1, right + u32::from(*kept))
    });
    f64::from(right) / f64::from(all.max(1))
}

fn letters(text: &str) -> Vec<char> {
    let lower = text.nfc().flat_map(char::to_lowercase);
    lower.filter(|c| c.is_alphanumeric()).collect()
}

fn is_marked(c: char) -> bool {
    c == 'đ' || (!c.is_ascii() && c.nfd().count() > 1)
}

/// More differences than this are another text.
const MOST: usize = 3000;

/// Which of `a` stand in a longest common subsequence with `b`, by the algorithm of Myers: in each round the
/// furthest place of every diagonal with one difference more; then the way back. None of another text.
fn kept(a: &[char], b: &[char]) -> Vec<bool> {
    let mut kept = vec![false; a.len()];
    let mut rounds: Vec<Vec<usize>> = Vec::new();
    // Diagonal k is kept at MOST + 1 + k; on it x - y = k.
    let mut furthest = vec![0; 2 * MOST + 3];
    let goal = (MOST + 1 + a.len()).saturating_sub(b.len());
    let found = (0..=MOST).find(|d| {
        rounds.push(furthest.clone());
        for k in (MOST + 1 - d..=MOST + 1 + d).step_by(2) {
            let (mut x, _) = step(&furthest, k, *d);
            while x < a.len() && a.get(x) == b.get(x + MOST + 1 - k) {
                x += 1;
            }
            furthest[k] = x;
        }
        furthest.get(goal) == Some(&a.len())
    });
    let (mut x, mut k) = (a.len(), goal);
    for d in (1..=found.unwrap_or(0)).rev() {
        let (start, from) = step(&rounds[d], k, d);
        kept[start..x].fill(true);
        x = rounds[d][from];
        k = from;
    }
    if found.is_some() {
        kept[..x].fill(true);
    }
    kept
}

/// Where diagonal `k` begins in round `d`, and the diagonal it is reached from.
fn step(furthest: &[usize], k: usize, d: usize) -> (usize, usize) {
    let (left, right) = (furthest[k - 1], furthest[k + 1]);
    if k == MOST + 1 - d || (k != MOST + 1 + d && left < right) {
        (right, k + 1)
    } else {
        (left + 1, k - 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_that_are_missing_or_other_do_not_count() {
        assert_eq!(accuracy("Kế hoạch", "kế  HOẠCH, năm"), 1.0);
        assert_eq!(accuracy("Kế hoạch", "ke hoạch"), 0.5);
        assert_eq!(accuracy("ủy ban nhân dân", "x ủy bn nhan y dân"), 2.0 / 3.0);
        assert_eq!(accuracy("đã", ""), 0.0);
    }
}
