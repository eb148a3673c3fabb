//! The figure of a target: a percentage, an amount of money, or a count of something.
//!
//! ```text
//! figure  = percent , [ ( "-" | "đến" ) , percent ] | percent , ( "lên" | "xuống" ) , percent | money | count ;
//! percent = number , ( "%" | "phần trăm" ) ;
//! count   = number , [ ( "-" | "đến" ) , number ] , noun ;
//! ```
//! Example: `85 - 90%` is 85 with the upper value 90; of `từ 85% lên 90%` the second counts.
//!
//! Known misses: nouns that are not listed.

use super::lex::{opens, shut, skip_blanks};
use super::money::amount_at;
use super::number::{Number, number};

/// A figure with its unit, before it is known to be a target.
#[derive(Clone, Copy)]
pub(super) struct Figure {
    pub value: f64,
    pub upper: Option<f64>,
    pub end: usize,
    pub unit: Unit,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Percent,
    Money,
    /// A counted noun, as a folded range.
    Noun(usize, usize),
}

/// Nouns that are counted in targets, folded, the longer ones first.
const NOUNS: &[&str] = &[
    "ho so",
    "don vi",
    "co quan",
    "mo hinh",
    "san pham",
    "doanh nghiep",
    "tieu chi",
    "cong trinh",
    "hoi nghi",
    "de an",
    "van ban",
    "thu tuc",
    "dich vu",
    "hop tac xa",
    "can bo",
    "cong chuc",
    "hoc sinh",
    "lao dong",
    "nguoi",
    "lop",
    "cuoc",
    "m2",
    "m3",
    "km",
    "ha",
    "cay",
    "xa",
    "phuong",
    "ho",
    "truong",
    "diem",
    "ngay",
    "gio",
    "phut",
    "thon",
    "ban",
    "to",
    "bai",
    "tin",
    "luot",
    "buoi",
    "tthc",
    "tan",
    "ta",
    "kg",
    "du an",
    "doan",
    "dot",
    "chi hoi",
    "mon",
    "giuong",
    "bac si",
];

/// A digit, or the letter that stands for one, that begins a token.
pub(super) fn starts_figure(bytes: &[u8], i: usize) -> bool {
    let digit = bytes[i].is_ascii_digit()
        || (matches!(bytes[i], b'l' | b'i')
            && bytes
                .get(i + 1)
                .is_some_and(|b| b.is_ascii_digit() || *b == b'o'));
    digit
        && opens(bytes, i)
        && !(i >= 2
            && matches!(bytes[i - 1], b'/' | b'.' | b',' | b':')
            && bytes[i - 2].is_ascii_digit())
}

/// The figure at `i` with its unit.
pub(super) fn figure_at(bytes: &[u8], i: usize) -> Option<Figure> {
    percent(bytes, i).or_else(|| counted(bytes, i))
}

/// `95%`, `85 - 90%`, `từ 85% đến 90%` from its first number on; `từ 85% lên 90%` is its second.
fn percent(bytes: &[u8], i: usize) -> Option<Figure> {
    let (value, end) = loose_number(bytes, i)?;
    let signed = percent_sign(bytes, end);
    let single = signed.map(|end| Figure {
        value,
        upper: None,
        end,
        unit: Unit::Percent,
    });
    let Some((how, next)) = joint(bytes, signed.unwrap_or(end)) else {
        return single;
    };
    let Some((upper, end)) =
        loose_number(bytes, next).and_then(|(v, e)| Some((v, percent_sign(bytes, e)?)))
    else {
        return single;
    };
    match how {
        Joint::Range if value < upper && value <= 100.0 => Some(Figure {
            value,
            upper: Some(upper),
            end,
            unit: Unit::Percent,
        }),
        Joint::Change if signed.is_some() => Some(Figure {
            value: upper,
            upper: None,
            end,
            unit: Unit::Percent,
        }),
        _ => single,
    }
}

/// What stands between two figures.
#[derive(Clone, Copy)]
enum Joint {
    Range,
    /// From what is to what shall be.
    Change,
}

fn joint(bytes: &[u8], at: usize) -> Option<(Joint, usize)> {
    let at = skip_blanks(bytes, at);
    let words: [(&[u8], Joint); 7] = [
        (b"-", Joint::Range),
        (b"den", Joint::Range),
        (b"len tren", Joint::Change),
        (b"len", Joint::Change),
        (b"xuong con", Joint::Change),
        (b"xuong duoi", Joint::Change),
        (b"xuong", Joint::Change),
    ];
    let (word, how) = words.iter().find(|w| bytes[at..].starts_with(w.0))?;
    Some((*how, skip_blanks(bytes, at + word.len())))
}

/// A number in which `o`, `l` and `i` may stand for digits if a percent sign follows.
fn loose_number(bytes: &[u8], i: usize) -> Option<(f64, usize)> {
    let run = bytes
        .get(i..)?
        .iter()
        .take_while(|b| b.is_ascii_digit() || matches!(b, b'o' | b'l' | b'i'))
        .count();
    let misread = !bytes[i..i + run].iter().all(u8::is_ascii_digit);
    if !misread {
        return number(bytes, i).map(|n| (n.value(), n.end));
    }
    let mut digits = [0_u8; 4];
    let slot = digits.get_mut(..run)?;
    for (to, from) in slot.iter_mut().zip(&bytes[i..]) {
        *to = match from {
            b'o' => b'0',
            b'l' | b'i' => b'1',
            d => *d,
        };
    }
    percent_sign(bytes, i + run)?;
    number(&digits[..run], 0).map(|n| (Number::value(n), i + run))
}

/// The position after a percent sign or "phần trăm" at `at`.
fn percent_sign(bytes: &[u8], at: usize) -> Option<usize> {
    let next = skip_blanks(bytes, at);
    if bytes.get(next) == Some(&b'%') {
        return Some(next + 1);
    }
    bytes
        .get(next..)?
        .starts_with(b"phan tram")
        .then_some(next + b"phan tram".len())
}

/// Money, or a number with a noun of the list.
fn counted(bytes: &[u8], i: usize) -> Option<Figure> {
    #[allow(clippy::cast_precision_loss)]
    if let Some(money) = amount_at(bytes, i, false) {
        return money.map(|m| Figure {
            value: m.value as f64,
            upper: None,
            end: m.end,
            unit: Unit::Money,
        });
    }
    let n = number(bytes, i)?;
    let (mut upper, mut end) = (None, n.end);
    if let Some((Joint::Range, next)) = joint(bytes, end)
        && let Some(m) = number(bytes, next)
        && n.value() < m.value()
    {
        (upper, end) = (Some(m.value()), m.end);
    }
    let noun = skip_blanks(bytes, end);
    let len = NOUNS
        .iter()
        .find(|w| bytes[noun..].starts_with(w.as_bytes()) && shut(&bytes[noun + w.len()..]))?
        .len();
    Some(Figure {
        value: n.value(),
        upper,
        end,
        unit: Unit::Noun(noun, noun + len),
    })
}
