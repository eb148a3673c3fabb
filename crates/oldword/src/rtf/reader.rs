//! The groups that are open, the stories that grow, the letters that wait to be decoded.

use encoding_rs::{Encoding, WINDOWS_1252};
use sohoa_layout::{Failure, Limits};

use super::fonts::Fonts;
use super::group::{Into, State, Story};
use crate::flow::Flow;
use crate::font::Face;
use crate::paper::Paper;
use crate::shape::Shape;

/// A story as it grows.
#[derive(Debug)]
pub(super) struct Growing {
    pub(super) story: Story,
    /// How many groups were open when it began.
    pub(super) depth: usize,
    pub(super) flow: Flow,
    /// The row whose cells are defined.
    pub(super) shape: Shape,
    /// The next cell is merged into the one before it.
    pub(super) merged: bool,
}

impl Growing {
    pub(super) fn new(story: Story, depth: usize) -> Growing {
        Growing {
            story,
            depth,
            flow: Flow::default(),
            shape: Shape::default(),
            merged: false,
        }
    }
}

pub(super) struct Reader {
    pub(super) state: State,
    pub(super) groups: Vec<State>,
    /// The body, and the stories that interrupt one another.
    pub(super) stories: Vec<Growing>,
    pub(super) fonts: Fonts,
    pub(super) default_font: i32,
    /// The encoding of the document.
    pub(super) page: &'static Encoding,
    /// Bytes and UTF-16 units that wait to be decoded; one of them is empty.
    bytes: Vec<u8>,
    units: Vec<u16>,
    /// Characters to pass over after one of Unicode.
    pub(super) skip: u32,
    /// The group began with a star: what it holds may be unknown.
    pub(super) star: bool,
    /// The border that follows is one of a table.
    pub(super) border: bool,
    /// The next note has its call.
    pub(super) called: bool,
    pub(super) paper: Paper,
}

impl Reader {
    pub(super) fn new() -> Reader {
        let state = State {
            into: Into::Text,
            face: Face::default(),
            page: WINDOWS_1252,
            fallback: 1,
            capitals: false,
            hidden: false,
            deleted: false,
            in_table: false,
            number: false,
            other_script: false,
        };
        Reader {
            state,
            groups: Vec::new(),
            stories: vec![Growing::new(Story::Body, 0)],
            fonts: Fonts::default(),
            default_font: 0,
            page: WINDOWS_1252,
            bytes: Vec::new(),
            units: Vec::new(),
            skip: 0,
            star: false,
            border: false,
            called: false,
            paper: Paper::default(),
        }
    }

    pub(super) fn open(&mut self, limits: &Limits) -> Result<(), Failure> {
        self.flush();
        self.skip = 0;
        if self.groups.len() >= limits.depth as usize {
            return Err(Failure::Limited("--max-depth"));
        }
        self.groups.push(self.state);
        Ok(())
    }

    pub(super) fn close(&mut self) {
        self.flush();
        self.skip = 0;
        self.star = false;
        let Some(state) = self.groups.pop() else {
            return;
        };
        self.state = state;
        let ended = |g: &Growing| g.story != Story::Body && g.depth > self.groups.len();
        if self.stories.last().is_some_and(ended)
            && let Some(growing) = self.stories.pop()
        {
            self.end_story(growing);
        }
    }

    fn end_story(&mut self, growing: Growing) {
        let lines = growing.flow.finish(&mut self.paper.tally);
        match growing.story {
            Story::Body => self.paper.body = lines,
            Story::Note => self.paper.notes.push(lines),
            Story::Edge => self.paper.furniture.extend(lines),
            Story::Box => {
                let in_table = self.state.in_table;
                self.flow().insert(lines, in_table);
            }
        }
    }

    pub(super) fn finish(mut self) -> Paper {
        self.flush();
        if !self.groups.is_empty() {
            self.paper.damage = Some("the end is cut off");
        }
        while let Some(growing) = self.stories.pop() {
            self.end_story(growing);
        }
        self.paper
    }

    pub(super) fn growing(&mut self) -> &mut Growing {
        if self.stories.is_empty() {
            self.stories.push(Growing::new(Story::Body, 0));
        }
        let last = self.stories.len() - 1;
        &mut self.stories[last]
    }

    pub(super) fn flow(&mut self) -> &mut Flow {
        &mut self.growing().flow
    }

    pub(super) fn byte(&mut self, byte: u8) {
        if self.skip > 0 {
            self.skip -= 1;
        } else if self.state.into == Into::Fonts {
            self.fonts.byte(byte);
        } else if self.state.shown() {
            if !self.units.is_empty() {
                self.flush();
            }
            self.bytes.push(byte);
        }
    }

    /// A character of Unicode; those that stand for it are passed over.
    pub(super) fn unicode(&mut self, number: i32) {
        self.skip = self.state.fallback;
        if self.state.shown() {
            if !self.bytes.is_empty() {
                self.flush();
            }
            // Numbers above 32767 are written as negative ones.
            self.units.push(number.cast_unsigned() as u16);
        }
    }

    pub(super) fn put(&mut self, c: char) {
        self.flush();
        if self.state.shown() {
            self.flow()
                .text(c.encode_utf8(&mut [0; 4]), Face::default());
        }
    }

    /// Decodes what waits, before anything changes how it is read.
    pub(super) fn flush(&mut self) {
        if self.bytes.is_empty() && self.units.is_empty() {
            return;
        }
        let face = self.state.face.in_capitals(self.state.capitals);
        let mut text = String::from_utf16_lossy(&self.units);
        let (shown, _) = self.state.page.decode_without_bom_handling(&self.bytes);
        text.push_str(&shown);
        drop(shown);
        self.bytes.clear();
        self.units.clear();
        self.flow().text(&text, face);
    }

    pub(super) fn sign(&mut self, sign: u8) {
        if self.skip > 0 {
            self.skip -= 1;
            return;
        }
        match sign {
            b'\\' | b'{' | b'}' => self.byte(sign),
            b'*' => self.star = true,
            b'~' => self.put('\u{a0}'),
            b'_' => self.put('-'),
            // The soft hyphen has a letter's place in old fonts.
            b'-' if self.state.face.is_legacy() => self.byte(0xad),
            b'\t' => self.put('\t'),
            b'\n' | b'\r' => self.word(b"par", None),
            _ => {}
        }
    }
}
