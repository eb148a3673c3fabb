//! Makes the decoded text of an input, and its layout with it.

use sohoa_span::Box4;

use crate::{Layout, Notice, NoticeKind, Word};

/// Where a word stands and how sure its letters are.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Place {
    /// 1-based page; 0 where there are none.
    pub page: u32,
    /// Number of the printed line on its page: words of one line share a box.
    pub line: u32,
    /// In PDF points from the top left corner of the page.
    pub bbox: Option<Box4>,
    /// Of the recognition, 0 to 1.
    pub confidence: Option<f32>,
}

/// Writes the decoded text from left to right.
///
/// ```
/// use sohoa_layout::Writer;
///
/// let mut w = Writer::default();
/// w.line("PHỤ LỤC");
/// w.row(["STT", "Nội dung"]);
/// w.row(["1", "Tập huấn\ncho cấp xã"]);
/// let (text, layout) = w.finish();
/// assert_eq!(text, "PHỤ LỤC\nSTT\tNội dung\n1\tTập huấn cho cấp xã\n");
/// assert!(layout.words.is_empty());
/// ```
#[derive(Debug, Default)]
pub struct Writer {
    text: String,
    layout: Layout,
}

impl Writer {
    /// Appends to the line: white space and control characters become single blanks.
    pub fn text(&mut self, text: &str) {
        for c in text.chars() {
            if !(c.is_control() || c.is_whitespace()) {
                self.text.push(c);
            } else if !self.text.is_empty() && !self.text.ends_with([' ', '\t', '\n', '\u{c}']) {
                self.text.push(' ');
            }
        }
    }

    /// Appends a word with its place; a blank parts it from the word before it.
    pub fn word(&mut self, word: &str, place: Place) {
        self.blank();
        let start = self.offset();
        self.text(word);
        let end = self.offset();
        if end > start {
            self.layout.words.push(Word { start, end, place });
        }
    }

    /// Appends a word that was written by hand or stamped over.
    pub fn word_by_hand(&mut self, word: &str, place: Place) {
        let known = self.layout.words.len();
        self.word(word, place);
        let added = self.layout.words[known..].iter().map(|w| w.start..w.end);
        self.layout.by_hand.extend(added);
    }

    /// A blank, unless the line is at its start or has one.
    pub fn blank(&mut self) {
        if !self.is_at_gap() {
            self.text.push(' ');
        }
    }

    /// A gap so wide that it may part two columns: four blanks, which the stage of text judges by their neighbours.
    pub fn gap(&mut self) {
        self.trim();
        if !self.is_at_gap() {
            self.text.push_str("    ");
        }
    }

    /// Ends the cell of a row: a tab.
    pub fn cell(&mut self) {
        self.trim();
        self.text.push('\t');
    }

    /// Ends the line.
    pub fn end_line(&mut self) {
        self.trim();
        self.text.push('\n');
    }

    /// A whole line of its own.
    pub fn line(&mut self, text: &str) {
        self.text(text);
        self.end_line();
    }

    /// A row of a table.
    pub fn row<'c>(&mut self, cells: impl IntoIterator<Item = &'c str>) {
        for (i, cell) in cells.into_iter().enumerate() {
            if i > 0 {
                self.cell();
            }
            self.text(cell);
        }
        self.end_line();
    }

    /// A line that the format sets apart from the text.
    pub fn furniture(&mut self, text: &str) {
        let start = self.offset();
        self.line(text);
        self.layout.furniture.push(start..self.offset());
    }

    /// Makes the text written since `start` furniture.
    pub fn set_apart(&mut self, start: u32) {
        let end = self.offset();
        if end > start {
            self.layout.furniture.push(start..end);
        }
    }

    /// Ends the page: a form feed, which ends its line too.
    pub fn end_page(&mut self) {
        self.trim();
        if self.text.ends_with('\n') {
            self.text.pop();
        }
        self.text.push('\u{c}');
    }

    /// Something that a person should know.
    pub fn notice(&mut self, kind: NoticeKind, page: Option<u32>, what: impl Into<String>) {
        let what = what.into();
        self.layout.notices.push(Notice { kind, page, what });
    }

    /// How many bytes the text has.
    #[must_use]
    pub fn offset(&self) -> u32 {
        u32::try_from(self.text.len()).unwrap_or(u32::MAX)
    }

    /// The text so far.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// What is known beside the text, to add to it.
    pub fn layout_mut(&mut self) -> &mut Layout {
        &mut self.layout
    }

    /// The text and its layout.
    #[must_use]
    pub fn finish(self) -> (String, Layout) {
        (self.text, self.layout)
    }

    fn is_at_gap(&self) -> bool {
        self.text.is_empty() || self.text.ends_with([' ', '\t', '\n', '\u{c}'])
    }

    /// Takes the blanks off the end; no word ends in one.
    fn trim(&mut self) {
        self.text.truncate(self.text.trim_end_matches(' ').len());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(line: u32, x0: f32, x1: f32, confidence: f32) -> Place {
        Place {
            page: 1,
            line,
            bbox: Some([x0, 10.0, x1, 20.0]),
            confidence: Some(confidence),
        }
    }

    #[test]
    fn words_keep_their_boxes_and_share_one_on_a_line() {
        let mut w = Writer::default();
        w.word("Số:", at(1, 0.0, 9.0, 1.0));
        w.word("12", at(1, 12.0, 20.0, 0.5));
        w.end_line();
        w.word("KẾ", at(2, 4.0, 8.0, 1.0));
        let (text, layout) = w.finish();
        assert_eq!(text, "Số: 12\nKẾ");
        assert_eq!(layout.boxes(0..8, 1), [[0.0, 10.0, 20.0, 20.0]]);
        assert_eq!(layout.boxes(0..99, 1).len(), 2);
        assert!(layout.boxes(0..8, 2).is_empty());
        assert_eq!(layout.confidence(6..8), Some(0.5));
        assert_eq!(layout.confidence(90..91), None);
    }

    #[test]
    fn furniture_and_pages() {
        let mut w = Writer::default();
        w.furniture("Trang chủ");
        w.line("Một");
        w.end_page();
        w.line("Hai");
        let (text, layout) = w.finish();
        assert_eq!(text, "Trang chủ\nMột\u{c}Hai\n");
        assert!(layout.is_furniture(0) && !layout.is_furniture(12));
    }
}
