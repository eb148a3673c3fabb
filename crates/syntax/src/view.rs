//! The lines of a text with their fold and a few cheap facts.

use std::ops::Range;

use sohoa_text::fold::Folded;
use sohoa_text::{LineFold, Text, TextFold};

/// All lines of a text.
#[derive(Debug, Clone, Copy)]
pub struct View<'t> {
    text: &'t Text<'t>,
    fold: &'t TextFold,
}

impl<'t> View<'t> {
    /// The view of a text.
    #[must_use]
    pub fn new(text: &'t Text<'_>) -> View<'t> {
        View {
            text,
            fold: text.fold(),
        }
    }

    /// Number of lines.
    #[must_use]
    pub fn len(&self) -> usize {
        self.text.lines().len()
    }

    /// True for a text without lines.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text.lines().is_empty()
    }

    /// What is known of line `n`, 0-based.
    #[must_use]
    pub fn line(&self, n: usize) -> &'t LineFold {
        self.fold.line(n)
    }

    /// The text of line `n`.
    #[must_use]
    pub fn str(&self, n: usize) -> &'t str {
        &self.text.as_str()[self.range(n)]
    }

    /// The whole text.
    #[must_use]
    pub fn text(&self) -> &'t str {
        self.text.as_str()
    }

    /// The fold of line `n`.
    #[must_use]
    pub fn fold(&self, n: usize) -> &'t [u8] {
        self.fold.of_line(n).as_bytes()
    }

    /// The fold of a range of the text.
    #[must_use]
    pub fn fold_of(&self, range: &Range<usize>) -> &'t str {
        self.fold.of(self.text(), range)
    }

    /// Line `n` with its fold.
    #[must_use]
    pub fn folded(&self, n: usize) -> Folded<'t> {
        self.text.folded(&self.range(n))
    }

    /// Range of line `n` in the text.
    #[must_use]
    pub fn range(&self, n: usize) -> Range<usize> {
        self.text.lines()[n].range()
    }

    /// True when line `n` is blank.
    #[must_use]
    pub fn blank(&self, n: usize) -> bool {
        self.text.lines()[n].is_blank()
    }

    /// Text position of folded position `i` of line `n`.
    #[must_use]
    pub fn at(&self, n: usize, i: usize) -> usize {
        self.range(n).start + self.folded(n).at(i)
    }

    /// True when the letters of line `n` are (nearly) all capitals.
    #[must_use]
    pub fn caps(&self, n: usize) -> bool {
        let l = self.line(n);
        l.upper >= 2 && u32::from(l.upper) >= u32::from(l.lower) * 6
    }

    /// True when line `n` begins with a small letter: it goes on with a phrase.
    #[must_use]
    pub fn opens_small(&self, n: usize) -> bool {
        self.str(n).starts_with(char::is_lowercase)
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
