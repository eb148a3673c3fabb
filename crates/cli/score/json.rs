//! The report as JSON: everything that was counted, for programs.

use serde_json::{Value, json};
use sohoa_eval::{Board, Change, Graded, Level, SHARED, Tally};

use super::Report;

/// One JSON object, indented, with a line end.
pub fn render(report: &Report<'_>) -> String {
    let sheet = report.sheet;
    let total = sheet.total();
    let families = total.families().map(|(name, tally)| {
        let (right, of) = sheet.right(name);
        let mut out = family(name, tally);
        out["texts_right"] = right.into();
        out["texts"] = of.into();
        out
    });
    let mut out = json!({
        "families": families.collect::<Vec<_>>(),
        "macro_f1": rounded(total.macro_f1(SHARED)),
        "whole_records": {
            "texts": sheet.texts.len(),
            "with_record": sheet.texts.iter().filter(|t| t.found).count(),
            "all_right": sheet.all_right(),
            "mean_macro_f1": rounded(sheet.mean_macro_f1()),
        },
        "by_text": sheet.texts.iter().map(text).collect::<Vec<_>>(),
    });
    if let Some(changes) = &report.changes {
        out["changes"] = changes.iter().map(change).collect();
    }
    let json = serde_json::to_string_pretty(&out);
    json.unwrap_or_default() + "\n"
}

fn text(text: &Graded) -> Value {
    json!({
        "file": text.file,
        "found": text.found,
        "all_right": text.board.is_right(),
        "macro_f1": rounded(text.board.macro_f1(SHARED)),
        "families": families(&text.board),
    })
}

fn families(board: &Board) -> Vec<Value> {
    let with_notes = board.families().map(|(name, tally)| {
        let mut out = family(name, tally);
        out["wrong"] = json!(tally.notes);
        out
    });
    with_notes.collect()
}

fn family(name: &str, tally: &Tally) -> Value {
    let mut out = json!({
        "family": name,
        "hit": tally.hit,
        "miss": tally.miss,
        "extra": tally.extra,
        "precision": rounded(tally.precision()),
        "recall": rounded(tally.recall()),
        "f1": rounded(tally.f1()),
    });
    for level in Level::ALL {
        out[level.name()] = rounded(tally.f1_at(level));
    }
    out
}

fn change(change: &Change) -> Value {
    json!({
        "file": change.file,
        "family": change.family,
        "f1_before": rounded(change.f1[0]),
        "f1": rounded(change.f1[1]),
        "gained": change.gained,
        "lost": change.lost,
    })
}

/// Four decimals.
fn rounded(share: f64) -> Value {
    json!((share * 10_000.0).round() / 10_000.0)
}
