//! Coloured ink set apart from black: stamps and signatures lie over the text and are not letters.
//!
//! Where red ink lies over paper, its red is as bright as the paper's; where it lies over black, it stays black.
//! So the brightest of the three channels, made relative to the paper's and to the ink's own colour, shows the
//! black ink alone.

use image::{DynamicImage, GrayImage, RgbImage};

use crate::components::Components;
use crate::runs::Runs;

/// Differences between channels from which a pixel is coloured.
const COLOURED: u8 = 56;
/// The brightest channel below which a pixel is black, whatever its colour.
const BLACK: u8 = 84;
/// If more of the ink than this is of one colour, and it is spread over more of the page than that, the text itself
/// is printed in it. Seals are compact.
const TEXT: f64 = 0.5;
const SPREAD: f64 = 0.06;
/// Gap in inches that parts of one stamp or signature may have between them.
const GAP: f32 = 0.08;
/// Pieces of coloured ink smaller than this, in square inches of ink, are noise of the camera.
const SMALL: f32 = 0.0008;

/// The colours of ink that are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Colour {
    /// Red: seals and stamps.
    Red,
    /// Blue or violet: pens, and stamps of arrival.
    Blue,
}

impl Colour {
    /// Its value in [`Ink::labels`].
    #[must_use]
    pub fn label(self) -> u8 {
        match self {
            Colour::Red => 1,
            Colour::Blue => 2,
        }
    }
}

/// Coloured ink of a page.
#[derive(Debug, Clone, Default)]
pub struct Ink {
    /// Stamps, signatures and words written by hand, from top to bottom.
    pub regions: Vec<Region>,
    /// For each pixel of the repaired picture 0, 1 (red) or 2 (blue); absent on pages without colours.
    pub labels: Option<GrayImage>,
}

/// Coloured ink that lies together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Region {
    /// Its colour.
    pub colour: Colour,
    /// First column and row, and those after the last, on the repaired picture.
    pub bbox: [u32; 4],
    /// Pixels of ink.
    pub area: u32,
}

impl Region {
    /// True when the size and shape are those of a round or square seal, for a picture of that density.
    #[must_use]
    pub fn is_seal(&self, dpi: f32) -> bool {
        let [x0, y0, x1, y1] = self.bbox;
        let (width, height) = ((x1 - x0) as f32 / dpi, (y1 - y0) as f32 / dpi);
        let (short, long) = (width.min(height), width.max(height));
        self.colour == Colour::Red && short > 0.7 && long < 2.2 && long < 1.5 * short
    }
}

impl Ink {
    pub(crate) fn new(labels: Option<GrayImage>, dpi: f32) -> Ink {
        let Some(labels) = labels else {
            return Ink::default();
        };
        let mut regions = find(&labels, Colour::Red, dpi);
        regions.extend(find(&labels, Colour::Blue, dpi));
        regions.sort_by_key(|r| (r.bbox[1], r.bbox[0]));
        Ink {
            regions,
            labels: Some(labels),
        }
    }
}

/// Regions of a colour: ink within a gap of each other, found on a coarse grid.
fn find(labels: &GrayImage, colour: Colour, dpi: f32) -> Vec<Region> {
    let cell = ((GAP * dpi) as u32).max(1);
    let size = (
        labels.width().div_ceil(cell),
        labels.height().div_ceil(cell),
    );
    let mut counts = vec![0u32; size.0 as usize * size.1 as usize];
    for (y, row) in labels
        .as_raw()
        .chunks_exact(labels.width().max(1) as usize)
        .enumerate()
    {
        let line = &mut counts[(y as u32 / cell * size.0) as usize..][..size.0 as usize];
        for (count, pixels) in line.iter_mut().zip(row.chunks(cell as usize)) {
            *count += pixels.iter().filter(|v| **v == colour.label()).count() as u32;
        }
    }
    let least = (cell * cell / 50).max(1);
    let cells = counts
        .iter()
        .map(|n| if *n >= least { 0 } else { 255 })
        .collect();
    let grid = GrayImage::from_raw(size.0, size.1, cells).unwrap_or_default();
    let runs = Runs::of(&grid);
    let pieces = Components::of(&runs);
    let mut area = vec![0u32; pieces.list.len()];
    for y in 0..runs.height {
        for i in runs.range(y) {
            let (start, end) = runs.all()[i];
            let line = &counts[(y * size.0) as usize..][start as usize..end as usize];
            area[pieces.of_run[i] as usize] += line.iter().sum::<u32>();
        }
    }
    let least = (SMALL * dpi * dpi) as u32;
    let found = pieces
        .list
        .iter()
        .zip(area)
        .filter(|(_, area)| *area > least);
    found
        .map(|(piece, area)| {
            let [x0, y0, x1, y1] = piece.bbox.map(|v| v * cell);
            let bbox = [x0, y0, x1.min(labels.width()), y1.min(labels.height())];
            Region { colour, bbox, area }
        })
        .collect()
}

