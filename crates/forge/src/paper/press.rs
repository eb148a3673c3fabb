//! The press: lines of words come onto pages, and into the text that the gold leads into.

use std::ops::Range;

use sohoa_typeset::{Fonts, Item, Run, Sheet, Stroke, Style};

use crate::dice::Dice;
use crate::paper::house::House;
use crate::paper::truth::{Line, Seen, Word};
use crate::paper::{Leaf, hand};
use crate::render::tape::Tape;
use crate::rich::Rich;

/// A4.
pub const PAPER: (f32, f32) = (595.3, 841.9);

/// How a line is set.
#[derive(Debug, Clone, Copy)]
pub struct Type {
    pub size: f32,
    pub style: Style,
    pub leading: f32,
}

/// A line's place: between which edges, and how it fills the room.
#[derive(Debug, Clone, Copy)]
pub struct Room {
    pub left: f32,
    pub right: f32,
    pub fill: Fill,
}

/// How a line fills its room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fill {
    Left,
    Centre,
    Justified,
}

/// What prints.
pub struct Press<'p> {
    pub fonts: &'p Fonts<'p>,
    pub house: House,
    pub dice: Dice,
    pub tape: Tape,
    pub leaves: Vec<Leaf>,
    /// Where the next line's top is.
    pub y: f32,
}

impl<'p> Press<'p> {
    pub fn new(fonts: &'p Fonts<'p>, house: House, dice: Dice, marks: usize) -> Press<'p> {
        let mut press = Press {
            fonts,
            house,
            dice,
            tape: Tape::new(marks),
            leaves: Vec::new(),
            y: 0.0,
        };
        press.open_leaf();
        press
    }

    /// The page being printed; there is always one.
    pub fn leaf(&mut self) -> &mut Leaf {
        if self.leaves.is_empty() {
            self.leaves.push(Leaf::default());
        }
        let last = self.leaves.len() - 1;
        &mut self.leaves[last]
    }

    pub fn left(&self) -> f32 {
        self.house.margins[3]
    }

    pub fn right(&self) -> f32 {
        PAPER.0 - self.house.margins[1]
    }

    pub fn bottom(&self) -> f32 {
        PAPER.1 - self.house.margins[2]
    }

    /// The room of running text.
    pub fn room(&self, fill: Fill) -> Room {
        Room {
            left: self.left(),
            right: self.right(),
            fill,
        }
    }

    /// How running text is set.
    pub fn body(&self, style: Style) -> Type {
        Type {
            size: self.house.size,
            style,
            leading: self.house.leading,
        }
    }

    /// Whether nothing stands on the page yet.
    pub fn is_fresh(&self) -> bool {
        self.y <= self.house.margins[0]
    }

    /// Goes to the next page where there is not so much room left on this one.
    pub fn need(&mut self, height: f32) {
        if self.y + height > self.bottom() && !self.is_fresh() {
            self.turn();
        }
    }

    /// Ends the page.
    pub fn turn(&mut self) {
        self.close_leaf();
        self.open_leaf();
    }

    fn open_leaf(&mut self) {
        self.leaves.push(Leaf {
            sheet: Sheet {
                width: PAPER.0,
                height: PAPER.1,
                items: Vec::new(),
            },
            seen: Seen {
                size: PAPER,
                ..Seen::default()
            },
            penned: Vec::new(),
        });
        if self.house.numbers_above && self.leaves.len() > 1 {
            let y = self.house.margins[0] * 0.75;
            self.number(y, Fill::Centre);
        }
        self.y = self.house.margins[0];
    }

    /// Sets what stands at the foot of the page.
    pub fn close_leaf(&mut self) {
        if !self.house.numbers_above && self.leaves.len() > 1 {
            let y = PAPER.1 - self.house.margins[2] * 0.5;
            self.number(y, Fill::Left);
        }
    }

    /// The page's number: in the middle, or at the right edge.
    fn number(&mut self, baseline: f32, fill: Fill) {
        let number = Rich::from(self.leaves.len().to_string());
        let mut room = self.room(fill);
        if fill == Fill::Left {
            room.left = room.right - 14.0;
        }
        let how = self.body(Style::Regular);
        self.print(&number, 0..number.text.len(), baseline, room, how, &[]);
        self.newline();
    }

    /// Ends a line of the text, unless nothing stands on it.
    pub fn newline(&mut self) {
        if !self.tape.text.is_empty() && !self.tape.text.ends_with('\n') {
            self.tape.text.push('\n');
        }
    }

    /// Prints a line below the last one and ends it in the text.
    pub fn line(&mut self, words: &Rich, part: Range<usize>, room: Room, how: Type) {
        let height = how.size * how.leading;
        self.need(height);
        let baseline = self.y + how.size * 0.9;
        self.print(words, part, baseline, room, how, &[]);
        self.newline();
        self.y += height;
    }

    /// Prints words at a baseline into page and text; `hand` are the bytes that a pen writes.
    pub fn print(
        &mut self,
        words: &Rich,
        part: Range<usize>,
        baseline: f32,
        room: Room,
        how: Type,
        hand: &[Range<usize>],
    ) {
        self.tape.put(words, part.clone());
        let line = self.ink(&words.text, part, baseline, room, how, hand);
        self.leaf().seen.lines.push(line);
    }

    /// Puts words onto the page only.
    pub fn ink(
        &mut self,
        text: &str,
        part: Range<usize>,
        baseline: f32,
        room: Room,
        how: Type,
        hand: &[Range<usize>],
    ) -> Line {
        let shown = text[part.clone()].trim_end();
        let part = part.start..part.start + shown.len();
        let width = self.fonts.width(shown, how.style, how.size);
        let spare = room.right - room.left - width;
        let blanks = shown.matches(' ').count();
        let (x, gap) = match room.fill {
            Fill::Left => (room.left, 0.0),
            Fill::Centre => (room.left + spare / 2.0, 0.0),
            Fill::Justified => (room.left, (spare / blanks.max(1) as f32).max(0.0)),
        };
        let run = Run {
            words: shown.to_owned(),
            x,
            y: baseline,
            size: how.size,
            style: how.style,
            gap,
            ..Run::default()
        };
        let line = self.seen(&run, part.start, hand);
        for piece in pieces(&run, self.fonts, part.start, hand) {
            if piece.1 {
                let strokes = hand::digits(&piece.0, self.fonts, &mut self.dice);
                self.leaf()
                    .sheet
                    .items
                    .extend(strokes.into_iter().map(Item::Stroke));
            } else {
                self.leaf().sheet.items.push(Item::Run(piece.0));
            }
        }
        line
    }

    /// The words of a run with their boxes.
    fn seen(&self, run: &Run, base: usize, hand: &[Range<usize>]) -> Line {
        let (top, low) = (run.y - run.size * 0.75, run.y + run.size * 0.22);
        let places: Vec<(char, f32)> = run.places(self.fonts).collect();
        let mut line = Line::default();
        let (mut at, mut open): (usize, Option<Word>) = (base, None);
        for (c, x) in places.into_iter().chain([(' ', run.end(self.fonts))]) {
            if c == ' ' {
                line.words.extend(open.take());
            } else {
                let word = open.get_or_insert_with(|| Word {
                    text: String::new(),
                    place: [x, top, x, low],
                    hand: false,
                    stamped: false,
                });
                word.text.push(c);
                word.place[2] = x + self.fonts.advance(run.style, c) * run.size;
                word.hand |= hand.iter().any(|h| h.contains(&at));
            }
            at += c.len_utf8();
        }
        line
    }

    /// A ruled line.
    pub fn rule(&mut self, from: (f32, f32), to: (f32, f32), width: f32) {
        let stroke = Stroke::rule(from, to, width);
        self.leaf().sheet.items.push(Item::Stroke(stroke));
    }

    /// A paragraph over as many lines and pages as it needs.
    pub fn para(&mut self, words: &Rich, indent: f32, room: Room, how: Type) {
        let width = room.right - room.left;
        let lines = wrapped(self.fonts, &words.text, indent, width, how);
        let last = lines.len().saturating_sub(1);
        for (i, part) in lines.into_iter().enumerate() {
            let mut room = room;
            if i == 0 {
                room.left += indent;
            }
            if i == last && room.fill == Fill::Justified {
                room.fill = Fill::Left;
            }
            self.line(words, part, room, how);
        }
        self.y += self.house.gap;
    }
}

