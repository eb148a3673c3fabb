//! Marks that a text has lost altogether: every word of the same base letters, decided by triples (Viterbi).

use sohoa_lm::{Case, Id, Model};

use super::sites::{Site, Sites};
use super::spell::cased;
use crate::repair::Change;

/// Share of the words of two letters or more that still carry a mark, below which the text has lost them. In
/// sound Vietnamese about seven words in ten have one.
const MARKED: f32 = 0.05;
/// A text of fewer words tells nothing.
const FEWEST: usize = 20;
/// Of these words so many must be syllables without marks: else it is another language.
const VIETNAMESE: f32 = 0.8;
/// Most that a restored word is trusted.
const TRUST: f64 = 0.7;

/// Whether nearly no mark is left in what reads like Vietnamese without marks.
pub(super) fn is_bare(text: &str, sites: &Sites, model: &Model) -> bool {
    let all = sites.words as f32;
    if all < FEWEST as f32 || sites.marked as f32 >= MARKED * all {
        return false;
    }
    let words = sites.list.iter().map(|s| s.word(text, model));
    let alike = words
        .filter(|w| w.len() > 1 && !w.is_class() && !model.same_base(w.stripped()).is_empty())
        .count();
    alike as f32 > VIETNAMESE * all
}

/// One reading of a word and the best way to it.
#[derive(Debug, Clone, Copy)]
struct Step {
    before: Id,
    word: Id,
    cost: f32,
    from: u32,
}

/// The marks of every word that has none.
pub(super) fn changes(text: &str, sites: &[Site], model: &Model) -> Vec<Change> {
    let mut out = Vec::new();
    let mut column: Vec<Step> = vec![Step {
        before: Model::BREAK,
        word: Model::BREAK,
        cost: 0.0,
        from: u32::MAX,
    }];
    let mut columns: Vec<(usize, Vec<Step>)> = Vec::new();
    for (i, s) in sites.iter().enumerate() {
        let own = [s.id];
        let read = s.word(text, model);
        let fixed = read.is_class() || !s.ascii || s.case == Case::Mixed;
        let words = model.same_base(read);
        let acronym = s.case == Case::Upper && (words.is_empty() || model.word(s.id).is_acronym());
        let readings = match (fixed, acronym) {
            (true, _) => &[],
            (_, true) => model.same_base(read.acronym()),
            _ => words,
        };
        let readings = if readings.is_empty() { &own } else { readings };
        let next = advance(&column, readings, model);
        columns.push((i, std::mem::replace(&mut column, next)));
        // After a break nothing before it counts: the words so far are settled.
        if s.id == Model::BREAK {
            settle(text, sites, &mut columns, &column, model, &mut out);
        }
    }
    settle(text, sites, &mut columns, &column, model, &mut out);
    out
}

/// Most states kept from word to word.
const BEAM: usize = 48;

fn advance(column: &[Step], readings: &[Id], model: &Model) -> Vec<Step> {
    let mut next: Vec<Step> = Vec::with_capacity(column.len() * readings.len());
    for &word in readings {
        let at = next.len();
        for (n, step) in column.iter().enumerate() {
            let cost = step.cost + model.cost3(step.before, step.word, word);
            let new = Step {
                before: step.word,
                word,
                cost,
                from: n as u32,
            };
            match next[at..].iter_mut().find(|o| o.before == step.word) {
                Some(old) if old.cost <= cost => {}
                Some(old) => *old = new,
                None => next.push(new),
            }
        }
    }
    if next.len() > BEAM {
        next.select_nth_unstable_by(BEAM, |a, b| a.cost.total_cmp(&b.cost));
        next.truncate(BEAM);
    }
    next
}

/// Reads the best path off and starts anew from its last word.
fn settle(
    text: &str,
    sites: &[Site],
    columns: &mut Vec<(usize, Vec<Step>)>,
    last: &[Step],
    model: &Model,
    out: &mut Vec<Change>,
) {
    let Some(best) = last.iter().min_by(|a, b| a.cost.total_cmp(&b.cost)) else {
        return;
    };
    let first = out.len();
    let mut step = *best;
    for (i, before) in columns.drain(..).rev() {
        let s = &sites[i];
        let word = model.word(step.word);
        if !word.is_class() {
            let written = &text[s.range()];
            let value = cased(&word.to_string(), s.case, written);
            if value != written {
                out.push(Change {
                    range: s.range(),
                    value,
                    rule: "text/repair/context/restore",
                    confidence: TRUST,
                    applied: true,
                });
            }
        }
        if let Some(&s) = before.get(step.from as usize) {
            step = s;
        }
    }
    out[first..].reverse();
}
