//! Headings set with blanks between their letters: `K Ế H O Ạ C H` reads `KẾ HOẠCH`.
//!
//! ```text
//! spread = letter , { " " , letter }      (* a line of its own, five letters or more *)
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

/// The words of the lines that are spread.
pub(crate) fn changes(text: &str) -> Vec<Change> {
    let mut out = Vec::new();
    let mut at = 0;
    let ends = memchr::memchr_iter(b'\n', text.as_bytes()).chain([text.len()]);
    for end in ends {
        let line = &text[at..end];
        let letters = letters(line).unwrap_or_default();
        for word in words(&letters) {
            let (Some(first), Some((last, c))) = (word.first(), word.last()) else {
                continue;
            };
            out.push(Change {
                range: at + first.0..at + last + c.len_utf8(),
                value: word.iter().map(|(_, c)| c).collect(),
                rule: RULE,
                confidence: 0.9,
                applied: word.len() > 1,
            });
        }
        at = end + 1;
    }
    out.retain(|c| c.applied);
    out
}

/// A letter and its place in the line.
type Letter = (usize, char);

/// The letters of a spread line.
fn letters(line: &str) -> Option<Vec<Letter>> {
    let mut chars = line.chars();
    // A glance, before the whole line is looked at.
    if !chars.next()?.is_uppercase() || chars.next() != Some(' ') || !chars.next()?.is_uppercase() {
        return None;
    }
    let body = line.trim_end_matches([':', ' ']);
    let mut letters = Vec::new();
    let mut blank = true;
    for (at, c) in body.char_indices() {
        match c {
            ' ' if !blank => blank = true,
            c if c.is_uppercase() && blank => {
                letters.push((at, c));
                blank = false;
            }
            _ => return None,
        }
    }
    (LEAST..=MOST).contains(&letters.len()).then_some(letters)
}

/// The fewest syllables that the letters make, one behind the other; none where they make none.
fn words(letters: &[Letter]) -> Vec<&[Letter]> {
    let mut best: Vec<Option<(usize, usize)>> = vec![None; letters.len() + 1];
    best[0] = Some((0, 0));
    for end in 1..=letters.len() {
        for start in end.saturating_sub(SYLLABLE)..end {
            let better = |n: &usize| best[end].is_none_or(|(count, _)| *n < count);
            let count = best[start].map(|(count, _)| count + 1).filter(better);
            let word = letters[start..end]
                .iter()
                .flat_map(|(_, c)| c.to_lowercase());
            if let Some(n) = count
                && SYLLABLES.contains(word.collect::<String>().as_str())
            {
                best[end] = Some((n, start));
            }
        }
    }
    let mut out = Vec::new();
    let mut end = letters.len();
    while end > 0 {
        let Some((_, start)) = best[end] else {
            return Vec::new();
        };
        out.push(&letters[start..end]);
        end = start;
    }
    out.reverse();
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn closed(line: &str) -> String {
        let mut out = line.to_owned();
        for c in changes(line).into_iter().rev() {
            out.replace_range(c.range, &c.value);
        }
        out
    }

    #[test]
    fn spread_headings_are_closed() {
        for (line, words) in [
            ("K Ế H O Ạ C H", "KẾ HOẠCH"),
            ("Q U Y Ế T Đ Ị N H :", "QUYẾT ĐỊNH :"),
            ("x\nN G H Ị Q U Y Ế T\ny", "x\nNGHỊ QUYẾT\ny"),
            ("T Ờ T R Ì N H", "TỜ TRÌNH"),
        ] {
            assert_eq!(closed(line), words);
        }
    }

    #[test]
    fn initials_and_lists_stay() {
        for line in ["A B C", "I V X L C D M", "A 1 2 3 4 5", "V Ề VIỆC", ""] {
            assert_eq!(closed(line), line);
        }
    }
}
