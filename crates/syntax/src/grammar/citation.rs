//! Mentions of instruments in running text.
//!
//! ```text
//! citation = [ kind ] [ "số" [ ":" ] ] docnum [ "," ] [ date ] [ "của" issuer ] [ about ]
//! about    = ( "về" | "quy định" | "ban hành" | "phê duyệt" | … ) words
//! ```
//! Real example: `Nghị định số 108/2014/NĐ-CP ngày 20/11/2014`. Source: Nghị định 30/2020/NĐ-CP annex I
//! (viện dẫn văn bản). Laws are cited by name: `law`. Known misses: numbers without a slash (`38-CP`), other
//! instruments cited by name only.

mod law;

use std::ops::Range;
use std::sync::LazyLock;

use sohoa_text::fold::{Folded, fold_string};

use super::doc_number::{blank_number, lone_number, number};
use super::{date, letterhead};

pub use self::law::scan_laws;

/// A mention; all ranges are byte ranges of the text.
#[derive(Debug, Clone, PartialEq)]
pub struct CitationHit {
    /// From the kind word to the issuer.
    pub range: Range<usize>,
    /// The number, or none for a law cited by name.
    pub number: Option<Range<usize>>,
    /// Canonical number.
    pub canonical: Option<String>,
    /// Slug of the type.
    pub kind: &'static str,
    /// ISO date, truncated to what is written.
    pub date: Option<String>,
    /// Who issued it.
    pub issuer: Option<Range<usize>>,
    /// What it is about.
    pub title: Option<Range<usize>>,
}

/// All mentions of numbered instruments.
#[must_use]
pub fn scan(f: &Folded) -> Vec<CitationHit> {
    let text = f.text();
    let mut out: Vec<CitationHit> = Vec::new();
    for slash in memchr::memchr_iter(b'/', text.as_bytes()) {
        let done = out
            .last()
            .and_then(|h| h.number.as_ref())
            .map_or(0, |n| n.end);
        if slash < done {
            continue;
        }
        let found = filled(text, slash, done).or_else(|| blank(text, slash, done));
        if let Some((range, canonical, symbol_kind)) = found {
            let before = out.last().map(|h| (h.kind, h.range.end));
            let hit = complete(f, range, canonical, symbol_kind, before, done);
            out.push(hit);
        }
    }
    out
}

type Found = (Range<usize>, String, Option<&'static str>);

/// A number with its sequence, ending in the symbol behind `slash`.
fn filled(text: &str, slash: usize, done: usize) -> Option<Found> {
    let start = number_start(text, slash, done)?;
    let (rest, n) = match number(&text[start..]) {
        Ok(found) => found,
        Err(_) if names_letter(&text[done..start]) => lone_number(&text[start..]).ok()?,
        Err(_) => return None,
    };
    let end = text.len() - rest.len();
    // A number goes on neither in letters nor in a further slash.
    let clean = !rest.starts_with(|c: char| c.is_alphanumeric() || c == '/');
    (clean && end > slash).then(|| (start..end, n.canonical(), n.kind()))
}

/// Whether the words before a number say that it is a letter's or a proposal's.
fn names_letter(before: &str) -> bool {
    let before = before.trim_end_matches([' ', ':']);
    let before = before.strip_suffix("số").unwrap_or(before).trim_end();
    ["ông văn", "ờ trình", "ăn bản"]
        .iter()
        .any(|w| before.ends_with(w))
}

/// Where the digits (and a Party number's type) before the slash begin.
fn number_start(text: &str, slash: usize, done: usize) -> Option<usize> {
    let head = &text[done..slash];
    let token: usize = head
        .chars()
        .rev()
        .take_while(|c| c.is_alphanumeric() || matches!(c, '-' | '–'))
        .map(char::len_utf8)
        .sum();
    let start = slash - token;
    let start = dotted(&text[done..start]).map_or(start, |before| start - before);
    let digits = text[start..slash].bytes().next()?.is_ascii_digit();
    let open =
        !text[..start].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '/' | '.' | ','));
    (digits && (open || text[..start].ends_with(','))).then_some(start)
}

/// Length of the first half of a sequence in two (`66.18/2026/NQ-CP`) at the end of `head`, its dot included.
fn dotted(head: &str) -> Option<usize> {
    let head = head.strip_suffix('.')?;
    let digits = head.bytes().rev().take_while(u8::is_ascii_digit).count();
    let open =
        !head[..head.len() - digits].ends_with(|c: char| c.is_alphanumeric() || ".,/-".contains(c));
    ((2..=6).contains(&digits) && open).then_some(digits + 1)
}

