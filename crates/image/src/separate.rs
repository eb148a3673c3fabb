//! Coloured ink set apart from black: stamps and signatures lie over the text and are not letters.
//!
//! Where red ink lies over paper, its red is as bright as the paper's; where it lies over black, it stays black.
//! So the brightest of the three channels, made relative to the paper's and to the ink's own colour, shows the
//! black ink alone.

use image::{DynamicImage, GrayImage, RgbImage};

use crate::ink::Colour;

/// Differences between channels from which a pixel is coloured.
const COLOURED: u8 = 56;
/// The same for the ink of pens, which is dark.
const PEN: u8 = 32;
/// The brightest channel below which a pixel is black, whatever its colour.
const BLACK: u8 = 84;
/// If more of the ink than this is of one colour, and it is spread over more of the page than that, the text itself
/// is printed in it. Seals are compact.
const TEXT: f64 = 0.5;
const SPREAD: f64 = 0.06;

/// The black ink of a page in grey, and which pixels are of which colour.
pub(crate) fn separate(page: &DynamicImage, apart: bool) -> (GrayImage, Option<GrayImage>) {
    match page {
        DynamicImage::ImageLuma8(gray) => (gray.clone(), None),
        DynamicImage::ImageRgb8(rgb) if apart => from_rgb(rgb),
        other => (other.to_luma8(), None),
    }
}

fn from_rgb(rgb: &RgbImage) -> (GrayImage, Option<GrayImage>) {
    let pixels = rgb.as_raw().as_chunks::<3>().0;
    let paper = Paper::of(pixels);
    let mut counts = Counts::default();
    let (mut gray, mut labels) = (vec![0; pixels.len()], vec![0; pixels.len()]);
    for ((pixel, gray), label) in pixels.iter().zip(&mut gray).zip(&mut labels) {
        let shade = Shade::of(paper.balance(*pixel));
        *label = shade.label();
        *gray = shade.gray();
        counts.add(*label, shade.most);
    }
    if counts.coloured() > 0 {
        let census = Census::of(&counts, &labels, rgb.width() as usize);
        let inked = pixels.iter().zip(&mut gray).zip(&labels);
        for ((pixel, gray), label) in inked.filter(|(_, label)| **label > 0) {
            *gray = census.gray(&Shade::of(paper.balance(*pixel)), *label);
        }
    }
    let picture = |values| GrayImage::from_raw(rgb.width(), rgb.height(), values);
    let labels = (counts.coloured() > 0).then(|| picture(labels));
    (picture(gray).unwrap_or_default(), labels.flatten())
}

/// A pixel on white paper.
struct Shade {
    channels: [u8; 3],
    most: u8,
    least: u8,
}

impl Shade {
    fn of(channels: [u8; 3]) -> Shade {
        let [r, g, b] = channels;
        Shade {
            channels,
            most: r.max(g).max(b),
            least: r.min(g).min(b),
        }
    }

    /// 0 for black and paper, else the label of the colour.
    fn label(&self) -> u8 {
        let coloured = self.most - self.least;
        if coloured < PEN {
            return 0;
        }
        let [r, g, b] = self.channels;
        let (most, least) = (self.most, self.least);
        // Pens are dark, and nothing is printed under them; what is dark under a red seal is a letter.
        let pen = most == b && coloured > b / 3;
        if !pen && (coloured < COLOURED || most < BLACK) {
            return 0;
        }
        let middle =
            i32::from(r) + i32::from(g) + i32::from(b) - i32::from(most) - i32::from(least);
        // How far the second channel is from the weakest, between none and all of the way.
        let mixed = (middle - i32::from(least)) * 100 / i32::from(coloured);
        match most {
            _ if most == r && mixed < 60 => Colour::Red.label(),
            _ if most == b && (g > r || mixed < 75) => Colour::Blue.label(),
            _ => 0,
        }
    }

    /// What a pixel of no colour becomes: the pale edges of coloured ink are paper, what is dark stays.
    fn gray(&self) -> u8 {
        let (most, coloured) = (u32::from(self.most), u32::from(self.most - self.least));
        let pale = most.saturating_sub(u32::from(BLACK)).min(64);
        (most + coloured.saturating_sub(16) * pale / 32).min(255) as u8
    }
}

/// The brightest channels of the coloured pixels by label, and how many pixels are black.
#[derive(Default)]
struct Counts {
    black: u32,
    inks: [Values; 2],
}

/// How many pixels have each value.
struct Values([u32; 256]);

impl Default for Values {
    fn default() -> Values {
        Values([0; 256])
    }
}

impl Values {
    fn sum(&self) -> u32 {
        self.0.iter().sum()
    }
}

impl Counts {
    fn add(&mut self, label: u8, most: u8) {
        match usize::from(label).checked_sub(1) {
            None => self.black += u32::from(most < BLACK + 40),
            Some(ink) => self.inks[ink].0[usize::from(most)] += 1,
        }
    }

    fn coloured(&self) -> u32 {
        self.inks.iter().map(Values::sum).sum()
    }
}

/// The colour of the paper: what each channel's value becomes when the paper is white.
struct Paper {
    tables: [[u8; 256]; 3],
}

impl Paper {
    fn of(pixels: &[[u8; 3]]) -> Paper {
        let mut counts = [[0u32; 256]; 3];
        // A pixel in seven tells as much as all.
        for pixel in pixels.iter().step_by(7) {
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

/// What the brightest channel of a coloured pixel becomes, by ink; none where it is printed text.
struct Census([Option<[u8; 256]>; 2]);

impl Census {
    fn of(counts: &Counts, labels: &[u8], width: usize) -> Census {
        let all = f64::from((counts.black + counts.coloured()).max(1));
        let table = |label: u8| {
            let values = &counts.inks[usize::from(label) - 1];
            let most = f64::from(values.sum()) / all > TEXT;
            let text = most && spread(labels, width, label) > SPREAD;
            (!text).then(|| drop_ink(&values.0))
        };
        Census([Colour::Red, Colour::Blue].map(|c| table(c.label())))
    }

    fn gray(&self, shade: &Shade, label: u8) -> u8 {
        match &self.0[usize::from(label) - 1] {
            Some(_) if label == Colour::Blue.label() => 255,
            Some(table) => table[usize::from(shade.most)],
            // Text that is printed in a colour stays as dark as it is.
            None => shade.least,
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
    use crate::ink::Ink;
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
