//! What a perfect reader of a picture sees: words, lines and cells with their boxes.

use serde_json::{Value, json};

/// Left, top, right, bottom in points from the top left corner.
pub type Box4 = [f32; 4];

/// A printed or written word.
#[derive(Debug, Clone)]
pub struct Word {
    /// Its letters.
    pub text: String,
    /// Where it stands.
    pub place: Box4,
    /// Whether a part of it is written by hand.
    pub hand: bool,
    /// Whether a stamp or a signature lies over it.
    pub stamped: bool,
}

/// A printed line, or the whole of a cell.
#[derive(Debug, Clone, Default)]
pub struct Line {
    /// Its words, in order.
    pub words: Vec<Word>,
}

/// A cell of a ruled table.
#[derive(Debug, Clone)]
pub struct Cell {
    /// First row and column, and how many of each.
    pub at: [usize; 4],
    /// Its words.
    pub text: String,
    /// Its rules.
    pub place: Box4,
}

/// What of a ruled table stands on one page.
#[derive(Debug, Clone, Default)]
pub struct Table {
    /// Rows that hold the names of the columns.
    pub header: usize,
    /// Whether it began on a page before.
    pub goes_on: bool,
    /// Its cells, row by row.
    pub cells: Vec<Cell>,
}

/// A page as it is seen.
#[derive(Debug, Clone, Default)]
pub struct Seen {
    /// Points.
    pub size: (f32, f32),
    /// Lines in reading order.
    pub lines: Vec<Line>,
    /// Ruled tables.
    pub tables: Vec<Table>,
}

impl Line {
    /// Its words with blanks between.
    #[must_use]
    pub fn text(&self) -> String {
        let words: Vec<&str> = self.words.iter().map(|w| w.text.as_str()).collect();
        words.join(" ")
    }
}

impl Seen {
    /// All words in reading order.
    pub fn words(&self) -> impl Iterator<Item = &Word> {
        self.lines.iter().flat_map(|l| &l.words)
    }

    /// All its boxes, to be led along when the page is bent.
    pub fn boxes_mut(&mut self) -> impl Iterator<Item = &mut Box4> {
        let words = self.lines.iter_mut().flat_map(|l| &mut l.words);
        let cells = self.tables.iter_mut().flat_map(|t| &mut t.cells);
        let words = words.map(|w| &mut w.place);
        words.chain(cells.map(|c| &mut c.place))
    }

    /// The page as JSON.
    #[must_use]
    pub fn json(&self) -> Value {
        let lines = self.lines.iter().map(|line| {
            let words = line.words.iter().map(|w| {
                let mut out = json!({"text": w.text, "box": rounded(w.place)});
                if w.hand {
                    out["hand"] = json!(true);
                }
                if w.stamped {
                    out["stamped"] = json!(true);
                }
                out
            });
            json!({"text": line.text(), "words": words.collect::<Vec<_>>()})
        });
        let tables = self.tables.iter().map(|t| {
            let cells = t.cells.iter().map(|c| {
                let [row, column, rows, columns] = c.at;
                json!({"row": row, "column": column, "rows": rows, "columns": columns, "text": c.text, "box": rounded(c.place)})
            });
            json!({"header_rows": t.header, "goes_on": t.goes_on, "cells": cells.collect::<Vec<_>>()})
        });
        json!({
            "width": tenth(self.size.0),
            "height": tenth(self.size.1),
            "lines": lines.collect::<Vec<_>>(),
            "tables": tables.collect::<Vec<_>>(),
        })
    }
}

fn rounded(place: Box4) -> Vec<f64> {
    place.into_iter().map(tenth).collect()
}

/// Points to a tenth, as a short decimal.
fn tenth(points: f32) -> f64 {
    (f64::from(points) * 10.0).round() / 10.0
}
