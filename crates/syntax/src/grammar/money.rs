//! Amounts of money in whole đồng: in a cell, under a column's unit, or in running text.
//!
//! ```text
//! money   = amount , { amount } ;                     (* "1 tỷ 500 triệu": scales fall *)
//! amount  = number , [ blank ] , [ scale ] , [ blank ] , [ currency ] , [ "/" , per ] ;
//! number  = digits3 , { "." , [ blank ] , digits3 } , [ "," , digits ] | digits , [ ( "," | "." ) , digits ] ;
//! scale   = "nghìn" | "ngàn" | "triệu" | "tr" | "tr." | "tỷ" | "tỉ" ;
//! currency= "đồng" | "đ" | "VND" | "VNĐ" ;
//! ```
//! Example: `3.145.500.000 đồng` gives 3145500000, `0,5 tỷ` gives 500000000, `300.000/người/ngày` gives 300000.
//!
//! A number without a unit is money in a cell only when its groups have three digits; `1022`, `9001:2015`, `45/2020`
//! and `1.2.1` are not. Several amounts in one cell are no amount.
//!
//! Known misses: amounts in words, blanks as group separators (`5 000 000`), negative amounts.

use sohoa_text::fold::Folded;

pub use super::column_unit::column_scale;

use super::lex::{is_blank, shut, skip_blanks};
use super::number::{Number, next_number, number, skip_number};

/// An amount found in running text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MoneyHit {
    /// First folded position.
    pub start: usize,
    /// Folded position after the last, unit words included.
    pub end: usize,
    /// Whole đồng.
    pub value: i64,
}

/// What follows a number: how much to multiply it by, and whether a currency was named.
#[derive(Clone, Copy)]
struct Unit {
    scale: i64,
    scaled: bool,
    currency: bool,
    end: usize,
}

/// The amount that a cell holds; `None` where it holds none or several.
#[must_use]
pub fn parse_money(raw: &str) -> Option<i64> {
    if !raw.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    let f = Folded::new(raw);
    let bytes = f.bytes();
    if bare(bytes) == b"0" {
        return Some(0);
    }
    let (mut at, mut found) = (0, None);
    while let Some(start) = next_number(bytes, at) {
        let Some(hit) = amount_at(bytes, start, true) else {
            at = skip_number(bytes, start);
            continue;
        };
        if hit.is_none_or(|h| found.replace(h.value).is_some()) {
            return None;
        }
        at = hit.map_or(start + 1, |h| h.end);
    }
    found
}

/// The amount of a cell in a column whose header names a unit: a number without one of its own is multiplied by `scale`.
#[must_use]
pub fn parse_scaled(raw: &str, scale: i64) -> Option<i64> {
    if scale == 1 {
        return parse_money(raw);
    }
    let f = Folded::new(raw);
    let cell = bare(f.bytes());
    match number(cell, 0) {
        Some(n) if n.end == cell.len() => n.times(scale),
        _ => parse_money(raw).filter(|_| has_unit(f.bytes())),
    }
}

/// The first amount at or after `from` in running text: a number with a unit word, or with đồng.
#[must_use]
pub fn find_money(f: &Folded, from: usize) -> Option<MoneyHit> {
    let bytes = f.bytes();
    let mut at = from;
    while let Some(start) = next_number(bytes, at) {
        if let Some(Some(hit)) = amount_at(bytes, start, false) {
            return Some(hit);
        }
        at = skip_number(bytes, start);
    }
    None
}

/// The amount that starts with the number at `start`. `Some(None)`: money, but not đồng.
pub(crate) fn amount_at(bytes: &[u8], start: usize, cell: bool) -> Option<Option<MoneyHit>> {
    let n = number(bytes, start)?;
    let u = unit(bytes, n.end);
    if foreign(bytes, u.end) {
        return Some(None);
    }
    let named = u.currency || (u.scaled && link_follows(bytes, u.end));
    let plain = cell && !u.scaled && plain_money(bytes, n);
    if !named && !plain {
        return None;
    }
    let mut hit = MoneyHit {
        start,
        end: u.end,
        value: value(n, u)?,
    };
    let mut scale = u.scale;
    while let Some((next, more)) = smaller(bytes, hit.end, scale) {
        hit.value = hit.value.checked_add(value(next, more)?)?;
        (hit.end, scale) = (more.end, more.scale);
    }
    Some(Some(hit))
}

