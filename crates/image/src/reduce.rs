//! A small bilevel picture of a page: enough to see how it lies.

use image::GrayImage;

use crate::light;

/// Density that shows lines of text well enough.
const DPI: f32 = 150.0;

/// The page at about 150 dpi; 0 is ink.
pub(crate) fn reduce(gray: &GrayImage, dpi: f32) -> (GrayImage, f32) {
    let by = ((dpi / DPI).round() as u32).max(1);
    let small = shrink(gray, by);
    let dpi = dpi / by as f32;
    (light::threshold(&small), dpi)
}

/// The mean of each square of pixels; what is left over at the right and below is left out.
fn shrink(gray: &GrayImage, by: u32) -> GrayImage {
    let (width, height) = (gray.width() / by, gray.height() / by);
    if by == 1 || width == 0 || height == 0 {
        return gray.clone();
    }
    let stride = gray.width() as usize;
    let step = by as usize;
    let mut sums = vec![0u32; width as usize];
    let mut out = Vec::with_capacity(width as usize * height as usize);
    for band in gray
        .as_raw()
        .chunks_exact(stride * step)
        .take(height as usize)
    {
        sums.fill(0);
        for row in band.chunks_exact(stride) {
            match step {
                2 => add(&mut sums, row.as_chunks::<2>().0),
                4 => add(&mut sums, row.as_chunks::<4>().0),
                _ => add(&mut sums, row.chunks_exact(step)),
            }
        }
        out.extend(sums.iter().map(|sum| (sum / (by * by)) as u8));
    }
    GrayImage::from_raw(width, height, out).unwrap_or_default()
}

/// Adds the pixels of each square that lie on one row. Squares of a length that is known are quicker.
fn add<S: AsRef<[u8]>>(sums: &mut [u32], squares: impl IntoIterator<Item = S>) {
    for (sum, square) in sums.iter_mut().zip(squares) {
        *sum += square.as_ref().iter().map(|v| u32::from(*v)).sum::<u32>();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn squares_become_their_means() {
        let gray = GrayImage::from_raw(5, 2, vec![0, 100, 50, 50, 9, 100, 200, 50, 50, 9]);
        let small = shrink(&gray.expect("ten pixels"), 2);
        assert_eq!(small.dimensions(), (2, 1));
        assert_eq!(small.as_raw(), &[100, 50]);
        assert_eq!(shrink(&GrayImage::new(1, 1), 2).dimensions(), (1, 1));
    }
}