/// `số /KH-UBND`, `số ……/KH-UBND`: only behind the word "số".
fn blank(text: &str, slash: usize, done: usize) -> Option<Found> {
    let head = text[done..slash].trim_end_matches(['.', '…', ' ', '_']);
    let label = head.trim_end_matches([':', ' ']);
    if !(label.ends_with("số") || label.ends_with("Số") || label.ends_with("so")) {
        return None;
    }
    let start = done + head.len();
    let skip = text[start..].len() - text[start..].trim_start().len();
    let (rest, n) = blank_number(&text[start + skip..]).ok()?;
    let known = n.symbol.contains('-');
    known.then(|| {
        (
            start + skip..text.len() - rest.len(),
            n.canonical(),
            n.kind(),
        )
    })
}

/// Kind, date, issuer and subject around a number.
fn complete(
    f: &Folded,
    range: Range<usize>,
    canonical: String,
    symbol: Option<&'static str>,
    before: Option<(&'static str, usize)>,
    done: usize,
) -> CitationHit {
    let text = f.text();
    let (start, word) = kind_before(f, range.start, done);
    let named = (word.is_none() && symbol == Some("luat"))
        .then(|| law::name_before(f, start, done))
        .flatten();
    let start = named.as_ref().map_or(start, |n| n.start);
    // "Nghị quyết số 18-NQ/TW, số 19-NQ/TW": the kind may stand once.
    let inherited = before
        .filter(|(_, end)| range.start - end.min(&range.start) < 8)
        .map(|(k, _)| k);
    let kind = word.or(symbol).or(inherited).unwrap_or("cong_van");
    let mut hit = CitationHit {
        range: start..range.end,
        number: Some(range.clone()),
        canonical: Some(canonical),
        kind,
        date: None,
        issuer: None,
        title: None,
    };
    after(f, range.end, &mut hit);
    hit.title = named.or(hit.title);
    debug_assert!(text.is_char_boundary(hit.range.end));
    hit
}

/// What follows: date, issuer, subject.
fn after(f: &Folded, from: usize, hit: &mut CitationHit) {
    let mut at = f.index_of(from);
    let bytes = f.bytes();
    let skip =
        |at: usize, marks: &[u8]| at + bytes[at..].iter().take_while(|b| marks.contains(b)).count();
    let open = skip(at, b" ,(");
    if let Some(d) = date::date_at(f, open).filter(|_| bytes[open..].starts_with(b"ngay")) {
        hit.date = d.iso();
        at = d.end;
        hit.range.end = f.at(at);
    }
    let next = skip(at, b" ,)");
    let of = bytes[next..].starts_with(b"cua ");
    let start = if of { next + 4 } else { next };
    if of || hit.date.is_some() && names_issuer(f, start) {
        let end = issuer_end(f, start);
        if end > start {
            hit.issuer = Some(f.at(start)..f.at(end));
            hit.range.end = f.at(end);
            at = end;
        }
    }
    let next = skip(at, b" ,)");
    if ABOUT
        .iter()
        .any(|w| bytes[next..].starts_with(w.as_bytes()))
    {
        let end = next
            + bytes[next..]
                .iter()
                .position(|b| matches!(b, b';' | b'\n'))
                .unwrap_or(bytes.len() - next);
        let text = f.slice(next, end).trim_end_matches(['.', ',', ' ', '/']);
        hit.title = Some(f.at(next)..f.at(next) + text.len());
    }
}

/// "ngày 5/3/2024 Chính phủ về …": a body's name with the subject right behind it, the word "của" lost.
fn names_issuer(f: &Folded, at: usize) -> bool {
    let bytes = f.bytes();
    let named = letterhead::is_office(&bytes[at..bytes.len().min(at + 40)])
        && f.slice(at, bytes.len()).starts_with(char::is_uppercase);
    let end = if named { issuer_end(f, at) } else { at };
    let behind = bytes[end..].strip_prefix(b" ").unwrap_or_default();
    named && end - at < 60 && ABOUT.iter().any(|w| behind.starts_with(w.as_bytes()))
}

const ABOUT: &[&str] = &[
    "ve viec ",
    "ve ",
    "v/v ",
    "quy dinh ",
    "ban hanh ",
    "phe duyet ",
    "sua doi",
    "huong dan ",
    "trien khai ",
    "thuc hien ",
];

/// Where the issuer's name ends: at a mark or before the words that say what it is about.
fn issuer_end(f: &Folded, from: usize) -> usize {
    let bytes = f.bytes();
    let mut i = from;
    // "Ban chỉ đạo phòng, chống …" has a comma of its own.
    let named = |i: usize| bytes[..i].ends_with(b" phong") && bytes[i..].starts_with(b", chong ");
    while i < bytes.len()
        && (!matches!(bytes[i], b';' | b',' | b')' | b':' | b'\n' | b'(') || named(i))
    {
        if bytes[i] == b'.' && bytes.get(i + 1).is_none_or(|b| *b == b' ' || *b == b'/') {
            break;
        }
        if bytes[i] == b' ' && parts_issuer(f, i) {
            break;
        }
        i += 1;
    }
    i
}

/// Whether the words behind the blank at `i` no longer belong to the issuer's name.
fn parts_issuer(f: &Folded, i: usize) -> bool {
    const STOPS: &[&[u8]] = &[
        b" ve ",
        b" v/v",
        b" quy dinh",
        b" ban hanh",
        b" phe duyet",
        b" sua doi",
        b" huong dan",
        b" trien khai",
        b" cong bo",
        b" thuc hien",
        b" thanh lap",
        b" quy che",
        b" tren dia ban",
        b" doi voi",
    ];
    /// With a capital they are words of a name: "Sở Giao thông vận tải", "Bộ Xây dựng".
    const SMALL: &[&[u8]] = &[
        b" giao ",
        b" xay dung",
        b" tai ",
        b" trong ",
        b" nham ",
        b" thong bao",
    ];
    let rest = &f.bytes()[i..];
    let begins = |words: &[&[u8]]| words.iter().any(|w| rest.starts_with(w));
    let capital = |at: usize| f.slice(at, at + 1).starts_with(char::is_uppercase);
    match rest {
        [b' ', b'v', b'a', b' ', next @ ..] => !capital(i + 4) || begins_another(next),
        _ => begins(STOPS) || begins(SMALL) && !capital(i + 1),
    }
}

/// Behind "và": another issuer or another instrument, not more of the name ("… và Xã hội").
fn begins_another(fold: &[u8]) -> bool {
    let office = letterhead::is_office(&fold[..fold.len().min(40)]) && !fold.starts_with(b"xa hoi");
    office
        || KINDS
            .iter()
            .any(|(name, _)| fold.starts_with(name.as_bytes()))
}

/// The kind word before a number and where the mention begins.
fn kind_before(f: &Folded, number: usize, done: usize) -> (usize, Option<&'static str>) {
    let bytes = f.bytes();
    let floor = f.index_of(done);
    let mut at = f.index_of(number);
    let back = |mut at: usize, marks: &[u8]| {
        while at > floor && marks.contains(&bytes[at - 1]) {
            at -= 1;
        }
        at
    };
    at = back(at, b" :.");
    let mut start = at;
    for label in [b"so hieu".as_slice(), b"so"] {
        if bytes[floor..at].ends_with(label) {
            at = back(at - label.len(), b" ");
            start = at + usize::from(at < bytes.len() && bytes.get(at) == Some(&b' '));
            break;
        }
    }
    for (name, kind) in KINDS.iter() {
        let n = name.len();
        if at >= floor + n
            && &bytes[at - n..at] == name.as_bytes()
            && (at == n || !bytes[at - n - 1].is_ascii_alphanumeric())
        {
            return (f.at(at - n), Some(kind));
        }
    }
    (f.at(start.min(f.index_of(number))), None)
}

static KINDS: LazyLock<Vec<(String, &'static str)>> = LazyLock::new(|| {
    let mut kinds: Vec<(String, &'static str)> = sohoa_vocab::DOC_TYPES
        .iter()
        .filter(|t| t.family != "copy")
        .map(|t| (fold_string(t.name), t.kind))
        .chain([("van ban".to_owned(), "cong_van")])
        .collect();
    kinds.sort_by_key(|(n, _)| std::cmp::Reverse(n.len()));
    kinds.dedup();
    kinds
});

#[cfg(test)]
mod tests;
