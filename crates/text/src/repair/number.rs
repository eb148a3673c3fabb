//! Document numbers damaged by recognition: spaces inside, lost strokes, letters in a digit's place.
//!
//! Recognises, right to left from a `/` (source of the rule: DOMAIN number grammar, Nghị định 30/2020
//! annex III for the type codes):
//! ```text
//! admin = seq "/" symbol        qppl = seq "/" year "/" symbol        party = seq "-" type "/" issuer
//! seq   = digit-like { digit-like | "." } [ lower ]    digit-like = digit | O Q o l I | L S B
//! ```
//! Real example: `số 2O14 / QD-UBND` reads `2014/QĐ-UBND`. A letter in a digit's place is read by its
//! shape; how sure that is rises when another mention in the file says the same.
//! Known misses: codes that differ only by the stroke and are both known (HD/HĐ, DA/ĐA) stay as printed.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

use super::Change;

const RULE: &str = "text/repair/number";

/// The numbers of `text` that read otherwise than they should.
pub(crate) fn changes(text: &str) -> Vec<Change> {
    let mut found: Vec<Found> = Vec::new();
    for slash in memchr::memchr_iter(b'/', text.as_bytes()) {
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
        .filter(|f| text[f.range.clone()] != *f.value)
        .map(|f| Change {
            confidence: match (f.shaped, sound.contains(&f.value)) {
                (true, false) => 0.7,
                (true, true) => 0.9,
                (false, _) => 0.97,
            },
            range: f.range,
            value: f.value,
            rule: RULE,
            applied: true,
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
    let (end, symbol) = symbol_right(text, slash)?;
    let left = text[..slash].trim_end_matches(' ');
    if slash - left.len() > 2 {
        return None;
    }
    if let Some((start, value)) = party_left(left) {
        let value = format!("{value}/{symbol}");
        return Some(Found {
            range: start..end,
            value,
            shaped: false,
            other: None,
        });
    }
    let known = is_known(&symbol);
    let (head, year) = year_left(left);
    let seq = seq_left(head)?;
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
        shaped: seq.shaped,
        other: seq.other.as_deref().map(full),
    })
}

/// The symbol behind the slash: `KH-UBND`, `UBND-CCHC`, `QH14`, `HU`; its end and canonical form.
fn symbol_right(text: &str, slash: usize) -> Option<(usize, String)> {
    let rest = &text[slash + 1..];
    let rest = rest.strip_prefix(' ').unwrap_or(rest);
    let mut end = text.len() - rest.len();
    let first = token(rest)?;
    let mut symbol = fix_code(first);
    end += first.len();
    while let Some((gap, part)) = next_part(&text[end..], &symbol) {
        symbol.push('-');
        symbol.push_str(&fix_code(part));
        end += gap + part.len();
    }
    let after = text[end..].chars().next();
    (!after.is_some_and(|c| c == '/' || c.is_alphanumeric())).then_some((end, symbol))
}

/// A further part `-UBND`, with blanks round the hyphen only before a known code.
fn next_part<'t>(rest: &'t str, symbol: &str) -> Option<(usize, &'t str)> {
    let at = rest.trim_start_matches(' ');
    let hyphen = at.chars().next().filter(|c| matches!(c, '-' | '–' | '—'))?;
    let behind = &at[hyphen.len_utf8()..];
    let part_at = behind.trim_start_matches(' ');
    let gap = rest.len() - part_at.len();
    let part = token(part_at)?;
    let spaced = gap > hyphen.len_utf8();
    let typed = || sohoa_vocab::doc_type(symbol).is_some() || is_known(symbol);
    let sure = !spaced || gap <= 5 && typed() && CODES.contains_key(part_key(part).as_str());
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

/// `109-KH` before the slash of a Party number, blanks round the hyphen allowed.
fn party_left(left: &str) -> Option<(usize, String)> {
    let type_start = left
        .char_indices()
        .rev()
        .take_while(|(_, c)| c.is_alphabetic())
        .last()?
        .0;
    let code = fix_code(&left[type_start..]);
    sohoa_vocab::doc_type(&code)?;
    let head = left[..type_start].trim_end_matches(' ');
    let head = head.strip_suffix(['-', '–', '—'])?.trim_end_matches(' ');
    let seq = seq_left(head)?;
    (left.len() - seq.start < 24).then(|| (seq.start, format!("{}-{code}", seq.value)))
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

struct Seq {
    start: usize,
    value: String,
    shaped: bool,
    other: Option<String>,
}

/// The sequence at the end of `head`: digits and what recognition makes of them.
fn seq_left(head: &str) -> Option<Seq> {
    let head = head.trim_end_matches([' ', '.', '…']);
    let tail = sequence_start(head);
    let raw = head[tail..].trim_start_matches(['.', '…', '/', ' ']);
    let start = head.len() - raw.len();
    let (digits, suffix) = match raw.char_indices().next_back() {
        Some((i, c)) if c.is_ascii_lowercase() && !matches!(c, 'o' | 'l') => raw.split_at(i),
        _ => (raw, ""),
    };
    let bare: String = digits
        .chars()
        .filter(|c| !matches!(c, '.' | '/' | '…'))
        .collect();
    let value = digits_by_shape(&bare)?;
    let real = digits.bytes().filter(u8::is_ascii_digit).count();
    let labelled = head[..start]
        .trim_end_matches(['.', '…', ' ', ':'])
        .ends_with(['ố', 'ô', 'ó', 'o']);
    let inner = digits.contains('/');
    let other = inner
        .then(|| digits_by_shape(&digits.replace('/', "1").replace(['.', '…'], "")))
        .flatten()
        .map(|d| format!("{d}{suffix}"));
    let plain = real == digits.len();
    if value.len() > 6 || real == 0 && !labelled || (!plain && !labelled && real * 2 < value.len())
    {
        return None;
    }
    // Dots and slashes inside are leaders only behind the label "Số".
    if bare.len() != digits.len() && !labelled {
        return None;
    }
    let start = leaders(head, start);
    Some(Seq {
        start,
        value: format!("{value}{suffix}"),
        shaped: !plain,
        other,
    })
}

/// Where the run of digit-like characters at the end of `head` begins, on a word boundary.
fn sequence_start(head: &str) -> usize {
    let from = head
        .char_indices()
        .rev()
        .take_while(|&(_, c)| {
            c.is_ascii_digit()
                || is_shape(c)
                || matches!(c, '.' | '/' | '…')
                || c.is_ascii_lowercase()
        })
        .last()
        .map_or(head.len(), |(i, _)| i);
    // A letter of a word before it does not belong to it.
    let word = head[..from]
        .chars()
        .next_back()
        .is_some_and(char::is_alphanumeric);
    if word {
        head[from..]
            .find(['.', '/'])
            .map_or(head.len(), |i| from + i)
    } else {
        from
    }
}

/// Leader dots before the sequence belong to the blank that was filled in.
fn leaders(head: &str, start: usize) -> usize {
    let before = head[..start].trim_end_matches(['.', '…']);
    if before.len() < start && before.ends_with([':', ' ']) {
        before.len()
    } else {
        start
    }
}

fn is_shape(c: char) -> bool {
    matches!(c, 'O' | 'Q' | 'o' | 'l' | 'I' | '|' | 'L' | 'S' | 'B')
}

/// Reads letters in a digit's place by their shape; `None` when something else stands there.
fn digits_by_shape(s: &str) -> Option<String> {
    if s.is_empty() {
        return None;
    }
    s.chars()
        .map(|c| match c {
            '0'..='9' => Some(c),
            'O' | 'Q' | 'o' => Some('0'),
            'l' | 'I' | '|' | 'L' => Some('1'),
            'S' => Some('5'),
            'B' => Some('8'),
            _ => None,
        })
        .collect()
}

/// Known codes by their form without strokes, in capitals.
static CODES: LazyLock<HashMap<String, &'static str>> = LazyLock::new(|| {
    let types = sohoa_vocab::DOC_TYPES.iter().map(|t| t.code);
    let issuers = sohoa_vocab::ISSUER_CODES.iter().map(|c| c.code);
    let mut map = HashMap::new();
    for code in types.chain(issuers).filter(|c| *c != "-") {
        map.entry(part_key(code)).or_insert(code);
    }
    map
});

