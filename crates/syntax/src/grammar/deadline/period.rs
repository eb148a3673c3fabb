//! The calendar words of a deadline: one day, month, quarter, part of a year, or year.
//!
//! ```text
//! period  = ( day | month | quarter | months | year ) ;
//! month   = ( "tháng" | "T" ) , m , [ of ] | m , "/" , yyyy ;
//! quarter = "quý" , roman , [ of ] ;                        (* I, l, 1, Il, lII, 1V … *)
//! months  = (* see `year` *) ;  year = (* see `year` *) ;  day = (* see `day` *) ;
//! of      = [ "/" | "-" | "," ] , [ "năm" ] , yyyy | "năm sau" ;
//! ```
//! Example: `quý IV năm 2019` is the fourth quarter of 2019, `6 tháng đầu năm` the first half of a year that is not named.
//!
//! Known misses: school years (`năm học 2022 - 2023`), weeks of a month (read as the month).

use nom::Parser;
use nom::branch::alt;
use nom::bytes::complete::{tag, take_while_m_n};
use nom::character::complete::one_of;
use nom::combinator::{map, map_opt, not, opt, peek, value};
use nom::sequence::{preceded, terminated};
use sohoa_text::phrases::Phrases;

use super::day::{bare_day, day, day_of_range};
use super::year::{half_named, months, year_bare, year_named};
use crate::grammar::lex::{
    Res, blanks, days_in, filler, may_be_number, num2, opens, shut, word, year,
};

/// How long a period is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Day,
    Month,
    Quarter,
    Half,
    Year,
}

/// A period as it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Period {
    pub unit: Unit,
    /// First and last month; 0 where a day is named without its month.
    pub months: (u32, u32),
    /// The day, of unit `Day`.
    pub day: u32,
    /// The year, where it is written.
    pub year: Option<i32>,
    /// "năm sau": the year after the plan's.
    pub next_year: bool,
    /// Folded positions.
    pub start: usize,
    pub end: usize,
}

/// The year that is said of a period.
#[derive(Clone, Copy)]
pub(super) enum Of {
    Year(i32),
    Next,
}

impl Period {
    /// A period without a year and place.
    pub(super) fn new(unit: Unit, months: (u32, u32), day: u32) -> Period {
        Period {
            unit,
            months,
            day,
            year: None,
            next_year: false,
            start: 0,
            end: 0,
        }
    }

    pub(super) fn of(mut self, of: Option<Of>) -> Period {
        match of {
            Some(Of::Year(y)) => self.year = Some(y),
            Some(Of::Next) => self.next_year = true,
            None => {}
        }
        self
    }

    /// First day, in year `y`.
    pub(super) fn first(&self, y: i32) -> (i32, u32, u32) {
        (y, self.months.0, self.day.max(1))
    }

    /// Last day, in year `y`.
    pub(super) fn last(&self, y: i32) -> (i32, u32, u32) {
        let last = days_in(y, self.months.1);
        (
            y,
            self.months.1,
            if self.day == 0 {
                last
            } else {
                self.day.min(last)
            },
        )
    }

    /// True where `next` begins when this one ends, in one year.
    pub(super) fn meets(&self, next: &Period) -> bool {
        self.unit == next.unit && self.unit != Unit::Day && self.months.1 + 1 == next.months.0
    }
}

/// False where surely no period begins: neither a word of one nor a number, bare or behind "T".
fn may_be_period(input: &[u8]) -> bool {
    static WORDS: Phrases = Phrases::new(&[
        "ngay", "nam", "nua", "thang", "quy", "ca", "trong", "suot", "dau", "giua", "cuoi", "het",
    ]);
    let month = |i: &[u8]| i.strip_prefix(b"t").is_some_and(may_be_number);
    WORDS.fit(input) || may_be_number(input) || month(input)
}

