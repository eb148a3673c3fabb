//! Which reading of each numeral is right: the one that makes the best sequence of the whole body.
//!
//! A beam search over the units in order. A state is the stack of open units; a reading continues a
//! series (best), opens a new one at 1 (good), leaves a gap, repeats or goes back (bad, but an author's
//! slip is kept). Damage assumed by a reading costs; so does taking a clear numeral for plain text.

use crate::grammar::marker::{Reading, letter_follows};
use crate::tree::Numbering;

/// A line that may open a unit.
#[derive(Debug, Clone)]
pub struct Unit {
    /// Its readings, each with what the line itself says for or against it.
    pub readings: Vec<(Reading, i32)>,
    /// The score of taking it for plain text; `None` when it surely opens a unit.
    pub plain: Option<i32>,
}

/// What was decided for a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choice {
    /// Index of the reading.
    pub reading: usize,
    /// Depth in the stack of open units, 0 for the outermost.
    pub depth: usize,
    /// How well it fits the sequence: the score of its step.
    pub score: i32,
}

/// Number of styles.
const STYLES: usize = 13;

/// States kept after each unit.
const WIDTH: usize = 10;

/// A state this far behind the best never catches up.
const HOPELESS: i32 = 22;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Open {
    numbering: Numbering,
    numbers: [u16; 5],
    len: u8,
}

impl Open {
    fn new(r: &Reading) -> Open {
        let mut numbers = [0; 5];
        let len = r.values.len().min(5);
        numbers[..len].copy_from_slice(&r.values[..len]);
        Open {
            numbering: r.numbering,
            numbers,
            len: len as u8,
        }
    }

    fn values(&self) -> &[u16] {
        &self.numbers[..usize::from(self.len)]
    }
}

#[derive(Debug, Clone)]
struct State {
    score: i32,
    stack: Vec<Open>,
    /// The last value of each style, wherever it stood: articles run on through chapters.
    last: [u16; STYLES],
    /// A digest of the stack: states that differ in it differ.
    key: u64,
    /// The last step that led here; while the state is new, the one before.
    trace: usize,
    choice: Option<Choice>,
}

/// Decides every unit; `None` where it is plain text.
#[must_use]
pub fn decide<'u>(units: impl IntoIterator<Item = &'u Unit>) -> Vec<Option<Choice>> {
    let mut steps: Vec<(usize, Option<Choice>)> = Vec::new();
    let mut beam = vec![State {
        score: 0,
        stack: Vec::new(),
        last: [0; STYLES],
        key: 0,
        trace: usize::MAX,
        choice: None,
    }];
    for unit in units {
        let mut next: Vec<State> = Vec::with_capacity(beam.len() * 2);
        for state in &beam {
            advance(state, unit, &mut next);
        }
        next.sort_by_key(|s| std::cmp::Reverse(s.score));
        next.truncate(WIDTH);
        let floor = next.first().map_or(0, |s| s.score) - HOPELESS;
        next.retain(|s| s.score >= floor);
        // Only what is kept leaves a trace.
        for state in &mut next {
            steps.push((state.trace, state.choice));
            state.trace = steps.len() - 1;
        }
        beam = next;
    }
    let mut out = Vec::new();
    let mut at = beam.first().map_or(usize::MAX, |s| s.trace);
    while at != usize::MAX {
        let (before, choice) = steps[at];
        out.push(choice);
        at = before;
    }
    out.reverse();
    out
}

fn advance(state: &State, unit: &Unit, next: &mut Vec<State>) {
    if let Some(score) = unit.plain {
        let same = (state.stack.clone(), state.last);
        keep(next, state, same, score, None);
    }
    for (i, (reading, prior)) in unit.readings.iter().enumerate() {
        for (depth, score) in places(state, reading) {
            let mut stack = Vec::with_capacity(depth + 4);
            stack.extend_from_slice(&state.stack[..depth]);
            stack.push(Open::new(reading));
            let choice = Choice {
                reading: i,
                depth,
                score,
            };
            let score = score + prior + i32::from(reading.fit) * 2;
            let mut last = state.last;
            last[reading.numbering as usize] = reading.value();
            keep(next, state, (stack, last), score, Some(choice));
        }
    }
}

