//! A date as it is written or typed in a document, a draft's half-filled date included.
//!
//! ```text
//! date    = long | numeric ;
//! long    = [ "ngày" ] , filler , [ day ] , filler , "tháng" , filler , [ month ] , filler , ( "năm" | "/" ) , filler , [ year ] ;
//! numeric = [ "ngày" ] , [ day ] , sep , [ month ] , sep , year ;       (* parts may be blank only after "ngày" *)
//! sep     = [ blank ] , ( "/" | "-" | "." ) , [ blank ] ;               (* the same both times; no blanks around "." *)
//! ```
//! Example: `ngày 09 . tháng 01 . năm 2019` gives 2019-01-09, `ngày /01/2020` gives 2020-01, `ngày   tháng   năm 2019` gives 2019.
//!
//! Nothing is invented: a part that is blank or impossible is dropped together with the finer ones.
//!
//! Known misses: years of two digits, `ngày 15/6` without a year (a deadline, not a date), digits pulled apart (`2 5`).

use nom::Parser;
use nom::branch::alt;
use nom::bytes::complete::{take_while, take_while_m_n};
use nom::character::complete::one_of;
use nom::combinator::{opt, value};
use nom::sequence::{preceded, terminated};
use sohoa_text::fold::Folded;

use super::lex::{Res, blanks, days_in, filler, num2, opens, word, year};

/// A date found in a folded text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DateHit {
    /// First folded position.
    pub start: usize,
    /// Folded position after the last.
    pub end: usize,
    /// The year; `None` where it was left blank.
    pub year: Option<i32>,
    /// The month, when there is a year.
    pub month: Option<u32>,
    /// The day, when there is a month that has it.
    pub day: Option<u32>,
}

/// Day, month and year as they stand, unchecked.
#[derive(Clone, Copy, Default)]
struct Parts {
    day: Option<u32>,
    month: Option<u32>,
    year: Option<i32>,
}

impl DateHit {
    /// ISO 8601, truncated to what is written.
    #[must_use]
    pub fn iso(&self) -> Option<String> {
        let y = self.year?;
        Some(match (self.month, self.day) {
            (Some(m), Some(d)) => format!("{y:04}-{m:02}-{d:02}"),
            (Some(m), None) => format!("{y:04}-{m:02}"),
            _ => format!("{y:04}"),
        })
    }

    /// The hit of `parts`, impossible values dropped with the finer ones.
    fn new(start: usize, end: usize, parts: Parts) -> DateHit {
        let year = parts.year;
        let month = parts
            .month
            .filter(|m| year.is_some() && (1..=12).contains(m));
        let day = match (year, month, parts.day) {
            (Some(y), Some(m), Some(d)) if (1..=days_in(y, m)).contains(&d) => Some(d),
            _ => None,
        };
        DateHit {
            start,
            end,
            year,
            month,
            day,
        }
    }
}

/// The date that starts at folded position `i`.
#[must_use]
pub fn date_at(f: &Folded, i: usize) -> Option<DateHit> {
    let bytes = f.bytes();
    let first = *bytes.get(i)?;
    if !opens(bytes, i)
        || !(first == b'n' || first.is_ascii_digit() || matches!(first, b'o' | b'l' | b'i'))
    {
        return None;
    }
    if first != b'n' && glued(bytes, i) {
        return None;
    }
    let input = &bytes[i..];
    let (rest, parts) = alt((long, numeric, drafted)).parse(input).ok()?;
    Some(DateHit::new(i, i + input.len() - rest.len(), parts))
}

/// The first date at or after folded position `from`.
#[must_use]
pub fn find_date(f: &Folded, from: usize) -> Option<DateHit> {
    let bytes = f.bytes();
    let mut i = from;
    while i < bytes.len() {
        let b = bytes[i];
        let candidate = match b {
            b'0'..=b'9' => true,
            b'n' => bytes[i..].starts_with(b"ngay"),
            b'o' | b'l' | b'i' => bytes.get(i + 1).is_some_and(u8::is_ascii_digit),
            _ => false,
        };
        if candidate && let Some(hit) = date_at(f, i) {
            return Some(hit);
        }
        i += 1;
    }
    None
}

