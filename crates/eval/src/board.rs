//! The tally: hits, misses and extras of every family, with a note for each that is wrong.

use std::collections::BTreeMap;
use std::fmt::{self, Debug, Display};

/// Families that every gold file grades.
pub const SHARED: &[&str] = &[
    "documents",
    "header",
    "lists",
    "legal_bases",
    "outline",
    "outline_markers",
    "annexes",
    "tables",
    "table_columns",
    "table_groups",
    "tasks",
    "task_fields",
    "deadline_iso",
    "targets",
    "citations",
    "budget",
];

/// Families that only a corpus with our own keys grades.
pub const OWN: &[&str] = &[
    "target_values",
    "target_words",
    "prose_tasks",
    "prose_fields",
    "deadline_kind",
    "diagnostics",
    "spans",
];

/// The facts of one family.
#[derive(Debug, Clone, Default)]
pub struct Tally {
    /// Gold facts that were found.
    pub hit: usize,
    /// Gold facts that were not.
    pub miss: usize,
    /// Found facts that are no gold facts.
    pub extra: usize,
    /// One line for each miss and extra.
    pub notes: Vec<String>,
}

impl Tally {
    /// Share of what was found that is right; 1 where nothing was found.
    #[must_use]
    pub fn precision(&self) -> f64 {
        share(self.hit, self.extra)
    }

    /// Share of the gold facts that was found; 1 where there are none.
    #[must_use]
    pub fn recall(&self) -> f64 {
        share(self.hit, self.miss)
    }

    /// The harmonic mean of the two.
    #[must_use]
    pub fn f1(&self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r > 0.0 {
            2.0 * p * r / (p + r)
        } else {
            0.0
        }
    }
}

fn share(hit: usize, rest: usize) -> f64 {
    if hit + rest == 0 {
        return 1.0;
    }
    hit as f64 / (hit + rest) as f64
}

/// All families in the order in which they are graded.
#[derive(Debug, Clone, Default)]
pub struct Board {
    tallies: Vec<(&'static str, Tally)>,
}

impl Board {
    /// The families that were graded, in order.
    pub fn families(&self) -> impl Iterator<Item = (&'static str, &Tally)> {
        self.tallies.iter().map(|(name, tally)| (*name, tally))
    }

    /// The tally of a family; an empty one where it was not graded.
    #[must_use]
    pub fn family(&self, name: &str) -> Tally {
        let found = self.families().find(|(n, _)| *n == name);
        found.map(|(_, t)| t.clone()).unwrap_or_default()
    }

    /// The mean F1 of those of `names` that were graded.
    #[must_use]
    pub fn macro_f1(&self, names: &[&str]) -> f64 {
        let graded = self.families().filter(|(n, _)| names.contains(n));
        let scores: Vec<f64> = graded.map(|(_, t)| t.f1()).collect();
        scores.iter().sum::<f64>() / scores.len().max(1) as f64
    }

    pub(crate) fn tally(&mut self, family: &'static str) -> &mut Tally {
        let at = self.tallies.iter().position(|(n, _)| *n == family);
        let at = at.unwrap_or_else(|| {
            self.tallies.push((family, Tally::default()));
            self.tallies.len() - 1
        });
        &mut self.tallies[at].1
    }

    /// Compares two bags of facts.
    pub(crate) fn sets<K: Ord + Debug + Clone>(
        &mut self,
        family: &'static str,
        gold: &[K],
        got: &[K],
        at: &str,
    ) {
        let mut balance: BTreeMap<&K, (usize, usize)> = BTreeMap::new();
        gold.iter()
            .for_each(|k| balance.entry(k).or_default().0 += 1);
        got.iter()
            .for_each(|k| balance.entry(k).or_default().1 += 1);
        let tally = self.tally(family);
        for (k, (want, have)) in balance {
            tally.hit += want.min(have);
            for _ in have..want {
                tally.miss += 1;
                tally.notes.push(format!("{at} missed {k:?}"));
            }
            for _ in want..have {
                tally.extra += 1;
                tally.notes.push(format!("{at} extra {k:?}"));
            }
        }
    }

    /// One gold fact that was found or not.
    pub(crate) fn fact(
        &mut self,
        family: &'static str,
        found: bool,
        note: impl FnOnce() -> String,
    ) {
        let tally = self.tally(family);
        if found {
            tally.hit += 1;
        } else {
            tally.miss += 1;
            tally.notes.push(note());
        }
    }
}

impl Display for Board {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = ["family", "hit", "miss", "extra", "P", "R", "F1"];
        let [family, hit, miss, extra, p, r, f1] = names;
        writeln!(
            f,
            "{family:16} {hit:>6} {miss:>6} {extra:>6} {p:>7} {r:>7} {f1:>7}"
        )?;
        for (name, t) in self.families() {
            let (p, r, f1) = (t.precision(), t.recall(), t.f1());
            let (hit, miss, extra) = (t.hit, t.miss, t.extra);
            writeln!(
                f,
                "{name:16} {hit:6} {miss:6} {extra:6} {p:7.3} {r:7.3} {f1:7.3}"
            )?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bag_counts_repeated_facts() {
        let mut board = Board::default();
        board.sets("outline", &["a", "a", "b"], &["a", "c"], "01");
        let t = board.family("outline");
        assert_eq!((t.hit, t.miss, t.extra), (1, 2, 1));
        assert_eq!(
            t.notes,
            ["01 missed \"a\"", "01 missed \"b\"", "01 extra \"c\""]
        );
        assert!((t.f1() - 0.4).abs() < 1e-9);
    }

    #[test]
    fn nothing_wanted_and_nothing_found_is_right() {
        assert!((Tally::default().f1() - 1.0).abs() < 1e-9);
    }
}
