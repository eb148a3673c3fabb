//! The encodings by name; decoding and encoding with one of them.

use std::borrow::Cow;
use std::sync::LazyLock;

use crate::table::{Table, Unexplained, letters};
use crate::{byte, viqr};

/// An encoding of Vietnamese text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Encoding {
    /// Unicode. As mojibake: the bytes of UTF-8 shown as Windows-1252 (`Cá»™ng hÃ²a`).
    Utf8,
    /// TCVN3, also ABC: the `.Vn` fonts. Most capitals with marks exist in fonts of capitals only.
    Tcvn3,
    /// VNI for Windows: a mark is a byte of its own after the letter.
    Vni,
    /// VISCII 1.1 (RFC 1456).
    Viscii,
    /// VPS.
    Vps,
    /// VIQR: marks written as ASCII punctuation.
    Viqr,
    /// Windows-1258: tones are combining bytes after the letter.
    Windows1258,
    /// VietWare X, two bytes; told by its fonts only.
    VietwareX,
    /// VietWare F, one byte; told by its fonts only.
    VietwareF,
    /// BK HCM 2, two bytes; told by its fonts only.
    Bkhcm2,
}

impl Encoding {
    /// All encodings.
    pub const ALL: [Encoding; 10] = [
        Encoding::Utf8,
        Encoding::Tcvn3,
        Encoding::Vni,
        Encoding::Viscii,
        Encoding::Vps,
        Encoding::Viqr,
        Encoding::Windows1258,
        Encoding::VietwareX,
        Encoding::VietwareF,
        Encoding::Bkhcm2,
    ];

    /// Stable name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Encoding::Utf8 => "utf-8",
            Encoding::Tcvn3 => "tcvn3",
            Encoding::Vni => "vni",
            Encoding::Viscii => "viscii",
            Encoding::Vps => "vps",
            Encoding::Viqr => "viqr",
            Encoding::Windows1258 => "windows-1258",
            Encoding::VietwareX => "vietware-x",
            Encoding::VietwareF => "vietware-f",
            Encoding::Bkhcm2 => "bkhcm2",
        }
    }

    /// The encoding with this name.
    #[must_use]
    pub fn by_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|e| e.name() == name)
    }

    /// Whether small and capital letters with tones share their bytes.
    pub(crate) fn lacks_capitals(self) -> bool {
        matches!(self, Encoding::Tcvn3 | Encoding::VietwareF)
    }

    /// The table of an encoding in bytes; UTF-8 and VIQR have none.
    fn table(self) -> Option<&'static Table> {
        static TABLES: LazyLock<Vec<Option<Table>>> =
            LazyLock::new(|| Encoding::ALL.map(load).into());
        TABLES[self as usize].as_ref()
    }

    /// Appends what `run` says.
    pub(crate) fn decode_into(self, run: &str, out: &mut String) -> Unexplained {
        match (self, self.table()) {
            (_, Some(table)) => table.decode_into(run, out),
            (Encoding::Viqr, None) => viqr::decode_into(run, out),
            _ => utf8_into(run, out),
        }
    }
}

fn load(encoding: Encoding) -> Option<Table> {
    let table = match encoding {
        Encoding::Utf8 | Encoding::Viqr => return None,
        _ => Table::load(encoding.name()),
    };
    Some(match encoding {
        Encoding::Vni => table.with_marks_of_any_case(),
        Encoding::Windows1258 => table.with("ÀÁÈÉÍÓÙÚàáèéíóùú", &WINDOWS_1258_OWN),
        _ => table,
    })
}

/// The tones of Windows-1258 as they stand where no letter takes them, and the sign of the đồng.
const WINDOWS_1258_OWN: [(u8, char); 6] = [
    (0xcc, '\u{300}'),
    (0xd2, '\u{309}'),
    (0xde, '\u{303}'),
    (0xec, '\u{301}'),
    (0xf2, '\u{323}'),
    (0xfe, '₫'),
];

/// Reads a run whose bytes stand in it as the characters of Windows-1252 or Latin-1. A run in a font of
/// capitals is read as capitals.
///
/// ```
/// use sohoa_legacy::{Encoding, decode};
/// assert_eq!(decode("chñ nghÜa ViÖt Nam", Encoding::Tcvn3, false), "chủ nghĩa Việt Nam");
/// assert_eq!(decode("UÛy ban nhaân daân", Encoding::Vni, false), "Ủy ban nhân dân");
/// assert_eq!(decode("u+? ba^n", Encoding::Viqr, false), "ử bân");
/// ```
#[must_use]
pub fn decode(run: &str, encoding: Encoding, capital: bool) -> Cow<'_, str> {
    let ascii = run.is_ascii() && !run.bytes().any(|b| b.is_ascii_control());
    if ascii && encoding != Encoding::Viqr {
        return if capital {
            Cow::Owned(run.to_ascii_uppercase())
        } else {
            Cow::Borrowed(run)
        };
    }
    let mut out = String::with_capacity(run.len() + run.len() / 4);
    encoding.decode_into(run, &mut out);
    Cow::Owned(if capital { out.to_uppercase() } else { out })
}

/// Reads bytes of one encoding; a byte without a letter is what Windows-1252 shows for it.
///
/// ```
/// use sohoa_legacy::{Encoding, decode_bytes};
/// assert_eq!(decode_bytes(b"th\xe0nh ph\xf4\xec", Encoding::Windows1258), "thành phố");
/// ```
#[must_use]
pub fn decode_bytes(bytes: &[u8], encoding: Encoding) -> String {
    if encoding == Encoding::Utf8 {
        return String::from_utf8_lossy(bytes).into_owned();
    }
    let run: String = bytes.iter().map(|b| byte::shown(*b)).collect();
    decode(&run, encoding, false).into_owned()
}

