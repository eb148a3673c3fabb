//! Single properties: a code of two bytes tells what changes and how long the operand is.

use super::bytes::{slice, u8_at, u16_at};

/// The properties of a list, each as its code and its operand.
pub(super) struct Sprms<'b>(pub(super) &'b [u8]);

impl<'b> Iterator for Sprms<'b> {
    type Item = (u16, &'b [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let code = u16_at(self.0, 0)?;
        let (skip, length) = operand(code, &self.0[2..])?;
        let value = slice(self.0, 2 + skip, length);
        self.0 = self.0.get(2 + skip + length..).unwrap_or_default();
        (value.len() == length).then_some((code, value))
    }
}

/// Bytes that tell the length of an operand, and the length.
fn operand(code: u16, rest: &[u8]) -> Option<(usize, usize)> {
    Some(match code >> 13 {
        0 | 1 => (0, 1),
        2 | 4 | 5 => (0, 2),
        3 => (0, 4),
        7 => (0, 3),
        _ => match code {
            DEFINE_TABLE => (2, usize::from(u16_at(rest, 0)?).saturating_sub(1)),
            CHANGE_TABS if u8_at(rest, 0)? == 255 => (1, tabs(rest)?),
            _ => (1, usize::from(u8_at(rest, 0)?)),
        },
    })
}

/// Length of a list of tabs that is too long to tell it in a byte.
fn tabs(rest: &[u8]) -> Option<usize> {
    let deleted = 4 * usize::from(u8_at(rest, 1)?);
    let added = 3 * usize::from(u8_at(rest, 2 + deleted)?);
    Some(2 + deleted + added)
}

const CHANGE_TABS: u16 = 0xc615;

// Of characters.
pub(super) const DELETED: u16 = 0x0800;
pub(super) const INSERTED: u16 = 0x0801;
pub(super) const CAPITALS: u16 = 0x083b;
pub(super) const HIDDEN: u16 = 0x083c;
pub(super) const SPECIAL: u16 = 0x0855;
pub(super) const CHARACTER_STYLE: u16 = 0x4a30;
pub(super) const FONT_ASCII: u16 = 0x4a4f;
pub(super) const FONT_OTHER: u16 = 0x4a51;
pub(super) const SYMBOL: u16 = 0x6a09;

// Of paragraphs.
pub(super) const LEVEL: u16 = 0x260a;
pub(super) const IN_TABLE: u16 = 0x2416;
pub(super) const ROW_END: u16 = 0x2417;
pub(super) const LIST: u16 = 0x460b;
pub(super) const ELSEWHERE: [u16; 2] = [0x6645, 0x6646];
pub(super) const DEPTH: u16 = 0x6649;

// Of the rows of tables.
pub(super) const DEFINE_TABLE: u16 = 0xd608;
pub(super) const INSERT_CELLS: u16 = 0x7621;
pub(super) const DELETE_CELLS: u16 = 0x5622;
pub(super) const CELL_WIDTH: u16 = 0x7623;
pub(super) const TABLE_BORDERS_80: u16 = 0xd605;
pub(super) const TABLE_BORDERS: u16 = 0xd613;
pub(super) const CELL_BORDERS_80: u16 = 0xd620;
pub(super) const CELL_BORDERS: u16 = 0xd62f;

/// The code behind the short number of a property that a piece changes in haste.
pub(super) fn short(number: u16) -> Option<u16> {
    Some(match number {
        0x18 => IN_TABLE,
        0x19 => ROW_END,
        0x41 => DELETED,
        0x42 => INSERTED,
        0x5b => CAPITALS,
        0x5c => HIDDEN,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operands_have_the_length_their_code_tells() {
        let list = [
            0x4f, 0x4a, 5, 0, // a font
            0x08, 0xd6, 3, 0, 7, 7, // a table of two bytes
            0x3b, 0x08, 1, // capitals
            0x16, 0x24, // cut off
        ];
        let read: Vec<(u16, usize)> = Sprms(&list).map(|(c, v)| (c, v.len())).collect();
        assert_eq!(read, [(FONT_ASCII, 2), (DEFINE_TABLE, 2), (CAPITALS, 1)]);
    }

    #[test]
    fn a_long_list_of_tabs_is_passed() {
        let mut list = vec![0x15, 0xc6, 255, 1, 0, 0, 0, 0, 1, 0, 0, 0];
        list.extend([0x3c, 0x08, 1]);
        assert_eq!(Sprms(&list).last(), Some((HIDDEN, &[1u8][..])));
    }
}
