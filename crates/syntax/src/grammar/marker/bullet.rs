//! Hyphens, plus signs and bullets.
//!
//! ```text
//! bullet = "-" | "+" | "•"
//! ```

use super::Reading;
use crate::tree::Numbering;

pub(super) fn bullet(line: &str, first: char) -> Option<Reading> {
    let numbering = match first {
        c if is_stroke(c) => Numbering::Dash,
        '+' => Numbering::Plus,
        _ => Numbering::Bullet,
    };
    let len = first.len_utf8();
    let rest = line[len..].trim_start_matches([' ', '\t']);
    let next = rest.chars().next()?;
    // A second hyphen is a rule, a digit behind a hyphen a page number or a sum.
    if next == first || (first == '*' && line[len..].starts_with(')')) || is_page_number(rest) {
        return None;
    }
    let mut r = Reading::new(numbering, vec![0], 0);
    r.marker = match numbering {
        Numbering::Dash => "-".into(),
        Numbering::Plus => "+".into(),
        _ => first.to_string(),
    };
    r.marker_len = len;
    r.len = line.len() - rest.len();
    Some(r)
}

/// A hyphen, and what recognition makes of one.
pub(super) fn is_stroke(c: char) -> bool {
    matches!(c, '-' | '–' | '—' | '―' | '−' | '~' | '_')
}

fn is_page_number(rest: &str) -> bool {
    let digits = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    digits.len() < rest.len() && digits.trim_matches([' ', '-', '–']).is_empty()
}
