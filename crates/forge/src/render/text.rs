//! The form that recognition leaves: paragraphs, tabs between cells, page numbers in the middle of things.

use std::ops::Range;

use crate::block::{Block, Columns, Grid, Line};
use crate::dice::Dice;
use crate::render::Page;
use crate::render::tape::Tape;
use crate::rich::Rich;

/// How a file is laid out.
#[derive(Debug, Clone)]
pub struct Layout {
    /// Characters of a line, where paragraphs are wrapped.
    wrap: Option<usize>,
    /// Blank lines between paragraphs.
    spaced: bool,
    /// Blank lines where the draft has empty ones, and between two columns.
    blanks: bool,
    /// `**` around what is bold.
    stars: bool,
    head: Arrangement,
    tail: Arrangement,
    /// Lines of a page, where pages are numbered.
    page: Option<usize>,
    /// A form feed where a page ends.
    feeds: bool,
    /// The header of a table again on the next page.
    repeats: bool,
    /// A `|---|` line under the header.
    rule: bool,
}

/// How two columns come out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Arrangement {
    /// Left, then right.
    Stacked,
    /// Right, then left.
    Swapped,
    /// Line by line with tabs.
    Tabs,
}

impl Layout {
    /// A layout by lot.
    pub fn by_lot(dice: &mut Dice) -> Layout {
        let arrangements = [
            Arrangement::Stacked,
            Arrangement::Swapped,
            Arrangement::Tabs,
        ];
        Layout {
            wrap: [None, Some(90), Some(72)][dice.weighted(&[65, 20, 15])],
            spaced: dice.chance(75),
            blanks: true,
            stars: dice.chance(25),
            head: arrangements[dice.weighted(&[75, 10, 15])],
            tail: arrangements[dice.weighted(&[75, 15, 10])],
            page: dice.chance(60).then(|| dice.between(30, 50)),
            feeds: dice.chance(15),
            repeats: dice.chance(40),
            rule: dice.chance(12),
        }
    }

    /// What is left of a portal's page: no blank line at all.
    pub fn portal() -> Layout {
        Layout {
            blanks: false,
            ..Layout::plain()
        }
    }

    /// The plainest layout: one line a paragraph, nothing between.
    pub fn plain() -> Layout {
        Layout {
            wrap: None,
            spaced: false,
            blanks: true,
            stars: false,
            head: Arrangement::Stacked,
            tail: Arrangement::Stacked,
            page: None,
            feeds: false,
            repeats: false,
            rule: false,
        }
    }
}

/// Writes the blocks.
pub fn render(blocks: &[Block], marks: usize, layout: &Layout, dice: &mut Dice) -> Page {
    let mut writer = Writer {
        tape: Tape::new(marks),
        layout,
        dice,
        on_page: 0,
        page: 1,
    };
    let mut places = Vec::with_capacity(blocks.len());
    for block in blocks {
        let start = writer.tape.text.len();
        writer.block(block);
        let written = &writer.tape.text[start..];
        let (before, behind) = (written.trim_start().len(), written.trim_end().len());
        places.push(start + written.len() - before..start + behind);
    }
    Page::new(writer.tape.text, writer.tape.marks, places)
}

struct Writer<'a> {
    tape: Tape,
    layout: &'a Layout,
    dice: &'a mut Dice,
    /// Lines since the last page ended.
    on_page: usize,
    page: usize,
}

