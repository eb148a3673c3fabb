//! What a word processor's file holds, whatever its format: paragraphs of runs, and tables.

use std::rc::Rc;

use sohoa_layout::Writer;

use crate::grid::Table;
use crate::letters::Letters;

/// A piece of the paper.
#[derive(Debug)]
pub(crate) enum Block {
    /// A paragraph.
    Para(Para),
    /// A table.
    Table(Table),
    /// The page ends here by the will of the author.
    PageEnd,
}

/// A paragraph.
#[derive(Debug, Default)]
pub(crate) struct Para {
    /// The numeral or sign that automatic numbering puts before it.
    pub(crate) marker: String,
    /// Its words.
    pub(crate) runs: Vec<Run>,
    /// Whether it stands in the middle of the line, as the lines of a title do.
    pub(crate) centred: bool,
    /// Whether its tabs part columns, as in a letterhead without a table.
    pub(crate) columns: bool,
    /// The notes that are called in it, each with its number.
    pub(crate) notes: Vec<(u32, Vec<Block>)>,
    /// Text boxes that hang on it.
    pub(crate) boxes: Vec<Block>,
}

/// Words in one font. `\n` ends a line, `\u{c}` a page, `\t` is a tab.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Run {
    /// The words.
    pub(crate) text: String,
    /// Name of the font, where one is told.
    pub(crate) font: Option<Rc<str>>,
    /// Whether the paper shows small letters as capitals.
    pub(crate) caps: bool,
}

impl Para {
    /// Tells whether the tabs part columns, as where a letterhead or a signature stands without a table: words on both
    /// sides, and a way between that one tab of a list does not go; `far` where its tab stop says so.
    pub(crate) fn part_columns(&mut self, far: bool) {
        let text: String = self.runs.iter().map(|r| r.text.as_str()).collect();
        let words = |s: &str| s.chars().filter(|c| c.is_alphabetic()).count() >= 3;
        let parts = |line: &str| {
            let sides = line.trim().split_once('\t');
            sides.is_some_and(|(l, r)| words(l) && words(r) && (far || r.starts_with('\t')))
        };
        let short = text.chars().count() <= 160;
        self.columns = self.marker.is_empty() && short && text.split('\n').any(parts);
    }

    /// Adds words; words of one font stay together, since a letter may be made of several signs.
    pub(crate) fn push(&mut self, text: &str, font: Option<&Rc<str>>, caps: bool) {
        match self.runs.last_mut() {
            Some(last) if last.font.as_ref() == font && last.caps == caps => {
                last.text.push_str(text);
            }
            _ => self.runs.push(Run {
                text: text.to_owned(),
                font: font.cloned(),
                caps,
            }),
        }
    }

    fn is_empty(&self) -> bool {
        let blank = |r: &Run| r.text.trim_matches([' ', '\t', '\u{a0}']).is_empty();
        self.marker.is_empty() && self.runs.iter().all(blank)
    }

    /// Its text as the paper shows it, with the numeral before it.
    pub(crate) fn text(&self, letters: &mut Letters) -> String {
        let mut out = self.marker.clone();
        if !out.is_empty() {
            out.push(' ');
        }
        for run in &self.runs {
            let words = letters.read(&run.text, run.font.as_deref());
            if run.caps {
                out.push_str(&words.to_uppercase());
            } else {
                out.push_str(&words);
            }
        }
        out
    }
}

/// Writes blocks into the decoded text.
#[derive(Default)]
pub(crate) struct Flow {
    pub(crate) writer: Writer,
    pub(crate) letters: Letters,
    /// Notes that were called and not told yet.
    notes: Vec<(u32, Vec<Block>)>,
    /// Within a column of a letterhead or signature, whose lines stand close.
    close: bool,
    /// The last paragraph was a centred one.
    centred: bool,
}

impl Flow {
    /// Writes blocks, each followed by the notes that it calls.
    pub(crate) fn write(&mut self, blocks: Vec<Block>) {
        for block in blocks {
            match block {
                Block::Para(para) => self.para(para),
                Block::Table(table) => self.table(table),
                Block::PageEnd => self.page_end(),
            }
            self.tell_notes();
        }
    }

