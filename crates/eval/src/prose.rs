//! Assignments in running text: who does it, with whom, by when.

use crate::case::{Case, Field};
use crate::fold::{fold, near_text, same};
use crate::found::Task;
use crate::gold;
use crate::tables::days;

pub(crate) fn score(case: &mut Case<'_>) {
    let Some(gold) = &case.gold.prose_tasks else {
        return;
    };
    let tasks = case.found.map_or(&[][..], |d| &d.tasks).iter();
    let mut free = assignments(tasks.filter(|t| !t.of_row), gold);
    for want in gold {
        let hit = position(&free, want);
        let note = || format!("{} missed {} at {}", case.at, want.lead, want.line);
        case.board.fact("prose_tasks", hit.is_some(), note);
        if let Some(i) = hit {
            let (_, _, task) = free.remove(i);
            fields(case, want, task);
        }
    }
    let tally = case.board.tally("prose_tasks");
    tally.extra += free.len();
    for (line, lead, _) in free {
        let what = format!("{} extra {lead} at {line}", case.at);
        tally.note(what, String::new());
    }
}

/// An agency with what is assigned to it: line, folded name, task.
type Assigned<'t> = (u32, String, &'t Task);

/// One entry for each agency; several that the gold names in one breath stay together.
fn assignments<'t>(
    tasks: impl Iterator<Item = &'t Task>,
    gold: &[gold::ProseTask],
) -> Vec<Assigned<'t>> {
    let mut out = Vec::new();
    for task in tasks {
        let line = task.line;
        let joined = fold(&task.lead.join(" "));
        let together = |g: &gold::ProseTask| g.line.abs_diff(line) <= 1 && fold(&g.lead) == joined;
        if task.lead.len() < 2 || gold.iter().any(together) {
            out.push((line, joined, task));
        } else {
            out.extend(task.lead.iter().map(|l| (line, fold(l), task)));
        }
    }
    out
}

/// The assignment that is meant, on the same line before one on a line beside it.
fn position(free: &[Assigned<'_>], want: &gold::ProseTask) -> Option<usize> {
    let lead = fold(&want.lead);
    let away = |line: u32| line.abs_diff(want.line);
    let (i, _) = free
        .iter()
        .enumerate()
        .filter(|(_, (line, name, _))| away(*line) <= 1 && *name == lead)
        .min_by_key(|(_, (line, ..))| away(*line))?;
    Some(i)
}

fn fields(case: &mut Case<'_>, want: &gold::ProseTask, task: &Task) {
    let name = format!("task@{} {}", want.line, want.lead);
    let field = |what: &str, gold, got| {
        let name = format!("{name}: {what}");
        (name, gold, got)
    };
    let (partners, iso) = (task.coordinating.clone(), days(&task.days));
    let (name, gold, got) = field("coordinating", want.coordinating.clone(), partners);
    one(case, &name, gold, got, near_text);
    if let Some(gold) = &want.deadline_iso {
        let (name, gold, got) = field("deadline", days(gold), iso);
        one(case, &name, gold, got, same);
    }
}

fn one(
    case: &mut Case<'_>,
    name: &str,
    gold: Option<String>,
    got: Option<String>,
    same: impl Fn(&str, &str) -> bool,
) {
    let field = Field {
        family: "prose_fields",
        key: String::new(),
        name,
        gold,
        got,
    };
    case.field(field, same);
}
