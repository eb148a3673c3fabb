//! One look at every byte: which words of which lines have to be weighed.
//!
//! A line that says in letters of Unicode what no 8-bit encoding can say, and has nothing odd about it,
//! is Unicode; a line in ASCII says nothing. Only the words of the other lines are weighed.

use std::ops::Range;

use memchr::{memchr, memchr2_iter};

use crate::viqr;

/// What the search runs over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Unit {
    /// Lines that are Unicode beyond doubt.
    Unicode,
    /// A word to be weighed, and whether it is the first one of its line.
    Word { range: Range<usize>, first: bool },
}

/// Words longer than this are weighed in parts.
const LONGEST: usize = 96;

/// The units of a text in their order.
pub(crate) fn units(text: &str) -> Vec<Unit> {
    let mut units = Vec::new();
    let viqr = may_be_viqr(text.as_bytes());
    let mut at = 0;
    while at < text.len() {
        let rest = &text.as_bytes()[at..];
        let end = at + memchr(b'\n', rest).map_or(rest.len(), |n| n + 1);
        let line = Line::of(&text.as_bytes()[at..end]);
        if line.is_doubtful() || (viqr && !line.unicode) {
            words(text, at..end, viqr, &mut units);
        } else if line.unicode && units.last() != Some(&Unit::Unicode) {
            units.push(Unit::Unicode);
        }
        at = end;
    }
    units
}

fn words(text: &str, line: Range<usize>, viqr: bool, units: &mut Vec<Unit>) {
    let (mut at, mut first) = (line.start, true);
    while at < line.end {
        let start = at + blanks(&text.as_bytes()[at..line.end]);
        let mut end = start;
        for c in text[start..line.end].chars() {
            if is_blank(c) || end - start >= LONGEST {
                break;
            }
            end += c.len_utf8();
        }
        let word = &text[start..end];
        let says = word.bytes().any(|b| b >= 0x80 || is_odd_control(b));
        if says || (viqr && viqr::oddness(word).is_some()) {
            let range = start..end;
            units.push(Unit::Word { range, first });
            first = false;
        }
        at = end.max(at + 1);
    }
}

fn blanks(bytes: &[u8]) -> usize {
    let blank = |b: &u8| is_blank(char::from(*b));
    bytes.iter().position(|b| !blank(b)).unwrap_or(bytes.len())
}

fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\x0b' | '\x0c')
}

/// Control bytes that are capitals in VISCII and VPS.
fn is_odd_control(b: u8) -> bool {
    b < 0x20 && !is_blank(char::from(b))
}

/// A circumflex, or a horn at a letter that can have one, stands somewhere.
fn may_be_viqr(bytes: &[u8]) -> bool {
    memchr2_iter(b'^', b'+', bytes).any(|at| {
        let word = &bytes[at.saturating_sub(1)..=at];
        std::str::from_utf8(word).is_ok_and(viqr::has_shape)
    })
}

/// What the bytes of a line tell.
#[derive(Default)]
struct Line {
    /// Letters that no byte can stand for.
    unicode: bool,
    /// Letters that a byte can stand for as well.
    either: bool,
    /// Signs and neighbours that Vietnamese in Unicode has not.
    odd: bool,
}

impl Line {
    fn is_doubtful(&self) -> bool {
        self.odd || (self.either && !self.unicode)
    }

    fn of(bytes: &[u8]) -> Self {
        let mut line = Line::default();
        let mut at = 0;
        let mut before = 0;
        while let Some(&b) = bytes.get(at) {
            let next = |n: usize| bytes.get(at + n).copied().unwrap_or(0);
            match b {
                0..0x80 => {
                    line.odd |= is_odd_control(b);
                    before = b;
                    at += 1;
                    continue;
                }
                0xc2 => line.odd |= next(1) != 0xa0,
                0xc3 => {
                    line.either = true;
                    line.odd |= !is_letter(next(1)) || is_pair_of_vni(before, next(1));
                }
                0xc4..=0xc6 => {
                    let of_ours = matches!(
                        (b, next(1)),
                        (0xc4, 0x82 | 0x83 | 0x90 | 0x91 | 0xa8 | 0xa9)
                            | (0xc5, 0xa8 | 0xa9)
                            | (0xc6, 0xa0 | 0xa1 | 0xaf | 0xb0)
                    );
                    line.unicode |= of_ours;
                    line.odd |= !of_ours;
                }
                0xcb | 0xce => line.odd = true,
                0xcc | 0xcd => line.unicode = true,
                0xe1 => line.unicode |= matches!(next(1), 0xba | 0xbb),
                0xe2 => line.odd |= is_odd_sign(next(1), next(2)),
                _ => {}
            }
            before = b;
            at += match b {
                0xf0.. => 4,
                0xe0.. => 3,
                _ => 2,
            };
        }
        line
    }
}

/// U+00C0 to U+00FF without what Vietnamese has not, by the second byte.
fn is_letter(second: u8) -> bool {
    let small = second | 0x20;
    matches!(small, 0xa0..=0xa3 | 0xa8..=0xaa | 0xac | 0xad | 0xb2..=0xb5 | 0xb9 | 0xba | 0xbd)
}

/// A vowel and a letter that cannot follow it, but is its mark in VNI.
fn is_pair_of_vni(vowel: u8, second: u8) -> bool {
    let small = second | 0x20;
    match vowel | 0x20 {
        b'a' | b'e' => true,
        b'o' => matches!(small, 0xa2 | 0xb5 | 0xb9),
        b'u' | b'y' => matches!(small, 0xb5 | 0xb9),
        _ => false,
    }
}

/// Signs that Windows-1252 shows for bytes of letters, quotes and dashes aside.
fn is_odd_sign(second: u8, third: u8) -> bool {
    match second {
        0x80 => matches!(third, 0x9a | 0x9e | 0xa0 | 0xa1 | 0xb0 | 0xb9 | 0xba),
        0x82 => third == 0xac,
        0x84 => third == 0xa2,
        0x88 => matches!(third, 0x92 | 0x99),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weighed(text: &str) -> Vec<&str> {
        let words = units(text).into_iter().filter_map(|u| match u {
            Unit::Unicode => None,
            Unit::Word { range, .. } => Some(&text[range]),
        });
        words.collect()
    }

    #[test]
    fn unicode_and_ascii_are_passed_by() {
        assert!(weighed("Cây đa giếng nước, quán “Gió”\nplain words - 5.3\nĩ ũ Ĩ Ũ\n").is_empty());
        assert_eq!(units("đò\nđò\n\nđò"), [Unit::Unicode]);
    }

    #[test]
    fn the_rest_is_weighed() {
        assert_eq!(
            weighed("c©y ®a\nlà so\nTraàn ô"),
            ["c©y", "®a", "là", "Traàn", "ô"]
        );
        assert_eq!(weighed("so^' 5 cu?a nha`"), ["so^'", "cu?a", "nha`"]);
    }

    #[test]
    fn a_word_without_end_is_cut() {
        assert!(weighed(&"é".repeat(500)).len() > 5);
    }
}
