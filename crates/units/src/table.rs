//! The tables, searched in place: rows by list and code, and names folded to letters without marks.

use memchr::{memchr, memchr_iter, memrchr};

/// Rows sorted by list and code, below a line that names the columns.
const UNITS: &str = include_str!("../tables/units.tsv");
/// `key ⇥ list and code …`, sorted; made of [`UNITS`] by `cargo run -p sohoa-xtask -- units --index`.
pub(crate) const NAMES: &str = include_str!("../tables/unit_names.tsv");

/// Before or since the two levels of 1 July 2025.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Era {
    /// Provinces, districts, communes.
    Before,
    /// Provinces and communes.
    Since,
}

impl Era {
    /// The era of an ISO date, truncated or not; none where `2025` alone does not tell.
    #[must_use]
    pub fn of(date: &str) -> Option<Era> {
        let mut parts = date.split('-');
        let year: u32 = parts.next()?.parse().ok()?;
        let month = parts.next().and_then(|m| m.parse::<u32>().ok());
        match (year, month) {
            (..2025, _) | (2025, Some(..7)) => Some(Era::Before),
            (2025, None) => None,
            _ => Some(Era::Since),
        }
    }
}

/// The level of a unit, highest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// Tỉnh, thành phố trực thuộc trung ương.
    Province,
    /// Huyện, quận, thị xã, thành phố thuộc tỉnh.
    District,
    /// Xã, phường, thị trấn, đặc khu.
    Commune,
}

/// A unit as one list has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unit {
    list: u8,
    /// Code of the statistics office; it means nothing without the era.
    pub code: &'static str,
    /// `tỉnh`, `huyện`, `xã`, ….
    pub kind: &'static str,
    /// Its name without the kind.
    pub name: &'static str,
    parent: &'static str,
    became: &'static str,
}

impl Unit {
    fn of_row(row: &'static str) -> Option<Unit> {
        let mut cells = row.split('\t');
        let list = cells.next()?.bytes().next()?;
        Some(Unit {
            list,
            code: cells.next()?,
            kind: cells.next()?,
            name: cells.next()?,
            parent: cells.next()?,
            became: cells.next()?,
        })
    }

    fn at(list: u8, code: &str) -> Option<Unit> {
        let row = first_not_below(rows(), |row| {
            (row.as_bytes()[0], cell(row, 1)) < (list, code)
        })?;
        Unit::of_row(row).filter(|u| u.list == list && u.code == code)
    }

    /// The list it stands in, as a digit.
    pub(crate) fn list(self) -> char {
        char::from(self.list)
    }

    /// Whether only the list of about 2021 to 2023 has it so.
    #[must_use]
    pub fn is_older(self) -> bool {
        self.list == b'1'
    }

    /// When it was.
    #[must_use]
    pub fn era(self) -> Era {
        if self.list == b'3' {
            Era::Since
        } else {
            Era::Before
        }
    }

    /// Its level.
    #[must_use]
    pub fn rank(self) -> Rank {
        match self.code.len() {
            2 => Rank::Province,
            3 => Rank::District,
            _ => Rank::Commune,
        }
    }

    /// The unit it belonged to.
    #[must_use]
    pub fn parent(self) -> Option<Unit> {
        if self.parent.is_empty() {
            return None;
        }
        let own = Unit::at(self.list, self.parent);
        own.or_else(|| Unit::at(b'2', self.parent))
    }

    /// Its province; a province is its own.
    #[must_use]
    pub fn province(self) -> Unit {
        self.parent().map_or(self, Unit::province)
    }

    /// What holds its ground since July 2025; nothing where the lists do not tell, and of a unit of today.
    #[must_use]
    pub fn successors(self) -> Vec<Unit> {
        let codes = match self.list {
            // The later list knows what became of the code.
            b'1' => Unit::at(b'2', self.code).map_or("", |u| u.became),
            _ => self.became,
        };
        let units = codes.split(' ').filter_map(|c| Unit::at(b'3', c));
        units.collect()
    }

    /// Whether both are one unit, in lists of one era.
    #[must_use]
    pub fn is(self, other: Unit) -> bool {
        self.code == other.code && self.era() == other.era()
    }
}

/// The units whose name has this key.
pub(crate) fn of_key(key: &str, era: Era) -> Vec<Unit> {
    let line = first_not_below(NAMES, |line| cell(line, 0) < key);
    let codes = line.and_then(|l| l.strip_prefix(key)?.strip_prefix('\t'));
    let units = codes.unwrap_or_default().split(' ').filter_map(|c| {
        let (list, code) = c.split_at_checked(1)?;
        Unit::at(list.as_bytes()[0], code)
    });
    units.filter(|u| u.era() == era).collect()
}

/// All units of all lists.
pub fn all() -> impl Iterator<Item = Unit> {
    rows().lines().filter_map(Unit::of_row)
}

/// The rows below the names of the columns.
fn rows() -> &'static str {
    UNITS.split_once('\n').map_or("", |(_, rows)| rows)
}

fn cell(line: &str, n: usize) -> &str {
    let mut tabs = memchr_iter(b'\t', line.as_bytes());
    let before = if n == 0 { None } else { tabs.nth(n - 1) };
    if n > 0 && before.is_none() {
        return "";
    }
    &line[before.map_or(0, |at| at + 1)..tabs.next().unwrap_or(line.len())]
}

/// The first line of sorted lines that is not below what is looked for.
fn first_not_below(lines: &'static str, below: impl Fn(&str) -> bool) -> Option<&'static str> {
    let bytes = lines.as_bytes();
    let line = |from: usize| match memchr(b'\n', &bytes[from..]) {
        Some(len) => &lines[from..from + len],
        None => &lines[from..],
    };
    // Both always stand at the beginning of a line.
    let (mut low, mut high) = (0, lines.len());
    while low < high {
        let middle = low.midpoint(high);
        let start = memrchr(b'\n', &bytes[low..middle]).map_or(low, |i| low + i + 1);
        let row = line(start);
        if below(row) {
            low = start + row.len() + 1;
        } else {
            high = start;
        }
    }
    (low < lines.len()).then(|| line(low))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_sorted_and_every_one_is_found() {
        let mut last = (0, "");
        let mut count = 0;
        for u in all() {
            assert!(last < (u.list, u.code), "{u:?}");
            assert_eq!(Unit::at(u.list, u.code), Some(u));
            last = (u.list, u.code);
            count += 1;
        }
        assert!(count > 15_000, "{count} rows");
        for code in ["", "00", "99999", "0", "660 ", "Ộ"] {
            assert_eq!(Unit::at(b'2', code), None, "{code}");
        }
    }

    #[test]
    fn every_code_that_a_row_names_exists() {
        for u in all() {
            assert_eq!(u.parent().is_none(), u.rank() == Rank::Province, "{u:?}");
            let became = u.became.split_whitespace();
            assert_eq!(
                became.count(),
                if u.list == b'2' {
                    u.successors().len()
                } else {
                    0
                }
            );
        }
    }

    #[test]
    fn eras() {
        for (date, era) in [
            ("2019", Some(Era::Before)),
            ("2025-06-30", Some(Era::Before)),
            ("2025-07", Some(Era::Since)),
            ("2025-07-01", Some(Era::Since)),
            ("2026", Some(Era::Since)),
            ("2025", None),
            ("", None),
            ("x-y", None),
        ] {
            assert_eq!(Era::of(date), era, "{date}");
        }
    }
}
