//! Text as it is written, and where marked words came to stand in it.

use std::ops::Range;

use crate::rich::Rich;

/// A text that grows.
#[derive(Debug, Default)]
pub struct Tape {
    /// What is written.
    pub text: String,
    /// Where each mark stands.
    pub marks: Vec<Range<usize>>,
}

impl Tape {
    /// An empty one for so many marks.
    pub fn new(marks: usize) -> Tape {
        Tape {
            text: String::new(),
            marks: vec![0..0; marks],
        }
    }

    /// Writes a part of marked words; a mark that goes over several parts begins in the first and ends in the last.
    pub fn put(&mut self, words: &Rich, part: Range<usize>) {
        let base = self.text.len();
        for (mark, range) in &words.marks {
            let place = &mut self.marks[mark.0 as usize];
            if part.contains(&range.start) && place.end == 0 {
                place.start = base + range.start - part.start;
            }
            if range.start < part.end && part.start < range.end {
                place.end = base + range.end.min(part.end) - part.start;
            }
        }
        self.text.push_str(&words.text[part]);
    }
}
