//! What the codes of a simple font stand for: the standard encodings, and a font's departures from them.

use lopdf::{Dictionary, Object};

use super::names;
use crate::object::Pdf;

/// The letters of the codes 0 to 255; empty where unknown.
pub(crate) type Table = Vec<String>;

/// The encodings that a file can name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Base {
    Standard,
    WinAnsi,
    MacRoman,
}

/// Codes 0x80 to 0xFF of MacRoman.
pub(super) const MAC: &str = "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»…\u{a0}ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄¤‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\u{0}ÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ";
/// Codes 0x80 to 0x9F of Windows-1252; after them it is Latin-1.
const WINDOWS: &str = "€•‚ƒ„…†‡ˆ‰Š‹Œ•Ž••‘’“”•–—˜™š›œ•žŸ";
/// Codes 0xA1 to 0xFB of Adobe's standard encoding; NUL where there is no letter.
const STANDARD: &str = "¡¢£⁄¥ƒ§¤'“«‹›ﬁﬂ\0–†‡·\0¶•‚„”»…‰\0¿\0`´ˆ˜¯˘˙¨\0˚¸\0˝˛ˇ—\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0Æ\0ª\0\0\0\0ŁØŒº\0\0\0\0\0æ\0\0\0ı\0\0łøœß";

impl Base {
    fn named(name: &[u8]) -> Option<Base> {
        match name {
            b"WinAnsiEncoding" => Some(Base::WinAnsi),
            b"MacRomanEncoding" => Some(Base::MacRoman),
            b"StandardEncoding" => Some(Base::Standard),
            _ => None,
        }
    }

    /// The whole table.
    pub fn table(self) -> Table {
        let mut table: Vec<char> = (0..=255u8).map(char::from).collect();
        let (from, letters) = match self {
            Base::Standard => (0xa1, STANDARD),
            Base::WinAnsi => (0x80, WINDOWS),
            Base::MacRoman => (0x80, MAC),
        };
        if self == Base::Standard {
            table[0x80..].fill('\0');
            (table[0x27], table[0x60]) = ('’', '‘');
        }
        for (slot, c) in table[from..].iter_mut().zip(letters.chars()) {
            *slot = c;
        }
        table[..0x20].fill('\0');
        table[0x7f] = '\0';
        let text = |c: char| {
            if c == '\0' {
                String::new()
            } else {
                c.to_string()
            }
        };
        table.into_iter().map(text).collect()
    }
}

/// The table of a simple font, and whether the file itself says so.
pub(crate) fn simple(
    pdf: Pdf<'_>,
    font: &Dictionary,
    default: Base,
    built_in: Option<Table>,
) -> Table {
    let known = built_in.unwrap_or_else(|| default.table());
    match pdf_encoding(pdf, font) {
        Some(Object::Name(name)) => Base::named(name).map_or(known, Base::table),
        Some(Object::Dictionary(encoding)) => {
            let base = pdf.name(encoding, b"BaseEncoding").and_then(Base::named);
            let mut table = base.map_or(known, Base::table);
            differences(pdf, encoding, &mut table);
            table
        }
        _ => known,
    }
}

fn pdf_encoding<'d>(pdf: Pdf<'d>, font: &'d Dictionary) -> Option<&'d Object> {
    pdf.get(font, b"Encoding")
}

/// `/Differences [39 /quotesingle 96 /grave …]`: a number, then names from there on.
fn differences(pdf: Pdf<'_>, encoding: &Dictionary, table: &mut Table) {
    let mut code = 0usize;
    for item in pdf.array(encoding, b"Differences").unwrap_or_default() {
        match item {
            Object::Integer(n) => code = usize::try_from(*n).unwrap_or(256),
            Object::Name(name) => {
                let letters = std::str::from_utf8(name).ok().and_then(names::letters);
                if let (Some(slot), Some(letters)) = (table.get_mut(code), letters) {
                    *slot = letters;
                }
                code = code.saturating_add(1);
            }
            _ => {}
        }
    }
}

/// The encoding that a Type 1 font program has in its clear beginning: `dup 65 /A put`.
pub(crate) fn type1(program: &[u8]) -> Option<Table> {
    let start = find(program, b"/Encoding")?;
    let clear = &program[start..];
    let clear = &clear[..find(clear, b"eexec").unwrap_or(clear.len())];
    let words: Vec<&[u8]> = clear
        .split(|c| c.is_ascii_whitespace())
        .filter(|w| !w.is_empty())
        .collect();
    if words.get(1) == Some(&&b"StandardEncoding"[..]) {
        return Some(Base::Standard.table());
    }
    let mut table = vec![String::new(); 256];
    let mut found = false;
    for put in words
        .windows(4)
        .filter(|w| w[0] == b"dup" && w[3] == b"put")
    {
        let code = std::str::from_utf8(put[1])
            .ok()
            .and_then(|n| n.parse::<usize>().ok());
        let name = put[2]
            .strip_prefix(b"/")
            .and_then(|n| std::str::from_utf8(n).ok());
        let letters = name.and_then(names::letters);
        if let (Some(slot), Some(letters)) = (code.and_then(|c| table.get_mut(c)), letters) {
            *slot = letters;
            found = true;
        }
    }
    found.then_some(table)
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|w| w == what)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_stand_where_they_should() {
        let win = Base::WinAnsi.table();
        assert_eq!((&*win[0x41], &*win[0x96], &*win[0xe3]), ("A", "–", "ã"));
        let mac = Base::MacRoman.table();
        assert_eq!((&*mac[0x87], &*mac[0xd0], &*mac[0xff]), ("á", "–", "ˇ"));
        assert_eq!((&*mac[0xf0], &*mac[0xf1]), ("", "Ò"));
        let standard = Base::Standard.table();
        assert_eq!((&*standard[0x27], &*standard[0xb1]), ("’", "–"));
        assert_eq!(
            (&*standard[0xe1], &*standard[0xfb], &*standard[0xd0]),
            ("Æ", "ß", "—")
        );
    }

    #[test]
    fn encoding_of_a_type_1_program() {
        let program = b"%!PS /Encoding 256 array\n0 1 255 {1 index exch /.notdef put} for\ndup 65 /adotbelow put\nreadonly def currentfile eexec";
        let table = type1(program).unwrap();
        assert_eq!((&*table[65], &*table[66]), ("ạ", ""));
    }
}