/// True where the digits at `i` continue a number such as `45/2020` or `1.2`.
fn glued(bytes: &[u8], i: usize) -> bool {
    i >= 2 && matches!(bytes[i - 1], b'/' | b'.' | b'-') && bytes[i - 2].is_ascii_digit()
}

fn long(i: &[u8]) -> Res<'_, Parts> {
    let (rest, named) = opt(word("ngay")).parse(i)?;
    let (rest, day) = preceded(filler, opt(num2)).parse(rest)?;
    if named.is_none() && day.is_none() {
        return Err(nom::Err::Error(nom::error::Error::new(
            i,
            nom::error::ErrorKind::Digit,
        )));
    }
    // A day that cannot be read ("G1") leaves month and year standing.
    let scrap = preceded(
        filler,
        take_while_m_n(1, 3, |b: u8| b.is_ascii_alphanumeric()),
    );
    let (rest, day) = match preceded(filler, word("thang")).parse(rest) {
        Ok((rest, ())) => (rest, day),
        Err(_) if named.is_some() => {
            let (rest, _) = terminated(scrap, preceded(filler, word("thang"))).parse(rest)?;
            (rest, None)
        }
        Err(e) => return Err(e),
    };
    let (rest, month) = preceded(filler, opt(num2)).parse(rest)?;
    let (rest, ()) = preceded(filler, alt((word("nam"), value((), one_of("/"))))).parse(rest)?;
    let (rest, year) = year_or_blank(rest)?;
    // "9 tháng, năm" are periods of a report.
    if named.is_none() && (month.is_none() || year.is_none()) {
        return Err(nom::Err::Error(nom::error::Error::new(
            i,
            nom::error::ErrorKind::Digit,
        )));
    }
    Ok((rest, Parts { day, month, year }))
}

/// The year, or the start of one that was to be filled in (`20…`).
fn year_or_blank(i: &[u8]) -> Res<'_, Option<i32>> {
    if let Ok((rest, y)) = preceded(filler, year).parse(i) {
        return Ok((rest, Some(y)));
    }
    let begun = preceded(blanks, take_while_m_n(2, 3, |b: u8| b.is_ascii_digit()));
    let (rest, _) = opt(terminated(begun, take_while(|b| matches!(b, b'.' | b'_')))).parse(i)?;
    Ok((rest, None))
}

fn numeric(i: &[u8]) -> Res<'_, Parts> {
    let (rest, _) = opt(terminated(word("ngay"), filler)).parse(i)?;
    let (rest, day) = num2(rest)?;
    let (rest, sep) = separator(rest)?;
    let (rest, month) = num2(rest)?;
    let (rest, year) = alt((
        preceded(same(sep), year),
        preceded((blanks, word("nam"), filler), year),
    ))
    .parse(rest)?;
    not_a_number(rest)?;
    Ok((
        rest,
        Parts {
            day: Some(day),
            month: Some(month),
            year: Some(year),
        },
    ))
}

/// `ngày /01/2020`, `ngày …/…/2020`.
fn drafted(i: &[u8]) -> Res<'_, Parts> {
    let (rest, ()) = word("ngay").parse(i)?;
    let (rest, day) = preceded(filler, opt(num2)).parse(rest)?;
    let (rest, sep) = preceded(filler, one_of("/-")).parse(rest)?;
    let (rest, month) = preceded(filler, opt(num2)).parse(rest)?;
    let (rest, _) = preceded(filler, same(sep)).parse(rest)?;
    let (rest, year) = year_or_blank(rest)?;
    not_a_number(rest)?;
    Ok((rest, Parts { day, month, year }))
}

fn separator(i: &[u8]) -> Res<'_, char> {
    alt((
        one_of("."),
        preceded(blanks, terminated(one_of("/-"), blanks)),
    ))
    .parse(i)
}

