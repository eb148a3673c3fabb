//! The edit map: every change between the decoded source and the text that the grammar reads.
//!
//! Between two edits both texts are alike, so a position is led back by one search and one addition.

use std::ops::Range;

/// Why a stretch of the source reads otherwise in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EditKind {
    /// Composed to NFC.
    Nfc,
    /// White space collapsed, replaced or removed.
    Whitespace,
    /// Markup or pen marks removed.
    Markup,
    /// A control character, or bytes that were no text.
    Decoding,
    /// A change of letters or digits; it stands among [`crate::Text::repairs`] too.
    Repair,
}

/// One recorded change.
#[derive(Debug, Clone, Copy)]
pub struct Edit {
    /// What changed.
    pub kind: EditKind,
    /// Where it stands in the text.
    pub start: u32,
    /// Its length in the text; 0 for a removal.
    pub len: u32,
    /// Start in the source.
    pub source_start: u32,
    /// End in the source.
    pub source_end: u32,
}

impl Edit {
    /// How many non-blank characters of the source this edit drops (`source` is the stretch it covers).
    #[must_use]
    pub fn dropped(&self, source: &str) -> u64 {
        use unicode_normalization::char::is_combining_mark;
        let kept =
            |c: char| self.kind == EditKind::Nfc && (c.is_alphanumeric() || is_combining_mark(c));
        match self.kind {
            EditKind::Repair if self.len > 0 => 0,
            _ => source
                .chars()
                .filter(|c| !c.is_whitespace() && !kept(*c))
                .count() as u64,
        }
    }

    fn end(&self) -> u32 {
        self.start + self.len
    }
}

/// All edits of a text, in order.
#[derive(Debug, Clone, Default)]
pub struct EditMap {
    edits: Vec<Edit>,
}

impl EditMap {
    /// Adds an edit; it must not lie before the last one.
    pub(crate) fn push(&mut self, edit: Edit) {
        debug_assert!(
            self.edits
                .last()
                .is_none_or(|e| e.source_end <= edit.source_start)
        );
        self.edits.push(edit);
    }

    /// Removes and returns the last edit if it satisfies `test`.
    pub(crate) fn pop_if(&mut self, test: impl Fn(&Edit) -> bool) -> Option<Edit> {
        self.edits.pop_if(|e| test(e))
    }

    /// The edits, in order.
    #[must_use]
    pub fn edits(&self) -> &[Edit] {
        &self.edits
    }

    /// The source position at which a value that starts at `at` begins (removed text before it is left out).
    #[must_use]
    pub fn source_start(&self, at: usize) -> usize {
        let n = self.edits.partition_point(|e| e.start as usize <= at);
        match n.checked_sub(1).map(|i| self.edits[i]) {
            None => at,
            Some(e) if at < e.end() as usize => e.source_start as usize,
            Some(e) => e.source_end as usize + at - e.end() as usize,
        }
    }

    /// The source position at which a value that ends at `at` ends (removed text after it is left out).
    #[must_use]
    pub fn source_end(&self, at: usize) -> usize {
        let n = self.edits.partition_point(|e| (e.start as usize) < at);
        match n.checked_sub(1).map(|i| self.edits[i]) {
            None => at,
            Some(e) if at < e.end() as usize => e.source_end as usize,
            Some(e) => e.source_end as usize + at - e.end() as usize,
        }
    }

    /// A range of the text as a range of the source.
    #[must_use]
    pub fn to_source(&self, range: &Range<usize>) -> [usize; 2] {
        let start = self.source_start(range.start);
        let end = if range.is_empty() {
            start
        } else {
            self.source_end(range.end)
        };
        [start, end.max(start)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leads_back_over_removed_and_replaced_text() {
        // source "**ab  cd**" -> text "ab cd"
        let mut map = EditMap::default();
        for (kind, start, len, source_start, source_end) in [
            (EditKind::Markup, 0, 0, 0, 2),
            (EditKind::Whitespace, 2, 1, 4, 6),
            (EditKind::Markup, 5, 0, 8, 10),
        ] {
            map.push(Edit {
                kind,
                start,
                len,
                source_start,
                source_end,
            });
        }
        assert_eq!(map.to_source(&(0..2)), [2, 4]);
        assert_eq!(map.to_source(&(3..5)), [6, 8]);
        assert_eq!(map.to_source(&(0..5)), [2, 8]);
    }
}
