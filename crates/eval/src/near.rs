//! Which found fact is meant by a gold line: the nearest, or the one on the line before or after.

use std::collections::BTreeMap;

use crate::fact::Fact;

/// The item whose line is nearest to `at`, if it is at most `within` lines away; line 0 is no line.
pub(crate) fn nearest<'n, T>(
    at: u32,
    items: impl Iterator<Item = &'n T>,
    line: impl Fn(&T) -> u32,
    within: u32,
) -> Option<&'n T> {
    let away = |t: &T| line(t).abs_diff(at);
    let placed = items.filter(|t| line(t) > 0);
    placed.min_by_key(|t| away(t)).filter(|t| away(t) <= within)
}

/// Facts moved to the gold line where the same fact stands on the line before or after.
pub(crate) fn snap(mut found: Vec<Fact>, gold: &[Fact]) -> Vec<Fact> {
    let mut left: BTreeMap<(u32, &str), usize> = BTreeMap::new();
    for g in gold {
        *left.entry((g.line, &g.key)).or_default() += 1;
    }
    found.sort_by_key(|f| (!left.contains_key(&(f.line, f.key.as_str())), f.line));
    for fact in found.iter_mut().filter(|f| f.line > 0) {
        let tries = [fact.line, fact.line + 1, fact.line - 1];
        let spot = tries.into_iter().find(|&line| {
            let n = left.get_mut(&(line, fact.key.as_str()));
            n.is_some_and(|n| std::mem::replace(n, n.saturating_sub(1)) > 0)
        });
        fact.line = spot.unwrap_or(fact.line);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn snapped(found: &[(u32, &str)], gold: &[(u32, &str)]) -> Vec<(u32, String)> {
        let facts = |all: &[(u32, &str)]| -> Vec<Fact> {
            all.iter()
                .map(|(line, key)| Fact::at(*line, *key))
                .collect()
        };
        let moved = snap(facts(found), &facts(gold));
        moved.into_iter().map(|f| (f.line, f.key)).collect()
    }

    #[test]
    fn a_fact_snaps_to_the_line_beside_it_once() {
        let moved = snapped(&[(4, "x"), (6, "x"), (11, "y")], &[(5, "x"), (9, "y")]);
        assert_eq!(moved, [(5, "x".into()), (6, "x".into()), (11, "y".into())]);
    }

    #[test]
    fn an_exact_hit_goes_first() {
        let moved = snapped(&[(4, "x"), (5, "x")], &[(5, "x"), (6, "x")]);
        assert_eq!(moved, [(5, "x".into()), (4, "x".into())]);
    }
}
