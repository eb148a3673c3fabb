//! A fact of a bag: where it stands, what it says, and in which form it is compared.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::fmt;

use crate::fold::token_f1;

/// One fact; two are equal when line and key are.
#[derive(Debug, Clone)]
pub(crate) struct Fact {
    /// Its line, or its place in a row; 0 where the place is not graded.
    pub line: u32,
    /// What is compared.
    pub key: String,
    /// What was printed.
    pub text: String,
}

impl Fact {
    /// A fact that is compared as it is printed.
    pub fn at(line: u32, text: impl Into<String>) -> Fact {
        let text = text.into();
        Fact {
            line,
            key: text.clone(),
            text,
        }
    }

    /// A fact without a place.
    #[cfg(test)]
    pub fn text(text: &str) -> Fact {
        Fact::at(0, text)
    }

    /// A fact that is compared in another form than it is printed.
    pub fn folded(line: u32, text: &str, fold: impl Fn(&str) -> String) -> Fact {
        Fact {
            line,
            key: fold(text),
            text: text.to_owned(),
        }
    }
}

impl PartialEq for Fact {
    fn eq(&self, other: &Fact) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Fact {}

impl PartialOrd for Fact {
    fn partial_cmp(&self, other: &Fact) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Fact {
    fn cmp(&self, other: &Fact) -> Ordering {
        (self.line, &self.key).cmp(&(other.line, &other.key))
    }
}

impl fmt::Display for Fact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.line, self.key.as_str()) {
            (0, key) => f.write_str(key),
            (line, "") => write!(f, "line {line}"),
            (line, key) => write!(f, "{key} at {line}"),
        }
    }
}

/// Pairs of wrong facts that mean the same one: those of one line in their order, those without a line by
/// the words they share.
pub(crate) fn kin<'f>(missed: &[&'f Fact], invented: &[&'f Fact]) -> Vec<(&'f Fact, &'f Fact)> {
    let mut free: BTreeMap<u32, Vec<&Fact>> = BTreeMap::new();
    for fact in invented.iter().rev() {
        free.entry(fact.line).or_default().push(fact);
    }
    let mut pairs = Vec::new();
    for gold in missed {
        let Some(here) = free.get_mut(&gold.line) else {
            continue;
        };
        let taken = match gold.line {
            0 => likest(gold, here).map(|i| here.swap_remove(i)),
            _ => here.pop(),
        };
        pairs.extend(taken.map(|got| (*gold, got)));
    }
    pairs
}

fn likest(gold: &Fact, free: &[&Fact]) -> Option<usize> {
    let likeness = free.iter().map(|f| token_f1(&gold.text, &f.text));
    let (at, best) = likeness.enumerate().max_by(|a, b| a.1.total_cmp(&b.1))?;
    (best > 0.0).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrong_facts_find_their_kin() {
        let [a, b] = [Fact::text("Sở Y tế tỉnh"), Fact::text("Công an tỉnh")];
        let [c, d] = [Fact::text("Công an tinh"), Fact::text("Sở Y tế")];
        let pairs = kin(&[&a, &b], &[&c, &d]);
        assert_eq!(pairs, [(&a, &d), (&b, &c)]);
        let far = [Fact::at(3, "I"), Fact::at(4, "I")];
        assert!(kin(&[&far[0]], &[&far[1]]).is_empty());
    }
}
