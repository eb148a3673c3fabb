//! Where the words of a line go: one baseline, one size of letters, each word as wide as its box, and a gap behind it
//! that every reader sees.
//!
//! Boxes lie along the page, the lines of a scan need not: a page may be turned, and stand a little askew. Lines are
//! laid into a frame in which they run to the right (`u`) and letters stand upright (`v` runs down); there the slant
//! of the page is told by the feet of its words. Words stand level, each with its middle on the baseline: readers take
//! letters that rise or fall within a word for several words.

use sohoa_span::Box4;

use crate::words::Placed;

/// The share of the letter size above the baseline.
pub(crate) const ASCENT: f32 = 0.8;
/// The share below it.
pub(crate) const DESCENT: f32 = 0.2;

/// Letters that reach below the baseline.
const LOW: &str = "gjpqyýỳỷỹỵạặậẹệịọộợụựẠẶẬẸỆỊỌỘỢỤỰQ,;()[]{}|/_";
/// How far they do, as a share of the height of their box.
const DEPTH: f32 = 0.22;
/// Words so many times as far apart as they are high tell how their line slants.
const LONG: f32 = 10.0;
/// The least gap between two words that readers take for a blank, in letter sizes.
const GAP: f32 = 0.2;
/// A page slants no more than this, and what slants less stands level.
const STEEP: f32 = 0.27;
const LEVEL: f32 = 0.002;
/// Words of a line that its slant is told by.
const SAMPLE: usize = 40;

/// A word as it is to be shown.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Shown<'w> {
    pub text: &'w str,
    /// Left end of its baseline, in points from the top left corner of the page.
    pub at: (f32, f32),
    /// The way it runs: a step of one point, in the same coordinates.
    pub along: (f32, f32),
    /// Size of its letters.
    pub size: f32,
    /// Length along its line.
    pub width: f32,
    /// Another word of the line follows it.
    pub followed: bool,
}

/// The words of a page as they are to be shown.
pub(crate) fn shown(words: &[Placed]) -> Vec<Shown<'_>> {
    let turn = turn(words);
    let lines = words.chunk_by(|a, b| a.line == b.line);
    let lines: Vec<Line<'_>> = lines.map(|words| Line::of(words, turn)).collect();
    let slant = slant(&lines);
    lines.iter().flat_map(|l| l.shown(turn, slant)).collect()
}

/// A line in its frame.
struct Line<'w> {
    words: &'w [Placed],
    boxes: Vec<Box4>,
    /// Where the baseline runs through the middle of each word.
    feet: Vec<(f32, f32)>,
}

/// How text runs on a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Turn {
    Right,
    Down,
    Left,
    Up,
}

impl Turn {
    /// From the page into the frame of the text.
    fn frame(self, (x, y): (f32, f32)) -> (f32, f32) {
        match self {
            Turn::Right => (x, y),
            Turn::Down => (y, -x),
            Turn::Left => (-x, -y),
            Turn::Up => (-y, x),
        }
    }

    /// The way back.
    fn page(self, (u, v): (f32, f32)) -> (f32, f32) {
        match self {
            Turn::Right => (u, v),
            Turn::Down => (-v, u),
            Turn::Left => (-u, -v),
            Turn::Up => (v, -u),
        }
    }

    fn frame_box(self, b: Box4) -> Box4 {
        let (p, q) = (self.frame((b[0], b[1])), self.frame((b[2], b[3])));
        [p.0.min(q.0), p.1.min(q.1), p.0.max(q.0), p.1.max(q.1)]
    }
}

/// The way that most words of a page are followed by the next word of their line.
fn turn(words: &[Placed]) -> Turn {
    let mut votes = [0u32; 4];
    for line in words.chunk_by(|a, b| a.line == b.line) {
        for pair in line.windows(2) {
            let (a, b) = (middle(pair[0].bbox), middle(pair[1].bbox));
            let (dx, dy) = (b.0 - a.0, b.1 - a.1);
            let vote = match (dx.abs() >= dy.abs(), dx >= 0.0, dy >= 0.0) {
                (true, true, _) => 0,
                (false, _, true) => 1,
                (true, false, _) => 2,
                (false, _, false) => 3,
            };
            votes[vote] += 1;
        }
    }
    let ways = [Turn::Right, Turn::Down, Turn::Left, Turn::Up];
    let most = votes.iter().copied().max().unwrap_or(0);
    let first = votes.iter().position(|v| *v == most).unwrap_or(0);
    ways[first]
}

fn middle(b: Box4) -> (f32, f32) {
    ((b[0] + b[2]) / 2.0, (b[1] + b[3]) / 2.0)
}

impl<'w> Line<'w> {
    fn of(words: &'w [Placed], turn: Turn) -> Line<'w> {
        let boxes: Vec<Box4> = words.iter().map(|w| turn.frame_box(w.bbox)).collect();
        let feet = words.iter().zip(&boxes).map(|(w, b)| foot(&w.text, *b));
        Line {
            words,
            feet: feet.collect(),
            boxes,
        }
    }

    fn shown(&self, turn: Turn, slant: f32) -> impl Iterator<Item = Shown<'w>> {
        let base = median(self.feet.iter().map(|(u, v)| v - slant * u));
        let foot = move |b: &Box4| base + slant * middle(*b).0;
        let size = (upper(self.boxes.iter().map(|b| foot(b) - b[1])) / ASCENT).max(1.0);
        let words = self.words.iter().zip(&self.boxes).enumerate();
        words.map(move |(n, (word, b))| {
            let next = self.boxes.get(n + 1);
            let room = next.map(|next| next[0] - b[0] - GAP * size);
            let width = b[2] - b[0];
            let width = width.min(room.unwrap_or(width).max(width / 2.0));
            Shown {
                text: &word.text,
                at: turn.page((b[0], foot(b))),
                along: turn.page((1.0, 0.0)),
                size,
                width: width.max(0.1),
                followed: next.is_some(),
            }
        })
    }
}

