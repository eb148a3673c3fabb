//! The sheets of an OpenDocument workbook.

use std::rc::Rc;

use crate::flow::Block;
use crate::letters;
use crate::sheet::Sheet;
use crate::xml::Node;

use super::body::{Body, REPEATS, rows_of};

/// Cells that one sheet may show.
const CELLS: usize = 2_000_000;

impl Body<'_> {
    /// A sheet; `None` where it is hidden.
    pub(super) fn sheet(
        &mut self,
        node: Node<'_, '_>,
        letters: &mut letters::Letters,
    ) -> Option<Sheet> {
        if node.attr("display").as_deref() == Some("false") {
            return None;
        }
        let mut sheet = Sheet {
            name: node.attr("name").unwrap_or_default().into_owned(),
            ..Sheet::default()
        };
        let mut rows = Vec::new();
        rows_of(node, &mut rows);
        let mut columns = Vec::new();
        columns_of(node, &mut columns);
        let mut n = 0u32;
        for row in rows {
            let times = row.number("number-rows-repeated").unwrap_or(1u32).max(1);
            let hidden = matches!(
                row.attr("visibility").as_deref(),
                Some("collapse" | "filter")
            );
            for k in 0..times.min(REPEATS) {
                if hidden
                    || !self.sheet_row(row, n.saturating_add(k), &columns, &mut sheet, letters)
                {
                    break;
                }
            }
            n = n.saturating_add(times);
        }
        Some(sheet)
    }

    /// Reads a row; false where it shows nothing.
    fn sheet_row(
        &mut self,
        row: Node<'_, '_>,
        n: u32,
        columns: &[Column],
        sheet: &mut Sheet,
        letters: &mut letters::Letters,
    ) -> bool {
        let mut column = 0u32;
        let before = sheet.cells.len();
        for cell in row.children().filter(|c| c.name().ends_with("table-cell")) {
            let times = cell
                .number("number-columns-repeated")
                .unwrap_or(1u32)
                .max(1);
            let place = columns.partition_point(|c| c.end <= column);
            let of_column = columns.get(place);
            if of_column.is_some_and(|c| c.hidden) {
                column = column.saturating_add(times);
                continue;
            }
            let own = cell.attr("style-name").map(|s| Rc::from(s.as_ref()));
            let style = own.or_else(|| of_column.map(|c| c.style.clone()));
            self.cell = self
                .styles
                .letters("table-cell", &style.unwrap_or_default());
            let lines: Vec<String> = self
                .blocks(cell)
                .into_iter()
                .map(|b| words(b, letters))
                .collect();
            let text = lines.join(" ");
            if !text.trim().is_empty() {
                for k in 0..times.min(REPEATS) {
                    sheet.push((n, column.saturating_add(k)), text.clone());
                }
                let span = cell.number("number-columns-spanned").unwrap_or(1u32);
                if span > 1 {
                    sheet
                        .wide
                        .insert((n, column), column.saturating_add(span - 1));
                }
            }
            column = column.saturating_add(times);
            if sheet.cells.len() > CELLS {
                self.limited = true;
                return false;
            }
        }
        sheet.cells.len() > before
    }
}

/// Columns of a sheet that are alike.
struct Column {
    end: u32,
    /// The style of cells that name none.
    style: Rc<str>,
    hidden: bool,
}

/// The columns of a table, through its groups.
fn columns_of(node: Node<'_, '_>, out: &mut Vec<Column>) {
    for child in node.children() {
        match child.name() {
            "table-column" => {
                let times = child.number("number-columns-repeated").unwrap_or(1u32);
                let style = child.attr("default-cell-style-name").unwrap_or_default();
                let shown = child.attr("visibility");
                out.push(Column {
                    end: out.last().map_or(0, |c| c.end).saturating_add(times),
                    style: Rc::from(style.as_ref()),
                    hidden: matches!(shown.as_deref(), Some("collapse" | "filter")),
                });
            }
            "table-columns" | "table-header-columns" | "table-column-group" => {
                columns_of(child, out);
            }
            _ => {}
        }
    }
}

fn words(block: Block, letters: &mut letters::Letters) -> String {
    match block {
        Block::Para(para) => para.text(letters),
        _ => String::new(),
    }
}
