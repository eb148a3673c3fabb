//! Ruled tables: merged cells, group rows, rows and headers over the end of a page.

use std::ops::Range;

use sohoa_typeset::Style;

use crate::block::Grid;
use crate::paper::press::{Fill, Press, Room, Type, wrapped};
use crate::paper::truth::{Cell, Table};
use crate::rich::Rich;

const PAD: f32 = 4.0;
const RULE: f32 = 0.7;

/// Prints a table.
pub fn grid(press: &mut Press<'_>, grid: &Grid) {
    let mut printer = Printer::new(press, grid);
    printer.header(true);
    for (i, row) in grid.rows.iter().enumerate() {
        let opens = grid.merged && row.cells.first().is_some_and(|c| !c.text.is_empty());
        let style = if row.may_break {
            Style::Regular
        } else {
            Style::Bold
        };
        let set = printer.set(&row.cells, style);
        printer.row(&row.cells, set, opens || i == 0, row.may_break);
    }
    printer.close();
    press.y += press.house.gap + 4.0;
}

/// The lines of each cell of a row, and how they are set.
struct Set {
    lines: Vec<Vec<Range<usize>>>,
    how: Type,
}

struct Printer<'g, 'p, 'f> {
    press: &'p mut Press<'f>,
    grid: &'g Grid,
    /// Left edges of the columns and the right edge of the last.
    edges: Vec<f32>,
    centred: Vec<bool>,
    size: f32,
    part: Table,
    /// Rows of the part so far.
    rows: usize,
    /// The merged cell that is open: its top, its first row, its words.
    open: Option<(f32, usize, String)>,
}

impl<'g, 'p, 'f> Printer<'g, 'p, 'f> {
    fn new(press: &'p mut Press<'f>, grid: &'g Grid) -> Self {
        let (size, edges) = edges(press, grid);
        let columns = edges.len() - 1;
        let short = |c: usize| {
            let full = grid.rows.iter().filter(|r| r.cells.len() == columns);
            full.map(|r| r.cells[c].text.chars().count()).max() <= Some(9)
        };
        Printer {
            press,
            grid,
            centred: (0..columns).map(short).collect(),
            edges,
            size,
            part: Table::default(),
            rows: 0,
            open: None,
        }
    }

    fn columns(&self) -> usize {
        self.edges.len() - 1
    }

    fn set(&self, cells: &[Rich], style: Style) -> Set {
        let how = Type {
            size: self.size,
            style,
            leading: 1.18,
        };
        let wide = cells.len() < self.columns();
        let width = |c: usize| {
            let end = if wide { self.columns() } else { c + 1 };
            self.edges[end] - self.edges[c] - 2.0 * PAD
        };
        let lines = cells.iter().enumerate();
        let lines =
            lines.map(|(c, words)| wrapped(self.press.fonts, &words.text, 0.0, width(c), how));
        Set {
            lines: lines.collect(),
            how,
        }
    }

    /// The names of the columns, over one row or two.
    fn header(&mut self, first: bool) {
        let grid = self.grid;
        let height = |set: &Set| row_height(set, set.lines.iter().map(Vec::len).max().unwrap_or(1));
        let sets: Vec<Set> = grid
            .header
            .iter()
            .map(|h| self.set(h, Style::Bold))
            .collect();
        let heights: Vec<f32> = sets.iter().map(height).collect();
        if first {
            self.press.need(heights.iter().sum::<f32>() + 50.0);
        }
        let (top, mut y) = (self.press.y, self.press.y);
        for (r, row) in grid.header.iter().enumerate() {
            for c in 0..row.len() {
                let Some((rows, columns)) = span(&grid.header, r, c) else {
                    continue;
                };
                if c > 0 {
                    self.press.tape.text.push('\t');
                }
                let low = y + heights[r..r + rows].iter().sum::<f32>();
                let room = [self.edges[c], y, self.edges[c + columns], low];
                let width = room[2] - room[0] - 2.0 * PAD;
                let how = sets[r].how;
                let lines = wrapped(self.press.fonts, &row[c].text, 0.0, width, how);
                let at = [self.rows + r, c, rows, columns];
                self.cell(&row[c], &lines, how, Fill::Centre, room, at);
            }
            self.press.newline();
            y += heights[r];
        }
        self.press.y = top + heights.iter().sum::<f32>();
        self.rows += heights.len();
        if grid.index && first {
            let index: Vec<Rich> = (1..=self.columns())
                .map(|n| format!("({n})").into())
                .collect();
            let set = self.set(&index, Style::Italic);
            self.row(&index, set, false, false);
        }
        self.part.header = self.rows;
    }

