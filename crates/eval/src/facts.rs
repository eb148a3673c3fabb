//! Targets and citations of the running text, and the diagnostics that the gold plants.

use sohoa_record::model::{Citation, Severity, Target};

use crate::case::Case;
use crate::fold::fold_number;
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
    let known = gold.iter().filter_map(|t| Some((t.line, t.value?)));
    let want: Vec<_> = known.map(|(line, v)| (line, figure(v))).collect();
    let found = case.found.map_or(&[][..], |d| &d.targets);
    let have = found.iter().map(|t| (t.span.lines[0], figure(t.value)));
    let have = snap(have.collect(), &want);
    case.sets("targets", &want, &have, "");
}

/// Targets whole: comparator, figure, upper end, unit; graded where the gold gives the words.
fn target_values(case: &mut Case<'_>) {
    let Some(gold) = case.gold.targets.as_ref().filter(|g| is_own(g)) else {
        return;
    };
    let want: Vec<_> = gold
        .iter()
        .map(|t| (t.line, whole(&t.comparator, t.value, t.upper, &t.unit)))
        .collect();
    let found = case.found.map_or(&[][..], |d| &d.targets);
    let value = |t: &Target| whole(&t.comparator, Some(t.value), t.upper, &t.unit);
    let have = found.iter().map(|t| (t.span.lines[0], value(t)));
    let have = snap(have.collect(), &want);
    case.sets("target_values", &want, &have, "");
}

/// Whether the gold has the keys that only our own corpus has.
fn is_own(targets: &[gold::Target]) -> bool {
    targets.iter().all(|t| t.words.is_some())
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
    let number = |c: &gold::Citation| c.number.as_deref().map(fold_number);
    let numbered = gold.iter().filter_map(|c| Some((c.line, number(c)?)));
    let want: Vec<_> = numbered.collect();
    let found = case.found.map_or(&[][..], |d| &d.citations).iter();
    let have = found.filter_map(|c| Some((c.span.lines[0], accepted(case, c, &want)?)));
    let have = snap(have.collect(), &want);
    case.sets("citations", &want, &have, "");
}

/// The number of a mention, or the gold one where the reading is accepted.
fn accepted(case: &Case<'_>, found: &Citation, want: &[(u32, String)]) -> Option<String> {
    let number = fold_number(found.number.as_deref()?);
    let at = found.span.lines[0];
    let others = case.accepted(&format!("{at}:number"));
    let mut others = others.iter().flatten().map(|o| fold_number(o));
    let gold = want.iter().find(|(line, _)| *line == at);
    match gold {
        Some((_, gold)) if others.any(|o| o == number) => Some(gold.clone()),
        _ => Some(number),
    }
}

/// Planted contradictions; what else the reader remarks is noted and not counted.
fn diagnostics(case: &mut Case<'_>) {
    let Some(gold) = &case.gold.diagnostics else {
        return;
    };
    let lines = case.found.map_or([1, 0], |d| d.span.lines);
    let inside = |line: u32| (lines[0]..=lines[1]).contains(&line);
    let all = case.record.diagnostics.iter();
    let warned = all.filter(|d| d.severity != Severity::Info && inside(d.span.lines[0]));
    let mut found: Vec<_> = warned.map(|d| (d.span.lines[0], d.code.as_str())).collect();
    let at = &case.at;
    for want in gold {
        let hit = found
            .iter()
            .position(|(line, code)| *code == want.code && line.abs_diff(want.line) <= 1);
        let note = || format!("{at} missed {} at {}", want.code, want.line);
        case.board.fact("diagnostics", hit.is_some(), note);
        hit.map(|i| found.remove(i));
    }
    let notes = &mut case.board.tally("diagnostics").notes;
    notes.extend(
        found
            .iter()
            .map(|(l, code)| format!("{at} also {code} at {l}")),
    );
}
