//! The table of fonts.

use super::bytes::{slice, u8_at, u16_at, utf16};
use crate::font::Face;

/// Where the name stands in an entry, after its length.
const NAME: usize = 39;

/// The faces of the fonts, by their numbers.
pub(super) fn read(table: &[u8]) -> Vec<Face> {
    let count = usize::from(u16_at(table, 0).unwrap_or(0));
    let mut at = 4;
    let mut out = Vec::new();
    while out.len() < count {
        let Some(length) = u8_at(table, at).map(usize::from) else {
            break;
        };
        let entry = slice(table, at + 1, length);
        let name = entry.get(NAME..).unwrap_or_default();
        let names = utf16(name);
        out.push(Face::named(names.split('\0').next().unwrap_or_default()));
        at += 1 + length;
    }
    out
}
