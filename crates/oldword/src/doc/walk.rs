//! Reads the stories: every paragraph with the properties that hold in it.

use std::collections::HashMap;
use std::ops::Range;

use super::fib::{self, Fib};
use super::fkp::Runs;
use super::list::{Counters, Lists};
use super::notes::Places;
use super::pieces::{Piece, Pieces};
use super::props::{Char, Para, character_style};
use super::style::Styles;
use super::{Streams, sprm};
use crate::flow::Flow;
use crate::font::{Face, Tally};
use crate::paper::Paper;

/// A document taken apart.
pub(super) struct Document<'s> {
    pub(super) streams: &'s Streams,
    pub(super) table: &'s [u8],
    pub(super) fib: Fib,
    pub(super) pieces: Pieces,
    pub(super) characters: Runs,
    pub(super) paragraphs: Runs,
    pub(super) styles: Styles,
    pub(super) fonts: Vec<Face>,
    pub(super) lists: Lists,
}

/// The characters that are no letters.
mod mark {
    pub(super) const NOTE: u16 = 2;
    pub(super) const CELL: u16 = 7;
    pub(super) const ANCHOR: u16 = 8;
    pub(super) const LINE: u16 = 0x0b;
    pub(super) const PAGE: u16 = 0x0c;
    pub(super) const PARAGRAPH: u16 = 0x0d;
    pub(super) const COLUMN: u16 = 0x0e;
    pub(super) const FIELD: u16 = 0x13;
    pub(super) const RESULT: u16 = 0x14;
    pub(super) const FIELD_END: u16 = 0x15;
    pub(super) const HYPHEN: u16 = 0x1e;
    pub(super) const SOFT_HYPHEN: u16 = 0x1f;
    pub(super) const SYMBOL: u16 = 0x28;
}

/// Reads all stories.
pub(super) fn paper(document: &Document<'_>) -> Paper {
    let mut walk = Walk::new(document);
    let body = walk.story(document.fib.story(fib::MAIN));
    let notes = walk.notes();
    let furniture = walk.furniture();
    let damage = document.pieces.damaged;
    Paper {
        body,
        notes,
        furniture,
        changed: walk.changed,
        tally: walk.tally,
        damage: damage.then_some("text is missing"),
    }
}

/// A story as it grows.
#[derive(Default)]
struct Reading {
    flow: Flow,
    fields: Fields,
    /// Whether the paragraph stands in a table.
    in_table: bool,
}

/// The fields that a character stands in; what tells a field what to do is hidden, its result is shown.
#[derive(Default)]
struct Fields {
    hides: Vec<bool>,
    hidden: usize,
}

impl Fields {
    fn begin(&mut self) {
        self.hides.push(true);
        self.hidden += 1;
    }

    fn result(&mut self) {
        if let Some(hides) = self.hides.last_mut() {
            self.hidden -= usize::from(std::mem::take(hides));
        }
    }

    fn end(&mut self) {
        self.result();
        self.hides.pop();
    }

    /// What a field does stands in one paragraph; one that does not end would hide all that follows.
    fn end_paragraph(&mut self) {
        self.hides.retain(|hides| !hides);
        self.hidden = 0;
    }
}

struct Walk<'d> {
    document: &'d Document<'d>,
    counters: Counters,
    /// The number of the note that is called at a character.
    calls: HashMap<usize, usize>,
    /// The texts of the notes, by their numbers.
    texts: Vec<Range<usize>>,
    /// The boxes that hang at a character.
    boxes: HashMap<usize, Vec<Range<usize>>>,
    changed: bool,
    tally: Tally,
}

