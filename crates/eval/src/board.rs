//! The tally: hits, misses and extras of every family, with a note for each that is wrong.

use std::collections::BTreeMap;
use std::fmt::{self, Display};

use serde::Serialize;

use crate::fact::{Fact, kin};
use crate::level::{Level, credits};

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

/// A fact that was read wrongly.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Note {
    /// Which fact: the same whatever was read in its place.
    pub what: String,
    /// What was wanted and what was read.
    pub said: String,
}

impl Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let whole = format!("{} {}", self.what, self.said);
        f.write_str(whole.trim_end())
    }
}

/// The facts of one family.
#[derive(Debug, Clone, Default)]
pub struct Tally {
    /// Gold facts that were found.
    pub hit: usize,
    /// Gold facts that were not.
    pub miss: usize,
    /// Found facts that are no gold facts.
    pub extra: usize,
    /// What the pairs of gold and found facts are worth at each [`Level`].
    pub credit: [f64; 4],
    /// One for each miss and extra; a fact that was read wrongly is both and has one note.
    pub notes: Vec<Note>,
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

    /// The harmonic mean of precision and recall at a level, where a pair may count in part.
    #[must_use]
    pub fn f1_at(&self, level: Level) -> f64 {
        let all = 2 * self.hit + self.miss + self.extra;
        if all == 0 {
            return 1.0;
        }
        2.0 * self.credit[level as usize] / all as f64
    }

    /// Nothing was missed and nothing invented.
    #[must_use]
    pub fn is_right(&self) -> bool {
        self.miss + self.extra == 0
    }

    /// Takes a pair of readings of one fact into account, right or wrong.
    pub(crate) fn pair(&mut self, gold: &str, got: &str) {
        let sums = self.credit.iter_mut();
        sums.zip(credits(gold, got)).for_each(|(sum, c)| *sum += c);
    }

    pub(crate) fn note(&mut self, what: String, said: String) {
        self.notes.push(Note { what, said });
    }

    fn add(&mut self, other: &Tally) {
        self.hit += other.hit;
        self.miss += other.miss;
        self.extra += other.extra;
        let sums = self.credit.iter_mut();
        sums.zip(other.credit).for_each(|(sum, c)| *sum += c);
        self.notes.extend_from_slice(&other.notes);
    }
}

fn share(hit: usize, rest: usize) -> f64 {
    if hit + rest == 0 {
        return 1.0;
    }
    hit as f64 / (hit + rest) as f64
}

/// All families that were graded, in the order of [`SHARED`] and [`OWN`].
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
        let rank = |name: &str| SHARED.iter().chain(OWN).position(|n| *n == name);
        let here = rank(family);
        let at = self.tallies.partition_point(|(n, _)| rank(n) < here);
        if self.tallies.get(at).is_none_or(|(n, _)| *n != family) {
            self.tallies.insert(at, (family, Tally::default()));
        }
        &mut self.tallies[at].1
    }

    /// Adds what another board counted.
    pub fn add(&mut self, other: &Board) {
        for (family, tally) in other.families() {
            self.tally(family).add(tally);
        }
    }

    /// Nothing was missed and nothing invented, in any family.
    #[must_use]
    pub fn is_right(&self) -> bool {
        self.families().all(|(_, t)| t.is_right())
    }

    /// Compares two bags of facts.
    pub(crate) fn sets(&mut self, family: &'static str, gold: &[Fact], got: &[Fact], at: &str) {
        let mut balance: BTreeMap<&Fact, (Vec<&Fact>, Vec<&Fact>)> = BTreeMap::new();
        gold.iter()
            .for_each(|k| balance.entry(k).or_default().0.push(k));
        got.iter()
            .for_each(|k| balance.entry(k).or_default().1.push(k));
        let tally = self.tally(family);
        let (mut missed, mut invented) = (Vec::new(), Vec::new());
        for (want, have) in balance.values() {
            let both = want.len().min(have.len());
            tally.hit += both;
            for (gold, got) in want.iter().zip(have) {
                tally.pair(&gold.text, &got.text);
            }
            missed.extend_from_slice(&want[both..]);
            invented.extend_from_slice(&have[both..]);
        }
        tally.miss += missed.len();
        tally.extra += invented.len();
        let note = |said: &str, fact: &Fact| (format!("{at} {said} {fact}"), String::new());
        let notes = missed.iter().map(|f| note("missed", f));
        let notes = notes.chain(invented.iter().map(|f| note("extra", f)));
        notes.for_each(|(what, said)| tally.note(what, said));
        for (gold, got) in kin(&missed, &invented) {
            tally.pair(&gold.text, &got.text);
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
            tally.credit.iter_mut().for_each(|sum| *sum += 1.0);
        } else {
            tally.miss += 1;
            tally.note(note(), String::new());
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
        let facts = |all: &[&str]| -> Vec<Fact> { all.iter().map(|t| Fact::text(t)).collect() };
        board.sets(
            "outline",
            &facts(&["a", "a", "b"]),
            &facts(&["a", "c"]),
            "01",
        );
        let t = board.family("outline");
        assert_eq!((t.hit, t.miss, t.extra), (1, 2, 1));
        let notes: Vec<_> = t.notes.iter().map(Note::to_string).collect();
        assert_eq!(notes, ["01 missed a", "01 missed b", "01 extra c"]);
        assert!((t.f1() - 0.4).abs() < 1e-9);
    }

    #[test]
    fn levels_count_a_wrong_reading_in_part() {
        let mut board = Board::default();
        let at = |text: &str| [Fact::at(3, text)];
        board.sets("outline", &at("I/1/2"), &at("I/1/3"), "01");
        let t = board.family("outline");
        assert_eq!(t.f1(), 0.0);
        assert_eq!(t.f1_at(Level::Exact), 0.0);
        assert!((t.f1_at(Level::Soft) - 2.0 / 3.0).abs() < 1e-9);
        assert!((t.f1_at(Level::Edit) - 0.8).abs() < 1e-9);
    }

    #[test]
    fn boards_add_up() {
        let (mut sum, mut one) = (Board::default(), Board::default());
        one.sets("lists", &[Fact::text("a")], &[Fact::text("a")], "01");
        sum.add(&one);
        sum.add(&one);
        assert_eq!(sum.family("lists").hit, 2);
        assert!(sum.is_right());
    }

    #[test]
    fn nothing_wanted_and_nothing_found_is_right() {
        assert!((Tally::default().f1() - 1.0).abs() < 1e-9);
        assert!((Tally::default().f1_at(Level::Exact) - 1.0).abs() < 1e-9);
    }
}