/// The black ink of a page in grey, and which pixels are of which colour.
pub(crate) fn separate(page: &DynamicImage, apart: bool) -> (GrayImage, Option<GrayImage>) {
    match page {
        DynamicImage::ImageLuma8(gray) => (gray.clone(), None),
        DynamicImage::ImageRgb8(rgb) if apart => from_rgb(rgb),
        other => (other.to_luma8(), None),
    }
}

fn from_rgb(rgb: &RgbImage) -> (GrayImage, Option<GrayImage>) {
    let paper = Paper::of(rgb);
    let labels: Vec<u8> = rgb
        .as_raw()
        .as_chunks::<3>()
        .0
        .iter()
        .map(|p| paper.label(*p))
        .collect();
    let census = Census::of(rgb, &labels, &paper);
    let pixels = rgb.as_raw().as_chunks::<3>().0.iter().zip(&labels);
    let gray = pixels
        .map(|(pixel, label)| census.gray(paper.balance(*pixel), *label))
        .collect();
    let gray = GrayImage::from_raw(rgb.width(), rgb.height(), gray).unwrap_or_default();
    if !census.any {
        return (gray, None);
    }
    (gray, GrayImage::from_raw(rgb.width(), rgb.height(), labels))
}

/// The colour of the paper: what each channel's value becomes when the paper is white.
struct Paper {
    tables: [[u8; 256]; 3],
}

impl Paper {
    fn of(rgb: &RgbImage) -> Paper {
        let mut counts = [[0u32; 256]; 3];
        // A pixel in seven tells as much as all.
        for pixel in rgb.as_raw().as_chunks::<3>().0.iter().step_by(7) {
            for (count, v) in counts.iter_mut().zip(pixel) {
                count[usize::from(*v)] += 1;
            }
        }
        Paper {
            tables: counts.map(|count| stretch(white(&count))),
        }
    }

    fn balance(&self, [r, g, b]: [u8; 3]) -> [u8; 3] {
        let [red, green, blue] = &self.tables;
        [
            red[usize::from(r)],
            green[usize::from(g)],
            blue[usize::from(b)],
        ]
    }

    /// 0 for black and paper, else the label of the colour.
    fn label(&self, pixel: [u8; 3]) -> u8 {
        let [r, g, b] = self.balance(pixel);
        let (most, least) = (r.max(g).max(b), r.min(g).min(b));
        if most - least < COLOURED || most < BLACK {
            return 0;
        }
        let middle =
            i32::from(r) + i32::from(g) + i32::from(b) - i32::from(most) - i32::from(least);
        // How far the second channel is from the weakest, between none and all of the way.
        let mixed = (middle - i32::from(least)) * 100 / i32::from(most - least);
        match most {
            _ if most == r && mixed < 60 => Colour::Red.label(),
            _ if most == b && (g > r || mixed < 75) => Colour::Blue.label(),
            _ => 0,
        }
    }
}

/// The value that the paper has: the most frequent bright one.
fn white(counts: &[u32; 256]) -> u8 {
    let bright = counts.iter().enumerate().skip(128).max_by_key(|(_, n)| **n);
    bright
        .filter(|(_, n)| **n > 0)
        .map_or(255, |(v, _)| v as u8)
}

fn stretch(white: u8) -> [u8; 256] {
    std::array::from_fn(|v| (v * 255 / usize::from(white.max(1))).min(255) as u8)
}

/// What becomes of coloured pixels.
struct Census {
    /// What the brightest channel of a coloured pixel becomes, by label; none where it is printed text.
    tables: [Option<[u8; 256]>; 3],
    any: bool,
}

