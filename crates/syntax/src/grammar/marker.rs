//! The numerals that open a unit of the body, read in every way they can be read.
//!
//! ```text
//! named   = ( "Phần" | "Chương" | "Mục" | "Tiểu mục" | "Điều" ) numeral [ "." | ":" ]
//! roman   = I V X … close     upper = A…Z close      decimal = n { "." n } [ close ]
//! letter  = a…y ( ")" | "." ) bullet = "-" | "+" | "•"      close = [ " " ] ( "." | ")" | "," | "-" | "/" | ":" )
//! ```
//! Real example: `2.14 Tăng cường …`, `II, NỘI DUNG`, `l. MỤC TIÊU` (recognition read I as l).
//! Recognition mistakes numerals for one another, so a line gives *readings*; the sequence decides
//! (`outline`). Source: Nghị định 30/2020/NĐ-CP annex I, and the variants of DOMAIN 1.3. Known misses:
//! spelled-out ordinals past ten ("Phần thứ mười một").

use nom::bytes::complete::{take_while, take_while1};
use nom::character::complete::{char, one_of};
use nom::combinator::{opt, recognize};
use nom::multi::many0;
use nom::sequence::{pair, preceded};
use nom::{IResult, Parser};
use sohoa_text::fold::fold_string;

use crate::tree::Numbering;

/// One way to read the numeral at the start of a line.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The style.
    pub numbering: Numbering,
    /// Its numbers: one, or several for `1.1`.
    pub values: Vec<u16>,
    /// Bytes it takes on the line, blanks behind it included.
    pub len: usize,
    /// Bytes of the marker itself.
    pub marker_len: usize,
    /// The marker as the paper shows it.
    pub marker: String,
    /// How well the print fits: 0 is exact, below that damage was assumed.
    pub fit: i8,
}

impl Reading {
    fn new(numbering: Numbering, values: Vec<u16>, fit: i8) -> Reading {
        Reading {
            numbering,
            values,
            len: 0,
            marker_len: 0,
            marker: String::new(),
            fit,
        }
    }

    /// The last of its numbers.
    #[must_use]
    pub fn value(&self) -> u16 {
        self.values.last().copied().unwrap_or(0)
    }

    /// The numeral alone, as a path names it.
    #[must_use]
    pub fn numeral(&self) -> String {
        match self.numbering {
            Numbering::Dash => "-".into(),
            Numbering::Plus => "+".into(),
            Numbering::Bullet => "•".into(),
            Numbering::Heading => "*".into(),
            _ => self
                .marker
                .trim_end_matches(|c: char| !c.is_alphanumeric())
                .to_owned(),
        }
    }
}

/// All readings of the start of a line; empty when it opens no unit.
#[must_use]
pub fn readings(line: &str) -> Vec<Reading> {
    let Some(first) = line.chars().next() else {
        return Vec::new();
    };
    match first {
        '-' | '–' | '—' | '−' | '~' | '+' | '•' | '*' | '·' | '▪' | '●' | '◦' | '○' | '■'
        | '\u{f0b7}' | '\u{f0a7}' => bullet(line, first).into_iter().collect(),
        '0'..='9' | 'a'..='z' | 'A'..='Z' | 'đ' | 'Đ' | '|' | '!' => {
            if let Some(r) = named(line) {
                return vec![r];
            }
            numeral(line)
        }
        _ => Vec::new(),
    }
}