impl<'d> Walk<'d> {
    fn new(document: &'d Document<'d>) -> Walk<'d> {
        let mut walk = Walk {
            document,
            counters: Counters::default(),
            calls: HashMap::new(),
            texts: Vec::new(),
            boxes: HashMap::new(),
            changed: false,
            tally: Tally::default(),
        };
        walk.find_notes();
        walk.find_boxes();
        walk
    }

    /// Numbers the notes in the order of their calls.
    fn find_notes(&mut self) {
        let Document { fib, table, .. } = self.document;
        let kinds = [
            (fib::NOTE_CALLS, fib::NOTE_TEXTS, fib::FOOTNOTES),
            (fib::END_CALLS, fib::END_TEXTS, fib::ENDNOTES),
        ];
        let mut notes: Vec<(usize, Range<usize>)> = Vec::new();
        for (calls, texts, story) in kinds {
            let texts = Places::new(fib.part(table, texts), 0).ranges(&fib.story(story));
            let calls = Places::new(fib.part(table, calls), 2);
            notes.extend(calls.starts().zip(texts));
        }
        notes.sort_by_key(|(call, _)| *call);
        for (i, (call, text)) in notes.into_iter().enumerate() {
            self.calls.insert(call, i + 1);
            self.texts.push(text);
        }
    }

    /// Finds the boxes with text and the characters at which their shapes hang.
    fn find_boxes(&mut self) {
        const SHAPE: usize = 26;
        const BOX: usize = 22;
        let Document { fib, table, .. } = self.document;
        let boxes = Places::new(fib.part(table, fib::BOXES), BOX);
        let ranges = boxes.ranges(&fib.story(fib::TEXT_BOXES));
        let shapes = Places::new(fib.part(table, fib::SHAPES), SHAPE);
        let anchors = shapes.starts().enumerate();
        let anchors = anchors.filter_map(|(i, char)| Some((shapes.told(i, 0)?, char)));
        let anchors: HashMap<u32, usize> = anchors.collect();
        for (i, range) in ranges.into_iter().enumerate() {
            let anchor = boxes.told(i, 14).and_then(|shape| anchors.get(&shape));
            if let Some(char) = anchor {
                self.boxes.entry(*char).or_default().push(range);
            }
        }
    }

    fn notes(&mut self) -> Vec<Vec<String>> {
        let texts = std::mem::take(&mut self.texts);
        texts.into_iter().map(|text| self.story(text)).collect()
    }

    /// Headers and footers; the first six stories are the rules between text and notes.
    fn furniture(&mut self) -> Vec<String> {
        let Document { fib, table, .. } = self.document;
        let places = Places::new(fib.part(table, fib::HEADERS), 0);
        let stories = places.ranges(&fib.story(fib::EDGES));
        let stories = stories.into_iter().skip(6);
        stories.flat_map(|story| self.story(story)).collect()
    }

    /// The lines of a story.
    fn story(&mut self, story: Range<usize>) -> Vec<String> {
        let end = story.end.min(self.document.pieces.text.len());
        let mut reading = Reading::default();
        let mut start = story.start;
        while start < end {
            let rest = &self.document.pieces.text[start..end];
            let length = rest.iter().position(|c| is_end(*c));
            let length = length.map_or(rest.len(), |i| i + 1);
            self.paragraph(start..start + length, &mut reading);
            start += length;
        }
        reading.flow.finish(&mut self.tally)
    }

    fn paragraph(&mut self, chars: Range<usize>, reading: &mut Reading) {
        let document = self.document;
        let last = chars.end - 1;
        let para = document.para(last);
        let end = document.pieces.text[last];
        let content = chars.start..if is_end(end) { last } else { chars.end };
        reading.in_table = para.in_table || para.depth > 0;
        if para.list != 0 && !(end == mark::PAGE && content.is_empty()) {
            self.number(&para, last, &mut reading.flow);
        }
        let mut at = content.start;
        while at < content.end {
            let (char, next) = document.char(at, para.style);
            let next = next.clamp(at + 1, content.end);
            self.run(at..next, &char, reading);
            at = next;
        }
        let (mark, _) = document.char(last, para.style);
        reading.fields.end_paragraph();
        let flow = &mut reading.flow;
        match end {
            _ if para.row_end && para.depth <= 1 => flow.end_row(para.shape),
            mark::CELL => flow.end_cell(),
            // A paragraph whose mark was deleted goes on in the next one.
            _ if mark.deleted => self.changed = true,
            _ => flow.end_paragraph(reading.in_table),
        }
    }

    /// Sets the number of a list before the paragraph.
    fn number(&mut self, para: &Para, last: usize, flow: &mut Flow) {
        let document = self.document;
        let lists = &document.lists;
        if let Some(number) = lists.number(&mut self.counters, para.list, para.level) {
            let (mut char, _) = document.char(last, para.style);
            let style = char;
            char.apply(number.chars, &style);
            flow.text(&number.text, document.face(&char, false));
            flow.push(' ', Face::default());
        }
    }

    /// Characters with the same properties.
    fn run(&mut self, chars: Range<usize>, char: &Char, reading: &mut Reading) {
        self.changed |= char.deleted || char.inserted;
        let shown = !(char.deleted || char.hidden);
        let text = &self.document.pieces.text[chars.clone()];
        let mut letters: Vec<u16> = Vec::new();
        for (i, unit) in text.iter().enumerate() {
            match *unit {
                mark::FIELD => reading.fields.begin(),
                mark::RESULT => reading.fields.result(),
                mark::FIELD_END => reading.fields.end(),
                _ if !shown || reading.fields.hidden > 0 => {}
                unit if is_letter(unit, char) => letters.push(unit),
                unit => {
                    self.letters(&letters, char, &mut reading.flow);
                    letters.clear();
                    self.special(unit, chars.start + i, char, reading);
                }
            }
        }
        self.letters(&letters, char, &mut reading.flow);
    }

    fn letters(&self, units: &[u16], char: &Char, flow: &mut Flow) {
        if units.is_empty() {
            return;
        }
        let text = String::from_utf16_lossy(units);
        flow.text(&text, self.document.face(char, !text.is_ascii()));
    }

    fn special(&mut self, unit: u16, at: usize, char: &Char, reading: &mut Reading) {
        let in_table = reading.in_table;
        let flow = &mut reading.flow;
        let face = Face::default();
        match unit {
            mark::LINE | mark::COLUMN => flow.end_paragraph(in_table),
            mark::HYPHEN => flow.push('-', face),
            // It has a letter's place in old fonts.
            mark::SOFT_HYPHEN => {
                let face = self.document.face(char, true);
                if face.is_legacy() {
                    flow.push('\u{ad}', face);
                }
            }
            mark::SYMBOL => {
                if let Some((font, code)) = char.symbol {
                    let face = self.document.font(font);
                    flow.text(&String::from_utf16_lossy(&[code]), face);
                }
            }
            mark::NOTE => {
                if let Some(number) = self.calls.get(&at) {
                    flow.text(&format!("[{number}]"), face);
                }
            }
            mark::ANCHOR => {
                // A box is told once, and boxes in boxes are not.
                for range in self.boxes.remove(&at).unwrap_or_default() {
                    flow.insert(self.story(range), in_table);
                }
            }
            _ => {}
        }
    }
}

