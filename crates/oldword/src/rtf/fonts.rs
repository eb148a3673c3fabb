//! The table of fonts: names and character sets.

use std::collections::HashMap;

use encoding_rs::{self as enc, Encoding};

use crate::font::Face;

/// A font: how its text is read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Font {
    pub(super) face: Face,
    /// The encoding of its bytes, where that is not the one of the document.
    pub(super) page: Option<&'static Encoding>,
}

/// The table, and the entry that is being read.
#[derive(Debug, Default)]
pub(super) struct Fonts {
    fonts: HashMap<i32, Font>,
    number: i32,
    charset: i32,
    name: Vec<u8>,
}

impl Fonts {
    pub(super) fn get(&self, number: i32) -> Option<Font> {
        self.fonts.get(&number).copied()
    }

    pub(super) fn word(&mut self, word: &[u8], number: i32) {
        match word {
            b"f" => {
                self.end();
                self.number = number;
            }
            b"fcharset" => self.charset = number,
            _ => {}
        }
    }

    pub(super) fn byte(&mut self, byte: u8) {
        if byte == b';' {
            self.end();
        } else {
            self.name.push(byte);
        }
    }

    fn end(&mut self) {
        if !self.name.is_empty() {
            let name = String::from_utf8_lossy(&self.name);
            let face = Face::named(&name);
            // What an old font shows is told by its name, whatever set it claims to have.
            let page = if face.is_legacy() {
                Some(enc::WINDOWS_1252)
            } else {
                charset(self.charset)
            };
            self.fonts.insert(self.number, Font { face, page });
        }
        self.name.clear();
        self.charset = 0;
    }
}

/// The encoding of a character set of Windows.
fn charset(number: i32) -> Option<&'static Encoding> {
    Some(match number {
        2 => enc::WINDOWS_1252,
        77 => enc::MACINTOSH,
        128 => enc::SHIFT_JIS,
        129 => enc::EUC_KR,
        134 => enc::GBK,
        136 => enc::BIG5,
        161 => enc::WINDOWS_1253,
        162 => enc::WINDOWS_1254,
        163 => enc::WINDOWS_1258,
        177 => enc::WINDOWS_1255,
        178 => enc::WINDOWS_1256,
        186 => enc::WINDOWS_1257,
        204 => enc::WINDOWS_1251,
        222 => enc::WINDOWS_874,
        238 => enc::WINDOWS_1250,
        _ => return None,
    })
}

/// The encoding of a code page.
pub(super) fn code_page(number: i32) -> &'static Encoding {
    match number {
        874 => enc::WINDOWS_874,
        932 => enc::SHIFT_JIS,
        936 => enc::GBK,
        949 => enc::EUC_KR,
        950 => enc::BIG5,
        1250 => enc::WINDOWS_1250,
        1251 => enc::WINDOWS_1251,
        1253 => enc::WINDOWS_1253,
        1254 => enc::WINDOWS_1254,
        1255 => enc::WINDOWS_1255,
        1256 => enc::WINDOWS_1256,
        1257 => enc::WINDOWS_1257,
        1258 => enc::WINDOWS_1258,
        10000 => enc::MACINTOSH,
        65001 => enc::UTF_8,
        _ => enc::WINDOWS_1252,
    }
}
