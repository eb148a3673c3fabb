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

/// Pixels that are passed by in one go where they are alike.
const CHUNK: usize = 32;

/// Whether a picture has so many lone pixels that they must be dirt.
pub(crate) fn many(gray: &GrayImage, dpi: f32) -> bool {
    let unlike = unlike(gray);
    let width = gray.width().max(1) as usize;
    let threes = gray.as_raw().windows(3 * width).step_by(ROWS * width);
    let count: usize = threes
        .map(|t| Rows::of(t, width).lone(unlike).count())
        .sum();
    let inches = gray.width() as f32 * gray.height() as f32 / (dpi * dpi);
    (count * ROWS) as f32 > MANY * inches
}

/// Gives lone pixels the median of the nine around them; those of the edge stay.
pub(crate) fn settle(gray: &mut GrayImage) {
    let unlike = unlike(gray);
    let width = gray.width().max(1) as usize;
    let height = gray.height() as usize;
    // The rows as they were: what is settled must not settle its neighbours.
    let pixels: &mut [u8] = gray;
    let mut three = pixels.get(..3 * width).unwrap_or_default().to_vec();
    for y in 1..height.saturating_sub(1) {
        let rows = Rows::of(&three, width);
        let row = &mut pixels[y * width..][..width];
        for x in rows.lone(unlike) {
            row[x] = rows.median(x);
        }
        if let Some(next) = pixels.get((y + 2) * width..(y + 3) * width) {
            three.copy_within(width.., 0);
            three[2 * width..].copy_from_slice(next);
        }
    }
}

fn unlike(gray: &GrayImage) -> u8 {
    (light::contrast(gray) * UNLIKE).max(1.0) as u8
}

/// Three rows, one under the other.
struct Rows<'i>([&'i [u8]; 3]);

impl<'i> Rows<'i> {
    fn of(three: &'i [u8], width: usize) -> Rows<'i> {
        let (above, rest) = three.split_at(width);
        let (here, below) = rest.split_at(width);
        Rows([above, here, below])
    }

    /// Where the middle row has lone pixels.
    fn lone(&self, unlike: u8) -> impl Iterator<Item = usize> {
        let [_, here, _] = self.0;
        let last = here.len().saturating_sub(1);
        let starts = (1..last).step_by(CHUNK);
        let rough = move |start: &usize| {
            // Pixels that are like those on both sides are not lone, and nearly all are.
            let pairs = here[start - 1..].iter().zip(&here[*start..]);
            let steps = pairs.take(CHUNK + 1);
            steps.fold(false, |rough, (a, b)| rough | (a.abs_diff(*b) >= unlike))
        };
        starts.filter(rough).flat_map(move |start| {
            let like = self.like(start, unlike);
            // Each is like itself.
            let lone = move |i: &usize| usize::from(like[*i]) < COMPANY + 1;
            (0..CHUNK.min(last - start))
                .filter(lone)
                .map(move |i| start + i)
        })
    }

    /// How many of the nine around each pixel of the middle row, from one on, are like it. Plain sums over bytes, so
    /// that many pixels are counted at a time.
    fn like(&self, start: usize, unlike: u8) -> [u8; CHUNK] {
        let mut like = [0; CHUNK];
        let here = chunk(self.0[1], start);
        for row in self.0 {
            for from in start - 1..=start + 1 {
                let near = chunk(row, from);
                for i in 0..CHUNK {
                    like[i] += u8::from(here[i].abs_diff(near[i]) < unlike);
                }
            }
        }
        like
    }

    fn median(&self, x: usize) -> u8 {
        middle(self.0.map(|row| sort([row[x - 1], row[x], row[x + 1]])))
    }
}

/// The pixels of a row from one on; behind its end is nothing.
fn chunk(row: &[u8], from: usize) -> [u8; CHUNK] {
    let rest = &row[from.min(row.len())..];
    rest.first_chunk().copied().unwrap_or_else(|| {
        let mut out = [0; CHUNK];
        out[..rest.len()].copy_from_slice(rest);
        out
    })
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
        let mut settled = page;
        settled.put_pixel(6, 12, Luma([0]));
        settled.put_pixel(7, 13, Luma([0]));
        settle(&mut settled);
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
        let mut settled =
            GrayImage::from_fn(20, 20, |x, y| Luma([if block(x, y) { 20 } else { 240 }]));
        settle(&mut settled);
        assert_eq!(settled.get_pixel(9, 9), &Luma([20]));
        for (width, height) in [(0, 0), (1, 5), (2, 2), (5, 1), (9, 2)] {
            let blank = GrayImage::new(width, height);
            let mut settled = blank.clone();
            settle(&mut settled);
            assert!(settled == blank && !many(&blank, 300.0));
        }
    }
}