fn bullet(line: &str, first: char) -> Option<Reading> {
    let numbering = match first {
        '-' | '–' | '—' | '−' | '~' => Numbering::Dash,
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

fn is_page_number(rest: &str) -> bool {
    let digits = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    digits.len() < rest.len() && digits.trim_matches([' ', '-', '–']).is_empty()
}

/// Phần, Chương, Mục, Tiểu mục, Điều.
fn named(line: &str) -> Option<Reading> {
    const NAMES: &[(&str, Numbering)] = &[
        ("tieu muc", Numbering::Subsection),
        ("phan", Numbering::Part),
        ("chuong", Numbering::Chapter),
        ("muc", Numbering::Section),
        ("dieu", Numbering::Article),
    ];
    if !line.starts_with(['P', 'C', 'M', 'T', 'Đ', 'D', 'p', 'c', 'm', 't', 'đ']) {
        return None;
    }
    let words: Vec<&str> = line.splitn(4, ' ').collect();
    let two = words.get(..2).map(|w| fold_string(&w.join(" ")));
    let (numbering, n) = NAMES.iter().find_map(|&(name, numbering)| {
        let n = name.split(' ').count();
        let head = if n == 2 {
            two.clone()
        } else {
            words.first().map(|w| fold_string(w))
        };
        (head.as_deref() == Some(name)).then_some((numbering, n))
    })?;
    let name_len: usize = words[..n].iter().map(|w| w.len() + 1).sum();
    let after = line.get(name_len..)?;
    let (value, len) = named_value(after)?;
    let rest = &after[len..];
    let close: usize = rest
        .chars()
        .take_while(|c| matches!(c, '.' | ':' | ')' | ' '))
        .map(char::len_utf8)
        .sum();
    let closed = rest.starts_with(['.', ':']) || rest[close..].is_empty();
    let heading = rest[close..].starts_with(|c: char| c.is_uppercase() || c == '-' || c == '–');
    let capital = line.starts_with(|c: char| c.is_uppercase());
    // "Điều 14 và Điều 16 …" inside a wrapped paragraph opens no unit.
    if !capital || !(closed || heading && numbering != Numbering::Article) {
        return None;
    }
    let mut r = Reading::new(numbering, vec![value], 0);
    let printed = name_len + len + usize::from(rest.starts_with(['.', ':']));
    r.marker = line[..printed].to_owned();
    r.marker_len = printed;
    r.len = name_len + len + close;
    Some(r)
}

fn named_value(after: &str) -> Option<(u16, usize)> {
    const ORDINALS: &[(&str, u16)] = &[
        ("thu nhat", 1),
        ("thu hai", 2),
        ("thu ba", 3),
        ("thu tu", 4),
        ("thu nam", 5),
        ("thu sau", 6),
        ("thu bay", 7),
        ("thu tam", 8),
        ("thu chin", 9),
        ("thu muoi", 10),
    ];
    let word: String = after
        .chars()
        .take_while(|c| c.is_alphanumeric() || *c == '|')
        .collect();
    if let Ok(n) = word.parse::<u16>() {
        return Some((n, word.len()));
    }
    if let Some((n, _)) = roman_value(&word) {
        return Some((n, word.len()));
    }
    let two: String = after.split(' ').take(2).collect::<Vec<_>>().join(" ");
    let folded = fold_string(two.trim_end_matches(['.', ':']));
    let hit = ORDINALS.iter().find(|(name, _)| *name == folded)?;
    Some((hit.1, two.trim_end_matches(['.', ':']).len()))
}

/// Roman, upper, decimal and letter readings of a token with its closing mark.
fn numeral(line: &str) -> Vec<Reading> {
    let Ok((rest, (token, close))) = token_and_close(line) else {
        return Vec::new();
    };
    let body = rest.trim_start_matches([' ', '\t']);
    let mut out = Vec::new();
    let opens = body
        .chars()
        .next()
        .is_some_and(|c| !matches!(c, '.' | '/' | ')' | ','));
    if !opens {
        return out;
    }
    let spaced = body.len() < rest.len();
    if let Some(r) = decimal(token, close, spaced, body) {
        out.push(r);
    }
    if !close.is_empty() && !token.contains('.') {
        out.extend(letter(token, close));
        out.extend(roman(token, close, spaced, body));
        out.extend(upper(token, close));
    }
    let marker_len = line.len() - rest.len();
    for r in &mut out {
        r.len = line.len() - body.len();
        r.marker_len = marker_len;
    }
    out
}

/// The token and its closing mark (which may stand behind one blank: `I . X`).
fn token_and_close(line: &str) -> IResult<&str, (&str, &str)> {
    let (rest, token) = recognize(pair(
        take_while1(is_token),
        many0(preceded(
            char('.'),
            take_while1(|c: char| c.is_ascii_digit()),
        )),
    ))
    .parse(line)?;
    let (rest, close) =
        opt(recognize(pair(take_while(|c| c == ' '), one_of(".),-–:/")))).parse(rest)?;
    Ok((rest, (token, close.unwrap_or("").trim_start())))
}

fn is_token(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '|' | '!' | 'đ' | 'Đ')
}

/// `1.`, `1.1`, `2.14.`; a bare number needs a closing mark, `1.1 ` a blank and a capital.
fn decimal(token: &str, close: &str, spaced: bool, body: &str) -> Option<Reading> {
    let mut fit = 0;
    let mut values = Vec::new();
    for part in token.split('.') {
        let (n, damage) = digits(part)?;
        fit -= damage;
        values.push(n);
    }
    if token.len() > 9 || values.len() > 5 {
        return None;
    }
    let capital = body.starts_with(|c: char| c.is_uppercase() || !c.is_ascii());
    let figure = body.starts_with(|c: char| c.is_ascii_digit());
    let closed = match close {
        "." | ")" | ":" => true,
        "" => values.len() > 1 && spaced && capital,
        "," | "-" | "–" | "/" => {
            spaced && (capital || figure && close != ",") && values.len() == 1
        }
        _ => false,
    };
    // "1.000" and "19/6": a sum and a date, not a numeral.
    if !closed || body.starts_with(|c: char| c.is_ascii_digit()) && !spaced {
        return None;
    }
    let mut r = Reading::new(Numbering::Decimal, values, fit);
    let digits: Vec<String> = r.values.iter().map(u16::to_string).collect();
    let printed = if fit == 0 {
        token.to_owned()
    } else {
        digits.join(".")
    };
    r.marker = format!("{printed}{}", shown(close));
    Some(r)
}

/// Digits, letters in a digit's place counted as damage.
fn digits(part: &str) -> Option<(u16, i8)> {
    let mut damage = 0;
    let mut n: u16 = 0;
    if part.is_empty() || part.len() > 2 {
        return None;
    }
    for c in part.chars() {
        let d = match c {
            '0'..='9' => c as u16 - '0' as u16,
            'l' | 'I' | '|' | '!' | 'i' => {
                damage += 2;
                1
            }
            'O' | 'o' => {
                damage += 2;
                0
            }
            _ => return None,
        };
        n = n * 10 + d;
    }
    (n > 0).then_some((n, damage))
}

/// `I.`, `IV -`; l, 1, | and H are read by their shape.
fn roman(token: &str, close: &str, spaced: bool, body: &str) -> Option<Reading> {
    let (value, damage) = roman_value(token)?;
    let capital = body.starts_with(|c: char| c.is_uppercase() || !c.is_ascii_alphabetic());
    if !spaced && !capital || value > 30 {
        return None;
    }
    let mut r = Reading::new(Numbering::Roman, vec![value], -damage);
    r.marker = format!("{}{}", roman_numeral(value), shown(close));
    Some(r)
}

/// The closing mark as a marker shows it: a comma behind a numeral is a damaged dot.
fn shown(close: &str) -> &str {
    if close == "," { "." } else { close }
}

/// A Roman numeral as recognition may show it, and how much damage that assumes.
#[must_use]
pub fn roman_value(token: &str) -> Option<(u16, i8)> {
    if token.is_empty() || token.len() > 8 {
        return None;
    }
    let mut clean = String::new();
    let mut damage = 0;
    for c in token.chars() {
        match c {
            'I' | 'V' | 'X' => clean.push(c),
            'l' | '1' | '|' | '!' | 'i' => {
                damage += 1;
                clean.push('I');
            }
            'v' | 'x' => {
                damage += 1;
                clean.push(c.to_ascii_uppercase());
            }
            'H' => {
                damage += 2;
                clean.push_str("II");
            }
            _ => return None,
        }
    }
    let value = (1..=39).find(|&n| roman_numeral(n) == clean)?;
    Some((value, damage.min(6)))
}

/// The Roman numeral of 1 to 39.
#[must_use]
pub fn roman_numeral(n: u16) -> String {
    const ONES: [&str; 10] = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];
    format!(
        "{}{}",
        "X".repeat(usize::from(n / 10)),
        ONES[usize::from(n % 10)]
    )
}

