//! The whole of a document: its text, its notes, what is printed at the edges of its pages.

use std::collections::HashSet;

use sohoa_layout::{Layout, NoticeKind, Writer};

use crate::flow::Line;
use crate::font::Tally;

/// The lines of the parts of a document.
#[derive(Debug, Default)]
pub(crate) struct Paper {
    pub(crate) body: Vec<Line>,
    /// Footnotes and endnotes in the order of their calls.
    pub(crate) notes: Vec<Vec<Line>>,
    /// Running headers and footers.
    pub(crate) furniture: Vec<Line>,
    /// Whether changes were tracked.
    pub(crate) changed: bool,
    /// The encodings its letters came from.
    pub(crate) tally: Tally,
    /// What is wrong with the file, if something is.
    pub(crate) damage: Option<&'static str>,
}

impl Paper {
    /// Writes the text: the body, the notes below it, the furniture last.
    pub(crate) fn write(self) -> (String, Layout) {
        let mut w = Writer::default();
        lines(&mut w, &self.body);
        for (i, note) in self.notes.iter().enumerate() {
            let told: Vec<&str> = note.iter().map(|l| l.text.as_str()).collect();
            let told = told.join(" ");
            w.line(&format!("[{}] {}", i + 1, told.trim()));
        }
        let mut seen = HashSet::new();
        for line in self.furniture.iter().map(|l| l.text.trim()) {
            if !line.is_empty() && seen.insert(line) {
                w.furniture(line);
            }
        }
        if self.changed {
            w.notice(NoticeKind::ChangesAccepted, None, "");
        }
        if let Some(damage) = self.damage {
            w.notice(NoticeKind::Damaged, None, damage);
        }
        let encoding = self.tally.encoding();
        w.layout_mut().encoding = encoding.map(|e| e.name().to_owned());
        w.finish()
    }
}

/// Writes lines, never two empty ones in a row and none at the top. Long paragraphs and tables are parted from
/// what is beside them; short lines stay close, as they do in letterheads, titles and lists.
fn lines(w: &mut Writer, lines: &[Line]) {
    let mut empty = true;
    for (i, line) in lines.iter().enumerate() {
        let blank = line.text.trim().is_empty();
        let parted = i > 0 && !blank && is_parted(&lines[i - 1], line);
        if !empty && (blank || parted) {
            w.end_line();
        }
        if !blank {
            w.row(line.text.split('\t'));
        }
        empty = blank;
    }
}

/// A line of fewer letters may be one of several that belong together.
const LONG: usize = 80;

fn is_parted(before: &Line, line: &Line) -> bool {
    let long = |l: &Line| !l.row && l.text.chars().nth(LONG).is_some();
    before.row != line.row || long(before) || long(line)
}
