//! Capital letters, and the letters of điểm in the order of the Vietnamese alphabet.
//!
//! ```text
//! upper   = A…Z close
//! letter  = a…y ( ")" | "." )
//! ```

use super::{Reading, shown, toned};
use crate::tree::Numbering;

/// `A.`, `B)`.
pub(super) fn upper(token: &str, close: &str) -> Option<Reading> {
    // The letter I of a series A, B, C … read as l, 1 or |.
    let damaged = matches!(token, "l" | "1" | "|");
    let c = if damaged { 'I' } else { token.chars().next()? };
    if !c.is_uppercase() || token.len() > c.len_utf8() || matches!(close, "" | ":" | "}" | "]") {
        return None;
    }
    let value = place(c.to_lowercase().next()?)?;
    let fit = if damaged { -2 } else { 0 } - i8::from(close == ",");
    let mut r = Reading::new(Numbering::Upper, vec![value], fit);
    r.marker = c.to_string() + shown(close);
    Some(r)
}

/// The letters in the order of điểm, with f, j, w, z where drafters use them.
const LETTERS: &str = "abcdđefghijklmnopqrstuvwxyz";

/// What recognition makes of a letter, with the damage that assumes.
const LOOKALIKES: &[(char, char, i8)] = &[
    ('o', 'c', 3),
    ('o', 'a', 3),
    ('C', 'c', 2),
    ('6', 'b', 3),
    ('h', 'b', 3),
    ('q', 'g', 3),
    ('9', 'g', 3),
    ('l', 'i', 3),
    ('1', 'i', 3),
    ('e', 'c', 3),
    ('c', 'e', 3),
    ('d', 'đ', 1),
    ('đ', 'd', 1),
];

/// `a)`, `đ)` in the order of the Vietnamese alphabet, and the letters they may have been.
pub(super) fn letter(token: &str, close: &str) -> Vec<Reading> {
    let mut chars = token.chars();
    let (Some(c), rest) = (chars.next(), chars.as_str()) else {
        return Vec::new();
    };
    // "aj": the bracket was read as a letter.
    let close = match (rest, close) {
        ("", close) => close,
        ("j", "") => "]",
        _ => return Vec::new(),
    };
    let bracket = matches!(close, ")" | "}" | "]");
    let other = matches!(close, "." | "," | "/" | ":") && c.is_lowercase();
    if !(bracket || other) {
        return Vec::new();
    }
    let loose = i8::from(close != ")") + i8::from(matches!(close, "}" | "]"));
    let others = LOOKALIKES.iter().filter(|(k, ..)| *k == c && bracket);
    let others = others.map(|(_, right, damage)| (*right, *damage));
    std::iter::once((c, 0))
        .chain(others)
        .chain(toned(c).filter(|_| bracket).map(|c| (c, 2)))
        .filter_map(|(c, damage)| {
            let mut r = Reading::new(Numbering::Letter, vec![place(c)?], -damage - loose);
            r.marker = c.to_string() + shown(close);
            Some(r)
        })
        .collect()
}

/// Whether letter `next` follows letter `prev` directly: d → đ or e, e → g, i → k are all in use, small and capital.
#[must_use]
pub fn letter_follows(prev: u16, next: u16) -> bool {
    let at = |n: u16| LETTERS.chars().nth(usize::from(n.max(1)) - 1);
    let skippable = |c: Option<char>| matches!(c, Some('đ' | 'f' | 'j' | 'w' | 'z'));
    if next <= prev {
        return false;
    }
    (prev + 1..next).all(|n| skippable(at(n)))
}

/// The place of a letter in the order, from 1.
fn place(c: char) -> Option<u16> {
    let at = LETTERS.chars().position(|k| k == c)?;
    u16::try_from(at + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::{letter_follows, upper};

    #[test]
    fn capitals_stand_in_the_order_of_the_alphabet() {
        let value = |token| upper(token, ".").unwrap().value();
        for (a, b, follows) in [
            ("C", "D", true),
            ("D", "Đ", true),
            ("D", "E", true),
            ("Đ", "E", true),
            ("E", "G", true),
            ("I", "K", true),
            ("E", "Đ", false),
            ("A", "C", false),
        ] {
            assert_eq!(letter_follows(value(a), value(b)), follows, "{a} {b}");
        }
    }
}
