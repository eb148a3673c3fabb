//! The figure of a target: a percentage, an amount of money, or a count of something.
//!
//! ```text
//! figure  = percent , [ ( "-" | "đến" ) , percent ] | percent , ( "lên" | "xuống" ) , percent | money , [ "đến" , money ] | count ;
//! percent = number , ( "%" | "phần trăm" ) ;
//! count   = number , [ ( "-" | "đến" | "/" ) , number ] , noun , [ "/" , number , "dân" ] ;
//! ```
//! Example: `85 - 90%` is 85 with the upper value 90; of `từ 85% lên 90%` the second counts; `11/12 xã` counts 11.
//!
//! `o`, `l` and `i` may stand for digits beside a true one, where a unit follows.
//!
//! A word that is not among the nouns makes a count too; only a verb of achieving makes a target of that.

use sohoa_text::phrases::Phrases;

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
    /// A word that no list has as a counted noun, as a folded range.
    Word(usize, usize),
}

/// Nouns that are counted in targets, folded, the longer ones first.
static NOUNS: Phrases = Phrases::new(&[
    "ngay lam viec",
    "gio lam viec",
    "xa, phuong",
    "xa, thi tran",
    "phuong, xa",
    "to dan pho",
    "hop tac xa",
    "doanh nghiep",
    "cong trinh",
    "hoi nghi",
    "san pham",
    "tieu chi",
    "thu tuc",
    "dich vu",
    "can bo",
    "cong chuc",
    "vien chuc",
    "hoc sinh",
    "hoc vien",
    "dang vien",
    "doan vien",
    "hoi vien",
    "lao dong",
    "khu pho",
    "tuyen pho",
    "tuyen duong",
    "can nha",
    "ngoi nha",
    "bong den",
    "chi hoi",
    "bac si",
    "don vi",
    "co quan",
    "mo hinh",
    "van ban",
    "camera",
    "du an",
    "de an",
    "ho so",
    "may tinh",
    "duong ong",
    "nguoi",
    "lop",
    "cuoc",
    "m2",
    "m3",
    "km",
    "ha",
    "m",
    "cay",
    "xa",
    "phuong",
    "ho",
    "truong",
    "diem",
    "tram",
    "ngay",
    "gio",
    "phut",
    "giay",
    "thang",
    "tuan",
    "thon",
    "ap",
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
    "doan",
    "dot",
    "mon",
    "giuong",
    "lan",
    "vu",
    "mau",
    "binh",
    "can",
    "ca",
    "tuyen",
    "chau",
    "con",
]);

/// A digit, or a letter that stands for one before another; a figure has more than one byte.
pub(super) fn may_start_figure(a: u8, b: u8) -> bool {
    let shape = (a == b'l') | (a == b'i') | (a == b'o');
    a.is_ascii_digit() | shape & (b.is_ascii_digit() | (b == b'o'))
}

/// True where what may be a figure begins a token.
pub(super) fn starts_figure(bytes: &[u8], i: usize) -> bool {
    opens(bytes, i)
        && !(i >= 2
            && matches!(bytes[i - 1], b'/' | b'.' | b',' | b':')
            && bytes[i - 2].is_ascii_digit())
}

/// The figure at `i` with its unit.
pub(super) fn figure_at(bytes: &[u8], i: usize) -> Option<Figure> {
    percent(bytes, i)
        .or_else(|| counted(bytes, i))
        .or_else(|| misread(bytes, i))
}

