//! What comes again and again: "hàng tháng", "định kỳ quý, 6 tháng, năm", "02 lần/năm".
//!
//! ```text
//! recurrence = every , unit , { ( "," | "và" ) , [ "hàng" ] , unit } | times , "lần" , ( "/" | "mỗi" | "một" ) , unit
//!            | unit , ( "/" | "một" | "1" ) , "lần" ;
//! every      = [ "theo" ] , "định kỳ" , [ "hàng" ] | "hàng" | "hằng" | "mỗi" | "từng" | "theo" , [ "từng" ] ;
//! unit       = "ngày" | "tuần" | "tháng" | "quý" | "năm" | n , "tháng" ;
//! ```
//! Example: `Hàng quý` gives `FREQ=MONTHLY;INTERVAL=3`.
//!
//! Known misses: periods of a report that runs from the 15th of a month to the 14th.

use nom::Parser;
use nom::branch::alt;
use nom::character::complete::one_of;
use nom::combinator::{map, map_opt, not, opt, peek, value};
use nom::sequence::{preceded, terminated};
use sohoa_text::phrases::Phrases;

use crate::grammar::lex::{Res, blanks, filler, may_be_number, num2, opens, word, year};

/// How often.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Every {
    Day,
    Week,
    Months(u32),
    Year,
}

/// A recurrence found in a deadline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Recurrence {
    /// The units named, each with its folded range, as written.
    pub every: Vec<(Every, usize, usize)>,
    pub start: usize,
    pub end: usize,
}

impl Every {
    /// The rule in the form of RFC 5545.
    pub(super) fn rule(self) -> String {
        match self {
            Every::Day => "FREQ=DAILY".to_owned(),
            Every::Week => "FREQ=WEEKLY".to_owned(),
            Every::Months(1) => "FREQ=MONTHLY".to_owned(),
            Every::Months(n) => format!("FREQ=MONTHLY;INTERVAL={n}"),
            Every::Year => "FREQ=YEARLY".to_owned(),
        }
    }
}

/// The recurrence that starts at `i`.
pub(super) fn recurrence_at(bytes: &[u8], i: usize) -> Option<Recurrence> {
    let input = &bytes[i..];
    if !may_recur(input) || !opens(bytes, i) {
        return None;
    }
    let at = |rest: &[u8]| i + input.len() - rest.len();
    if let Ok((rest, every)) = alt((times, one_in)).parse(input) {
        return Some(Recurrence {
            every: vec![(every, i, at(rest))],
            start: i,
            end: at(rest),
        });
    }
    let (mut rest, ()) = lead(input).ok()?;
    let mut every = Vec::new();
    loop {
        let from = at(rest);
        let Ok((after, u)) = unit(rest) else { break };
        every.push((u, from, at(after)));
        rest = after;
        match next(rest) {
            Ok((after, ())) => rest = after,
            Err(_) => break,
        }
    }
    let end = every.last()?.2;
    Some(Recurrence {
        every,
        start: i,
        end,
    })
}

/// False where surely nothing recurs: neither a word of [`lead`] nor a small number begins.
fn may_recur(input: &[u8]) -> bool {
    static LEADS: Phrases = Phrases::new(&["theo", "dinh", "hang", "moi", "tung"]);
    LEADS.fit(input) || may_be_number(input)
}

fn lead(i: &[u8]) -> Res<'_, ()> {
    let every = || alt((word("hang"), word("moi"), word("tung")));
    let regular = value(
        (),
        (
            opt((word("theo"), blanks)),
            word("dinh ky"),
            blanks,
            opt((opt((word("theo"), blanks)), every(), blanks)),
            opt(one_of(":")),
        ),
    );
    let plain = value((), (opt((word("theo"), blanks)), every(), blanks));
    let after = value((), (word("theo"), blanks));
    terminated(alt((regular, plain, after)), blanks).parse(i)
}

fn next(i: &[u8]) -> Res<'_, ()> {
    let mark = alt((value((), one_of(",;")), word("va")));
    value(
        (),
        (
            blanks,
            mark,
            blanks,
            opt((alt((word("hang"), word("moi"))), blanks)),
        ),
    )
    .parse(i)
}

fn unit(i: &[u8]) -> Res<'_, Every> {
    alt((
        value(Every::Week, terminated(word("tuan"), peek(no_numeral))),
        value(
            Every::Months(1),
            terminated(word("thang"), peek(no_numeral)),
        ),
        value(Every::Months(3), terminated(word("quy"), peek(not_a_rule))),
        value(
            Every::Year,
            terminated(word("nam"), peek(not(preceded(filler, year)))),
        ),
        value(Every::Day, terminated(word("ngay"), peek(no_numeral))),
        map_opt(terminated(num2, (blanks, word("thang"))), of_months),
    ))
    .parse(i)
}

