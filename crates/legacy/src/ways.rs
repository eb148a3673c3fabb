//! The words of a text, what each reading of them costs, and the readings that were chosen.

use std::ops::Range;

use crate::Encoding;
use crate::mixed::Verdict;
use crate::path::cheapest;
use crate::reading::{Costs, SETTLED, STATES, Scale};
use crate::scan::{self, Unit};

/// A text with its words, what they cost and how each is read.
pub(crate) struct Ways<'a> {
    pub text: &'a str,
    pub units: Vec<Unit>,
    numbers: Vec<u32>,
    scale: Scale<'a>,
    pub path: Vec<u8>,
}

impl<'a> Ways<'a> {
    pub(crate) fn of(text: &'a str) -> Self {
        let units = scan::units(text);
        let mut scale = Scale::default();
        let numbers = numbers(text, &units, &mut scale);
        let steps = units.iter().zip(&numbers).map(|(unit, number)| match unit {
            Unit::Unicode => (scale.get(SETTLED).cost, true),
            Unit::Word { first, .. } => (scale.get(*number).cost, *first),
        });
        let path = if numbers.iter().any(|n| *n != SETTLED) {
            cheapest(steps)
        } else {
            vec![0; units.len()]
        };
        let mut ways = Ways {
            text,
            units,
            numbers,
            scale,
            path,
        };
        ways.reject();
        ways
    }

    /// Leaves alone what would become other letters but not words, and what is words as it stands.
    fn reject(&mut self) {
        let mut at = 0;
        while at < self.path.len() {
            let state = usize::from(self.path[at]);
            let same = self.path[at..]
                .iter()
                .take_while(|s| usize::from(**s) == state);
            let run = at..at + same.count();
            at = run.end;
            let (mut words, mut strange, mut odd) = (0, 0, 0);
            for costs in self.costs(run.clone()).filter(|c| c.alike[state] & 1 == 0) {
                let bit = 1 << state;
                strange += usize::from(costs.strange & bit != 0);
                words += usize::from(costs.strange & bit == 0 && costs.words & bit != 0);
                odd += usize::from(costs.words & 1 == 0 || costs.strange & 1 != 0);
            }
            // Bytes that make up characters of UTF-8 do not do so by chance.
            let by_chance = !matches!(STATES[state], None | Some(Encoding::Utf8));
            if by_chance && (words * 2 < strange * 3 || words == 0 || odd == 0) {
                self.path[run].fill(0);
            }
        }
    }

    pub(crate) fn word(&self, i: usize) -> Option<&Range<usize>> {
        match &self.units[i] {
            Unit::Unicode => None,
            Unit::Word { range, .. } => Some(range),
        }
    }

    pub(crate) fn encoding(&self, i: usize) -> Option<Encoding> {
        STATES[usize::from(self.path[i])]
    }

    fn costs(&self, units: impl Iterator<Item = usize>) -> impl Iterator<Item = &Costs> {
        let words = units.filter(|i| self.word(*i).is_some());
        words.map(|i| self.scale.get(self.numbers[i]))
    }

    /// How sure it is that those of the words that are in this state are so: by what the next best reading costs more.
    pub(crate) fn confidence(&self, state: usize, units: Range<usize>) -> f64 {
        let mut margin = [0i64; STATES.len()];
        let mut differs = [false; STATES.len()];
        let of_state = units.filter(|i| usize::from(self.path[*i]) == state);
        for costs in self.costs(of_state) {
            for other in 0..STATES.len() {
                if costs.alike[state] & (1 << other) == 0 {
                    margin[other] += i64::from(costs.cost[other]) - i64::from(costs.cost[state]);
                    differs[other] = true;
                }
            }
        }
        let rivals = margin.iter().zip(differs).filter(|(_, differs)| *differs);
        let nearest = rivals.map(|(margin, _)| *margin).min().unwrap_or(i64::MAX);
        sureness(nearest)
    }

    pub(crate) fn verdict(&self) -> Verdict {
        let mut words = [0usize; STATES.len()];
        for i in (0..self.units.len()).filter(|i| self.word(*i).is_some()) {
            words[usize::from(self.path[i])] += 1;
        }
        let weighed = words.iter().sum();
        let decoded = weighed - words[0];
        let most = (1..STATES.len()).max_by_key(|s| words[*s]).unwrap_or(0);
        // Lines of Unicode were not weighed word by word, but their words are many.
        let unicode = self.units.iter().filter(|u| **u == Unit::Unicode).count();
        let state = if words[most] > words[0] + unicode * LINES {
            most
        } else {
            0
        };
        // Unicode is as sure as few of the words had to be decoded.
        let kept = words[0] + unicode * LINES;
        let share = (kept + 1) as f64 / (kept + decoded + 1) as f64;
        let confidence = match STATES[state] {
            None => rounded(share),
            Some(_) => self.confidence(state, 0..self.units.len()),
        };
        Verdict {
            encoding: STATES[state].unwrap_or(Encoding::Utf8),
            confidence,
            weighed,
            decoded,
        }
    }
}

/// The costs of each unit by their number. What is decoded must have something odd in it, so that a stretch
/// of words between lines of Unicode is weighed only where it or the one beside it has.
fn numbers<'a>(text: &'a str, units: &[Unit], scale: &mut Scale<'a>) -> Vec<u32> {
    let mut numbers = vec![SETTLED; units.len()];
    let stretches: Vec<Range<usize>> = stretches(units).collect();
    let word = |unit: &Unit| match unit {
        Unit::Unicode => None,
        Unit::Word { range, .. } => Some(&text[range.clone()]),
    };
    let mut is_odd = |s: &Range<usize>| {
        let mut words = units[s.clone()].iter().filter_map(word);
        words.any(|w| scale.is_odd(w))
    };
    let odd: Vec<bool> = stretches.iter().map(&mut is_odd).collect();
    for (i, stretch) in stretches.into_iter().enumerate() {
        if odd[i.saturating_sub(1)..(i + 2).min(odd.len())].contains(&true) {
            for unit in stretch {
                numbers[unit] = word(&units[unit]).map_or(SETTLED, |w| scale.weigh(w));
            }
        }
    }
    numbers
}

/// The runs of words without a line of Unicode among them.
fn stretches(units: &[Unit]) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    units
        .split(|u| *u == Unit::Unicode)
        .filter_map(move |words| {
            let run = at..at + words.len();
            at = run.end + 1;
            (!run.is_empty()).then_some(run)
        })
}

/// Words in a run of lines of Unicode, at the least.
const LINES: usize = 4;

/// From the margin of a reading in nats to a share, by the logistic curve, never quite 1.
fn sureness(margin: i64) -> f64 {
    let nats = margin.clamp(-60, 60) as f64;
    rounded(1.0 / (1.0 + (-(nats - 4.0) / 3.0).exp()))
}

fn rounded(share: f64) -> f64 {
    (share.min(0.99) * 100.0).round() / 100.0
}
