//! Page furniture: page numbers at the edge of the page, and headers that run through the pages.

use std::collections::HashMap;

use crate::{Item, Sheet, Word};

/// The share of the page at its top and bottom where furniture stands.
const EDGE: f32 = 0.1;
/// Lines from the edge that are looked at.
const DEPTH: usize = 3;

/// Marks the furniture of all pages.
pub fn mark(sheets: &mut [Sheet]) {
    let mut seen: HashMap<(String, i32), usize> = HashMap::new();
    for sheet in sheets.iter() {
        for item in edges(sheet) {
            *seen.entry(key(&sheet.items[item])).or_default() += 1;
        }
    }
    let often = (sheets.len() / 2).max(2);
    for (number, sheet) in (1..).zip(sheets) {
        for i in edges(sheet) {
            let item = &sheet.items[i];
            let repeated = seen.get(&key(item)).is_some_and(|n| *n >= often);
            let alone = item.cells.len() == 1;
            sheet.items[i].furniture = alone && (repeated || is_page_number(item, number));
        }
    }
}

/// The items at the top and the bottom edge.
fn edges(sheet: &Sheet) -> Vec<usize> {
    let height = sheet.size.1;
    let at = |i: &usize, edge: bool| {
        let item: &Item = &sheet.items[*i];
        let inside = |w: &Word| {
            if edge {
                w.bbox[3] < EDGE * height
            } else {
                w.bbox[1] > (1.0 - EDGE) * height
            }
        };
        item.words().all(inside) && item.words().next().is_some()
    };
    let count = sheet.items.len();
    let top = (0..count.min(DEPTH)).filter(|i| at(i, true));
    let bottom = (count.saturating_sub(DEPTH)..count).filter(|i| at(i, false));
    let mut out: Vec<usize> = top.chain(bottom).collect();
    out.dedup();
    out
}

/// What it says, numbers aside, and where it stands.
fn key(item: &Item) -> (String, i32) {
    let text: Vec<&str> = item.words().map(|w| w.text.as_str()).collect();
    let text = text.join(" ").replace(|c: char| c.is_ascii_digit(), "#");
    (text, (item.top() / 4.0).round() as i32)
}

/// `3`, `- 3 -`, `Trang 3/12`, with a number that a page near this one may have.
fn is_page_number(item: &Item, page: u32) -> bool {
    let text: String = item.words().flat_map(|w| w.text.chars()).collect();
    let bare =
        text.trim_matches(|c: char| matches!(c, '-' | '–' | '—' | '.' | '|' | '/' | '[' | ']'));
    let bare = ["Trang", "trang", "Page"]
        .iter()
        .find_map(|p| bare.strip_prefix(p))
        .unwrap_or(bare);
    let first = bare.split(['/', '|']).next().unwrap_or_default();
    let plain = bare
        .chars()
        .all(|c| c.is_ascii_digit() || matches!(c, '/' | '|'));
    let number = first.parse::<u32>().ok().filter(|_| plain);
    number.is_some_and(|n| n > 0 && n < 1000 && n.abs_diff(page) < 300)
}
