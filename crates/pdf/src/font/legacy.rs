//! Fonts from before Unicode: what a file says of their codes, brought back to the bytes of their encoding.

use std::borrow::Cow;

/// What programs make of the bytes of such a font when they name them as Unicode, and the byte that was meant.
const MEANT: [(char, char); 9] = [
    ('\u{2212}', '\u{ad}'),
    ('\u{2010}', '\u{ad}'),
    ('\u{2219}', '\u{b7}'),
    ('\u{22c5}', '\u{b7}'),
    ('\u{3bc}', '\u{b5}'),
    ('\u{2c9}', '\u{af}'),
    ('\u{110}', '\u{d0}'),
    ('\u{2215}', '/'),
    ('\u{20ac}', '\u{80}'),
];

/// The run with each letter as the character of its byte.
pub(super) fn as_bytes(run: &str) -> Cow<'_, str> {
    if run.is_ascii() {
        return Cow::Borrowed(run);
    }
    let meant = |c: char| {
        MEANT
            .iter()
            .find(|(seen, _)| *seen == c)
            .map_or(c, |(_, m)| *m)
    };
    Cow::Owned(run.chars().map(meant).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_bytes() {
        assert_eq!(as_bytes("th\u{2212}\u{ec}ng"), "th\u{ad}\u{ec}ng");
    }
}
