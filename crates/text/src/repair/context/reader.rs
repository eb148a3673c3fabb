//! Finds the words in doubt, their candidates, and searches the stretches where they stand.

use sohoa_lm::{Between, Case, Id, Model, Word};

use super::candidate::{self, Candidate, Neighbours};
use super::lattice::{Arc, Search};
use super::pairs::{self, Pairs};
use super::sites::Site;
use super::{Wanted, confusion, spell};

/// A pair that is at least this likely on both sides of a word leaves nothing to repair.
const GATE: f32 = 6.9;
/// What a gain of context must be worth at least for a candidate to enter the search.
const FLOOR: f32 = 1.0;
/// No damage costs less.
const LEAST_DAMAGE: f32 = 1.0;
/// A damaged word is rarely another word of the language: what that takes for a frequent word, whose company
/// is well known, and how it grows with the cost of a rarer one.
const KNOWN: f32 = 1.0;
const FREQUENT: f32 = 6.5;
const SLOPE: f32 = 0.5;
const MOST_KNOWN: f32 = 3.0;
/// Naming a word that the model does not have, beyond saying that it is unknown.
const SPELLING: f32 = 14.0;
/// The same where it has Vietnamese marks and yet is no syllable.
const BROKEN: f32 = 24.0;
/// The same where a capital says it is a name.
const NAME: f32 = 6.0;
/// Cost of a word alone from which it is rare.
const RARE_WORD: f32 = 8.5;
/// The same for the name of a place, which any syllable may be: only the units' own names could tell.
const UNCOMMON_WORD: f32 = 6.5;
const PLACE_GUARD: f32 = 12.0;
/// Last words of the kinds of administrative units.
const UNITS: [&str; 11] = [
    "xã",
    "phường",
    "trấn",
    "huyện",
    "quận",
    "phố",
    "tỉnh",
    "thôn",
    "bản",
    "ấp",
    "buôn",
];
/// What a candidate may lack beside a neighbour that is in doubt itself.
const BESIDE: f32 = 4.0;
/// A rare word with a capital beside another is a name.
const NAME_GUARD: f32 = 6.0;
/// Candidates of a word that enter the search.
const MOST_CANDIDATES: usize = 6;
/// Longest stretch of one search, in words.
const STRETCH: usize = 24;

/// What the search wants, with margins.
pub(super) fn wanted(text: &str, sites: &[Site], model: &Model) -> Vec<Wanted> {
    let mut reader = Reader {
        text,
        sites,
        model,
        pairs: pair_costs(sites, model),
        beside: Pairs::count(sites),
        // The lists are those of one model.
        neighbours: std::ptr::eq(model, Model::embedded()).then(Neighbours::get),
        units: UNITS
            .iter()
            .filter_map(|unit| model.id(Word::of(unit)?))
            .collect(),
        search: Search::default(),
        near: Vec::new(),
        found: Vec::new(),
        out: Vec::new(),
    };
    reader.read();
    reader.out
}

/// Cost of each word after the one before it, and of the end.
fn pair_costs(sites: &[Site], model: &Model) -> Vec<f32> {
    let mut before = Model::BREAK;
    let mut costs: Vec<f32> = sites
        .iter()
        .map(|s| {
            let cost = model.cost2(before, s.id);
            before = s.id;
            cost
        })
        .collect();
    costs.push(0.0);
    costs
}

/// A candidate for the words from `site` on (one, or two that were torn apart).
#[derive(Debug, Clone, Copy)]
struct Found {
    site: usize,
    words: usize,
    candidate: Candidate,
    /// Cost together with its neighbours, for the choice of the best.
    total: f32,
}

/// A word in doubt between its neighbours.
struct Place<'m> {
    site: usize,
    l: Id,
    r: Id,
    /// What is written costs so much together with its neighbours.
    written: f32,
    guard: f32,
    elsewhere: u32,
    between: Between<'m>,
}

impl Place<'_> {
    /// What a candidate may cost together with its neighbours at most, whatever the file says for it.
    fn most(&self) -> f32 {
        self.written + pairs::FOR - self.guard
    }
}

struct Reader<'t> {
    text: &'t str,
    sites: &'t [Site],
    model: &'t Model,
    pairs: Vec<f32>,
    /// What stands beside what in this file.
    beside: Pairs,
    neighbours: Option<&'static Neighbours>,
    /// Numbers of [`UNITS`].
    units: Vec<Id>,
    search: Search,
    near: Vec<Candidate>,
    found: Vec<Found>,
    out: Vec<Wanted>,
}

