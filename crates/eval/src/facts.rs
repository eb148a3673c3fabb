//! Targets and citations of the running text, and the diagnostics that the gold plants.

use crate::case::Case;
use crate::fact::Fact;
use crate::fold::fold_number;
use crate::found::{Citation, Target};
use crate::gold;
use crate::near::snap;

pub(crate) fn score(case: &mut Case<'_>) {
    targets(case);
    target_values(case);
    citations(case);
    diagnostics(case);
}

/// Targets by line and figure.
fn targets(case: &mut Case<'_>) {
    let Some(gold) = &case.gold.targets else {
        return;
    };
    let fact = |line, value: Option<f64>| Some(Fact::at(line, figure(value?)));
    let want: Vec<_> = gold.iter().filter_map(|t| fact(t.line, t.value)).collect();
    let found = case.found.map_or(&[][..], |d| &d.targets).iter();
    let have = found.filter_map(|t| fact(t.line, t.value)).collect();
    case.sets("targets", &want, &snap(have, &want), "");
}

/// Targets whole: comparator, figure, upper end, unit; graded where the gold gives the words.
fn target_values(case: &mut Case<'_>) {
    let Some(gold) = case.gold.targets.as_ref().filter(|g| is_own(g)) else {
        return;
    };
    let of_gold = |t: &gold::Target| whole(&t.comparator, t.value, t.upper, &t.unit);
    let want: Vec<_> = gold.iter().map(|t| Fact::at(t.line, of_gold(t))).collect();
    let found = case.found.map_or(&[][..], |d| &d.targets).iter();
    let of_found = |t: &Target| whole(&t.comparator, t.value, t.upper, &t.unit);
    let have = found.map(|t| Fact::at(t.line, of_found(t))).collect();
    case.sets("target_values", &want, &snap(have, &want), "");
}

/// Whether the gold has the keys that only our own corpus has.
pub(crate) fn is_own(targets: &[gold::Target]) -> bool {
    !targets.is_empty() && targets.iter().all(|t| t.words.is_some())
}

fn whole(comparator: &str, value: Option<f64>, upper: Option<f64>, unit: &str) -> String {
    let part = |v: Option<f64>| v.map(figure).unwrap_or_default();
    let upper = upper.map(|u| format!("–{}", figure(u))).unwrap_or_default();
    format!("{comparator} {}{upper} {unit}", part(value))
}

/// A figure as a value that can be compared and shown.
pub(crate) fn figure(value: f64) -> String {
    format!("{value}")
}

/// Mentions of numbered instruments by line and number.
fn citations(case: &mut Case<'_>) {
    let Some(gold) = &case.gold.citations else {
        return;
    };
    let fact = |line, number: &str| Fact::folded(line, number, fold_number);
    let want: Vec<_> = gold
        .iter()
        .filter_map(|c| Some(fact(c.line, c.number.as_deref()?)))
        .collect();
    let found = case.found.map_or(&[][..], |d| &d.citations).iter();
    let have = found.filter_map(|c| accepted(case, c, &want)).collect();
    case.sets("citations", &want, &snap(have, &want), "");
}

/// A mention, or the gold one of its line where the reading is accepted.
fn accepted(case: &Case<'_>, found: &Citation, want: &[Fact]) -> Option<Fact> {
    let at = found.line;
    let own = Fact::folded(at, found.number.as_deref()?, fold_number);
    let others = case.accepted(&format!("{at}:number"));
    let mut others = others.iter().flatten().map(|o| fold_number(o));
    let gold = want.iter().find(|f| f.line == at);
    match gold {
        Some(gold) if others.any(|o| o == own.key) => Some(gold.clone()),
        _ => Some(own),
    }
}

/// Planted contradictions; what else the reader remarks is not counted.
fn diagnostics(case: &mut Case<'_>) {
    let Some(gold) = &case.gold.diagnostics else {
        return;
    };
    let inside = |line| {
        case.found
            .is_some_and(|d| (d.line..=d.last_line).contains(&line))
    };
    let all = case.record.diagnostics.iter();
    let warned = all.filter(|d| d.grave && inside(d.line));
    let mut found: Vec<_> = warned.map(|d| (d.line, d.code.as_str())).collect();
    let at = &case.at;
    for want in gold {
        let hit = found
            .iter()
            .position(|(line, code)| *code == want.code && line.abs_diff(want.line) <= 1);
        let note = || format!("{at} missed {} at {}", want.code, want.line);
        case.board.fact("diagnostics", hit.is_some(), note);
        hit.map(|i| found.remove(i));
    }
}