/// Adds a state unless one with the same stack is as good.
fn keep(
    next: &mut Vec<State>,
    from: &State,
    (stack, last): (Vec<Open>, [u16; STYLES]),
    score: i32,
    choice: Option<Choice>,
) {
    let score = from.score + score;
    let key = digest(&stack);
    let twin = next
        .iter()
        .position(|s| s.key == key && s.stack == stack && s.last == last);
    if let Some(i) = twin
        && next[i].score >= score
    {
        return;
    }
    let state = State {
        score,
        stack,
        last,
        key,
        trace: from.trace,
        choice,
    };
    match twin {
        Some(i) => next[i] = state,
        None => next.push(state),
    }
}

fn digest(stack: &[Open]) -> u64 {
    let word = |o: &Open| (o.numbering as u64) << 16 | u64::from(o.numbers[0]);
    let roll = |key: u64, o| key.rotate_left(7) ^ word(o);
    stack.iter().fold(stack.len() as u64, roll)
}

/// Where in the stack a reading may stand, with the score of each place.
fn places(state: &State, r: &Reading) -> Vec<(usize, i32)> {
    let stack = &state.stack;
    let mut out = Vec::with_capacity(2);
    let sibling = stack.iter().rposition(|o| same_series(o, r));
    if let Some(k) = sibling {
        out.push((k, sequence(&stack[k], r)));
    }
    let by_rank = stack
        .iter()
        .rposition(|o| {
            rank(o.numbering) < rank(r.numbering) || is_prefix(o.values(), r, o.numbering)
        })
        .map_or(0, |k| k + 1);
    match sibling {
        None => {
            let runs_on = is_named(r.numbering)
                && r.value() == state.last[r.numbering as usize] + 1
                && r.value() > 1;
            out.push((
                by_rank,
                if runs_on {
                    5
                } else {
                    opening(stack, by_rank, r)
                },
            ));
        }
        // A series begins again only inside another one, and not without end.
        Some(k) if starts_series(r) && k + 1 < stack.len() && stack.len() < DEEPEST => {
            out.push((stack.len(), opening(stack, stack.len(), r) - RESTART));
        }
        Some(_) => {}
    }
    out
}

/// More levels than any document has.
const DEEPEST: usize = 16;

/// How much "1.1" speaks for a "1." above it.
const NAMES_PARENT: i32 = 4;

/// What a series that begins again inside another of its kind costs.
const RESTART: i32 = 7;

fn same_series(open: &Open, r: &Reading) -> bool {
    open.numbering == r.numbering
        && open.values().len() == r.values.len()
        && (r.values.len() < 2
            || open.values()[..r.values.len() - 1] == r.values[..r.values.len() - 1])
}

fn is_prefix(values: &[u16], r: &Reading, numbering: Numbering) -> bool {
    numbering == Numbering::Decimal && r.values.len() > values.len() && r.values.starts_with(values)
}

fn is_bullet(n: Numbering) -> bool {
    matches!(
        n,
        Numbering::Dash | Numbering::Plus | Numbering::Bullet | Numbering::Heading
    )
}

/// Styles whose numbers may run on through the units above them.
fn is_named(n: Numbering) -> bool {
    matches!(
        n,
        Numbering::Part
            | Numbering::Chapter
            | Numbering::Section
            | Numbering::Article
            | Numbering::Roman
    )
}

fn starts_series(r: &Reading) -> bool {
    r.value() == 1 && !is_bullet(r.numbering)
}

/// The score of following `open` in its series.
fn sequence(open: &Open, r: &Reading) -> i32 {
    if is_bullet(r.numbering) {
        return 3;
    }
    let prev = open.values().last().copied().unwrap_or(0);
    let next = r.value();
    let follows = match r.numbering {
        Numbering::Letter | Numbering::Upper => letter_follows(prev, next),
        _ => next == prev + 1,
    };
    if follows {
        6
    } else if next > prev {
        -3 - i32::from((next - prev).min(6))
    } else if next == prev {
        -5
    } else {
        -8
    }
}