/// "500 triệu" after "1 tỷ".
fn smaller(bytes: &[u8], at: usize, scale: i64) -> Option<(Number, Unit)> {
    let n = number(bytes, skip_blanks(bytes, at))?;
    let u = unit(bytes, n.end);
    (scale > 1 && u.scaled && u.scale < scale).then_some((n, u))
}

fn value(n: Number, u: Unit) -> Option<i64> {
    // A comma before three digits and đồng is a misread dot.
    if n.decimals == 3 && !u.scaled && n.groups == 0 {
        return Some(n.digits);
    }
    n.times(u.scale)
}

/// True for `5.000.000` and `300.000/người`; a count with its noun (`5.000 tờ`) is none.
fn plain_money(bytes: &[u8], n: Number) -> bool {
    if n.groups == 0 || n.decimals > 0 || bytes.get(n.end) == Some(&b'%') {
        return false;
    }
    let rest = &bytes[skip_blanks(bytes, n.end)..];
    let noun = rest.first().is_some_and(u8::is_ascii_alphabetic);
    n.groups > 1 || !noun || rest.iter().take(20).any(|&b| b == b'/')
}

/// The unit words at `at`.
fn unit(bytes: &[u8], at: usize) -> Unit {
    let mut u = Unit {
        scale: 1,
        scaled: false,
        currency: false,
        end: at,
    };
    let next = skip_blanks(bytes, at);
    for (word, scale) in SCALES {
        if let Some(end) = unit_word(bytes, next, word) {
            u = Unit {
                scale: *scale,
                scaled: true,
                currency: false,
                end,
            };
            break;
        }
    }
    let next = skip_blanks(bytes, u.end);
    for word in CURRENCIES {
        if let Some(end) = unit_word(bytes, next, word) {
            return Unit {
                currency: true,
                end,
                ..u
            };
        }
    }
    u
}

fn unit_word(bytes: &[u8], at: usize, word: &str) -> Option<usize> {
    let rest = bytes.get(at..)?.strip_prefix(word.as_bytes())?;
    let glued = matches!(word, "tr" | "tr.") && (rest.starts_with(b"d") && shut(&rest[1..]));
    let rate = word == "ty" && rest.starts_with(b" le");
    ((shut(rest) || glued) && !rate).then_some(at + word.len())
}

/// True where the amount is of another currency.
fn foreign(bytes: &[u8], at: usize) -> bool {
    let at = skip_blanks(bytes, at);
    bytes.get(at) == Some(&b'$') || FOREIGN.iter().any(|w| unit_word(bytes, at, w).is_some())
}

/// A scale without đồng is money unless a counted noun follows ("2 triệu cây").
fn link_follows(bytes: &[u8], at: usize) -> bool {
    let at = skip_blanks(bytes, at);
    let rest = &bytes[at..];
    !rest.first().is_some_and(u8::is_ascii_alphabetic)
        || LINKS.iter().any(|w| unit_word(bytes, at, w).is_some())
}

fn has_unit(bytes: &[u8]) -> bool {
    let mut at = 0;
    while let Some(start) = next_number(bytes, at) {
        if number(bytes, start)
            .map(|n| unit(bytes, n.end))
            .is_some_and(|u| u.scaled || u.currency)
        {
            return true;
        }
        at = skip_number(bytes, start);
    }
    false
}

/// A cell without blanks and closing marks around it.
fn bare(bytes: &[u8]) -> &[u8] {
    let start = bytes
        .iter()
        .position(|b| !is_blank(*b))
        .unwrap_or(bytes.len());
    let end = bytes
        .iter()
        .rposition(|b| !is_blank(*b) && !matches!(b, b'.' | b',' | b';'))
        .map_or(start, |e| e + 1);
    &bytes[start..end.max(start)]
}

const SCALES: &[(&str, i64)] = &[
    ("trieu", 1_000_000),
    ("tr.", 1_000_000),
    ("tr", 1_000_000),
    ("ty", 1_000_000_000),
    ("ti", 1_000_000_000),
    ("nghin", 1000),
    ("ngan dong", 1000),
];

const CURRENCIES: &[&str] = &["dong", "vnd", "d"];

const FOREIGN: &[&str] = &[
    "usd",
    "us",
    "eur",
    "euro",
    "do la",
    "dollar",
    "jpy",
    "yen",
    "cny",
    "nhan dan te",
    "kip",
    "baht",
];

