//! Words as they were last read: a text is made of few words, most of which have just been read before.

use crate::token::Case;
use crate::word::Word;

/// Longest word that is kept, in bytes.
const LONGEST: usize = 15;
/// Most words that are kept: they fit into the processor's nearest cache but one.
const MOST: usize = 1024;

/// What was read where some bytes stood.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Read {
    pub word: Word,
    pub case: Case,
    pub ascii: bool,
}

/// The bytes of a word in one number, its length on top; none has the number 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Key(u128);

impl Key {
    /// Of the letters that `bytes` begins with (all that is not ASCII counts as such), if they are not too many and
    /// not too near the end; and how many there are.
    #[inline]
    pub(crate) fn of(bytes: &[u8]) -> Option<(Key, usize)> {
        let chunk = bytes.first_chunk::<16>()?;
        let len = chunk
            .iter()
            .position(|&b| !(b.is_ascii_alphabetic() || b >= 0x80))?;
        let letters = u128::from_le_bytes(*chunk) & ((1 << (8 * len)) - 1);
        let fits = len > 0 && len <= LONGEST;
        fits.then_some((Key(letters | (len as u128) << 120), len))
    }
}

/// Words by their bytes; of two that share a place the last one stays.
#[derive(Debug)]
pub(crate) struct Memo {
    slots: Vec<(Key, Read)>,
}

impl Memo {
    /// With room for a text of so many bytes.
    pub(crate) fn new(bytes: usize) -> Memo {
        let none = Read {
            word: Word::UNKNOWN,
            case: Case::Lower,
            ascii: true,
        };
        let size = (bytes / 16).next_power_of_two().clamp(16, MOST);
        Memo {
            slots: vec![(Key(0), none); size],
        }
    }

    #[inline]
    fn place(&self, key: Key) -> usize {
        let folded = key.0 as u64 ^ ((key.0 >> 64) as u64).rotate_left(23);
        (folded.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40) as usize & (self.slots.len() - 1)
    }

    #[inline]
    pub(crate) fn get(&self, key: Key) -> Option<Read> {
        let (held, read) = self.slots[self.place(key)];
        (held == key).then_some(read)
    }

    pub(crate) fn put(&mut self, key: Key, read: Read) {
        let at = self.place(key);
        self.slots[at] = (key, read);
    }
}