    /// A row, on the next page where this one has no room for it.
    fn row(&mut self, cells: &[Rich], set: Set, opens: bool, may_break: bool) {
        let most = set.lines.iter().map(Vec::len).max().unwrap_or(1).max(1);
        let room = self.press.bottom() - self.press.y;
        if row_height(&set, most) > room {
            let fit = ((room - 2.0 * PAD) / (set.how.size * set.how.leading)) as usize;
            let cut = may_break && self.press.house.breaks_rows && most > 3 && fit > 1;
            if (cut || self.rows == 0) && fit > 0 {
                self.lines(cells, &set, 0..fit, opens);
                self.turn();
                return self.row_rest(cells, &set, fit, most);
            }
            self.turn();
        }
        self.lines(cells, &set, 0..most, opens);
    }

    fn row_rest(&mut self, cells: &[Rich], set: &Set, from: usize, most: usize) {
        self.lines(cells, set, from..most, false);
    }

    /// Prints some lines of each cell of a row.
    fn lines(&mut self, cells: &[Rich], set: &Set, part: Range<usize>, opens: bool) {
        let wide = cells.len() < self.columns();
        let merged = self.grid.merged && !wide && cells.len() > 1;
        if opens || wide {
            self.close_merged();
        }
        let top = self.press.y;
        let low = top + row_height(set, part.len());
        for (c, words) in cells.iter().enumerate() {
            if c > 0 {
                self.press.tape.text.push('\t');
            }
            let lines = set.lines[c].get(part.start..part.end.min(set.lines[c].len()));
            let lines = lines.unwrap_or_default();
            let end = if wide { self.columns() } else { c + 1 };
            let room = [self.edges[c], top, self.edges[end], low];
            let fill = if self.centred[c] && !wide {
                Fill::Centre
            } else {
                Fill::Left
            };
            let at = [self.rows, c, 1, end - c];
            if merged && c == 0 {
                self.merged_cell(words, lines, set.how, room);
            } else {
                self.cell(words, lines, set.how, fill, room, at);
            }
        }
        self.press.newline();
        self.press.y = low;
        self.rows += 1;
    }

    /// A cell that stays open over the rows below it.
    fn merged_cell(&mut self, words: &Rich, lines: &[Range<usize>], how: Type, room: [f32; 4]) {
        if self.open.is_none() {
            self.open = Some((room[1], self.rows, String::new()));
        }
        self.words(words, lines, how, Fill::Left, room);
        if let (Some(open), Some((first, last))) = (&mut self.open, lines.first().zip(lines.last()))
        {
            open.2.push_str(&words.text[first.start..last.end]);
        }
    }

    fn close_merged(&mut self) {
        let Some((top, row, text)) = self.open.take() else {
            return;
        };
        let place = [self.edges[0], top, self.edges[1], self.press.y];
        self.frame(place);
        self.part.cells.push(Cell {
            at: [row, 0, self.rows - row, 1],
            text,
            place,
        });
    }

    fn cell(
        &mut self,
        words: &Rich,
        lines: &[Range<usize>],
        how: Type,
        fill: Fill,
        place: [f32; 4],
        at: [usize; 4],
    ) {
        self.words(words, lines, how, fill, place);
        self.frame(place);
        let text = match lines.first().zip(lines.last()) {
            Some((first, last)) => words.text[first.start..last.end].to_owned(),
            None => String::new(),
        };
        self.part.cells.push(Cell { at, text, place });
    }

