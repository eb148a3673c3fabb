//! From words with places to lines in the order in which people read them, and from those to the decoded text.
//!
//! Whoever knows the words of a page (a PDF with a text layer, the recognition of a picture) gives its [`Line`]s
//! and its rules to [`arrange`]; [`mark_furniture`] looks through all pages, [`write`](write()) makes the text.
//! Places are in points; a line runs to the right (`u`), the next one stands below it (`v`).

mod columns;
mod furniture;
mod grid;
mod word;
mod wrapped;
mod write;

use sohoa_layout::{Limits, Notice, Ocr};
use sohoa_span::Box4;

pub use columns::Item;
pub use furniture::mark as mark_furniture;
pub use grid::Table;
pub use word::{Line, Word};
pub use write::write;

/// A page as it will be written.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    /// Its lines and rows, in reading order.
    pub items: Vec<Item>,
    /// Width and height in points.
    pub size: (f32, f32),
    /// What a person should know about its reading.
    pub notices: Vec<Notice>,
}

/// Reads pages that are pictures.
pub trait Recogniser: Sync {
    /// Whether pages with a text layer are to be read as pictures too.
    fn always(&self) -> bool;

    /// Reads the pages `numbers` (counted from 1) of an input, each to a sheet in the same order. A page that
    /// cannot be read is an empty sheet with a notice.
    fn pages(&self, bytes: &[u8], limits: &Limits, numbers: &[u32]) -> Vec<Sheet>;

    /// What reads them, where something does.
    fn identity(&self) -> Option<Ocr>;
}

/// Puts lines in reading order: rows of the tables that the rules draw, columns and lines between them.
#[must_use]
pub fn arrange(lines: Vec<Line>, rules: &[Box4]) -> Vec<Item> {
    arrange_around(lines, &grid::tables(rules))
}

/// The same with tables that are known, from the top of the page.
#[must_use]
pub fn arrange_around(lines: Vec<Line>, tables: &[Table]) -> Vec<Item> {
    let mut held: Vec<Vec<Line>> = vec![Vec::new(); tables.len()];
    let mut free: Vec<Line> = Vec::new();
    for line in lines {
        let mut outside = Line::default();
        let mut inside: Vec<Line> = vec![Line::default(); tables.len()];
        for word in line.words {
            match tables.iter().position(|t| t.holds(&word)) {
                Some(t) => inside[t].words.push(word),
                None => outside.words.push(word),
            }
        }
        let found = held.iter_mut().zip(inside);
        for (held, line) in found.filter(|(_, l)| !l.words.is_empty()) {
            held.push(line);
        }
        if !outside.words.is_empty() {
            free.push(outside);
        }
    }
    let mut out = Vec::new();
    for (table, lines) in tables.iter().zip(held) {
        let after = free.split_off(free.partition_point(|l| l.top() < table.bounds[1]));
        out.append(&mut columns::arrange(std::mem::replace(&mut free, after)));
        out.extend(table.rows(lines).into_iter().map(Item::row));
    }
    out.append(&mut columns::arrange(free));
    wrapped::join(out)
}
