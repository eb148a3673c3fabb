//! The folded view of a text: ASCII base letters in lower case, so that one comparison sees through
//! case, tone marks, lost diacritics, Unicode form and the width of dashes and quotes.
//!
//! Rules match words on the fold and read values from the text; `at` leads from one to the other.
//! Every character of the text becomes at most one byte; combining marks become none.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::sync::LazyLock;

/// A text together with its fold: its own, or parts of a whole text and its fold.
#[derive(Debug, Clone)]
pub struct Folded<'t> {
    text: Cow<'t, str>,
    /// Lower-case ASCII: base letters, digits, punctuation; `OTHER` for anything else.
    bytes: Cow<'t, [u8]>,
    /// For every [`STEP`]th folded byte the offset of its character in the text; made when first asked for, since
    /// most texts are matched and never read.
    at: OnceCell<Vec<u32>>,
}

/// Stands in the fold for a character that has no ASCII counterpart.
pub const OTHER: u8 = 0x01;

impl<'t> Folded<'t> {
    /// Folds `text`.
    #[must_use]
    pub fn new(text: impl Into<Cow<'t, str>>) -> Folded<'t> {
        let text = text.into();
        let table = FoldTable::get();
        let mut bytes = Vec::with_capacity(text.len());
        bytes.extend(text.chars().filter_map(|c| table.fold(c)));
        Folded::of_parts(text, bytes)
    }

    pub(crate) fn of_parts(
        text: impl Into<Cow<'t, str>>,
        bytes: impl Into<Cow<'t, [u8]>>,
    ) -> Folded<'t> {
        Folded {
            text: text.into(),
            bytes: bytes.into(),
            at: OnceCell::new(),
        }
    }

    fn places(&self) -> &[u32] {
        self.at.get_or_init(|| places(&self.text, self.bytes.len()))
    }

    /// The characters that fold to a byte, with their offsets, from the folded position `step * STEP` on.
    fn behind_step(&self, step: usize) -> impl Iterator<Item = usize> + '_ {
        let start = self.places()[step] as usize;
        folding(&self.text[start..]).map(move |i| start + i)
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
        let folded = self.bytes.len();
        if folded == self.text.len() {
            // One byte each: all are ASCII.
            return i.min(folded);
        }
        if i >= folded {
            return self.text.len();
        }
        let mut near = self.behind_step(i / STEP);
        near.nth(i % STEP).unwrap_or(self.text.len())
    }

    /// The text of a folded range.
    #[must_use]
    pub fn slice(&self, from: usize, to: usize) -> &str {
        &self.text[self.at(from)..self.at(to)]
    }

    /// The folded position of a byte offset of the text (the next character's where it falls inside one).
    #[must_use]
    pub fn index_of(&self, text_offset: usize) -> usize {
        let folded = self.bytes.len();
        if folded == self.text.len() {
            return text_offset.min(folded);
        }
        let after = self
            .places()
            .partition_point(|&a| (a as usize) < text_offset);
        let step = after.saturating_sub(1);
        let near = self.behind_step(step).take_while(|at| *at < text_offset);
        (step * STEP + near.count()).min(folded)
    }

    /// The first folded position at or after `from` where `word` stands as whole words.
    #[must_use]
    pub fn find_word(&self, word: &[u8], from: usize) -> Option<usize> {
        find_word(&self.bytes, word, from)
    }
}

/// A letter or a digit.
pub(crate) fn is_word(b: u8) -> bool {
    b.is_ascii_alphanumeric()
}

/// How many folded bytes lie between two that are noted: a look-up walks over half of them.
const STEP: usize = 16;

/// The offsets of the characters of a text that fold to a byte.
fn folding(text: &str) -> impl Iterator<Item = usize> + '_ {
    let table = FoldTable::get();
    let all = text.char_indices();
    all.filter(|(_, c)| table.fold(*c).is_some())
        .map(|(i, _)| i)
}

/// The offset of every [`STEP`]th of them, if `folded` are all.
fn places(text: &str, folded: usize) -> Vec<u32> {
    let mut at = Vec::with_capacity(folded / STEP + 1);
    let mut n = 0;
    for (i, b) in text.bytes().enumerate() {
        if starts_char(b) {
            if n % STEP == 0 {
                at.push(offset(i));
            }
            n += 1;
        }
    }
    if n != folded {
        // Some fold to nothing.
        at.clear();
        at.extend(folding(text).step_by(STEP).map(offset));
    }
    at
}

