//! What is on the paper itself: the other side showing through, punched holes.

use crate::dice::Dice;
use crate::scan::planes::Planes;

/// The other side's ink, mirrored and pale.
pub fn show_through(page: &mut Planes, behind: &Planes) {
    let width = page.width;
    for (plane, other) in page.planes.iter_mut().zip(&behind.planes) {
        for (row, back) in plane.chunks_exact_mut(width).zip(other.chunks_exact(width)) {
            for (pixel, ink) in row.iter_mut().zip(back.iter().rev()) {
                let pale = 255 - (255 - *ink) / 5;
                *pixel = (*pixel).min(pale);
            }
        }
    }
}

/// Two dark holes in the left margin.
pub fn holes(page: &mut Planes, dpi: f32, dice: &mut Dice) {
    let radius = (dpi * 0.11) as isize;
    let x = (dpi * (0.35 + dice.below(20) as f32 / 100.0)) as isize;
    let middle = page.height as isize / 2 + dice.below(40) as isize;
    let half = (dpi * 1.57) as isize;
    for y in [middle - half, middle + half] {
        disc(page, (x, y), radius, 35);
    }
}

fn disc(page: &mut Planes, middle: (isize, isize), radius: isize, tone: u8) {
    let width = page.width;
    for dy in -radius..=radius {
        let half = ((radius * radius - dy * dy) as f32).sqrt() as isize;
        let row = usize::try_from(middle.1 + dy).unwrap_or(usize::MAX);
        let from = (middle.0 - half).max(0) as usize;
        let to = ((middle.0 + half).max(0) as usize).min(width);
        if row < page.height && from < to {
            let pixels = row * width + from..row * width + to;
            page.planes
                .iter_mut()
                .for_each(|p| p[pixels.clone()].fill(tone));
        }
    }
}
