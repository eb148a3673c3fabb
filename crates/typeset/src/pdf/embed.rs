//! Fonts embedded whole, with the widths and letters of the glyphs that are used.

use std::collections::BTreeMap;

use pdf_writer::types::{CidFontType, FontFlags, SystemInfo, UnicodeCmap};
use pdf_writer::{Filter, Finish, Name, Rect, Ref, Str};
use ttf_parser::GlyphId;

use crate::font::{FontFiles, Fonts, Style};
use crate::pdf::{File, packed};

/// The glyphs of a font that are used, and the letters that they stand for.
pub type Used = BTreeMap<u16, char>;

const IDENTITY: SystemInfo<'static> = SystemInfo {
    registry: Str(b"Adobe"),
    ordering: Str(b"Identity"),
    supplement: 0,
};

/// Embeds a font under an id; codes are its glyphs.
pub fn font(
    file: &mut File,
    id: Ref,
    style: Style,
    used: &Used,
    files: &FontFiles,
    fonts: &Fonts<'_>,
) {
    let [cid, descriptor, map, program] = std::array::from_fn(|_| file.id());
    let name = format!("Tinos-{style:?}");
    let name = Name(name.as_bytes());
    let mut outer = file.pdf.type0_font(id);
    outer.base_font(name);
    outer.encoding_predefined(Name(b"Identity-H"));
    outer.descendant_font(cid);
    outer.to_unicode(map);
    outer.finish();

    let face = fonts.face(style);
    let scale = 1000.0 / f32::from(face.units_per_em());
    let mut inner = file.pdf.cid_font(cid);
    inner.subtype(CidFontType::Type2);
    inner.base_font(name);
    inner.system_info(IDENTITY);
    inner.font_descriptor(descriptor);
    inner.default_width(0.0);
    inner.cid_to_gid_map_predefined(Name(b"Identity"));
    let mut widths = inner.widths();
    for glyph in used.keys() {
        let width = face.glyph_hor_advance(GlyphId(*glyph)).unwrap_or(0);
        widths.same(*glyph, *glyph, f32::from(width) * scale);
    }
    widths.finish();
    inner.finish();

    let italic = matches!(style, Style::Italic | Style::BoldItalic);
    let flags = FontFlags::SERIF | FontFlags::SYMBOLIC;
    let bounds = face.global_bounding_box();
    let units = |v: i16| f32::from(v) * scale;
    let mut about = file.pdf.font_descriptor(descriptor);
    about.name(name);
    about.flags(if italic {
        flags | FontFlags::ITALIC
    } else {
        flags
    });
    about.bbox(Rect::new(
        units(bounds.x_min),
        units(bounds.y_min),
        units(bounds.x_max),
        units(bounds.y_max),
    ));
    about.italic_angle(face.italic_angle());
    about.ascent(units(face.ascender()));
    about.descent(units(face.descender()));
    about.cap_height(units(face.capital_height().unwrap_or(face.ascender())));
    about.stem_v(if matches!(style, Style::Bold | Style::BoldItalic) {
        140.0
    } else {
        80.0
    });
    about.font_file2(program);
    about.finish();

    let mut cmap = UnicodeCmap::new(Name(b"Letters"), IDENTITY);
    used.iter()
        .for_each(|(glyph, letter)| cmap.pair(*glyph, *letter));
    let cmap = packed(&cmap.finish());
    file.pdf.stream(map, &cmap).filter(Filter::FlateDecode);
    let bytes = files.bytes(style);
    let packed = packed(bytes);
    let mut stream = file.pdf.stream(program, &packed);
    stream.filter(Filter::FlateDecode);
    stream.pair(Name(b"Length1"), bytes.len() as i32);
}
