//! A font without shapes: every letter is a blank of the same width, and is known by what it stands for.
//!
//! Letters get their codes as they come; the font has as many empty glyphs, and `ToUnicode` says what each is.

use std::collections::HashMap;

use pdf_writer::types::{CidFontType, FontFlags, SystemInfo, UnicodeCmap};
use pdf_writer::{Chunk, Filter, Finish, Name, Rect, Ref, Str};

use crate::file::packed;
use crate::lines::{ASCENT, DESCENT};

/// Width of every letter, as a share of the letter size.
pub(crate) const ADVANCE: f32 = 0.5;
/// Units to the letter size.
const UNITS: u16 = 1000;
/// Codes that may be given; the font must tell their number in sixteen bits.
const MOST: usize = 65_000;

const NAME: Name<'static> = Name(b"Glyphless");
const IDENTITY: SystemInfo<'static> = SystemInfo {
    registry: Str(b"Adobe"),
    ordering: Str(b"Identity"),
    supplement: 0,
};

/// The letters that are used, and their codes: the first has 1, since 0 stands for what a font does not have.
#[derive(Debug, Default)]
pub(crate) struct Letters {
    codes: HashMap<char, u16>,
    letters: Vec<char>,
}

impl Letters {
    /// A text in codes of two bytes.
    pub fn codes(&mut self, text: impl Iterator<Item = char>) -> Vec<u8> {
        text.flat_map(|c| self.code(c).to_be_bytes()).collect()
    }

    fn code(&mut self, letter: char) -> u16 {
        if self.letters.len() >= MOST {
            return self.codes.get(&letter).copied().unwrap_or(1);
        }
        *self.codes.entry(letter).or_insert_with(|| {
            self.letters.push(letter);
            self.letters.len() as u16
        })
    }

    fn glyphs(&self) -> u16 {
        self.letters.len() as u16 + 1
    }
}

/// The objects of the font: the font itself under the first of `ids`.
pub(crate) fn objects(letters: &Letters, ids: [Ref; 5]) -> [Chunk; 5] {
    let [font, inner, about, map, program] = ids;
    let mut chunks: [Chunk; 5] = std::array::from_fn(|_| Chunk::new());

    let mut outer = chunks[0].type0_font(font);
    outer
        .base_font(NAME)
        .encoding_predefined(Name(b"Identity-H"));
    outer.descendant_font(inner).to_unicode(map);
    outer.finish();

    let mut cid = chunks[1].cid_font(inner);
    cid.subtype(CidFontType::Type2).base_font(NAME);
    cid.system_info(IDENTITY).font_descriptor(about);
    cid.default_width(thousandths(ADVANCE));
    cid.cid_to_gid_map_predefined(Name(b"Identity"));
    cid.finish();

    let (ascent, descent) = (thousandths(ASCENT), -thousandths(DESCENT));
    let mut descriptor = chunks[2].font_descriptor(about);
    descriptor.name(NAME);
    descriptor.flags(FontFlags::FIXED_PITCH | FontFlags::SYMBOLIC);
    descriptor.bbox(Rect::new(0.0, descent, thousandths(ADVANCE), ascent));
    descriptor.italic_angle(0.0).ascent(ascent).descent(descent);
    descriptor
        .cap_height(ascent)
        .stem_v(80.0)
        .font_file2(program);
    descriptor.finish();

    let mut unicode = UnicodeCmap::new(Name(b"Letters"), IDENTITY);
    (1u16..)
        .zip(&letters.letters)
        .for_each(|(code, c)| unicode.pair(code, *c));
    let unicode = packed(&unicode.finish());
    chunks[3].stream(map, &unicode).filter(Filter::FlateDecode);

    let bytes = program_of(letters.glyphs());
    let short = packed(&bytes);
    let mut stream = chunks[4].stream(program, &short);
    stream.filter(Filter::FlateDecode);
    stream.pair(Name(b"Length1"), bytes.len() as i32);
    stream.finish();
    chunks
}

fn thousandths(share: f32) -> f32 {
    (share * 1000.0).round()
}

