//! The lines of a text with their fold and a few cheap facts, made in one pass before any rule runs.

use std::ops::Range;

use sohoa_text::Text;
use sohoa_text::fold::{FoldTable, fold_char};

/// A line and what is known of it at a glance.
#[derive(Debug, Clone, Default)]
pub struct Line {
    /// Range of the text.
    pub start: usize,
    /// End of the range.
    pub end: usize,
    fold: (u32, u32),
    /// Tabs on it.
    pub tabs: u16,
    /// Capital letters.
    pub upper: u16,
    /// Small letters.
    pub lower: u16,
    /// Digits.
    pub digits: u16,
}

/// All lines of a text.
#[derive(Debug)]
pub struct View<'t> {
    text: &'t str,
    fold: Vec<u8>,
    lines: Vec<Line>,
}

impl<'t> View<'t> {
    /// Folds every line.
    #[must_use]
    pub fn new(text: &'t Text<'_>) -> View<'t> {
        let mut view = View {
            text: text.as_str(),
            fold: Vec::with_capacity(text.as_str().len()),
            lines: Vec::with_capacity(text.lines().len()),
        };
        for l in text.lines() {
            let line = view.fold_line(l.range());
            view.lines.push(line);
        }
        view
    }

    fn fold_line(&mut self, range: Range<usize>) -> Line {
        let from = self.fold.len();
        let mut line = Line {
            start: range.start,
            end: range.end,
            ..Line::default()
        };
        let table = FoldTable::get();
        let (mut upper, mut letters, mut digits, mut tabs) = (0u32, 0u32, 0u32, 0u32);
        for c in self.text[range].chars() {
            let Some(b) = table.fold(c) else { continue };
            self.fold.push(b);
            letters += u32::from(b.is_ascii_lowercase());
            upper += u32::from(table.is_upper(c));
            digits += u32::from(b.is_ascii_digit());
            tabs += u32::from(b == b'\t');
        }
        let short = |n: u32| u16::try_from(n).unwrap_or(u16::MAX);
        line.upper = short(upper);
        line.lower = short(letters.saturating_sub(upper));
        line.digits = short(digits);
        line.tabs = short(tabs);
        line.fold = (from as u32, self.fold.len() as u32);
        line
    }

    /// Number of lines.
    #[must_use]
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// True for a text without lines.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// Line `n`, 0-based.
    #[must_use]
    pub fn line(&self, n: usize) -> &Line {
        &self.lines[n]
    }

    /// The text of line `n`.
    #[must_use]
    pub fn str(&self, n: usize) -> &'t str {
        &self.text[self.lines[n].start..self.lines[n].end]
    }

    /// The whole text.
    #[must_use]
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// The fold of line `n`.
    #[must_use]
    pub fn fold(&self, n: usize) -> &[u8] {
        let (a, b) = self.lines[n].fold;
        &self.fold[a as usize..b as usize]
    }

    /// Range of line `n` in the text.
    #[must_use]
    pub fn range(&self, n: usize) -> Range<usize> {
        self.lines[n].start..self.lines[n].end
    }

    /// True when line `n` is blank.
    #[must_use]
    pub fn blank(&self, n: usize) -> bool {
        self.lines[n].start == self.lines[n].end
    }

    /// Text position of folded position `i` of line `n`.
    #[must_use]
    pub fn at(&self, n: usize, i: usize) -> usize {
        let line = &self.lines[n];
        let mut seen = 0;
        for (offset, c) in self.text[line.start..line.end].char_indices() {
            if fold_char(c).is_none() {
                continue;
            }
            if seen == i {
                return line.start + offset;
            }
            seen += 1;
        }
        line.end
    }

    /// True when the letters of line `n` are (nearly) all capitals.
    #[must_use]
    pub fn caps(&self, n: usize) -> bool {
        let l = &self.lines[n];
        l.upper >= 2 && u32::from(l.upper) >= u32::from(l.lower) * 6
    }

    /// The next line after `n` (before `end`) that is not blank.
    #[must_use]
    pub fn next(&self, n: usize, end: usize) -> Option<usize> {
        (n + 1..end.min(self.len())).find(|&k| !self.blank(k))
    }

    /// The last line before `n` (not before `start`) that is not blank.
    #[must_use]
    pub fn prev(&self, n: usize, start: usize) -> Option<usize> {
        (start..n).rev().find(|&k| !self.blank(k))
    }
}