/// The period that starts at `i`.
pub(super) fn period_at(bytes: &[u8], i: usize) -> Option<Period> {
    if !opens(bytes, i) || (i >= 2 && bytes[i - 1] == b'/' && bytes[i - 2].is_ascii_alphanumeric())
    {
        return None;
    }
    let input = &bytes[i..];
    let counted = |bytes: &[u8]| bytes.ends_with(b"tuan") || bytes.ends_with(b"thu");
    if !may_be_period(input) || counted(bytes[..i].trim_ascii_end()) {
        return None;
    }
    let (rest, p) = match input.first()? {
        b'n' => alt((day, bare_day, year_named, half_named)).parse(input),
        b't' | b'c' | b'd' | b'g' | b'h' | b's' => alt((month, year_named)).parse(input),
        b'q' => quarter(input),
        b'0'..=b'9' | b'o' | b'l' | b'i' => alt((
            day,
            months,
            month_number,
            day_of_range,
            month_of_range,
            year_bare,
        ))
        .parse(input),
        _ => return None,
    }
    .ok()?;
    Some(Period {
        start: i,
        end: i + input.len() - rest.len(),
        ..p
    })
}

/// What a list goes on with after `p`: the `4` of "tháng 3, 4", the `III` of "quý II, III", the `năm` of "6 tháng, năm".
pub(super) fn continued(bytes: &[u8], p: &Period) -> Option<Period> {
    if p.year.is_some() {
        return None;
    }
    let input = &bytes[p.end..];
    let (rest, ()) = comma(input).ok()?;
    let start = p.end + input.len() - rest.len();
    // The "2/2022" of "quý 1, 2/2022" is no month.
    if period_at(bytes, start).is_some_and(|q| p.unit != Unit::Quarter || q.unit != Unit::Month) {
        return None;
    }
    let (rest, next) = match p.unit {
        Unit::Month => month_tail(rest),
        Unit::Quarter => quarter_tail(rest),
        Unit::Day if p.months.0 == 0 => {
            map(num2, |d| Period::new(Unit::Day, (0, 0), d)).parse(rest)
        }
        Unit::Half => map(terminated(word("nam"), peek(not_year)), |()| {
            Period::new(Unit::Year, (1, 12), 0)
        })
        .parse(rest),
        _ => return None,
    }
    .ok()?;
    Some(Period {
        start,
        end: p.end + input.len() - rest.len(),
        ..next
    })
}

fn comma(i: &[u8]) -> Res<'_, ()> {
    let mark = value((), one_of(",-+&"));
    preceded(
        blanks,
        terminated(alt((mark, word("va"), word("den"))), blanks),
    )
    .parse(i)
}

fn not_year(i: &[u8]) -> Res<'_, ()> {
    not(preceded(filler, year)).parse(i)
}

/// The year that is said of the period before it.
pub(super) fn of(i: &[u8]) -> Res<'_, Of> {
    let figure = map(
        alt((
            preceded(
                (filler, opt(one_of("/-(")), filler, word("nam"), filler),
                year,
            ),
            preceded((blanks, one_of("/-.,"), blanks), year),
            preceded(blanks, year),
        )),
        Of::Year,
    );
    let next = value(
        Of::Next,
        (
            filler,
            word("nam"),
            blanks,
            alt((word("sau"), word("toi"), word("ke tiep"))),
        ),
    );
    alt((figure, next)).parse(i)
}

pub(super) fn month_value(i: &[u8]) -> Res<'_, u32> {
    map_opt(num2, |m| (1..=12).contains(&m).then_some(m)).parse(i)
}

fn month(i: &[u8]) -> Res<'_, Period> {
    preceded(
        alt((
            value((), (word("thang"), filler)),
            value((), tag(&b"t"[..])),
        )),
        month_tail,
    )
    .parse(i)
}

fn month_tail(i: &[u8]) -> Res<'_, Period> {
    map((month_value, opt(of)), |(m, y)| {
        Period::new(Unit::Month, (m, m), 0).of(y)
    })
    .parse(i)
}

/// `12/2022`.
fn month_number(i: &[u8]) -> Res<'_, Period> {
    let y = preceded(
        (blanks, one_of("/"), blanks),
        terminated(year, peek(not(one_of("/")))),
    );
    map((month_value, y), |(m, y)| {
        Period::new(Unit::Month, (m, m), 0).of(Some(Of::Year(y)))
    })
    .parse(i)
}

/// The `01` of "01-12/2022".
fn month_of_range(i: &[u8]) -> Res<'_, Period> {
    let next = preceded((blanks, one_of("-"), blanks), month_number);
    map(terminated(month_value, peek(next)), |m| {
        Period::new(Unit::Month, (m, m), 0)
    })
    .parse(i)
}

fn quarter(i: &[u8]) -> Res<'_, Period> {
    preceded((tag(&b"quy"[..]), filler), quarter_tail).parse(i)
}