/// `A.`, `B)`.
fn upper(token: &str, close: &str) -> Option<Reading> {
    // The letter I of a series A, B, C … read as l, 1 or |.
    let damaged = matches!(token, "l" | "1" | "|");
    let c = if damaged { 'I' } else { token.chars().next()? };
    if !c.is_uppercase() || token.len() > c.len_utf8() || close == ":" {
        return None;
    }
    let value = match c {
        'Đ' => 5,
        c if c.is_ascii() => u16::from(c as u8 - b'A') + 1,
        _ => return None,
    };
    let fit = if damaged { -2 } else { 0 } - i8::from(close == ",");
    let mut r = Reading::new(Numbering::Upper, vec![value], fit);
    r.marker = format!("{c}{}", shown(close));
    Some(r)
}

/// The letters of điểm, with f, j, w, z where drafters use them.
const LETTERS: &str = "abcdđefghijklmnopqrstuvwxyz";

/// What recognition makes of a letter, with the damage that assumes.
const LOOKALIKES: &[(char, char, i8)] = &[
    ('o', 'c', 3),
    ('6', 'b', 3),
    ('e', 'c', 3),
    ('c', 'e', 3),
    ('d', 'đ', 1),
    ('đ', 'd', 1),
];

/// `a)`, `đ)` in the order of the Vietnamese alphabet, and the letters they may have been.
fn letter(token: &str, close: &str) -> Vec<Reading> {
    let mut chars = token.chars();
    let (Some(c), None) = (chars.next(), chars.next()) else {
        return Vec::new();
    };
    if !matches!(close, ")" | "." | "," | "/" | ":")
        || !(c.is_lowercase() || c == '6' && close == ")")
    {
        return Vec::new();
    }
    let loose = i8::from(close != ")");
    let others = LOOKALIKES
        .iter()
        .filter(|(k, ..)| *k == c)
        .map(|(_, right, damage)| (*right, *damage));
    std::iter::once((c, 0))
        .chain(others)
        .filter_map(|(c, damage)| {
            let value = LETTERS.chars().position(|k| k == c)?;
            let mut r = Reading::new(Numbering::Letter, vec![value as u16 + 1], -damage - loose);
            r.marker = format!("{c}{}", shown(close));
            Some(r)
        })
        .collect()
}

