//! Fonts: codes to letters and widths.

mod cmap;
mod embedded;
mod encoding;
mod legacy;
mod names;
pub(crate) mod shifted;
mod widths;

use std::collections::HashMap;
use std::rc::Rc;

use lopdf::{Dictionary, Object};
use sohoa_legacy::by_font;

use crate::object::Pdf;
use cmap::CMap;
use encoding::Base;
use widths::Widths;

/// More fonts than this no paper has.
const FONTS: usize = 4096;

/// A code in a string, and whether it is the one-byte blank that word spacing widens.
pub(crate) struct Code {
    pub value: u32,
    pub blank: bool,
}

/// A font of the file.
#[derive(Debug)]
pub(crate) struct Font {
    /// Its name without the mark of a part.
    pub name: String,
    /// Height above and below the baseline, in font sizes; the second is negative.
    pub ascent: f32,
    pub descent: f32,
    /// How many glyphs the whole font has, where its program says so.
    pub glyphs: u32,
    /// The encoding of its letters, where they are from before Unicode.
    pub legacy: Option<sohoa_legacy::Font>,
    to_unicode: Option<CMap>,
    kind: Kind,
    widths: Widths,
    /// Size of one unit of the widths.
    unit: f32,
}

#[derive(Debug)]
enum Kind {
    /// One byte a code.
    Simple(encoding::Table),
    /// Codes of one to four bytes, which lead to glyph numbers, which lead to letters.
    Composite {
        cmap: CMap,
        utf16: bool,
        letters: HashMap<u32, String>,
        /// From glyph numbers of the file to those of the font program.
        map: Option<Vec<u8>>,
    },
}

impl Font {
    /// Takes a string apart into codes.
    pub fn codes<'b>(&'b self, bytes: &'b [u8]) -> impl Iterator<Item = Code> + 'b {
        let mut rest = bytes;
        std::iter::from_fn(move || {
            let len = self.code_length(rest)?;
            let (code, after) = rest.split_at(len.min(rest.len()));
            rest = after;
            let value = code.iter().fold(0, |v, b| v << 8 | u32::from(*b));
            let blank = code == b" ";
            Some(Code { value, blank })
        })
    }

    fn code_length(&self, rest: &[u8]) -> Option<usize> {
        rest.first()?;
        let Kind::Composite { cmap, .. } = &self.kind else {
            return Some(1);
        };
        let mut value = 0;
        for (i, byte) in rest.iter().take(4).enumerate() {
            value = value << 8 | u32::from(*byte);
            let fits = |s: &&(usize, u32, u32)| s.0 == i + 1 && s.1 <= value && value <= s.2;
            if cmap.spaces.iter().any(|s| fits(&s)) {
                return Some(i + 1);
            }
        }
        Some(cmap.spaces.first().map_or(2, |s| s.0))
    }

    /// Width of a code in font sizes.
    pub fn width(&self, code: u32) -> f32 {
        self.widths.of(self.cid(code)) * self.unit
    }

    fn cid(&self, code: u32) -> u32 {
        match &self.kind {
            Kind::Composite { cmap, .. } => cmap.glyph(code).unwrap_or(code),
            Kind::Simple(_) => code,
        }
    }

    /// Number of the glyph in the font program.
    pub fn glyph(&self, code: u32) -> u32 {
        let cid = self.cid(code);
        let Kind::Composite { map: Some(map), .. } = &self.kind else {
            return cid;
        };
        let at = cid as usize * 2;
        let pair = map.get(at).zip(map.get(at + 1));
        pair.map_or(cid, |(h, l)| u32::from(*h) << 8 | u32::from(*l))
    }

    /// Appends what a code says; false where the file does not say it.
    pub fn push(&self, code: u32, out: &mut String) -> bool {
        if self
            .to_unicode
            .as_ref()
            .is_some_and(|map| map.push(code, out))
        {
            return true;
        }
        let letters = match &self.kind {
            Kind::Simple(table) => table.get(code as usize).map(String::as_str),
            Kind::Composite { utf16: true, .. } => {
                let c = char::from_u32(code);
                out.extend(c);
                return c.is_some();
            }
            Kind::Composite { letters, .. } => letters.get(&self.glyph(code)).map(String::as_str),
        };
        out.push_str(letters.unwrap_or_default());
        letters.is_some_and(|l| !l.is_empty())
    }

