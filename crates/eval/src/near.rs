//! Which found fact is meant by a gold line: the nearest, or the one on the line before or after.

use std::collections::BTreeMap;

use sohoa_span::Span;

/// The item whose first line is nearest to `at`, if it is at most `within` lines away.
pub(crate) fn nearest<'n, T>(
    at: u32,
    items: impl Iterator<Item = &'n T>,
    span: impl Fn(&T) -> &Span,
    within: u32,
) -> Option<&'n T> {
    let away = |t: &T| span(t).lines[0].abs_diff(at);
    items.min_by_key(|t| away(t)).filter(|t| away(t) <= within)
}

/// A fact at its line.
pub(crate) type At<K> = (u32, K);

/// Facts moved to the gold line where the same fact stands on the line before or after.
pub(crate) fn snap<K: Ord + Clone>(found: Vec<At<K>>, gold: &[At<K>]) -> Vec<At<K>> {
    let mut left: BTreeMap<&At<K>, usize> = BTreeMap::new();
    gold.iter().for_each(|g| *left.entry(g).or_default() += 1);
    let mut found = found;
    found.sort_by_key(|f| (!left.contains_key(f), f.0));
    found
        .into_iter()
        .map(|(line, what)| {
            let tries = [line, line + 1, line.saturating_sub(1)];
            let spot = tries.into_iter().find(|&l| {
                let n = left.get_mut(&(l, what.clone()));
                n.is_some_and(|n| std::mem::replace(n, n.saturating_sub(1)) > 0)
            });
            (spot.unwrap_or(line), what)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fact_snaps_to_the_line_beside_it_once() {
        let gold = [(5, "x"), (9, "y")];
        let found = vec![(4, "x"), (6, "x"), (11, "y")];
        assert_eq!(snap(found, &gold), [(5, "x"), (6, "x"), (11, "y")]);
    }

    #[test]
    fn an_exact_hit_goes_first() {
        let gold = [(5, "x"), (6, "x")];
        assert_eq!(snap(vec![(4, "x"), (5, "x")], &gold), [(5, "x"), (4, "x")]);
    }
}