/// The score of opening a series at `depth`.
fn opening(stack: &[Open], depth: usize, r: &Reading) -> i32 {
    if is_bullet(r.numbering) {
        return 2;
    }
    let parent = depth.checked_sub(1).and_then(|k| stack.get(k));
    if r.numbering == Numbering::Decimal && r.values.len() > 1 {
        let named = parent.is_some_and(|p| p.numbering == Numbering::Decimal);
        let fits = match parent {
            Some(p) if named => r.values.starts_with(p.values()),
            Some(p) => p.values().last() == r.values.first() || r.values[0] == 1,
            None => r.values[0] == 1,
        };
        return match (fits, named) {
            // It repeats the number of the unit that it stands in.
            (true, true) => NAMES_PARENT + 4 - i32::from(r.value().min(6)),
            (true, false) => 4 - i32::from(r.value().min(6)),
            (false, _) => -4,
        };
    }
    // A higher style below a lower one ("I." under "1.") is unusual.
    let upside_down = parent.is_some_and(|p| rank(p.numbering) > rank(r.numbering));
    let start = if r.value() == 1 {
        4
    } else {
        -4 - i32::from(r.value().min(6))
    };
    start - if upside_down { 5 } else { 0 }
}

/// The usual order of styles from the outside in (Nghị định 30/2020/NĐ-CP, annex I, and plans' habit).
fn rank(n: Numbering) -> u8 {
    match n {
        Numbering::Part => 0,
        Numbering::Chapter => 1,
        Numbering::Section => 2,
        Numbering::Subsection => 3,
        Numbering::Article => 4,
        Numbering::Upper => 5,
        Numbering::Roman => 6,
        Numbering::Decimal => 7,
        Numbering::Letter => 8,
        Numbering::Dash => 9,
        Numbering::Plus | Numbering::Bullet => 10,
        Numbering::Heading => 11,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grammar::marker::readings;

    fn paths(lines: &[&str]) -> Vec<String> {
        let units: Vec<Unit> = lines
            .iter()
            .map(|l| Unit {
                readings: readings(l).into_iter().map(|r| (r, 0)).collect(),
                plain: Some(-9),
            })
            .collect();
        let mut stack: Vec<String> = Vec::new();
        decide(&units)
            .iter()
            .zip(&units)
            .map(|(c, u)| {
                let Some(c) = c else { return "text".into() };
                stack.truncate(c.depth);
                stack.push(u.readings[c.reading].0.numeral());
                stack.join("/")
            })
            .collect()
    }

    #[test]
    fn damaged_romans_are_read_by_their_neighbours() {
        let got = paths(&[
            "l. MỤC TIÊU",
            "1. Chung",
            "2. Riêng",
            "ll. NỘI DUNG",
            "1. Việc",
            "HI. KINH PHÍ",
            "1V. TỔ CHỨC",
        ]);
        assert_eq!(got, ["I", "I/1", "I/2", "II", "II/1", "III", "IV"]);
    }

    #[test]
    fn slips_of_the_author_are_kept() {
        let got = paths(&[
            "I. A", "1. B", "a) C", "b) D", "b) E", "c) F", "II. G", "V. H",
        ]);
        assert_eq!(
            got,
            ["I", "I/1", "I/1/a", "I/1/b", "I/1/b", "I/1/c", "II", "V"]
        );
    }

    #[test]
    fn nested_decimals_follow_their_prefix() {
        let got = paths(&[
            "I. A", "1. B", "1.1 C", "1.2. D", "2. E", "2.1. F", "- G", "+ H", "- K", "2.2 L",
        ]);
        assert_eq!(
            got,
            [
                "I",
                "I/1",
                "I/1/1.1",
                "I/1/1.2",
                "I/2",
                "I/2/2.1",
                "I/2/2.1/-",
                "I/2/2.1/-/+",
                "I/2/2.1/-",
                "I/2/2.2"
            ]
        );
    }

    #[test]
    fn a_letter_i_after_h_is_no_roman() {
        let got = paths(&["G. A", "H. B", "I. C", "K. D"]);
        assert_eq!(got, ["G", "H", "I", "K"]);
    }
}
