//! How tall letters are: the size of a word and its baseline, from its letters and its box.
//!
//! Engines give the box of the ink. What the ink says of the size depends on the letters: `a` is half as tall as
//! `Ẩ`. Heights are those of the usual book faces, in letter sizes.

use unicode_normalization::UnicodeNormalization;

const SMALL: f32 = 0.45;
const TALL: f32 = 0.67;
const MARK: f32 = 0.22;
const BELOW: f32 = 0.2;

/// How far a word's ink goes above the baseline and below it, in letter sizes.
pub(crate) fn extent(text: &str) -> (f32, f32) {
    let (mut above, mut below) = (0f32, 0f32);
    for c in text.chars() {
        let mut height = 0f32;
        for part in std::iter::once(c).nfd() {
            match part {
                '\u{323}' => below = below.max(BELOW),
                '\u{300}'..='\u{31b}' => height += MARK * if height > TALL { 0.7 } else { 1.0 },
                _ => {
                    let (base, depth) = base(part);
                    height = base;
                    below = below.max(depth);
                }
            }
        }
        above = above.max(height);
    }
    (above, below)
}

fn base(c: char) -> (f32, f32) {
    match c {
        'g' | 'p' | 'q' | 'y' => (SMALL, BELOW),
        'j' | 'Q' | '(' | ')' | '[' | ']' | '|' => (TALL, BELOW),
        ',' | ';' => (0.1, 0.12),
        '.' | '_' | '…' => (0.1, 0.0),
        '-' | '–' | '=' | '~' | '+' | '*' | '"' | '\'' => (0.3, 0.0),
        'a' | 'c' | 'e' | 'm' | 'n' | 'o' | 'r' | 's' | 'u' | 'v' | 'w' | 'x' | 'z' => (SMALL, 0.0),
        _ => (TALL, 0.0),
    }
}

/// Letter size and baseline of a word whose ink reaches from `top` to `bottom`; nothing where its letters tell
/// nothing of their size.
pub(crate) fn measure(text: &str, top: f32, bottom: f32) -> Option<(f32, f32)> {
    let (above, below) = extent(text);
    let telling = text.chars().any(char::is_alphanumeric) && bottom > top;
    telling.then(|| {
        let size = (bottom - top) / (above + below);
        (size, bottom - below * size)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_tails() {
        assert_eq!(extent("an"), (SMALL, 0.0));
        assert_eq!(extent("ngày"), (SMALL + MARK, BELOW));
        assert!(extent("KẾ").0 > extent("KÊ").0 && extent("KÊ").0 > TALL);
        assert_eq!(extent("hộ").1, BELOW);
        let (size, base) = measure("ngày", 0.0, 8.7).unwrap();
        assert!((size - 10.0).abs() < 0.01 && (base - 6.7).abs() < 0.01);
        assert_eq!(measure("---", 0.0, 2.0), None);
    }
}
