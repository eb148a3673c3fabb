//! Document numbers damaged by recognition: spaces inside, lost strokes, letters in a digit's place.
//!
//! Recognises, right to left from a `/` (source of the rule: DOMAIN number grammar, Nghị định 30/2020
//! annex III for the type codes):
//! ```text
//! admin = seq "/" symbol        qppl = seq "/" year "/" symbol        party = seq "-" type "/" issuer
//! seq   = digit-like { digit-like | "." } [ lower ]    digit-like = digit | O Q o l I | L S B
//! symbol = code { "-" code } | type "/" issuer            "/" = "/" | "|"            "-" = "-" | "." | "=" | "~"
//! ```
//! Real example: `số 2O14 / QD-UBND` reads `2014/QĐ-UBND`. A letter in a digit's place is read by its
//! shape; how sure that is rises when another mention in the file says the same.
//! Known misses: codes that differ only by the stroke and are both known (HD/HĐ, DA/ĐA) stay as printed.

mod codes;
mod sequence;

use std::ops::Range;

use foldhash::HashSet;

use super::Change;
use codes::{CODES, fix_code, is_known, part_key};
use sequence::{digits_by_shape, seq_left};

const RULE: &str = "text/repair/number";

/// A document number of the text.
#[derive(Debug)]
pub(super) struct Number {
    pub range: Range<usize>,
    /// How it reads.
    pub value: String,
    confidence: f64,
    rule: &'static str,
}

impl Number {
    /// Reads it as another mention does.
    pub(super) fn correct(&mut self, value: String, rule: &'static str, confidence: f64) {
        self.value = value;
        self.rule = rule;
        self.confidence = self.confidence.min(confidence);
    }
}

/// The changes of numbers that read otherwise than the text.
pub(super) fn changes(text: &str, numbers: Vec<Number>) -> Vec<Change> {
    let damaged = numbers
        .into_iter()
        .filter(|n| text[n.range.clone()] != *n.value);
    let change = |n: Number| Change {
        range: n.range,
        value: n.value,
        rule: n.rule,
        confidence: n.confidence,
        applied: true,
    };
    damaged.map(change).collect()
}

/// The numbers of `text`, in order.
pub(super) fn numbers(text: &str) -> Vec<Number> {
    let mut found: Vec<Found> = Vec::new();
    for slash in memchr::memchr2_iter(b'/', b'|', text.as_bytes()) {
        if let Some(f) = number_at(text, slash)
            && found.last().is_none_or(|p| p.range.end <= f.range.start)
        {
            found.push(f);
        }
    }
    let mentioned: HashSet<String> = found
        .iter()
        .filter(|f| f.other.is_none())
        .map(|f| f.value.clone())
        .collect();
    let sound: HashSet<String> = found
        .iter()
        .filter(|f| !f.shaped)
        .map(|f| f.value.clone())
        .collect();
    found
        .into_iter()
        .filter_map(|f| settle(f, &mentioned))
        .map(|f| Number {
            confidence: match (f.shaped, sound.contains(&f.value)) {
                (true, false) => 0.7,
                (true, true) => 0.9,
                (false, _) => 0.97,
            },
            range: f.range,
            value: f.value,
            rule: RULE,
        })
        .collect()
}

/// A slash inside a sequence is a 1 or nothing: as another mention says, else it is left alone.
fn settle(mut f: Found, mentioned: &HashSet<String>) -> Option<Found> {
    match f.other.take() {
        Some(_) if mentioned.contains(&f.value) => Some(f),
        Some(other) if mentioned.contains(&other) => Some(Found { value: other, ..f }),
        Some(_) => None,
        None => Some(f),
    }
}

struct Found {
    range: Range<usize>,
    value: String,
    /// A letter was read as a digit, or dots were dropped.
    shaped: bool,
    /// The other way to read a slash inside the sequence: only another mention can decide.
    other: Option<String>,
}

fn number_at(text: &str, slash: usize) -> Option<Found> {
    // A bar is a slash where a number could not be told from a cell otherwise.
    let bar = text.as_bytes()[slash] == b'|';
    if bar && !text[..slash].ends_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let (end, symbol) = symbol_right(text, slash)?;
    let left = text[..slash].trim_end_matches(' ');
    if slash - left.len() > 2 {
        return None;
    }
    if let Some((start, value)) = party_left(left, &symbol) {
        let value = format!("{value}/{symbol}");
        return Some(Found {
            range: start..end,
            value,
            shaped: false,
            other: None,
        });
    }
    let (head, year) = year_left(left);
    let seq = seq_left(head)?;
    let known = is_known(&symbol) || is_code(&symbol) && is_labelled(&text[..seq.start]);
    if !known && (year.is_none() || symbol.len() < 2) {
        return None;
    }
    let full = |seq: &str| match &year {
        Some(y) => format!("{seq}/{y}/{symbol}"),
        None => format!("{seq}/{symbol}"),
    };
    Some(Found {
        range: seq.start..end,
        value: full(&seq.value),
        shaped: seq.shaped || bar,
        other: seq.other.as_deref().map(full),
    })
}

/// Capitals behind a hyphen, before it two or more: a code, though no table knows it.
fn is_code(symbol: &str) -> bool {
    let mut parts = symbol.split('-');
    let first = parts.next().unwrap_or_default();
    let capitals = |p: &str| !p.is_empty() && p.chars().all(|c| c.is_uppercase() || c == '&');
    first.len() > 1 && symbol.len() > first.len() && capitals(first) && parts.all(capitals)
}

