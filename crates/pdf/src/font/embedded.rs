//! The font program that a file carries: which letter its glyphs show, by its own tables.

use std::collections::HashMap;

use ttf_parser::{Face, RawFace, Tag, cmap};

use super::names;

/// Glyph numbers and what they show; how many glyphs the whole font has.
#[derive(Debug, Default, Clone)]
pub(crate) struct Program {
    pub letters: HashMap<u32, String>,
    pub glyphs: u32,
    /// Codes of the font's own 8-bit table, for simple fonts without a named encoding.
    pub codes: HashMap<u8, u32>,
}

/// Reads a TrueType or OpenType font; whatever table is damaged or absent is done without.
pub(crate) fn read(bytes: &[u8]) -> Program {
    let mut program = Program::default();
    let Ok(raw) = RawFace::parse(bytes, 0) else {
        return program;
    };
    let maxp = raw.table(Tag::from_bytes(b"maxp"));
    let count = maxp.and_then(|t| Some(u16::from_be_bytes([*t.get(4)?, *t.get(5)?])));
    program.glyphs = u32::from(count.unwrap_or(0));
    if let Ok(face) = Face::parse(bytes, 0) {
        for glyph in 0..face.number_of_glyphs() {
            let name = face.glyph_name(ttf_parser::GlyphId(glyph));
            if let Some(letters) = name.and_then(names::letters) {
                program.letters.insert(u32::from(glyph), letters);
            }
        }
    }
    let table = raw
        .table(Tag::from_bytes(b"cmap"))
        .and_then(cmap::Table::parse);
    for subtable in table.iter().flat_map(|t| t.subtables) {
        let unicode = subtable.is_unicode();
        subtable.codepoints(|code| {
            let Some(glyph) = subtable.glyph_index(code).filter(|g| g.0 > 0) else {
                return;
            };
            // Symbol fonts put their 8-bit codes at F000.
            let byte = u8::try_from(code)
                .ok()
                .or_else(|| u8::try_from(code.checked_sub(0xf000)?).ok());
            if let Some(byte) = byte.filter(|_| !unicode) {
                program.codes.insert(byte, u32::from(glyph.0));
            }
            let letter =
                char::from_u32(code).filter(|c| *c > ' ' && !('\u{e000}'..='\u{f8ff}').contains(c));
            if let Some(c) = letter.filter(|_| unicode) {
                program.letters.insert(u32::from(glyph.0), c.to_string());
            }
        });
    }
    program
}