impl Reader<'_> {
    fn id(&self, i: isize) -> Id {
        usize::try_from(i)
            .ok()
            .and_then(|i| self.sites.get(i))
            .map_or(Model::BREAK, |s| s.id)
    }

    /// Unlikely beside a neighbour, or no word.
    fn is_suspect(&self, i: usize) -> bool {
        self.sites.get(i).is_some_and(|s| {
            s.open && (s.id == Model::UNKNOWN || self.pairs[i] > GATE || self.pairs[i + 1] > GATE)
        })
    }

    /// Goes over the text; words with candidates that stand close together are searched together.
    fn read(&mut self) {
        for i in 0..self.sites.len() {
            if !self.is_suspect(i) {
                continue;
            }
            if let (Some(first), Some(last)) = (self.found.first(), self.found.last())
                && (i > last.site + last.words + 1 || i > first.site + STRETCH)
            {
                self.solve();
            }
            self.find(i);
        }
        self.solve();
    }

    /// Cost of what is written beyond its place among its neighbours.
    fn spelling(&self, s: &Site) -> f32 {
        if s.id != Model::UNKNOWN {
            return 0.0;
        }
        match (s.case, s.ascii) {
            (Case::Lower, false) => BROKEN,
            (Case::Lower, true) | (_, false) => SPELLING,
            (_, true) => NAME,
        }
    }

    /// How much more a change of word `i` must bring because of what it is.
    fn guard(&self, i: usize) -> f32 {
        let s = &self.sites[i];
        if !self.model.is_syllable(s.id) {
            return 0.0;
        }
        let title = |j: Option<usize>| {
            j.and_then(|j| self.sites.get(j))
                .is_some_and(|o| o.case == Case::Title)
        };
        let alone = |j: isize| matches!(self.id(j), Model::BREAK | Model::COMMA);
        let at = i as isize;
        let name = s.case == Case::Title
            && self.model.cost1(s.id) > RARE_WORD
            && (title(i.checked_sub(1)) || title(Some(i + 1)) || alone(at - 1) && alone(at + 1));
        let known = (KNOWN + SLOPE * (self.model.cost1(s.id) - FREQUENT)).clamp(KNOWN, MOST_KNOWN);
        known
            + match (self.names_a_place(i), name) {
                (true, _) => PLACE_GUARD,
                (_, true) => NAME_GUARD,
                _ => 0.0,
            }
    }

    /// One of the first two words with a capital behind a word for a unit (`xã`, `thành phố`), and no frequent one.
    fn names_a_place(&self, i: usize) -> bool {
        let s = &self.sites[i];
        let capital = |s: &Site| matches!(s.case, Case::Title | Case::Upper);
        if !capital(s) || self.model.cost1(s.id) < UNCOMMON_WORD {
            return false;
        }
        let is_unit = |j: usize| self.units.contains(&self.sites[j].id);
        i > 0 && is_unit(i - 1) || i > 1 && capital(&self.sites[i - 1]) && is_unit(i - 2)
    }

    /// Finds the candidates of word `i` that its neighbours bear out.
    fn find(&mut self, i: usize) {
        let s = self.sites[i];
        let (l, r) = (self.id(i as isize - 1), self.id(i as isize + 1));
        let beside = self.is_suspect(i + 1) || (i > 0 && self.is_suspect(i - 1));
        let slack = if beside { BESIDE } else { -FLOOR };
        let written = self.pairs[i] + self.pairs[i + 1] + self.spelling(&s) + slack;
        let place = Place {
            site: i,
            l,
            r,
            guard: self.guard(i),
            elsewhere: self.beside.elsewhere(l, s.id, r),
            written,
            between: self.model.between(l, r),
        };
        let limit = place.most() - place.between.least();
        if limit < LEAST_DAMAGE {
            return;
        }
        let mut near = std::mem::take(&mut self.near);
        let known = self.neighbours.filter(|_| s.id != Model::UNKNOWN);
        if let Some(known) = known {
            let list = known.of(s.id, self.model);
            let list = &list[..list.partition_point(|n| n.1 <= limit)];
            let hopeful = place.between.within(list, place.most());
            near.extend(hopeful.map(|&(id, cost)| candidate::one(id, cost)));
        }
        if known.is_none() || !self.model.is_syllable(s.id) {
            self.foreign(&s, limit, known.is_none(), &mut near);
        }
        let from = self.found.len();
        for c in near.drain(..) {
            self.weigh(&place, c);
        }
        self.near = near;
        self.torn(i, l);
        self.found[from..].sort_by(|a, b| a.total.total_cmp(&b.total));
        self.found.truncate(from + MOST_CANDIDATES);
    }

    /// Candidates of what is no syllable; those of the same base too, if `all` are asked for.
    fn foreign(&self, s: &Site, limit: f32, all: bool, near: &mut Vec<Candidate>) {
        let word = s.word(self.text, self.model);
        let voiced = word.len() > 2 || word.letters().any(sohoa_lm::letter::is_vowel);
        if all && voiced {
            candidate::near(word, self.model, limit, near);
        }
        if !self.model.is_syllable(s.id) {
            if limit > confusion::ANY_LETTER && voiced {
                candidate::one_letter(word, self.model, near);
            }
            candidate::split(&self.text[s.range()], self.model, near);
        }
    }

    /// Keeps a candidate that is cheaper here than what is written.
    fn weigh(&mut self, place: &Place<'_>, c: Candidate) {
        let Place { l, r, .. } = *place;
        let last = c.words[usize::from(c.two)];
        let (least, own) = if c.two {
            (0.0, 0.0)
        } else if self.sites[place.site].id == Model::UNKNOWN {
            (place.between.least_of(last), 0.0)
        } else {
            let own = self.beside.evidence(l, last, r, place.elsewhere);
            (place.between.least_of(last), own)
        };
        let most = place.written + own - place.guard - c.cost;
        if least >= most {
            return;
        }
        let mut around = self.model.cost2(l, c.words[0]) + self.model.cost2(last, r);
        if c.two {
            around += self.model.cost2(c.words[0], c.words[1]);
        }
        if around >= most {
            return;
        }
        let cost = c.cost + place.guard - own;
        self.found.push(Found {
            site: place.site,
            words: 1,
            candidate: Candidate { cost, ..c },
            total: cost + around,
        });
    }

    /// A word and the next one as one word that a space has torn apart.
    fn torn(&mut self, i: usize, l: Id) {
        let (s, Some(next)) = (self.sites[i], self.sites.get(i + 1).copied()) else {
            return;
        };
        let known = |s: &Site| self.model.is_syllable(s.id) && s.end - s.start > 1;
        if next.case != Case::Lower
            || self.text[s.end as usize..next.start as usize] != *" "
            || (known(&s) && known(&next))
            || next.word(self.text, self.model).is_class()
        {
            return;
        }
        let (left, right) = (&self.text[s.range()], &self.text[next.range()]);
        let Some(id) = candidate::joined(left, right, self.model) else {
            return;
        };
        let r = self.id(i as isize + 2);
        let space = confusion::Confusions::get().added_space;
        let written = self.pairs[i]
            + self.pairs[i + 1]
            + self.pairs.get(i + 2).copied().unwrap_or(0.0)
            + self.spelling(&s)
            + self.spelling(&next);
        let total = space + self.model.cost2(l, id) + self.model.cost2(id, r);
        if total < written {
            self.found.push(Found {
                site: i,
                words: 2,
                candidate: Candidate {
                    words: [id, 0],
                    two: false,
                    cost: space,
                },
                // Against readings of the first word alone.
                total: total - self.pairs.get(i + 2).copied().unwrap_or(0.0),
            });
        }
    }

    /// Searches the stretch of the candidates found so far and keeps what it changes.
    fn solve(&mut self) {
        let Some(first) = self.found.first().map(|f| f.site) else {
            return;
        };
        let end = self
            .found
            .iter()
            .map(|f| f.site + f.words)
            .max()
            .unwrap_or(first)
            .min(self.sites.len());
        let mut arcs = Vec::with_capacity(self.found.len() + end - first);
        let mut found = self.found.iter().peekable();
        for i in first..end {
            let s = &self.sites[i];
            arcs.push(Arc {
                from: (i - first) as u16,
                to: (i - first + 1) as u16,
                words: [s.id, 0],
                two: false,
                cost: self.spelling(s),
                original: true,
            });
            while let Some(f) = found.next_if(|f| f.site == i) {
                arcs.push(Arc {
                    from: (i - first) as u16,
                    to: (i - first + f.words) as u16,
                    words: f.candidate.words,
                    two: f.candidate.two,
                    cost: f.candidate.cost,
                    original: false,
                });
            }
        }
        let at = |i: isize| self.id(i);
        let left = [at(first as isize - 2), at(first as isize - 1)];
        let right = [at(end as isize), at(end as isize + 1)];
        let chosen = self.search.run(self.model, left, &arcs, right);
        for c in chosen {
            let from = first + usize::from(c.arc.from);
            let to = first + usize::from(c.arc.to) - 1;
            let range = self.sites[from].start as usize..self.sites[to].end as usize;
            self.out.push(spell::wanted(
                self.text,
                range,
                &self.sites[from..=to],
                &c,
                self.model,
            ));
        }
        self.found.clear();
    }
}
