//! The model as it is asked: how unlikely is a word after the two before it.

use std::sync::LazyLock;

use crate::index::{Bases, Index};
use crate::table::{Table, mix};
use crate::word::Word;

/// A word's number in a model.
pub type Id = u16;

/// First bytes of a model file.
pub(crate) const MAGIC: &[u8; 8] = b"SOHOALM2";
/// Nats of one step of a stored cost.
pub(crate) const STEP: f32 = 0.08;

/// Bits of a word's flags.
pub(crate) const SYLLABLE: u8 = 1;

/// Why bytes are no model.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotAModel;

impl std::fmt::Display for NotAModel {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("not a language model of this version")
    }
}

impl std::error::Error for NotAModel {}

/// Syllable, pair and triple probabilities (interpolated absolute discounting, as costs in nats).
#[derive(Debug)]
pub struct Model {
    words: Vec<Word>,
    index: Index,
    bases: Bases,
    single: &'static [u8],
    back: &'static [u8],
    flags: &'static [u8],
    ahead: &'static [u8],
    behind: &'static [u8],
    pairs: Table<'static, 2>,
    triples: Table<'static, 1>,
    identity: String,
}

impl Model {
    /// Class numbers, in the order of [`Word::CLASSES`].
    pub const BREAK: Id = 0;
    /// Anything with a digit.
    pub const NUMBER: Id = 1;
    /// A word that the model does not have.
    pub const UNKNOWN: Id = 2;
    /// A comma.
    pub const COMMA: Id = 3;

    /// The model that comes with the program; made ready at the first call.
    #[must_use]
    pub fn embedded() -> &'static Model {
        static MODEL: LazyLock<Model> = LazyLock::new(|| {
            // The file is part of the build; a test reads it.
            Model::read(include_bytes!("../model/vi-admin.lm")).unwrap_or_else(|_| Model::empty())
        });
        &MODEL
    }

    /// A model that knows nothing: every word is unknown.
    #[must_use]
    pub fn empty() -> Model {
        let none = Table::split(&[], 0).map(|(t, _)| t);
        let none3 = Table::split(&[], 0).map(|(t, _)| t);
        Model {
            index: Index::new(&Word::CLASSES),
            bases: Bases::new(&Word::CLASSES),
            words: Word::CLASSES.to_vec(),
            single: &[100; 4],
            back: &[0; 4],
            flags: &[0; 4],
            ahead: &[0; 4],
            behind: &[0; 4],
            pairs: none.expect("no bytes are a table of no buckets"),
            triples: none3.expect("no bytes are a table of no buckets"),
            identity: "none".into(),
        }
    }

    /// Reads a model file.
    ///
    /// # Errors
    /// Bytes that are no model of this version, or are cut short.
    pub fn read(bytes: &'static [u8]) -> Result<Model, NotAModel> {
        Model::parse(bytes).ok_or(NotAModel)
    }

    fn parse(bytes: &'static [u8]) -> Option<Model> {
        let identity = format!("vi-admin-{:08x}", checksum(bytes) as u32);
        let mut rest = bytes.strip_prefix(MAGIC.as_slice())?;
        let mut number = || {
            let (head, tail) = rest.split_first_chunk::<4>()?;
            rest = tail;
            Some(u32::from_le_bytes(*head) as usize)
        };
        let (words, pairs, triples) = (number()?, number()?, number()?);
        if words > usize::from(Id::MAX) || words < Word::CLASSES.len() {
            return None;
        }
        let (keys, rest) = rest.split_at_checked(words.checked_mul(8)?)?;
        let words: Vec<Word> = keys
            .chunks_exact(8)
            .filter_map(|k| k.try_into().ok().map(u64::from_le_bytes).map(Word))
            .collect();
        let (single, rest) = rest.split_at_checked(words.len())?;
        let (back, rest) = rest.split_at_checked(words.len())?;
        let (flags, rest) = rest.split_at_checked(words.len())?;
        let (ahead, rest) = rest.split_at_checked(words.len())?;
        let (behind, rest) = rest.split_at_checked(words.len())?;
        let (pairs, rest) = Table::split(rest, pairs)?;
        let (triples, rest) = Table::split(rest, triples)?;
        rest.is_empty().then(|| Model {
            index: Index::new(&words),
            bases: Bases::new(&words),
            words,
            single,
            back,
            flags,
            ahead,
            behind,
            pairs,
            triples,
            identity,
        })
    }

    /// Name and checksum of the model.
    #[must_use]
    pub fn identity(&self) -> &str {
        &self.identity
    }

    /// How many words it has, classes included.
    #[must_use]
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Never: a model has its classes.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The number of a word.
    #[must_use]
    pub fn id(&self, word: Word) -> Option<Id> {
        self.index.find(word, &self.words)
    }

    /// The word of a number.
    #[must_use]
    pub fn word(&self, id: Id) -> Word {
        self.words
            .get(usize::from(id))
            .copied()
            .unwrap_or(Word::UNKNOWN)
    }

    /// A syllable by the list of Vietnamese syllables.
    #[must_use]
    pub fn is_syllable(&self, id: Id) -> bool {
        self.flags
            .get(usize::from(id))
            .is_some_and(|f| f & SYLLABLE != 0)
    }

    /// All words that read like `stripped` once tones, marks and strokes are gone; acronyms, if it is one.
    #[must_use]
    pub fn same_base(&self, stripped: Word) -> &[Id] {
        self.bases.of(stripped)
    }

    /// Cost of `w` alone, in nats.
    #[must_use]
    pub fn cost1(&self, w: Id) -> f32 {
        nats(self.single[usize::from(w)])
    }

    /// The least that any word between `l` and `r` costs together with `r`, of the pairs that were counted.
    #[must_use]
    pub fn least_between(&self, l: Id, r: Id) -> f32 {
        nats(self.ahead[usize::from(l)]) + nats(self.behind[usize::from(r)])
    }

    /// Cost of `w` after `v`.
    #[must_use]
    pub fn cost2(&self, v: Id, w: Id) -> f32 {
        match self.pairs.get(pair(v, w)) {
            Some([cost, _]) => nats(cost),
            None => nats(self.back[usize::from(v)]) + self.cost1(w),
        }
    }

    /// Cost of `w` after `u v`; after a break `u` does not count.
    #[must_use]
    pub fn cost3(&self, u: Id, v: Id, w: Id) -> f32 {
        if v == Model::BREAK {
            return self.cost2(v, w);
        }
        if let Some([cost]) = self.triples.get(triple(u, v, w)) {
            return nats(cost);
        }
        let back = self.pairs.get(pair(u, v)).map_or(0.0, |[_, b]| nats(b));
        back + self.cost2(v, w)
    }
}

fn nats(stored: u8) -> f32 {
    f32::from(stored) * STEP
}

pub(crate) fn pair(v: Id, w: Id) -> u64 {
    u64::from(v) << 16 | u64::from(w)
}

pub(crate) fn triple(u: Id, v: Id, w: Id) -> u64 {
    1 << 48 | u64::from(u) << 32 | pair(v, w)
}

fn checksum(bytes: &[u8]) -> u64 {
    let (chunks, rest) = bytes.as_chunks::<8>();
    let all = chunks
        .iter()
        .fold(0, |h, &c| mix(h ^ u64::from_be_bytes(c)));
    if rest.is_empty() {
        return all;
    }
    mix(all ^ rest.iter().fold(0, |w, &b| w << 8 | u64::from(b)))
}
