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
        if !(self.holds(x, y) && self.holds(x + a * last, y + b * last)) {
            for pixel in out {
                *pixel = self.any(x, y);
                (x, y) = (x + a, y + b);
            }
            return;
        }
        let mut rest = out;
        while !rest.is_empty() {
            let (piece, after) = rest.split_at_mut(on_one_row(y, b, rest.len()));
            let count = piece.len() as i64;
            let columns = ((x + a * (count - 1)) >> 16) - (x >> 16);
            if a <= 1 << 16 && columns == count - 1 {
                self.side_by_side(piece, (x, y), (a, b));
            } else {
                for (i, pixel) in (0..).zip(piece) {
                    *pixel = self.inner(x + a * i, y + b * i);
                }
            }
            (x, y) = (x + a * count, y + b * count);
            rest = after;
        }
    }

    /// The same where each place lies one column behind the one before, on the same row. Only plain arithmetic on
    /// neighbours, so that many are made at a time.
    fn side_by_side(&self, out: &mut [u8], (x, y): Step, (a, b): Step) {
        let at = ((y >> 16) * self.width + (x >> 16)) as usize;
        let count = out.len();
        let [above, below] = [at, at + self.width as usize].map(|at| &self.pixels[at..=at + count]);
        let lefts = above.iter().zip(below);
        let rights = above[1..].iter().zip(&below[1..]);
        // What is left of a place within its pixel and row, and the steps, fit into 32 bits.
        let (mut right, mut down) = ((x & 0xffff) as i32, (y & 0xffff) as i32);
        let (a, b) = (a as i32 - (1 << 16), b as i32);
        for ((out, (a0, b0)), (a1, b1)) in out.iter_mut().zip(lefts).zip(rights) {
            let shares = (share(right), share(down));
            *out = mix([*a0, *a1], [*b0, *b1], shares);
            (right, down) = (right + a, down + b);
        }
    }

    fn inner(&self, x: i64, y: i64) -> u8 {
        let at = ((y >> 16) * self.width + (x >> 16)) as usize;
        let next = at + self.width as usize;
        let above = [self.pixels[at], self.pixels[at + 1]];
        let below = [self.pixels[next], self.pixels[next + 1]];
        mix(above, below, (share(x as i32), share(y as i32)))
    }

    fn any(&self, x: i64, y: i64) -> u8 {
        let (column, row) = (x >> 16, y >> 16);
        let [above, below] =
            [row, row + 1].map(|row| [self.at(column, row), self.at(column + 1, row)]);
        mix(above, below, (share(x as i32), share(y as i32)))
    }
}

/// How many places of a line are on the row of the first.
fn on_one_row(y: i64, step: i64, most: usize) -> usize {
    let room = match step {
        0 => return most,
        1.. => (0xffff - (y & 0xffff)) / step,
        _ => (y & 0xffff) / -step,
    };
    most.min(room as usize + 1)
}

/// How far a place lies behind the pixel it is on, of 256.
fn share(at: i32) -> u32 {
    (at >> 8 & 255) as u32
}

/// The value between four pixels, so far to the right and down.
fn mix(above: [u8; 2], below: [u8; 2], (right, down): (u32, u32)) -> u8 {
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
    fn turned_pictures_are_the_same_pixel_by_pixel() {
        let image = GrayImage::from_fn(300, 200, |x, y| Luma([(x * 7 + y * 13) as u8]));
        let sheet = Sheet::of(&image, 255);
        for (degrees, scale) in [(0.0, 1.0), (0.7, 1.0), (-3.0, 1.0), (1.0, 0.6), (2.0, 1.7)] {
            let turn = Affine::turn(f64::to_radians(degrees)).then(Affine::scale(scale, scale));
            let one_by_one = filled(turn, (320, 220), 0.5, |out, mut x, mut y, (a, b)| {
                for pixel in out {
                    *pixel = sheet.any(x, y);
                    (x, y) = (x + a, y + b);
                }
            });
            assert_eq!(warp(&image, turn, (320, 220), 255), one_by_one, "{degrees}");
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
