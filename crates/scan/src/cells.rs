//! Cells read by themselves.
//!
//! An engine that is given a page takes a row of a table for a line: it passes over the ordinal in its narrow
//! cell, and where the gaps between cells are wide it does not see those between words. So the cells are taken off
//! the page and set one under the other, column by column, on pictures of their own, where they read like a text.

use image::{GrayImage, Luma, imageops};
use sohoa_image::{Repaired, grid};
use sohoa_ocr::Word;

use crate::ink::{Blot, Zone, bounds};

/// White around each cell, in inches.
const ROOM: f32 = 0.06;
/// The part of a cell along its rules that is not looked at, in inches.
const RULE: f32 = 0.02;
/// Heights of signs in inches; a cell without any is empty.
const SIGN: std::ops::RangeInclusive<f32> = 0.045..=0.4;
/// Marks and points stand so near to signs, in inches.
const HEM: f32 = 0.06;
/// Cells of a page that are read by themselves; others stay on it.
const MOST: usize = 3000;
/// Rows of pixels that a picture may have.
const ROWS: u32 = 20_000;

/// Columns and rows of pixels: the first ones, and those after the last.
type Part = [u32; 4];

/// The ink of the cells of tables, column by column.
pub(crate) fn inked(page: &Repaired, tables: &[grid::Table]) -> Vec<Part> {
    let mut out = Vec::new();
    for table in tables {
        let mut cells: Vec<&grid::Cell> = table.cells.iter().collect();
        cells.sort_by_key(|c| (c.column, c.row));
        out.extend(cells.into_iter().filter_map(|c| signs(page, c)));
    }
    out.truncate(MOST);
    out
}

/// The box around the signs of a cell, if it has any; specks and ends of rules that lie apart are not in it.
fn signs(page: &Repaired, cell: &grid::Cell) -> Option<Part> {
    let [x0, y0, x1, y1] = cell.bbox;
    let rule = RULE * page.dpi;
    let zone = Zone::new(page, [x0 + rule, y0 + rule, x1 - rule, y1 - rule]);
    let sign = |b: &Blot| SIGN.contains(&(b.height as f32 / page.dpi));
    let signs: Vec<Blot> = zone.blots(page).into_iter().filter(sign).collect();
    if signs.is_empty() {
        return None;
    }
    let [x0, y0, x1, y1] = bounds(&signs).map(|v| v as u32);
    let hem = (HEM * page.dpi) as u32;
    Some([
        x0.saturating_sub(hem).max(zone.across.start),
        y0.saturating_sub(hem).max(zone.down.start),
        (x1 + hem).min(zone.across.end),
        (y1 + hem).min(zone.down.end),
    ])
}

/// Takes parts off a picture.
pub(crate) fn take_off(picture: &mut GrayImage, parts: &[Part]) {
    for [x0, y0, x1, y1] in parts {
        let paper = GrayImage::from_pixel(x1 - x0, y1 - y0, Luma([255]));
        imageops::replace(picture, &paper, i64::from(*x0), i64::from(*y0));
    }
}

/// Parts of a page one under the other.
pub(crate) struct Strip {
    pub picture: GrayImage,
    parts: Vec<Part>,
    /// The row where each part begins.
    tops: Vec<u32>,
    room: u32,
}

/// The parts on as few pictures as hold them.
pub(crate) fn strips(page: &GrayImage, parts: &[Part], dpi: f32) -> Vec<Strip> {
    let room = (ROOM * dpi).max(4.0) as u32;
    let mut out = Vec::new();
    let mut rest = parts;
    while !rest.is_empty() {
        let mut rows = 0;
        let fits = |p: &&Part| {
            rows += p[3] - p[1] + 2 * room;
            rows < ROWS
        };
        let count = rest.iter().take_while(fits).count().max(1);
        let (here, after) = rest.split_at(count);
        out.push(Strip::new(page, here, room));
        rest = after;
    }
    out
}

impl Strip {
    fn new(page: &GrayImage, parts: &[Part], room: u32) -> Strip {
        let width = parts.iter().map(|p| p[2] - p[0]).max().unwrap_or(0);
        let height: u32 = parts.iter().map(|p| p[3] - p[1] + 2 * room).sum();
        let mut picture = GrayImage::from_pixel(width + 2 * room, height, Luma([255]));
        let mut tops = Vec::with_capacity(parts.len());
        let mut top = 0;
        for [x0, y0, x1, y1] in parts {
            tops.push(top);
            let piece = imageops::crop_imm(page, *x0, *y0, x1 - x0, y1 - y0);
            imageops::replace(
                &mut picture,
                &*piece,
                i64::from(room),
                i64::from(top + room),
            );
            top += y1 - y0 + 2 * room;
        }
        Strip {
            picture,
            parts: parts.to_vec(),
            tops,
            room,
        }
    }

    /// A word of the picture where it stands on the page.
    pub fn on_page(&self, mut word: Word) -> Word {
        let middle = (word.bbox[1] + word.bbox[3]) / 2.0;
        let part = self.tops.partition_point(|t| *t as f32 <= middle).max(1) - 1;
        let [left, top, ..] = self.parts[part];
        let x = left as f32 - self.room as f32;
        let y = top as f32 - (self.tops[part] + self.room) as f32;
        let [x0, y0, x1, y1] = word.bbox;
        word.bbox = [x0 + x, y0 + y, x1 + x, y1 + y];
        word
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_lead_back_to_the_page() {
        let mut page = GrayImage::from_pixel(300, 300, Luma([255]));
        page.put_pixel(210, 120, Luma([0]));
        let parts = [[10, 20, 60, 50], [200, 100, 240, 130]];
        let strips = strips(&page, &parts, 100.0);
        let [strip] = &strips[..] else {
            panic!("one picture is enough")
        };
        let dark = strip
            .picture
            .enumerate_pixels()
            .find(|(_, _, p)| p.0[0] == 0);
        let (x, y) = dark.map(|(x, y, _)| (x as f32, y as f32)).expect("the ink");
        let word = Word {
            text: "1".to_owned(),
            bbox: [x, y, x + 1.0, y + 1.0],
            confidence: 1.0,
            line: 0,
        };
        assert_eq!(strip.on_page(word).bbox, [210.0, 120.0, 211.0, 121.0]);
        take_off(&mut page, &parts);
        assert!(page.pixels().all(|p| p.0[0] == 255));
    }

    #[test]
    fn tall_parts_are_spread_over_pictures() {
        let page = GrayImage::new(50, 15_000);
        let parts = [[0, 0, 10, 15_000], [10, 0, 20, 15_000]];
        assert_eq!(strips(&page, &parts, 300.0).len(), 2);
        assert!(strips(&page, &[], 300.0).is_empty());
    }
}
