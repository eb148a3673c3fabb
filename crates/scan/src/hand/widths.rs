//! How wide printed letters are: where a word that is half print and half handwriting is to be cut.

use unicode_normalization::UnicodeNormalization;

/// Width of a text in letter sizes, in the usual book face.
pub(super) fn width(text: &str) -> f32 {
    text.nfd().map(of).sum()
}

fn of(c: char) -> f32 {
    match c {
        '\u{300}'..='\u{36f}' => 0.0,
        'i' | 'j' | 'l' | 't' | '/' | '⁄' | ':' | ';' | '.' | ',' => 0.278,
        'I' | 'r' | 'f' | '-' | '(' | ')' => 0.333,
        's' | 'J' => 0.389,
        'a' | 'c' | 'e' | 'z' => 0.444,
        'F' | 'P' | 'S' => 0.556,
        'E' | 'L' | 'T' | 'Z' => 0.611,
        'B' | 'C' | 'R' => 0.667,
        'm' => 0.778,
        'M' => 0.889,
        'W' => 0.944,
        c if c.is_uppercase() => 0.722,
        _ => 0.5,
    }
}
