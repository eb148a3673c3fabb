//! Text of unknown or several encodings: what each part of it is in, and what it says.

use std::borrow::Cow;
use std::ops::Range;

use memchr::memchr;

use crate::encoding::is_vietnamese;
use crate::ways::Ways;
use crate::weave::weave;
use crate::{Encoding, byte};

/// Text in Unicode and what was done to get it.
#[derive(Debug, Clone, PartialEq)]
pub struct Mixed<'a> {
    /// The text; Unicode in the input stands in it byte for byte.
    pub text: Cow<'a, str>,
    /// The parts that were decoded, in their order.
    pub spans: Vec<Span>,
    /// What the text as a whole was in.
    pub verdict: Verdict,
    /// Bytes that were no text, each shown as U+FFFD.
    pub undecodable: u64,
}

/// A part of the text that was decoded.
#[derive(Debug, Clone, PartialEq)]
pub struct Span {
    /// Its bytes in the text that came out.
    pub range: Range<usize>,
    /// What it was in.
    pub encoding: Encoding,
    /// How surely, from 0 to 1.
    pub confidence: f64,
    /// Words decoded in it.
    pub words: usize,
}

/// What a text is in, and why.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Verdict {
    /// The encoding of most of its words.
    pub encoding: Encoding,
    /// How surely, from 0 to 1.
    pub confidence: f64,
    /// Words that could be read in more than one way.
    pub weighed: usize,
    /// Those of them that were decoded.
    pub decoded: usize,
}

/// What text in characters is in, as [`decode_mixed`] finds it.
///
/// ```
/// use sohoa_legacy::{Encoding, detect};
/// assert_eq!(detect("C¨n cø LuËt Tæ chøc").encoding, Encoding::Tcvn3);
/// assert_eq!(detect("Một hôm, Zoë đi café").encoding, Encoding::Utf8);
/// ```
#[must_use]
pub fn detect(text: &str) -> Verdict {
    Ways::of(text).verdict()
}

/// What bytes are in, as [`decode_mixed_bytes`] finds it.
#[must_use]
pub fn detect_bytes(bytes: &[u8]) -> Verdict {
    match std::str::from_utf8(bytes) {
        Ok(text) => detect(text),
        Err(_) => detect(&Lines::of(bytes).text),
    }
}

/// Decodes what is mojibake in a text, each part by its own encoding, and leaves the rest as it is.
#[must_use]
pub fn decode_mixed(text: &str) -> Mixed<'_> {
    weave(Ways::of(text), Vec::new(), &[])
}

/// Decodes bytes. Lines that are UTF-8 stay what they are; in the others every part is read by its own
/// encoding, and if none fits, bytes that are no UTF-8 become U+FFFD.
///
/// ```
/// let read = sohoa_legacy::decode_mixed_bytes(b"C\xe9ng h\xdfa x\xb7 h\xe9i\nxin ch\xc3\xa0o");
/// assert_eq!(read.text, "Cộng hòa xã hội\nxin chào");
/// assert_eq!(read.verdict.encoding.name(), "tcvn3");
/// ```
#[must_use]
pub fn decode_mixed_bytes(bytes: &[u8]) -> Mixed<'_> {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return decode_mixed(text);
    }
    let lines = Lines::of(bytes);
    let read = weave(Ways::of(&lines.text), lines.foreign, bytes);
    Mixed {
        text: Cow::Owned(read.text.into_owned()),
        ..read
    }
}

/// Bytes as text: lines in UTF-8 as they are, the others as Windows-1252 shows them.
struct Lines {
    text: String,
    foreign: Vec<Foreign>,
}

/// A line that is no UTF-8: where it stands in the text, and in the bytes.
pub(crate) struct Foreign {
    pub shown: Range<usize>,
    pub bytes: Range<usize>,
}

impl Lines {
    fn of(bytes: &[u8]) -> Self {
        let mut text = String::with_capacity(bytes.len() * 3 / 2);
        let mut foreign = Vec::new();
        let mut at = 0;
        let mostly_old = is_mostly_old(bytes);
        while at < bytes.len() {
            let end = memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |n| at + n + 1);
            let start = text.len();
            match std::str::from_utf8(&bytes[at..end]) {
                Ok(line) if !(mostly_old && line.chars().any(is_chance)) => text.push_str(line),
                _ => {
                    text.extend(bytes[at..end].iter().map(|b| byte::shown(*b)));
                    foreign.push(Foreign {
                        shown: start..text.len(),
                        bytes: at..end,
                    });
                }
            }
            at = end;
        }
        Lines { text, foreign }
    }
}

/// More lines are in no Unicode than in UTF-8 with letters beyond ASCII.
fn is_mostly_old(bytes: &[u8]) -> bool {
    let lines = bytes.split(|b| *b == b'\n').filter(|l| !l.is_ascii());
    let (mut old, mut new) = (0usize, 0usize);
    for line in lines {
        match std::str::from_utf8(line) {
            Ok(_) => new += 1,
            Err(_) => old += 1,
        }
    }
    old > new
}

/// A letter that Vietnamese papers do not have: two old bytes may by chance be one in UTF-8.
fn is_chance(c: char) -> bool {
    matches!(c, '\u{80}'..='\u{9f}' | '\u{180}'..='\u{7ff}') && !is_vietnamese(c)
}
