//! How a page lies: which side is up, and how far its lines are from level.
//!
//! Letters stand on a common line and reach up to different heights, all the more where tone marks stand over
//! them. So the lower edges of the ink gather on few rows, the upper edges on many, and the edges to the left and
//! to the right on no columns at all. The side of the page whose edges gather most is its foot, and the slant
//! under which they gather most is its skew. Head and foot look much alike in this: there the marks decide.

use image::GrayImage;

use crate::components::{Component, Components};
use crate::marks;
use crate::reduce::reduce;
use crate::runs::Runs;

/// Degrees to which lines may slant.
const MOST: f64 = 10.0;
/// Steps of the search in degrees, each within the best of the one before.
const STEPS: [f64; 3] = [0.5, 0.1, 0.02];
/// Edges longer than this, in inches, are rules or margins and not letters.
const LONG: f32 = 0.3;
/// Fewer edges than this tell nothing.
const FEW: usize = 400;
/// More edges than this tell no more.
const MANY: usize = 50_000;
/// How much better the edges must gather along the other axis before the page is taken to lie on its side.
const BETTER: f64 = 1.15;
/// What the edges weigh against the marks, which tell more but are lost where the picture is blurred.
const EDGES: f64 = 0.5;
/// How clearly the page must stand on its head.
const SURE: f64 = 0.4;
/// The outer part of the page that is left out: it holds shadows of the scanner.
const MARGIN: u32 = 40;

/// How a page lies.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Pose {
    /// Quarter turns clockwise that bring it upright.
    pub quarters: u8,
    /// How sure the foot is not the head, 0 to 1.
    pub upright: f32,
    /// Degrees, clockwise, that make the lines level after the quarter turns.
    pub skew: f64,
}

/// Finds how a page lies. Without `orient` only the skew is looked for.
pub(crate) fn find(gray: &GrayImage, dpi: f32, orient: bool, pieces: &[Component]) -> Pose {
    let (small, dpi) = reduce(gray, dpi);
    let runs = letters(&Runs::of(&small), dpi);
    let long = (LONG * dpi) as u32;
    let [below, above] = edges(&runs, long);
    if !orient {
        return Pose {
            skew: -below.best(&STEPS).0,
            ..Pose::default()
        };
    }
    let [right, left] = edges(&runs.of_columns(), long);
    // The foot of the page when it is turned clockwise by none, one, two and three quarters.
    let sides = [below, right, above, left];
    let coarse = sides.each_ref().map(|s| s.best(&STEPS[..1]).1);
    let lying = coarse[1].max(coarse[3]) > coarse[0].max(coarse[2]) * BETTER;
    let foot = usize::from(lying);
    let best = [foot, foot + 2].map(|side| sides[side].best(&STEPS));
    let edges = (best[0].1 / best[1].1.max(1e-9)).ln();
    let upright = marks::upright(pieces, lying) + EDGES * edges;
    // A page on its side has no better guess; a page that lies right is not turned on weak grounds.
    let head = upright < if lying { 0.0 } else { -SURE };
    let (foot, best) = if head {
        (foot + 2, best[1])
    } else {
        (foot, best[0])
    };
    // A page turned one way has rows that rise and columns that lean the other way.
    let skew = if lying { best.0 } else { -best.0 };
    Pose {
        quarters: foot as u8,
        upright: (upright.abs() / 2.0).tanh() as f32,
        skew,
    }
}

/// The pieces of ink that have the size of letters, words run together, and marks.
fn letters(runs: &Runs, dpi: f32) -> Runs {
    let pieces = Components::of(runs);
    let is_letter = |p: &Component| {
        let (short, long) = (
            p.width().min(p.height()) as f32,
            p.width().max(p.height()) as f32,
        );
        p.area > 3 && short < 0.25 * dpi && long < 0.6 * dpi
    };
    let letters: Vec<bool> = pieces.list.iter().map(is_letter).collect();
    runs.only(|i| letters[pieces.of_run[i] as usize])
}

/// Edges of letters along one side: for each how far along the side, and how far across.
struct Edges {
    points: Vec<(f32, f32)>,
    along: f32,
    across: f32,
}

/// The lower and the upper edges of the ink.
fn edges(runs: &Runs, long: u32) -> [Edges; 2] {
    let (along, across) = (runs.width as f32, runs.height as f32);
    let empty = || Edges {
        points: Vec::new(),
        along,
        across,
    };
    let (mut below, mut above) = (empty(), empty());
    let (top, bottom) = (runs.height / MARGIN, runs.height - runs.height / MARGIN);
    for y in top.max(1)..bottom.min(runs.height.saturating_sub(1)) {
        let row = runs.row(y);
        below.add(y, row, runs.row(y + 1), long);
        above.add(y, row, runs.row(y - 1), long);
    }
    below.thin();
    above.thin();
    [below, above]
}

