//! The piece table: the characters of the file in order, wherever they lie in the stream.

use std::ops::Range;

use sohoa_layout::Failure;

use super::bytes::{size_at, slice, u8_at, u16_at, u32_at};
use super::fib::Fib;

/// Characters that follow one another in the stream.
#[derive(Debug)]
pub(super) struct Piece {
    /// Which characters of the file they are.
    pub(super) chars: Range<usize>,
    /// Where they begin in the stream.
    pub(super) at: usize,
    /// Bytes of one character.
    pub(super) width: usize,
    /// Properties that were changed in haste: the number of a list of them, or a single one.
    pub(super) change: u16,
}

/// The pieces, and the lists of changes that they name.
#[derive(Debug, Default)]
pub(super) struct Pieces {
    /// UTF-16 units of the whole file.
    pub(super) text: Vec<u16>,
    pieces: Vec<Piece>,
    changes: Vec<Range<usize>>,
    /// Some pieces lie outside of the stream.
    pub(super) damaged: bool,
}

impl Pieces {
    /// The piece with a character.
    pub(super) fn of(&self, char: usize) -> Option<&Piece> {
        let i = self.pieces.partition_point(|p| p.chars.end <= char);
        self.pieces.get(i).filter(|p| p.chars.contains(&char))
    }

    /// The list of changes of a piece, as a place in the table that was read.
    pub(super) fn changes<'c>(&self, clx: &'c [u8], piece: &Piece) -> &'c [u8] {
        let list = (piece.change & 1 == 1).then(|| usize::from(piece.change >> 1));
        let range = list.and_then(|i| self.changes.get(i));
        range.and_then(|r| clx.get(r.clone())).unwrap_or_default()
    }
}

/// Reads the table and all text; `total` characters are expected.
pub(super) fn read(main: &[u8], clx: &[u8], fib: &Fib) -> Result<Pieces, Failure> {
    let total = fib.text();
    let mut pieces = Pieces::default();
    match table(clx, &mut pieces.changes) {
        Some(table) => pieces.load(table),
        None => pieces.pieces.push(Piece {
            chars: 0..total.min(fib.plain.len()),
            at: fib.plain.start,
            width: 1,
            change: 0,
        }),
    }
    pieces.unfold(main);
    if pieces.text.is_empty() {
        return Err(Failure::Damaged("no text is found".to_owned()));
    }
    pieces.damaged |= pieces.text.len() < total;
    Ok(pieces)
}

/// The table of pieces behind the lists of changes.
fn table<'c>(clx: &'c [u8], changes: &mut Vec<Range<usize>>) -> Option<&'c [u8]> {
    let mut at = 0;
    loop {
        match u8_at(clx, at)? {
            1 => {
                let length = usize::from(u16_at(clx, at + 1)?);
                changes.push(at + 3..at + 3 + length);
                at += 3 + length;
            }
            2 => return Some(slice(clx, at + 5, size_at(clx, at + 1)?)),
            _ => return None,
        }
    }
}

impl Pieces {
    fn load(&mut self, table: &[u8]) {
        let count = table.len().saturating_sub(4) / 12;
        for i in 0..count {
            let bounds = size_at(table, 4 * i).zip(size_at(table, 4 * i + 4));
            let told = 4 * (count + 1) + 8 * i;
            let place = u32_at(table, told + 2).zip(u16_at(table, told + 6));
            let (Some((start, end)), Some((fc, change))) = (bounds, place) else {
                break;
            };
            let narrow = fc & 0x4000_0000 != 0;
            let at = (fc & 0x3fff_ffff) as usize;
            // Pieces follow one another without a gap.
            if end <= start || start != self.pieces.last().map_or(0, |p| p.chars.end) {
                self.damaged = true;
                break;
            }
            self.pieces.push(Piece {
                chars: start..end,
                at: if narrow { at / 2 } else { at },
                width: if narrow { 1 } else { 2 },
                change,
            });
        }
    }

    /// Reads the characters of all pieces. The stream holds each once, so there are no more than bytes.
    fn unfold(&mut self, main: &[u8]) {
        for piece in &self.pieces {
            let bytes = slice(
                main,
                piece.at,
                piece.chars.len().saturating_mul(piece.width),
            );
            let whole = bytes.len() / piece.width == piece.chars.len();
            if !whole || self.text.len() + piece.chars.len() > main.len() {
                self.damaged = true;
                break;
            }
            if piece.width == 1 {
                let (shown, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes);
                self.text.extend(shown.encode_utf16());
            } else {
                let units = bytes.chunks_exact(2);
                self.text
                    .extend(units.map(|u| u16::from_le_bytes([u[0], u[1]])));
            }
        }
        let read = self.text.len();
        self.pieces.retain(|p| p.chars.end <= read);
    }
}
