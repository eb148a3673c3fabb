//! Words with marks: which bytes of a text say which fact.

use std::ops::Range;

/// Names one fact's words; where they came to stand is known after rendering.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Mark(pub u32);

/// A text without line breaks, and the marks on it.
#[derive(Debug, Clone, Default)]
pub struct Rich {
    /// The words.
    pub text: String,
    /// Marked ranges of them.
    pub marks: Vec<(Mark, Range<usize>)>,
}

impl Rich {
    /// Adds plain words.
    pub fn push(&mut self, words: &str) {
        self.text.push_str(words);
    }

    /// Adds marked words.
    pub fn push_marked(&mut self, mark: Mark, words: &str) {
        let start = self.text.len();
        self.text.push_str(words);
        self.marks.push((mark, start..self.text.len()));
    }

    /// Adds another text with its marks.
    pub fn append(&mut self, other: &Rich) {
        let shift = self.text.len();
        self.text.push_str(&other.text);
        let moved = |(mark, r): &(Mark, Range<usize>)| (*mark, r.start + shift..r.end + shift);
        self.marks.extend(other.marks.iter().map(moved));
    }

    /// Marks all that has been added since `start`.
    pub fn mark_from(&mut self, mark: Mark, start: usize) {
        self.marks.push((mark, start..self.text.len()));
    }

    /// Whether a cut at this byte would part marked words.
    #[must_use]
    pub fn is_marked_across(&self, at: usize) -> bool {
        self.marks.iter().any(|(_, r)| r.start < at && at < r.end)
    }
}

impl From<&str> for Rich {
    fn from(words: &str) -> Rich {
        Rich {
            text: words.to_owned(),
            marks: Vec::new(),
        }
    }
}

impl From<String> for Rich {
    fn from(text: String) -> Rich {
        Rich {
            text,
            marks: Vec::new(),
        }
    }
}

/// The words with their first letter a capital, or small.
#[must_use]
pub fn cased(words: &str, capital: bool) -> String {
    let mut rest = words.chars();
    let Some(first) = rest.next() else {
        return String::new();
    };
    let mut out: String = if capital {
        first.to_uppercase().collect()
    } else {
        first.to_lowercase().collect()
    };
    out.push_str(rest.as_str());
    out
}