fn quarter_tail(i: &[u8]) -> Res<'_, Period> {
    let quarter = |q: u32| Period::new(Unit::Quarter, (q * 3 - 2, q * 3), 0);
    map((roman, opt(of)), |(q, y)| quarter(q).of(y)).parse(i)
}

/// 1 to 4, with `l`, `1` and `|` for I.
fn roman(i: &[u8]) -> Res<'_, u32> {
    let stroke = |b: u8| matches!(b, b'i' | b'l' | b'1' | b'|');
    let numeral = take_while_m_n(1, 3, |b| stroke(b) || matches!(b, b'2'..=b'4' | b'v'));
    let read = |n: &[u8]| match n {
        [b'0', d @ b'1'..=b'4'] | [d @ b'2'..=b'4'] => Some(u32::from(d - b'0')),
        [a, b'v'] if stroke(*a) => Some(4),
        n if n.iter().all(|b| stroke(*b)) => u32::try_from(n.len()).ok(),
        _ => None,
    };
    let (rest, q) = map_opt(preceded(opt(tag(&b"0"[..])), numeral), read).parse(i)?;
    if shut(rest) {
        Ok((rest, q))
    } else {
        Err(nom::Err::Error(nom::error::Error::new(
            i,
            nom::error::ErrorKind::Digit,
        )))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sohoa_text::fold::Folded;

    type Read = (Unit, (u32, u32), u32, Option<i32>);

    fn read(text: &str) -> Option<Read> {
        let f = Folded::new(text);
        period_at(f.bytes(), 0).map(|p| (p.unit, p.months, p.day, p.year))
    }

    #[test]
    fn quarters_as_misread() {
        for (text, q) in [
            ("Quý I", 1),
            ("quý l/2023", 1),
            ("Quý 1", 1),
            ("Quý Il", 2),
            ("quý lII", 3),
            ("Quý 1V", 4),
            ("Quý 2/2023", 2),
            ("quý IV", 4),
        ] {
            assert_eq!(read(text).map(|r| r.1), Some((q * 3 - 2, q * 3)), "{text}");
        }
        assert_eq!(read("quý IV năm 2019").unwrap().3, Some(2019));
        assert_eq!(read("quy định"), None);
    }

    #[test]
    fn days_and_months() {
        assert_eq!(read("ngày 15/6"), Some((Unit::Day, (6, 6), 15, None)));
        assert_eq!(read("15/6/2023"), Some((Unit::Day, (6, 6), 15, Some(2023))));
        assert_eq!(read("15-6-2023"), Some((Unit::Day, (6, 6), 15, Some(2023))));
        assert_eq!(
            read("ngày 15 tháng 6 năm 2023"),
            Some((Unit::Day, (6, 6), 15, Some(2023)))
        );
        assert_eq!(
            read("T11/2020"),
            Some((Unit::Month, (11, 11), 0, Some(2020)))
        );
        assert_eq!(read("Tháng4"), Some((Unit::Month, (4, 4), 0, None)));
        assert_eq!(
            read("12/2022"),
            Some((Unit::Month, (12, 12), 0, Some(2022)))
        );
        assert_eq!(read("01-12/2022"), Some((Unit::Month, (1, 1), 0, None)));
        assert_eq!(read("01-15/6/2022"), Some((Unit::Day, (0, 0), 1, None)));
        assert_eq!(read("Tháng 13"), None);
        assert_eq!(read("45/2020"), None);
    }

    #[test]
    fn parts_of_years() {
        assert_eq!(
            read("6 tháng đầu năm 2023"),
            Some((Unit::Half, (1, 6), 0, Some(2023)))
        );
        assert_eq!(
            read("06 tháng cuối năm"),
            Some((Unit::Half, (7, 12), 0, None))
        );
        assert_eq!(read("9 tháng"), Some((Unit::Half, (1, 9), 0, None)));
        assert_eq!(read("6 tháng một lần"), None);
        assert_eq!(read("cả năm"), Some((Unit::Year, (1, 12), 0, None)));
        assert_eq!(
            read("Trong năm 2023"),
            Some((Unit::Year, (1, 12), 0, Some(2023)))
        );
        assert_eq!(
            read("2021-2025"),
            Some((Unit::Year, (1, 12), 0, Some(2021)))
        );
    }
}
