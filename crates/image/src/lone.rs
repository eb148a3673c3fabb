//! Lone pixels: specks that met letters, black on them or white in them, too small or too close to be pieces of
//! ink by themselves.
//!
//! A pixel of a stroke has others like it along the stroke, however thin it is; a speck has none, or one. So only
//! pixels that hardly any neighbour is like are changed, to the median around them, and letters keep their edges.

use image::GrayImage;

use crate::light;

/// Differences that make a pixel unlike another, as a share of that between ink and paper.
const UNLIKE: f32 = 0.3;
/// Pixels with fewer neighbours like them are lone.
const COMPANY: usize = 2;

/// Lone pixels to a square inch that are many.
const MANY: f32 = 15.0;
/// One row in so many is counted.
const ROWS: usize = 8;

/// Whether a picture has so many lone pixels that they must be dirt.
pub(crate) fn many(gray: &GrayImage, dpi: f32) -> bool {
    let unlike = unlike(gray);
    let rows = Rows::of(gray).step_by(ROWS);
    let count: usize = rows
        .map(|r| r.squares().filter(|s| s.is_lone(unlike)).count())
        .sum();
    let inches = gray.width() as f32 * gray.height() as f32 / (dpi * dpi);
    (count * ROWS) as f32 > MANY * inches
}

/// Gives lone pixels the median of the nine around them; those of the edge stay.
pub(crate) fn settle(gray: &GrayImage) -> GrayImage {
    let mut out = gray.clone();
    let unlike = unlike(gray);
    let width = gray.width().max(1) as usize;
    for (row, near) in out.chunks_exact_mut(width).skip(1).zip(Rows::of(gray)) {
        let squares = row.iter_mut().skip(1).zip(near.squares());
        for (v, square) in squares.filter(|(_, s)| s.is_lone(unlike)) {
            *v = square.median();
        }
    }
    out
}

fn unlike(gray: &GrayImage) -> u8 {
    (light::contrast(gray) * UNLIKE).max(1.0) as u8
}

/// Three rows, one under the other.
struct Rows<'i> {
    above: &'i [u8],
    here: &'i [u8],
    below: &'i [u8],
}

impl<'i> Rows<'i> {
    /// Each row of a picture that has neighbours, with them.
    fn of(gray: &'i GrayImage) -> impl Iterator<Item = Rows<'i>> {
        let width = gray.width().max(1) as usize;
        let threes = gray.as_raw().windows(3 * width).step_by(width);
        threes.map(move |three| {
            let (above, rest) = three.split_at(width);
            let (here, below) = rest.split_at(width);
            Rows { above, here, below }
        })
    }

    /// The squares of nine pixels.
    fn squares(&self) -> impl Iterator<Item = Square<'i>> {
        let columns = self.above.windows(3).zip(self.here.windows(3));
        let columns = columns.zip(self.below.windows(3));
        columns.map(|((above, here), below)| Square([above, here, below]))
    }
}

/// Nine pixels.
struct Square<'i>([&'i [u8]; 3]);

impl Square<'_> {
    fn is_lone(&self, unlike: u8) -> bool {
        let [a, b, c] = self.0;
        let like = |n: u8| b[1].abs_diff(n) < unlike;
        // Nearly all pixels are told by these two.
        if like(b[0]) && like(b[2]) {
            return false;
        }
        let others = [b[0], b[2], a[0], a[1], a[2], c[0], c[1], c[2]];
        others.into_iter().filter(|n| like(*n)).count() < COMPANY
    }

    fn median(&self) -> u8 {
        middle(self.0.map(|row| sort([row[0], row[1], row[2]])))
    }
}

fn sort([a, b, c]: [u8; 3]) -> [u8; 3] {
    let (low, high) = (a.min(b), a.max(b));
    [low.min(c), low.max(high.min(c)), high.max(c)]
}

/// The median of three sorted threes: that of the highest low, the middle middle and the lowest high.
fn middle([a, b, c]: [[u8; 3]; 3]) -> u8 {
    let low = a[0].max(b[0]).max(c[0]);
    let high = a[2].min(b[2]).min(c[2]);
    sort([low, sort([a[1], b[1], c[1]])[1], high])[1]
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::Luma;

    #[test]
    fn specks_settle_and_thin_strokes_stay() {
        let stroke = |x: u32, y: u32| y == 5 && (2..18).contains(&x);
        let page = GrayImage::from_fn(20, 20, |x, y| Luma([if stroke(x, y) { 20 } else { 240 }]));
        let mut soiled = page.clone();
        soiled.put_pixel(6, 12, Luma([0]));
        soiled.put_pixel(7, 13, Luma([0]));
        let settled = settle(&soiled);
        assert_eq!(settled.get_pixel(6, 12), &Luma([240]));
        assert_eq!(settled.get_pixel(7, 13), &Luma([240]));
        // The stroke is there but for its very ends.
        let kept = (3..17).filter(|x| settled.get_pixel(*x, 5) == &Luma([20]));
        assert_eq!(kept.count(), 14);
    }

    #[test]
    fn a_hole_in_a_letter_is_filled() {
        let block =
            |x: u32, y: u32| (4..16).contains(&x) && (4..16).contains(&y) && (x, y) != (9, 9);
        let page = GrayImage::from_fn(20, 20, |x, y| Luma([if block(x, y) { 20 } else { 240 }]));
        assert_eq!(settle(&page).get_pixel(9, 9), &Luma([20]));
        assert_eq!(settle(&GrayImage::new(2, 2)), GrayImage::new(2, 2));
    }
}
