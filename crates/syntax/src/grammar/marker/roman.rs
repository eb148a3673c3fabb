//! Roman numerals, read by their shape where recognition damaged them.
//!
//! ```text
//! roman   = I V X … close
//! ```

use super::{Reading, shown};
use crate::body::is_caps;
use crate::tree::Numbering;

/// `I.`, `IV -`; l, 1, |, H and U are read by their shape.
pub(super) fn roman(token: &str, close: &str, spaced: bool, body: &str) -> Option<Reading> {
    let (value, damage) = roman_value(token)?;
    let capital = body.starts_with(|c: char| c.is_uppercase() || !c.is_ascii_alphabetic());
    if !spaced && !capital || value > 30 {
        return None;
    }
    // Without its mark only before words in capitals, whole but for it, and no word itself ("VI PHẠM").
    let lost = close.is_empty();
    let word = matches!(token, "VI" | "XI" | "V" | "X");
    if lost && (damage > 0 || word || !spaced || !is_caps(body)) || matches!(close, "}" | "]") {
        return None;
    }
    let mut r = Reading::new(
        Numbering::Roman,
        vec![value],
        -damage - if lost { 2 } else { 0 },
    );
    r.marker = format!("{}{}", roman_numeral(value), shown(close));
    Some(r)
}

/// A Roman numeral as recognition may show it, and how much damage that assumes.
#[must_use]
pub fn roman_value(token: &str) -> Option<(u16, i8)> {
    if token.is_empty() || token.len() > 8 {
        return None;
    }
    let mut clean = String::new();
    let mut damage = 0;
    for c in token.chars() {
        match c {
            'I' | 'V' | 'X' => clean.push(c),
            'l' | '1' | '|' | '!' | 'i' => {
                damage += 1;
                clean.push('I');
            }
            'v' | 'x' => {
                damage += 1;
                clean.push(c.to_ascii_uppercase());
            }
            'H' | 'U' => {
                damage += 2;
                clean.push_str("II");
            }
            _ => return None,
        }
    }
    let value = (1..=39).find(|&n| roman_numeral(n) == clean)?;
    Some((value, damage.min(6)))
}

/// The Roman numeral of 1 to 39.
#[must_use]
pub fn roman_numeral(n: u16) -> String {
    const ONES: [&str; 10] = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];
    format!(
        "{}{}",
        "X".repeat(usize::from(n / 10)),
        ONES[usize::from(n % 10)]
    )
}