/// The word "số" stands before.
fn is_labelled(before: &str) -> bool {
    let before = before.trim_end_matches([' ', ':', '.', '…']);
    before.ends_with("Số") || before.ends_with("số") || before.ends_with("SỐ")
}

/// The symbol behind the slash: `KH-UBND`, `UBND-CCHC`, `QH14`, `HU`; its end and canonical form.
fn symbol_right(text: &str, slash: usize) -> Option<(usize, String)> {
    let rest = &text[slash + 1..];
    let rest = rest.strip_prefix(' ').unwrap_or(rest);
    let mut end = text.len() - rest.len();
    let first = token(rest)?;
    let mut symbol = codes::parted(first).unwrap_or_else(|| fix_code(first));
    end += first.len();
    if let Some((gap, term)) = codes::term(&text[end..], &symbol) {
        symbol.push_str(&term);
        end += gap;
    }
    while let Some((gap, part)) = next_part(&text[end..], &symbol) {
        symbol.push('-');
        symbol.push_str(&fix_code(part));
        end += gap + part.len();
    }
    if let Some(issuer) = issuer_behind(&text[end..], &symbol) {
        symbol.push('/');
        symbol.push_str(issuer);
        end += 1 + issuer.len();
    }
    let after = text[end..].chars().next();
    (!after.is_some_and(|c| c == '/' || c.is_alphanumeric())).then_some((end, symbol))
}

/// `/BTC` behind the code of a type, as numbers of the 1990s have it.
fn issuer_behind<'t>(rest: &'t str, symbol: &str) -> Option<&'t str> {
    sohoa_vocab::doc_type(symbol)?;
    let part = token(rest.strip_prefix('/')?)?;
    sohoa_vocab::issuer(part).map(|_| part)
}

/// A further part `-UBND`, with blanks round the hyphen only before a known code.
fn next_part<'t>(rest: &'t str, symbol: &str) -> Option<(usize, &'t str)> {
    let at = rest.trim_start_matches(' ');
    let hyphen = at.chars().next();
    let hyphen = hyphen.filter(|c| matches!(c, '-' | '–' | '—' | '.' | '=' | '~'))?;
    let behind = &at[hyphen.len_utf8()..];
    let part_at = behind.trim_start_matches(' ');
    let gap = rest.len() - part_at.len();
    let part = token(part_at)?;
    let spaced = gap > hyphen.len_utf8();
    let typed = || sohoa_vocab::doc_type(symbol).is_some() || is_known(symbol);
    let mistaken = hyphen.is_ascii_punctuation() && hyphen != '-';
    let reach = if mistaken { 1 } else { 5 };
    let known = || typed() && CODES.contains_key(part_key(part).as_str());
    let sure = !spaced && !mistaken || gap <= reach && known();
    sure.then_some((gap, part))
}

/// A run of letters, digits and `&` that begins with a capital.
fn token(s: &str) -> Option<&str> {
    let len: usize = s
        .chars()
        .take_while(|c| c.is_alphanumeric() || *c == '&')
        .map(char::len_utf8)
        .sum();
    let t = &s[..len];
    let capitals = t.chars().filter(|c| c.is_uppercase()).count();
    (t.chars().next()?.is_uppercase() && capitals * 2 >= t.chars().count()).then_some(t)
}

/// `109-KH` before the slash of a Party number, blanks round the hyphen allowed; before a committee of the Party
/// the hyphen may be lost.
fn party_left(left: &str, symbol: &str) -> Option<(usize, String)> {
    let type_start = left
        .char_indices()
        .rev()
        .take_while(|(_, c)| c.is_alphabetic())
        .last()?
        .0;
    let code = fix_code(&left[type_start..]);
    sohoa_vocab::doc_type(&code)?;
    let head = left[..type_start].trim_end_matches(' ');
    let lost = matches!(symbol, "TW" | "TU" | "HU" | "ĐU")
        && left[..type_start].ends_with(|c: char| c.is_ascii_digit());
    let head = match head.strip_suffix(['-', '–', '—']) {
        Some(head) => head.trim_end_matches(' '),
        None if lost => head,
        // "Số 12 HD/BTG": a blank where the hyphen was.
        None if head.len() + 1 == type_start && is_labelled(&head[..digits_from(head)]) => head,
        None => return None,
    };
    let seq = seq_left(head)?;
    (left.len() - seq.start < 24).then(|| (seq.start, format!("{}-{code}", seq.value)))
}

/// Where the digits at the end of a text begin.
fn digits_from(head: &str) -> usize {
    head.trim_end_matches(|c: char| c.is_ascii_digit()).len()
}

/// A year with a slash before it: the text before that slash, and the year.
fn year_left(left: &str) -> (&str, Option<String>) {
    let n = left.len();
    if n < 6 || !left.is_char_boundary(n - 4) {
        return (left, None);
    }
    let Some(year) =
        digits_by_shape(&left[n - 4..]).filter(|y| y.starts_with("19") || y.starts_with("20"))
    else {
        return (left, None);
    };
    match left[..n - 4].trim_end_matches(' ').strip_suffix('/') {
        Some(head) => (head.trim_end_matches(' '), Some(year)),
        None => (left, None),
    }
}

#[cfg(test)]
mod tests;
