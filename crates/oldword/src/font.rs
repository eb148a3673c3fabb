//! The fonts of a document, and how text set in them is read.

use std::borrow::Cow;
use std::collections::HashMap;

use sohoa_legacy::{Encoding, Font};

/// How the text of a run is read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Face {
    /// Shown in capitals, whatever was typed.
    capitals: bool,
    /// A font of signs.
    signs: bool,
    /// A font from before Unicode.
    legacy: Option<Font>,
}

/// How many letters were read in each encoding; Unicode is none.
#[derive(Debug, Default)]
pub(crate) struct Tally(HashMap<Option<Encoding>, usize>);

impl Tally {
    /// The old encoding of most letters, where it was one.
    pub(crate) fn encoding(&self) -> Option<Encoding> {
        let most = self
            .0
            .iter()
            .max_by_key(|(e, n)| (**n, e.map(Encoding::name)));
        most.and_then(|(encoding, _)| *encoding)
    }

    pub(crate) fn add(&mut self, other: &Tally) {
        for (encoding, letters) in &other.0 {
            *self.0.entry(*encoding).or_default() += letters;
        }
    }

    fn count(&mut self, encoding: Option<Encoding>, text: &str) {
        let letters = text.chars().filter(|c| c.is_alphabetic()).count();
        *self.0.entry(encoding).or_default() += letters;
    }
}

impl Face {
    /// What the name of a font tells.
    pub(crate) fn named(name: &str) -> Face {
        let lower = name.trim().to_lowercase();
        // Windows names a font once more for every script that it has letters of.
        let family = SCRIPTS.iter().find_map(|s| lower.strip_suffix(s));
        let family = family.unwrap_or(&lower);
        Face {
            capitals: false,
            signs: SIGNS.iter().any(|s| family.starts_with(s)),
            legacy: sohoa_legacy::by_font(family),
        }
    }

    /// The same face, shown in capitals.
    pub(crate) fn in_capitals(self, capitals: bool) -> Face {
        Face { capitals, ..self }
    }

    /// Whether text in this face is bytes of an old encoding.
    pub(crate) fn is_legacy(self) -> bool {
        self.legacy.is_some()
    }

    /// Appends what a run in this face says.
    fn decode(self, run: &str, out: &mut String) {
        let start = out.len();
        match self.legacy {
            _ if self.signs => out.extend(run.chars().map(sign)),
            Some(font) => {
                let bytes = public(run);
                out.push_str(&sohoa_legacy::decode(&bytes, font.encoding, font.capital));
            }
            None => out.extend(run.chars().map(plain)),
        }
        if self.capitals {
            let upper = out[start..].to_uppercase();
            out.replace_range(start.., &upper);
        }
    }
}

/// What the runs of a paragraph say. One that has letters of Unicode was written in Unicode, whatever
/// old font it names: programs show such letters in another font.
pub(crate) fn decode(runs: impl Iterator<Item = (String, Face)>, tally: &mut Tally) -> String {
    let mut out = String::new();
    for (run, mut face) in runs {
        if run.contains(is_unicode) {
            face.legacy = None;
        }
        face.decode(&run, &mut out);
        tally.count(face.legacy.map(|f| f.encoding), &run);
    }
    out
}

/// Fonts that claim to hold signs have their bytes in the private area.
fn public(run: &str) -> Cow<'_, str> {
    let byte = |c: char| match u32::from(c) {
        code @ 0xf020..=0xf0ff => char::from_u32(code - 0xf000).unwrap_or(c),
        _ => c,
    };
    if run.contains(|c| byte(c) != c) {
        Cow::Owned(run.chars().map(byte).collect())
    } else {
        Cow::Borrowed(run)
    }
}

/// Letters of Vietnamese that no encoding of one byte shows.
fn is_unicode(c: char) -> bool {
    matches!(
        c,
        '\u{1ea0}'
            ..='\u{1ef9}' | 'Ă' | 'ă' | 'Đ' | 'đ' | 'Ĩ' | 'ĩ' | 'Ũ' | 'ũ' | 'Ơ' | 'ơ' | 'Ư' | 'ư'
    )
}

const SCRIPTS: [&str; 8] = [
    " ce",
    " cyr",
    " greek",
    " tur",
    " baltic",
    " (vietnamese)",
    " (arabic)",
    " (hebrew)",
];

const SIGNS: [&str; 4] = ["symbol", "wingdings", "webdings", "monotype sorts"];

/// The characters of the symbol font that are signs of calculation; every other one is a bullet.
fn sign(c: char) -> char {
    let code = u32::from(c);
    let byte = if (0xf000..0xf100).contains(&code) {
        code - 0xf000
    } else {
        code
    };
    match byte {
        0x20..=0x7e if code < 0xf000 => c,
        0x20..=0x40 => char::from_u32(byte).unwrap_or(c),
        0xa3 => '≤',
        0xb0 => '°',
        0xb1 => '±',
        0xb3 => '≥',
        0xb4 => '×',
        0xb9 => '≠',
        0xae => '→',
        0x100..0xf000 => c,
        _ => '•',
    }
}

/// Signs of the private area stand for bullets in every font.
fn plain(c: char) -> char {
    if ('\u{f000}'..='\u{f0ff}').contains(&c) {
        sign(c)
    } else {
        c
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(runs: &[(&str, &str)]) -> (String, Option<&'static str>) {
        let mut tally = Tally::default();
        let runs = runs.iter().map(|(r, f)| ((*r).to_owned(), Face::named(f)));
        let said = decode(runs, &mut tally);
        (said, tally.encoding().map(Encoding::name))
    }

    #[test]
    fn each_run_is_read_by_its_font() {
        let runs = [("céng hßa ", ".VnTimeH Tur"), ("năm 2004", "Arial")];
        assert_eq!(read(&runs), ("CỘNG HÒA năm 2004".to_owned(), Some("tcvn3")));
        let unicode = [("thửa ruộng của bà", ".VnTime")];
        assert_eq!(read(&unicode), ("thửa ruộng của bà".to_owned(), None));
    }

    #[test]
    fn signs() {
        let runs = [("\u{f0b7} a \u{f0b3}", "Symbol"), (" \u{f0fc}", "Arial")];
        assert_eq!(read(&runs).0, "• a ≥ •");
    }
}
