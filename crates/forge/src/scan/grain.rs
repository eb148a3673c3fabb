//! What light, lens and sensor add: fading and shade, blur, speckle, noise, thresholds, compression.

use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageFormat};

use crate::dice::Dice;
use crate::scan::level::Damage;
use crate::scan::planes::Planes;

/// Pales the ink and shades the paper towards one corner.
pub fn light(page: &mut Planes, damage: &Damage, dice: &mut Dice) {
    if damage.fade == 0.0 && damage.shade == 0.0 {
        return;
    }
    let (dx, dy) = (
        dice.below(2000) as f32 / 1000.0 - 1.0,
        dice.below(2000) as f32 / 1000.0 - 1.0,
    );
    let (w, h) = (page.width as f32, page.height as f32);
    let width = page.width;
    for plane in &mut page.planes {
        for (y, row) in plane.chunks_exact_mut(width).enumerate() {
            let down = (y as f32 / h - 0.5) * dy;
            for (x, pixel) in row.iter_mut().enumerate() {
                let far = down + (x as f32 / w - 0.5) * dx + 0.5;
                // Ink fades unevenly: most where the shade is least.
                let fade = damage.fade * (1.2 - 0.4 * far.clamp(0.0, 1.0));
                let ink = (255.0 - f32::from(*pixel)) * (1.0 - fade);
                let lit = (255.0 - ink) * (1.0 - damage.shade * far.clamp(0.0, 1.0));
                *pixel = lit as u8;
            }
        }
    }
}

/// A gaussian blur, as three box blurs along rows and columns.
pub fn blur(page: &mut Planes, sigma: f32) {
    if sigma < 0.25 {
        return;
    }
    let kernel = kernel(sigma);
    let (width, height) = page.size();
    for plane in &mut page.planes {
        let mut next = vec![0; plane.len()];
        for (from, to) in plane.chunks_exact(width).zip(next.chunks_exact_mut(width)) {
            along_row(from, to, &kernel);
        }
        along_columns(&next, plane, width, height, &kernel);
    }
}

/// One side of the bell, middle first, in parts of 65,536.
fn kernel(sigma: f32) -> Vec<u32> {
    let reach = (sigma * 3.0).ceil() as usize;
    let bell = |i: usize| (-((i * i) as f32) / (2.0 * sigma * sigma)).exp();
    let sum: f32 = bell(0) + 2.0 * (1..=reach).map(bell).sum::<f32>();
    (0..=reach)
        .map(|i| (bell(i) / sum * 65_536.0) as u32)
        .collect()
}

fn along_row(from: &[u8], to: &mut [u8], kernel: &[u32]) {
    let last = from.len().saturating_sub(1);
    let reach = kernel.len() - 1;
    for (x, out) in to.iter_mut().enumerate() {
        let mut sum = u32::from(from[x]) * kernel[0] + 32_768;
        if x >= reach && x + reach <= last {
            for (i, part) in kernel.iter().enumerate().skip(1) {
                sum += (u32::from(from[x - i]) + u32::from(from[x + i])) * part;
            }
        } else {
            for (i, part) in kernel.iter().enumerate().skip(1) {
                sum += (u32::from(from[x.saturating_sub(i)]) + u32::from(from[(x + i).min(last)]))
                    * part;
            }
        }
        *out = (sum >> 16).min(255) as u8;
    }
}

fn along_columns(from: &[u8], to: &mut [u8], width: usize, height: usize, kernel: &[u32]) {
    let row = |y: usize| &from[y * width..(y + 1) * width];
    let mut sums = vec![0_u32; width];
    for (y, out) in to.chunks_exact_mut(width).enumerate() {
        sums.fill(32_768);
        for (i, part) in kernel.iter().enumerate() {
            let (above, below) = (row(y.saturating_sub(i)), row((y + i).min(height - 1)));
            let below = if i == 0 { None } else { Some(below) };
            sums.iter_mut()
                .zip(above)
                .for_each(|(s, p)| *s += u32::from(*p) * part);
            if let Some(below) = below {
                sums.iter_mut()
                    .zip(below)
                    .for_each(|(s, p)| *s += u32::from(*p) * part);
            }
        }
        out.iter_mut()
            .zip(&sums)
            .for_each(|(o, s)| *o = (s >> 16).min(255) as u8);
    }
}

/// Black and white specks over a share of the pixels.
pub fn speckle(page: &mut Planes, share: f32, dice: &mut Dice) {
    let all = page.width * page.height;
    for _ in 0..(all as f32 * share) as usize {
        let at = dice.below(all);
        let tone = if dice.chance(50) { 0 } else { 255 };
        page.planes.iter_mut().for_each(|p| p[at] = tone);
    }
}

/// The sensor's own grain.
pub fn noise(page: &mut Planes, strength: f32, dice: &mut Dice) {
    if strength <= 0.0 {
        return;
    }
    let random = dice.random();
    for plane in &mut page.planes {
        for four in plane.chunks_mut(4) {
            // Four bytes each make one number that is nearly normal.
            let [a, b] = [random.draw(), random.draw()];
            for (i, pixel) in four.iter_mut().enumerate() {
                let part =
                    |n: u64| (n >> (i * 16) & 0xff) as f32 + (n >> (i * 16 + 8) & 0xff) as f32;
                let bell = (part(a) + part(b) - 510.0) / 147.8;
                *pixel = (f32::from(*pixel) + bell * strength).clamp(0.0, 255.0) as u8;
            }
        }
    }
}

/// Black or white by one threshold, as fax machines and copiers have it.
pub fn bilevel(page: &mut Planes) {
    let pixels = page.planes.iter_mut().flatten();
    pixels.for_each(|p| *p = if *p < 150 { 0 } else { 255 });
}

/// The picture as a JPEG file of a quality, and what is left of it there.
pub fn compressed(image: DynamicImage, quality: Option<u8>) -> (DynamicImage, Option<Vec<u8>>) {
    let Some(quality) = quality else {
        return (image, None);
    };
    let mut bytes = std::io::Cursor::new(Vec::new());
    let written = image.write_with_encoder(JpegEncoder::new_with_quality(&mut bytes, quality));
    let read = image::load_from_memory_with_format(bytes.get_ref(), ImageFormat::Jpeg);
    match (written, read) {
        (Ok(()), Ok(read)) => (read, Some(bytes.into_inner())),
        _ => (image, None),
    }
}
