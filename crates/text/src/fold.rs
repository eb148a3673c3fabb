//! The folded view of a text: ASCII base letters in lower case, so that one comparison sees through
//! case, tone marks, lost diacritics, Unicode form and the width of dashes and quotes.
//!
//! Rules match words on the fold and read values from the text; `at` leads from one to the other.
//! Every character of the text becomes at most one byte; combining marks become none.

use std::sync::LazyLock;

/// A text together with its fold.
#[derive(Debug, Clone, Default)]
pub struct Folded {
    /// Lower-case ASCII: base letters, digits, punctuation; `OTHER` for anything else.
    bytes: Vec<u8>,
    /// For each folded byte the offset of its character in the text, and one more for the end.
    at: Vec<u32>,
    text: String,
}

/// Stands in the fold for a character that has no ASCII counterpart.
pub const OTHER: u8 = 0x01;

impl Folded {
    /// Folds `text`.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Folded {
        let mut f = Folded {
            text: text.into(),
            ..Folded::default()
        };
        // Written by position into room for all: no growth inside the loop.
        f.bytes.resize(f.text.len(), 0);
        f.at.resize(f.text.len(), 0);
        let table = FoldTable::get();
        let mut n = 0;
        for (i, c) in f.text.char_indices() {
            if let Some(b) = table.fold(c) {
                f.bytes[n] = b;
                f.at[n] = i as u32;
                n += 1;
            }
        }
        f.bytes.truncate(n);
        f.at.truncate(n);
        f.at.push(offset(f.text.len()));
        f
    }

    /// The text itself.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The fold, one byte a character.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The byte offset in the text of folded position `i` (the end for `i == len`).
    #[must_use]
    pub fn at(&self, i: usize) -> usize {
        self.at[i.min(self.at.len() - 1)] as usize
    }

    /// The text of a folded range.
    #[must_use]
    pub fn slice(&self, from: usize, to: usize) -> &str {
        &self.text[self.at(from)..self.at(to)]
    }

    /// The folded position of a byte offset of the text (the next character's where it falls inside one).
    #[must_use]
    pub fn index_of(&self, text_offset: usize) -> usize {
        self.at.partition_point(|&a| (a as usize) < text_offset)
    }

    /// The first folded position at or after `from` where `word` stands as whole words.
    #[must_use]
    pub fn find_word(&self, word: &[u8], from: usize) -> Option<usize> {
        find_word(&self.bytes, word, from)
    }
}

/// The first position at or after `from` where `word` stands with no letter or digit beside it.
#[must_use]
pub fn find_word(fold: &[u8], word: &[u8], from: usize) -> Option<usize> {
    let mut i = from;
    while i <= fold.len() {
        let hit = i + memchr::memmem::find(&fold[i..], word)?;
        let end = hit + word.len();
        let open = hit == 0 || !fold[hit - 1].is_ascii_alphanumeric();
        let shut = end == fold.len() || !fold[end].is_ascii_alphanumeric();
        if open && shut {
            return Some(hit);
        }
        i = hit + 1;
    }
    None
}

