//! Capitals of TCVN3 without fonts: `CéNG HßA` decodes to `CộNG HòA` and stands for `CỘNG HÒA`.

use crate::start;

/// What a word tells about the case of its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Case {
    /// Capitals for sure.
    Capital,
    /// A small letter with a tone and at most one capital: `Xã` or `XÃ`.
    Either,
    /// Anything else.
    Other,
}

/// A word: its bytes, its case, and whether only blanks part it from the word before.
struct Word {
    start: usize,
    end: usize,
    case: Case,
    joined: bool,
}

/// Restores capitals with tones in words that are otherwise in capitals, in short words among these, and at the start of
/// sentences where other starts show that they have capitals.
///
/// ```
/// assert_eq!(sohoa_legacy::restore_capitals("CộNG HòA Xã HộI"), "CỘNG HÒA XÃ HỘI");
/// assert_eq!(sohoa_legacy::restore_capitals("Bộ GTVT, Sở Y tế"), "Bộ GTVT, Sở Y tế");
/// ```
#[must_use]
pub fn restore_capitals(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        restore_line(line, &mut out);
    }
    start::restore(&mut out);
    out
}

fn restore_line(line: &str, out: &mut String) {
    let words = words(line);
    let before = neighbours(&words, false);
    let after = neighbours(&words, true);
    let mut at = 0;
    for (i, word) in words.iter().enumerate() {
        let around = [before[i], after[i]];
        let among = around.contains(&Some(Case::Capital)) && !around.contains(&Some(Case::Other));
        if word.case == Case::Capital || (word.case == Case::Either && among) {
            out.push_str(&line[at..word.start]);
            out.extend(line[word.start..word.end].chars().map(capital));
            at = word.end;
        }
    }
    out.push_str(&line[at..]);
}

/// A letter of Vietnamese has one capital, as long as it is itself.
pub(crate) fn capital(c: char) -> char {
    c.to_uppercase().next().unwrap_or(c)
}

/// For each word the nearest one that knows its case, on one side, over blanks only.
fn neighbours(words: &[Word], after: bool) -> Vec<Option<Case>> {
    let mut found = vec![None; words.len()];
    let mut known = None;
    let mut pass = |i: usize, joined: bool| {
        if !joined {
            known = None;
        }
        found[i] = known;
        if words[i].case != Case::Either {
            known = Some(words[i].case);
        }
    };
    if after {
        for i in (0..words.len()).rev() {
            pass(i, words.get(i + 1).is_some_and(|w| w.joined));
        }
    } else {
        for (i, word) in words.iter().enumerate() {
            pass(i, word.joined);
        }
    }
    found
}

fn words(line: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut rest = 0;
    while let Some(n) = line[rest..].find(char::is_alphabetic) {
        let start = rest + n;
        let length = line[start..].find(|c: char| !c.is_alphabetic());
        let end = length.map_or(line.len(), |n| start + n);
        let gap = &line[words.last().map_or(0, |w| w.end)..start];
        words.push(Word {
            start,
            end,
            case: case(&line[start..end]),
            joined: !words.is_empty() && gap.bytes().all(|b| matches!(b, b' ' | b'\t')),
        });
        rest = end;
    }
    words
}

fn case(word: &str) -> Case {
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    // The small letters without tone have bytes of their own: these are small for sure.
    let small = word.chars().any(|c| c.is_lowercase() && !is_toned(c));
    let toned = word.chars().any(|c| c.is_lowercase() && is_toned(c));
    let vowel = word.chars().any(|c| "AEIOUYĂÂÊÔƠƯ".contains(c));
    match (small, toned, capitals) {
        (true, ..) => Case::Other,
        (_, true, 2..) => Case::Capital,
        (_, true, _) => Case::Either,
        (_, false, 2..) if vowel && is_syllable(word) => Case::Capital,
        _ => Case::Other,
    }
}

pub(crate) fn is_toned(c: char) -> bool {
    !c.is_ascii() && !matches!(c, 'ă' | 'â' | 'đ' | 'ê' | 'ô' | 'ơ' | 'ư')
}

fn is_syllable(word: &str) -> bool {
    crate::syllable::cost(&word.to_lowercase()).is_some()
}

#[cfg(test)]
mod tests {
    use super::restore_capitals;

    #[test]
    fn words_in_capitals() {
        for (read, meant) in [
            ("Uỷ BAN NHÂN DÂN", "UỶ BAN NHÂN DÂN"),
            ("Hà NộI", "HÀ NỘI"),
            ("Hà Nội", "Hà Nội"),
            ("Bộ GTVT và Sở TC", "Bộ GTVT và Sở TC"),
            ("TỉNH ủY\nSố: 5/QĐ-UB", "TỈNH ỦY\nSố: 5/QĐ-UB"),
            ("ở ĐÂY", "Ở ĐÂY"),
            ("Số 12 Hà", "Số 12 Hà"),
        ] {
            assert_eq!(restore_capitals(read), meant);
        }
    }
}