/// Writes text in an encoding; `None` where it has a character that the encoding has not. TCVN3 and
/// VietWare F lose the case of capitals with tones.
///
/// ```
/// use sohoa_legacy::{Encoding, encode};
/// assert_eq!(encode("Số", Encoding::Tcvn3).unwrap(), b"S\xe8");
/// assert_eq!(encode("Số", Encoding::Vni).unwrap(), b"So\xe1");
/// assert_eq!(encode("汉", Encoding::Vni), None);
/// ```
#[must_use]
pub fn encode(text: &str, encoding: Encoding) -> Option<Vec<u8>> {
    match (encoding, encoding.table()) {
        (Encoding::Viqr, _) => viqr::encode(text),
        (_, Some(table)) => {
            let mut out = Vec::with_capacity(text.len());
            text.chars()
                .try_for_each(|c| table.encode_into(c, &mut out))?;
            Some(out)
        }
        _ => Some(text.as_bytes().to_vec()),
    }
}

/// Puts together the bytes of UTF-8 that stand as single characters.
fn utf8_into(run: &str, out: &mut String) -> Unexplained {
    let mut unexplained = Unexplained::default();
    let mut rest = run;
    while let Some(c) = rest.chars().next() {
        if let Some((whole, used)) = sequence(rest) {
            out.push(whole);
            rest = &rest[used..];
            continue;
        }
        match byte::of(c) {
            Some(_) if c.is_ascii() || byte::is_typographic(c) => {}
            Some(_) => unexplained.left += 1,
            None => unexplained.wide += 1,
        }
        out.push(c);
        rest = &rest[c.len_utf8()..];
    }
    unexplained
}

/// A character above ASCII whose bytes of UTF-8 are the next characters, and how much they take.
fn sequence(text: &str) -> Option<(char, usize)> {
    let mut bytes = [0; 4];
    let (mut used, mut need) = (0, 1);
    for (i, c) in text.chars().take(4).enumerate() {
        let b = byte::of(c)?;
        if i == 0 {
            need = match b {
                0xc2..=0xdf => 2,
                0xe0..=0xef => 3,
                0xf0..=0xf4 => 4,
                _ => return None,
            };
        }
        bytes[i] = b;
        used += c.len_utf8();
        if i + 1 == need {
            let whole = std::str::from_utf8(&bytes[..need]).ok()?.chars().next()?;
            return Some((whole, used));
        }
    }
    None
}

/// Letters with marks, for whoever asks whether a letter is Vietnamese.
pub(crate) fn is_vietnamese(c: char) -> bool {
    static LETTERS: LazyLock<Vec<char>> = LazyLock::new(|| {
        let mut all: Vec<char> = letters("viqr").map(|(l, _)| l).collect();
        all.sort_unstable();
        all
    });
    c.is_ascii_alphabetic() || LETTERS.binary_search(&c).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAID: &str = "Thửa ruộng nhỏ của bà cụ Mẫn đã được cấy lại: mỡ, ướt, ẵm, ỷ, kỵ, Ưu, Đỗ";

    #[test]
    fn what_is_written_is_read() {
        for encoding in Encoding::ALL {
            let bytes = encode(SAID, encoding).unwrap();
            assert_eq!(decode_bytes(&bytes, encoding), SAID, "{}", encoding.name());
            assert_eq!(Encoding::by_name(encoding.name()), Some(encoding));
            let shown: String = bytes.iter().map(|b| byte::shown(*b)).collect();
            assert_eq!(decode(&shown, encoding, false), SAID);
        }
    }

    #[test]
    fn every_letter_has_its_bytes() {
        for encoding in Encoding::ALL {
            for (letter, _) in letters("viqr") {
                // With a letter after it, for a point at the end of a word may be one.
                let said = format!("{letter}n");
                let bytes = encode(&said, encoding).unwrap();
                let back = decode_bytes(&bytes, encoding);
                let same = back.to_lowercase() == said.to_lowercase();
                assert!(same, "{} {letter} {back}", encoding.name());
                if !encoding.lacks_capitals() {
                    assert_eq!(back, said, "{}", encoding.name());
                }
            }
        }
    }

    #[test]
    fn marks_of_the_other_case_follow_their_letter() {
        assert_eq!(decode("Uûy BAÛN", Encoding::Vni, false), "Ủy BẢN");
    }

    #[test]
    fn fonts_of_capitals_show_capitals() {
        assert_eq!(
            decode("bé tµi chÝnh", Encoding::Tcvn3, true),
            "BỘ TÀI CHÍNH"
        );
        assert_eq!(decode("ban", Encoding::Tcvn3, true), "BAN");
    }

    #[test]
    fn glyph_names_of_pdf_are_bytes_too() {
        assert_eq!(
            decode("t\u{2212}íng l\u{2219}nh", Encoding::Tcvn3, false),
            "tướng lãnh"
        );
    }

    #[test]
    fn utf8_read_twice_comes_back() {
        assert_eq!(
            decode("Cá»™ng hÃ²a vÃ\u{a0} Ä\u{90}á»™c", Encoding::Utf8, false),
            "Cộng hòa và Độc"
        );
    }
}
