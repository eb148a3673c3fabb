//! Names and how often each was seen.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};

/// Names that are told apart; what comes after these is counted together, so that memory stays bounded.
const NAMES: usize = 100_000;

/// Counts by name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    counts: BTreeMap<String, u64>,
    more: u64,
}

impl Tally {
    /// Counts a name.
    pub(crate) fn add(&mut self, name: &str) {
        if let Some(count) = self.counts.get_mut(name) {
            *count += 1;
        } else if self.counts.len() < NAMES {
            self.counts.insert(name.to_owned(), 1);
        } else {
            self.more += 1;
        }
    }

    /// How often a name was seen.
    #[must_use]
    pub fn of(&self, name: &str) -> u64 {
        self.counts.get(name).copied().unwrap_or(0)
    }

    /// How many names there are.
    #[must_use]
    pub fn names(&self) -> usize {
        self.counts.len()
    }

    /// What was counted under no name.
    #[must_use]
    pub fn more(&self) -> u64 {
        self.more
    }

    /// Names and counts, the highest first, those of one count by name.
    pub fn rows(&self) -> impl Iterator<Item = (&str, u64)> {
        let mut rows: Vec<(&str, u64)> =
            self.counts.iter().map(|(n, c)| (n.as_str(), *c)).collect();
        rows.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        rows.into_iter()
    }
}

impl Serialize for Tally {
    /// An object; names in their order, so that two runs can be compared line by line.
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_map(&self.counts)
    }
}
