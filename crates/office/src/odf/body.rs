//! From the elements of an OpenDocument part to paragraphs, tables and sheets.

use std::rc::Rc;

use crate::flow::{Block, Para};
use crate::grid::{Cell, Row, Table};
use crate::xml::Node;

use super::lists::{Lists, OUTLINE};
use super::styles::{Letters, Styles};

/// Cells and rows that repeat more often than this are the empty rest of a sheet.
pub(super) const REPEATS: u32 = 1_000;

/// An item of a list whose numeral is still to come.
struct Item {
    style: Rc<str>,
    level: usize,
    start: Option<i64>,
}

/// Reads blocks; keeps what runs on from one to the next.
pub(super) struct Body<'t> {
    pub(super) styles: &'t Styles,
    lists: Lists,
    /// Tracked changes met so far.
    pub(super) changes: usize,
    /// Something was left out.
    pub(super) limited: bool,
    called: u32,
    item: Option<Item>,
    /// The letters of the cell of a sheet, for paragraphs without a style.
    pub(super) cell: Letters,
}

impl<'t> Body<'t> {
    pub(super) fn new(styles: &'t Styles, lists: Lists) -> Self {
        Body {
            styles,
            lists,
            changes: 0,
            limited: false,
            called: 0,
            item: None,
            cell: Letters::default(),
        }
    }

    /// The blocks below an element.
    pub(super) fn blocks(&mut self, node: Node<'_, '_>) -> Vec<Block> {
        let mut out = Vec::new();
        self.collect(node, &mut out);
        out
    }

    fn collect(&mut self, node: Node<'_, '_>, out: &mut Vec<Block>) {
        for child in node.children() {
            match child.name() {
                "p" | "h" => self.paragraph(child, out),
                "list" => self.list(child, None, 0, out),
                "table" => {
                    let style = child.attr("style-name").unwrap_or_default();
                    if self.styles.breaks_page("table", &style) {
                        out.push(Block::PageEnd);
                    }
                    out.push(Block::Table(self.table(child)));
                }
                // What was deleted stands here.
                "tracked-changes" => self.changes += child.all("changed-region").count(),
                "section" if child.attr("display").as_deref() == Some("none") => {}
                "section" | "numbered-paragraph" | "index-body" | "table-of-content"
                | "index-title" => {
                    self.collect(child, out);
                }
                "frame" => self.boxes(child, out),
                _ => {}
            }
        }
    }

    fn list(
        &mut self,
        node: Node<'_, '_>,
        outer: Option<&Rc<str>>,
        level: usize,
        out: &mut Vec<Block>,
    ) {
        let own = node.attr("style-name").map(|s| Rc::from(s.as_ref()));
        let Some(style) = own.or_else(|| outer.cloned()) else {
            self.bare_list(node, level, out);
            return;
        };
        let goes_on = node.attr("continue-numbering").as_deref() == Some("true")
            || node.attr("continue-list").is_some();
        if !goes_on && level == 0 {
            self.lists.begin(&style, level);
        }
        for item in node
            .children()
            .filter(|i| matches!(i.name(), "list-item" | "list-header"))
        {
            self.item = (item.name() == "list-item").then(|| Item {
                style: style.clone(),
                level,
                start: item.number("start-value"),
            });
            self.list_item(item, Some(&style), level, out);
            self.item = None;
        }
    }

    /// A list without a style numbers nothing.
    fn bare_list(&mut self, node: Node<'_, '_>, level: usize, out: &mut Vec<Block>) {
        for item in node.children() {
            self.list_item(item, None, level, out);
        }
    }

    fn list_item(
        &mut self,
        item: Node<'_, '_>,
        style: Option<&Rc<str>>,
        level: usize,
        out: &mut Vec<Block>,
    ) {
        for child in item.children() {
            match child.name() {
                "list" => {
                    self.item = None;
                    self.list(child, style, level + 1, out);
                }
                "p" | "h" => self.paragraph(child, out),
                _ => {}
            }
        }
    }

    fn paragraph(&mut self, node: Node<'_, '_>, out: &mut Vec<Block>) {
        let style = node.attr("style-name").unwrap_or_default();
        if self.styles.breaks_page("paragraph", &style) {
            out.push(Block::PageEnd);
        }
        let mut para = Para {
            marker: self.marker(node, &style),
            centred: self.styles.is_centred(&style),
            ..Para::default()
        };
        let own = self.styles.letters("paragraph", &style);
        let letters = match style.is_empty() {
            true => self.cell.clone().or(own),
            false => own.or(self.cell.clone()),
        };
        self.inline(node, &letters, &mut para);
        para.part_columns(false);
        out.push(Block::Para(para));
    }