impl Writer<'_> {
    fn block(&mut self, block: &Block) {
        match block {
            Block::Para(words) => self.para(&Rich::default(), words, false),
            Block::Unit {
                marker,
                words,
                heading,
                ..
            } => self.para(marker, words, *heading),
            Block::Bold(lines) => self.lines(lines, true),
            Block::Lines(lines) => self.lines(lines, false),
            Block::Columns(columns) => self.columns(columns),
            Block::Grid(grid) => self.grid(grid),
        }
        self.gap();
        self.end_page();
    }

    fn newline(&mut self) {
        self.tape.text.push('\n');
        self.on_page += 1;
    }

    fn gap(&mut self) {
        if self.layout.spaced {
            self.newline();
        }
    }

    fn is_full(&self) -> bool {
        self.layout.page.is_some_and(|lines| self.on_page >= lines)
    }

    /// The page's number, once its lines are used up.
    fn end_page(&mut self) {
        if self.is_full() {
            self.turn();
        }
    }

    fn turn(&mut self) {
        self.page += 1;
        self.on_page = 0;
        if !self.tape.text.ends_with("\n\n") {
            self.tape.text.push('\n');
        }
        if self.layout.feeds {
            self.tape.text.push('\u{c}');
        }
        let page = self.page.to_string();
        self.tape.text.push_str(&page);
        self.tape.text.push_str("\n\n");
    }

    /// Writes marked words as they are.
    fn put(&mut self, words: &Rich) {
        self.put_part(words, 0..words.text.len());
    }

    /// Writes a part of marked words.
    fn put_part(&mut self, words: &Rich, part: Range<usize>) {
        self.tape.put(words, part);
    }

    fn para(&mut self, marker: &Rich, words: &Rich, bold: bool) {
        let stars = self.layout.stars && bold;
        if stars {
            self.tape.text.push_str("**");
        }
        self.put(marker);
        if !marker.text.is_empty() && !words.text.is_empty() {
            self.tape.text.push(' ');
        }
        let used = marker.text.chars().count() + 1;
        self.wrapped(words, used);
        if stars {
            self.tape.text.push_str("**");
        }
        self.newline();
    }

    /// Writes words over as many lines as the layout wants; a page may end among them.
    fn wrapped(&mut self, words: &Rich, used: usize) {
        let lines_left = self
            .layout
            .page
            .map_or(usize::MAX, |l| l.saturating_sub(self.on_page));
        let breaks_page = lines_left <= 1 && words.text.len() > 120 && self.dice.chance(60);
        let cut = if breaks_page { middle(words) } else { None };
        let Some(cut) = cut else {
            return self.flow(words, 0..words.text.len(), used);
        };
        self.flow(words, 0..cut, used);
        self.newline();
        self.turn();
        self.flow(words, cut + 1..words.text.len(), 0);
    }

    fn flow(&mut self, words: &Rich, part: Range<usize>, used: usize) {
        let Some(width) = self.layout.wrap else {
            return self.put_part(words, part);
        };
        let (mut start, mut column) = (part.start, used);
        let mut last_blank = None;
        for (i, c) in words.text[part.clone()].char_indices() {
            let at = part.start + i;
            column += 1;
            if c == ' ' {
                last_blank = Some((at, column));
            }
            if column > width
                && let Some((blank, seen)) = last_blank.take()
            {
                self.put_part(words, start..blank);
                self.newline();
                start = blank + 1;
                column -= seen;
            }
        }
        self.put_part(words, start..part.end);
    }

    fn lines(&mut self, lines: &[Rich], bold: bool) {
        let stars = self.layout.stars && bold;
        if stars {
            self.tape.text.push_str("**");
        }
        let shown = |line: &&Rich| self.layout.blanks || !line.text.is_empty();
        let lines: Vec<&Rich> = lines.iter().filter(shown).collect();
        for (i, line) in lines.iter().enumerate() {
            self.put(line);
            if stars && i + 1 == lines.len() {
                self.tape.text.push_str("**");
            }
            self.newline();
        }
    }

    fn columns(&mut self, columns: &Columns) {
        let how = if columns.is_tail {
            self.layout.tail
        } else {
            self.layout.head
        };
        let (first, second) = match how {
            Arrangement::Stacked => (&columns.left, &columns.right),
            Arrangement::Swapped => (&columns.right, &columns.left),
            Arrangement::Tabs => return self.side_by_side(columns),
        };
        self.lines(first, false);
        if self.layout.blanks && (columns.is_tail || self.dice.chance(80)) {
            self.newline();
        }
        self.lines(second, false);
    }

    /// Both columns line by line, the levelled lines beside each other.
    fn side_by_side(&mut self, columns: &Columns) {
        let (left, right) = columns.level;
        let (down_left, down_right) = (right.saturating_sub(left), left.saturating_sub(right));
        let height = (columns.left.len() + down_left).max(columns.right.len() + down_right);
        // What stands above the levelled lines begins at the top; only they are let down.
        let row = |lines: &[Rich], level: usize, down: usize, i: usize| {
            let at = if i < level {
                Some(i)
            } else {
                i.checked_sub(down).filter(|at| *at >= level)
            };
            at.and_then(|at| lines.get(at)).cloned().unwrap_or_default()
        };
        // Where tables are ruled as converters rule them, a letterhead is a table with bars, too.
        let barred = self.layout.rule && !columns.is_tail;
        let (open, gap, end) = if barred {
            ("| ", " | ", " |")
        } else {
            ("", "\t", "")
        };
        for i in 0..height {
            self.tape.text.push_str(open);
            self.put(&row(&columns.left, left, down_left, i));
            let other = row(&columns.right, right, down_right, i);
            if !other.text.is_empty() {
                self.tape.text.push_str(gap);
                self.put(&other);
            }
            self.tape.text.push_str(end);
            self.newline();
            if barred && i == 0 {
                self.tape.text.push_str("|---|---|");
                self.newline();
            }
        }
    }

    fn grid(&mut self, grid: &Grid) {
        let columns = grid.header.first().map_or(0, Vec::len);
        self.header(grid);
        if self.layout.rule {
            let rule = format!("|{}", "---|".repeat(columns));
            self.tape.text.push_str(&rule);
            self.newline();
        }
        if grid.index {
            let cells: Vec<String> = (1..=columns).map(|n| format!("({n})")).collect();
            self.tape.text.push_str(&cells.join("\t"));
            self.newline();
        }
        let last = grid.rows.len().saturating_sub(1);
        for (i, row) in grid.rows.iter().enumerate() {
            if self.is_full() && i > 0 && row.cells.len() > 1 {
                self.turn();
                if self.layout.repeats {
                    self.header(grid);
                }
            }
            let ends = self.layout.page.is_some_and(|l| self.on_page + 1 >= l);
            if ends && row.may_break && i < last && self.dice.chance(40) && self.broken(row) {
                continue;
            }
            self.row(&row.cells);
        }
    }

    fn header(&mut self, grid: &Grid) {
        for line in &grid.header {
            self.row(line);
        }
    }

    fn row(&mut self, cells: &[Rich]) {
        for (i, cell) in cells.iter().enumerate() {
            if i > 0 {
                self.tape.text.push('\t');
            }
            self.put(cell);
        }
        self.newline();
    }

    /// A row over two pages: long cells go on below the page's number. False where no cell is long.
    fn broken(&mut self, row: &Line) -> bool {
        let cuts: Vec<Option<usize>> = row
            .cells
            .iter()
            .map(|c| if c.text.len() > 30 { middle(c) } else { None })
            .collect();
        if cuts.iter().all(Option::is_none) {
            return false;
        }
        for (i, (cell, cut)) in row.cells.iter().zip(&cuts).enumerate() {
            if i > 0 {
                self.tape.text.push('\t');
            }
            self.put_part(cell, 0..cut.unwrap_or(cell.text.len()));
        }
        self.newline();
        self.turn();
        for (i, (cell, cut)) in row.cells.iter().zip(&cuts).enumerate() {
            if i > 0 {
                self.tape.text.push('\t');
            }
            if let Some(cut) = cut {
                self.put_part(cell, cut + 1..cell.text.len());
            }
        }
        self.newline();
        true
    }
}

/// The blank nearest to the middle that parts no marked words.
fn middle(words: &Rich) -> Option<usize> {
    let half = words.text.len() / 2;
    let blanks = words.text.match_indices(' ').map(|(i, _)| i);
    let free = blanks.filter(|i| !words.is_marked_across(*i));
    free.min_by_key(|i| i.abs_diff(half))
        .filter(|i| i.abs_diff(half) < half)
}
