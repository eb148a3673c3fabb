//! Properties of characters, paragraphs and rows, gathered from lists of single ones.

use super::bytes::{size_at, slice, u16_at};
use super::row;
use super::sprm::{self, Sprms};
use crate::shape::Shape;

/// Properties of characters.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Char {
    /// Font of the letters of ASCII.
    pub(super) font: u16,
    /// Font of all other letters.
    pub(super) font_other: u16,
    pub(super) capitals: bool,
    pub(super) hidden: bool,
    pub(super) deleted: bool,
    pub(super) inserted: bool,
    pub(super) special: bool,
    /// A sign from a font of its own.
    pub(super) symbol: Option<(u16, u16)>,
}

impl Char {
    /// Takes over single properties; `style` says what the style has, for those that turn it round.
    pub(super) fn apply(&mut self, list: &[u8], style: &Char) {
        for (code, value) in Sprms(list) {
            self.set(code, value, style);
        }
    }

    /// Takes over what a character style has otherwise than the default.
    pub(super) fn over(&mut self, style: &Char, default: &Char) {
        if style.font != default.font {
            self.font = style.font;
        }
        if style.font_other != default.font_other {
            self.font_other = style.font_other;
        }
        self.capitals |= style.capitals;
        self.hidden |= style.hidden;
    }

    pub(super) fn set(&mut self, code: u16, value: &[u8], style: &Char) {
        let word = u16_at(value, 0).unwrap_or_default();
        let on = |of_style: bool| match value.first().copied().unwrap_or(0) {
            0x80 => of_style,
            0x81 => !of_style,
            flag => flag != 0,
        };
        match code {
            sprm::FONT_ASCII => self.font = word,
            sprm::FONT_OTHER => self.font_other = word,
            sprm::CAPITALS => self.capitals = on(style.capitals),
            sprm::HIDDEN => self.hidden = on(style.hidden),
            sprm::DELETED => self.deleted = on(false),
            sprm::INSERTED => self.inserted = on(false),
            sprm::SPECIAL => self.special = on(false),
            sprm::SYMBOL => self.symbol = Some(word).zip(u16_at(value, 2)),
            _ => {}
        }
    }
}

/// The character style that a list of properties names.
pub(super) fn character_style(list: &[u8]) -> Option<u16> {
    let mut found = Sprms(list).filter(|(code, _)| *code == sprm::CHARACTER_STYLE);
    found.next().and_then(|(_, value)| u16_at(value, 0))
}

/// Properties of paragraphs, and of the row that one ends.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Para {
    pub(super) style: u16,
    pub(super) in_table: bool,
    pub(super) row_end: bool,
    /// How deep tables nest here.
    pub(super) depth: u32,
    /// Number of the list, from 1, and level in it.
    pub(super) list: u16,
    pub(super) level: u8,
    pub(super) shape: Shape,
}

impl Para {
    /// Takes over single properties; long lists lie in the stream of data.
    pub(super) fn apply(&mut self, list: &[u8], data: &[u8]) {
        for (code, value) in Sprms(list) {
            if sprm::ELSEWHERE.contains(&code) {
                let at = size_at(value, 0).unwrap_or(usize::MAX);
                let length = u16_at(data, at).map_or(0, usize::from);
                let list = slice(data, at.saturating_add(2), length);
                Sprms(list).for_each(|(code, value)| self.set(code, value));
            } else {
                self.set(code, value);
            }
        }
    }

    pub(super) fn set(&mut self, code: u16, value: &[u8]) {
        let byte = value.first().copied().unwrap_or(0);
        match code {
            sprm::IN_TABLE => self.in_table = byte != 0,
            sprm::ROW_END => self.row_end = byte != 0,
            sprm::DEPTH => self.depth = u32::from(byte),
            sprm::LIST => self.list = u16_at(value, 0).unwrap_or(0),
            sprm::LEVEL => self.level = byte,
            _ => row::set(&mut self.shape, code, value),
        }
    }
}
