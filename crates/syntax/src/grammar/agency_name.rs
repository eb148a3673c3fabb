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

use super::actions::{ends_sentence, is_action};
use super::lex::{opens, shut};

/// First words of agency names, folded; longer ones before their own tails.
const HEADS: &[&str] = &[
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
];

/// The head at `i`, by its length.
pub(crate) fn head_at(bytes: &[u8], i: usize) -> Option<usize> {
    if !opens(bytes, i) {
        return None;
    }
    HEADS
        .iter()
        .find(|h| bytes[i..].starts_with(h.as_bytes()) && shut(&bytes[i + h.len()..]))
        .map(|h| h.len())
}

/// The range of the name that ends at `to`, not before `from`.
pub(crate) fn name_before(f: &Folded, from: usize, to: usize) -> (usize, usize) {
    let start = clause_start(f, from, to);
    let start = after_last_action(f, start, to);
    (second_of_two(f.bytes(), start, to), to)
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
        bytes[*i].is_ascii_alphabetic() && opens(bytes, *i) && is_action(f, from, *i, to)
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