/// Folds a short text to a string, white space collapsed: for comparing names and titles.
#[must_use]
pub fn fold_string(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let table = FoldTable::get();
    for c in text.chars() {
        match table.fold(c) {
            Some(b' ' | b'\t' | b'\n') if out.is_empty() || out.ends_with(' ') => {}
            Some(b'\t' | b'\n') => out.push(' '),
            Some(b) => out.push(b as char),
            None => {}
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// [`fold_char`] and the case of letters, looked up: get it once, ask it for every character.
#[derive(Debug)]
pub struct FoldTable {
    /// Folded byte of each character below [`FoldTable::SIZE`]; 0 for none.
    bytes: [u8; FoldTable::SIZE],
    upper: [bool; FoldTable::SIZE],
}

impl FoldTable {
    /// Covers Latin, combining marks, Cyrillic and the Vietnamese letters of U+1EA0 to U+1EF9.
    const SIZE: usize = 0x1f00;

    /// The table, made on first use.
    #[must_use]
    pub fn get() -> &'static FoldTable {
        static TABLE: LazyLock<Box<FoldTable>> = LazyLock::new(|| {
            let mut t = FoldTable {
                bytes: [0; FoldTable::SIZE],
                upper: [false; FoldTable::SIZE],
            };
            for (i, c) in (0..FoldTable::SIZE as u32)
                .filter_map(char::from_u32)
                .map(|c| (c as usize, c))
            {
                t.bytes[i] = fold_char(c).unwrap_or(0);
                t.upper[i] = c.is_uppercase();
            }
            Box::new(t)
        });
        &TABLE
    }

    /// The folded byte of a character.
    #[must_use]
    #[inline]
    pub fn fold(&self, c: char) -> Option<u8> {
        match self.bytes.get(c as usize) {
            Some(0) => None,
            Some(b) => Some(*b),
            None => fold_char(c),
        }
    }

    /// Whether a character is a capital letter.
    #[must_use]
    #[inline]
    pub fn is_upper(&self, c: char) -> bool {
        self.upper
            .get(c as usize)
            .copied()
            .unwrap_or_else(|| c.is_uppercase())
    }
}

/// The folded byte of a character; `None` for combining marks and zero-width characters.
#[must_use]
pub fn fold_char(c: char) -> Option<u8> {
    let u = c as u32;
    if u < 0x80 {
        return Some((u as u8).to_ascii_lowercase());
    }
    if (0x1EA0..=0x1EF9).contains(&u) {
        return Some(VIET[(u - 0x1EA0) as usize / 2]);
    }
    Some(match c {
        'À'..='Å' | 'à'..='å' | 'Ă' | 'ă' | 'Ā' | 'ā' | 'Ǎ' | 'ǎ' | 'А' | 'а' => b'a',
        'È'..='Ë' | 'è'..='ë' | 'Ē' | 'ē' | 'Ě' | 'ě' | 'Е' | 'е' => b'e',
        'Ì'..='Ï' | 'ì'..='ï' | 'Ĩ' | 'ĩ' | 'Ī' | 'ī' | 'ı' | 'І' | 'і' => b'i',
        'Ò'..='Ö' | 'ò'..='ö' | 'Ơ' | 'ơ' | 'Ō' | 'ō' | 'Ǒ' | 'ǒ' | 'О' | 'о' => b'o',
        'Ù'..='Ü' | 'ù'..='ü' | 'Ũ' | 'ũ' | 'Ư' | 'ư' | 'Ū' | 'ū' | 'Ǔ' | 'ǔ' => b'u',
        'Ý' | 'ý' | 'ÿ' | 'У' | 'у' => b'y',
        'Đ' | 'đ' | 'Ð' | 'ð' | 'Ɖ' | 'ɖ' => b'd',
        'Ñ' | 'ñ' => b'n',
        'Ç' | 'ç' | 'С' | 'с' => b'c',
        'В' => b'b',
        'Н' => b'h',
        'К' | 'к' => b'k',
        'М' | 'м' => b'm',
        'Р' | 'р' => b'p',
        'Т' | 'т' => b't',
        'Х' | 'х' => b'x',
        'ł' | 'Ł' => b'l',
        '–' | '—' | '−' | '‐' | '‑' | '‒' | '―' => b'-',
        '“' | '”' | '„' | '«' | '»' | '″' => b'"',
        '‘' | '’' | '‚' | '′' | '`' => b'\'',
        '…' => b'.',
        '•' | '·' | '▪' | '●' | '∙' | '◦' | '○' | '■' | '□' | '\u{f0b7}' | '\u{f0a7}'
        | '\u{f02d}' => b'*',
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{3000}' => b' ',
        '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{ad}' => return None,
        '\u{ff01}'..='\u{ff5e}' => ((u - 0xff01 + 0x21) as u8).to_ascii_lowercase(),
        _ => OTHER,
    })
}

fn offset(i: usize) -> u32 {
    u32::try_from(i).expect("a paragraph is far below 4 GiB")
}

/// Base letters of U+1EA0..U+1EF9, one for each upper and lower pair.
const VIET: &[u8; 45] = b"aaaaaaaaaaaaeeeeeeeeiioooooooooooouuuuuuuyyyy";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_every_vietnamese_letter() {
        let all = "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ";
        let want = "aaaaaaaaaaaaaaaaaeeeeeeeeeeeiiiiiooooooooooooooooouuuuuuuuuuuyyyyyd";
        assert_eq!(fold_string(all), want);
        assert_eq!(fold_string(&all.to_uppercase()), want);
    }

    #[test]
    fn decomposed_text_folds_alike() {
        assert_eq!(
            fold_string("Kế hoạch"),
            fold_string("Kê\u{301} hoa\u{323}ch")
        );
    }

    #[test]
    fn positions_lead_back_to_the_text() {
        let f = Folded::new("Số: 12/QĐ");
        assert_eq!(f.bytes(), b"so: 12/qd");
        assert_eq!(f.slice(7, 9), "QĐ");
        assert_eq!(f.find_word(b"qd", 0), Some(7));
    }
}
