//! What recognition confuses, and how dearly: costs in nats from a table estimated on damaged law text.

use std::sync::LazyLock;

use sohoa_lm::Word;
use sohoa_lm::letter::{Alphabet, base};

/// Letters that look alike: what is read, what was printed, the cost.
#[derive(Debug)]
pub(super) struct Alike {
    /// Base letters.
    pub read: Vec<u8>,
    pub printed: Word,
    pub cost: f32,
}

/// The costs of single confusions.
#[derive(Debug)]
pub(super) struct Confusions {
    /// By printed tone, then read tone.
    tone: [[f32; 6]; 6],
    /// By printed letter, then read letter: marks and strokes on the same base letter.
    mark: [[f32; 34]; 34],
    /// Letters and letter groups of other bases, by the first base letter that is read (0: nothing is), cheapest
    /// first.
    alike: Vec<Vec<Alike>>,
    /// The space between two words.
    pub lost_space: f32,
    /// A space inside a word.
    pub added_space: f32,
}

/// A letter read for any other, put in or left out.
pub(super) const ANY_LETTER: f32 = 10.0;
/// A tone or a mark that the table does not have.
const RARE: f32 = 6.0;

impl Confusions {
    pub fn get() -> &'static Confusions {
        static TABLE: LazyLock<Confusions> =
            LazyLock::new(|| Confusions::read(include_str!("confusions.tsv")));
        &TABLE
    }

    /// Rows of `what read printed cost`; `tone` by number, `mark` and `alike` by letters.
    fn read(table: &str) -> Confusions {
        let mut out = Confusions {
            tone: [[RARE; 6]; 6],
            mark: [[RARE; 34]; 34],
            alike: (0..34).map(|_| Vec::new()).collect(),
            lost_space: RARE,
            added_space: RARE,
        };
        for i in 0..34 {
            out.mark[i][i] = 0.0;
        }
        for i in 0..6 {
            out.tone[i][i] = 0.0;
        }
        let alphabet = Alphabet::get();
        let codes = |s: &str| -> Vec<u8> {
            s.chars()
                .filter_map(|c| alphabet.letter(c).map(|l| l.code))
                .collect()
        };
        for row in table.lines().filter(|l| !l.starts_with('#')) {
            let mut cells = row.split('\t');
            let mut next = || cells.next().unwrap_or_default();
            let (what, read, printed, cost) = (next(), next(), next(), next());
            let Ok(cost) = cost.parse::<f32>() else {
                continue;
            };
            match what {
                "tone" => {
                    if let (Ok(r), Ok(p)) = (read.parse::<usize>(), printed.parse::<usize>()) {
                        out.tone[p.min(5)][r.min(5)] = cost;
                    }
                }
                "mark" => {
                    if let ([r], [p]) = (codes(read).as_slice(), codes(printed).as_slice()) {
                        out.mark[usize::from(*p)][usize::from(*r)] = cost;
                    }
                }
                "space" if read == "lost" => out.lost_space = cost,
                "space" => out.added_space = cost,
                _ => {
                    let read = stripped(&codes(read));
                    let first = read.first().map_or(0, |&c| usize::from(c));
                    let printed = Word::of(printed).unwrap_or(Word(0));
                    out.alike[first].push(Alike {
                        read,
                        printed,
                        cost,
                    });
                }
            }
        }
        for list in &mut out.alike {
            list.sort_by(|a, b| a.cost.total_cmp(&b.cost));
        }
        out
    }

    /// What may have been printed where base letters that begin like `rest` are read, up to `limit` nats.
    pub fn alike(&self, rest: &[u8], limit: f32) -> impl Iterator<Item = &Alike> {
        let first = rest.first().map_or(0, |&c| usize::from(c));
        let nothing = if first == 0 {
            [].iter()
        } else {
            self.alike[0].iter()
        };
        self.alike[first]
            .iter()
            .take_while(move |a| a.cost < limit)
            .chain(nothing.take_while(move |a| a.cost < limit))
            .filter(move |a| match *a.read.as_slice() {
                [] | [_] => true,
                [_, second] => rest.get(1) == Some(&second),
                _ => rest.starts_with(&a.read),
            })
    }

    /// Cost of reading `read` where `printed` stood; both have the same base letters.
    pub fn marks(&self, read: Word, printed: Word) -> f32 {
        let letters: f32 = read
            .letters()
            .zip(printed.letters())
            .map(|(r, p)| self.mark[usize::from(p)][usize::from(r)])
            .sum();
        letters + self.tone[usize::from(printed.tone())][usize::from(read.tone())]
    }
}

/// The same syllable in another accepted spelling: `i` and `y` at the end (`kĩ`, `kỹ`; `qui`, `quy`).
pub(super) fn is_variant(a: Word, b: Word) -> bool {
    let (i, y) = (sohoa_lm::letter::code('i'), sohoa_lm::letter::code('y'));
    a.tone() == b.tone()
        && a.len() == b.len()
        && a.letters()
            .zip(b.letters())
            .all(|(p, q)| p == q || (p == i && q == y) || (p == y && q == i))
}

/// The base letters of codes.
pub(super) fn stripped(codes: &[u8]) -> Vec<u8> {
    codes.iter().map(|&c| base(c)).collect()
}
