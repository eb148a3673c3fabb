//! From runs of text to lines: paragraphs, cells and rows, as either format brings them.

use crate::font::{self, Face, Tally};
use crate::shape::{self, Row, Shape};

/// A text that grows run by run.
#[derive(Debug, Default)]
pub(crate) struct Flow {
    /// The paragraph being read.
    runs: Vec<(String, Face)>,
    /// The paragraphs before it in its cell.
    cell: Vec<String>,
    /// The cells before it in its row.
    row: Vec<Vec<String>>,
    /// The rows before it in its table.
    table: Vec<Row>,
    lines: Vec<String>,
    tally: Tally,
}

impl Flow {
    /// Appends to the paragraph.
    pub(crate) fn text(&mut self, text: &str, face: Face) {
        match self.runs.last_mut() {
            Some((run, last)) if *last == face => run.push_str(text),
            _ => self.runs.push((text.to_owned(), face)),
        }
    }

    /// Appends one character to the paragraph.
    pub(crate) fn push(&mut self, c: char, face: Face) {
        self.text(c.encode_utf8(&mut [0; 4]), face);
    }

    /// Ends the paragraph; in a table it belongs to the cell.
    pub(crate) fn end_paragraph(&mut self, in_table: bool) {
        let paragraph = self.paragraph();
        if in_table {
            self.cell.push(paragraph);
            return;
        }
        self.end_table();
        self.lines.push(paragraph);
    }

    /// Ends the paragraph and the cell.
    pub(crate) fn end_cell(&mut self) {
        let paragraph = self.paragraph();
        self.cell.push(paragraph);
        self.row.push(std::mem::take(&mut self.cell));
    }

    /// Ends the row.
    pub(crate) fn end_row(&mut self, shape: Shape) {
        if !self.runs.is_empty() {
            self.end_cell();
        }
        self.gather(shape);
    }

    /// Puts lines before the paragraph.
    pub(crate) fn insert(&mut self, lines: Vec<String>, in_table: bool) {
        if in_table {
            self.cell.extend(lines);
        } else {
            self.end_table();
            self.lines.extend(lines);
        }
    }

    /// All lines; cells of one line have tabs between them. Adds its letters to `tally`.
    pub(crate) fn finish(mut self, tally: &mut Tally) -> Vec<String> {
        if !self.runs.is_empty() {
            let in_table = !self.row.is_empty() || !self.cell.is_empty();
            self.end_paragraph(in_table);
        }
        self.end_table();
        tally.add(&self.tally);
        self.lines
    }

    /// Puts the cells so far into a row.
    fn gather(&mut self, shape: Shape) {
        if !self.cell.is_empty() {
            self.row.push(std::mem::take(&mut self.cell));
        }
        let cells = std::mem::take(&mut self.row);
        if !cells.is_empty() {
            self.table.push(Row { cells, shape });
        }
    }

    fn end_table(&mut self) {
        self.gather(Shape::default());
        let rows = std::mem::take(&mut self.table);
        self.lines.extend(shape::lines(&rows));
    }

    fn paragraph(&mut self) -> String {
        part(&font::decode(self.runs.drain(..), &mut self.tally))
    }
}

/// Where a wide gap parts a paragraph, two texts stand side by side: a tab is left between them. A gap after
/// the bullet or number of a paragraph is none of these.
fn part(paragraph: &str) -> String {
    let mut out = String::with_capacity(paragraph.len());
    let mut rest = paragraph.trim_matches(is_gap);
    // Letters since the last tab.
    let mut letters = 0;
    while let Some(at) = rest.find(is_gap) {
        let (before, after) = rest.split_at(at);
        rest = after.trim_start_matches(is_gap);
        let gap = &after[..after.len() - rest.len()];
        out.push_str(before);
        letters += before.chars().filter(|c| c.is_alphabetic()).count();
        let goes_on = rest.starts_with(char::is_lowercase);
        if !goes_on && parts(gap, before, letters) {
            out.push('\t');
            letters = 0;
        } else {
            out.push(' ');
        }
    }
    out.push_str(rest);
    out
}

/// Whether a gap is wider than any within a text, after a word `before` and so many letters.
fn parts(gap: &str, before: &str, letters: usize) -> bool {
    let tabs = gap.matches('\t').count();
    let blanks = gap.chars().count();
    // Fewer letters are a number, or a word of a form that is filled in.
    let wide = (tabs > 0 || blanks >= 4) && letters >= 6;
    let very_wide = (tabs > 1 || blanks >= 8) && before.len() > 2 && !before.ends_with(':');
    (wide || very_wide) && !before.ends_with(['.', ')'])
}

fn is_gap(c: char) -> bool {
    c.is_whitespace() || c.is_control()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_gaps_part_texts_but_not_numbers() {
        assert_eq!(part("  UBND XÃ A \t\t CỘNG HÒA"), "UBND XÃ A\tCỘNG HÒA");
        assert_eq!(part("Chương I.\tMục đích"), "Chương I. Mục đích");
        assert_eq!(part("xã A, ngày      tháng  7"), "xã A, ngày tháng 7");
        assert_eq!(part("-0-          Độc lập"), "-0-\tĐộc lập");
        assert_eq!(part("Một  hai"), "Một hai");
        assert_eq!(part("Nơi nhận:      CHỦ TỊCH"), "Nơi nhận:\tCHỦ TỊCH");
    }

    #[test]
    fn rows_gather_until_the_table_ends() {
        let mut flow = Flow::default();
        for cell in ["1", "Một", "x", "y"] {
            flow.text(cell, Face::default());
            flow.end_cell();
        }
        flow.end_row(Shape::default());
        flow.text("Sau bảng", Face::default());
        flow.end_paragraph(false);
        let lines = flow.finish(&mut Tally::default());
        assert_eq!(lines, ["1\tMột\tx\ty", "Sau bảng"]);
    }
}
