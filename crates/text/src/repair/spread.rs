//! Headings set with blanks between their letters: `K Ế H O Ạ C H` reads `KẾ HOẠCH`.
//!
//! ```text
//! spread = letter , { " " , letter } , [ ":" ]      (* a line of its own, five letters or more *)
//! ```
//! The blanks between the words are no wider than those between the letters, once white space is collapsed: the
//! words are found again as the fewest syllables that the letters make. Known misses: names with letters that are
//! no Vietnamese syllable.

use sohoa_vocab::SYLLABLES;

use super::Change;

const RULE: &str = "text/repair/spread";
/// Letters from which a line is a spread heading; fewer may be initials.
const LEAST: usize = 5;
/// Letters of a heading at most.
const MOST: usize = 60;
/// No syllable is longer.
const SYLLABLE: usize = 7;

/// The lines that are spread.
pub(crate) fn changes(text: &str) -> Vec<Change> {
    let mut out = Vec::new();
    let mut at = 0;
    for line in text.split('\n') {
        if let Some(value) = closed(line) {
            let end = at + line.trim_end().len();
            out.push(Change {
                range: at..end,
                value,
                rule: RULE,
                confidence: 0.9,
                applied: true,
            });
        }
        at += line.len() + 1;
    }
    out
}

/// The words of a spread line.
fn closed(line: &str) -> Option<String> {
    let body = line.trim_end();
    let mut chars = body.chars();
    // A glance, before the whole line is looked at.
    if !chars.next()?.is_uppercase() || chars.next() != Some(' ') || !chars.next()?.is_uppercase() {
        return None;
    }
    let colon = body.ends_with(':');
    let mut letters = Vec::new();
    for word in body.trim_end_matches([':', ' ']).split(' ') {
        let mut chars = word.chars();
        letters.push(chars.next().filter(|c| c.is_uppercase())?);
        if chars.next().is_some() {
            return None;
        }
    }
    let count = (LEAST..=MOST).contains(&letters.len());
    let words = count.then(|| words(&letters))??;
    Some(words + if colon { ":" } else { "" })
}

/// The fewest syllables that the letters make, one behind the other.
fn words(letters: &[char]) -> Option<String> {
    let mut best: Vec<Option<(usize, usize)>> = vec![None; letters.len() + 1];
    best[0] = Some((0, 0));
    for end in 1..=letters.len() {
        for start in end.saturating_sub(SYLLABLE)..end {
            let word: String = letters[start..end]
                .iter()
                .collect::<String>()
                .to_lowercase();
            let count = best[start].map(|(count, _)| count + 1);
            let better = |n: &usize| best[end].is_none_or(|(count, _)| *n < count);
            if let Some(n) = count.filter(better)
                && SYLLABLES.contains(word.as_str())
            {
                best[end] = Some((n, start));
            }
        }
    }
    let mut out = Vec::new();
    let mut end = letters.len();
    while end > 0 {
        let (_, start) = best[end]?;
        out.push(letters[start..end].iter().collect::<String>());
        end = start;
    }
    out.reverse();
    Some(out.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spread_headings_are_closed() {
        for (line, words) in [
            ("K Ế H O Ạ C H", "KẾ HOẠCH"),
            ("Q U Y Ế T Đ Ị N H :", "QUYẾT ĐỊNH:"),
            ("N G H Ị Q U Y Ế T", "NGHỊ QUYẾT"),
            ("T Ờ T R Ì N H", "TỜ TRÌNH"),
        ] {
            assert_eq!(closed(line).as_deref(), Some(words), "{line}");
        }
    }

    #[test]
    fn initials_and_lists_stay() {
        for line in ["A B C", "I V X L C D M", "A 1 2 3 4 5", "V Ề VIỆC", ""] {
            assert_eq!(closed(line), None, "{line}");
        }
    }
}