/// A run in pieces, each with whether a pen writes it.
fn pieces(run: &Run, fonts: &Fonts<'_>, base: usize, hand: &[Range<usize>]) -> Vec<(Run, bool)> {
    let mut out: Vec<(Run, bool)> = Vec::new();
    let mut at = base;
    for (c, x) in run.places(fonts) {
        let penned = hand.iter().any(|h| h.contains(&at));
        at += c.len_utf8();
        match out.last_mut() {
            Some((piece, was)) if *was == penned => piece.words.push(c),
            _ => {
                let words = c.to_string();
                let piece = Run {
                    words,
                    x,
                    ..run.clone()
                };
                out.push((piece, penned));
            }
        }
    }
    out
}

/// The lines of words between two edges: ranges of bytes, without the blanks at which they part.
pub fn wrapped(
    fonts: &Fonts<'_>,
    text: &str,
    indent: f32,
    width: f32,
    how: Type,
) -> Vec<Range<usize>> {
    let (mut lines, mut start, mut x) = (Vec::new(), 0, indent);
    let mut blank: Option<(usize, f32)> = None;
    for (i, c) in text.char_indices() {
        if c == ' ' {
            blank = Some((i, x));
        }
        x += fonts.advance(how.style, c) * how.size;
        if x > width && c != ' ' {
            let (cut, next) = match blank.take() {
                Some((at, seen)) => (
                    at,
                    (at + 1, x - seen - fonts.advance(how.style, ' ') * how.size),
                ),
                None if i > start => (i, (i, fonts.advance(how.style, c) * how.size)),
                None => continue,
            };
            lines.push(start..cut);
            (start, x) = next;
        }
    }
    lines.push(start..text.len());
    lines
}
