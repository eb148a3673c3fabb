//! Ruled lines, found as long runs of ink on few neighbouring rows or columns.

use crate::runs::{Run, Runs};

/// The shortest piece of a rule in inches: longer than the strokes of letters and the feet of a word.
const PIECE: f32 = 0.25;
/// Vertical rules may be as short as a row of a table, which is still longer than a stem.
const UPRIGHT: f32 = 0.19;
/// Gaps in inches within a piece, where ink flaked off.
const FLAW: f32 = 0.012;
/// Share of a piece that is ink. Feet of letters in a row fill less.
const FILLED: f32 = 0.92;
/// Rules are no thicker than this, in inches.
const THICK: f32 = 0.035;
/// Gaps in inches between two pieces of one broken rule.
const BROKEN: f32 = 0.25;
/// The shortest horizontal rule in inches.
const SHORT: f32 = 0.3;

/// The same in pixels, at least: coarse pictures have no shorter rules that could be told from strokes.
const PIXELS: u32 = 24;
/// Sides in pixels of pictures that are looked through.
const SIDE: u32 = 32_000;

/// A ruled line of the repaired picture.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rule {
    /// True when it runs from side to side, false when from top to bottom.
    pub horizontal: bool,
    /// Where it begins: the column of a horizontal rule, the row of a vertical one.
    pub start: u32,
    /// Where it ends.
    pub end: u32,
    /// Its middle: the row of a horizontal rule, the column of a vertical one.
    pub at: f32,
    /// How thick it is, in pixels.
    pub thickness: f32,
    /// Share of its length that has ink.
    pub filled: f32,
}

impl Rule {
    /// The box that it covers: first column and row, and those after the last.
    #[must_use]
    pub fn bbox(&self) -> [f32; 4] {
        let half = self.thickness / 2.0;
        let (from, to) = (self.start as f32, self.end as f32);
        if self.horizontal {
            [from, self.at - half, to, self.at + half]
        } else {
            [self.at - half, from, self.at + half, to]
        }
    }

    /// How long it is, in pixels.
    #[must_use]
    pub fn length(&self) -> u32 {
        self.end - self.start
    }
}

/// Finds the rules of both directions, horizontal ones first, in the order of the page.
pub(crate) fn find(runs: &Runs, dpi: f32) -> Vec<Rule> {
    if runs.width.max(runs.height) > SIDE {
        return Vec::new();
    }
    let mut rules = along(runs, dpi, true);
    rules.extend(along(&runs.of_columns(), dpi, false));
    rules
}

/// A piece of a rule that grows row by row.
struct Piece {
    start: u32,
    end: u32,
    last: u32,
    /// Pixels of ink, and their rows times pixels.
    ink: u64,
    weight: u64,
    /// The extent on its last row, which the next row goes on from.
    tip: Run,
}

fn along(runs: &Runs, dpi: f32, horizontal: bool) -> Vec<Rule> {
    let (piece, short) = if horizontal {
        (PIECE, SHORT)
    } else {
        (UPRIGHT, UPRIGHT)
    };
    let least = ((piece * dpi) as u32).max(PIXELS);
    let mut pieces: Vec<Piece> = Vec::new();
    let mut open: Vec<Piece> = Vec::new();
    for y in 0..runs.height {
        for (run, ink) in long_runs(runs.row(y), least, dpi) {
            let touches = |p: &Piece| p.tip.0 <= run.1 && run.0 <= p.tip.1;
            match open.iter_mut().find(|p| touches(p)) {
                Some(piece) => piece.grow(run, ink, y),
                None => open.push(Piece::new(run, ink, y)),
            }
        }
        // A row may be skipped where the ink is thin.
        pieces.extend(open.extract_if(.., |p| p.last + 2 < y));
    }
    pieces.extend(open);
    pieces.retain(|p| p.thickness() <= THICK * dpi);
    pieces.sort_by_key(|p| p.start);
    let rules = join(&pieces, dpi, horizontal);
    let long = rules
        .into_iter()
        .filter(|r| r.length() as f32 >= short * dpi);
    let mut rules: Vec<Rule> = long.collect();
    rules.sort_by(|a, b| a.at.total_cmp(&b.at).then(a.start.cmp(&b.start)));
    rules
}

/// Runs of a row with small gaps closed that are long and full enough, and how much of them is ink.
fn long_runs(row: &[Run], least: u32, dpi: f32) -> Vec<(Run, u32)> {
    let gap = (FLAW * dpi) as u32;
    let mut out = Vec::new();
    let mut at = 0;
    while at < row.len() {
        let (start, mut end) = row[at];
        let mut ink = end - start;
        at += 1;
        while at < row.len() && row[at].0 - end <= gap {
            ink += row[at].1 - row[at].0;
            end = row[at].1;
            at += 1;
        }
        let length = end - start;
        if length >= least && ink as f32 >= FILLED * length as f32 {
            out.push(((start, end), ink));
        }
    }
    out
}