fn part_key(code: &str) -> String {
    code.chars()
        .flat_map(char::to_uppercase)
        .map(|c| if c == 'Đ' { 'D' } else { c })
        .collect()
}

/// A code with its strokes and case put right where only one known code fits.
fn fix_code(code: &str) -> String {
    if sohoa_vocab::doc_type(code).is_some() || sohoa_vocab::issuer(code).is_some() {
        return code.to_owned();
    }
    let key = part_key(code);
    if let Some(known) = CODES.get(&key) {
        return (*known).to_owned();
    }
    // "H&ND": an ampersand in the place of Đ.
    match CODES.get(&key.replace('&', "D")) {
        Some(known) if key.contains('&') => (*known).to_owned(),
        _ => code.to_owned(),
    }
}

/// Whether the first part of a symbol is a known type or issuer.
fn is_known(symbol: &str) -> bool {
    let first = symbol.split('-').next().unwrap_or_default();
    let letters = first.trim_end_matches(|c: char| c.is_ascii_digit());
    let known = |c: &str| sohoa_vocab::doc_type(c).is_some() || sohoa_vocab::issuer(c).is_some();
    (known(first) || known(letters)) && (symbol.len() > first.len() || letters.len() < first.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn repaired(text: &str) -> String {
        let mut out = text.to_owned();
        for c in changes(text).into_iter().rev() {
            out.replace_range(c.range, &c.value);
        }
        out
    }

    #[test]
    fn spaces_strokes_and_shapes() {
        for (damaged, right) in [
            ("số 12 / KH-UBND ngày", "số 12/KH-UBND ngày"),
            ("số 2O14/QD-UBND", "số 2014/QĐ-UBND"),
            ("số O1/2019 /TT-BNV", "số 01/2019/TT-BNV"),
            ("Nghị định 61/2018/ND-CP", "Nghị định 61/2018/NĐ-CP"),
            ("Số :...4.1.../QĐ-UBND", "Số :41/QĐ-UBND"),
            (
                "số 41/QĐ-UBND, Số: 4/L/QĐ-UBND",
                "số 41/QĐ-UBND, Số: 41/QĐ-UBND",
            ),
            (
                "số 218/QĐ-UBND, số: 2/8/QĐ-UBND",
                "số 218/QĐ-UBND, số: 218/QĐ-UBND",
            ),
            ("sô 17 / 2019 / QD - UBND", "sô 17/2019/QĐ-UBND"),
            ("số 02/2017/NĐ -CP", "số 02/2017/NĐ-CP"),
            ("Số 12 - KH/HU", "Số 12-KH/HU"),
            ("số Q.7/TTr-NV", "số 07/TTr-NV"),
            ("số 28/2018/QD-TTG", "số 28/2018/QĐ-TTg"),
            ("số l5/BC-HDND", "số 15/BC-HĐND"),
        ] {
            assert_eq!(repaired(damaged), right);
        }
    }

    #[test]
    fn leaves_the_rest_alone() {
        for text in [
            "ngày 19/6/2015",
            "và/hoặc",
            "300.000/người/ngày",
            "Số:      /KH-UBND",
            "54/2017/QH14",
            "đạt 3/4 chỉ tiêu",
            "cchc/KEHOACH2020/.",
            "12/KH-UBND - Văn phòng",
            "30c/NQ-CP",
            "(HĐND/UBND)",
        ] {
            assert_eq!(repaired(text), text);
        }
    }
}
