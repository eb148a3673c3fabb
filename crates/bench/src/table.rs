//! Markdown tables whose columns line up.

/// A table; the columns behind the first are aligned to the right where all their cells are numbers.
pub fn table(head: &[&str], rows: &[Vec<String>]) -> String {
    let columns: Vec<Column> = (0..head.len())
        .map(|i| Column::of(head[i], rows.iter().map(|r| r[i].as_str())))
        .collect();
    let head: Vec<String> = head.iter().map(ToString::to_string).collect();
    let mut text = line(&columns, &head);
    let rule = columns.iter().map(Column::rule).collect::<Vec<_>>();
    text.push_str(&format!("| {} |\n", rule.join(" | ")));
    rows.iter().for_each(|r| text.push_str(&line(&columns, r)));
    text
}

struct Column {
    width: usize,
    right: bool,
}

impl Column {
    fn of<'a>(head: &str, cells: impl Iterator<Item = &'a str> + Clone) -> Column {
        let width = cells.clone().map(|c| c.chars().count()).max();
        Column {
            width: width.unwrap_or(0).max(head.chars().count()).max(3),
            right: cells
                .clone()
                .all(|c| c.starts_with(|d: char| d.is_ascii_digit())),
        }
    }

    fn rule(&self) -> String {
        let dashes = "-".repeat(self.width - 1);
        if self.right {
            format!("{dashes}:")
        } else {
            format!("{dashes}-")
        }
    }

    fn cell(&self, cell: &str) -> String {
        let width = self.width;
        if self.right {
            format!("{cell:>width$}")
        } else {
            format!("{cell:<width$}")
        }
    }
}

fn line(columns: &[Column], cells: &[String]) -> String {
    let cells = columns.iter().zip(cells).map(|(c, cell)| c.cell(cell));
    format!("| {} |\n", cells.collect::<Vec<_>>().join(" | "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stand_right() {
        let rows = [vec!["corpus".to_owned(), "12.5".to_owned()]];
        let want = "| set    | MB/s |\n| ------ | ---: |\n| corpus | 12.5 |\n";
        assert_eq!(table(&["set", "MB/s"], &rows), want);
    }
}