/// A report after nine months comes once a year.
fn of_months(n: u32) -> Option<Every> {
    match n {
        1..=4 | 6 => Some(Every::Months(n)),
        9 | 12 => Some(Every::Year),
        _ => None,
    }
}

fn no_numeral(i: &[u8]) -> Res<'_, ()> {
    not((blanks, num2)).parse(i)
}

/// "theo quy định" is no quarter, and "quý II" is one of them, not each.
fn not_a_rule(i: &[u8]) -> Res<'_, ()> {
    let word_after = alt((
        word("dinh"),
        word("che"),
        word("trinh"),
        word("hoach"),
        word("mo"),
        word("uoc"),
        word("pham"),
        word("luat"),
    ));
    let numeral = alt((
        word("i"),
        word("ii"),
        word("iii"),
        word("iv"),
        word("l"),
        word("ll"),
        word("il"),
        word("lv"),
    ));
    not((blanks, alt((word_after, numeral, value((), num2))))).parse(i)
}

/// `01 lần/tháng`, `2 lần/năm`.
fn times(i: &[u8]) -> Res<'_, Every> {
    let per = preceded(
        (
            blanks,
            opt(alt((
                value((), one_of("/")),
                word("moi"),
                word("mot"),
                word("trong"),
            ))),
        ),
        preceded((blanks, opt((word("mot"), blanks))), unit),
    );
    let (rest, (n, every)) = (terminated(num2, (blanks, word("lan"))), per).parse(i)?;
    let every = match (n, every) {
        (1, e) => Some(e),
        (2 | 3 | 4 | 6, Every::Year) => Some(Every::Months(12 / n)),
        (3, Every::Months(3)) => Some(Every::Months(1)),
        _ => None,
    };
    every
        .map(|e| (rest, e))
        .ok_or_else(|| nom::Err::Error(nom::error::Error::new(i, nom::error::ErrorKind::Digit)))
}

/// `6 tháng/lần`, `mỗi năm một lần`, `3 tháng 1 lần`.
fn one_in(i: &[u8]) -> Res<'_, Every> {
    let once = (
        blanks,
        opt(one_of("/")),
        blanks,
        opt((alt((word("mot"), value((), num2))), blanks)),
        word("lan"),
    );
    let length = map_opt(
        (num2, blanks, alt((word("thang"), word("nam")))),
        |(n, ..)| of_months(n),
    );
    terminated(map(length, |e| e), once).parse(i)
}

#[cfg(test)]
mod tests {
    use super::*;
    use sohoa_text::fold::Folded;

    fn rules(text: &str) -> Vec<String> {
        let f = Folded::new(text);
        recurrence_at(f.bytes(), 0)
            .map(|r| r.every.iter().map(|e| e.0.rule()).collect())
            .unwrap_or_default()
    }

    #[test]
    fn plain() {
        assert_eq!(rules("Hàng tháng"), ["FREQ=MONTHLY"]);
        assert_eq!(rules("hằng quý"), ["FREQ=MONTHLY;INTERVAL=3"]);
        assert_eq!(rules("Hàng tuần"), ["FREQ=WEEKLY"]);
        assert_eq!(rules("định kỳ hàng năm"), ["FREQ=YEARLY"]);
        assert_eq!(rules("Theo quý"), ["FREQ=MONTHLY;INTERVAL=3"]);
        assert_eq!(rules("Hàng quý, năm 2023"), ["FREQ=MONTHLY;INTERVAL=3"]);
    }

    #[test]
    fn lists() {
        assert_eq!(
            rules("định kỳ quý, 6 tháng, năm"),
            [
                "FREQ=MONTHLY;INTERVAL=3",
                "FREQ=MONTHLY;INTERVAL=6",
                "FREQ=YEARLY"
            ]
        );
        assert_eq!(
            rules("hàng tháng và hàng quý"),
            ["FREQ=MONTHLY", "FREQ=MONTHLY;INTERVAL=3"]
        );
    }

    #[test]
    fn times_in_a_period() {
        assert_eq!(rules("01 lần/tháng"), ["FREQ=MONTHLY"]);
        assert_eq!(rules("2 lần/năm"), ["FREQ=MONTHLY;INTERVAL=6"]);
        assert_eq!(rules("6 tháng/lần"), ["FREQ=MONTHLY;INTERVAL=6"]);
        assert_eq!(rules("3 tháng một lần"), ["FREQ=MONTHLY;INTERVAL=3"]);
    }

    #[test]
    fn not_recurring() {
        for text in [
            "Theo quy định",
            "hàng hóa",
            "theo tháng 6",
            "Theo kế hoạch",
            "theo quý II",
            "mỗi xã",
        ] {
            assert!(rules(text).is_empty(), "{text}");
        }
    }
}
