//! The name of the agency that stands directly before a word of its role ("… chủ trì").
//!
//! ```text
//! name = head , words , { ( "," | "và" | "&" ) , [ head ] , words } ;
//! head = "Văn phòng" | "Phòng" | "Sở" | "Ban" | "Công an" | "UBND" | "Trung tâm" | … ;
//! ```
//! Example: in `gửi về Trạm Y tế Trạm Y tế chủ trì` the name is the second `Trạm Y tế`: two columns' words run together.
//!
//! Known misses: a name whose head is not listed is taken from the start of its clause.

use sohoa_text::fold::Folded;
use sohoa_text::phrases::Phrases;

use super::actions::{ends_sentence, is_action, is_lower, may_be_action};
use super::lex::opens;

/// First words of agency names, folded; longer ones before their own tails.
static HEADS: Phrases = Phrases::new(&[
    "van phong",
    "phong",
    "so",
    "ban",
    "cong an",
    "dai",
    "trung tam",
    "ubnd",
    "uy ban",
    "hdnd",
    "hoi dong",
    "chi cuc",
    "cuc",
    "hoi",
    "doan",
    "mat tran",
    "ubmttq",
    "truong",
    "tram",
    "bo",
    "kho bac",
    "vien",
    "bao hiem",
    "chu tich",
    "thu truong",
    "giam doc",
    "lanh dao",
    "cac",
    "toa an",
    "vien kiem sat",
    "thanh tra",
    "to",
    "bo phan",
    "don vi",
    "co quan",
    "buu dien",
    "vp",
    "cong chuc",
    "hat kiem lam",
    "benh vien",
    "lien doan",
    "huyen doan",
    "thi doan",
]);

/// The head at `i`, by its length.
pub(crate) fn head_at(bytes: &[u8], i: usize) -> Option<usize> {
    let rest = bytes.get(i..)?;
    if !HEADS.fit(rest) || !opens(bytes, i) {
        return None;
    }
    HEADS.words_at(rest).map(str::len)
}

/// The range of the name that ends at `to`, not before `from`.
pub(crate) fn name_before(f: &Folded, from: usize, to: usize) -> (usize, usize) {
    let start = clause_start(f, from, to);
    let start = after_last_action(f, start, to);
    let start = rfind_word(&f.bytes()[start..to], b"giao ").map_or(start, |i| start + i + 5);
    (second_of_two(f.bytes(), start, to), to)
}

/// Where `word` last begins as a word.
fn rfind_word(text: &[u8], word: &[u8]) -> Option<usize> {
    memchr::memmem::rfind(text, word).filter(|i| opens(text, *i))
}

/// After the last full stop, semicolon or line end.
fn clause_start(f: &Folded, from: usize, to: usize) -> usize {
    let closes = |i: &usize| matches!(f.bytes()[*i], b';' | b'\n') || ends_sentence(f, *i, to);
    (from..to).rev().find(closes).map_or(from, |i| i + 1)
}

/// The first head after the last verb of the clause, if it has one.
fn after_last_action(f: &Folded, from: usize, to: usize) -> usize {
    let bytes = &f.bytes()[..to];
    let verb = |i: &usize| {
        bytes[*i].is_ascii_alphabetic()
            && opens(bytes, *i)
            && may_be_action(&bytes[*i..])
            && is_action(f, from, *i, to)
    };
    let Some(verb) = (from..to).rev().find(verb) else {
        return from;
    };
    (verb..to)
        .find(|i| head_at(bytes, *i).is_some())
        .unwrap_or(from)
}

/// Where the same head stands twice with no comma or "và" between, the second name begins the clause.
fn second_of_two(bytes: &[u8], from: usize, to: usize) -> usize {
    let heads = heads(bytes, from, to);
    let first = |h: &(usize, usize)| {
        heads
            .iter()
            .find(|e| e.0 < h.0 && bytes[e.0..e.0 + e.1] == bytes[h.0..h.0 + h.1])
            .is_some()
    };
    let linked = |h: &(usize, usize)| {
        let before = bytes[from..h.0].trim_ascii_end();
        before.is_empty()
            || [&b","[..], b" va", b"&", b"-", b" cac", b";"]
                .iter()
                .any(|l| before.ends_with(l))
    };
    heads
        .iter()
        .rev()
        .find(|h| first(h) && !linked(h))
        .map_or(from, |h| h.0)
}

/// The heads in `from..to`, without those that belong to the one before ("phòng" of "Văn phòng UBND", "UBND" too).
fn heads(bytes: &[u8], from: usize, to: usize) -> Vec<(usize, usize)> {
    let mut heads: Vec<(usize, usize)> = Vec::new();
    for i in from..to {
        let Some(len) = head_at(&bytes[..to], i) else {
            continue;
        };
        match heads.last_mut() {
            Some(last)
                if bytes[last.0 + last.1..i.max(last.0 + last.1)]
                    .trim_ascii()
                    .is_empty() =>
            {
                last.1 = (i + len - last.0).max(last.1)
            }
            _ => heads.push((i, len)),
        }
    }
    heads
}

/// A name without the marks, bullets and small words around it; `None` where nothing is left.
pub(crate) fn tidy(f: &Folded, from: usize, to: usize) -> Option<(usize, usize)> {
    let bytes = f.bytes();
    let (mut from, mut to) = (from, to.max(from));
    while let Some(more) = clutter_before(f, &bytes[from..to], from) {
        from += more;
    }
    while let Some(more) = clutter_after(&bytes[from..to]) {
        to -= more;
    }
    (from < to).then_some((from, to))
}

/// The length of the marks or of the small word before a name.
fn clutter_before(f: &Folded, name: &[u8], at: usize) -> Option<usize> {
    let marks = name
        .iter()
        .take_while(|b| !b.is_ascii_alphanumeric() && **b != b'(')
        .count();
    if marks > 0 {
        return Some(marks);
    }
    let digits = name.iter().take_while(|b| b.is_ascii_digit()).count();
    if (1..=2).contains(&digits) && name.get(digits).is_none_or(|b| matches!(b, b'.' | b')')) {
        return Some(digits);
    }
    let words: [&[u8]; 6] = [b"voi ", b"cung ", b"va ", b"do ", b"giao ", b"la "];
    words
        .iter()
        .find(|w| name.starts_with(w) && is_small(f, at, w))
        .map(|w| w.len())
}

/// The length of the marks, of the dangling word or of the stray amount after a name.
fn clutter_after(name: &[u8]) -> Option<usize> {
    let marks = name
        .iter()
        .rev()
        .take_while(|b| !b.is_ascii_alphanumeric() && **b != b')')
        .count();
    if marks > 0 {
        return Some(marks);
    }
    let words: [&[u8]; 4] = [b" va", b" voi", b" cung", b" se"];
    words
        .iter()
        .find(|w| name.ends_with(w))
        .map(|w| w.len())
        .or(Some(amount_at_end(name)).filter(|n| *n > 0))
}

/// "Do", "Giao" open a clause in capitals too; the others only in lower case.
fn is_small(f: &Folded, at: usize, word: &[u8]) -> bool {
    matches!(word, b"do " | b"giao ") || is_lower(f, at)
}

/// The length of a money column's amount that slipped to the end of the name.
fn amount_at_end(name: &[u8]) -> usize {
    let digits = name
        .iter()
        .rev()
        .take_while(|b| b.is_ascii_digit() || **b == b'.')
        .count();
    let amount = &name[name.len() - digits..];
    let grouped = amount.len() > 6 && amount.iter().rev().nth(3) == Some(&b'.');
    if grouped { digits } else { 0 }
}
