//! Years and the parts of a year that a deadline names.
//!
//! ```text
//! year   = ( "cả" | "trong" | "đầu" | "giữa" | "cuối" | "hết" | "suốt" ) , "năm" , [ yyyy ] | [ "năm" ] , yyyy ;
//! months = n , "tháng" , [ ( "đầu" | "cuối" ) , [ "năm" ] ] , [ of ] | "nửa" , ( "đầu" | "cuối" ) , "năm" , [ of ] ;
//! ```
//! Example: `6 tháng cuối năm` is July to December.
//!
//! Known misses: school years; "3 tháng" alone, which may be any three.

use nom::Parser;
use nom::branch::alt;
use nom::bytes::complete::tag;
use nom::character::complete::one_of;
use nom::combinator::{map, map_opt, not, opt, peek, value};
use nom::sequence::{preceded, terminated};

use super::period::{Of, Period, Unit, of};
use crate::grammar::lex::{Res, blanks, filler, num2, word, year};

/// `6 tháng đầu năm 2023`, `9 tháng`; not the length of a period ("6 tháng một lần").
pub(super) fn months(i: &[u8]) -> Res<'_, Period> {
    let (rest, n) = terminated(
        map_opt(num2, |n| matches!(n, 3 | 6 | 9 | 12).then_some(n)),
        (blanks, word("thang")),
    )
    .parse(i)?;
    let (rest, end) = opt(year_end).parse(rest)?;
    let (rest, y) = opt(of).parse(rest)?;
    let length = preceded(
        blanks,
        alt((
            value((), one_of("/")),
            word("mot lan"),
            word("ke tu"),
            word("1 lan"),
            word("sau"),
            word("lan"),
        )),
    );
    let (rest, ()) = terminated(value((), tag(&b""[..])), peek(not(length))).parse(rest)?;
    if n == 3 && end.is_none() {
        return Err(nom::Err::Error(nom::error::Error::new(
            i,
            nom::error::ErrorKind::Digit,
        )));
    }
    let span = if end == Some(false) {
        (13 - n, 12)
    } else {
        (1, n)
    };
    let unit = if n == 12 { Unit::Year } else { Unit::Half };
    Ok((rest, Period::new(unit, span, 0).of(y)))
}

/// True for "đầu năm", false for "cuối năm".
fn year_end(i: &[u8]) -> Res<'_, bool> {
    let which = alt((value(true, word("dau")), value(false, word("cuoi"))));
    preceded(blanks, terminated(which, opt((blanks, word("nam"))))).parse(i)
}

pub(super) fn half_named(i: &[u8]) -> Res<'_, Period> {
    let half = preceded(word("nua"), year_end);
    map((half, opt(of)), |(head, y)| {
        Period::new(Unit::Half, if head { (1, 6) } else { (7, 12) }, 0).of(y)
    })
    .parse(i)
}

pub(super) fn year_named(i: &[u8]) -> Res<'_, Period> {
    let whole = || Period::new(Unit::Year, (1, 12), 0);
    let figure = preceded((word("nam"), filler), year);
    let lead = alt((
        word("ca"),
        word("trong suot"),
        word("trong"),
        word("suot"),
        word("dau"),
        word("giua"),
        word("cuoi"),
        word("het"),
    ));
    let named = preceded((lead, blanks, word("nam")), opt(preceded(filler, year)));
    let next = value(
        Of::Next,
        (word("nam"), blanks, alt((word("sau"), word("toi")))),
    );
    alt((
        map(figure, |y| whole().of(Some(Of::Year(y)))),
        map(next, |n| whole().of(Some(n))),
        map(named, |y| whole().of(y.map(Of::Year))),
    ))
    .parse(i)
}

pub(super) fn year_bare(i: &[u8]) -> Res<'_, Period> {
    let alone = terminated(year, peek(not(one_of("/:"))));
    map(alone, |y| {
        Period::new(Unit::Year, (1, 12), 0).of(Some(Of::Year(y)))
    })
    .parse(i)
}
