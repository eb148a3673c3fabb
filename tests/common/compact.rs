//! JSON for people who read differences: what fits on a line stands on one.

use serde::Serialize;

/// The longest line that takes in a whole object or list.
const WIDTH: usize = 140;

/// Indented JSON in the order of the types' fields, small objects and lists on one line.
pub fn compact(value: &impl Serialize) -> String {
    let pretty = serde_json::to_string_pretty(value).unwrap();
    let mut lines: Vec<(usize, String)> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for line in pretty.lines() {
        let words = line.trim_start();
        let indent = line.len() - words.len();
        if words.starts_with(['}', ']']) {
            close(&mut lines, open.pop().unwrap_or(0), indent, words);
            continue;
        }
        if words.ends_with(['{', '[']) {
            open.push(lines.len());
        }
        lines.push((indent, words.to_owned()));
    }
    let shown = lines
        .iter()
        .map(|(indent, words)| " ".repeat(*indent) + words);
    shown.collect::<Vec<_>>().join("\n")
}

/// Ends an object or list that began at `start`; joins its lines where they fit.
fn close(lines: &mut Vec<(usize, String)>, start: usize, indent: usize, end: &str) {
    let length: usize = lines[start..]
        .iter()
        .map(|(_, w)| w.chars().count() + 1)
        .sum();
    lines.push((indent, end.to_owned()));
    if indent + length + end.len() > WIDTH {
        return;
    }
    let joined: Vec<String> = lines.drain(start..).map(|(_, words)| words).collect();
    lines.push((indent, joined.join(" ")));
}
