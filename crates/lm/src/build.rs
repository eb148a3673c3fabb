//! Counting: streams of words to a model file.

use std::collections::HashMap;

use crate::model::{COSTS, HEAD, Id, MAGIC, Model, STEP, SYLLABLE, pair, triple};
use crate::table::{self, Filter};
use crate::token::{Case, Tokeniser};
use crate::word::Word;

/// The number of [`Word::GAP`], which no word has.
const GAP: Id = Id::MAX;

/// What is counted and what is kept.
#[derive(Debug, Clone, Copy)]
pub struct Settings {
    /// A word that is no syllable must be seen this often.
    pub word: u32,
    /// A pair must be seen this often.
    pub pair: u32,
    /// A triple must be seen this often.
    pub triple: u32,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            word: 20,
            pair: 1,
            triple: 2,
        }
    }
}

/// Words of one paragraph between breaks.
pub fn paragraph(line: &str, is_syllable: impl Fn(Word) -> bool, out: &mut Vec<Word>) {
    out.push(Word::BREAK);
    words_of(line, is_syllable, out);
    out.push(Word::BREAK);
}

/// Words in lower case, capitals that are no syllable as acronyms.
pub fn words_of(line: &str, is_syllable: impl Fn(Word) -> bool, out: &mut Vec<Word>) {
    Tokeniser::new(line).line(0..line.len(), |t| {
        let acronym = t.case == Case::Upper && !t.word.is_class() && !is_syllable(t.word);
        out.push(if acronym { t.word.acronym() } else { t.word });
    });
}

/// Counts a stream of words (paragraphs between breaks) and writes the model.
#[must_use]
pub fn build(stream: &[Word], syllables: &[Word], settings: &Settings) -> Vec<u8> {
    let words = vocabulary(stream, syllables, settings.word);
    let number: HashMap<Word, Id> = words
        .iter()
        .enumerate()
        .map(|(i, &w)| (w, i as Id))
        .collect();
    let ids: Vec<Id> = stream
        .iter()
        .map(|w| match *w {
            Word::GAP => GAP,
            w => number.get(&w).copied().unwrap_or(Model::UNKNOWN),
        })
        .collect();
    let singles = Singles::count(&ids, words.len());
    let mut pairs = Pairs::count(&ids, settings.pair, &singles);
    let triples = triples(&ids, settings.triple, &mut pairs);
    let syllables: std::collections::HashSet<&Word> = syllables.iter().collect();
    let flags = words
        .iter()
        .map(|w| if syllables.contains(w) { SYLLABLE } else { 0 });

    let pair_entries: Vec<(u64, [u8; 2])> = pairs
        .list
        .iter()
        .map(|p| (pair(p.v, p.w), [stored(p.cost), stored(p.back)]))
        .collect();
    let (pair_bytes, pair_buckets) = table::build(&pair_entries);
    let (triple_bytes, triple_buckets) = table::build(&triples);
    let seen = Filter::build(pair_entries.iter().map(|e| e.0));
    let mut out = MAGIC.to_vec();
    for n in [words.len(), pair_buckets, triple_buckets, seen.len()] {
        out.extend((n as u32).to_le_bytes());
    }
    out.resize(HEAD, 0);
    out.extend(pair_bytes);
    out.extend(seen);
    out.extend(triple_bytes);
    out.extend(words.iter().flat_map(|w| w.0.to_le_bytes()));
    let (ahead, behind) = pairs.cheapest(words.len());
    for w in 0..words.len() {
        let costs: [f64; COSTS] = [singles.cost[w], pairs.single_back[w], ahead[w], behind[w]];
        out.extend(costs.map(stored));
    }
    out.extend(flags);
    out
}

fn stored(nats: f64) -> u8 {
    (nats / f64::from(STEP)).round().clamp(0.0, 255.0) as u8
}

/// Classes, then the syllables and the frequent words that are none, sorted.
fn vocabulary(stream: &[Word], syllables: &[Word], least: u32) -> Vec<Word> {
    let mut sorted: Vec<Word> = stream.iter().copied().filter(|w| !w.is_class()).collect();
    sorted.sort_unstable();
    let mut words: Vec<Word> = sorted
        .chunk_by(|a, b| a == b)
        .filter(|g| g.len() >= least as usize)
        .map(|g| g[0])
        .chain(syllables.iter().copied())
        .collect();
    words.sort_unstable();
    words.dedup();
    words.truncate(usize::from(Id::MAX) - Word::CLASSES.len());
    let mut all = Word::CLASSES.to_vec();
    all.extend(words);
    all
}

/// Discount by the counts of what was seen once and twice (Ney, Essen, Kneser 1994).
fn discount(counts: impl Iterator<Item = u32>) -> f64 {
    let (mut one, mut two) = (0.0, 0.0);
    for c in counts {
        one += f64::from(u8::from(c == 1));
        two += f64::from(u8::from(c == 2));
    }
    if one == 0.0 || two == 0.0 {
        0.75
    } else {
        one / (one + 2.0 * two)
    }
}

struct Singles {
    probability: Vec<f64>,
    cost: Vec<f64>,
}

