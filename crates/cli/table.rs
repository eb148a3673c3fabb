//! A table of short cells that fits the page: the widest columns give way first.

use crate::page::{Page, clean, fit, pad, width};

/// Blanks between columns.
const GAP: usize = 2;
/// A column is never squeezed below this.
const NARROW: usize = 6;

/// A table under way.
pub struct Table {
    head: Vec<&'static str>,
    right: Vec<bool>,
    whole: Vec<bool>,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// Starts a table with these column heads.
    pub fn new(head: &[&'static str]) -> Self {
        Table {
            right: vec![false; head.len()],
            whole: vec![false; head.len()],
            head: head.to_vec(),
            rows: Vec::new(),
        }
    }

    /// Sets a column to the right, as numbers stand, and keeps it whole: half a number is a wrong one.
    pub fn numbers(&mut self, column: usize) {
        if let Some(right) = self.right.get_mut(column) {
            *right = true;
        }
        self.keep_whole(column);
    }

    /// Makes the other columns give way before this one.
    pub fn keep_whole(&mut self, column: usize) {
        if let Some(whole) = self.whole.get_mut(column) {
            *whole = true;
        }
    }

    /// Adds a row, one cell for each column.
    pub fn row(&mut self, cells: Vec<String>) {
        self.rows.push(cells.iter().map(|c| clean(c)).collect());
    }

    /// The lines of the table, each indented by two blanks. Columns without content are left out.
    pub fn render(&self, page: Page) -> String {
        let widths = self.widths(page.width.saturating_sub(2));
        let head: Vec<String> = self.head.iter().map(|h| (*h).to_owned()).collect();
        let mut out = format!("  {}\n", page.faint(&self.line(&head, &widths)));
        for row in &self.rows {
            out.push_str("  ");
            out.push_str(&self.line(row, &widths));
            out.push('\n');
        }
        out
    }

    fn line(&self, cells: &[String], widths: &[usize]) -> String {
        let mut out = String::new();
        for ((cell, columns), right) in cells.iter().zip(widths).zip(&self.right) {
            if *columns == 0 {
                continue;
            }
            let cell = fit(cell, *columns);
            if *right {
                out.push_str(&" ".repeat(columns.saturating_sub(width(&cell))));
                out.push_str(&cell);
            } else {
                out.push_str(&pad(&cell, *columns));
            }
            out.push_str(&" ".repeat(GAP));
        }
        out.truncate(out.trim_end().len());
        out
    }

    fn widths(&self, room: usize) -> Vec<usize> {
        let mut widths: Vec<usize> = (0..self.head.len()).map(|i| self.natural(i)).collect();
        let gaps = GAP * widths.iter().filter(|w| **w > 0).count().saturating_sub(1);
        while widths.iter().sum::<usize>() + gaps > room {
            let free = widths.iter_mut().zip(&self.whole);
            match free.filter(|(_, whole)| !**whole).map(|(w, _)| w).max() {
                Some(w) if *w > NARROW => *w -= 1,
                _ => break,
            }
        }
        widths
    }

    fn natural(&self, column: usize) -> usize {
        let cells = self.rows.iter().filter_map(|r| r.get(column));
        match cells.map(|c| width(c)).max() {
            None | Some(0) => 0,
            Some(widest) => widest.max(width(self.head[column])),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_columns_give_way_and_empty_ones_go() {
        let mut table = Table::new(&["N", "Text", "Empty"]);
        table.numbers(0);
        table.row(vec![
            "1".into(),
            "a long text that is cut".into(),
            String::new(),
        ]);
        table.row(vec!["12".into(), "short".into(), String::new()]);
        let text = table.render(Page::plain(20));
        assert_eq!(text, "   N  Text\n   1  a long text t…\n  12  short\n");
    }
}
