//! The model as it is asked: how unlikely is a word after the two before it.

use std::sync::LazyLock;

use crate::index::{Bases, Index};
use crate::table::{Filter, Table, mix};
use crate::word::Word;

/// A word's number in a model.
pub type Id = u16;

/// First bytes of a model file.
pub(crate) const MAGIC: &[u8; 8] = b"SOHOALM3";
/// Where the tables begin.
pub(crate) const HEAD: usize = 64;
/// Nats of one step of a stored cost.
pub(crate) const STEP: f32 = 0.08;

/// Costs stored with each word: alone; falling back behind it; the least of a pair that it begins, that it ends.
pub(crate) const COSTS: usize = 4;
const ALONE: usize = 0;
const BACK: usize = 1;
const AHEAD: usize = 2;
const BEHIND: usize = 3;

/// The file in memory as its tables want it: no bucket lies across two lines of the processor's cache.
#[repr(C, align(64))]
struct Aligned<B: ?Sized>(B);

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
    costs: &'static [[u8; COSTS]],
    flags: &'static [u8],
    seen: Filter<'static>,
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
            static FILE: &Aligned<[u8]> = &Aligned(*include_bytes!("../model/vi-admin.lm"));
            // The file is part of the build; a test reads it.
            Model::read(&FILE.0).unwrap_or_else(|_| Model::empty())
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
            costs: &[[100, 0, 0, 0]; Word::CLASSES.len()],
            flags: &[0; Word::CLASSES.len()],
            seen: Filter::default(),
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
        let (words, pairs, triples, seen) = (number()?, number()?, number()?, number()?);
        if words > usize::from(Id::MAX) || words < Word::CLASSES.len() {
            return None;
        }
        let rest = bytes.get(HEAD..)?;
        let (pairs, rest) = Table::split(rest, pairs)?;
        let (seen, rest) = rest.split_at_checked(seen)?;
        let (triples, rest) = Table::split(rest, triples)?;
        let (keys, rest) = rest.split_at_checked(words.checked_mul(8)?)?;
        let (keys, _) = keys.as_chunks();
        let words: Vec<Word> = keys.iter().map(|&k| Word(u64::from_le_bytes(k))).collect();
        let (costs, rest) = rest.split_at_checked(words.len() * COSTS)?;
        let (costs, _) = costs.as_chunks();
        let (flags, rest) = rest.split_at_checked(words.len())?;
        if !rest.is_empty() {
            return None;
        }
        Some(Model {
            index: Index::new(&words),
            bases: Bases::new(&words),
            words,
            costs,
            flags,
            seen: Filter::new(seen)?,
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
    #[inline]
    pub fn id(&self, word: Word) -> Option<Id> {
        self.index.find(word, &self.words)
    }

    /// The word of a number.
    #[must_use]
    #[inline]
    pub fn word(&self, id: Id) -> Word {
        self.words
            .get(usize::from(id))
            .copied()
            .unwrap_or(Word::UNKNOWN)
    }

    /// A syllable by the list of Vietnamese syllables.
    #[must_use]
    #[inline]
    pub fn is_syllable(&self, id: Id) -> bool {
        self.flags
            .get(usize::from(id))
            .is_some_and(|f| f & SYLLABLE != 0)
    }

    /// All words that read like `stripped` once tones, marks and strokes are gone; acronyms, if it is one.
    #[must_use]
    #[inline]
    pub fn same_base(&self, stripped: Word) -> &[Id] {
        self.bases.of(stripped)
    }

    #[inline]
    fn cost(&self, w: Id, which: usize) -> u8 {
        self.costs[usize::from(w)][which]
    }

    /// Cost of `w` alone, in nats.
    #[must_use]
    #[inline]
    pub fn cost1(&self, w: Id) -> f32 {
        nats(self.cost(w, ALONE))
    }

    /// Words between `l` and `r`, told from afar.
    #[must_use]
    #[inline]
    pub fn between(&self, l: Id, r: Id) -> Between<'_> {
        Between {
            costs: self.costs,
            seen: self.seen,
            before: Filter::spread(pair(l, 0)),
            behind: Filter::spread(pair(0, r)),
            left: self.costs[usize::from(l)],
            right: self.costs[usize::from(r)],
        }
    }

    /// Cost of `w` after `v`.
    #[must_use]
    pub fn cost2(&self, v: Id, w: Id) -> f32 {
        match self.pairs.get(pair(v, w)) {
            Some([cost, _]) => nats(cost),
            None => nats(self.cost(v, BACK)) + self.cost1(w),
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

/// A place between two words.
#[derive(Debug, Clone, Copy)]
pub struct Between<'m> {
    costs: &'m [[u8; COSTS]],
    seen: Filter<'m>,
    /// The neighbours' shares of the pairs' places in the filter.
    before: u64,
    behind: u64,
    left: [u8; COSTS],
    right: [u8; COSTS],
}

impl<'m> Between<'m> {
    /// The least that any word costs here together with `r`, of the pairs that were counted.
    #[must_use]
    #[inline]
    pub fn least(&self) -> f32 {
        nats(self.left[AHEAD]) + nats(self.right[BEHIND])
    }

    /// Those of `near`, words with their costs, that may cost less than `most` here, both costs together.
    pub fn within<'a>(
        self,
        near: &'a [(Id, f32)],
        most: f32,
    ) -> impl Iterator<Item = &'a (Id, f32)> + use<'a, 'm> {
        near.iter().filter(move |&&(w, cost)| {
            let most = (most - cost) * (1.0 / STEP);
            let (left, spread) = self.after_left(w);
            // Most words fall here, before the other pair is looked at.
            f32::from(left + self.cheapest_right()) < most
                && f32::from(left + self.before_right(w, spread)) < most
        })
    }

    /// What `w` costs here together with `r` at least: exact where neither pair was counted, and found without
    /// a look into the table of pairs.
    #[must_use]
    pub fn least_of(&self, w: Id) -> f32 {
        let (left, spread) = self.after_left(w);
        f32::from(left + self.before_right(w, spread)) * STEP
    }

    /// Steps that `w` costs after `l` at least, and its share of places in the filter.
    #[inline]
    fn after_left(&self, w: Id) -> (u16, u64) {
        let own = self.costs[usize::from(w)];
        let spread = Filter::spread(pair(0, w));
        let seen = self.seen.has(self.before.wrapping_add(spread));
        let steps = if seen {
            u16::from(own[BEHIND].max(self.left[AHEAD]))
        } else {
            u16::from(self.left[BACK]) + u16::from(own[ALONE])
        };
        (steps, spread)
    }

    /// Steps that `r` costs after `w` at least.
    #[inline]
    fn before_right(&self, w: Id, spread: u64) -> u16 {
        let own = self.costs[usize::from(w)];
        if self.seen.has(self.behind.wrapping_add(spread << 16)) {
            u16::from(own[AHEAD].max(self.right[BEHIND]))
        } else {
            u16::from(own[BACK]) + u16::from(self.right[ALONE])
        }
    }

    /// Steps that `r` costs after any word at least.
    #[inline]
    fn cheapest_right(&self) -> u16 {
        u16::from(self.right[BEHIND].min(self.right[ALONE]))
    }
}

#[inline]
fn nats(stored: u8) -> f32 {
    f32::from(stored) * STEP
}

#[inline]
pub(crate) fn pair(v: Id, w: Id) -> u64 {
    u64::from(v) << 16 | u64::from(w)
}

#[inline]
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
