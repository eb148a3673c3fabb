//! What may have been printed where a word is read: candidates with the cost of the damage they assume.

use std::sync::{LazyLock, OnceLock};

use sohoa_lm::letter::{Alphabet, base};
use sohoa_lm::{Id, MOST, Model, Word, WordBuilder};

use super::confusion::{ANY_LETTER, Confusions, is_variant};

/// A reading of one written word: one word, or two that were run together.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Candidate {
    pub words: [Id; 2],
    pub two: bool,
    pub cost: f32,
}

/// Most damage assumed in one half of two words run together, in nats.
const HALF: f32 = 9.0;

/// Most damage assumed in a word of the language.
const FARTHEST: f32 = 14.0;

pub(super) fn one(id: Id, cost: f32) -> Candidate {
    Candidate {
        words: [id, 0],
        two: false,
        cost,
    }
}

/// Words and what the damage to each costs.
type List = Box<[(Id, f32)]>;

/// What [`near`] finds for the words of the model: looked up for most words again and again.
#[derive(Debug)]
pub(super) struct Neighbours {
    lists: Vec<OnceLock<List>>,
}

impl Neighbours {
    /// The lists of the embedded model; each is made when it is first asked for.
    pub fn get() -> &'static Neighbours {
        static ALL: LazyLock<Neighbours> = LazyLock::new(|| Neighbours {
            lists: (0..Model::embedded().len())
                .map(|_| OnceLock::new())
                .collect(),
        });
        &ALL
    }

    /// Neighbours of word `id` of `model`, cheapest first.
    pub fn of(&self, id: Id, model: &Model) -> &[(Id, f32)] {
        self.lists[usize::from(id)].get_or_init(|| {
            let mut list = Vec::new();
            near(model.word(id), model, FARTHEST, &mut list);
            list.sort_by(|a, b| a.cost.total_cmp(&b.cost));
            list.iter().map(|c| (c.words[0], c.cost)).collect()
        })
    }
}

/// Words with the same base letters, and words that look like it, up to `limit` nats.
pub(super) fn near(word: Word, model: &Model, limit: f32, out: &mut Vec<Candidate>) {
    let confusions = Confusions::get();
    let add = |read: Word, extra: f32, out: &mut Vec<Candidate>| {
        for &id in model.same_base(read.stripped()) {
            let printed = model.word(id);
            let cost = extra + confusions.marks(read, printed);
            let one_letter = printed.len() == 1;
            if cost <= limit && printed != word && !one_letter && !is_variant(word, printed) {
                out.push(one(id, cost));
            }
        }
    };
    add(word, 0.0, out);
    let (mut letters, mut bases, mut len) = ([0u8; MOST], [0u8; MOST], 0);
    for code in word.letters().take(MOST) {
        letters[len] = code;
        bases[len] = base(code);
        len += 1;
    }
    let mut edited = [0u8; MOST + 2];
    for at in 0..=len {
        for alike in confusions.alike(&bases[at..len], limit) {
            let behind = &letters[at + alike.read.len()..len];
            let (n, m) = (at + alike.printed.len(), behind.len());
            if n + m > MOST {
                continue;
            }
            edited[..at].copy_from_slice(&letters[..at]);
            edited[at..n].copy_from_slice(&alike.printed);
            edited[n..n + m].copy_from_slice(behind);
            if let Some(read) = Word::from_letters(&edited[..n + m], word.tone()) {
                add(read, alike.cost, out);
            }
        }
    }
}

/// Words one letter away, whatever the letter: for what is no word at all.
pub(super) fn one_letter(word: Word, model: &Model, out: &mut Vec<Candidate>) {
    let letters: Vec<u8> = word.letters().collect();
    let mut edited: Vec<u8> = Vec::with_capacity(letters.len() + 1);
    let add = |edited: &[u8], out: &mut Vec<Candidate>| {
        let id = Word::from_letters(edited, word.tone()).and_then(|w| model.id(w));
        if let Some(id) = id.filter(|&id| model.is_syllable(id) && edited.len() > 1) {
            out.push(one(id, ANY_LETTER));
        }
    };
    for at in 0..letters.len() {
        edited.clear();
        edited.extend(&letters[..at]);
        edited.extend(&letters[at + 1..]);
        add(&edited, out);
        edited.insert(at, 0);
        for code in 1..34 {
            edited[at] = code;
            add(&edited, out);
        }
    }
    for at in 0..=letters.len() {
        edited.clear();
        edited.extend(&letters[..at]);
        edited.push(0);
        edited.extend(&letters[at..]);
        for code in 1..34 {
            edited[at] = code;
            add(&edited, out);
        }
    }
}

/// Two words run together: both words of the model, one of them perhaps damaged.
pub(super) fn split(text: &str, model: &Model, out: &mut Vec<Candidate>) {
    if text.chars().count() > 2 * MOST {
        return;
    }
    let space = Confusions::get().lost_space;
    let mut near_left = Vec::new();
    let mut near_right = Vec::new();
    for (at, _) in text.char_indices().skip(1) {
        let (left, right) = text.split_at(at);
        let (Some(l), Some(r)) = (Word::of(left), Word::of(right)) else {
            continue;
        };
        let whole = |w: Word| {
            model
                .id(w)
                .filter(|&id| model.is_syllable(id) && w.len() > 1)
        };
        let (whole_l, whole_r) = (whole(l), whole(r));
        let mut push = |l: Id, r: Id, cost: f32| {
            out.push(Candidate {
                words: [l, r],
                two: true,
                cost: space + cost,
            });
        };
        match (whole_l, whole_r) {
            (Some(l), Some(r)) => push(l, r, 0.0),
            (None, Some(r)) => {
                near_left.clear();
                near(l, model, HALF, &mut near_left);
                near_left.iter().for_each(|c| push(c.words[0], r, c.cost));
            }
            (Some(l), None) => {
                near_right.clear();
                near(r, model, HALF, &mut near_right);
                near_right.iter().for_each(|c| push(l, c.words[0], c.cost));
            }
            (None, None) => {}
        }
    }
}

/// The word that two written words make together, if it is a syllable.
pub(super) fn joined(left: &str, right: &str, model: &Model) -> Option<Id> {
    let alphabet = Alphabet::get();
    let mut builder = WordBuilder::default();
    for c in left.chars().chain(right.chars()) {
        builder.push(alphabet.letter(c)?);
    }
    model
        .id(builder.word()?)
        .filter(|&id| model.is_syllable(id))
}
