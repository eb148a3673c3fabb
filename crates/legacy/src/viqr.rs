//! VIQR (RFC 1456): marks as ASCII punctuation after their letter.
//!
//! ```text
//! letter   ::= vowel shape? tone? | "dd"
//! shape    ::= "^" after a e o | "(" after a | "+" after o u
//! tone     ::= "'" | "`" | "?" | "~" | "."
//! "\" before any of these makes it punctuation.
//! ```

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::syllable;
use crate::table::{Unexplained, letters};

const TONES: &[u8] = b"'`?~.";

/// How many nats a mark at the end of a word may cost before it is read as a full stop.
const STOP: u32 = 6;

/// What a shape, and a tone where text has no punctuation, cost as they stand.
const SHAPE: u32 = 14;
const TONE: u32 = 12;

static SPELLED: LazyLock<HashMap<char, &'static str>> = LazyLock::new(|| letters("viqr").collect());
static LETTERS: LazyLock<HashMap<&'static str, char>> =
    LazyLock::new(|| letters("viqr").map(|(l, s)| (s, l)).collect());

fn is_shape(vowel: u8, mark: u8) -> bool {
    match mark {
        b'^' => matches!(vowel | 0x20, b'a' | b'e' | b'o'),
        b'(' => vowel | 0x20 == b'a',
        b'+' => matches!(vowel | 0x20, b'o' | b'u'),
        _ => false,
    }
}

fn is_vowel(b: u8) -> bool {
    matches!(b | 0x20, b'a' | b'e' | b'i' | b'o' | b'u' | b'y')
}

/// Length of the spelling of a letter with marks at the start of `bytes`; 0 where there is none.
fn spelling(bytes: &[u8]) -> usize {
    let at = |i: usize| bytes.get(i).copied().unwrap_or(0);
    if matches!(&bytes[..bytes.len().min(2)], b"dd" | b"DD" | b"Dd") {
        return 2;
    }
    if !is_vowel(at(0)) {
        return 0;
    }
    let shaped = 1 + usize::from(is_shape(at(0), at(1)));
    let whole = shaped + usize::from(TONES.contains(&at(shaped)));
    if whole > 1 { whole } else { 0 }
}

/// What a word of ASCII with marks of VIQR costs where it is none, in nats; `None` without such marks.
/// A point after a word is common, a circumflex in one is not.
pub(crate) fn oddness(word: &str) -> Option<u32> {
    let bytes = word.as_bytes();
    let at = |i: usize| bytes.get(i).copied().unwrap_or(b' ');
    let odd = (0..bytes.len()).filter_map(|i| {
        let (vowel, after) = (is_vowel(at(i)), at(i + 2));
        match at(i + 1) {
            mark if is_shape(at(i), mark) => Some(SHAPE),
            b'`' | b'~' if vowel => Some(TONE),
            b'\'' | b'?' | b'.' if vowel && after.is_ascii_alphabetic() => Some(TONE),
            b'\'' | b'?' | b'.' if vowel => Some(STOP),
            b'd' | b'D' if i == 0 && at(0) | 0x20 == b'd' && is_vowel(after) => Some(TONE),
            b'd' | b'D' if at(i) | 0x20 == b'd' => Some(STOP),
            // An escape is odd in no text, but has to be undone where marks are.
            _ => (at(i) == b'\\').then_some(0),
        }
    });
    odd.max()
}

/// Whether a word has a circumflex, a breve or a horn.
pub(crate) fn has_shape(word: &str) -> bool {
    oddness(word) == Some(SHAPE)
}

/// Appends what `run` says.
pub(crate) fn decode_into(run: &str, out: &mut String) -> Unexplained {
    let bytes = run.as_bytes();
    let (mut at, mut from) = (0, 0);
    // Start of the word in `out`, to weigh a last mark by.
    let mut word = out.len();
    while at < bytes.len() {
        let b = bytes[at];
        if b == b'\\'
            && bytes
                .get(at + 1)
                .is_some_and(|n| b"'`?~.^(+dD\\".contains(n))
        {
            out.push_str(&run[from..at]);
            out.push(char::from(bytes[at + 1]));
            at += 2;
            from = at;
            continue;
        }
        let n = spelling(&bytes[at..]);
        if n == 0 {
            at += 1;
            if b.is_ascii() && !b.is_ascii_alphabetic() {
                out.push_str(&run[from..at]);
                (from, word) = (at, out.len());
            }
            continue;
        }
        out.push_str(&run[from..at]);
        let last = bytes.get(at + n).is_none_or(u8::is_ascii_whitespace);
        let used = push_letter(&run[at..at + n], last, word, out);
        at += used;
        from = at;
    }
    out.push_str(&run[from..]);
    Unexplained::default()
}