impl Piece {
    fn new(run: Run, ink: u32, y: u32) -> Piece {
        Piece {
            start: run.0,
            end: run.1,
            last: y,
            ink: u64::from(ink),
            weight: u64::from(ink) * u64::from(y),
            tip: run,
        }
    }

    fn grow(&mut self, run: Run, ink: u32, y: u32) {
        self.start = self.start.min(run.0);
        self.end = self.end.max(run.1);
        // Two runs of one row may belong to one piece: the tip is all of them.
        self.tip = if self.last == y {
            (self.tip.0.min(run.0), self.tip.1.max(run.1))
        } else {
            run
        };
        self.last = y;
        self.ink += u64::from(ink);
        self.weight += u64::from(ink) * u64::from(y);
    }

    fn thickness(&self) -> f32 {
        self.ink as f32 / (self.end - self.start) as f32
    }

    fn at(&self) -> f32 {
        self.weight as f32 / self.ink.max(1) as f32 + 0.5
    }
}

/// Joins pieces that lie behind one another into rules.
fn join(pieces: &[Piece], dpi: f32, horizontal: bool) -> Vec<Rule> {
    let mut rules: Vec<Rule> = Vec::new();
    for piece in pieces {
        let at = piece.at();
        let off = |r: &Rule| (r.at - at).abs();
        let follows = |r: &&mut Rule| {
            let gap = piece.start as f32 - r.end as f32;
            gap <= BROKEN * dpi && off(r) <= 0.012 * dpi + r.thickness
        };
        let near = rules.iter_mut().filter(follows);
        match near.min_by(|a, b| off(a).total_cmp(&off(b))) {
            Some(rule) => extend(rule, piece),
            None => rules.push(Rule {
                horizontal,
                start: piece.start,
                end: piece.end,
                at,
                thickness: piece.thickness(),
                filled: 1.0,
            }),
        }
    }
    rules
}

fn extend(rule: &mut Rule, piece: &Piece) {
    let (old, new) = (rule.length() as f32, (piece.end - piece.start) as f32);
    let part = new / (old + new);
    rule.at += (piece.at() - rule.at) * part;
    rule.thickness += (piece.thickness() - rule.thickness) * part;
    let gap = piece.start.saturating_sub(rule.end);
    let ink = rule.filled * old + new;
    rule.end = rule.end.max(piece.end);
    rule.filled = (ink / (old + new + gap as f32)).min(1.0);
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{GrayImage, Luma};

    fn rules(ink: impl Fn(u32, u32) -> bool) -> Vec<Rule> {
        let page = GrayImage::from_fn(900, 600, |x, y| Luma([if ink(x, y) { 0 } else { 255 }]));
        find(&Runs::of(&page), 300.0)
    }

    #[test]
    fn a_broken_rule_is_one() {
        let found = rules(|x, y| (100..800).contains(&x) && x % 200 < 180 && (50..53).contains(&y));
        assert_eq!(found.len(), 1);
        let rule = found[0];
        assert_eq!(
            (rule.horizontal, rule.start, rule.end, rule.at),
            (true, 100, 780, 51.5)
        );
        assert!((rule.thickness - 3.0).abs() < 0.01 && rule.filled < 0.95);
    }

    #[test]
    fn a_slanted_rule_is_one() {
        let found = rules(|x, y| {
            let row = 300 + x / 150;
            (50..850).contains(&x) && (row..row + 3).contains(&y)
        });
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].start, found[0].end), (50, 850));
        assert!((found[0].at - 304.0).abs() < 1.0);
    }

    #[test]
    fn letters_and_blocks_are_no_rules() {
        let feet =
            |x: u32, y: u32| (100..700).contains(&x) && x % 20 < 15 && (200..204).contains(&y);
        let block = |x: u32, y: u32| (100..400).contains(&x) && (300..400).contains(&y);
        let stem = |x: u32, y: u32| x == 500 && (300..370).contains(&y);
        assert_eq!(rules(|x, y| feet(x, y) || block(x, y) || stem(x, y)), []);
    }

    #[test]
    fn both_directions() {
        let found = rules(|x, y| {
            let inside = (100..500).contains(&x) && (100..400).contains(&y);
            inside && !((102..498).contains(&x) && (102..398).contains(&y))
        });
        let seen: Vec<_> = found.iter().map(|r| (r.horizontal, r.at)).collect();
        assert_eq!(
            seen,
            [(true, 101.0), (true, 399.0), (false, 101.0), (false, 499.0)]
        );
    }
}