/// A byte that is the first of a character.
pub(crate) fn starts_char(b: u8) -> bool {
    b & 0xc0 != 0x80
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

/// [`fold_char`] and the kinds of characters, looked up: get it once, ask it for every character.
#[derive(Debug)]
pub struct FoldTable {
    entries: [u64; FoldTable::SIZE],
}

impl FoldTable {
    /// Covers Latin, combining marks, Cyrillic and the Vietnamese letters of U+1EA0 to U+1EF9.
    const SIZE: usize = 0x1f00;

    /// The table, made on first use.
    #[must_use]
    pub fn get() -> &'static FoldTable {
        static TABLE: LazyLock<Box<FoldTable>> = LazyLock::new(|| {
            let mut entries = [0; FoldTable::SIZE];
            for (i, entry) in entries.iter_mut().enumerate() {
                *entry = char::from_u32(i as u32).map_or(0, entry_of);
            }
            Box::new(FoldTable { entries })
        });
        &TABLE
    }

    /// The folded byte of a character by its code (0 for none) in the lowest byte, above it what it adds to a
    /// [`Glance`].
    #[inline]
    pub(crate) fn entry(&self, code: u32) -> u64 {
        match self.entries.get(code as usize) {
            Some(entry) => *entry,
            None => entry_of(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER)),
        }
    }

    /// The entry of an ASCII character.
    #[inline]
    pub(crate) fn ascii(&self, b: u8) -> u64 {
        self.entries[usize::from(b & 0x7f)]
    }

    /// The folded byte of a character.
    #[must_use]
    #[inline]
    pub fn fold(&self, c: char) -> Option<u8> {
        Some(self.entry(u32::from(c)) as u8).filter(|b| *b != 0)
    }

    /// Whether a character is a capital letter that folds.
    #[must_use]
    #[inline]
    pub fn is_upper(&self, c: char) -> bool {
        self.entry(u32::from(c)) >> 8 & Glance::FIELD != 0
    }
}

/// How many capitals, letters, digits and tabs a stretch of text holds.
#[derive(Debug, Default)]
pub(crate) struct Glance {
    pub upper: u32,
    pub letters: u32,
    pub digits: u32,
    pub tabs: u32,
}

impl Glance {
    /// Bits of each count while they are packed into one word.
    const BITS: u32 = 14;
    const FIELD: u64 = (1 << Glance::BITS) - 1;
    fn pack(upper: bool, letter: bool, digit: bool, tab: bool) -> u64 {
        [upper, letter, digit, tab]
            .into_iter()
            .rev()
            .fold(0, |all, one| all << Glance::BITS | u64::from(one))
    }

    /// Adds the packed counts of a stretch of fewer than 2^14 characters.
    pub(crate) fn add(&mut self, packed: u64) {
        let field = |k: u32| (packed >> (k * Glance::BITS) & Glance::FIELD) as u32;
        self.upper += field(0);
        self.letters += field(1);
        self.digits += field(2);
        self.tabs += field(3);
    }
}

fn entry_of(c: char) -> u64 {
    let Some(b) = fold_char(c) else { return 0 };
    let counts = Glance::pack(
        c.is_uppercase(),
        b.is_ascii_lowercase(),
        b.is_ascii_digit(),
        b == b'\t',
    );
    counts << 8 | u64::from(b)
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
    fn far_positions_lead_back_and_forth() {
        let text = "Kê\u{301} hoa\u{323}ch số 12, Đơn vị: ".repeat(9);
        let f = Folded::new(text.as_str());
        let places: Vec<usize> = folding(&text).collect();
        assert_eq!(f.bytes().len(), places.len());
        for (i, at) in places.iter().enumerate() {
            assert_eq!((f.at(i), f.index_of(*at)), (*at, i));
        }
        assert_eq!(f.at(places.len()), text.len());
        assert_eq!(f.index_of(text.len()), places.len());
    }

    #[test]
    fn positions_lead_back_to_the_text() {
        let f = Folded::new("Số: 12/QĐ");
        assert_eq!(f.bytes(), b"so: 12/qd");
        assert_eq!(f.slice(7, 9), "QĐ");
        assert_eq!(f.find_word(b"qd", 0), Some(7));
    }
}
