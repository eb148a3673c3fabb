//! Connected ink of a small part of a page.

use std::ops::Range;

use image::{GrayImage, Luma};
use sohoa_image::Repaired;

/// Ink that hangs together, in its box.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Blot {
    /// Left and top on the page.
    pub x: u32,
    pub y: u32,
    pub width: usize,
    pub height: usize,
    /// Row by row.
    pub ink: Vec<bool>,
}

impl Blot {
    pub fn right(&self) -> f32 {
        self.x as f32 + self.width as f32
    }

    pub fn bottom(&self) -> f32 {
        self.y as f32 + self.height as f32
    }

    /// Whether another stands above or below it rather than beside it.
    pub fn covers(&self, other: &Blot) -> bool {
        let shared = self.right().min(other.right()) - self.x.max(other.x) as f32;
        shared > 0.6 * self.width.min(other.width) as f32
    }

    /// Both as one.
    pub fn with(&self, other: &Blot) -> Blot {
        let (x, y) = (self.x.min(other.x), self.y.min(other.y));
        let width = (self.right().max(other.right()) - x as f32) as usize;
        let height = (self.bottom().max(other.bottom()) - y as f32) as usize;
        let mut ink = vec![false; width * height];
        for blot in [self, other] {
            let (left, top) = ((blot.x - x) as usize, (blot.y - y) as usize);
            for (row, points) in blot.ink.chunks_exact(blot.width.max(1)).enumerate() {
                let start = (top + row) * width + left;
                let into = ink[start..start + blot.width].iter_mut();
                into.zip(points).for_each(|(to, from)| *to |= from);
            }
        }
        Blot {
            x,
            y,
            width,
            height,
            ink,
        }
    }

    /// How many points have ink.
    pub fn area(&self) -> usize {
        self.ink.iter().filter(|i| **i).count()
    }

    /// The part between two columns, cut to its ink; nothing where there is none.
    pub fn columns(&self, range: Range<usize>) -> Option<Blot> {
        let at = |x: usize, y: usize| self.ink[y * self.width + x];
        let inked = |x: &usize| (0..self.height).any(|y| at(*x, y));
        let left = range.clone().find(inked)?;
        let right = range.clone().rev().find(inked)? + 1;
        let row = |y: &usize| (left..right).any(|x| at(x, *y));
        let top = (0..self.height).find(row)?;
        let bottom = (0..self.height).rev().find(row)? + 1;
        Some(Blot {
            x: self.x + left as u32,
            y: self.y + top as u32,
            width: right - left,
            height: bottom - top,
            ink: (top..bottom)
                .flat_map(|y| (left..right).map(move |x| at(x, y)))
                .collect(),
        })
    }

    /// Points of ink in each column.
    pub fn profile(&self) -> Vec<usize> {
        let mut out = vec![0; self.width];
        for row in self.ink.chunks_exact(self.width.max(1)) {
            row.iter()
                .zip(&mut out)
                .for_each(|(ink, n)| *n += usize::from(*ink));
        }
        out
    }

    /// With strokes thicker by a share of the height on each side.
    pub fn thickened(&self, share: f32) -> Blot {
        let by = (share * self.height as f32).round().max(1.0) as usize;
        let (width, height) = (self.width + 2 * by, self.height + 2 * by);
        let mut ink = vec![false; width * height];
        for (i, _) in self.ink.iter().enumerate().filter(|(_, ink)| **ink) {
            let (x, y) = (i % self.width, i / self.width);
            for down in 0..=2 * by {
                // A diamond, so that corners stay corners.
                let reach = by - down.abs_diff(by);
                let start = (y + down) * width + x + by - reach;
                ink[start..=start + 2 * reach].fill(true);
            }
        }
        Blot {
            x: self.x.saturating_sub(by as u32),
            y: self.y.saturating_sub(by as u32),
            width,
            height,
            ink,
        }
    }
}

/// Part of a page: columns and rows of pixels.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Zone {
    pub across: Range<u32>,
    pub down: Range<u32>,
}

impl Zone {
    /// The zone between four places, as far as it lies on the page.
    pub fn new(page: &Repaired, [x0, y0, x1, y1]: [f32; 4]) -> Zone {
        let (width, height) = page.bilevel.dimensions();
        let within = |a: f32, b: f32, most: u32| {
            let end = (b.max(0.0) as u32).min(most);
            (a.max(0.0) as u32).min(end)..end
        };
        Zone {
            across: within(x0, x1, width),
            down: within(y0, y1, height),
        }
    }

