//! The cheapest way through the readings of all words: an encoding goes on until something speaks against it.

use crate::reading::{STATES, VIQR};

const N: usize = STATES.len();

/// What it costs to leave the encoding of the word before, in nats: within a line, and at its start.
struct Switch {
    enter: [u32; 2],
    leave: [u32; 2],
    other: [u32; 2],
}

const SWITCH: Switch = Switch {
    enter: [16, 6],
    leave: [14, 4],
    other: [18, 8],
};

/// ASCII punctuation is seldom meant as marks.
const ENTER_VIQR: u32 = 8;

/// The state of each step. Each step has its costs and whether it begins a line.
pub(crate) fn cheapest(steps: impl ExactSizeIterator<Item = ([u32; N], bool)>) -> Vec<u8> {
    let mut from: Vec<[u8; N]> = Vec::with_capacity(steps.len());
    let mut total = [0u64; N];
    // Before the first word stands Unicode.
    for (state, cost) in total.iter_mut().enumerate() {
        *cost = u64::from(switch(0, state, true));
    }
    let table = [false, true].map(|first| {
        std::array::from_fn::<_, N, _>(|to| {
            std::array::from_fn::<_, N, _>(|from| u64::from(switch(from, to, first)))
        })
    });
    for (i, (costs, first)) in steps.enumerate() {
        let mut next = [0u64; N];
        let mut back = [0u8; N];
        for to in 0..N {
            let (mut cost, mut best) = (total[to], to);
            // The way into the first word is paid already.
            for from in 0..if i == 0 { 0 } else { N } {
                let through = total[from] + table[usize::from(first)][to][from];
                if through < cost {
                    (cost, best) = (through, from);
                }
            }
            next[to] = cost + u64::from(costs[to]);
            back[to] = u8::try_from(best).unwrap_or(0);
        }
        from.push(back);
        total = next;
    }
    let mut state = (0..N).min_by_key(|s| total[*s]).unwrap_or(0);
    let mut path = vec![0; from.len()];
    for (step, back) in path.iter_mut().zip(&from).rev() {
        *step = u8::try_from(state).unwrap_or(0);
        state = usize::from(back[state]);
    }
    path
}

fn switch(from: usize, to: usize, first: bool) -> u32 {
    let at = usize::from(first);
    let viqr = if to == VIQR { ENTER_VIQR } else { 0 };
    match (from, to) {
        _ if from == to => 0,
        (0, _) => viqr + SWITCH.enter[at],
        (_, 0) => SWITCH.leave[at],
        _ => viqr + SWITCH.other[at],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(plain: u32, tcvn3: u32) -> ([u32; N], bool) {
        let mut cost = [50; N];
        (cost[0], cost[1]) = (plain, tcvn3);
        (cost, true)
    }

    #[test]
    fn a_doubtful_word_follows_its_neighbours() {
        let steps = [
            step(20, 6),
            step(9, 10),
            step(20, 6),
            step(0, 40),
            step(0, 40),
        ];
        assert_eq!(cheapest(steps.into_iter()), [1, 1, 1, 0, 0]);
        assert_eq!(cheapest([step(10, 6)].into_iter()), [0]);
        assert!(cheapest([].into_iter()).is_empty());
    }
}
