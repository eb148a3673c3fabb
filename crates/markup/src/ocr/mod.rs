//! What other programs of recognition write: pages, lines and words with boxes and confidences.
//!
//! Each format fills a [`Scan`] in the units of its file; [`Scan::write`] makes the text of it. Boxes come out in
//! points from the top left corner. A file that measures in pixels seldom says how many make an inch: a page of the
//! shape of A4 is taken to be A4, any other to be scanned at 300 pixels an inch. The lines keep the order of the
//! file. A gap in a line that is wider than its letters are high is written as four blanks: whether it parts columns
//! is for the stage of text to say, which sees the lines around it.

pub mod alto;
pub mod hocr;
pub mod page_xml;
pub mod tsv;
mod xml;

use sohoa_layout::{Failure, Layout, Limits, NoticeKind, Ocr, Place, Writer};

/// Points of an inch.
const POINTS: f32 = 72.0;
/// Pixels of an inch where nothing is known.
const USUAL: f32 = 300.0;
/// Sides of A4 in points.
const A4: [f32; 2] = [595.28, 841.89];
/// A gap is wide that is so many times as wide as the letters are high.
const WIDE: f32 = 1.5;

/// A box in the units of the file: left, top, right, bottom.
type Bounds = [f32; 4];

/// A recognised file.
#[derive(Debug, Default)]
struct Scan {
    sheets: Vec<Sheet>,
    ocr: Option<Ocr>,
}

/// A page.
#[derive(Debug, Default)]
struct Sheet {
    width: f32,
    height: f32,
    /// Points of a unit, where the file says.
    scale: Option<f32>,
    parts: Vec<Part>,
}

/// Lines that belong together.
#[derive(Debug)]
enum Part {
    Lines(Vec<Line>),
    /// Running heads, page numbers.
    Furniture(Vec<Line>),
    /// Rows of cells; a cell is lines.
    Table(Vec<Vec<Vec<Line>>>),
}

#[derive(Debug, Default)]
struct Line {
    words: Vec<Word>,
}

#[derive(Debug, Default)]
struct Word {
    text: String,
    bounds: Option<Bounds>,
    /// 0 to 1.
    confidence: Option<f32>,
}

impl Line {
    /// A line whose words have no boxes of their own: each gets the line's.
    fn of_text(text: &str, bounds: Option<Bounds>, confidence: Option<f32>) -> Line {
        let word = |w: &str| Word {
            text: w.to_owned(),
            bounds,
            confidence,
        };
        Line {
            words: text.split_whitespace().map(word).collect(),
        }
    }
}

/// Finite numbers of a size that pages have, in order from left to right and top to bottom.
fn bounds([a, b, c, d]: [f32; 4]) -> Option<Bounds> {
    let honest = |n: f32| n.is_finite() && n.abs() < 1e6;
    [a, b, c, d]
        .into_iter()
        .all(honest)
        .then(|| [a.min(c), b.min(d), a.max(c), b.max(d)])
}

/// Name and version of a program that are written as one.
fn engine(name: &str, version: Option<&str>) -> Option<Ocr> {
    let name = name.trim();
    let parted = name.rsplit_once(' ').filter(|(_, v)| {
        v.trim_start_matches(['v', 'V'])
            .starts_with(|c: char| c.is_ascii_digit())
    });
    let (engine, version) = match (version.map(str::trim).filter(|v| !v.is_empty()), parted) {
        (Some(version), _) => (name, Some(version)),
        (None, Some((engine, version))) => (engine, Some(version)),
        (None, None) => (name, None),
    };
    (!engine.is_empty()).then(|| Ocr {
        engine: engine.to_owned(),
        version: version.map(str::to_owned),
        ..Ocr::default()
    })
}

impl Sheet {
    /// Points of a unit.
    fn points(&self) -> f32 {
        if let Some(scale) = self.scale {
            return scale;
        }
        let (short, long) = (self.width.min(self.height), self.width.max(self.height));
        let is_a4 = short > 0.0 && (long / short - A4[1] / A4[0]).abs() < 0.03;
        if is_a4 { A4[1] / long } else { POINTS / USUAL }
    }
}

impl Scan {
    /// Writes the text.
    fn write(self, limits: &Limits) -> Result<(String, Layout), Failure> {
        let mut w = Writer::default();
        let pages = self.sheets.len().min(limits.pages as usize);
        if pages < self.sheets.len() {
            w.notice(NoticeKind::Limited, Some(pages as u32), "--max-pages");
        }
        for (n, sheet) in self.sheets.iter().take(pages).enumerate() {
            if n > 0 {
                w.end_page();
            }
            let scale = sheet.points();
            let page = n as u32 + 1;
            Pen {
                w: &mut w,
                scale,
                page,
                line: 0,
            }
            .sheet(sheet);
        }
        let layout = w.layout_mut();
        layout.pages = Some(pages as u32);
        layout.ocr = self.ocr;
        Ok(w.finish())
    }
}

/// Writes one page.
struct Pen<'w> {
    w: &'w mut Writer,
    scale: f32,
    page: u32,
    line: u32,
}

impl Pen<'_> {
    fn sheet(&mut self, sheet: &Sheet) {
        for (n, part) in sheet.parts.iter().enumerate() {
            if n > 0 {
                self.w.end_line();
            }
            match part {
                Part::Lines(lines) => lines.iter().for_each(|line| self.whole_line(line)),
                Part::Furniture(lines) => {
                    let start = self.w.offset();
                    lines.iter().for_each(|line| self.whole_line(line));
                    self.w.set_apart(start);
                }
                Part::Table(rows) => rows.iter().for_each(|row| self.row(row)),
            }
        }
    }

    fn row(&mut self, cells: &[Vec<Line>]) {
        for (n, cell) in cells.iter().enumerate() {
            if n > 0 {
                self.w.cell();
            }
            for line in cell {
                self.line += 1;
                line.words.iter().for_each(|word| self.word(word));
            }
        }
        self.w.end_line();
    }

    fn whole_line(&mut self, line: &Line) {
        self.line += 1;
        let mut last: Option<Bounds> = None;
        for word in &line.words {
            if let (Some(a), Some(b)) = (last, word.bounds)
                && b[0] - a[2] > WIDE * (a[3] - a[1]).max(b[3] - b[1])
            {
                self.w.gap();
            }
            self.word(word);
            last = word.bounds;
        }
        self.w.end_line();
    }

    fn word(&mut self, word: &Word) {
        let place = Place {
            page: self.page,
            line: self.line,
            bbox: word.bounds.map(|b| b.map(|n| n * self.scale)),
            confidence: word.confidence,
        };
        self.w.word(&word.text, place);
    }
}

#[cfg(test)]
mod tests;