/// Where the baseline runs through the middle of a word.
fn foot(text: &str, b: Box4) -> (f32, f32) {
    let low = text.chars().any(|c| LOW.contains(c));
    let depth = if low { DEPTH * (b[3] - b[1]) } else { 0.0 };
    (middle(b).0, b[3] - depth)
}

/// How steep the lines of a page fall: the median over pairs of words that stand far apart on one line.
fn slant(lines: &[Line<'_>]) -> f32 {
    let mut slopes = Vec::new();
    for line in lines {
        let height = median(line.boxes.iter().map(|b| b[3] - b[1])).max(1.0);
        let step = line.feet.len().div_ceil(SAMPLE).max(1);
        let few: Vec<(f32, f32)> = line.feet.iter().copied().step_by(step).collect();
        for (n, a) in few.iter().enumerate() {
            let apart = few[n + 1..].iter().filter(|b| b.0 - a.0 > LONG * height);
            slopes.extend(apart.map(|b| (b.1 - a.1) / (b.0 - a.0)));
        }
    }
    let slope = median(slopes.into_iter());
    if slope.abs() < LEVEL {
        return 0.0;
    }
    slope.clamp(-STEEP, STEEP)
}

fn median(values: impl Iterator<Item = f32>) -> f32 {
    ranked(values, 1, 2)
}

/// What three of four do not exceed.
fn upper(values: impl Iterator<Item = f32>) -> f32 {
    ranked(values, 3, 4)
}

fn ranked(values: impl Iterator<Item = f32>, part: usize, of: usize) -> f32 {
    let mut values: Vec<f32> = values.collect();
    values.sort_by(f32::total_cmp);
    let last = values.len().saturating_sub(1);
    values.get(last * part / of).copied().unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words of 30 by 10 points on a line that runs along `way` from the middle of the page and falls by `slant`.
    fn line(way: Turn, slant: f32) -> Vec<Placed> {
        let word = |n: u8| {
            let (u, v) = (f32::from(n) * 40.0, f32::from(n) * 40.0 * slant);
            let (p, q) = (way.page((u, v)), way.page((u + 30.0, v + 10.0)));
            Placed {
                text: "năm".to_owned(),
                page: 1,
                line: 1,
                bbox: [
                    300.0 + p.0.min(q.0),
                    400.0 + p.1.min(q.1),
                    300.0 + p.0.max(q.0),
                    400.0 + p.1.max(q.1),
                ],
            }
        };
        (0..5).map(word).collect()
    }

    #[test]
    fn lines_run_as_their_words_follow() {
        for way in [Turn::Right, Turn::Down, Turn::Left, Turn::Up] {
            let words = line(way, 0.0);
            assert_eq!(turn(&words), way);
            let shown = shown(&words);
            let along = way.page((1.0, 0.0));
            assert_eq!(shown[1].along, along, "{way:?}");
            // The baseline begins at the foot of the word, forty points behind that of the word before.
            let foot = way.page((40.0, 10.0));
            assert_eq!(shown[1].at, (300.0 + foot.0, 400.0 + foot.1), "{way:?}");
            assert!((shown[1].width - 30.0).abs() < 1e-3);
            assert!((shown[1].size - 10.0 / ASCENT).abs() < 1e-3);
            assert!(shown[3].followed && !shown[4].followed);
        }
    }

    #[test]
    fn words_of_a_line_askew_stand_level_on_one_baseline() {
        let words = line(Turn::Right, 0.02);
        let shown = shown(&words);
        assert!(shown.iter().all(|w| w.along == (1.0, 0.0)));
        for (n, word) in (0u8..).zip(&shown) {
            let foot = 410.0 + 0.02 * 40.0 * f32::from(n);
            assert!((word.at.1 - foot).abs() < 1e-3, "{word:?}");
        }
    }

    #[test]
    fn words_that_touch_are_parted() {
        let mut words = line(Turn::Right, 0.0);
        words[0].bbox[2] += 9.9;
        words[1].bbox[2] += 30.0;
        let shown = shown(&words);
        let gap = GAP * shown[0].size;
        assert!((shown[0].width - (40.0 - gap)).abs() < 1e-3);
        assert!((shown[1].width - (40.0 - gap)).abs() < 1e-3);
        assert!((shown[2].width - 30.0).abs() < 1e-3);
    }

    #[test]
    fn tails_of_letters_do_not_pull_the_line_down() {
        let mut words = line(Turn::Right, 0.0);
        words[2].text = "ngày".to_owned();
        words[2].bbox[3] += 3.0;
        let shown = shown(&words);
        assert_eq!(shown[2].at.1, 410.0);
        assert!(super::shown(&[]).is_empty());
    }
}
