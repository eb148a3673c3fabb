//! Coloured ink that lies together: stamps, signatures, words written by hand.

use image::GrayImage;

use crate::components::Components;
use crate::runs::Runs;

/// Gap in inches that parts of one stamp or signature may have between them.
const GAP: f32 = 0.08;
/// Pieces of coloured ink smaller than this, in square inches of ink, are noise of the camera.
const SMALL: f32 = 0.0008;

/// The colours of ink that are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Colour {
    /// Red: seals and stamps.
    Red,
    /// Blue or violet: pens, and stamps of arrival.
    Blue,
}

impl Colour {
    /// Its value in [`Ink::labels`].
    #[must_use]
    pub fn label(self) -> u8 {
        match self {
            Colour::Red => 1,
            Colour::Blue => 2,
        }
    }
}

/// Coloured ink of a page.
#[derive(Debug, Clone, Default)]
pub struct Ink {
    /// Stamps, signatures and words written by hand, from top to bottom.
    pub regions: Vec<Region>,
    /// For each pixel of the repaired picture 0, 1 (red) or 2 (blue); absent on pages without colours.
    pub labels: Option<GrayImage>,
}

/// Coloured ink that lies together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Region {
    /// Its colour.
    pub colour: Colour,
    /// First column and row, and those after the last, on the repaired picture.
    pub bbox: [u32; 4],
    /// Pixels of ink.
    pub area: u32,
}

impl Region {
    /// True when the size and shape are those of a round or square seal, for a picture of that density.
    #[must_use]
    pub fn is_seal(&self, dpi: f32) -> bool {
        let [x0, y0, x1, y1] = self.bbox;
        let (width, height) = ((x1 - x0) as f32 / dpi, (y1 - y0) as f32 / dpi);
        let (short, long) = (width.min(height), width.max(height));
        self.colour == Colour::Red && short > 0.7 && long < 2.2 && long < 1.5 * short
    }
}

impl Ink {
    pub(crate) fn new(labels: Option<GrayImage>, dpi: f32) -> Ink {
        let Some(labels) = labels else {
            return Ink::default();
        };
        let mut regions = find(&labels, Colour::Red, dpi);
        regions.extend(find(&labels, Colour::Blue, dpi));
        regions.sort_by_key(|r| (r.bbox[1], r.bbox[0]));
        Ink {
            regions,
            labels: Some(labels),
        }
    }
}

/// Regions of a colour: ink within a gap of each other, found on a coarse grid.
fn find(labels: &GrayImage, colour: Colour, dpi: f32) -> Vec<Region> {
    let cell = ((GAP * dpi) as u32).max(1);
    let size = (
        labels.width().div_ceil(cell),
        labels.height().div_ceil(cell),
    );
    let mut counts = vec![0u32; size.0 as usize * size.1 as usize];
    for (y, row) in labels
        .as_raw()
        .chunks_exact(labels.width().max(1) as usize)
        .enumerate()
    {
        let line = &mut counts[(y as u32 / cell * size.0) as usize..][..size.0 as usize];
        for (count, pixels) in line.iter_mut().zip(row.chunks(cell as usize)) {
            *count += pixels.iter().filter(|v| **v == colour.label()).count() as u32;
        }
    }
    let least = (cell * cell / 50).max(1);
    let cells = counts
        .iter()
        .map(|n| if *n >= least { 0 } else { 255 })
        .collect();
    let grid = GrayImage::from_raw(size.0, size.1, cells).unwrap_or_default();
    let runs = Runs::of(&grid);
    let pieces = Components::of(&runs);
    let mut area = vec![0u32; pieces.list.len()];
    for y in 0..runs.height {
        for i in runs.range(y) {
            let (start, end) = runs.all()[i];
            let line = &counts[(y * size.0) as usize..][start as usize..end as usize];
            area[pieces.of_run[i] as usize] += line.iter().sum::<u32>();
        }
    }
    let least = (SMALL * dpi * dpi) as u32;
    let found = pieces
        .list
        .iter()
        .zip(area)
        .filter(|(_, area)| *area > least);
    found
        .map(|(piece, area)| {
            let [x0, y0, x1, y1] = piece.bbox.map(|v| v * cell);
            let bbox = [x0, y0, x1.min(labels.width()), y1.min(labels.height())];
            Region { colour, bbox, area }
        })
        .collect()
}