impl Edges {
    /// Adds what of a row has no ink in its neighbour.
    fn add(&mut self, y: u32, row: &[(u32, u32)], next: &[(u32, u32)], long: u32) {
        let margin = self.along as u32 / MARGIN;
        let inside = margin..(self.along as u32).saturating_sub(margin);
        let mut near = 0;
        for &(start, end) in row {
            while near < next.len() && next[near].1 <= start {
                near += 1;
            }
            let mut at = start;
            let covers = next[near..].iter().take_while(|n| n.0 < end);
            for &(from, to) in covers.chain(&[(end, end)]) {
                let free = at..from.max(at);
                if !free.is_empty() && free.len() as u32 <= long && inside.contains(&free.start) {
                    self.points.extend(free.map(|x| (x as f32, y as f32)));
                }
                at = to.max(at);
            }
        }
    }

    /// Leaves as many points as tell enough, evenly over the page.
    fn thin(&mut self) {
        let step = self.points.len().div_ceil(MANY).max(1);
        let mut nth = 0;
        self.points.retain(|_| {
            nth += 1;
            nth % step == 0
        });
    }

    /// The slant in degrees under which the edges gather most, and how much they do: 1 is not at all.
    fn best(&self, steps: &[f64]) -> (f64, f64) {
        if self.points.len() < FEW {
            return (0.0, 1.0);
        }
        let mut bins = Vec::new();
        let mut best = (0.0, self.gather(0.0, &mut bins));
        let mut reach = MOST;
        for step in steps {
            let centre = best.0;
            let count = (reach / step).round() as i32;
            for angle in (-count..=count).map(|i| centre + f64::from(i) * step) {
                let score = self.gather(angle, &mut bins);
                if score > best.1 {
                    best = (angle, score);
                }
            }
            reach = *step;
        }
        best
    }

    /// How much the edges gather on lines that slant by an angle.
    fn gather(&self, degrees: f64, bins: &mut Vec<u32>) -> f64 {
        let slope = degrees.to_radians().tan() as f32;
        let lift = (slope.abs() * self.along).ceil();
        bins.clear();
        bins.resize((self.across + 2.0 * lift) as usize + 2, 0);
        for (x, y) in &self.points {
            let at = (y - x * slope + lift) as usize;
            bins[at] += 1;
        }
        let cubes: f64 = bins.iter().map(|n| f64::from(*n).powi(3)).sum();
        let even = f64::from(self.across) / self.points.len() as f64;
        cubes * even * even / self.points.len() as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::affine::Affine;
    use crate::warp::{quarter, warp};
    use image::Luma;

    /// Rows of bars that stand on a line and are of different heights, at 150 dpi.
    pub(crate) fn text() -> GrayImage {
        GrayImage::from_fn(900, 1200, |x, y| {
            let (line, column) = (y / 50, x / 7);
            let height = 10 + (column * 7 + line * 3) % 5 * 4;
            let word = column % 6 != 0 && (100..800).contains(&x) && (100..1100).contains(&y);
            let ink = word && x % 7 < 4 && (40u32.saturating_sub(height)..40).contains(&(y % 50));
            Luma([if ink { 20 } else { 240 }])
        })
    }

    #[test]
    fn each_side_is_found() {
        for quarters in 0..4 {
            let page = quarter(&text(), (4 - quarters) % 4);
            let pose = find(&page, 150.0, true, &[]);
            assert_eq!(pose.quarters, quarters);
            assert!(pose.upright > 0.1, "{pose:?}");
            assert!(pose.skew.abs() < 0.05, "{pose:?}");
        }
    }

    #[test]
    fn the_slant_is_found() {
        for degrees in [-7.3, -1.2, 0.4, 3.0, 9.0f64] {
            let turn = Affine::turn(degrees.to_radians());
            let page = warp(&text(), turn, (1000, 1300), 255);
            for quarters in 0..2 {
                let pose = find(&quarter(&page, (4 - quarters) % 4), 150.0, true, &[]);
                assert_eq!(pose.quarters, quarters);
                assert!((pose.skew - degrees).abs() < 0.08, "{degrees} {pose:?}");
            }
        }
    }

    #[test]
    fn a_blank_page_lies_as_it_lies() {
        for (width, height) in [(0, 0), (1, 1), (1, 500), (300, 300)] {
            let blank = GrayImage::from_pixel(width, height, Luma([255]));
            assert_eq!(find(&blank, 300.0, true, &[]), Pose::default());
        }
    }
}
