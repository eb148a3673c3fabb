//! Which rules belong together.

use crate::rules::Rule;

/// Groups of rules that meet, each with rules of both directions.
pub(super) fn groups(rules: &[Rule], miss: f32) -> Vec<Vec<Rule>> {
    let mut group: Vec<usize> = (0..rules.len()).collect();
    for i in 0..rules.len() {
        for j in i + 1..rules.len() {
            if meet(&rules[i], &rules[j], miss) {
                let (from, to) = (group[j].max(group[i]), group[j].min(group[i]));
                if from != to {
                    group
                        .iter_mut()
                        .filter(|g| **g == from)
                        .for_each(|g| *g = to);
                }
            }
        }
    }
    let mut out: Vec<Vec<Rule>> = vec![Vec::new(); rules.len()];
    for (rule, group) in rules.iter().zip(group) {
        out[group].push(*rule);
    }
    let crossed = |g: &Vec<Rule>| g.iter().any(|r| r.horizontal) && g.iter().any(|r| !r.horizontal);
    out.retain(crossed);
    out
}

/// Whether a horizontal and a vertical rule cross or touch.
fn meet(a: &Rule, b: &Rule, miss: f32) -> bool {
    if a.horizontal == b.horizontal {
        return false;
    }
    let reaches =
        |rule: &Rule, at: f32| (rule.start as f32 - miss..=rule.end as f32 + miss).contains(&at);
    reaches(a, b.at) && reaches(b, a.at)
}
