//! Vietnamese letters as numbers: the letter without its tone, the tone, and the case.

use std::sync::LazyLock;

/// The letters without tones; a letter's code is its index here plus one.
const LETTERS: [char; 33] = [
    'a', 'ă', 'â', 'b', 'c', 'd', 'đ', 'e', 'ê', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm', 'n', 'o',
    'ô', 'ơ', 'p', 'q', 'r', 's', 't', 'u', 'ư', 'v', 'w', 'x', 'y', 'z',
];

/// Each vowel with no tone, huyền, sắc, hỏi, ngã, nặng.
const TONED: [[char; 6]; 12] = [
    ['a', 'à', 'á', 'ả', 'ã', 'ạ'],
    ['ă', 'ằ', 'ắ', 'ẳ', 'ẵ', 'ặ'],
    ['â', 'ầ', 'ấ', 'ẩ', 'ẫ', 'ậ'],
    ['e', 'è', 'é', 'ẻ', 'ẽ', 'ẹ'],
    ['ê', 'ề', 'ế', 'ể', 'ễ', 'ệ'],
    ['i', 'ì', 'í', 'ỉ', 'ĩ', 'ị'],
    ['o', 'ò', 'ó', 'ỏ', 'õ', 'ọ'],
    ['ô', 'ồ', 'ố', 'ổ', 'ỗ', 'ộ'],
    ['ơ', 'ờ', 'ớ', 'ở', 'ỡ', 'ợ'],
    ['u', 'ù', 'ú', 'ủ', 'ũ', 'ụ'],
    ['ư', 'ừ', 'ứ', 'ử', 'ữ', 'ự'],
    ['y', 'ỳ', 'ý', 'ỷ', 'ỹ', 'ỵ'],
];

/// How many letters there are; their codes begin at 1.
pub const COUNT: u8 = LETTERS.len() as u8;

/// Tones by their place in [`TONED`].
pub const TONES: u8 = 6;

/// A letter as it is read: its code (1 to 33), its tone (0 to 5), whether it is a capital.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Letter {
    /// Code of the letter without its tone.
    pub code: u8,
    /// Tone: none, huyền, sắc, hỏi, ngã, nặng.
    pub tone: u8,
    /// A capital.
    pub upper: bool,
}

/// One past the last Vietnamese letter in Unicode (ỹ is U+1EF9).
const END: usize = 0x1EFA;

/// All Vietnamese letters by code point.
#[derive(Debug)]
pub struct Alphabet {
    letters: Vec<Letter>,
}

impl Alphabet {
    /// The one table: get it once for a text.
    #[must_use]
    pub fn get() -> &'static Alphabet {
        static TABLE: LazyLock<Alphabet> = LazyLock::new(Alphabet::new);
        &TABLE
    }

    fn new() -> Alphabet {
        let mut letters = vec![Letter::default(); END];
        let mut put = |c: char, code: u8, tone: u8| {
            for (upper, c) in c.to_uppercase().map(|c| (true, c)).chain([(false, c)]) {
                letters[c as usize] = Letter { code, tone, upper };
            }
        };
        for c in LETTERS {
            put(c, code(c), 0);
        }
        for row in TONED {
            for (tone, c) in row.into_iter().enumerate() {
                put(c, code(row[0]), tone as u8);
            }
        }
        Alphabet { letters }
    }

    /// What `c` is, if it is a Vietnamese letter (f, j, w and z included), in NFC.
    #[must_use]
    #[inline]
    pub fn letter(&self, c: char) -> Option<Letter> {
        match self.letters.get(c as usize) {
            Some(&l) if l.code != 0 => Some(l),
            _ => None,
        }
    }
}

/// Code of a lower-case letter without tone, 0 for anything else.
#[must_use]
pub const fn code(c: char) -> u8 {
    let mut i = 0;
    while i < LETTERS.len() {
        if LETTERS[i] as u32 == c as u32 {
            return i as u8 + 1;
        }
        i += 1;
    }
    0
}

/// The letter of a code with a tone (the tone is dropped where the letter is no vowel).
#[must_use]
pub fn compose(code: u8, tone: u8) -> char {
    let plain = LETTERS[(code as usize).clamp(1, LETTERS.len()) - 1];
    TONED
        .iter()
        .find(|row| row[0] == plain)
        .map_or(plain, |row| row[tone as usize % TONES as usize])
}

/// The letter without mark or stroke: ă, â → a; đ → d; ê → e; ô, ơ → o; ư → u.
#[must_use]
pub const fn base(letter: u8) -> u8 {
    const BASE: [u8; 34] = {
        let mut table = [0; 34];
        let mut i = 1;
        while i < 34 {
            table[i as usize] = match LETTERS[i as usize - 1] {
                'ă' | 'â' => code('a'),
                'đ' => code('d'),
                'ê' => code('e'),
                'ô' | 'ơ' => code('o'),
                'ư' => code('u'),
                _ => i,
            };
            i += 1;
        }
        table
    };
    if letter < 34 {
        BASE[letter as usize]
    } else {
        letter
    }
}

/// A vowel, by code.
#[must_use]
pub const fn is_vowel(letter: u8) -> bool {
    const VOWELS: u64 = {
        let mut bits = 0u64;
        let mut i = 0;
        while i < TONED.len() {
            bits |= 1 << code(TONED[i][0]);
            i += 1;
        }
        bits
    };
    letter < 64 && VOWELS >> letter & 1 == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_come_apart_and_together() {
        let a = Alphabet::get();
        let l = a.letter('Ộ').unwrap();
        assert_eq!((l.code, l.tone, l.upper), (code('ô'), 5, true));
        assert_eq!(compose(l.code, l.tone), 'ộ');
        assert_eq!(base(l.code), code('o'));
        assert_eq!(a.letter('đ').map(|l| base(l.code)), Some(code('d')));
        assert!(a.letter('3').is_none() && a.letter('é').is_some() && a.letter('ñ').is_none());
        assert!(is_vowel(code('ư')) && !is_vowel(code('đ')));
    }
}
