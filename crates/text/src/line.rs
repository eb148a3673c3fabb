//! Lines: line n of the text is line n of the source.

/// A line of the text, without its end mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    /// Start in the text.
    pub start: u32,
    /// End in the text.
    pub end: u32,
    /// 1-based page.
    pub page: u32,
}

impl Line {
    /// True when nothing but white space stands on it.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.start == self.end
    }

    /// The line as a range of the text.
    #[must_use]
    pub fn range(&self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}