    /// A blank line, one at a time.
    pub(crate) fn gap(&mut self) {
        let text = self.writer.as_str();
        if !(text.is_empty() || text.ends_with("\n\n") || text.ends_with('\u{c}')) {
            self.writer.end_line();
        }
    }

    fn para(&mut self, mut para: Para) {
        self.notes.append(&mut para.notes);
        if para.is_empty() {
            self.gap();
        } else {
            // The lines of a title belong together; other paragraphs are parted.
            if !(self.close || self.centred && para.centred) {
                self.gap();
            }
            self.centred = para.centred;
            let text = para.text(&mut self.letters);
            for (i, page) in text.split('\u{c}').enumerate() {
                if i > 0 {
                    self.page_end();
                }
                for line in page.split('\n') {
                    self.printed(line, para.columns);
                }
            }
        }
        self.write(para.boxes);
    }

    fn printed(&mut self, line: &str, columns: bool) {
        let mut cells = line.split('\t').filter(|c| columns && !c.trim().is_empty());
        match (cells.next(), cells.next(), cells.next()) {
            (Some(left), Some(right), None) => self.writer.row([left, right]),
            _ if line.trim().is_empty() => {}
            _ => self.writer.line(line.trim()),
        }
    }

    fn page_end(&mut self) {
        if !self.writer.as_str().is_empty() {
            self.writer.end_page();
        }
    }

    fn table(&mut self, table: Table) {
        let columns = table.columns();
        if !table.is_data(&columns) {
            let close = std::mem::replace(&mut self.close, columns.count > 1);
            for column in table.into_columns(&columns) {
                self.gap();
                self.write(column);
            }
            self.close = close;
            self.gap();
            return;
        }
        self.gap();
        let count = columns.count;
        for row in table.rows {
            if row.is_whole(&columns) {
                let text: Vec<String> =
                    row.cells.into_iter().map(|c| self.cell(c.blocks)).collect();
                let text = text.concat();
                if !text.trim().is_empty() {
                    self.writer.line(&text);
                }
                continue;
            }
            let mut cells = vec![String::new(); count];
            for cell in row.cells {
                let text = self.cell(cell.blocks);
                if let Some(at) = columns.of(cell.column).and_then(|at| cells.get_mut(at)) {
                    join(at, &text);
                }
            }
            if cells.iter().any(|c| !c.trim().is_empty()) {
                self.writer.row(cells.iter().map(String::as_str));
            }
        }
        self.gap();
    }

    /// The words of a cell on one line.
    fn cell(&mut self, blocks: Vec<Block>) -> String {
        let mut out = String::new();
        for block in blocks {
            match block {
                Block::Para(mut para) => {
                    self.notes.append(&mut para.notes);
                    join(&mut out, &para.text(&mut self.letters));
                    join(&mut out, &self.cell(para.boxes));
                }
                Block::Table(table) => {
                    for cell in table.rows.into_iter().flat_map(|r| r.cells) {
                        join(&mut out, &self.cell(cell.blocks));
                    }
                }
                Block::PageEnd => {}
            }
        }
        out
    }

    fn tell_notes(&mut self) {
        for (number, blocks) in std::mem::take(&mut self.notes) {
            let text = self.cell(blocks);
            self.writer.line(&format!("[{number}] {}", text.trim()));
        }
    }

    /// Sets a running header or footer apart, once.
    pub(crate) fn furniture(&mut self, blocks: Vec<Block>, seen: &mut Vec<String>) {
        for block in blocks {
            let text = self.cell(vec![block]);
            let text = text.trim();
            if !text.is_empty() && !seen.iter().any(|s| s == text) {
                self.writer.furniture(text);
                seen.push(text.to_owned());
            }
        }
    }
}

/// Adds words after a blank.
fn join(out: &mut String, words: &str) {
    let words = words.trim();
    if !out.is_empty() && !words.is_empty() {
        out.push(' ');
    }
    out.push_str(words);
}