    fn marker(&mut self, node: Node<'_, '_>, style: &str) -> String {
        if let Some(item) = self.item.take() {
            // A paragraph style may name another list than the one it stands in.
            return self.lists.next(&item.style, item.level, item.start);
        }
        if node.name() != "h" || node.attr("is-list-header").as_deref() == Some("true") {
            return String::new();
        }
        let level = node
            .number::<usize>("outline-level")
            .unwrap_or(1)
            .saturating_sub(1);
        let list = self.styles.list(style).unwrap_or(OUTLINE);
        self.lists.next(list, level, None)
    }

    fn inline(&mut self, node: Node<'_, '_>, letters: &Letters, para: &mut Para) {
        let shown = letters.hidden != Some(true);
        let caps = letters.caps == Some(true);
        let font = letters.font.as_ref();
        for part in node.parts() {
            if let Some(text) = part.as_text() {
                if shown {
                    para.push(&text.replace(['\n', '\t', '\r'], " "), font, caps);
                }
                continue;
            }
            match part.name() {
                "s" => {
                    let count = part.number::<usize>("c").unwrap_or(1).clamp(1, 200);
                    para.push(&" ".repeat(count), font, caps);
                }
                "tab" => para.push("\t", font, caps),
                "line-break" => para.push("\n", font, caps),
                "span" | "a" | "meta" | "ruby" | "ruby-base" => {
                    let own = part.attr("style-name").filter(|_| part.name() == "span");
                    let own = own
                        .map(|s| self.styles.letters("text", &s))
                        .unwrap_or_default();
                    self.inline(part, &own.or(letters.clone()), para);
                }
                "note" => self.note(part, para),
                "frame" => self.boxes(part, &mut para.boxes),
                "annotation" | "annotation-end" | "ruby-text" | "tracked-changes"
                | "hidden-text" => {}
                // Fields hold what they show.
                _ => self.inline(part, letters, para),
            }
        }
    }

    /// A note is numbered by the order of the calls.
    fn note(&mut self, node: Node<'_, '_>, para: &mut Para) {
        let Some(body) = node.child("note-body") else {
            return;
        };
        self.called += 1;
        let number = self.called;
        para.push(&format!("[{number}]"), None, false);
        let item = self.item.take();
        let blocks = self.blocks(body);
        self.item = item;
        para.notes.push((number, blocks));
    }

    fn boxes(&mut self, frame: Node<'_, '_>, out: &mut Vec<Block>) {
        let item = self.item.take();
        for text_box in frame.all("text-box") {
            self.collect(text_box, out);
        }
        self.item = item;
    }

    fn table(&mut self, node: Node<'_, '_>) -> Table {
        let mut table = Table::default();
        let (mut drawn, mut open) = (0, 0);
        let mut rows = Vec::new();
        rows_of(node, &mut rows);
        for node in rows {
            let mut row = Row::default();
            let mut column = 0u32;
            for cell in node.children() {
                let times = cell
                    .number("number-columns-repeated")
                    .unwrap_or(1u32)
                    .clamp(1, REPEATS);
                if cell.name() == "table-cell" {
                    let style = cell.attr("style-name").unwrap_or_default();
                    *if self.styles.is_ruled(&style) {
                        &mut drawn
                    } else {
                        &mut open
                    } += 1;
                    row.cells.push(Cell {
                        column,
                        span: cell.number("number-columns-spanned").unwrap_or(1),
                        blocks: self.blocks(cell),
                    });
                } else if cell.name() != "covered-table-cell" {
                    continue;
                }
                column = column.saturating_add(times);
            }
            // Cells covered from the left are no cells of their own; those covered from above are empty.
            table.rows.push(row);
        }
        table.ruled = drawn > open;
        table
    }
}

/// The rows of a table, through its groups.
pub(super) fn rows_of<'t, 'x>(node: Node<'t, 'x>, out: &mut Vec<Node<'t, 'x>>) {
    for child in node.children() {
        match child.name() {
            "table-row" => out.push(child),
            "table-header-rows" | "table-rows" | "table-row-group" => rows_of(child, out),
            _ => {}
        }
    }
}
