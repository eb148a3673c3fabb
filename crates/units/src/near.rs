//! Units whose name is one misread letter away.

use crate::name::{Nearness, compare, key};
use crate::table::{self, Era, Unit};

/// Letters and groups without marks that recognition takes for one another, each way.
const ALIKE: &[(&str, &str)] = &[
    ("a", "o"),
    ("b", "h"),
    ("b", "6"),
    ("c", "e"),
    ("c", "o"),
    ("c", "t"),
    ("d", "cl"),
    ("e", "o"),
    ("f", "t"),
    ("g", "q"),
    ("g", "9"),
    ("h", "n"),
    ("i", "l"),
    ("i", "t"),
    ("i", "v"),
    ("i", "1"),
    ("l", "t"),
    ("l", "1"),
    ("m", "rn"),
    ("n", "u"),
    ("n", "r"),
    ("n", "ng"),
    ("n", "nh"),
    ("o", "0"),
    ("s", "5"),
    ("u", "v"),
    ("u", "ii"),
    ("u", "ur"),
];

/// Names longer than any unit's are not looked for.
const MOST: usize = 40;

/// The units whose name is `name` but for marks that recognition lost or put in.
#[must_use]
pub fn unmarked(name: &str, era: Era) -> Vec<Unit> {
    let mut units = table::of_key(&key(name), era);
    units.retain(|u| compare(name, u.name) == Nearness::Near);
    units
}

/// The units of a kind whose name is one misread letter from `name`, none of which it is.
#[must_use]
pub fn near(name: &str, kind: &str, era: Era) -> Vec<Unit> {
    let key = key(name);
    let mut units = Vec::new();
    if key.len() > MOST {
        return units;
    }
    units.extend(table::of_key(&key, era));
    for (a, b) in ALIKE.iter().flat_map(|&(a, b)| [(a, b), (b, a)]) {
        for (at, _) in key.match_indices(a) {
            let other = [&key[..at], b, &key[at + a.len()..]].concat();
            units.extend(table::of_key(&other, era));
        }
    }
    units.retain(|u| u.kind == kind && compare(name, u.name) == Nearness::Near);
    units.sort_by_key(|u| (u.list(), u.code));
    units.dedup();
    units
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_letter_away() {
        for (read, kind, printed) in [
            ("TRA BỒNG", "huyện", "Trà Bồng"),
            ("Trà Bồug", "huyện", "Trà Bồng"),
            ("Tarn Đảo", "huyện", "Tam Đảo"),
            ("QUẢNG NGÃl", "tỉnh", "Quảng Ngãi"),
        ] {
            let found = near(read, kind, Era::Before);
            let names: Vec<_> = found.iter().map(|u| u.name).collect();
            assert_eq!(names, [printed], "{read}");
        }
        assert!(near("Trà Bồng", "huyện", Era::Before).is_empty());
        assert!(near("Tra Bong", "huyện", Era::Before).is_empty());
        assert!(near(&"a".repeat(90_000), "huyện", Era::Before).is_empty());
    }
}