/// Pushes a letter; a point or question mark at the end of a word may end the sentence instead.
fn push_letter(spelled: &str, last: bool, word: usize, out: &mut String) -> usize {
    let Some(letter) = letter(spelled) else {
        out.push_str(spelled);
        return spelled.len();
    };
    let start = word.min(out.len());
    let bare = &spelled[..spelled.len() - 1];
    let doubtful = last && spelled.ends_with(['.', '?', '\'']);
    if doubtful && let Some(plain) = letter_or_vowel(bare) {
        let with = |c: char| {
            let said: String = out[start..].chars().chain([c]).collect();
            syllable::cost(&said.to_lowercase())
        };
        let marked = with(letter);
        let stopped = with(plain);
        if stopped.is_some_and(|s| marked.is_none_or(|m| m > s + STOP)) {
            out.push(plain);
            return bare.len();
        }
    }
    out.push(letter);
    spelled.len()
}

fn letter(spelled: &str) -> Option<char> {
    let key = if spelled == "Dd" { "DD" } else { spelled };
    LETTERS.get(key).copied()
}

fn letter_or_vowel(spelled: &str) -> Option<char> {
    match spelled.len() {
        1 => spelled.chars().next(),
        _ => letter(spelled),
    }
}

/// The text in VIQR; `None` where it has a character above ASCII that is no letter of Vietnamese.
pub(crate) fn encode(text: &str) -> Option<Vec<u8>> {
    let mut out: Vec<u8> = Vec::with_capacity(text.len());
    // The letter before and whether it can still take a shape or a tone.
    let mut open = Open::default();
    for c in text.chars() {
        if let Some(spelled) = SPELLED.get(&c) {
            out.extend(spelled.as_bytes());
            open = Open::after(spelled.as_bytes());
            continue;
        }
        let b = u8::try_from(c).ok().filter(u8::is_ascii)?;
        if open.takes(b) || b == b'\\' {
            out.push(b'\\');
            open = Open::default();
        } else {
            open = Open::after(&[b]);
        }
        out.push(b);
    }
    Some(out)
}

/// What the letter just written could still take.
#[derive(Default, Clone, Copy)]
struct Open {
    vowel: Option<u8>,
    tone: bool,
    d: bool,
}

impl Open {
    fn after(spelled: &[u8]) -> Self {
        let (Some(&first), Some(&last)) = (spelled.first(), spelled.last()) else {
            return Open::default();
        };
        let bare = spelled.len() == 1;
        Open {
            vowel: (bare && is_vowel(first)).then_some(first),
            tone: is_vowel(first) && !TONES.contains(&last),
            d: bare && first | 0x20 == b'd',
        }
    }

    fn takes(self, b: u8) -> bool {
        self.vowel.is_some_and(|v| is_shape(v, b))
            || (self.tone && TONES.contains(&b))
            || (self.d && b | 0x20 == b'd')
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(run: &str) -> String {
        let mut out = String::new();
        decode_into(run, &mut out);
        out
    }

    #[test]
    fn shapes_and_tones() {
        assert_eq!(
            read("ddu+o+`ng pho^' mu+a ra^'t to"),
            "đường phố mưa rất to"
        );
        assert_eq!(read("DDa(ng"), "Đăng");
    }

    #[test]
    fn a_stop_after_a_word_is_no_tone() {
        assert_eq!(read("ho.c cho. Ngu+`ng bo^. no'i"), "học cho. Ngừng bộ nói");
    }

    #[test]
    fn escapes_are_punctuation() {
        assert_eq!(read(r"ba\. add\d"), "ba. ađd");
        let text = "ba. (a(b) hoặc a+b, o+p? add \\ là.";
        assert_eq!(
            read(&String::from_utf8(encode(text).unwrap()).unwrap()),
            text
        );
    }
}