const LINKS: &[&str] = &[
    "tu", "cho", "de", "va", "hoac", "tro", "so", "trong", "nam", "nguon", "von", "thuoc", "do",
    "cua", "theo", "kinh", "moi", "den", "tai", "bang",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn is(raw: &str, want: i64) {
        assert_eq!(parse_money(raw), Some(want), "{raw}");
    }

    #[test]
    fn cells() {
        is("5.000.000", 5_000_000);
        is("3.145.500.000 đồng", 3_145_500_000);
        is("0", 0);
        is("0 đồng", 0);
        is("10.000.000đ", 10_000_000);
        is("10.000.000 VNĐ.", 10_000_000);
        is("500000 đồng", 500_000);
    }

    #[test]
    fn scales() {
        is("0,5 tỷ", 500_000_000);
        is("1,2 tỷ đồng", 1_200_000_000);
        is("1.5 tỷ", 1_500_000_000);
        is("500 triệu đồng", 500_000_000);
        is("15 triệu", 15_000_000);
        is("15tr.đ", 15_000_000);
        is("15 trđ", 15_000_000);
        is("1.500 nghìn đồng", 1_500_000);
        is("20 ngàn đồng", 20_000);
        is("1 tỷ 500 triệu đồng", 1_500_000_000);
    }

    #[test]
    fn unit_prices() {
        is("300.000/người/ngày", 300_000);
        is("250.000/cái", 250_000);
        is("100.000 người/ngày", 100_000);
        is("Nước uống: 30.000/người", 30_000);
    }

    #[test]
    fn damaged_groups() {
        is("5. 000.000", 5_000_000);
        is("5.OOO.000", 5_000_000);
        is("5,000,000", 5_000_000);
        is("500,000 đồng", 500_000);
        assert_eq!(parse_money("5.000.00"), None);
        assert_eq!(parse_money("50.00.000"), None);
    }

    #[test]
    fn not_money() {
        for raw in [
            "",
            "9001:2015",
            "45/2020",
            "1022",
            "1.2.1",
            "3.4",
            "Theo quy định",
            "12 chuyên mục/năm",
            "5.000 tờ rơi",
            "15/4/2010",
            "42/2010/NĐ-CP",
            "100%",
            "500 triệu USD",
            "500.000 $",
            "10 tỷ lệ",
            "2,5",
            "01",
        ] {
            assert_eq!(parse_money(raw), None, "{raw}");
        }
    }

    #[test]
    fn several_amounts_are_none() {
        assert_eq!(
            parse_money("Nước: 30.000/người; thù lao: 300.000/người"),
            None
        );
        assert_eq!(parse_money("5.000.000 - 7.000.000"), None);
    }

    #[test]
    fn scaled_cells() {
        assert_eq!(parse_scaled("1.500", 1000), Some(1_500_000));
        assert_eq!(parse_scaled("12,5", 1_000_000), Some(12_500_000));
        assert_eq!(parse_scaled("500", 1000), Some(500_000));
        assert_eq!(parse_scaled("2 tỷ đồng", 1_000_000), Some(2_000_000_000));
        assert_eq!(parse_scaled("5.000.000", 1), Some(5_000_000));
        assert_eq!(parse_scaled("Theo thực tế", 1000), None);
        assert_eq!(parse_scaled("9001:2015", 1000), None);
    }

    fn found(text: &str) -> Option<(String, i64)> {
        let f = Folded::new(text);
        find_money(&f, 0).map(|h| (f.slice(h.start, h.end).to_owned(), h.value))
    }

    #[test]
    fn running_text() {
        assert_eq!(
            found("thu ngân sách đạt 500 triệu đồng trong năm 2020"),
            Some(("500 triệu đồng".into(), 500_000_000))
        );
        assert_eq!(
            found("hỗ trợ 1.000.000 đồng/hộ"),
            Some(("1.000.000 đồng".into(), 1_000_000))
        );
        assert_eq!(
            found("vốn 1,2 tỷ từ nguồn xã hội hóa"),
            Some(("1,2 tỷ".into(), 1_200_000_000))
        );
        assert_eq!(found("vốn vay 500 triệu USD"), None);
        assert_eq!(found("trồng 2 triệu cây xanh"), None);
        assert_eq!(found("Quyết định 45/2020 và 5.000.000 lượt"), None);
    }
}
