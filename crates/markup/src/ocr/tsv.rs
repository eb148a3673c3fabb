//! Tesseract's table of words.
//!
//! ```text
//! file = "level" tab "page_num" tab "block_num" … tab "conf" tab "text" , { row }
//! row  = numbers , words         level 1 is a page, 5 a word; pages, blocks, paragraphs and lines are numbered
//! ```
//! Columns are found by their names. Confidence is cut to whole percents, as the engine's other formats cut it.

use sohoa_layout::{Failure, Layout, Limits, Ocr};

use super::{Line, Part, Scan, Sheet, Word, bounds};
use crate::charset;

/// Whether a file that begins with these bytes is such a table.
#[must_use]
pub fn recognises(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    head.starts_with(b"level\tpage_num\tblock_num\t")
}

/// Reads a table.
///
/// # Errors
/// Where the columns are not those of the format.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<(String, Layout), Failure> {
    let text = charset::decode(bytes).text;
    let mut lines = text.lines();
    let columns = Columns::of(lines.next().unwrap_or_default())
        .ok_or_else(|| Failure::Damaged("a column of the table is missing".to_owned()))?;
    let mut scan = Scan {
        ocr: Some(Ocr {
            engine: "tesseract".to_owned(),
            ..Ocr::default()
        }),
        ..Scan::default()
    };
    let (mut page, mut paragraph, mut line) = (None, None, None);
    for row in lines.filter_map(|l| columns.row(l)) {
        if page != Some(row.page) {
            page = Some(row.page);
            (paragraph, line) = (None, None);
            scan.sheets.push(Sheet::default());
        }
        let Some(sheet) = scan.sheets.last_mut() else {
            continue;
        };
        if row.level == 1 {
            (sheet.width, sheet.height) = (row.size[0], row.size[1]);
        }
        if row.word.text.trim().is_empty() {
            continue;
        }
        if paragraph != Some(row.paragraph) {
            paragraph = Some(row.paragraph);
            line = None;
            sheet.parts.push(Part::Lines(Vec::new()));
        }
        if let Some(Part::Lines(lines)) = sheet.parts.last_mut() {
            if line != Some(row.line) {
                line = Some(row.line);
                lines.push(Line::default());
            }
            if let Some(line) = lines.last_mut() {
                line.words.push(row.word);
            }
        }
    }
    scan.write(limits)
}

/// Where the columns stand.
struct Columns {
    level: usize,
    page: usize,
    block: usize,
    paragraph: usize,
    line: usize,
    bounds: [usize; 4],
    confidence: usize,
    text: usize,
}

struct Row {
    level: u32,
    page: u32,
    /// Block and paragraph.
    paragraph: (u32, u32),
    line: u32,
    size: [f32; 2],
    word: Word,
}

impl Columns {
    fn of(head: &str) -> Option<Columns> {
        let names: Vec<&str> = head
            .trim_start_matches('\u{feff}')
            .trim_end()
            .split('\t')
            .collect();
        let at = |name: &str| names.iter().position(|n| *n == name);
        Some(Columns {
            level: at("level")?,
            page: at("page_num")?,
            block: at("block_num")?,
            paragraph: at("par_num")?,
            line: at("line_num")?,
            bounds: [at("left")?, at("top")?, at("width")?, at("height")?],
            confidence: at("conf")?,
            text: at("text")?,
        })
    }

    /// `None` for a line that is no row.
    fn row(&self, line: &str) -> Option<Row> {
        let cells: Vec<&str> = line.splitn(self.text + 1, '\t').collect();
        let number = |at: usize| cells.get(at)?.trim().parse::<u32>().ok();
        let size = |at: usize| cells.get(at)?.trim().parse::<f32>().ok();
        let [left, top, width, height] = self.bounds.map(size);
        let (left, top, width, height) = (left?, top?, width?, height?);
        let confidence = size(self.confidence).filter(|c| (0.0..=100.0).contains(c));
        Some(Row {
            level: number(self.level)?,
            page: number(self.page)?,
            paragraph: (number(self.block)?, number(self.paragraph)?),
            line: number(self.line)?,
            size: [width, height],
            word: Word {
                text: cells.get(self.text).copied().unwrap_or_default().to_owned(),
                bounds: bounds([left, top, left + width, top + height]),
                confidence: confidence.map(|c| c.floor() / 100.0),
            },
        })
    }
}
