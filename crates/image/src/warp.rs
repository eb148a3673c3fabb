//! Pictures turned and stretched.

use image::{GrayImage, imageops};

use crate::affine::Affine;

/// Turns clockwise by quarters.
pub(crate) fn quarter(image: &GrayImage, quarters: u8) -> GrayImage {
    match quarters {
        1 => imageops::rotate90(image),
        2 => imageops::rotate180(image),
        3 => imageops::rotate270(image),
        _ => image.clone(),
    }
}

/// From a picture turned clockwise by quarters back to the picture of this size that was turned.
pub(crate) fn unquarter(quarters: u8, (width, height): (u32, u32)) -> Affine {
    let (width, height) = (f64::from(width), f64::from(height));
    match quarters {
        1 => Affine([0.0, -1.0, 1.0, 0.0, 0.0, height]),
        2 => Affine([-1.0, 0.0, 0.0, -1.0, width, height]),
        3 => Affine([0.0, 1.0, -1.0, 0.0, width, 0.0]),
        _ => Affine::IDENTITY,
    }
}

/// A picture of a new size; `from` leads from its places to those of the old one. What lies outside is `blank`.
pub(crate) fn warp(image: &GrayImage, from: Affine, size: (u32, u32), blank: u8) -> GrayImage {
    let sheet = Sheet::of(image, blank);
    filled(from, size, 0.5, |out, x, y, step| {
        sheet.mixed(out, (x, y), step);
    })
}

/// The same for labels, which have no values between them.
pub(crate) fn warp_labels(image: &GrayImage, from: Affine, size: (u32, u32)) -> GrayImage {
    let sheet = Sheet::of(image, 0);
    filled(from, size, 0.0, |out, mut x, mut y, step| {
        for pixel in out {
            *pixel = sheet.at(x >> 16, y >> 16);
            (x, y) = (x + step.0, y + step.1);
        }
    })
}

/// Places are counted in parts of a pixel.
const ONE: f64 = 65536.0;
/// Pixels that are filled in one go.
const CHUNK: usize = 64;

/// A step from one pixel to the next, in parts of a pixel.
type Step = (i64, i64);

/// A picture filled piece by piece: `fill` is told where the first pixel of the piece comes from, and the step to
/// the next. Places lie `off` from the corner of a pixel.
fn filled(
    from: Affine,
    size: (u32, u32),
    off: f64,
    fill: impl Fn(&mut [u8], i64, i64, Step),
) -> GrayImage {
    let mut out = GrayImage::new(size.0, size.1);
    let [a, b, ..] = from.0.map(|v| (v * ONE) as i64);
    for (y, row) in out.chunks_exact_mut(size.0.max(1) as usize).enumerate() {
        let (x, y) = from.apply(0.5, y as f64 + 0.5);
        let (mut x, mut y) = (((x - off) * ONE) as i64, ((y - off) * ONE) as i64);
        for piece in row.chunks_mut(CHUNK) {
            let count = piece.len() as i64;
            fill(piece, x, y, (a, b));
            (x, y) = (x + a * count, y + b * count);
        }
    }
    out
}

struct Sheet<'i> {
    pixels: &'i [u8],
    width: i64,
    height: i64,
    blank: u8,
}

impl<'i> Sheet<'i> {
    fn of(image: &'i GrayImage, blank: u8) -> Sheet<'i> {
        Sheet {
            pixels: image.as_raw(),
            width: i64::from(image.width()),
            height: i64::from(image.height()),
            blank,
        }
    }

    fn at(&self, x: i64, y: i64) -> u8 {
        let inside = (0..self.width).contains(&x) && (0..self.height).contains(&y);
        if inside {
            self.pixels[(y * self.width + x) as usize]
        } else {
            self.blank
        }
    }

    /// Whether a place lies between four pixels.
    fn holds(&self, x: i64, y: i64) -> bool {
        (0..self.width - 1).contains(&(x >> 16)) && (0..self.height - 1).contains(&(y >> 16))
    }

    /// Values at places on a line.
    fn mixed(&self, out: &mut [u8], (mut x, mut y): Step, (a, b): Step) {
        let last = out.len().saturating_sub(1) as i64;
        // What lies between two places that are inside is inside.
        let inside = self.holds(x, y) && self.holds(x + a * last, y + b * last);
        for pixel in out {
            *pixel = if inside {
                self.inner(x, y)
            } else {
                self.any(x, y)
            };
            (x, y) = (x + a, y + b);
        }
    }

    fn inner(&self, x: i64, y: i64) -> u8 {
        let at = ((y >> 16) * self.width + (x >> 16)) as usize;
        let next = at + self.width as usize;
        let above = [self.pixels[at], self.pixels[at + 1]];
        mix(above, [self.pixels[next], self.pixels[next + 1]], (x, y))
    }

    fn any(&self, x: i64, y: i64) -> u8 {
        let (column, row) = (x >> 16, y >> 16);
        let [above, below] =
            [row, row + 1].map(|row| [self.at(column, row), self.at(column + 1, row)]);
        mix(above, below, (x, y))
    }
}

/// The value at a place between four pixels.
fn mix(above: [u8; 2], below: [u8; 2], (x, y): Step) -> u8 {
    let (right, down) = ((x >> 8 & 255) as u32, (y >> 8 & 255) as u32);
    let row = |[a, b]: [u8; 2]| u32::from(a) * (256 - right) + u32::from(b) * right;
    ((row(above) * (256 - down) + row(below) * down + (1 << 15)) >> 16) as u8
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::Luma;

    fn marked() -> GrayImage {
        let mut image = GrayImage::from_pixel(6, 4, Luma([255]));
        image.put_pixel(1, 0, Luma([0]));
        image
    }

    fn mark(image: &GrayImage) -> (f64, f64) {
        let dark = image.enumerate_pixels().find(|(_, _, p)| p.0[0] == 0);
        dark.map(|(x, y, _)| (f64::from(x) + 0.5, f64::from(y) + 0.5))
            .expect("the mark")
    }

    #[test]
    fn quarters_lead_back() {
        for quarters in 0..4 {
            let turned = quarter(&marked(), quarters);
            let (x, y) = mark(&turned);
            assert_eq!(
                unquarter(quarters, (6, 4)).apply(x, y),
                mark(&marked()),
                "{quarters}"
            );
        }
    }

    #[test]
    fn whole_steps_keep_the_pixels() {
        let image = marked();
        assert_eq!(warp(&image, Affine::IDENTITY, (6, 4), 255), image);
        let moved = warp(&image, Affine::shift(-2.0, -1.0), (8, 5), 255);
        assert_eq!(mark(&moved), (3.5, 1.5));
        assert_eq!(
            warp_labels(&image, Affine::shift(-2.0, -1.0), (8, 5))
                .get_pixel(3, 1)
                .0,
            [0]
        );
        let larger = warp(&image, Affine::scale(0.5, 0.5), (12, 8), 255);
        assert_eq!(larger.get_pixel(2, 1).0, [112]);
        assert!(
            warp(&GrayImage::new(0, 0), Affine::IDENTITY, (2, 2), 9)
                .pixels()
                .all(|p| p.0 == [9])
        );
    }
}
