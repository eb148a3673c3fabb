//! Days of the calendar, as far as a list of events needs them.

use std::fmt;

/// A day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Day {
    year: i32,
    month: u32,
    day: u32,
}

impl Day {
    /// A whole ISO date.
    pub fn parse(date: &str) -> Option<Day> {
        let mut parts = date.split('-').map(str::parse::<u32>);
        let (Ok(year), Ok(month), Ok(day)) = (parts.next()?, parts.next()?, parts.next()?) else {
            return None;
        };
        let year = i32::try_from(year)
            .ok()
            .filter(|y| (1..=9998).contains(y))?;
        let known = parts.next().is_none() && (1..=12).contains(&month);
        let found = Day { year, month, day };
        (known && (1..=found.month_length()).contains(&day)).then_some(found)
    }

    /// The day after.
    pub fn next(self) -> Day {
        let Day { year, month, day } = self;
        if day < self.month_length() {
            Day {
                day: day + 1,
                ..self
            }
        } else if month < 12 {
            Day {
                year,
                month: month + 1,
                day: 1,
            }
        } else {
            Day {
                year: year + 1,
                month: 1,
                day: 1,
            }
        }
    }

    /// Days since the first of January 1970.
    #[cfg(feature = "parquet")]
    pub fn since_1970(self) -> i32 {
        // Years begin in March: the day that comes and goes is then the last.
        let year = self.year - i32::from(self.month < 3);
        let month = (self.month as i32 + 9) % 12;
        let days = 365 * year + year / 4 - year / 100 + year / 400;
        days + (153 * month + 2) / 5 + self.day as i32 - 1 - 719_468
    }

    fn month_length(self) -> u32 {
        let leap = self.year % 4 == 0 && (self.year % 100 != 0 || self.year % 400 == 0);
        match self.month {
            2 => 28 + u32::from(leap),
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        }
    }

    /// `MO` to `SU`.
    fn weekday(self) -> &'static str {
        // Sakamoto's table of how far months shift the week.
        const SHIFT: [i32; 12] = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4];
        const NAMES: [&str; 7] = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];
        let year = self.year - i32::from(self.month < 3);
        let shift = SHIFT[(self.month - 1) as usize];
        let days = year + year / 4 - year / 100 + year / 400 + shift + self.day as i32;
        NAMES[days.rem_euclid(7) as usize]
    }

    /// The first day from this one on which a rule falls, by its months, days of the month and days of the
    /// week; a rule without them falls on any day.
    pub fn first_of(self, rule: &str) -> Option<Day> {
        let mut day = self;
        // Four years and a bit hold every day that there is.
        for _ in 0..1500 {
            if day.answers(rule) {
                return Some(day);
            }
            day = day.next();
        }
        None
    }

    fn answers(self, rule: &str) -> bool {
        rule.split(';')
            .filter_map(|part| part.split_once('='))
            .all(|(key, values)| {
                let mut values = values.split(',');
                match key {
                    "BYMONTH" => values.any(|v| v.parse() == Ok(self.month)),
                    "BYMONTHDAY" => values.any(|v| self.is_month_day(v)),
                    "BYDAY" => values.any(|v| v == self.weekday()),
                    _ => true,
                }
            })
    }

    /// Days of the month count from its end where they are negative.
    fn is_month_day(self, value: &str) -> bool {
        let left = self.month_length() as i32 - self.day as i32;
        let wanted: Result<i32, _> = value.parse();
        wanted.is_ok_and(|n| n == self.day as i32 || n == -1 - left)
    }
}

impl fmt::Display for Day {
    /// As calendars write it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}{:02}{:02}", self.year, self.month, self.day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(date: &str) -> Day {
        Day::parse(date).unwrap()
    }

    #[test]
    fn days_follow_each_other() {
        assert_eq!(day("2024-02-28").next(), day("2024-02-29"));
        assert_eq!(day("2023-02-28").next(), day("2023-03-01"));
        assert_eq!(day("2024-12-31").next(), day("2025-01-01"));
        for bad in [
            "2023-02-29",
            "2024-13-01",
            "2024-1",
            "2024-06-31",
            "x",
            "2024-01-01-01",
            "0000-01-01",
        ] {
            assert_eq!(Day::parse(bad), None, "{bad}");
        }
    }

    #[test]
    #[cfg(feature = "parquet")]
    fn days_are_counted() {
        let days = ["1970-01-01", "1969-12-31", "2000-02-29", "2024-03-01"];
        assert_eq!(days.map(|d| day(d).since_1970()), [0, -1, 11_016, 19_783]);
    }

    #[test]
    fn a_rule_begins_on_a_day_of_its_own() {
        let first = |rule| day("2024-03-05").first_of(rule);
        assert_eq!(first("FREQ=MONTHLY"), Some(day("2024-03-05")));
        assert_eq!(first("FREQ=MONTHLY;BYMONTHDAY=25"), Some(day("2024-03-25")));
        assert_eq!(first("FREQ=MONTHLY;BYMONTHDAY=-1"), Some(day("2024-03-31")));
        assert_eq!(first("FREQ=WEEKLY;BYDAY=FR"), Some(day("2024-03-08")));
        assert_eq!(first("FREQ=YEARLY;BYMONTH=1"), Some(day("2025-01-01")));
        assert_eq!(first("FREQ=MONTHLY;BYMONTHDAY=32"), None);
    }
}