fn is_end(unit: u16) -> bool {
    matches!(unit, mark::PARAGRAPH | mark::CELL | mark::PAGE)
}

/// Whether a unit stands for itself.
fn is_letter(unit: u16, char: &Char) -> bool {
    let sign = unit == mark::SYMBOL && char.special && char.symbol.is_some();
    (unit >= 0x20 || unit == 9) && !sign
}

impl Document<'_> {
    /// The properties of the paragraph that ends at a character.
    fn para(&self, last: usize) -> Para {
        let Some(piece) = self.pieces.of(last) else {
            return Para::default();
        };
        let (told, _) = self.paragraphs.at(place(piece, last));
        let told = &self.streams.main[told];
        let style = super::bytes::u16_at(told, 0).unwrap_or(0);
        let mut para = self.styles.get(style).para.clone();
        para.style = style;
        let data = &self.streams.data;
        para.apply(told.get(2..).unwrap_or_default(), data);
        para.apply(self.changes(piece), data);
        if let Some((code, value)) = short_change(piece) {
            para.set(code, &[value]);
        }
        para
    }

    /// The properties of a character, and the first one that may have others.
    fn char(&self, at: usize, style: u16) -> (Char, usize) {
        let inherited = &self.styles.get(style).char;
        let Some(piece) = self.pieces.of(at) else {
            return (*inherited, usize::MAX);
        };
        let here = place(piece, at);
        let (told, end) = self.characters.at(here);
        let told = &self.streams.main[told];
        let mut char = *inherited;
        if let Some(style) = character_style(told) {
            let own = self.styles.get(style).char;
            char.over(&own, &self.styles.default.char);
        }
        let style = char;
        char.apply(told, &style);
        char.apply(self.changes(piece), &style);
        if let Some((code, value)) = short_change(piece) {
            char.set(code, &[value], &style);
        }
        let run = end.saturating_sub(here).div_ceil(piece.width);
        (char, at.saturating_add(run).min(piece.chars.end))
    }

    fn changes(&self, piece: &Piece) -> &[u8] {
        self.pieces
            .changes(self.fib.part(self.table, fib::CLX), piece)
    }

    fn font(&self, number: u16) -> Face {
        let face = self.fonts.get(usize::from(number));
        face.copied().unwrap_or_default()
    }

    /// The face of text with or without letters outside of ASCII.
    fn face(&self, char: &Char, wide: bool) -> Face {
        let font = if wide { char.font_other } else { char.font };
        self.font(font).in_capitals(char.capitals)
    }
}

/// Where a character lies in the stream.
fn place(piece: &Piece, at: usize) -> usize {
    piece.at + (at - piece.chars.start) * piece.width
}

/// The single property that a piece changes, with its value.
fn short_change(piece: &Piece) -> Option<(u16, u8)> {
    let [low, high] = piece.change.to_le_bytes();
    let code = sprm::short(u16::from(low >> 1));
    code.filter(|_| low & 1 == 0).map(|code| (code, high))
}
