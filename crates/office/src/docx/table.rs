//! Tables of a Word part: rows and cells through whatever wraps them, merges, and whether lines show.

use crate::grid::{Cell, Row, Table};
use crate::xml::Node;

use super::body::Body;
use super::styles::{is_drawn, rules};

impl<'t, 'x> Body<'t, 'x> {
    /// Reads a table.
    pub(super) fn table(&mut self, node: Node<'t, 'x>) -> Table {
        let properties = node.child("tblPr");
        let style = properties
            .and_then(|p| p.child("tblStyle"))
            .and_then(|s| s.attr("val"));
        let own = properties.and_then(rules);
        let mut table = Table::default();
        let mut lines = Lines {
            table: own.unwrap_or_else(|| self.styles.is_ruled(style.as_deref())),
            ..Lines::default()
        };
        if let Some(grid) = node.child("tblGrid") {
            table.widths = grid
                .all("gridCol")
                .map(|c| c.number("w").unwrap_or(0))
                .collect();
        }
        self.rows(node, &mut table, &mut lines);
        table.ruled = lines.drawn > lines.open;
        table
    }

    fn rows(&mut self, node: Node<'t, 'x>, table: &mut Table, lines: &mut Lines) {
        for child in node.children() {
            match child.name() {
                "tr" => self.row(child, table, lines),
                "sdt" | "sdtContent" | "customXml" => self.rows(child, table, lines),
                "ins" | "moveTo" => {
                    self.changes += 1;
                    self.rows(child, table, lines);
                }
                _ => {}
            }
        }
    }

    fn row(&mut self, node: Node<'t, 'x>, table: &mut Table, lines: &mut Lines) {
        let properties = node.child("trPr");
        if properties.is_some_and(|p| p.child("del").is_some()) {
            self.changes += 1;
            return;
        }
        let before = properties.and_then(|p| p.child("gridBefore"));
        let mut column = before.and_then(|b| b.number("val")).unwrap_or(0u32);
        let mut row = Row::default();
        self.cells(node, &mut column, &mut row, lines);
        table.rows.push(row);
    }

    fn cells(&mut self, node: Node<'t, 'x>, column: &mut u32, row: &mut Row, lines: &mut Lines) {
        for child in node.children() {
            match child.name() {
                "tc" => self.cell(child, column, row, lines),
                "sdt" | "sdtContent" | "customXml" => self.cells(child, column, row, lines),
                _ => {}
            }
        }
    }

    fn cell(&mut self, node: Node<'t, 'x>, column: &mut u32, row: &mut Row, lines: &mut Lines) {
        let properties = node.child("tcPr");
        let get = |name: &str| properties.and_then(|p| p.child(name));
        let span = get("gridSpan")
            .and_then(|s| s.number("val"))
            .unwrap_or(1u32)
            .clamp(1, 1000);
        let start = *column;
        *column = column.saturating_add(span);
        lines.count(get("tcBorders"));
        if get("cellDel").is_some() {
            self.changes += 1;
            return;
        }
        let goes_on =
            |name: &str| get(name).is_some_and(|m| m.attr("val").as_deref() != Some("restart"));
        if goes_on("hMerge")
            && let Some(last) = row.cells.last_mut()
        {
            last.span = last.span.saturating_add(span);
            return;
        }
        let merged = goes_on("vMerge");
        let blocks = if merged {
            Vec::new()
        } else {
            self.blocks(node)
        };
        row.cells.push(Cell {
            column: start,
            span,
            blocks,
        });
    }
}

/// Lines between the cells of a table.
#[derive(Default)]
struct Lines {
    /// Whether the table draws them where a cell says nothing.
    table: bool,
    /// Cells with a line at a side.
    drawn: u32,
    /// Cells without.
    open: u32,
}

impl Lines {
    /// Counts a cell with its own borders.
    fn count(&mut self, own: Option<Node<'_, '_>>) {
        let sides = own.into_iter().flat_map(Node::children);
        let mut sides = sides.filter(|b| matches!(b.name(), "left" | "right" | "start" | "end"));
        let drawn = match sides.next() {
            Some(first) => is_drawn(first) || sides.any(is_drawn),
            None => self.table,
        };
        *if drawn {
            &mut self.drawn
        } else {
            &mut self.open
        } += 1;
    }
}
