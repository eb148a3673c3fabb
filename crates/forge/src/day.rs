//! Days, and the ways they are written.

use crate::dice::Dice;

/// A day of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day {
    /// Year.
    pub year: usize,
    /// Month, from 1.
    pub month: usize,
    /// Day, from 1.
    pub day: usize,
}

impl Day {
    /// `2024-03-05`.
    #[must_use]
    pub fn iso(self) -> String {
        format!("{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }

    /// `05/3/2024`: the day has two digits, the months 1 and 2 too.
    #[must_use]
    pub fn short(self) -> String {
        format!("{}/{}", self.day_month(), self.year)
    }

    /// `05/3`.
    #[must_use]
    pub fn day_month(self) -> String {
        format!("{:02}/{}", self.day, padded(self.month))
    }

    /// `05 tháng 3 năm 2024`.
    #[must_use]
    pub fn long(self) -> String {
        let month = padded(self.month);
        format!("{:02} tháng {month} năm {}", self.day, self.year)
    }

    /// Short or long, or the other short forms in use.
    pub fn written(self, dice: &mut Dice) -> String {
        match dice.weighted(&[60, 25, 8, 7]) {
            0 => self.short(),
            1 => self.long(),
            2 => format!("{:02}/{:02}/{}", self.day, self.month, self.year),
            _ => format!("{}-{}-{}", self.day, self.month, self.year),
        }
    }

    /// Some day of a year.
    pub fn of_year(year: usize, dice: &mut Dice) -> Day {
        Day {
            year,
            month: dice.between(1, 12),
            day: dice.between(1, 28),
        }
    }
}

/// The months 1 and 2 with a leading 0.
#[must_use]
pub fn padded(month: usize) -> String {
    if month < 3 {
        format!("{month:02}")
    } else {
        month.to_string()
    }
}

/// The last day of a month.
#[must_use]
pub fn last_day(year: usize, month: usize) -> usize {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => {
            29
        }
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}
