//! Words one slip away from a given one, found by leaving out a letter on both sides.

use foldhash::HashMap;

/// What kind of slip leads from a word to a damaged form of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Strokes of Đ lost.
    Stroke,
    /// A letter twice, or one of two equal ones lost.
    Doubled,
    /// Two neighbours swapped.
    Swapped,
    /// A letter read as one of its shape.
    LookAlike,
    /// A letter of the word once more, elsewhere.
    Stray,
    /// Any other letter added, lost or changed.
    Other,
}

/// A word that others may be damaged forms of.
#[derive(Debug)]
pub(super) struct Word<'t> {
    pub word: &'t str,
    pub count: u32,
    /// In the tables or spelled out by the text.
    pub known: bool,
    letters: Vec<char>,
}

/// Words by what is left of them without one letter.
#[derive(Debug)]
pub(super) struct Near<'t> {
    words: Vec<Word<'t>>,
    index: HashMap<String, Vec<usize>>,
}

impl<'t> Near<'t> {
    pub(super) fn new(words: Vec<(&'t str, u32, bool)>) -> Near<'t> {
        let word = |(word, count, known): (&'t str, u32, bool)| Word {
            word,
            count,
            known,
            letters: word.chars().collect(),
        };
        let words: Vec<_> = words.into_iter().map(word).collect();
        let mut index: HashMap<String, Vec<usize>> = HashMap::default();
        for (i, w) in words.iter().enumerate() {
            for key in keys(&w.letters) {
                index.entry(key).or_default().push(i);
            }
        }
        Near { words, index }
    }

    /// The words that `word` may be a damaged form of.
    pub(super) fn of(&self, word: &str) -> Vec<(Kind, &Word<'t>)> {
        /// So many words with one letter left out alike are no slips but a list of codes.
        const CROWD: usize = 32;
        let letters: Vec<char> = word.chars().collect();
        let mut found: Vec<usize> = keys(&letters)
            .iter()
            .filter_map(|k| self.index.get(k))
            .filter(|hits| hits.len() <= CROWD)
            .flatten()
            .copied()
            .collect();
        found.sort_unstable();
        found.dedup();
        let words = found.into_iter().map(|i| &self.words[i]);
        words
            .filter_map(|w| Some((kind(&letters, &w.letters)?, w)))
            .collect()
    }
}

/// The word, and the word without each of its letters.
fn keys(letters: &[char]) -> Vec<String> {
    let without = |i: usize| -> String {
        let rest = letters.iter().enumerate().filter(|(k, _)| *k != i);
        rest.map(|(_, c)| c).collect()
    };
    let mut keys: Vec<String> = (0..=letters.len()).map(without).collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// The slip that leads from `right` to `seen`; `None` when it takes more than one.
fn kind(seen: &[char], right: &[char]) -> Option<Kind> {
    let head = seen.iter().zip(right).take_while(|(a, b)| a == b).count();
    let (s, r) = (&seen[head..], &right[head..]);
    let backwards = s.iter().rev().zip(r.iter().rev());
    let tail = backwards.take_while(|(a, b)| a == b).count();
    let (s, r) = (&s[..s.len() - tail], &r[..r.len() - tail]);
    match (s, r) {
        ([], []) => None,
        ([a], [b]) => Some(match (a, b) {
            ('D', 'Đ') => Kind::Stroke,
            _ if looks_like(*a, *b) => Kind::LookAlike,
            _ => Kind::Other,
        }),
        ([a, b], [c, d]) if a == d && b == c => Some(Kind::Swapped),
        // In a run of equal letters the common head swallows all but the last.
        ([c], []) if head > 0 && seen[head - 1] == *c => Some(Kind::Doubled),
        ([c], []) if right.contains(c) => Some(Kind::Stray),
        ([], [c]) if head > 0 && right[head - 1] == *c => Some(Kind::Doubled),
        ([_], []) | ([], [_]) => Some(Kind::Other),
        _ => None,
    }
}

/// Capitals that recognition takes for one another.
fn looks_like(a: char, b: char) -> bool {
    const SHAPES: &[&str] = &["HTN", "NM", "OQDĐ", "CG", "UV", "IL"];
    SHAPES.iter().any(|s| s.contains(a) && s.contains(b))
}
