//! The search: arcs over a stretch of words, scored by triples, with the best path through every arc.
//!
//! An arc is one reading of one word (or of two words joined, or of one word split). Forward and backward
//! minima over pairs of neighbouring arcs (Viterbi) give for each arc the cheapest path that uses it, so that a
//! repair is judged against the best path that leaves the word alone.

use sohoa_lm::{Id, Model};

/// One reading of `from..to` (positions between words).
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Arc {
    pub from: u16,
    pub to: u16,
    /// Its words; the second counts where `two` says so.
    pub words: [Id; 2],
    pub two: bool,
    /// Cost of the damage that it assumes; 0 for what is written.
    pub cost: f32,
    /// What is written.
    pub original: bool,
}

impl Arc {
    fn last(&self) -> Id {
        self.words[usize::from(self.two)]
    }
}

/// Buffers of the search, reused from stretch to stretch.
#[derive(Debug, Default)]
pub(super) struct Search {
    /// Arcs: the left context first, then those of the stretch by start, the right context last.
    arcs: Vec<Arc>,
    /// First arc that starts at each position.
    first: Vec<usize>,
    /// Neighbouring arcs.
    states: Vec<State>,
    /// First state of each second arc.
    state_of: Vec<usize>,
    best_of: Vec<f32>,
}

#[derive(Debug, Clone, Copy)]
struct State {
    a: u32,
    b: u32,
    forward: f32,
    backward: f32,
    from: u32,
}

const NONE: u32 = u32::MAX;

/// An arc of the best path, and how much cheaper the path is than the best one that leaves its words alone.
#[derive(Debug, Clone, Copy)]
pub(super) struct Chosen {
    pub arc: Arc,
    pub margin: f32,
}

impl Search {
    /// The changed arcs of the best path over `arcs` (sorted by start; each position has its original) between
    /// two words of context on either side.
    pub fn run(
        &mut self,
        model: &Model,
        left: [Id; 2],
        arcs: &[Arc],
        right: [Id; 2],
    ) -> Vec<Chosen> {
        let end = arcs.iter().map(|a| a.to).max().unwrap_or(0);
        let edge = |from, to, words| Arc {
            from,
            to,
            words,
            two: true,
            cost: 0.0,
            original: true,
        };
        // Positions are moved by one to make room for the left context.
        self.arcs.clear();
        self.arcs.push(edge(0, 1, left));
        self.arcs.extend(arcs.iter().map(|a| Arc {
            from: a.from + 1,
            to: a.to + 1,
            ..*a
        }));
        self.arcs.push(edge(end + 1, end + 2, right));
        self.link();
        self.forward(model);
        self.backward(model);
        self.read_off()
    }

    /// Makes the states: every pair of neighbouring arcs, grouped by the second.
    fn link(&mut self) {
        let positions = usize::from(self.arcs[self.arcs.len() - 1].to) + 1;
        self.first.clear();
        self.first.resize(positions + 1, self.arcs.len());
        for (i, a) in self.arcs.iter().enumerate().rev() {
            self.first[usize::from(a.from)] = i;
        }
        for p in (0..positions).rev() {
            if self.first[p] == self.arcs.len() {
                self.first[p] = self.first[p + 1];
            }
        }
        self.states.clear();
        self.state_of.clear();
        for (b, arc) in self.arcs.iter().enumerate() {
            self.state_of.push(self.states.len());
            for (a, before) in self.arcs[..b].iter().enumerate() {
                if before.to == arc.from {
                    self.states.push(State {
                        a: a as u32,
                        b: b as u32,
                        forward: f32::INFINITY,
                        backward: f32::INFINITY,
                        from: NONE,
                    });
                }
            }
        }
        self.state_of.push(self.states.len());
    }

    /// Cost of `c` after `a b`.
    fn step(&self, model: &Model, a: u32, b: u32, c: u32) -> f32 {
        let (a, b, c) = (
            &self.arcs[a as usize],
            &self.arcs[b as usize],
            &self.arcs[c as usize],
        );
        let u = if b.two { b.words[0] } else { a.last() };
        let v = b.last();
        let one = model.cost3(u, v, c.words[0]);
        let two = if c.two {
            model.cost3(v, c.words[0], c.words[1])
        } else {
            0.0
        };
        one + two + c.cost
    }

    fn forward(&mut self, model: &Model) {
        for s in 0..self.states.len() {
            let State { a, b, .. } = self.states[s];
            if a == 0 {
                self.states[s].forward = self.step(model, 0, 0, b);
                continue;
            }
            for t in self.state_of[a as usize]..self.state_of[a as usize + 1] {
                let before = self.states[t];
                let cost = before.forward + self.step(model, before.a, a, b);
                if cost < self.states[s].forward {
                    self.states[s].forward = cost;
                    self.states[s].from = t as u32;
                }
            }
        }
    }

    fn backward(&mut self, model: &Model) {
        let last = self.arcs.len() as u32 - 1;
        for t in (0..self.states.len()).rev() {
            let State { a, b, backward, .. } = self.states[t];
            if b == last {
                self.states[t].backward = 0.0;
            } else if backward.is_infinite() {
                continue;
            }
            let after = self.states[t].backward;
            if a == 0 {
                continue;
            }
            for s in self.state_of[a as usize]..self.state_of[a as usize + 1] {
                let cost = after + self.step(model, self.states[s].a, a, b);
                if cost < self.states[s].backward {
                    self.states[s].backward = cost;
                }
            }
        }
    }

    fn read_off(&mut self) -> Vec<Chosen> {
        let last = self.arcs.len() - 1;
        let Some(best) = (self.state_of[last]..self.state_of[last + 1])
            .min_by(|&x, &y| self.states[x].forward.total_cmp(&self.states[y].forward))
        else {
            return Vec::new();
        };
        let total = self.states[best].forward;
        self.best_of.clear();
        self.best_of.resize(self.arcs.len(), f32::INFINITY);
        for s in &self.states {
            let through = s.forward + s.backward;
            let best = &mut self.best_of[s.b as usize];
            *best = best.min(through);
        }
        let mut chosen = Vec::new();
        let mut at = best as u32;
        while at != NONE {
            let state = self.states[at as usize];
            let arc = self.arcs[state.b as usize];
            if !arc.original {
                let untouched = self
                    .arcs
                    .iter()
                    .zip(&self.best_of)
                    .filter(|(o, _)| o.original && o.from >= arc.from && o.to <= arc.to)
                    .map(|(_, &cost)| cost)
                    .fold(0.0, f32::max);
                chosen.push(Chosen {
                    arc: Arc {
                        from: arc.from - 1,
                        to: arc.to - 1,
                        ..arc
                    },
                    margin: untouched - total,
                });
            }
            at = state.from;
        }
        chosen.reverse();
        chosen
    }
}
