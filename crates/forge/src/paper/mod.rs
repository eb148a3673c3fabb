//! The form of paper: blocks set on A4 pages as the rules of clerical work want them.
//!
//! ```text
//! blocks ──▶ press: lines, columns, tables ──▶ leaves: sheet (ink) + seen (words, cells, boxes) ──▶ pixels or PDF
//!                                         └──▶ text with the places of marks ──▶ gold
//! ```
//!
//! A line of the text is a printed line; a row of a table is one line with tabs, however high it is.

mod columns;
mod grid;
mod hand;
mod house;
mod press;
mod seal;
pub mod truth;

use sohoa_typeset::{Fonts, Sheet, Style};

use crate::block::Block;
use crate::draft::Draft;
use crate::paper::house::House;
use crate::paper::press::{Fill, Press, Room};
use crate::paper::truth::Seen;
use crate::render::Page;
use crate::rich::Rich;

/// Pages and the text on them.
pub struct Paper {
    /// The pages.
    pub leaves: Vec<Leaf>,
    /// Their text.
    pub page: Page,
}

/// A printed page.
#[derive(Debug, Clone, Default)]
pub struct Leaf {
    /// Its ink.
    pub sheet: Sheet,
    /// What is seen on it.
    pub seen: Seen,
    /// The header fields, parts of which a pen wrote.
    pub penned: Vec<&'static str>,
}

/// Prints a draft; `inked` allows what a pen and a stamp leave.
pub fn print(draft: &Draft, fonts: &Fonts<'_>, inked: bool) -> Paper {
    let mut dice = draft.dice.clone();
    let house = House::by_lot(&mut dice, draft.world.era, inked);
    let seal = draft.world.name.to_uppercase();
    let mut setter = Setter {
        press: Press::new(fonts, house, dice, draft.marks()),
        seal,
        ended: false,
    };
    let mut places = Vec::with_capacity(draft.blocks.len());
    for block in &draft.blocks {
        setter.open(block);
        let start = setter.press.tape.text.len();
        setter.block(block);
        let written = &setter.press.tape.text[start..];
        let before = written.len() - written.trim_start().len();
        places.push(start + before..start + written.trim_end().len());
    }
    let mut press = setter.press;
    press.close_leaf();
    Paper {
        leaves: press.leaves,
        page: Page::new(press.tape.text, press.tape.marks, places),
    }
}

struct Setter<'s> {
    press: Press<'s>,
    /// The name on the stamp.
    seal: String,
    /// Whether the document before is signed.
    ended: bool,
}

impl Setter<'_> {
    /// A new page for a new document, and for an annex.
    fn open(&mut self, block: &Block) {
        let goes_on = matches!(block, Block::Lines(lines) if is_signature(lines));
        let is_annex = matches!(block, Block::Bold(lines)
            if lines.first().is_some_and(|l| l.text.to_lowercase().starts_with("phụ lục")));
        let annex_opens = is_annex && self.press.dice.chance(70);
        if (self.ended && !goes_on || annex_opens) && !self.press.is_fresh() {
            self.press.turn();
        }
        self.ended &= goes_on;
    }

    fn block(&mut self, block: &Block) {
        let indent = self.press.house.indent;
        let (room, regular) = (
            self.press.room(Fill::Justified),
            self.press.body(Style::Regular),
        );
        match block {
            Block::Para(words) => self.press.para(words, indent, room, regular),
            Block::Unit {
                marker,
                words,
                heading,
                ..
            } => {
                let mut all = marker.clone();
                all.push(" ");
                all.append(words);
                let style = if *heading {
                    Style::Bold
                } else {
                    Style::Regular
                };
                let how = self.press.body(style);
                if *heading {
                    self.press.need(how.size * how.leading * 2.5);
                }
                self.press.para(&all, indent, room, how);
            }
            Block::Bold(lines) => self.title(lines),
            Block::Lines(lines) => self.lines(lines),
            Block::Columns(columns) if columns.is_tail => {
                columns::tail(&mut self.press, columns, &self.seal);
                self.ended = true;
            }
            Block::Columns(columns) => columns::letterhead(&mut self.press, columns),
            Block::Grid(grid) => grid::grid(&mut self.press, grid),
        }
    }

    /// Bold lines in the middle, with a short rule below a title.
    fn title(&mut self, lines: &[Rich]) {
        let how = self.press.body(Style::Bold);
        let mut room = self.press.room(Fill::Centre);
        (room.left, room.right) = (room.left + 14.0, room.right - 14.0);
        self.press
            .need(how.size * how.leading * (lines.len() + 1) as f32);
        self.press.y += 4.0;
        for words in lines {
            for part in press::wrapped(
                self.press.fonts,
                &words.text,
                0.0,
                room.right - room.left,
                how,
            ) {
                self.press.line(words, part, room, how);
            }
        }
        if lines.len() > 1 && self.press.dice.chance(60) {
            let (middle, y) = ((room.left + room.right) / 2.0, self.press.y + 3.0);
            self.press.rule((middle - 45.0, y), (middle + 45.0, y), 0.7);
        }
        self.press.y += how.size * 0.7;
    }

    /// Lines that stand together: addressees, a second signature, the tie to what promulgates.
    fn lines(&mut self, lines: &[Rich]) {
        let how = self.press.body(Style::Regular);
        if is_signature(lines) {
            let right = columns::rooms(&self.press, 0.48).1;
            self.press.need(lines.len() as f32 * how.size * 1.25 + 70.0);
            return columns::signed(&mut self.press, lines, right, 66.0, &self.seal);
        }
        let tied = lines.first().is_some_and(|l| l.text.starts_with('('));
        let (style, fill) = if tied {
            (Style::Italic, Fill::Centre)
        } else {
            (Style::Regular, Fill::Left)
        };
        let mut room: Room = self.press.room(fill);
        if !tied
            && lines
                .first()
                .is_some_and(|l| l.text.starts_with("Kính gửi"))
        {
            room.left += (room.right - room.left) * 0.25;
        }
        let how = self.press.body(style);
        for words in lines {
            for part in press::wrapped(
                self.press.fonts,
                &words.text,
                0.0,
                room.right - room.left,
                how,
            ) {
                self.press.line(words, part, room, how);
            }
        }
        self.press.y += self.press.house.gap;
    }
}

fn is_signature(lines: &[Rich]) -> bool {
    lines.iter().any(|l| l.text.is_empty())
}
