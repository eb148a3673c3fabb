//! Specks, dark margins and punched holes taken out.

use image::GrayImage;

use crate::components::{Component, Components};
use crate::repair::Steps;
use crate::runs::Runs;
use crate::{light, lone};

/// The largest speck, in pixels at 300 dpi. The dot under a letter of 12 points has four times as many.
const SPECK: f32 = 6.0;
/// On coarse pictures the light of a speck spreads over so many.
const LEAST: u32 = 2;
/// The largest speck where there are many.
const BLOT: f32 = 14.0;
/// Specks to a square inch that are many.
const NOISE: f32 = 20.0;
/// The strip along the edge, in inches, in which shadows of the scanner lie.
const STRIP: f32 = 0.5;
/// The smallest shadow, in square inches.
const SHADOW: f32 = 0.03;
/// Diameters of punched holes in inches, and the strip they are punched in.
const HOLE: std::ops::RangeInclusive<f32> = 0.17..=0.36;
const PUNCHED: f32 = 0.9;

/// What was taken out of a page, and the pieces of ink that are left.
pub(crate) struct Cleaned {
    pub specks: u32,
    pub edges: u32,
    pub pieces: Vec<Component>,
}

/// Takes specks and edges out of a page.
pub(crate) fn clean(gray: &mut GrayImage, dpi: f32, steps: &Steps) -> Cleaned {
    if steps.despeckle && lone::many(gray, dpi) {
        lone::settle(gray);
    }
    let mut bilevel = light::threshold(gray);
    let runs = Runs::of(&bilevel);
    let found = find(&runs, dpi, steps);
    if found.specks + found.edges > 0 {
        found.erase(&runs, gray, &mut bilevel);
    }
    let left = found
        .pieces
        .list
        .iter()
        .zip(&found.out)
        .filter(|(_, out)| !**out);
    Cleaned {
        specks: found.specks,
        edges: found.edges,
        pieces: left.map(|(piece, _)| *piece).collect(),
    }
}

/// What is to be taken out.
struct Found {
    specks: u32,
    edges: u32,
    pieces: Components,
    out: Vec<bool>,
}

/// Looks through the pieces of ink.
fn find(runs: &Runs, dpi: f32, steps: &Steps) -> Found {
    let pieces = Components::of(runs);
    let inner = inner_ink(runs, &pieces, dpi);
    let page = Page {
        width: runs.width,
        height: runs.height,
        dpi,
    };
    let speck = page.speck(&pieces);
    let (mut specks, mut edges) = (0, 0);
    let weigh = |(piece, inner): (&Component, &u32)| {
        let is_speck = steps.despeckle && piece.area <= speck;
        let is_edge = steps.border && (page.is_shadow(piece, *inner) || page.is_hole(piece));
        specks += u32::from(is_speck);
        edges += u32::from(is_edge);
        is_speck || is_edge
    };
    let out = pieces.list.iter().zip(&inner).map(weigh).collect();
    Found {
        specks,
        edges,
        pieces,
        out,
    }
}

/// How much ink of each piece lies away from the edges of the page.
fn inner_ink(runs: &Runs, pieces: &Components, dpi: f32) -> Vec<u32> {
    let strip = (STRIP * dpi) as u32;
    let (right, bottom) = (
        runs.width.saturating_sub(strip),
        runs.height.saturating_sub(strip),
    );
    let mut inner = vec![0; pieces.list.len()];
    for y in strip..bottom {
        for i in runs.range(y) {
            let (start, end) = runs.all()[i];
            inner[pieces.of_run[i] as usize] += end.min(right).saturating_sub(start.max(strip));
        }
    }
    inner
}

struct Page {
    width: u32,
    height: u32,
    dpi: f32,
}

impl Page {
    /// The largest speck: larger where there are so many that they cannot be dots of letters.
    fn speck(&self, pieces: &Components) -> u32 {
        let scale = (self.dpi / 300.0).powi(2);
        let small = ((SPECK * scale) as u32).max(LEAST);
        let specks = pieces.list.iter().filter(|p| p.area <= small).count();
        if specks as f32 > NOISE * self.inches() {
            ((BLOT * scale) as u32).max(2 * LEAST)
        } else {
            small
        }
    }

