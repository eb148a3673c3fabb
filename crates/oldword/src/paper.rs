//! The whole of a document: its text, its notes, what is printed at the edges of its pages.

use std::collections::HashSet;

use sohoa_layout::{Layout, NoticeKind, Writer};

use crate::font::Tally;

/// The lines of the parts of a document.
#[derive(Debug, Default)]
pub(crate) struct Paper {
    pub(crate) body: Vec<String>,
    /// Footnotes and endnotes in the order of their calls.
    pub(crate) notes: Vec<Vec<String>>,
    /// Running headers and footers.
    pub(crate) furniture: Vec<String>,
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
            let told = note.join(" ");
            w.line(&format!("[{}] {}", i + 1, told.trim()));
        }
        let mut seen = HashSet::new();
        for line in self.furniture.iter().map(|l| l.trim()) {
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

/// Writes lines, never two empty ones in a row and none at the top.
fn lines(w: &mut Writer, lines: &[String]) {
    let mut empty = true;
    for line in lines {
        let blank = line.trim().is_empty();
        if !(blank && empty) {
            w.row(line.split('\t'));
        }
        empty = blank;
    }
}
