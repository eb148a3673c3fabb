//! Pages to the decoded text.

use sohoa_layout::{Place, Writer};

use crate::{Item, Sheet};

/// Writes a page: a line an item, tabs between cells.
pub fn write(out: &mut Writer, sheet: &Sheet, page: u32) {
    let mut line = 0;
    for item in &sheet.items {
        let start = out.offset();
        item_line(out, item, page, &mut line);
        if item.furniture {
            out.set_apart(start);
        }
    }
}

/// Words of one printed line in one cell share a line number, and with it a box.
fn item_line(out: &mut Writer, item: &Item, page: u32, line: &mut u32) {
    for (i, cell) in item.cells.iter().enumerate() {
        if i > 0 {
            out.cell();
        }
        let mut last: Option<f32> = None;
        for word in cell {
            if last.is_none_or(|v| (word.v - v).abs() > 0.7 * word.size) {
                *line += 1;
                last = Some(word.v);
            }
            let place = Place {
                page,
                line: *line,
                bbox: Some(word.bbox),
                confidence: word.confidence,
            };
            if word.by_hand {
                out.word_by_hand(&word.text, place);
            } else {
                out.word(&word.text, place);
            }
        }
    }
    out.end_line();
}