    fn inches(&self) -> f32 {
        self.width as f32 * self.height as f32 / (self.dpi * self.dpi)
    }

    /// Ink that touches the edge of the page, of which nearly all lies along it.
    fn is_shadow(&self, piece: &Component, inner: u32) -> bool {
        let [x0, y0, x1, y1] = piece.bbox;
        let touches = x0 <= 2 || y0 <= 2 || x1 + 2 >= self.width || y1 + 2 >= self.height;
        touches && piece.area as f32 > SHADOW * self.dpi * self.dpi && inner < piece.area / 8
    }

    /// A full round spot near an edge.
    fn is_hole(&self, piece: &Component) -> bool {
        let (width, height) = (piece.width() as f32, piece.height() as f32);
        let round = HOLE.contains(&(width / self.dpi))
            && HOLE.contains(&(height / self.dpi))
            && (0.8..1.25).contains(&(width / height))
            && (0.68..0.9).contains(&(piece.area as f32 / (width * height)));
        let strip = (PUNCHED * self.dpi) as u32;
        let [x0, y0, x1, y1] = piece.bbox;
        let near = x1 < strip || y1 < strip || x0 + strip > self.width || y0 + strip > self.height;
        round && near
    }
}

impl Found {
    /// Paints over what was found, and over the grey around it that is not near other ink.
    fn erase(&self, runs: &Runs, gray: &mut GrayImage, bilevel: &mut GrayImage) {
        let gone = |i: &usize| self.out[self.pieces.of_run[*i] as usize];
        let width = runs.width as usize;
        let (gray, bilevel): (&mut [u8], &mut [u8]) = (gray, bilevel);
        for y in 0..runs.height {
            for i in runs.range(y).filter(gone) {
                let (start, end) = runs.all()[i];
                let row = y as usize * width;
                bilevel[row + start as usize..row + end as usize].fill(255);
            }
        }
        for y in 0..runs.height {
            for i in runs.range(y).filter(gone) {
                let (start, end) = runs.all()[i];
                let (left, right) = (start.saturating_sub(1), (end + 1).min(runs.width));
                for y in y.saturating_sub(1)..(y + 2).min(runs.height) {
                    let row = y as usize * width;
                    let place = row + left as usize..row + right as usize;
                    let paper = bilevel[place.clone()].iter();
                    for (v, _) in gray[place]
                        .iter_mut()
                        .zip(paper)
                        .filter(|(_, p)| **p == 255)
                    {
                        *v = 255;
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::Luma;

    fn page(ink: impl Fn(i32, i32) -> bool) -> GrayImage {
        GrayImage::from_fn(1000, 1400, |x, y| {
            Luma([if ink(x as i32, y as i32) { 0 } else { 255 }])
        })
    }

    fn cleaned(page: &GrayImage) -> (Found, GrayImage) {
        let runs = Runs::of(page);
        let found = find(&runs, 300.0, &Steps::default());
        let (mut gray, mut bilevel) = (page.clone(), page.clone());
        found.erase(&runs, &mut gray, &mut bilevel);
        (found, gray)
    }

    #[test]
    fn specks_go_and_dots_stay() {
        let dot = |x: i32, y: i32| (x - 500).pow(2) + (y - 700).pow(2) <= 8;
        let speck = |x: i32, y: i32| (300..302).contains(&x) && (300..303).contains(&y);
        let (found, gray) = cleaned(&page(|x, y| dot(x, y) || speck(x, y)));
        assert_eq!((found.specks, found.edges), (1, 0));
        assert_eq!(gray, page(dot));
    }

    #[test]
    fn margins_and_holes_go_and_a_table_stays() {
        let margin = |x: i32, y: i32| x < 30 + y / 40 || y < 12;
        let hole = |x: i32, y: i32| (x - 120).pow(2) + (y - 600).pow(2) <= 35 * 35;
        let frame = |x: i32, y: i32| {
            let inside = (200..998).contains(&x) && (500..900).contains(&y);
            inside && (!(204..994).contains(&x) || y % 100 < 4)
        };
        let (found, gray) = cleaned(&page(|x, y| margin(x, y) || hole(x, y) || frame(x, y)));
        assert_eq!((found.specks, found.edges), (0, 2));
        assert_eq!(gray, page(frame));
    }
}
