//! The numerals that open a unit of the body, read in every way they can be read.
//!
//! ```text
//! marker  = named | bullet | roman | upper | letter | decimal
//! decimal = n { "." n } [ close ]
//! close   = [ " " ] ( "." | ")" | "," | "-" | "/" | ":" | "}" | "]" )
//! ```
//! Real example: `2.14 Tăng cường …`, `II, NỘI DUNG`, `l. MỤC TIÊU` (recognition read I as l).
//! Recognition mistakes numerals for one another, so a line gives *readings*; the sequence decides
//! (`outline`). `named`, `bullet`, `roman` and `letter` (upper too) hold the other styles.
//! Source: Nghị định 30/2020/NĐ-CP annex I, and the variants of DOMAIN 1.3. Known misses: spelled-out
//! ordinals past ten ("Phần thứ mười một").

mod bullet;
mod letter;
mod named;
mod roman;

use nom::bytes::complete::{take_while, take_while1};
use nom::character::complete::{char, one_of};
use nom::combinator::{opt, recognize};
use nom::multi::many0;
use nom::sequence::{pair, preceded};
use nom::{IResult, Parser};

use self::bullet::{bullet, is_stroke};
use self::letter::{letter, upper};
use self::named::named;
use self::roman::roman;
use crate::tree::Numbering;

pub use self::letter::letter_follows;
pub use self::roman::{roman_numeral, roman_value};

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
        c if is_stroke(c) => bullet(line, first).into_iter().collect(),
        '+' | '•' | '*' | '·' | '▪' | '●' | '◦' | '○' | '■' | '\u{f0b7}' | '\u{f0a7}' => {
            bullet(line, first).into_iter().collect()
        }
        c if is_token(c) => {
            if let Some(r) = named(line) {
                return vec![r];
            }
            numeral(line)
        }
        c => lookalikes(line, c),
    }
}

/// Signs that no paper prints before a text, with the digits that they may have been.
const SIGNS: &[(char, &[&str])] = &[
    ('§', &["8", "5"]),
    ('$', &["5", "8"]),
    ('Š', &["5", "8"]),
    ('[', &["1"]),
];

/// `§. X` for `8. X`
fn lookalikes(line: &str, sign: char) -> Vec<Reading> {
    let rest = &line[sign.len_utf8()..];
    let (Some((_, digits)), Some(close @ ('.' | ')'))) =
        (SIGNS.iter().find(|(s, _)| *s == sign), rest.chars().next())
    else {
        return Vec::new();
    };
    let body = rest[1..].trim_start();
    let spaced = body.len() + 1 < rest.len();
    let read = |digit: &&str| {
        let mut r = decimal(digit, &rest[..1], spaced, body)?;
        r.fit -= 3;
        r.len = line.len() - body.len();
        r.marker_len = sign.len_utf8() + close.len_utf8();
        Some(r)
    };
    let digits = digits.iter().filter(|_| !body.is_empty());
    digits.filter_map(read).collect()
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
        out.extend(split(&r));
        out.push(r);
    }
    if !token.contains('.') {
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
    let (rest, close) = opt(recognize(pair(
        take_while(|c| c == ' '),
        one_of(".),-–:/}]"),
    )))
    .parse(rest)?;
    Ok((rest, (token, close.unwrap_or("").trim_start())))
}

fn is_token(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '|' | '!' | 'đ' | 'Đ') || toned(c).is_some()
}

/// `1.`, `1.1`, `2.14.`; a bare number needs a closing mark, `1.1 ` a blank and a capital.
fn decimal(token: &str, close: &str, spaced: bool, body: &str) -> Option<Reading> {
    let mut fit = 0;
    let mut values = Vec::new();
    for part in token.split('.') {
        let (n, damage) = digits(part, !token.contains('.') && token.len() == 1)?;
        fit -= damage;
        values.push(n);
    }
    if token.len() > 9 || values.len() > 5 {
        return None;
    }
    let capital = body.starts_with(|c: char| c.is_uppercase() || !c.is_ascii());
    let figure = body.starts_with(|c: char| c.is_ascii_digit());
    let closed = match close {
        "." | ")" | ":" | "}" | "]" => true,
        "" if values.len() > 1 => spaced && capital,
        // The dot was lost: only its neighbours can tell it from a number that came to stand first.
        "" => {
            fit -= LOST_DOT;
            fit == -LOST_DOT && spaced && body.starts_with(char::is_uppercase) && body.len() > 20
        }
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
    let printed = if fit == 0 {
        token.to_owned()
    } else {
        let digits: Vec<String> = r.values.iter().map(u16::to_string).collect();
        digits.join(".")
    };
    r.marker = printed + shown(close);
    Some(r)
}

/// `11. X` where `1.1. X` lost the dot inside.
fn split(r: &Reading) -> Option<Reading> {
    let &[n] = &r.values[..] else { return None };
    let (a, b) = (n / 10, n % 10);
    let mut split = Reading::new(Numbering::Decimal, vec![a, b], -LOST_DOT);
    split.marker = format!(
        "{a}.{b}{}",
        r.marker.trim_start_matches(|c: char| c.is_ascii_digit())
    );
    (r.fit == 0 && n < 100 && a > 0 && b > 0).then_some(split)
}

/// What a lost dot costs.
const LOST_DOT: i8 = 4;

/// Digits, letters in a digit's place counted as damage; some only where the digit stands alone.
fn digits(part: &str, alone: bool) -> Option<(u16, i8)> {
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
            // In a numeral of several parts they are the letters that they look like: `B2.1`.
            'Z' | 'S' | 'B' if alone => {
                damage += 3;
                match c {
                    'Z' => 2,
                    'S' => 5,
                    _ => 8,
                }
            }
            _ => return None,
        };
        n = n * 10 + d;
    }
    (n > 0).then_some((n, damage))
}

/// The closing mark as a marker shows it: a comma behind a numeral is a damaged dot, and so on.
fn shown(close: &str) -> &str {
    match close {
        "," => ".",
        "}" | "]" => ")",
        close => close,
    }
}

/// The letter of a điểm under a mark that is none (`à)`).
fn toned(c: char) -> Option<char> {
    match c {
        'à' | 'á' | 'ả' | 'ã' | 'ạ' => Some('a'),
        'è' | 'é' | 'ẻ' => Some('e'),
        'ì' | 'í' => Some('i'),
        _ => None,
    }
}

/// A folded line without the hyphen before it.
#[must_use]
pub fn without_bullet(fold: &[u8]) -> &[u8] {
    fold.strip_prefix(b"-").unwrap_or(fold).trim_ascii_start()
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
    fn signs_may_be_digits() {
        for (line, n) in [
            ("§. Phó Giám đốc", 8),
            ("Š. Kiến nghị", 5),
            ("[. Đối tượng", 1),
        ] {
            let got = first(line);
            let want = (Numbering::Decimal, vec![n], format!("{n}."));
            assert!(got.contains(&want), "{line}: {got:?}");
        }
        for line in ["§ Điều khoản", "[1] Xem", "[.", "$"] {
            assert_eq!(first(line), [], "{line}");
        }
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
