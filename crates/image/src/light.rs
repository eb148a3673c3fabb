//! Light and threshold: shadows evened out, and the value that parts ink from paper.

use image::GrayImage;

/// Side of the squares, in inches, for each of which the paper's value is found.
const SQUARE: f32 = 0.2;
/// Differences of the paper's value over the page that are even enough.
const EVEN: u8 = 28;
/// Bounds of the threshold: a page without ink must not be parted into noise and less noise.
const BOUNDS: (usize, usize) = (70, 200);
/// What is no further from the paper's value towards the ink's is paper.
const FAINT: f64 = 0.15;
/// Rows of a picture that is counted whole.
const SMALL: u32 = 300;
/// How far from the paper's value towards the ink's pale ink may lie.
const PALE: f64 = 0.3;

/// Makes the paper white everywhere, where it is not evenly bright. Says whether it did.
pub(crate) fn even(gray: &mut GrayImage, dpi: f32) -> bool {
    let side = ((SQUARE * dpi) as usize).max(8);
    let paper = Paper::of(gray, side);
    if paper.range() < EVEN {
        return false;
    }
    let width = gray.width().max(1) as usize;
    let mut line = vec![0u16; width];
    for (y, row) in gray.chunks_exact_mut(width).enumerate() {
        paper.line(y, &mut line);
        for (v, paper) in row.iter_mut().zip(&line) {
            *v = (u32::from(*v) * 255 / u32::from(*paper)).min(255) as u8;
        }
    }
    true
}

/// Makes paper of what is hardly darker than it: the grain of the light, and what shows through from the back.
pub(crate) fn whiten(gray: &mut GrayImage) {
    let classes = Classes::of(gray);
    let white = classes.paper - (classes.paper - classes.ink) * FAINT;
    let table: [u8; 256] = std::array::from_fn(|v| {
        let share = (v as f64 - classes.ink) / (white - classes.ink).max(1.0);
        if v as f64 <= classes.ink {
            v as u8
        } else {
            (classes.ink + share.min(1.0) * (255.0 - classes.ink)) as u8
        }
    });
    gray.iter_mut().for_each(|v| *v = table[usize::from(*v)]);
}

/// The paper's value on a coarse grid.
struct Paper {
    side: usize,
    columns: usize,
    rows: usize,
    values: Vec<u8>,
}

impl Paper {
    fn of(gray: &GrayImage, side: usize) -> Paper {
        let (width, height) = (gray.width() as usize, gray.height() as usize);
        let (columns, rows) = (width.div_ceil(side), height.div_ceil(side));
        let mut values = Vec::with_capacity(columns * rows);
        let mut counts = vec![[0u16; 64]; columns];
        for band in gray.as_raw().chunks(width.max(1) * side) {
            counts.fill([0; 64]);
            // Every second row and pixel are enough.
            for row in band.chunks_exact(width).step_by(2) {
                for (count, square) in counts.iter_mut().zip(row.chunks(side)) {
                    square
                        .iter()
                        .step_by(2)
                        .for_each(|v| count[usize::from(*v >> 2)] += 1);
                }
            }
            values.extend(counts.iter().map(bright));
        }
        let mut paper = Paper {
            side,
            columns,
            rows,
            values,
        };
        paper.values = paper.widened();
        paper
    }

    /// The brightest of each square and its neighbours: a square may be full of ink.
    fn widened(&self) -> Vec<u8> {
        let near = |at: usize, most: usize| at.saturating_sub(1)..(at + 2).min(most);
        let square = |i: usize| {
            let (row, column) = (i / self.columns, i % self.columns);
            let rows = near(row, self.rows);
            let all = rows.flat_map(|r| near(column, self.columns).map(move |c| (r, c)));
            let values = all.map(|(r, c)| self.values[r * self.columns + c]);
            values.max().unwrap_or(255)
        };
        (0..self.values.len()).map(square).collect()
    }

    /// The difference between bright and dark paper, a twentieth at both ends left out.
    fn range(&self) -> u8 {
        let mut sorted = self.values.clone();
        sorted.sort_unstable();
        let cut = sorted.len() / 20;
        match sorted.get(cut..sorted.len() - cut) {
            Some([low, .., high]) => high - low,
            _ => 0,
        }
    }

    /// The paper's value along a row of pixels, between the middles of the squares by proportion.
    fn line(&self, y: usize, out: &mut [u16]) {
        let (above, below, down) = self.between(y, self.rows);
        let value = |column: usize| {
            let at = |row: usize| usize::from(self.values[row * self.columns + column]);
            (at(above) * (256 - down) + at(below) * down) / 256
        };
        let column: Vec<usize> = (0..self.columns).map(value).collect();
        for (x, out) in out.iter_mut().enumerate() {
            let (left, right, over) = self.between(x, self.columns);
            let v = (column[left] * (256 - over) + column[right] * over) / 256;
            *out = v.max(32) as u16;
        }
    }

    /// The squares whose middles lie on both sides of a pixel, and how far it is to the second, of 256.
    fn between(&self, at: usize, most: usize) -> (usize, usize, usize) {
        let from = at.saturating_sub(self.side / 2);
        let first = (from / self.side).min(most - 1);
        let second = (first + 1).min(most - 1);
        (first, second, (from % self.side) * 256 / self.side)
    }
}

