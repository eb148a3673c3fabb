//! The tree of the body and the titles of the annexes.

use crate::case::Case;
use crate::fact::Fact;
use crate::fold::{fold, fold_marker};

pub(crate) fn score(case: &mut Case<'_>) {
    units(case);
    annexes(case);
}

/// Numbered units by line: where each stands in the tree, and how it is marked.
fn units(case: &mut Case<'_>) {
    let gold = case.gold.outline.iter();
    let found = case.found.map_or(&[][..], |d| &d.units).iter();
    let want: Vec<_> = gold.clone().map(|u| Fact::at(u.line, &u.path)).collect();
    let have: Vec<_> = found.clone().map(|s| Fact::at(s.line, &s.path)).collect();
    case.sets("outline", &want, &have, "");
    let marker = |line, marker: &str| Fact::folded(line, marker, fold_marker);
    let want: Vec<_> = gold.map(|u| marker(u.line, &u.marker)).collect();
    let have: Vec<_> = found.map(|s| marker(s.line, &s.marker)).collect();
    case.sets("outline_markers", &want, &have, "");
}

fn annexes(case: &mut Case<'_>) {
    let title = |t: &str| Fact::folded(0, t, fold);
    let gold = case.gold.annexes.iter();
    let want: Vec<_> = gold
        .map(|a| title(a.title.as_deref().unwrap_or_default()))
        .collect();
    let found = case.found.map_or(&[][..], |d| &d.annexes);
    let have: Vec<_> = found.iter().map(|t| title(t)).collect();
    case.sets("annexes", &want, &have, "annex titles");
}
