//! Names and days by lot: places and people out of syllables, the period of the work.

use crate::day::Day;
use crate::dice::Dice;
use crate::grammar::words;
use crate::world::Era;

/// Capitals of a department's name: `Tài chính - Kế hoạch` is `TCKH`.
pub fn initials(name: &str) -> String {
    let words = name
        .split([' ', '-'])
        .filter(|w| !w.is_empty() && *w != "và");
    words
        .filter_map(|w| w.chars().next())
        .flat_map(char::to_uppercase)
        .collect()
}

/// An invented place.
pub fn place(dice: &mut Dice) -> String {
    let (first, last) = (words("place.a"), words("place.b"));
    format!("{} {}", dice.pick(&first), dice.pick(&last))
}

/// An invented person.
pub fn person(dice: &mut Dice) -> String {
    let parts = ["surname", "middle", "given"].map(|rule| *dice.pick(&words(rule)));
    parts.join(" ")
}

/// The year of the work and the day of issue: late the year before, or early in it.
pub fn period(era: Era, dice: &mut Dice) -> (usize, Day) {
    let day = dice.between(1, 28);
    let (from, to) = match era {
        Era::Joint2005 => (2006, 2010),
        Era::Circular2011 => (2012, 2019),
        Era::Decree2020 => (2021, 2025),
        Era::TwoLevels => {
            let (year, month) =
                *dice.pick(&[(2025, 7), (2025, 8), (2025, 12), (2026, 1), (2026, 2)]);
            let work = if month == 12 { year + 1 } else { year };
            return (work, Day { year, month, day });
        }
    };
    let year = dice.between(from, to);
    match dice.between(0, 3) {
        0 => (
            year,
            Day {
                year: year - 1,
                month: 12,
                day,
            },
        ),
        month => (year, Day { year, month, day }),
    }
}
