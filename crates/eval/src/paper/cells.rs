//! Rows of ruled tables found again, and their cells in the right column.

use std::ops::AddAssign;

use crate::level::likeness;

/// What was counted; sums over texts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Cells {
    /// Rows of the truth.
    pub rows: usize,
    /// Rows found.
    pub found: usize,
    /// Cells of the truth that hold words.
    pub cells: usize,
    /// Cells whose words stand in the right column of their row.
    pub right: usize,
}

impl AddAssign for Cells {
    fn add_assign(&mut self, other: Cells) {
        self.rows += other.rows;
        self.found += other.found;
        self.cells += other.cells;
        self.right += other.right;
    }
}

/// How alike the words of a cell and of a row must be: misread letters are counted elsewhere.
const ALIKE: f64 = 0.75;
const ROW_ALIKE: f64 = 0.55;

/// Counts the rows of tables, which are the lines with tabs; each row of the truth is looked for below the last.
#[must_use]
pub fn cells(truth: &str, read: &str) -> Cells {
    let lines: Vec<Vec<String>> = rows(read);
    let mut out = Cells::default();
    let mut next = 0;
    for row in rows(truth) {
        out.rows += 1;
        out.cells += row.iter().filter(|c| !c.is_empty()).count();
        let words = row.join(" ");
        let ahead = lines.iter().enumerate().skip(next);
        let like = ahead.map(|(i, line)| (likeness(&words, &line.join(" ")), i));
        // The first that is as alike as any: rows may repeat their words.
        let best = like.reduce(|a, b| if b.0 > a.0 + 0.02 { b } else { a });
        if let Some((_, i)) = best.filter(|(like, _)| *like >= ROW_ALIKE) {
            out.found += 1;
            out.right += right(&row, &lines[i]);
            next = i + 1;
        }
    }
    out
}

fn rows(text: &str) -> Vec<Vec<String>> {
    let lines = text.split(['\n', '\u{c}']).filter(|l| l.contains('\t'));
    let cells = |l: &str| l.split('\t').map(crate::fold::collapse).collect();
    lines.map(cells).collect()
}

fn right(row: &[String], line: &[String]) -> usize {
    let pairs = row.iter().zip(line).filter(|(want, _)| !want.is_empty());
    pairs
        .filter(|(want, got)| likeness(want, got) >= ALIKE)
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_found_and_shifted_cells_told() {
        let truth = "TT\tNhiệm vụ\tThời gian\n1\tRà soát hồ sơ\tQuý I\n2\tBáo cáo\tQuý II";
        let read = "TT\tNhiệm vụ\tThời gian\n1\tRà soat hồ sơ\tQuý I\nBáo cáo\tQuý II";
        let counted = cells(truth, read);
        assert_eq!((counted.rows, counted.found), (3, 3));
        assert_eq!((counted.cells, counted.right), (9, 6));
        assert_eq!(cells(truth, "1 Rà soát hồ sơ Quý I").found, 0);
    }
}