impl Census {
    fn of(rgb: &RgbImage, labels: &[u8], paper: &Paper) -> Census {
        let mut counts = [[0u32; 256]; 3];
        for (pixel, label) in rgb.as_raw().as_chunks::<3>().0.iter().zip(labels) {
            let [r, g, b] = paper.balance(*pixel);
            counts[usize::from(*label)][usize::from(r.max(g).max(b))] += 1;
        }
        let total = |n: &[u32]| f64::from(n.iter().sum::<u32>());
        let black = total(&counts[0][..usize::from(BLACK) + 40]);
        let (red, blue) = (total(&counts[1]), total(&counts[2]));
        let all = (black + red + blue).max(1.0);
        let table = |label: u8| {
            let counts = &counts[usize::from(label)];
            let most = total(counts) / all > TEXT;
            let text = most && spread(labels, rgb.width() as usize, label) > SPREAD;
            (!text).then(|| drop_ink(counts))
        };
        Census {
            tables: [None, table(1), table(2)],
            any: red + blue > 0.0,
        }
    }

    fn gray(&self, [r, g, b]: [u8; 3], label: u8) -> u8 {
        let brightest = r.max(g).max(b);
        match self.tables.get(usize::from(label)) {
            Some(Some(table)) => table[usize::from(brightest)],
            // Text that is printed in a colour stays as dark as it is.
            _ if label > 0 => r.min(g).min(b),
            _ => brightest,
        }
    }
}

/// The share of the page that a colour is spread over: of squares a hundredth of its width, those that have some.
fn spread(labels: &[u8], width: usize, label: u8) -> f64 {
    let side = (width / 100).max(1);
    let (mut with, mut all) = (0, 0);
    for band in labels.chunks(width.max(1) * side) {
        let mut has = vec![false; width.div_ceil(side)];
        for row in band.chunks_exact(width) {
            for (has, square) in has.iter_mut().zip(row.chunks(side)) {
                *has |= square.contains(&label);
            }
        }
        with += has.iter().filter(|h| **h).count();
        all += has.len();
    }
    with as f64 / (all as f64).max(1.0)
}

/// Makes the ink's own colour white: black that lies under it stays dark.
fn drop_ink(counts: &[u32; 256]) -> [u8; 256] {
    let total: u32 = counts.iter().sum();
    let mut sum = 0;
    // The fifth part that is darkest may be mixed with black.
    let pure = counts.iter().position(|n| {
        sum += n;
        sum * 5 >= total
    });
    stretch(pure.unwrap_or(255).clamp(usize::from(BLACK), 255) as u8)
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::Rgb;

    fn page() -> RgbImage {
        let mut page = RgbImage::from_pixel(600, 600, Rgb([250, 244, 230]));
        for (x, y, pixel) in page.enumerate_pixels_mut() {
            let seal = (100..220).contains(&x) && (100..220).contains(&y);
            let letter = y % 40 < 6 && x % 3 > 0;
            *pixel = match (seal, letter) {
                (true, true) => Rgb([70, 15, 20]),
                (true, false) => Rgb([205, 40, 50]),
                (false, true) => Rgb([30, 30, 30]),
                (false, false) => *pixel,
            };
        }
        page
    }

    #[test]
    fn a_seal_is_set_apart_and_the_letters_under_it_stay() {
        let page = DynamicImage::ImageRgb8(page());
        let (gray, labels) = separate(&page, true);
        assert!(gray.get_pixel(150, 150).0[0] > 240, "ink of the seal");
        assert!(gray.get_pixel(151, 122).0[0] < 90, "a letter under it");
        assert!(
            gray.get_pixel(10, 50).0[0] > 250,
            "yellowish paper is white"
        );
        let ink = Ink::new(labels, 100.0);
        assert_eq!(ink.regions.len(), 1);
        assert!(ink.regions[0].is_seal(100.0));
        let [x0, y0, x1, y1] = ink.regions[0].bbox;
        assert!(x0.abs_diff(100) < 10 && y0.abs_diff(100) < 10);
        assert!(x1.abs_diff(220) < 10 && y1.abs_diff(220) < 10);
    }

    #[test]
    fn a_page_printed_in_blue_stays() {
        let mut page = RgbImage::from_pixel(100, 100, Rgb([255, 255, 255]));
        for (_, y, pixel) in page.enumerate_pixels_mut() {
            if y % 10 < 3 {
                *pixel = Rgb([30, 40, 160]);
            }
        }
        let (gray, labels) = separate(&DynamicImage::ImageRgb8(page), true);
        assert!(gray.get_pixel(5, 1).0[0] < 60);
        assert!(labels.is_some_and(|l| l.get_pixel(5, 1).0[0] == Colour::Blue.label()));
    }

    #[test]
    fn a_page_without_colours_has_no_labels() {
        let page = RgbImage::from_pixel(9, 9, Rgb([200, 200, 200]));
        assert!(separate(&DynamicImage::ImageRgb8(page), true).1.is_none());
    }
}
