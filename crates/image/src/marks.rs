//! Head or foot: nearly all marks of Vietnamese letters, and the dots of i, stand over their letter.

use crate::components::Component;

/// Heights of letters in pieces of the page's median height.
const LETTER: std::ops::RangeInclusive<f32> = 0.6..=2.5;
/// Sides of marks in the same measure.
const MARK: std::ops::RangeInclusive<f32> = 0.12..=0.6;
/// How far a mark may be from its letter.
const GAP: f32 = 0.6;
/// Pieces smaller than this many pixels are not looked at.
const TINY: u32 = 5;
/// Marks and letters that are enough to tell.
const ENOUGH: (usize, usize) = (2_000, 8_000);
/// Votes that both sides are given beforehand, so that a few marks decide nothing.
const EVEN: f64 = 6.0;

/// How much speaks for the foot of the page being below, or to the right for pages that lie on their side:
/// the logarithm of the odds, negative if it is the other way round.
pub(crate) fn upright(pieces: &[Component], lying: bool) -> f64 {
    let turned: Vec<[f32; 4]> = pieces
        .iter()
        .filter(|p| p.area >= TINY)
        .map(|p| turn(p, lying))
        .collect();
    let Some(unit) = median_height(&turned) else {
        return 0.0;
    };
    let height = |b: &[f32; 4]| (b[3] - b[1]) / unit;
    let width = |b: &[f32; 4]| (b[2] - b[0]) / unit;
    let is_letter = |b: &&[f32; 4]| LETTER.contains(&height(b)) && width(b) < 6.0;
    let is_mark = |b: &&[f32; 4]| MARK.contains(&height(b)) && (0.12..0.9).contains(&width(b));
    let letters: Vec<[f32; 4]> = turned
        .iter()
        .filter(is_letter)
        .take(ENOUGH.1)
        .copied()
        .collect();
    let marks = turned.iter().filter(is_mark).take(ENOUGH.0);
    let (mut over, mut under) = (EVEN, EVEN);
    for mark in marks {
        match side(mark, &letters, GAP * unit) {
            Some(true) => over += 1.0,
            Some(false) => under += 1.0,
            None => {}
        }
    }
    (over / under).ln()
}

/// A piece as it lies when the right side of the page is its foot.
fn turn(piece: &Component, lying: bool) -> [f32; 4] {
    let [x0, y0, x1, y1] = piece.bbox.map(|v| v as f32);
    if lying {
        [-y1, x0, -y0, x1]
    } else {
        [x0, y0, x1, y1]
    }
}

fn median_height(boxes: &[[f32; 4]]) -> Option<f32> {
    let mut heights: Vec<f32> = boxes.iter().map(|b| b[3] - b[1]).collect();
    // Marks are left out by looking at the upper part only.
    heights.sort_by(f32::total_cmp);
    heights
        .get(heights.len() * 6 / 10)
        .copied()
        .filter(|h| *h >= 4.0)
}

/// Whether the nearest letter is under a mark or over it.
fn side(mark: &[f32; 4], letters: &[[f32; 4]], most: f32) -> Option<bool> {
    let middle = (mark[0] + mark[2]) / 2.0;
    let (mut under, mut over) = (most, most);
    for letter in letters.iter().filter(|l| (l[0]..=l[2]).contains(&middle)) {
        let (below, above) = (letter[1] - mark[3], mark[1] - letter[3]);
        if below >= -1.0 {
            under = under.min(below);
        }
        if above >= -1.0 {
            over = over.min(above);
        }
    }
    (under != over).then_some(under < over)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Letters in rows, two in three with a mark over them, one in nine with a dot under it.
    fn page(flip: bool, lying: bool) -> Vec<Component> {
        let mut out = Vec::new();
        for i in 0..180 {
            let (x, y) = (i % 30 * 30, i / 30 * 80 + 20);
            let mut add = |x: u32, y: u32, w: u32, h: u32| {
                let y = if flip { 600 - y - h } else { y };
                let bbox = [x, y, x + w, y + h];
                // As in a page turned a quarter against the clock.
                let bbox = if lying {
                    [bbox[1], 900 - bbox[2], bbox[3], 900 - bbox[0]]
                } else {
                    bbox
                };
                out.push(Component { bbox, area: w * h });
            };
            add(x, y, 20, 24);
            if i % 3 > 0 {
                add(x + 6, y - 10, 8, 7);
            }
            if i % 9 == 0 {
                add(x + 7, y + 28, 6, 6);
            }
        }
        out
    }

    #[test]
    fn marks_stand_over_letters() {
        for lying in [false, true] {
            assert!(upright(&page(false, lying), lying) > 1.0);
            assert!(upright(&page(true, lying), lying) < -1.0);
        }
        assert_eq!(upright(&[], false), 0.0);
    }
}
