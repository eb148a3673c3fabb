//! What is folded before two texts are compared: case, place of the tone mark, punctuation, white space.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

/// Grave, acute, tilde, hook above, dot below.
const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];

/// Small-letter words with the tone mark moved to the end of each, so that hòa equals hoà.
pub(crate) fn fold(s: &str) -> String {
    let lower: String = s.nfc().flat_map(char::to_lowercase).collect();
    let words = lower.split(|c: char| !c.is_alphanumeric() && c != '_');
    let words: Vec<String> = words.filter(|w| !w.is_empty()).map(tone_last).collect();
    words.join(" ")
}

fn tone_last(word: &str) -> String {
    let (tones, mut rest): (String, String) = {
        let is_tone = |c: &char| TONES.contains(c);
        (
            word.nfd().filter(is_tone).collect(),
            word.nfd().filter(|c| !is_tone(c)).collect(),
        )
    };
    rest.push_str(&tones);
    rest
}

/// A document number without blanks, in capitals.
pub(crate) fn fold_number(s: &str) -> String {
    let bare = s.nfc().filter(|c| !c.is_whitespace());
    bare.flat_map(char::to_uppercase).collect()
}

/// A numeral without its dot or bracket.
pub(crate) fn fold_marker(s: &str) -> String {
    let bare = s
        .chars()
        .filter(|c| !matches!(c, '.' | ')' | ':') && !c.is_whitespace());
    bare.flat_map(char::to_lowercase).collect()
}

/// White space collapsed, NFC.
pub(crate) fn collapse(s: &str) -> String {
    let words: Vec<String> = s.split_whitespace().map(|w| w.nfc().collect()).collect();
    words.join(" ")
}

/// How alike two texts are, 0 to 1, by the words they share.
pub(crate) fn token_f1(a: &str, b: &str) -> f64 {
    let (a, b) = (fold(a), fold(b));
    let (ca, cb) = (bag(&a), bag(&b));
    let (na, nb) = (ca.values().sum::<usize>(), cb.values().sum::<usize>());
    if na + nb == 0 {
        return 1.0;
    }
    let shared = ca.iter().map(|(w, n)| n.min(cb.get(w).unwrap_or(&0)));
    2.0 * shared.sum::<usize>() as f64 / (na + nb) as f64
}

fn bag(folded: &str) -> BTreeMap<&str, usize> {
    let mut bag = BTreeMap::new();
    for word in folded.split_whitespace() {
        *bag.entry(word).or_default() += 1;
    }
    bag
}

pub(crate) fn same_text(a: &str, b: &str) -> bool {
    fold(a) == fold(b)
}

pub(crate) fn same_number(a: &str, b: &str) -> bool {
    fold_number(a) == fold_number(b)
}

pub(crate) fn near_text(a: &str, b: &str) -> bool {
    token_f1(a, b) >= 0.9
}

pub(crate) fn same(a: &str, b: &str) -> bool {
    a == b
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_place_of_a_tone_mark_does_not_matter() {
        assert!(same_text("Xã HÒA An;", "xã hoà an"));
        assert!(!same_text("Xã Hòa An", "Xã Hoa An"));
        assert_eq!(fold_number("12 /qđ-UBND"), "12/QĐ-UBND");
        assert_eq!(fold_marker(" II. "), "ii");
    }

    #[test]
    fn likeness_counts_shared_words() {
        assert!((token_f1("a b c d", "a b c") - 6.0 / 7.0).abs() < 1e-9);
        assert!((token_f1("", ".") - 1.0).abs() < 1e-9);
    }
}
