//! Properties of rows: where the cells begin, which are merged, whether lines are drawn.

use super::bytes::{i16_at, u8_at};
use super::sprm;
use crate::shape::Shape;

/// Takes over a single property.
pub(super) fn set(shape: &mut Shape, code: u16, value: &[u8]) {
    let first = usize::from(u8_at(value, 0).unwrap_or(0));
    let second = usize::from(u8_at(value, 1).unwrap_or(0));
    let width = i16_at(value, 2).map_or(0, i32::from);
    let cells = value.get(3..).unwrap_or_default();
    match code {
        sprm::DEFINE_TABLE => define(shape, value),
        sprm::TABLE_BORDERS_80 => rule(shape, value, 1, 4),
        sprm::TABLE_BORDERS => rule(shape, value, 5, 8),
        sprm::CELL_BORDERS_80 => rule(shape, cells, 1, 4),
        sprm::CELL_BORDERS => rule(shape, cells, 5, 8),
        sprm::INSERT_CELLS => insert(shape, first, second, width),
        sprm::DELETE_CELLS => delete(shape, first, second),
        sprm::CELL_WIDTH => resize(shape, first, second, width),
        _ => {}
    }
}

fn define(shape: &mut Shape, value: &[u8]) {
    const CELL: usize = 20;
    let count = usize::from(u8_at(value, 0).unwrap_or(0));
    let edge = |i| i16_at(value, 1 + 2 * i).map(i32::from);
    let edges: Option<Vec<i32>> = (0..=count).map(edge).collect();
    shape.edges = edges.unwrap_or_default();
    let cells = value.get(1 + 2 * (count + 1)..).unwrap_or_default();
    let cells = cells.chunks_exact(CELL).take(count);
    shape.merged = cells.clone().map(|c| c[0] & 3 != 0).collect();
    for cell in cells {
        rule(shape, &cell[4..], 1, 4);
    }
}

/// Looks for a line among borders of `size` bytes that tell their kind at `kind`.
fn rule(shape: &mut Shape, borders: &[u8], kind: usize, size: usize) {
    let mut borders = borders.chunks_exact(size);
    shape.ruled |= borders.any(|b| !matches!(b[kind], 0 | 0xff));
}

/// The most cells of a row.
const MOST: usize = 63;

/// Puts cells of one width before cell `at`.
fn insert(shape: &mut Shape, at: usize, count: usize, width: i32) {
    let cells = shape.edges.len().saturating_sub(1);
    if at > cells || cells + count > MOST || shape.edges.is_empty() {
        return;
    }
    let start = shape.edges[at];
    let next = |n| start.saturating_add(n as i32 * width);
    let added: Vec<i32> = (1..=count).map(next).collect();
    move_by(&mut shape.edges[at + 1..], count as i32 * width);
    shape.edges.splice(at + 1..at + 1, added);
    let at = at.min(shape.merged.len());
    shape
        .merged
        .splice(at..at, std::iter::repeat_n(false, count));
}

/// Takes the cells from `first` to before `end` away.
fn delete(shape: &mut Shape, first: usize, end: usize) {
    if first >= end || end >= shape.edges.len() {
        return;
    }
    let gone = shape.edges[first].saturating_sub(shape.edges[end]);
    shape.edges.drain(first + 1..=end);
    move_by(&mut shape.edges[first + 1..], gone);
    let end = end.min(shape.merged.len());
    shape.merged.drain(first.min(end)..end);
}

/// Gives the cells from `first` to before `end` a width.
fn resize(shape: &mut Shape, first: usize, end: usize, width: i32) {
    for cell in first..end.min(shape.edges.len().saturating_sub(1)) {
        let now = shape.edges[cell + 1].saturating_sub(shape.edges[cell]);
        move_by(&mut shape.edges[cell + 1..], width.saturating_sub(now));
    }
}

fn move_by(edges: &mut [i32], by: i32) {
    for edge in edges {
        *edge = edge.saturating_add(by);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_put_in_taken_away_and_resized() {
        let mut shape = Shape {
            edges: vec![0, 10, 30],
            merged: vec![false, true],
            ruled: false,
        };
        set(&mut shape, sprm::INSERT_CELLS, &[1, 2, 5, 0]);
        assert_eq!(shape.edges, [0, 10, 15, 20, 40]);
        set(&mut shape, sprm::CELL_WIDTH, &[0, 1, 4, 0]);
        assert_eq!(shape.edges, [0, 4, 9, 14, 34]);
        set(&mut shape, sprm::DELETE_CELLS, &[1, 3]);
        assert_eq!(
            (shape.edges, shape.merged),
            (vec![0, 4, 24], vec![false, true])
        );
    }

    #[test]
    fn places_outside_of_the_row_change_nothing() {
        let mut shape = Shape::default();
        for code in [sprm::INSERT_CELLS, sprm::DELETE_CELLS, sprm::CELL_WIDTH] {
            set(&mut shape, code, &[200, 255, 1, 1]);
        }
        assert_eq!(shape, Shape::default());
    }
}