    /// The words of a cell: one line of the truth, however many lines they take.
    fn words(
        &mut self,
        words: &Rich,
        lines: &[Range<usize>],
        how: Type,
        fill: Fill,
        place: [f32; 4],
    ) {
        let Some((first, last)) = lines.first().zip(lines.last()) else {
            return;
        };
        self.press.tape.put(words, first.start..last.end);
        let room = Room {
            left: place[0] + PAD,
            right: place[2] - PAD,
            fill,
        };
        let mut all = crate::paper::truth::Line::default();
        for (i, part) in lines.iter().enumerate() {
            let baseline = place[1] + PAD * 0.8 + how.size * (0.85 + how.leading * i as f32);
            let line = self
                .press
                .ink(&words.text, part.clone(), baseline, room, how, &[]);
            all.words.extend(line.words);
        }
        if !all.words.is_empty() {
            self.press.leaf().seen.lines.push(all);
        }
    }

    fn frame(&mut self, [left, top, right, low]: [f32; 4]) {
        self.press.rule((left, top), (right, top), RULE);
        self.press.rule((left, low), (right, low), RULE);
        self.press.rule((left, top), (left, low), RULE);
        self.press.rule((right, top), (right, low), RULE);
    }

    /// Goes on over the page, with the header again where the house repeats it.
    fn turn(&mut self) {
        self.close();
        self.press.turn();
        self.part.goes_on = true;
        if self.press.house.repeats {
            self.header(false);
        }
    }

    fn close(&mut self) {
        self.close_merged();
        let part = std::mem::take(&mut self.part);
        self.rows = 0;
        if !part.cells.is_empty() {
            self.press.leaf().seen.tables.push(part);
        }
    }
}

fn row_height(set: &Set, lines: usize) -> f32 {
    lines.max(1) as f32 * set.how.size * set.how.leading + 2.0 * PAD
}

/// How many rows and columns a header cell goes over; nothing where another goes over it.
fn span(header: &[Vec<Rich>], r: usize, c: usize) -> Option<(usize, usize)> {
    let is_empty = |r: usize, c: usize| header[r][c].text.is_empty();
    let [upper, lower] = header else {
        return Some((1, 1));
    };
    match r {
        0 if is_empty(0, c) => None,
        0 if is_empty(1, c) => Some((2, 1)),
        0 => {
            let below = (c + 1..upper.len()).take_while(|i| is_empty(0, *i) && !is_empty(1, *i));
            Some((1, 1 + below.count()))
        }
        _ => (!lower[c].text.is_empty()).then_some((1, 1)),
    }
}

/// Size of the words and edges of the columns: room for the longest word of each, the rest by how much it holds.
fn edges(press: &Press<'_>, grid: &Grid) -> (f32, Vec<f32>) {
    let columns = grid.header.first().map_or(1, Vec::len).max(1);
    let room = press.right() - press.left();
    let rows: Vec<&[Rich]> = grid
        .header
        .iter()
        .map(Vec::as_slice)
        .chain(
            grid.rows
                .iter()
                .map(|r| r.cells.as_slice())
                .filter(|c| c.len() == columns),
        )
        .collect();
    let needs = |size: f32| -> Vec<f32> {
        let longest = |c: usize| {
            let words = rows.iter().flat_map(|r| r[c].text.split(' '));
            let widths = words.map(|w| press.fonts.width(w, Style::Bold, size));
            widths.fold(14.0, f32::max) + 2.0 * PAD + 1.0
        };
        (0..columns).map(longest).collect()
    };
    let fits = |size: &f32| needs(*size).iter().sum::<f32>() <= room;
    let sizes = [press.house.table_size, 11.0, 10.0, 9.0];
    let size = sizes.into_iter().find(fits).unwrap_or(9.0);
    let least = needs(size);
    let spare = (room - least.iter().sum::<f32>()).max(0.0);
    let weigh = |c: usize| {
        let letters: usize = rows.iter().map(|r| r[c].text.chars().count()).sum();
        (letters as f32 / rows.len().max(1) as f32)
            .max(1.0)
            .powf(0.8)
    };
    let weights: Vec<f32> = (0..columns).map(weigh).collect();
    let all: f32 = weights.iter().sum();
    let mut edges = vec![press.left()];
    for (least, weight) in least.iter().zip(&weights) {
        let last = edges[edges.len() - 1];
        edges.push(last + least + spare * weight / all);
    }
    (size, edges)
}
