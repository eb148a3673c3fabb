//! Words found again: numbers by words, and by what is left of words once all marks are lost.
//!
//! Slots hold two bytes, so that the whole of an index stays near the processor.

use crate::model::Id;
use crate::word::Word;

/// Marks an empty slot; no model has so many words.
const NONE: u16 = u16::MAX;

/// Numbers by words: open addressing with room.
#[derive(Debug)]
pub(crate) struct Index {
    slots: Vec<u16>,
}

impl Index {
    pub(crate) fn new(words: &[Word]) -> Index {
        let size = (words.len() * 2).next_power_of_two().max(16);
        let mut index = Index {
            slots: vec![NONE; size],
        };
        for (id, &word) in words.iter().enumerate() {
            let mut at = index.place(word);
            while index.slots[at] != NONE {
                at = index.after(at);
            }
            index.slots[at] = id as u16;
        }
        index
    }

    /// The number of `word` in `words`, of which the index was made.
    #[inline]
    pub(crate) fn find(&self, word: Word, words: &[Word]) -> Option<Id> {
        let mut at = self.place(word);
        loop {
            match self.slots[at] {
                NONE => return None,
                id if words[usize::from(id)] == word => return Some(id),
                _ => at = self.after(at),
            }
        }
    }

    /// The first slot to look at.
    #[inline]
    fn place(&self, word: Word) -> usize {
        (word.0.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40) as usize & (self.slots.len() - 1)
    }

    #[inline]
    fn after(&self, at: usize) -> usize {
        (at + 1) & (self.slots.len() - 1)
    }
}

/// Words grouped by stripped form, acronyms apart; classes have none.
#[derive(Debug)]
pub(crate) struct Bases {
    index: Index,
    stripped: Vec<Word>,
    /// Where each group begins in `same`, and the end of the last.
    starts: Vec<u16>,
    same: Vec<Id>,
}

impl Bases {
    pub(crate) fn new(words: &[Word]) -> Bases {
        let mut list: Vec<(Word, Id)> = words
            .iter()
            .enumerate()
            .filter(|(_, w)| !w.is_class())
            .map(|(i, w)| (w.stripped(), i as Id))
            .collect();
        list.sort_unstable();
        let (mut stripped, mut starts) = (Vec::new(), Vec::new());
        for (i, &(base, _)) in list.iter().enumerate() {
            if stripped.last() != Some(&base) {
                stripped.push(base);
                starts.push(i as u16);
            }
        }
        starts.push(list.len() as u16);
        Bases {
            index: Index::new(&stripped),
            stripped,
            starts,
            same: list.into_iter().map(|(_, id)| id).collect(),
        }
    }

    /// The group of `stripped`.
    #[inline]
    pub(crate) fn of(&self, stripped: Word) -> &[Id] {
        self.index.find(stripped, &self.stripped).map_or(&[], |n| {
            let n = usize::from(n);
            &self.same[usize::from(self.starts[n])..usize::from(self.starts[n + 1])]
        })
    }
}
