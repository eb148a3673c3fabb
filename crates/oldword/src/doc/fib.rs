//! The file information block: what the file is, how long its stories are, where its parts lie.

use std::ops::Range;

use sohoa_layout::Failure;

use super::bytes::{size_at, slice, u16_at};

/// A part of the table stream, by its number in the block.
#[derive(Debug, Clone, Copy)]
pub(super) struct Part(usize);

pub(super) const STYLES: Part = Part(1);
pub(super) const NOTE_CALLS: Part = Part(2);
pub(super) const NOTE_TEXTS: Part = Part(3);
pub(super) const HEADERS: Part = Part(11);
pub(super) const CHARACTERS: Part = Part(12);
pub(super) const PARAGRAPHS: Part = Part(13);
pub(super) const FONTS: Part = Part(15);
pub(super) const CLX: Part = Part(33);
pub(super) const SHAPES: Part = Part(40);
pub(super) const END_CALLS: Part = Part(46);
pub(super) const END_TEXTS: Part = Part(47);
pub(super) const BOXES: Part = Part(56);
pub(super) const LISTS: Part = Part(73);
pub(super) const OVERRIDES: Part = Part(74);

/// A story: the stories follow one another in the order of their numbers.
#[derive(Debug, Clone, Copy)]
pub(super) struct Story(usize);

pub(super) const MAIN: Story = Story(0);
pub(super) const FOOTNOTES: Story = Story(1);
pub(super) const EDGES: Story = Story(2);
pub(super) const ENDNOTES: Story = Story(5);
pub(super) const TEXT_BOXES: Story = Story(6);

/// The block.
#[derive(Debug)]
pub(super) struct Fib {
    /// Whether the tables lie in `1Table`.
    pub(super) table_1: bool,
    /// Characters of each story.
    stories: [usize; 7],
    /// Where the text begins and ends, for files without a piece table.
    pub(super) plain: Range<usize>,
    places: Vec<(usize, usize)>,
}

/// Where the lengths of the stories stand.
const LENGTHS: usize = 0x4c;
/// Where the places of the parts stand, after their number.
const PLACES: usize = 0x9a;
/// What the block begins with, since Word 97 and before.
const MARK: u16 = 0xa5ec;
const MARK_95: u16 = 0xa5dc;
/// The first version of the format that is read.
const WORD_97: u16 = 0xc0;

impl Fib {
    pub(super) fn read(main: &[u8]) -> Result<Fib, Failure> {
        let short = || Failure::Damaged("the header is cut off".to_owned());
        let field = |at| u16_at(main, at).ok_or_else(short);
        let mark = field(0)?;
        if !matches!(mark, MARK | MARK_95) {
            return Err(Failure::Damaged("no header of a Word document".to_owned()));
        }
        let flags = field(0x0a)?;
        if flags & 0x0100 != 0 {
            return Err(Failure::Encrypted);
        }
        if mark == MARK_95 || field(2)? < WORD_97 {
            return Err(Failure::Damaged("written by Word 95 or older".to_owned()));
        }
        let number = |at| size_at(main, at).ok_or_else(short);
        let mut stories = [0; 7];
        for (i, length) in stories.iter_mut().enumerate() {
            *length = number(LENGTHS + 4 * i)?;
        }
        let count = usize::from(field(PLACES - 2)?);
        let place = |i: usize| {
            let at = PLACES + 8 * i;
            Some((size_at(main, at)?, size_at(main, at + 4)?))
        };
        Ok(Fib {
            table_1: flags & 0x0200 != 0,
            stories,
            plain: number(0x18)?..number(0x1c)?,
            places: (0..count).map_while(place).collect(),
        })
    }

    /// Number of characters of all stories together.
    pub(super) fn text(&self) -> usize {
        self.stories.iter().fold(0, |sum, n| sum.saturating_add(*n))
    }

    /// The characters of a story.
    pub(super) fn story(&self, story: Story) -> Range<usize> {
        let before = &self.stories[..story.0];
        let start = before.iter().fold(0usize, |sum, n| sum.saturating_add(*n));
        start..start.saturating_add(self.stories[story.0])
    }

    /// Where a part lies in the table stream, and its length.
    pub(super) fn place(&self, part: Part) -> (usize, usize) {
        self.places.get(part.0).copied().unwrap_or_default()
    }

    /// A part of the table stream; empty where the file has none.
    pub(super) fn part<'t>(&self, table: &'t [u8], part: Part) -> &'t [u8] {
        let (at, length) = self.place(part);
        slice(table, at, length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(mark: u16, version: u16, flags: u16) -> String {
        let mut main = vec![0; 0x200];
        for (at, value) in [(0, mark), (2, version), (0x0a, flags)] {
            main[at..at + 2].copy_from_slice(&value.to_le_bytes());
        }
        match Fib::read(&main) {
            Ok(_) => "read".to_owned(),
            Err(Failure::Damaged(why)) => why,
            Err(other) => format!("{other:?}"),
        }
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        assert_eq!(read(MARK, 0xc1, 0), "read");
        assert_eq!(read(MARK_95, 0x68, 0), "written by Word 95 or older");
        assert_eq!(read(MARK_95, 0x68, 0x0100), "Encrypted");
        assert_eq!(read(MARK, 0xc1, 0x0100), "Encrypted");
        assert_eq!(read(7, 0xc1, 0), "no header of a Word document");
    }
}
