//! Writes the lines and rows of a page.

use sohoa_layout::{Failure, Limits, Writer};

use super::flow::{Block, Line};
use super::paper::Apart;

/// Writes all blocks, the portal's as furniture.
pub(super) fn write(
    blocks: &[Block],
    apart: &Apart,
    w: &mut Writer,
    limits: &Limits,
) -> Result<(), Failure> {
    for block in blocks {
        let start = w.offset();
        match block {
            Block::Line(line) => words(line, w),
            Block::Row(cells) => {
                for (n, cell) in cells.iter().enumerate() {
                    if n > 0 {
                        w.cell();
                    }
                    w.text(&cell.text);
                }
            }
        }
        w.end_line();
        if apart.holds(block) {
            w.set_apart(start);
        }
        limits.in_time()?;
        // Empty cells take room that the page did not.
        if u64::from(w.offset()) > limits.unpacked {
            return Err(Failure::Limited("--max-unpacked"));
        }
    }
    Ok(())
}

fn words(line: &Line, w: &mut Writer) {
    for (n, part) in line.text.split('\t').enumerate() {
        if n > 0 {
            w.gap();
        }
        w.text(part);
    }
}