    /// A composite font whose glyph numbers lead nowhere by themselves.
    pub fn is_blind(&self) -> bool {
        matches!(&self.kind, Kind::Composite { letters, utf16: false, .. } if letters.is_empty())
    }

    fn read(pdf: Pdf<'_>, font: &Dictionary) -> Font {
        let to_unicode = pdf.stream(font, b"ToUnicode").and_then(|s| pdf.data(s));
        let to_unicode = to_unicode.map(|bytes| CMap::parse(&bytes));
        let inner = pdf
            .array(font, b"DescendantFonts")
            .and_then(<[Object]>::first);
        let inner = inner.and_then(|o| pdf.follow(o)?.1.as_dict().ok());
        let body = inner.unwrap_or(font);
        let descriptor = pdf.dict(body, b"FontDescriptor");
        let name = pdf
            .name(font, b"BaseFont")
            .or_else(|| pdf.name(font, b"Name"));
        let name = String::from_utf8_lossy(name.unwrap_or_default());
        let name = without_subset(&name).to_owned();
        let (ascent, descent) = heights(pdf, descriptor);
        let mut out = Font {
            legacy: by_font(&name)
                .filter(|_| !to_unicode.as_ref().is_some_and(CMap::is_vietnamese)),
            name,
            ascent,
            descent,
            glyphs: 0,
            to_unicode,
            kind: Kind::Simple(Vec::new()),
            widths: Widths::composite(pdf, body),
            unit: 0.001,
        };
        match pdf.name(font, b"Subtype") {
            Some(b"Type0") => out.composite(pdf, font, body, descriptor),
            subtype => out.simple(pdf, font, descriptor, subtype.unwrap_or_default()),
        }
        out
    }

    fn composite(
        &mut self,
        pdf: Pdf<'_>,
        font: &Dictionary,
        body: &Dictionary,
        descriptor: Option<&Dictionary>,
    ) {
        let encoding = pdf.get(font, b"Encoding");
        let name = encoding.and_then(|o| o.as_name().ok()).unwrap_or_default();
        let stream = encoding
            .and_then(|o| o.as_stream().ok())
            .and_then(|s| pdf.data(s));
        let mut cmap = stream.map(|bytes| CMap::parse(&bytes)).unwrap_or_default();
        if cmap.spaces.is_empty() {
            cmap.spaces.push((2, 0, 0xffff));
        }
        let program = program(pdf, descriptor);
        self.glyphs = program.glyphs;
        self.kind = Kind::Composite {
            cmap,
            utf16: contains(name, b"UCS2") || contains(name, b"UTF16"),
            letters: program.letters,
            map: pdf.stream(body, b"CIDToGIDMap").and_then(|s| pdf.data(s)),
        };
    }

    fn simple(
        &mut self,
        pdf: Pdf<'_>,
        font: &Dictionary,
        descriptor: Option<&Dictionary>,
        subtype: &[u8],
    ) {
        self.widths = Widths::simple(pdf, font, descriptor, &self.name);
        let truetype = subtype == b"TrueType";
        let default = if truetype {
            Base::WinAnsi
        } else {
            Base::Standard
        };
        let type1 = descriptor.and_then(|d| pdf.data(pdf.stream(d, b"FontFile")?));
        let built_in = type1.as_deref().and_then(encoding::type1);
        let mut table = encoding::simple(pdf, font, default, built_in);
        if truetype && pdf.get(font, b"Encoding").is_none() {
            let program = program(pdf, descriptor);
            for (code, glyph) in &program.codes {
                if let Some(letters) = program.letters.get(glyph) {
                    table[usize::from(*code)].clone_from(letters);
                }
            }
        }
        self.kind = Kind::Simple(table);
        if subtype == b"Type3" {
            self.type3(pdf, font);
        }
    }

    /// The glyphs of a Type 3 font are drawings on a scale of its own.
    fn type3(&mut self, pdf: Pdf<'_>, font: &Dictionary) {
        let matrix = pdf
            .numbers::<6>(font, b"FontMatrix")
            .unwrap_or([0.001, 0.0, 0.0, 0.001, 0.0, 0.0]);
        self.unit = matrix[0].abs() as f32;
        if let Some(bounds) = pdf.numbers::<4>(font, b"FontBBox").filter(|b| b[3] > b[1]) {
            self.ascent = (bounds[3] * matrix[3]).abs().min(1.2) as f32;
            self.descent = -(bounds[1] * matrix[3]).abs().min(0.5) as f32;
        }
    }
}