/// The value that a tenth of the pixels are brighter than.
fn bright(counts: &[u16; 64]) -> u8 {
    let total: u32 = counts.iter().map(|n| u32::from(*n)).sum();
    let mut sum = 0;
    let found = counts.iter().rposition(|n| {
        sum += u32::from(*n);
        sum * 10 > total
    });
    found.map_or(255, |v| (v * 4 + 3) as u8)
}

/// Parts ink (0) from paper (255).
pub(crate) fn threshold(gray: &GrayImage) -> GrayImage {
    let classes = Classes::of(gray);
    part(gray, classes.between)
}

/// The same, but what is paler than most ink counts as ink too: thin strokes and rules that are blurred.
pub(crate) fn threshold_pale(gray: &GrayImage) -> GrayImage {
    let classes = Classes::of(gray);
    let pale = classes.paper - (classes.paper - classes.ink) * PALE;
    part(gray, classes.between.max(pale as u8))
}

/// How far ink and paper are apart.
pub(crate) fn contrast(gray: &GrayImage) -> f32 {
    let classes = Classes::of(gray);
    (classes.paper - classes.ink) as f32
}

fn part(gray: &GrayImage, at: u8) -> GrayImage {
    let value = |v: &u8| if *v <= at { 0 } else { 255 };
    let pixels = gray.as_raw().iter().map(value).collect();
    GrayImage::from_raw(gray.width(), gray.height(), pixels).unwrap_or_default()
}

/// Ink and paper.
struct Classes {
    /// Their means.
    ink: f64,
    paper: f64,
    /// The largest value of ink.
    between: u8,
}

impl Classes {
    /// The two classes of values whose means lie farthest apart (Otsu 1979).
    fn of(gray: &GrayImage) -> Classes {
        let counts = counts(gray);
        let total: f64 = counts.iter().map(|n| f64::from(*n)).sum();
        let all: f64 = counts
            .iter()
            .zip(0..)
            .map(|(n, v)| f64::from(*n) * f64::from(v))
            .sum();
        let (mut below, mut sum, mut best) = (0.0, 0.0, 0.0);
        let mut out = Classes {
            ink: 0.0,
            paper: 255.0,
            between: 127,
        };
        for (v, n) in counts.iter().enumerate().take(BOUNDS.1) {
            below += f64::from(*n);
            sum += f64::from(*n) * v as f64;
            let above = total - below;
            if below == 0.0 || above == 0.0 || v < BOUNDS.0 {
                continue;
            }
            let (ink, paper) = (sum / below, (all - sum) / above);
            let score = below * above * (ink - paper).powi(2);
            if score > best {
                best = score;
                out = Classes {
                    ink,
                    paper,
                    between: v as u8,
                };
            }
        }
        out
    }
}

/// How many pixels have each value.
fn counts(gray: &GrayImage) -> [u32; 256] {
    // Neighbours are mostly alike; a table for each lets no count wait for the one before.
    let mut tables = [[0u32; 256]; 4];
    let width = gray.width().max(1) as usize;
    // A row in three tells as much as all; small pictures are counted whole.
    let step = if gray.height() > SMALL { 3 } else { 1 };
    for row in gray.as_raw().chunks(width).step_by(step) {
        let (fours, rest) = row.as_chunks::<4>();
        for four in fours {
            for (table, v) in tables.iter_mut().zip(four) {
                table[usize::from(*v)] += 1;
            }
        }
        rest.iter().for_each(|v| tables[0][usize::from(*v)] += 1);
    }
    let [mut all, others @ ..] = tables;
    for table in &others {
        all.iter_mut().zip(table).for_each(|(n, more)| *n += more);
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::Luma;

    #[test]
    fn what_shows_through_becomes_paper() {
        let mut page = GrayImage::from_fn(60, 20, |x, _| {
            Luma([match x % 20 {
                0..3 => 40,
                10..13 => 215,
                _ => 230,
            }])
        });
        whiten(&mut page);
        assert_eq!(
            [1, 11, 15].map(|x| page.get_pixel(x, 5).0[0]),
            [40, 255, 255]
        );
        let mut nothing = GrayImage::new(0, 0);
        whiten(&mut nothing);
        assert!(nothing.is_empty());
    }

    /// Paper that darkens from left to right, with a grid of dots of ink.
    fn shaded() -> GrayImage {
        GrayImage::from_fn(600, 400, |x, y| {
            let paper = 250 - x / 4;
            let ink = x % 20 < 4 && y % 20 < 4;
            Luma([if ink { paper / 3 } else { paper } as u8])
        })
    }

    #[test]
    fn a_shadow_is_evened_out() {
        let mut page = shaded();
        assert!(even(&mut page, 100.0));
        assert!(page.get_pixel(10, 10).0[0] > 240);
        assert!(page.get_pixel(590, 390).0[0] > 235);
        assert!(page.get_pixel(581, 381).0[0] < 110);
        assert!(!even(&mut page, 100.0), "it is even now");
    }

    #[test]
    fn ink_and_paper() {
        let page = GrayImage::from_fn(40, 40, |x, _| Luma([if x < 4 { 90 } else { 230 }]));
        let parted = threshold(&page);
        assert_eq!(parted.get_pixel(3, 0).0[0], 0);
        assert_eq!(parted.get_pixel(4, 0).0[0], 255);
        let blank = GrayImage::from_fn(40, 40, |x, _| Luma([240 + (x % 3) as u8]));
        assert!(threshold(&blank).as_raw().iter().all(|v| *v == 255));
        assert!(threshold(&GrayImage::new(0, 0)).as_raw().is_empty());
    }
}
