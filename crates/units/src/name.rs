//! Names of units letter by letter: when two are one name, and when one misread letter parts them.

use sohoa_lm::letter::{Alphabet, base, code, compose, is_vowel};

/// How near two names are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nearness {
    /// One name, but for case, the seat of a tone, `i` and `y`, hyphens.
    Same,
    /// One printed letter was read as another: its tone, its mark, its stroke or its shape.
    Near,
    /// Two names.
    Apart,
}

/// A word of a name: codes of its letters without tone (digits above them), and the tone.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Syllable {
    letters: Vec<u8>,
    tone: u8,
}

/// Codes of digits begin here.
const DIGITS: u8 = 100;

/// The words of a name. Apostrophes belong to the word.
pub(crate) fn syllables(name: &str) -> Vec<Syllable> {
    let alphabet = Alphabet::get();
    let parts = name.split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’' | '`'));
    let words = parts.map(|word| {
        let mut out = Syllable::default();
        for c in word.chars() {
            match (alphabet.letter(c), c.to_digit(10)) {
                (Some(l), _) => {
                    // "Quý" and "Quí" are one.
                    let is_y = l.code == code('y');
                    out.letters.push(if is_y { code('i') } else { l.code });
                    out.tone = out.tone.max(l.tone);
                }
                // "Phường 01" and "Phường 1" too.
                (None, Some(0)) if out.letters.is_empty() => {}
                (None, Some(d)) => out.letters.push(DIGITS + d as u8),
                (None, None) => {}
            }
        }
        // A syllable that ends so is of another language, and its marks vary in print: Đắk, Đăk, Đak.
        if out.letters.last() == Some(&code('k')) {
            let vowels = out.letters.iter_mut().filter(|l| is_vowel(**l));
            vowels.for_each(|l| *l = base(*l));
            out.tone = 0;
        }
        out
    });
    words.filter(|w| !w.letters.is_empty()).collect()
}

/// The name without marks, by which the table has it.
#[must_use]
pub(crate) fn key(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for word in syllables(name) {
        if !out.is_empty() {
            out.push(' ');
        }
        let letter = |l: u8| match l.checked_sub(DIGITS) {
            Some(digit) => char::from(b'0' + digit),
            None => compose(base(l), 0),
        };
        out.extend(word.letters.into_iter().map(letter));
    }
    out
}

/// How near two names are.
#[must_use]
pub fn compare(a: &str, b: &str) -> Nearness {
    let (a, b) = (syllables(a), syllables(b));
    if a == b {
        return Nearness::Same;
    }
    let differing = || a.iter().zip(&b).filter(|(x, y)| x != y);
    let near = a.len() == b.len()
        && differing().count() == 1
        && differing().all(|(x, y)| one_letter(&x.letters, &y.letters));
    if near {
        Nearness::Near
    } else {
        Nearness::Apart
    }
}

/// At most one letter was read as another, lost or put in, or two for one (`rn` for `m`).
fn one_letter(a: &[u8], b: &[u8]) -> bool {
    let head = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[head..], &b[head..]);
    let tail = a.iter().rev().zip(b.iter().rev());
    let tail = tail.take_while(|(x, y)| x == y).count();
    matches!(
        (a.len() - tail, b.len() - tail),
        (0..=1, 0..=1) | (1, 2) | (2, 1)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        use Nearness::{Apart, Near, Same};
        for (a, b, how) in [
            ("Thanh Hoá", "THANH HÒA", Near),
            ("Thanh Hoá", "THANH HÓA", Same),
            ("Bà Rịa-Vũng Tàu", "Bà Rịa - Vũng Tàu", Same),
            ("Đăk Lăk", "Đắk Lắk", Same),
            ("Quí Hòa", "Quý Hoà", Same),
            ("01", "1", Same),
            ("Ia H'Drai", "Ia HDrai", Same),
            ("TRA BỒNG", "Trà Bồng", Near),
            ("TRA BONG", "Trà Bồng", Apart),
            ("Tân Lâp", "Tân Lập", Near),
            ("Dắk Mil", "Đắk Mil", Near),
            ("Tarn Đảo", "Tam Đảo", Near),
            ("Tân Lập", "Tân Lập Đông", Apart),
            ("", "Tân Lập", Apart),
            ("", "", Same),
        ] {
            assert_eq!(compare(a, b), how, "{a} {b}");
            assert_eq!(compare(b, a), how, "{b} {a}");
        }
    }

    #[test]
    fn keys() {
        for (name, k) in [
            ("Bà Rịa - Vũng Tàu", "ba ria vung tau"),
            ("MỸ XUYÊN", "mi xuien"),
            ("Phường 07", "phuong 7"),
            ("…", ""),
        ] {
            assert_eq!(key(name), k);
        }
    }
}
