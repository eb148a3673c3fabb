//! What filters ask for, as made-up words in the index: a filter is then one more word to look up, and the
//! newest documents that have all words are found without looking at the others.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use sohoa_text::fold::fold_string;

use crate::StoreError;

/// What filters know of a document beside its words.
pub(crate) struct Facts<'a> {
    pub kind: &'a str,
    pub level: &'a str,
    pub year: Option<i32>,
}

/// A word that every document has.
pub(crate) const ALL: &str = "all";

/// The made-up words of a document; `months` (`2024-03`) are those in which something is due.
pub(crate) fn tokens(facts: &Facts<'_>, months: &[String]) -> String {
    let mut out = format!("{ALL} {} {}", kind(facts.kind), level(facts.level));
    if let Some(y) = facts.year {
        let _ = write!(out, " {}", year(y));
    }
    if !months.is_empty() {
        let _ = write!(out, " {DUE}");
    }
    let years: BTreeSet<&str> = months.iter().filter_map(|m| m.get(..4)).collect();
    for year in years {
        let _ = write!(out, " due{year}");
    }
    for month in months {
        let _ = write!(out, " due{}", month.replace('-', ""));
    }
    out
}

/// The word for a type, whether its slug or its printed name is given.
pub(crate) fn kind(name: &str) -> String {
    format!("kind{}", letters(name))
}

/// The word for a level.
pub(crate) fn level(name: &str) -> String {
    format!("level{}", letters(name))
}

/// The word for a year of issue.
pub(crate) fn year(year: i32) -> String {
    format!("year{year}")
}

fn letters(name: &str) -> String {
    let mut folded = fold_string(name);
    folded.retain(|c| c.is_ascii_alphanumeric());
    folded
}

/// A word that every document has in which something is due on a known day.
const DUE: &str = "due";
/// A range of more months is not spelled out: it holds nearly everything that is due.
const LONG: i32 = 12 * 60;

/// Months of a range of dates, counted from the year 0.
type Months = std::ops::RangeInclusive<i32>;

/// The first and last day that a range of dates leaves open.
const EVER: (&str, &str) = ("0001-01-01", "9999-12-31");

/// A range of days, ends included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Days {
    pub from: String,
    pub to: String,
}

impl Days {
    /// The days between two dates, each of which may leave out its day or month.
    pub fn between(from: Option<&str>, to: Option<&str>) -> Result<Days, StoreError> {
        Ok(Days {
            from: whole(from.unwrap_or(EVER.0), "-01-01", "-01")?,
            to: whole(to.unwrap_or(EVER.1), "-12-31", "-31")?,
        })
    }

    /// The words one of which a document with something due on these days has: whole years where they lie in
    /// between, months at the ends.
    pub fn tokens(&self) -> Vec<String> {
        let months: Months = month(&self.from)..=month(&self.to);
        if months.end() - months.start() > LONG {
            return vec![DUE.to_owned()];
        }
        let mut out = Vec::new();
        let mut at = *months.start();
        while at <= *months.end() {
            let (year, nth) = (at / 12, at % 12);
            if nth == 0 && months.contains(&(at + 11)) {
                out.push(format!("due{year:04}"));
                at += 12;
            } else {
                out.push(format!("due{year:04}{:02}", nth + 1));
                at += 1;
            }
        }
        out
    }
}

fn month(date: &str) -> i32 {
    let number = |range: std::ops::Range<usize>| date[range].parse().unwrap_or(1);
    let (year, month): (i32, i32) = (number(0..4), number(5..7));
    year * 12 + month - 1
}

/// A date with the parts that it leaves out. `2024-02-31` is not refused: as an end it does what is meant.
fn whole(date: &str, month_day: &str, day: &str) -> Result<String, StoreError> {
    let digits = |part: &str, n, most| {
        let number = part.parse::<u32>().unwrap_or(0);
        part.len() == n && part.bytes().all(|b| b.is_ascii_digit()) && (1..=most).contains(&number)
    };
    let parts: Vec<&str> = date.split('-').collect();
    match parts[..] {
        [y] if digits(y, 4, 9999) => Ok(format!("{date}{month_day}")),
        [y, m] if digits(y, 4, 9999) && digits(m, 2, 12) => Ok(format!("{date}{day}")),
        [y, m, d] if digits(y, 4, 9999) && digits(m, 2, 12) && digits(d, 2, 31) => Ok(date.into()),
        _ => Err(StoreError::date(date)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(from: &str, to: &str) -> Days {
        Days::between(Some(from), Some(to)).unwrap()
    }

    #[test]
    fn dates_may_leave_out_their_end() {
        assert_eq!(days("2024", "2024-02"), days("2024-01-01", "2024-02-31"));
        for bad in [
            "24",
            "2024-13",
            "2024-1",
            "2024-01-00",
            "x",
            "",
            "2024-01-01-01",
            "0000",
        ] {
            assert!(Days::between(Some(bad), None).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_range_is_years_and_months() {
        let words = days("2022-11-20", "2025-02-03").tokens();
        assert_eq!(
            words,
            [
                "due202211",
                "due202212",
                "due2023",
                "due2024",
                "due202501",
                "due202502"
            ]
        );
        assert_eq!(days("2024", "2024").tokens(), ["due2024"]);
        assert!(days("2024", "2023").tokens().is_empty());
        assert_eq!(Days::between(None, Some("2024")).unwrap().tokens(), ["due"]);
    }

    #[test]
    fn a_kind_is_told_by_slug_and_by_name() {
        assert_eq!(kind("ke_hoach"), kind("Kế hoạch"));
    }
}
