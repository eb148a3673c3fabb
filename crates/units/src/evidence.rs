//! Which of several units a text means, by the units above them that it names.

use crate::table::{Era, Unit};

/// Units that a text names in one place, and how much that says of where it comes from.
#[derive(Debug, Clone)]
pub struct Mention {
    /// All that the name may mean.
    pub units: Vec<Unit>,
    /// Its weight.
    pub weight: u32,
}

/// All that a text names.
#[derive(Debug, Clone, Default)]
pub struct Mentions(pub Vec<Mention>);

/// How much more must speak for one unit than for any other.
const CLEAR: u32 = 3;
/// From this weight on, names of other parents speak against a unit.
const STRONG: u32 = 3;

impl Mentions {
    /// Adds a mention, if it is one.
    pub fn add(&mut self, units: Vec<Unit>, weight: u32) {
        if !units.is_empty() {
            self.0.push(Mention { units, weight });
        }
    }

    /// The one of `candidates` that the text means; none where it does not tell, or names other parents.
    #[must_use]
    pub fn choose(&self, candidates: &[Unit]) -> Option<Unit> {
        let mut all: Vec<(u32, Unit)> = Vec::with_capacity(candidates.len());
        all.extend(candidates.iter().map(|&c| (self.support(c), c)));
        all.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
        let &(best, unit) = all.first()?;
        let second = all.get(1).map_or(0, |(weight, _)| *weight);
        let alone = all.len() == 1;
        let clear = alone || best > 0 && best >= CLEAR * second;
        let against = self.against(unit);
        let denied = against >= STRONG && best * CLEAR < against;
        (clear && !denied).then_some(unit)
    }

    /// What speaks for a unit: places where units above it are named.
    #[must_use]
    pub fn support(&self, unit: Unit) -> u32 {
        let above = |m: &&Mention| m.units.iter().any(|u| lies_in(unit, *u));
        self.0.iter().filter(above).map(|m| m.weight).sum()
    }

    /// What speaks against it: places where only other units of a higher level are named.
    fn against(&self, unit: Unit) -> u32 {
        let other = |m: &&Mention| {
            let mut units = m.units.iter();
            units.all(|u| u.rank() < unit.rank() && !lies_in(unit, *u))
        };
        self.0.iter().filter(other).map(|m| m.weight).sum()
    }
}

/// Whether `above` is a unit above `unit`; a province of before July 2025 also as what it became.
fn lies_in(unit: Unit, above: Unit) -> bool {
    let mut parent = unit.parent();
    let merged = match (unit.era(), above.era()) {
        (Era::Since, Era::Before) => above.successors(),
        _ => vec![above],
    };
    while let Some(p) = parent {
        if merged.iter().any(|m| m.is(p)) {
            return true;
        }
        parent = p.parent();
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::named;

    fn mention(name: &str, kind: &str, weight: u32) -> Mention {
        let units = named(name, kind, Era::Before);
        assert!(!units.is_empty(), "{name}");
        Mention { units, weight }
    }

    #[test]
    fn a_parent_tells_namesakes_apart() {
        let all = named("Châu Thành", "huyện", Era::Before);
        assert!(all.len() > 5);
        let none = Mentions::default();
        assert_eq!(none.choose(&all), None);
        let one = Mentions(vec![mention("Đồng Tháp", "tỉnh", 1)]);
        assert_eq!(one.choose(&all).map(|u| u.code), Some("877"));
        // Two provinces that have one: the text does not tell.
        let two = Mentions(vec![
            mention("Đồng Tháp", "tỉnh", 1),
            mention("Bến Tre", "tỉnh", 1),
        ]);
        assert_eq!(two.choose(&all), None);
        let strong = Mentions(vec![
            mention("Đồng Tháp", "tỉnh", 1),
            mention("Bến Tre", "tỉnh", 3),
        ]);
        assert_eq!(
            strong.choose(&all).map(|u| u.province().name),
            Some("Bến Tre")
        );
    }

    #[test]
    fn another_province_speaks_against_the_only_one() {
        let only = named("Trà Bồng", "huyện", Era::Before);
        assert_eq!(only.len(), 1);
        assert!(Mentions::default().choose(&only).is_some());
        let other = |w| Mentions(vec![mention("Quảng Nam", "tỉnh", w)]);
        assert!(other(1).choose(&only).is_some());
        assert!(other(3).choose(&only).is_none());
    }
}
