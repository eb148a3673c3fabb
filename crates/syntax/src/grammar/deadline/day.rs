//! The days of a deadline, with or without month and year.
//!
//! ```text
//! day = [ "ngày" ] , d , ( "/" | "-" | "." | "tháng" ) , m , [ of ] | "ngày" , d | d (* before "-" and another day *) ;
//! ```
//! Example: `ngày 15/6` is the fifteenth of June of a year that is not named.
//!
//! Known misses: `05-3` without a year (two numbers).

use nom::Parser;
use nom::branch::alt;
use nom::character::complete::one_of;
use nom::combinator::{map, map_opt, not, opt, peek, value};
use nom::sequence::{preceded, terminated};

use super::period::{Period, Unit, month_value, of};
use crate::grammar::lex::{Res, blanks, days_in, filler, num2, word};

/// `15/6/2023`, `ngày 15/6`, `ngày 15 tháng 6 năm 2023`, `15 tháng 6`.
pub(super) fn day(i: &[u8]) -> Res<'_, Period> {
    let (rest, _) = opt(terminated(word("ngay"), filler)).parse(i)?;
    let (rest, d) = day_value(rest)?;
    let sep = alt((
        value((), (blanks, one_of("/"), blanks)),
        value((), one_of(".-")),
        value((), (filler, word("thang"), filler)),
    ));
    let (rest, m) = preceded(sep, month_value).parse(rest)?;
    // "6 tháng, 9 tháng" are two periods.
    let (rest, ()) = not(preceded(blanks, word("thang")))
        .parse(rest)
        .map(|(_, ())| (rest, ()))?;
    // "01-12/2022" is two months, "1.2.1" a number.
    let dashed = i
        .get(..i.len() - rest.len())
        .is_some_and(|t| t.contains(&b'-') || t.contains(&b'.'))
        && !i.starts_with(b"ngay");
    let (rest, y) = opt(of).parse(rest)?;
    let range = dashed && (y.is_none() || i[..i.len() - rest.len()].contains(&b'/'));
    if range || matches!(rest, [b'/' | b'.', b, ..] if b.is_ascii_alphanumeric()) {
        return Err(nom::Err::Error(nom::error::Error::new(
            i,
            nom::error::ErrorKind::Digit,
        )));
    }
    Ok((rest, checked_day(d, m).of(y)))
}

/// A day that no such month has is read as the month.
fn checked_day(d: u32, m: u32) -> Period {
    if d <= days_in(2024, m) {
        Period::new(Unit::Day, (m, m), d)
    } else {
        Period::new(Unit::Month, (m, m), 0)
    }
}

/// `ngày 15`, its month said elsewhere.
pub(super) fn bare_day(i: &[u8]) -> Res<'_, Period> {
    let after = preceded(
        (word("ngay"), filler),
        terminated(day_value, peek(not(preceded(blanks, one_of("/"))))),
    );
    map(after, |d| Period::new(Unit::Day, (0, 0), d)).parse(i)
}

/// The `01` of "01-15/6/2023".
pub(super) fn day_of_range(i: &[u8]) -> Res<'_, Period> {
    let next = preceded(
        (blanks, one_of("-"), blanks),
        (day_value, blanks, one_of("/"), blanks, month_value),
    );
    map(terminated(day_value, peek(next)), |d| {
        Period::new(Unit::Day, (0, 0), d)
    })
    .parse(i)
}

fn day_value(i: &[u8]) -> Res<'_, u32> {
    map_opt(num2, |d| (1..=31).contains(&d).then_some(d)).parse(i)
}
