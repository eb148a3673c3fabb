//! Which line of a reading is which line of the truth.

use std::collections::{BTreeMap, HashMap};

use crate::fold::fold;

/// For each line of the truth that is not blank, the line of the reading that has most of its letters; the
/// order of lines is kept. Lines count from 1.
///
/// A reading may join lines (columns side by side, rows) and drop them; a dropped line is where its neighbours are.
#[must_use]
pub fn lines(truth: &str, read: &str) -> BTreeMap<u64, u64> {
    let (truth, read) = (filled(truth), filled(read));
    if read.is_empty() {
        return BTreeMap::new();
    }
    let pairs: Vec<Vec<f32>> = truth
        .iter()
        .map(|(_, t)| read.iter().map(|(_, r)| held(t, r)).collect())
        .collect();
    // best[j]: the lines so far lie in the first j + 1 of the reading; taken[i][j]: whether line i lies in j.
    let mut best = vec![0.0_f32; read.len()];
    let mut taken: Vec<Vec<bool>> = Vec::with_capacity(truth.len());
    for row in &pairs {
        let mut here = vec![false; read.len()];
        let mut before = f32::NEG_INFINITY;
        for (j, pair) in row.iter().enumerate() {
            let put = best[j] + pair;
            here[j] = put > before;
            best[j] = put.max(before);
            before = best[j];
        }
        taken.push(here);
    }
    let mut out = BTreeMap::new();
    let mut j = read.len() - 1;
    for (i, here) in taken.iter().enumerate().rev() {
        while j > 0 && !here[j] {
            j -= 1;
        }
        out.insert(truth[i].0, read[j].0);
    }
    out
}

/// The lines that are not blank, numbered from 1, each with its pairs of letters and how often it has them.
fn filled(text: &str) -> Vec<(u64, HashMap<(char, char), u16>)> {
    let lines = (1..).zip(text.split(['\n', '\u{c}']));
    let lines = lines.map(|(n, line)| (n, fold(line)));
    let lines = lines.filter(|(_, line)| !line.is_empty());
    lines.map(|(n, line)| (n, pairs(&line))).collect()
}

fn pairs(line: &str) -> HashMap<(char, char), u16> {
    let mut out = HashMap::new();
    for pair in line.chars().zip(line.chars().skip(1).chain([' '])) {
        *out.entry(pair).or_default() += 1;
    }
    out
}

/// The share of the pairs of a line that another one has too.
fn held(line: &HashMap<(char, char), u16>, other: &HashMap<(char, char), u16>) -> f32 {
    let all: u16 = line.values().sum();
    let both = line.iter().map(|(p, n)| n.min(other.get(p).unwrap_or(&0)));
    let share = f32::from(both.sum::<u16>()) / f32::from(all.max(1));
    // Any two lines share some pairs; what counts is more than that.
    (share - 0.4).max(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_found_again_in_a_poor_reading() {
        let truth = "KẾ HOẠCH\n\nI. MỤC ĐÍCH\nRà soát thủ tục hành chính\nBáo cáo kết quả";
        let read = "rác\nKÉ HOACH\nI. MUC ĐÍCH Rà soat thủ tục hành chính\n\nBáo cáo kêt quả";
        let found = lines(truth, read);
        let want = BTreeMap::from([(1, 2), (3, 3), (4, 3), (5, 5)]);
        assert_eq!(found, want);
    }

    #[test]
    fn a_dropped_line_keeps_the_order() {
        let found = lines("một dòng\nhai dòng khác\nba chữ", "một dòng\nba chữ");
        assert_eq!(found[&1], 1);
        assert_eq!(found[&3], 2);
        assert!(lines("a", "").is_empty());
    }
}