/// Whether letter `next` follows letter `prev` directly: d → đ or e, e → g, i → k are all in use.
#[must_use]
pub fn letter_follows(prev: u16, next: u16) -> bool {
    let at = |n: u16| LETTERS.chars().nth(usize::from(n.max(1)) - 1);
    let skippable = |c: Option<char>| matches!(c, Some('đ' | 'f' | 'j' | 'w' | 'z'));
    if next <= prev {
        return false;
    }
    (prev + 1..next).all(|n| skippable(at(n)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(line: &str) -> Vec<(Numbering, Vec<u16>, String)> {
        readings(line)
            .into_iter()
            .map(|r| (r.numbering, r.values, r.marker))
            .collect()
    }

    #[test]
    fn every_style() {
        for (line, numbering, values, marker) in [
            ("Điều 2. Hiệu lực", Numbering::Article, vec![2], "Điều 2."),
            (
                "Chương II QUY ĐỊNH",
                Numbering::Chapter,
                vec![2],
                "Chương II",
            ),
            ("Phần thứ nhất", Numbering::Part, vec![1], "Phần thứ nhất"),
            ("IV. TỔ CHỨC", Numbering::Roman, vec![4], "IV."),
            ("III , KINH PHÍ", Numbering::Roman, vec![3], "III."),
            ("2.14 Tăng cường", Numbering::Decimal, vec![2, 14], "2.14"),
            ("1.1. Rà soát", Numbering::Decimal, vec![1, 1], "1.1."),
            ("đ) Xây dựng", Numbering::Letter, vec![5], "đ)"),
            ("-Chủ trì", Numbering::Dash, vec![0], "-"),
            ("+ Họp", Numbering::Plus, vec![0], "+"),
        ] {
            assert!(
                first(line).contains(&(numbering, values.clone(), marker.to_owned())),
                "{line}: {:?}",
                first(line)
            );
        }
    }

    #[test]
    fn damaged_numerals_have_several_readings() {
        let got = first("1l. NỘI DUNG");
        assert!(
            got.iter().any(|r| r.0 == Numbering::Roman && r.2 == "II."),
            "{got:?}"
        );
        let got = first("H. NỘI DUNG");
        assert!(
            got.iter().any(|r| r.0 == Numbering::Roman && r.2 == "II."),
            "{got:?}"
        );
        assert!(got.iter().any(|r| r.0 == Numbering::Upper), "{got:?}");
    }

    #[test]
    fn sums_dates_and_wrapped_lines_are_no_numerals() {
        for line in [
            "5.000.000 đồng",
            "19/6/2015 của",
            "Điều 14 và Điều 16",
            "300.000/người",
            "- 3 -",
            "2",
        ] {
            assert_eq!(first(line), [], "{line}");
        }
    }
}