/// A TrueType font of so many empty glyphs.
///
/// ```text
/// font  = version , count of tables , search range , entry selector , range shift , { entry } , { table }
/// entry = tag , checksum , offset , length
/// ```
fn program_of(glyphs: u16) -> Vec<u8> {
    let tables: [(&[u8; 4], Vec<u8>); 8] = [
        (b"cmap", cmap()),
        // A table of no bytes troubles some readers.
        (b"glyf", vec![0; 4]),
        (b"head", head()),
        (b"hhea", hhea()),
        (b"hmtx", hmtx(glyphs)),
        (b"loca", vec![0; 2 * (usize::from(glyphs) + 1)]),
        (b"maxp", maxp(glyphs)),
        (b"post", post()),
    ];
    let mut font = words(&[1, 0, tables.len() as u16, 128, 3, 0]);
    let mut at = 12 + 16 * tables.len();
    for (tag, table) in &tables {
        font.extend_from_slice(*tag);
        font.extend(sum(table).to_be_bytes());
        font.extend((at as u32).to_be_bytes());
        font.extend((table.len() as u32).to_be_bytes());
        at += table.len().next_multiple_of(4);
    }
    let mut head = 0;
    for (tag, table) in &tables {
        if *tag == b"head" {
            head = font.len();
        }
        font.extend_from_slice(table);
        font.resize(font.len().next_multiple_of(4), 0);
    }
    let adjustment = 0xB1B0_AFBA_u32.wrapping_sub(sum(&font));
    font.splice(head + 8..head + 12, adjustment.to_be_bytes());
    font
}

/// Sum of a table's words of four bytes.
fn sum(table: &[u8]) -> u32 {
    let word = |part: &[u8]| {
        let mut word = [0; 4];
        word[..part.len()].copy_from_slice(part);
        u32::from_be_bytes(word)
    };
    table.chunks(4).map(word).fold(0, u32::wrapping_add)
}

fn words(values: &[u16]) -> Vec<u8> {
    values.iter().flat_map(|v| v.to_be_bytes()).collect()
}

/// No letter has a glyph by its character: one segment of format 4 that ends all.
fn cmap() -> Vec<u8> {
    let head = [0, 1, 3, 1, 0, 12];
    let segment = [4, 24, 0, 2, 2, 0, 0, 0xFFFF, 0, 0xFFFF, 1, 0];
    words(&[&head[..], &segment].concat())
}

fn head() -> Vec<u8> {
    let version = [1, 0, 1, 0];
    let (sum, magic) = ([0, 0], [0x5F0F, 0x3CF5]);
    let (flags, days) = ([0b1011, UNITS], [0; 8]);
    let bounds = [0; 4];
    let rest = [0, 8, 2, 0, 0];
    words(&[&version[..], &sum, &magic, &flags, &days, &bounds, &rest].concat())
}

fn hhea() -> Vec<u8> {
    let units = |share: f32| (share * f32::from(UNITS)).round() as i16;
    let signed = |v: i16| u16::from_be_bytes(v.to_be_bytes());
    let extent = [signed(units(ASCENT)), signed(-units(DESCENT)), 0];
    let widths = [units(ADVANCE) as u16, 0, 0, 0];
    words(&[&[1, 0][..], &extent, &widths, &[1, 0, 0], &[0; 5], &[1]].concat())
}

/// One width for all.
fn hmtx(glyphs: u16) -> Vec<u8> {
    let width = (ADVANCE * f32::from(UNITS)).round() as u16;
    let mut out = words(&[width, 0]);
    out.resize(4 + 2 * (usize::from(glyphs) - 1), 0);
    out
}

fn maxp(glyphs: u16) -> Vec<u8> {
    words(&[&[1, 0, glyphs, 0, 0, 0, 0, 1][..], &[0; 8]].concat())
}

fn post() -> Vec<u8> {
    words(&[&[3, 0][..], &[0; 4], &[0, 1], &[0; 8]].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_letter_has_one_code() {
        let mut letters = Letters::default();
        assert_eq!(letters.codes("Kế K".chars()), [0, 1, 0, 2, 0, 3, 0, 1]);
        assert_eq!(letters.codes("ế".chars()), [0, 2]);
        assert_eq!(letters.glyphs(), 4);
    }

    #[test]
    fn the_font_adds_up() {
        let font = program_of(300);
        assert_eq!(sum(&font), 0xB1B0_AFBA);
        let face = ttf_parser::Face::parse(&font, 0).expect("a font");
        assert_eq!((face.number_of_glyphs(), face.units_per_em()), (300, UNITS));
        assert_eq!((face.ascender(), face.descender()), (800, -200));
        for glyph in [0, 1, 299] {
            let glyph = ttf_parser::GlyphId(glyph);
            assert_eq!(face.glyph_hor_advance(glyph), Some(500));
            assert_eq!(face.glyph_bounding_box(glyph), None);
        }
    }
}