impl Singles {
    fn count(ids: &[Id], words: usize) -> Singles {
        let mut counts = vec![0u32; words];
        for &id in ids.iter().filter(|&&id| id != GAP) {
            counts[usize::from(id)] += 1;
        }
        let d = discount(counts.iter().copied()).min(0.9);
        let total = ids.len().max(1) as f64;
        let seen = counts.iter().filter(|&&c| c > 0).count() as f64;
        let rest = d * seen / total / words as f64;
        let probability: Vec<f64> = counts
            .iter()
            .map(|&c| (f64::from(c) - d).max(0.0) / total + rest)
            .collect();
        let cost = probability.iter().map(|p| -p.max(1e-12).ln()).collect();
        Singles { probability, cost }
    }
}

struct Pair {
    v: Id,
    w: Id,
    probability: f64,
    cost: f64,
    back: f64,
}

struct Pairs {
    list: Vec<Pair>,
    single_back: Vec<f64>,
    singles: Vec<f64>,
}

/// Sorted keys with their counts.
fn runs(mut keys: Vec<u64>) -> Vec<(u64, u32)> {
    keys.sort_unstable();
    keys.chunk_by(|a, b| a == b)
        .map(|g| (g[0], g.len() as u32))
        .collect()
}

/// What is left for the shorter context, and its cost.
fn left_over(kept: f64) -> (f64, f64) {
    let left = (1.0 - kept).clamp(1e-6, 1.0);
    (left, -left.ln())
}

impl Pairs {
    fn count(ids: &[Id], least: u32, singles: &Singles) -> Pairs {
        let keys = ids
            .windows(2)
            .filter(|w| !w.contains(&GAP))
            .filter(|w| w[0] != Model::BREAK || w[1] != Model::BREAK)
            .map(|w| pair(w[0], w[1]));
        let counted = runs(keys.collect());
        let d = discount(counted.iter().map(|c| c.1));
        let mut pairs = Pairs {
            list: Vec::new(),
            single_back: vec![0.0; singles.cost.len()],
            singles: singles.probability.clone(),
        };
        for group in counted.chunk_by(|a, b| a.0 >> 16 == b.0 >> 16) {
            let v = (group[0].0 >> 16) as Id;
            let total: f64 = group.iter().map(|g| f64::from(g.1)).sum();
            let kept = group.iter().filter(|g| g.1 >= least);
            let mass: f64 = kept.clone().map(|g| (f64::from(g.1) - d) / total).sum();
            let (left, cost) = left_over(mass);
            pairs.single_back[usize::from(v)] = cost;
            pairs.list.extend(kept.map(|&(key, c)| {
                let w = key as Id;
                let p = (f64::from(c) - d) / total + left * singles.probability[usize::from(w)];
                Pair {
                    v,
                    w,
                    probability: p,
                    cost: -p.ln(),
                    back: 0.0,
                }
            }));
        }
        pairs
    }

    /// The least cost of a pair that each word begins, and of one that it ends.
    fn cheapest(&self, words: usize) -> (Vec<f64>, Vec<f64>) {
        let mut ahead = vec![f64::MAX; words];
        let mut behind = vec![f64::MAX; words];
        for p in &self.list {
            let (v, w) = (usize::from(p.v), usize::from(p.w));
            ahead[v] = ahead[v].min(p.cost);
            behind[w] = behind[w].min(p.cost);
        }
        (ahead, behind)
    }

    fn find(&self, v: Id, w: Id) -> Option<usize> {
        self.list.binary_search_by_key(&(v, w), |p| (p.v, p.w)).ok()
    }

    fn probability(&self, v: Id, w: Id) -> f64 {
        self.find(v, w).map_or_else(
            || (-self.single_back[usize::from(v)]).exp() * self.singles[usize::from(w)],
            |i| self.list[i].probability,
        )
    }
}

/// Costs of the triples that are kept; the pairs before them learn what is left to fall back on.
fn triples(ids: &[Id], least: u32, pairs: &mut Pairs) -> Vec<(u64, [u8; 1])> {
    let keys = ids
        .windows(3)
        .filter(|w| w[1] != Model::BREAK && !w.contains(&GAP))
        .map(|w| triple(w[0], w[1], w[2]));
    let counted = runs(keys.collect());
    let d = discount(counted.iter().map(|c| c.1));
    let mut out = Vec::new();
    for group in counted.chunk_by(|a, b| a.0 >> 16 == b.0 >> 16) {
        let (u, v) = ((group[0].0 >> 32) as Id, (group[0].0 >> 16) as Id);
        let Some(context) = pairs.find(u, v) else {
            continue;
        };
        let total: f64 = group.iter().map(|g| f64::from(g.1)).sum();
        let kept = group.iter().filter(|g| g.1 >= least);
        let mass: f64 = kept.clone().map(|g| (f64::from(g.1) - d) / total).sum();
        let (left, cost) = left_over(mass);
        pairs.list[context].back = cost;
        out.extend(kept.map(|&(key, c)| {
            let p = (f64::from(c) - d) / total + left * pairs.probability(v, key as Id);
            (key, [stored(-p.ln())])
        }));
    }
    out
}
