//! What may have been printed where a word is read: candidates with the cost of the damage they assume.

use std::sync::{LazyLock, OnceLock};

use sohoa_lm::letter::{self, Alphabet, Letter};
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
    let add = |group: &[Id], read: Word, extra: f32, out: &mut Vec<Candidate>| {
        for &id in group {
            let printed = model.word(id);
            let cost = extra + confusions.marks(read, printed);
            let one_letter = printed.len() == 1;
            if cost <= limit && printed != word && !one_letter && !is_variant(word, printed) {
                out.push(one(id, cost));
            }
        }
    };
    let stripped = word.stripped();
    add(model.same_base(stripped), word, 0.0, out);
    let (mut bases, mut len) = ([0u8; MOST], 0);
    for code in stripped.letters() {
        bases[len] = code;
        len += 1;
    }
    for at in 0..=len {
        for alike in confusions.alike(&bases[at..len], limit) {
            let gone = alike.read.len();
            let base = stripped.spliced(at, gone, alike.printed.stripped());
            // Few of them are the base of any word.
            let group = base.map_or(&[][..], |b| model.same_base(b));
            if !group.is_empty()
                && let Some(read) = word.spliced(at, gone, alike.printed)
            {
                add(group, read, alike.cost, out);
            }
        }
    }
}

/// Words one letter away, whatever the letter: for what is no word at all.
pub(super) fn one_letter(word: Word, model: &Model, out: &mut Vec<Candidate>) {
    let mut add = |edited: Option<Word>| {
        let id = edited
            .filter(|w| w.len() > 1)
            .and_then(|w| model.id(w))
            .filter(|&id| model.is_syllable(id));
        out.extend(id.map(|id| one(id, ANY_LETTER)));
    };
    let letters = || (1..=letter::COUNT).map(|code| Word(u64::from(code)));
    for at in 0..word.len() {
        add(word.spliced(at, 1, Word(0)));
        letters().for_each(|l| add(word.spliced(at, 1, l)));
    }
    for at in 0..=word.len() {
        letters().for_each(|l| add(word.spliced(at, 0, l)));
    }
}

/// Two words run together: both words of the model, one of them perhaps damaged.
pub(super) fn split(text: &str, model: &Model, out: &mut Vec<Candidate>) {
    let alphabet = Alphabet::get();
    let mut letters = Vec::with_capacity(2 * MOST);
    for c in text.chars() {
        match alphabet.letter(c) {
            Some(letter) if letters.len() < 2 * MOST => letters.push(letter),
            _ => return,
        }
    }
    let word = |letters: &[Letter]| {
        let mut builder = WordBuilder::default();
        letters.iter().for_each(|&l| builder.push(l));
        builder.word()
    };
    let whole = |w: Word| {
        model
            .id(w)
            .filter(|&id| model.is_syllable(id) && w.len() > 1)
    };
    let space = Confusions::get().lost_space;
    let mut halves = Vec::new();
    for at in 1..letters.len() {
        let (left, right) = letters.split_at(at);
        let (Some(l), Some(r)) = (word(left), word(right)) else {
            continue;
        };
        let mut push = |l: Id, r: Id, cost: f32| {
            out.push(Candidate {
                words: [l, r],
                two: true,
                cost: space + cost,
            });
        };
        halves.clear();
        match (whole(l), whole(r)) {
            (Some(l), Some(r)) => push(l, r, 0.0),
            (None, Some(r)) => {
                near(l, model, HALF, &mut halves);
                halves.iter().for_each(|c| push(c.words[0], r, c.cost));
            }
            (Some(l), None) => {
                near(r, model, HALF, &mut halves);
                halves.iter().for_each(|c| push(l, c.words[0], c.cost));
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
