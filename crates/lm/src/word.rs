//! A word in eight bytes: up to ten letters without tone, the tone of the whole, or an acronym.
//!
//! Where the tone sits is not part of a word: `hòa` and `hoà` are one.

use std::fmt;

use crate::letter::{self, Alphabet};

/// Bits of one letter.
const BITS: u32 = 6;
/// Most letters of a word.
pub const MOST: usize = 10;
const TONE: u32 = 60;
const LETTERS: u64 = (1 << TONE) - 1;
const ACRONYM: u64 = 1 << 63;

/// A word, or one of the classes that stand for what is no word.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Word(pub u64);

impl Word {
    /// The end of a sentence, cell or line.
    pub const BREAK: Word = Word(63);
    /// Anything with a digit.
    pub const NUMBER: Word = Word(62);
    /// A word that is not in the model.
    pub const UNKNOWN: Word = Word(61);
    /// A comma.
    pub const COMMA: Word = Word(60);
    /// Where text is cut: nothing is counted across it.
    pub const GAP: Word = Word(59);
    /// The classes, in the order of their numbers in a model.
    pub const CLASSES: [Word; 4] = [Word::BREAK, Word::NUMBER, Word::UNKNOWN, Word::COMMA];

    /// The word that `text` spells in any case, in NFC; none where it holds other letters or two tones, or is longer.
    #[must_use]
    pub fn of(text: &str) -> Option<Word> {
        let alphabet = Alphabet::get();
        let mut w = WordBuilder::default();
        for c in text.chars() {
            w.push(alphabet.letter(c)?);
        }
        w.word()
    }

    /// A word of letter codes and a tone.
    #[must_use]
    #[inline]
    pub fn from_letters(codes: &[u8], tone: u8) -> Option<Word> {
        if codes.is_empty() || codes.len() > MOST {
            return None;
        }
        let letters = codes
            .iter()
            .rev()
            .fold(0u64, |w, &c| w << BITS | u64::from(c));
        Some(Word(letters | u64::from(tone) << TONE))
    }

    /// The same letters as an acronym.
    #[must_use]
    pub fn acronym(self) -> Word {
        Word(self.0 | ACRONYM)
    }

    /// Written in capitals that are no syllable (`UBND`).
    #[must_use]
    #[inline]
    pub fn is_acronym(self) -> bool {
        self.0 & ACRONYM != 0
    }

    /// A class, not a word.
    #[must_use]
    #[inline]
    pub fn is_class(self) -> bool {
        (59..64).contains(&self.0)
    }

    /// Its tone, 0 to 5.
    #[must_use]
    #[inline]
    pub fn tone(self) -> u8 {
        (self.0 >> TONE & 7) as u8
    }

    /// Its letter codes.
    #[inline]
    pub fn letters(self) -> impl Iterator<Item = u8> + Clone {
        let mut rest = self.0 & LETTERS;
        std::iter::from_fn(move || {
            let code = (rest & 63) as u8;
            rest >>= BITS;
            (code != 0).then_some(code)
        })
    }

    /// How many letters it has.
    #[must_use]
    #[inline]
    pub fn len(self) -> usize {
        (64 - (self.0 & LETTERS).leading_zeros()).div_ceil(BITS) as usize
    }

    /// Never: a word has a letter.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// Without tone, marks and strokes: what is left when all diacritics are lost. An acronym stays one.
    #[must_use]
    #[inline]
    pub fn stripped(self) -> Word {
        let mut out = self.0 & ACRONYM;
        for (i, code) in self.letters().enumerate() {
            out |= u64::from(letter::base(code)) << (BITS * i as u32);
        }
        Word(out)
    }

    /// With the letters of `put` instead of `gone` letters from the place `at` on, all within the word; none
    /// where nothing is left, or too much. An acronym stays none.
    #[must_use]
    #[inline]
    pub fn spliced(self, at: usize, gone: usize, put: Word) -> Option<Word> {
        let len = self.len() - gone + put.len();
        if len == 0 || len > MOST {
            return None;
        }
        let bits = |letters: usize| BITS * letters as u32;
        let head = self.0 & ((1 << bits(at)) - 1);
        let tail = (self.0 & LETTERS) >> bits(at + gone) << bits(at + put.len());
        let letters = head | (put.0 & LETTERS) << bits(at) | tail;
        Some(Word(letters | u64::from(self.tone()) << TONE))
    }

    /// Without its tone.
    #[must_use]
    pub fn toneless(self) -> Word {
        Word(self.0 & !(7 << TONE))
    }

