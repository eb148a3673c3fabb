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
        let wide = gap.contains('\t') || gap.chars().count() >= WIDE;
        if wide && letters >= SHORTEST && !before.ends_with(['.', ')']) {
            out.push('\t');
            letters = 0;
        } else {
            out.push(' ');
        }
    }
    out.push_str(rest);
    out
}

/// So many blanks are no slip of the hand.
const WIDE: usize = 4;

/// So many letters are a text and not a number or a word of a form that is filled in.
const SHORTEST: usize = 6;

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
        assert_eq!(part("Ngày\ttháng"), "Ngày tháng");
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
