//! Ruled tables of a picture as tables of the page, and pictures without their rules.

use image::{GrayImage, Luma};
use sohoa_image::{Repaired, Rule, grid};
use sohoa_page::Table;

/// Pixels around a rule that belong to it, as a share of its thickness.
const FRINGE: f32 = 1.0;

/// The tables of a page; `points` is the size of a pixel.
pub(crate) fn tables(found: &[grid::Table], points: f32) -> Vec<Table> {
    found.iter().filter_map(|t| table(t, points)).collect()
}

fn table(found: &grid::Table, points: f32) -> Option<Table> {
    let columns = found.columns.len().checked_sub(1)?;
    let rows = found.rows.len().checked_sub(1)?;
    let mut owner: Vec<usize> = (0..columns * rows).collect();
    for cell in &found.cells {
        for row in cell.row..(cell.row + cell.row_span).min(rows) {
            for column in cell.column..(cell.column + cell.column_span).min(columns) {
                owner[row * columns + column] = cell.row * columns + cell.column;
            }
        }
    }
    let scaled = |lines: &[f32]| lines.iter().map(|at| at * points).collect();
    Table::new(scaled(&found.columns), scaled(&found.rows), owner)
}

/// Takes the rules of its tables off a picture: engines take them for letters.
pub(crate) fn erase_rules(page: &mut Repaired, tables: &[grid::Table]) {
    let inside = |rule: &&Rule| tables.iter().any(|t| holds(t, rule));
    for rule in page.rules.iter().filter(inside) {
        erase(&mut page.gray, rule);
    }
}

fn holds(table: &grid::Table, rule: &Rule) -> bool {
    let (t, r) = (table.bbox(), rule.bbox());
    let near = 3.0 + rule.thickness;
    let within = |i: usize| r[i] > t[i] - near && r[i + 2] < t[i + 2] + near;
    within(0) && within(1)
}

/// Paints paper over a rule, but not over letters that cross it: ink that goes on beyond its fringe stays.
fn erase(image: &mut GrayImage, rule: &Rule) {
    let half = rule.thickness * (0.5 + FRINGE) + 1.0;
    let (from, to) = ((rule.at - half).max(0.0) as u32, (rule.at + half) as u32);
    let (length, breadth) = if rule.horizontal {
        (image.width(), image.height())
    } else {
        (image.height(), image.width())
    };
    let to = to.min(breadth.saturating_sub(1));
    for along in rule.start..rule.end.min(length) {
        let place = |across: u32| {
            if rule.horizontal {
                (along, across)
            } else {
                (across, along)
            }
        };
        let dark = |(x, y)| image.get_pixel(x, y).0[0] < 128;
        if from > 0 && dark(place(from)) || dark(place(to)) {
            continue;
        }
        for (x, y) in (from..=to).map(place) {
            image.put_pixel(x, y, Luma([255]));
        }
    }
}