/// A count or a sum with letters among its digits: `O3 ngày`, `l0.000.000 đồng`.
fn misread(bytes: &[u8], i: usize) -> Option<Figure> {
    const REACH: usize = 60;
    let run = bytes[i..]
        .iter()
        .take_while(|b| b.is_ascii_digit() || matches!(b, b'o' | b'l' | b'i' | b'.' | b',' | b'/'))
        .count();
    let token = &bytes[i..i + run];
    let mixed = token.iter().any(u8::is_ascii_digit) && token.iter().any(u8::is_ascii_alphabetic);
    if !mixed || !shut(&bytes[i + run..]) {
        return None;
    }
    let mut read = bytes[i..bytes.len().min(i + run.max(REACH))].to_vec();
    for b in &mut read[..run] {
        *b = match b {
            b'o' => b'0',
            b'l' | b'i' => b'1',
            _ => *b,
        };
    }
    let figure = counted(&read, 0)?;
    let unit = match figure.unit {
        Unit::Noun(a, b) => Unit::Noun(a + i, b + i),
        Unit::Word(..) => return None,
        unit => unit,
    };
    Some(Figure {
        end: figure.end + i,
        unit,
        ..figure
    })
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
    if let Some(money) = amount_at(bytes, i, false) {
        return money.map(|m| sum(bytes, m.value, m.end));
    }
    let (value, upper, end) = match ratio(bytes, i) {
        Some((part, end)) => (part, None, end),
        None => {
            let n = number(bytes, i)?;
            match joint(bytes, n.end) {
                Some((Joint::Range, next)) => return range(bytes, n, next),
                _ => (n.value(), None, n.end),
            }
        }
    };
    with_noun(bytes, value, upper, end)
}

/// A sum, with the upper one of a range.
#[allow(clippy::cast_precision_loss)]
fn sum(bytes: &[u8], value: i64, end: usize) -> Figure {
    let upper = match joint(bytes, end) {
        Some((Joint::Range, next)) => amount_at(bytes, next, false).flatten(),
        _ => None,
    };
    let upper = upper.filter(|u| value < u.value);
    Figure {
        value: value as f64,
        upper: upper.map(|u| u.value as f64),
        end: upper.map_or(end, |u| u.end),
        unit: Unit::Money,
    }
}

/// `350 - 400 triệu đồng`, `03 đến 05 điểm`, the joint read.
#[allow(clippy::cast_precision_loss)]
fn range(bytes: &[u8], low: Number, next: usize) -> Option<Figure> {
    let high = number(bytes, next);
    let rising = high.filter(|h| low.value() < h.value());
    if let (Some(h), Some(Some(m))) = (rising, amount_at(bytes, next, false)) {
        let scale = (m.value as f64 / h.value()).round();
        return Some(Figure {
            value: low.value() * scale,
            upper: Some(m.value as f64),
            end: m.end,
            unit: Unit::Money,
        });
    }
    match rising {
        Some(h) => with_noun(bytes, low.value(), Some(h.value()), h.end),
        None => with_noun(bytes, low.value(), None, low.end),
    }
}

/// `11/12`: so many of so many.
fn ratio(bytes: &[u8], i: usize) -> Option<(f64, usize)> {
    let small = |at: usize| {
        let len = bytes[at..]
            .iter()
            .take_while(|b| b.is_ascii_digit())
            .count();
        let text = std::str::from_utf8(&bytes[at..at + len]).ok()?;
        Some((text.parse::<u16>().ok().filter(|_| len <= 3)?, at + len))
    };
    let (part, slash) = small(i)?;
    if bytes.get(slash) != Some(&b'/') {
        return None;
    }
    let (whole, end) = small(slash + 1)?;
    (part <= whole && whole > 1 && bytes.get(end) == Some(&b' ')).then(|| (f64::from(part), end))
}

/// The figure with the noun after it.
fn with_noun(bytes: &[u8], value: f64, upper: Option<f64>, end: usize) -> Option<Figure> {
    let noun = skip_blanks(bytes, end);
    let Some(len) = NOUNS.words_at(&bytes[noun..]).map(str::len) else {
        let letters = |b: &&u8| b.is_ascii_alphabetic();
        let end = noun + bytes[noun..].iter().take_while(letters).count();
        return (noun > 0 && bytes[noun - 1] == b' ' && end > noun + 1).then_some(Figure {
            value,
            upper,
            end,
            unit: Unit::Word(noun, end),
        });
    };
    let end = per_head(bytes, noun + len).unwrap_or(noun + len);
    Some(Figure {
        value,
        upper,
        end,
        unit: Unit::Noun(noun, end),
    })
}

/// `/100.000 dân` after a noun.
fn per_head(bytes: &[u8], at: usize) -> Option<usize> {
    let rest = bytes.get(at..)?.strip_prefix(b"/")?;
    let digits = rest
        .iter()
        .take_while(|b| b.is_ascii_digit() || **b == b'.')
        .count();
    let people = rest[digits..].strip_prefix(b" dan")?;
    (digits > 0 && shut(people)).then(|| bytes.len() - people.len())
}