fn contains(name: &[u8], what: &[u8]) -> bool {
    name.windows(what.len()).any(|w| w == what)
}

/// The font program in the file, if it has one of the kinds with tables.
fn program(pdf: Pdf<'_>, descriptor: Option<&Dictionary>) -> embedded::Program {
    let stream = descriptor.and_then(|d| {
        pdf.stream(d, b"FontFile2")
            .or_else(|| pdf.stream(d, b"FontFile3"))
    });
    let bytes = stream.and_then(|s| pdf.data(s)).unwrap_or_default();
    embedded::read(&bytes)
}

/// What the descriptor says, unless it cannot be.
fn heights(pdf: Pdf<'_>, descriptor: Option<&Dictionary>) -> (f32, f32) {
    let value = |key: &[u8]| {
        descriptor
            .and_then(|d| pdf.number(d, key))
            .map(|v| v.abs() / 1000.0)
    };
    let ascent = value(b"Ascent")
        .filter(|v| (0.3..1.9).contains(v))
        .unwrap_or(0.95);
    let descent = value(b"Descent")
        .filter(|v| (0.01..0.9).contains(v))
        .unwrap_or(0.35);
    (ascent.min(1.05) as f32, -descent.min(0.4) as f32)
}

/// Six capitals and a plus sign stand before the name of a part of a font.
fn without_subset(name: &str) -> &str {
    match name.split_once('+') {
        Some((mark, rest)) if mark.len() == 6 && mark.bytes().all(|c| c.is_ascii_uppercase()) => {
            rest
        }
        _ => name,
    }
}

/// The fonts of one file, each read once.
#[derive(Default)]
pub(crate) struct Fonts {
    list: Vec<Rc<Font>>,
    /// By the place of its dictionary in memory.
    known: HashMap<usize, u16>,
    /// Letters found for fonts that do not tell them, by name and number of glyphs.
    pub found: HashMap<(String, u32), HashMap<u32, char>>,
}

impl Fonts {
    /// The font that a content stream calls `name`.
    pub fn select<'d>(
        &mut self,
        pdf: Pdf<'d>,
        resources: &[&'d Dictionary],
        name: &[u8],
    ) -> Option<(u16, Rc<Font>)> {
        let (_, object) = pdf.resource(resources, b"Font", name)?;
        let place = std::ptr::from_ref(object).addr();
        if let Some(index) = self.known.get(&place) {
            return Some((*index, Rc::clone(&self.list[usize::from(*index)])));
        }
        if self.list.len() >= FONTS {
            return None;
        }
        let font = Rc::new(Font::read(pdf, object.as_dict().ok()?));
        let index = self.list.len() as u16;
        self.list.push(Rc::clone(&font));
        self.known.insert(place, index);
        Some((index, font))
    }

    /// The encoding from before Unicode that most of the fonts are in, if most are in one.
    pub fn encoding(&self) -> Option<String> {
        let old = self
            .list
            .iter()
            .filter_map(|f| f.legacy)
            .map(|f| f.encoding.name());
        let name = old
            .clone()
            .max_by_key(|name| old.clone().filter(|n| n == name).count())?;
        let most = old.filter(|n| *n == name).count() * 2 > self.list.len();
        most.then(|| name.to_owned())
    }

    /// Whether some font does not tell its letters.
    pub fn any_blind(&self) -> bool {
        self.list.iter().any(|f| f.is_blind())
    }

    pub fn get(&self, index: u16) -> &Font {
        &self.list[usize::from(index)]
    }

    /// Reads the letters of a text from `start` on, where their font is one from before Unicode.
    pub fn decode(&self, index: u16, text: &mut String, start: usize) {
        if let Some(font) = self.get(index).legacy {
            let run = text.split_off(start);
            let run = legacy::as_bytes(&run);
            text.push_str(&sohoa_legacy::decode(&run, font.encoding, font.capital));
        }
    }

    /// Appends what a code of a font says, U+FFFD where nobody knows.
    pub fn push(&self, index: u16, code: u32, out: &mut String) {
        let font = self.get(index);
        if font.push(code, out) {
            return;
        }
        let found = font
            .is_blind()
            .then(|| self.found.get(&(font.name.clone(), font.glyphs)));
        let letter = found.flatten().and_then(|map| map.get(&font.glyph(code)));
        out.push(letter.copied().unwrap_or('\u{fffd}'));
    }
}