fn same<'a>(sep: char) -> impl Parser<&'a [u8], Output = (), Error = nom::error::Error<&'a [u8]>> {
    move |i: &'a [u8]| {
        let (rest, again) = separator(i)?;
        if again == sep {
            Ok((rest, ()))
        } else {
            Err(nom::Err::Error(nom::error::Error::new(
                i,
                nom::error::ErrorKind::Char,
            )))
        }
    }
}

/// Fails where a symbol follows: `12/3/2020/QĐ` is a number.
fn not_a_number(rest: &[u8]) -> Result<(), nom::Err<nom::error::Error<&[u8]>>> {
    match rest {
        [b'/', b, ..] if b.is_ascii_alphanumeric() => Err(nom::Err::Error(nom::error::Error::new(
            rest,
            nom::error::ErrorKind::Char,
        ))),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn iso(text: &str) -> Option<String> {
        date_at(&Folded::new(text), 0)?.iso()
    }

    #[track_caller]
    fn is(text: &str, want: &str) {
        assert_eq!(iso(text).as_deref(), Some(want), "{text}");
    }

    #[test]
    fn long_dates() {
        is("ngày 04 tháng 01 năm 2023", "2023-01-04");
        is("Ngày 4 tháng 12 năm 2023", "2023-12-04");
        is("4 tháng 12 năm 2023", "2023-12-04");
        is("ngay 4 thang 12 nam 2023", "2023-12-04");
        is("ngày 26 tháng 8/2013", "2013-08-26");
        is("ngày 26 tháng 8, năm 2013", "2013-08-26");
    }

    #[test]
    fn dots_and_misread_digits() {
        is("ngày 09 . tháng 01 . năm 2019", "2019-01-09");
        is("ngày .09...tháng 01 . năm 2019", "2019-01-09");
        is("ngày…15…tháng…6…năm 2020", "2020-06-15");
        is("ngày O9 tháng l2 năm 2O19", "2019-12-09");
        is("ngày 3l/1O/2020", "2020-10-31");
        is("ngày09 tháng01 năm2019", "2019-01-09");
    }

    #[test]
    fn numeric_dates() {
        is("ngày 04/01/2023", "2023-01-04");
        is("4-1-2023", "2023-01-04");
        is("4.1.2023", "2023-01-04");
        is("19/6/ 2015", "2015-06-19");
        is("19 / 6 / 2015", "2015-06-19");
        is("ngày 19/6 năm 2015", "2015-06-19");
    }

    #[test]
    fn drafts() {
        is("ngày   tháng   năm 2019", "2019");
        is("ngày tháng 01 năm 2019", "2019-01");
        is("ngày 15 tháng   năm 2019", "2019");
        is("ngày /01/2020", "2020-01");
        is("ngày / /2020", "2020");
        is("ngày …/…/2020", "2020");
        assert_eq!(iso("ngày … tháng … năm 20…"), None);
        assert!(date_at(&Folded::new("ngày … tháng … năm 20…"), 0).is_some());
    }

    #[test]
    fn impossible_parts_are_dropped() {
        is("15/13/2020", "2020");
        is("31/02/2020", "2020-02");
        is("ngày 00 tháng 5 năm 2020", "2020-05");
    }

    #[test]
    fn not_dates() {
        for text in [
            "45/2020",
            "1.2.1",
            "12/3/2020/QĐ",
            "ngày ký",
            "15/6",
            "ngày 15/6",
            "9001:2015",
            "9 tháng, năm",
            "12/03-2020",
            "12 tháng",
        ] {
            assert_eq!(date_at(&Folded::new(text), 0), None, "{text}");
        }
    }

    #[test]
    fn finding() {
        let f = Folded::new("Kế hoạch số 12/KH-UBND ngày 05/3/2024 của UBND huyện");
        let hit = find_date(&f, 0).unwrap();
        assert_eq!(f.slice(hit.start, hit.end), "ngày 05/3/2024");
        assert_eq!(find_date(&f, hit.end), None);
        let f = Folded::new("Nghị định 45/2020/NĐ-CP, 8-4-2020");
        let hit = find_date(&f, 0).unwrap();
        assert_eq!(f.slice(hit.start, hit.end), "8-4-2020");
    }
}