    /// With another tone.
    #[must_use]
    pub fn with_tone(self, tone: u8) -> Word {
        Word(self.toneless().0 | u64::from(tone) << TONE)
    }
}

/// Puts a word together letter by letter.
#[derive(Debug, Clone, Copy, Default)]
pub struct WordBuilder {
    letters: u64,
    /// Bits of the letters so far.
    bits: u32,
    tone: u8,
    odd: bool,
}

impl WordBuilder {
    /// Adds a letter.
    #[inline]
    pub fn push(&mut self, l: letter::Letter) {
        if self.bits < TONE {
            self.letters |= u64::from(l.code) << self.bits;
        }
        self.odd |= self.bits >= TONE || (l.tone != 0 && self.tone != 0);
        self.bits = (self.bits + BITS).min(TONE);
        self.tone |= l.tone;
    }

    /// Marks the word as one that has no place here.
    #[inline]
    pub fn spoil(&mut self) {
        self.odd = true;
    }

    /// The word, if it is one.
    #[must_use]
    #[inline]
    pub fn word(self) -> Option<Word> {
        (!self.odd && self.bits > 0).then_some(Word(self.letters | u64::from(self.tone) << TONE))
    }
}

/// Which letter of a syllable carries the tone, of its letter codes: the marked vowel; else by the usual
/// placement of administrative texts (`hòa`, `thúy`, `hoàn`, `ngoài`, `quý`, `già`).
fn tone_seat(codes: &[u8]) -> usize {
    use letter::{base, code, is_vowel};
    if let Some(i) = codes.iter().rposition(|&c| is_vowel(c) && base(c) != c) {
        return i;
    }
    let vowels: Vec<usize> = (0..codes.len()).filter(|&i| is_vowel(codes[i])).collect();
    let glide = |i: usize| {
        vowels.len() > 1
            && i == vowels[0]
            && i > 0
            && ((codes[i] == code('u') && codes[i - 1] == code('q'))
                || (codes[i] == code('i') && i == 1 && codes[0] == code('g')))
    };
    let vowels: Vec<usize> = vowels.iter().copied().filter(|&i| !glide(i)).collect();
    let closed = vowels.last().is_some_and(|&i| i + 1 < codes.len());
    match vowels.as_slice() {
        [] => 0,
        [one] => *one,
        [first, second] if closed => {
            let _ = first;
            *second
        }
        [first, ..] if vowels.len() == 2 => *first,
        [_, middle, ..] => *middle,
    }
}

impl fmt::Display for Word {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_class() {
            let names = ["<s>", "<num>", "<unk>", ","];
            return f.write_str(names[Word::CLASSES.iter().position(|c| c == self).unwrap_or(2)]);
        }
        let codes: Vec<u8> = self.letters().collect();
        let seat = tone_seat(&codes);
        for (i, &c) in codes.iter().enumerate() {
            let c = letter::compose(c, if i == seat { self.tone() } else { 0 });
            if self.is_acronym() {
                write!(f, "{}", c.to_uppercase())?;
            } else {
                write!(f, "{c}")?;
            }
        }
        Ok(())
    }
}

impl fmt::Debug for Word {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packs_and_prints() {
        for s in [
            "nghiêng", "hòa", "thủy", "quý", "giữa", "già", "ngoài", "khuỷu", "được", "hoàn",
            "tiến", "của", "gìn", "giới", "quyền", "quản", "mùa", "gì", "khuya", "ý", "ia",
            "chuyển",
        ] {
            assert_eq!(Word::of(s).unwrap().to_string(), s);
        }
        assert_eq!(Word::of("hoà"), Word::of("HÒA"));
        assert_eq!(
            Word::of("Đổi").unwrap().stripped(),
            Word::of("doi").unwrap()
        );
        assert_eq!(Word::of("đổi").unwrap().len(), 3);
        let word = |s: &str| Word::of(s).unwrap();
        assert_eq!(word("toán").spliced(1, 2, word("ê")), Some(word("tến")));
        assert_eq!(word("án").spliced(2, 0, word("g")), Some(word("áng")));
        assert_eq!(word("á").spliced(0, 1, Word(0)), None);
        assert_eq!(word("nghiêngabc").spliced(10, 0, word("a")), None);
        assert!(Word::of("hànhchính").is_none());
        assert!(Word::of("a1").is_none());
        assert_eq!(Word::of("ubnd").unwrap().acronym().to_string(), "UBND");
    }
}