    fn is_ink(image: &GrayImage, x: u32, y: u32) -> bool {
        image.get_pixel(x, y).0[0] == 0
    }

    /// The blots of a zone from left to right, black and coloured ink together.
    pub fn blots(&self, page: &Repaired) -> Vec<Blot> {
        let (left, top) = (self.across.start, self.down.start);
        let (width, height) = (self.across.len(), self.down.len());
        let coloured = |x, y| {
            page.coloured
                .labels
                .as_ref()
                .is_some_and(|l| l.get_pixel(x, y).0[0] > 0)
        };
        let mut ink: Vec<bool> = (0..width * height)
            .map(|i| (left + (i % width) as u32, top + (i / width) as u32))
            .map(|(x, y)| Zone::is_ink(&page.bilevel, x, y) || coloured(x, y))
            .collect();
        let mut out = Vec::new();
        for start in 0..ink.len() {
            if ink[start] {
                let points = flood(&mut ink, start, width);
                out.extend(blot(&points, width, (left, top)));
            }
        }
        out.sort_by_key(|b: &Blot| b.x);
        out
    }

    /// The share of the ink that is coloured.
    pub fn colour(&self, page: &Repaired) -> f32 {
        let Some(labels) = &page.coloured.labels else {
            return 0.0;
        };
        let (mut black, mut coloured) = (0u32, 0u32);
        for y in self.down.clone() {
            for x in self.across.clone() {
                if labels.get_pixel(x, y).0[0] > 0 {
                    coloured += 1;
                } else if Zone::is_ink(&page.bilevel, x, y) {
                    black += 1;
                }
            }
        }
        coloured as f32 / (black + coloured).max(1) as f32
    }
}

/// Takes the ink that hangs together with a point out of a picture.
fn flood(ink: &mut [bool], start: usize, width: usize) -> Vec<usize> {
    let mut points = vec![start];
    ink[start] = false;
    let mut next = 0;
    while let Some(point) = points.get(next).copied() {
        next += 1;
        let (x, y) = (point % width, point / width);
        for row in y.saturating_sub(1)..=y + 1 {
            for column in x.saturating_sub(1)..=(x + 1).min(width - 1) {
                let near = row * width + column;
                if ink.get(near) == Some(&true) {
                    ink[near] = false;
                    points.push(near);
                }
            }
        }
    }
    points
}

fn blot(points: &[usize], width: usize, (left, top): (u32, u32)) -> Option<Blot> {
    let columns = || points.iter().map(|p| p % width);
    let rows = || points.iter().map(|p| p / width);
    let (x0, x1) = (columns().min()?, columns().max()? + 1);
    let (y0, y1) = (rows().min()?, rows().max()? + 1);
    let mut ink = vec![false; (x1 - x0) * (y1 - y0)];
    for point in points {
        ink[(point / width - y0) * (x1 - x0) + point % width - x0] = true;
    }
    Some(Blot {
        x: left + x0 as u32,
        y: top + y0 as u32,
        width: x1 - x0,
        height: y1 - y0,
        ink,
    })
}

/// The box around all blots.
pub(crate) fn bounds(blots: &[Blot]) -> [f32; 4] {
    let start = [f32::MAX, f32::MAX, 0.0, 0.0];
    blots.iter().fold(start, |b, blot| {
        let (x, y) = (blot.x as f32, blot.y as f32);
        [
            b[0].min(x),
            b[1].min(y),
            b[2].max(blot.right()),
            b[3].max(blot.bottom()),
        ]
    })
}

/// The strokes alone, black on white, with room around them.
pub(crate) fn picture(blots: &[Blot]) -> GrayImage {
    const ROOM: u32 = 24;
    let [x0, y0, x1, y1] = bounds(blots).map(|v| v as u32);
    let (width, height) = (x1 - x0 + 2 * ROOM, y1 - y0 + 2 * ROOM);
    let mut out = GrayImage::from_pixel(width, height, Luma([255]));
    for blot in blots {
        for (i, _) in blot.ink.iter().enumerate().filter(|(_, ink)| **ink) {
            let (x, y) = ((i % blot.width) as u32, (i / blot.width) as u32);
            out.put_pixel(blot.x - x0 + x + ROOM, blot.y - y0 + y + ROOM, Luma([0]));
        }
    }
    out
}
