//! The form of a web portal: chrome around the paper, one element a line. The gold leads into what is shown of it.

use crate::block::{Block, Columns, Grid, Line};
use crate::rich::Rich;

/// Writes the blocks as a portal's page.
pub fn render(blocks: &[Block]) -> String {
    let mut writer = Writer {
        out: HEAD.to_owned(),
    };
    blocks.iter().for_each(|block| writer.block(block));
    writer.out.push_str(FOOT);
    writer.out
}

/// What is shown of the portal's own, before the paper and behind it.
pub const AROUND: (&str, &str) = ("Trang chủ Văn bản\n", "Lượt xem: 12\nBản in\n");

const HEAD: &str = "<!DOCTYPE html>\n<html lang=\"vi\">\n<head><meta charset=\"utf-8\"><title>Chi tiết văn bản</title></head>\n<body>\n<nav><a href=\"/\">Trang chủ</a> <a href=\"/van-ban\">Văn bản</a></nav>\n<div class=\"content\">\n";
const FOOT: &str = "</div>\n<footer><p>Lượt xem: 12</p><p>Bản in</p></footer>\n</body>\n</html>\n";

struct Writer {
    out: String,
}

impl Writer {
    fn block(&mut self, block: &Block) {
        match block {
            Block::Para(words) => self.line("<p>", &[words], "</p>"),
            Block::Unit {
                marker,
                words,
                heading,
                ..
            } => {
                let space = Rich::from(" ");
                let (open, close) = if *heading {
                    ("<p><strong>", "</strong></p>")
                } else {
                    ("<p>", "</p>")
                };
                self.line(open, &[marker, &space, words], close);
            }
            Block::Bold(lines) => self.lines(
                lines,
                "<p style=\"text-align:center\"><strong>",
                "</strong></p>",
            ),
            Block::Lines(lines) => self.lines(lines, "<p>", "</p>"),
            Block::Columns(columns) => self.columns(columns),
            Block::Grid(grid) => self.grid(grid),
        }
    }

    fn line(&mut self, open: &str, parts: &[&Rich], close: &str) {
        self.out.push_str(open);
        parts.iter().for_each(|part| self.out.push_str(&part.text));
        self.out.push_str(close);
        self.out.push('\n');
    }

    fn lines(&mut self, lines: &[Rich], open: &str, close: &str) {
        lines
            .iter()
            .filter(|l| !l.text.is_empty())
            .for_each(|l| self.line(open, &[l], close));
    }

    /// Two cells without borders, as portals lay out a letterhead.
    fn columns(&mut self, columns: &Columns) {
        self.out.push_str("<table border=\"0\"><tr><td>\n");
        self.lines(&columns.left, "<p>", "</p>");
        self.out.push_str("</td><td>\n");
        self.lines(&columns.right, "<p>", "</p>");
        self.out.push_str("</td></tr></table>\n");
    }

    fn grid(&mut self, grid: &Grid) {
        self.out.push_str("<table border=\"1\">");
        let columns = grid.header.first().map_or(0, Vec::len);
        for header in &grid.header {
            self.cells(header, "th", columns);
        }
        if grid.index {
            let numbers = (1..=columns).map(|n| Rich::from(format!("({n})")));
            self.cells(&numbers.collect::<Vec<_>>(), "td", columns);
        }
        for Line { cells, .. } in &grid.rows {
            self.cells(cells, "td", columns);
        }
        let end = self.out.trim_end().len();
        self.out.truncate(end);
        self.out.push_str("</table>\n");
    }

    fn cells(&mut self, cells: &[Rich], tag: &str, columns: usize) {
        self.out.push_str("<tr>");
        let span = if cells.len() < columns {
            format!(" colspan=\"{columns}\"")
        } else {
            String::new()
        };
        for cell in cells {
            self.out.push_str(&format!("<{tag}{span}>"));
            self.out.push_str(&cell.text);
            self.out.push_str(&format!("</{tag}>"));
        }
        self.out.push_str("</tr>\n");
    }
}
