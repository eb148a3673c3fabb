//! A sheet of a workbook as lines and a table.
//!
//! Hidden sheets, rows and columns are left out, as on the paper. Rows before and after the table hold titles,
//! a letterhead, a signature: their words stand as lines. In the table every cell keeps its column.

mod biff;
mod format;
pub mod xls;
pub mod xlsx;

use std::collections::{BTreeMap, BTreeSet};

use sohoa_layout::Writer;

pub(crate) use format::{built_in, number};

/// A sheet with what its cells show.
#[derive(Debug, Default)]
pub(crate) struct Sheet {
    pub(crate) name: String,
    /// By row and column.
    pub(crate) cells: BTreeMap<(u32, u32), String>,
    /// Cells that go over several columns, each with the last column.
    pub(crate) wide: BTreeMap<(u32, u32), u32>,
}

impl Sheet {
    /// Adds a cell, unless it shows nothing.
    pub(crate) fn push(&mut self, at: (u32, u32), text: String) {
        if !text.trim().is_empty() {
            self.cells.insert(at, text);
        }
    }

    /// Writes the sheet under its name.
    pub(crate) fn write(&self, writer: &mut Writer) {
        if self.cells.is_empty() {
            return;
        }
        if is_automatic(&self.name) {
            writer.furniture(&self.name);
        } else {
            writer.line(&self.name);
        }
        let columns: BTreeSet<u32> = self.cells.keys().map(|(_, column)| *column).collect();
        let columns: Vec<u32> = columns.into_iter().collect();
        let rows = self.rows();
        let full = |row: &[(u32, &str)]| row.len() >= columns.len().clamp(1, 3);
        let first = rows.iter().position(|(_, r)| full(r)).unwrap_or(rows.len());
        let last = rows.iter().rposition(|(_, r)| full(r)).unwrap_or(0);
        for (i, (n, row)) in rows.iter().enumerate() {
            if columns.len() > 1 && (first..=last).contains(&i) && !self.is_whole(*n, row, &columns)
            {
                let mut left = row.iter().peekable();
                writer.row(columns.iter().map(|column| {
                    left.next_if(|(c, _)| c == column)
                        .map_or("", |(_, text)| *text)
                }));
            } else {
                writer.row(row.iter().map(|(_, text)| *text));
            }
            if i + 1 == first || i == last {
                writer.end_line();
            }
        }
    }

    /// The rows that show something, each with its number.
    fn rows(&self) -> Vec<(u32, Vec<(u32, &str)>)> {
        let mut out: Vec<(u32, Vec<(u32, &str)>)> = Vec::new();
        for ((row, column), text) in &self.cells {
            match out.last_mut() {
                Some((n, cells)) if n == row => cells.push((*column, text)),
                _ => out.push((*row, vec![(*column, text)])),
            }
        }
        out
    }

    /// Whether one cell goes over the whole table.
    fn is_whole(&self, n: u32, row: &[(u32, &str)], columns: &[u32]) -> bool {
        let [(column, _)] = row else { return false };
        let end = self.wide.get(&(n, *column));
        columns.first() >= Some(column) && end.is_some_and(|end| columns.last() <= Some(end))
    }
}

/// Names that the program gives by itself: they say nothing.
fn is_automatic(name: &str) -> bool {
    let word = name.trim_end_matches(|c: char| c.is_ascii_digit());
    let known = ["sheet", "trang_tính", "trang tính", "bảng", "table"];
    known.contains(&word.trim().to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_around_a_table_whose_cells_keep_their_columns() {
        let mut sheet = Sheet {
            name: "Biểu 1".to_owned(),
            ..Sheet::default()
        };
        for (row, column, text) in [
            (0, 0, "UBND XÃ"),
            (0, 4, "CỘNG HÒA"),
            (2, 1, "DANH MỤC"),
            (4, 0, "STT"),
            (4, 2, "Nội dung"),
            (4, 4, "Số tiền"),
            (5, 0, "A. Nhóm"),
            (6, 2, "Họp"),
            (7, 0, "1"),
            (7, 2, "In"),
            (7, 4, "5"),
            (9, 4, "KẾ TOÁN"),
        ] {
            sheet.push((row, column), text.to_owned());
        }
        sheet.wide.insert((5, 0), 4);
        let mut writer = Writer::default();
        sheet.write(&mut writer);
        assert_eq!(
            writer.as_str(),
            "Biểu 1\nUBND XÃ\tCỘNG HÒA\nDANH MỤC\n\nSTT\t\tNội dung\tSố tiền\nA. Nhóm\n\t\tHọp\t\n1\t\tIn\t5\n\nKẾ TOÁN\n"
        );
    }
}
