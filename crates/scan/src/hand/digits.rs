//! Tells handwritten digits: a network of one hidden layer over a picture of 8 by 8 points.
//!
//! `tables/digits.tsv` has the weights and `tables/digits.py` says where they come from. Pens write thinner than
//! the digits that it was fitted on, so strokes are thickened first.

use std::sync::LazyLock;

use crate::ink::Blot;

const SIDE: usize = 8;
const HIDDEN: usize = 48;
/// The table is in 64ths.
const UNIT: f32 = 64.0;
/// Half the width of a stroke, as a share of the digit's height, that is added to it.
const THICKER: f32 = 0.05;

/// Weights of a layer: for each unit its threshold and one weight for each input.
type Layer = Vec<Vec<f32>>;

static NETWORK: LazyLock<(Layer, Layer)> = LazyLock::new(|| {
    let rows = include_str!("../../tables/digits.tsv").lines();
    let row = |l: &str| {
        l.split(' ')
            .filter_map(|n| n.parse().ok())
            .map(|n: f32| n / UNIT)
            .collect()
    };
    let mut hidden: Layer = rows.filter(|l| !l.starts_with('#')).map(row).collect();
    let last = hidden.split_off(HIDDEN.min(hidden.len()));
    (hidden, last)
});

/// The digit that a blot most likely is, and how likely.
pub(super) fn tell(blot: &Blot) -> (u8, f32) {
    let (hidden, last) = &*NETWORK;
    let inner: Vec<f32> = apply(hidden, &square(&blot.thickened(THICKER)));
    let inner: Vec<f32> = inner.into_iter().map(|v| v.max(0.0)).collect();
    let outer = apply(last, &inner);
    let most = outer.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let all: f32 = outer.iter().map(|v| (v - most).exp()).sum();
    let best = (0..=9).zip(&outer).max_by(|a, b| a.1.total_cmp(b.1));
    best.map_or((0, 0.0), |(digit, _)| (digit, 1.0 / all))
}

fn apply(layer: &Layer, input: &[f32]) -> Vec<f32> {
    let unit = |row: &Vec<f32>| {
        let (threshold, weights) = row.split_first().unwrap_or((&0.0, &[]));
        threshold + weights.iter().zip(input).map(|(w, v)| w * v).sum::<f32>()
    };
    layer.iter().map(unit).collect()
}

/// The ink scaled so that its longer side fills the square, in the middle of it.
fn square(blot: &Blot) -> [f32; SIDE * SIDE] {
    let longer = blot.width.max(blot.height).max(1);
    let part = |n: usize| {
        ((n * SIDE) as f32 / longer as f32)
            .round_ties_even()
            .max(1.0) as usize
    };
    let (wide, high) = (part(blot.width), part(blot.height));
    let (left, top) = ((SIDE - wide) / 2, (SIDE - high) / 2);
    let mut out = [0.0; SIDE * SIDE];
    for y in 0..high {
        for x in 0..wide {
            out[(top + y) * SIDE + left + x] = mean(blot, (x, wide), (y, high));
        }
    }
    out
}

/// The share of ink in one part of the blot: part `x` of `wide` and `y` of `high`.
fn mean(blot: &Blot, (x, wide): (usize, usize), (y, high): (usize, usize)) -> f32 {
    let (mut ink, mut all) = (0.0, 0.0);
    for (row, down) in shares(blot.height, y, high) {
        for (column, across) in shares(blot.width, x, wide) {
            all += down * across;
            if blot.ink[row * blot.width + column] {
                ink += down * across;
            }
        }
    }
    if all > 0.0 { ink / all } else { 0.0 }
}

/// The points of a length that lie in one of its parts, and how much of each.
fn shares(length: usize, part: usize, parts: usize) -> impl Iterator<Item = (usize, f32)> {
    let at = |n: usize| (n * length) as f32 / parts as f32;
    let (start, end) = (at(part), at(part + 1));
    let share = move |i: usize| end.min(i as f32 + 1.0) - start.max(i as f32);
    (start as usize..(end.ceil() as usize).min(length)).map(move |i| (i, share(i)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(lines: &[&str]) -> Blot {
        // Each sign is a block of points, as a pen at 300 dpi draws it.
        const BLOCK: usize = 6;
        let (width, height) = (lines[0].len() * BLOCK, lines.len() * BLOCK);
        let point = |i: usize| {
            let (x, y) = (i % width / BLOCK, i / width / BLOCK);
            lines[y].as_bytes()[x] == b'#'
        };
        Blot {
            x: 0,
            y: 0,
            width,
            height,
            ink: (0..width * height).map(point).collect(),
        }
    }

    #[test]
    fn digits_are_told() {
        let zero = [
            ".###.", "#...#", "#...#", "#...#", "#...#", "#...#", ".###.",
        ];
        let seven = [
            "#####", "....#", "...#.", "...#.", "..#..", "..#..", ".#...",
        ];
        let two = [
            ".###.", "#...#", "....#", "...#.", "..#..", ".#...", "#####",
        ];
        for (digit, lines) in [(0, &zero[..]), (7, &seven), (2, &two)] {
            let (told, sure) = tell(&drawn(lines));
            assert_eq!(told, digit);
            assert!(sure > 0.5, "{digit}: {sure}");
        }
    }
}
