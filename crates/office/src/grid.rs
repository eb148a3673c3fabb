//! Tables of word processors: which grid columns are columns of the paper, and which tables only place text.

use crate::flow::Block;

/// Borders that miss each other by less than this (twentieths of a point) were meant to be one.
const SLIP: u32 = 140;

/// A table as its file has it.
#[derive(Debug, Default)]
pub(crate) struct Table {
    /// The rows from the top.
    pub(crate) rows: Vec<Row>,
    /// Widths of the grid's columns in twentieths of a point, where they are told.
    pub(crate) widths: Vec<u32>,
    /// Whether the paper shows lines between its columns.
    pub(crate) ruled: bool,
}

/// A row.
#[derive(Debug, Default)]
pub(crate) struct Row {
    /// Its cells from the left; those merged into the cell above have no words.
    pub(crate) cells: Vec<Cell>,
}

/// A cell.
#[derive(Debug, Default)]
pub(crate) struct Cell {
    /// The grid column where it begins.
    pub(crate) column: u32,
    /// How many grid columns it covers.
    pub(crate) span: u32,
    /// What it holds.
    pub(crate) blocks: Vec<Block>,
}

/// The columns that the paper shows.
#[derive(Debug, PartialEq)]
pub(crate) struct Columns {
    /// For each grid column in order, the column of the paper.
    of: Vec<(u32, usize)>,
    /// How many there are.
    pub(crate) count: usize,
}

impl Columns {
    /// The column of the paper where a cell of this grid column stands.
    pub(crate) fn of(&self, grid: u32) -> Option<usize> {
        let i = self.of.partition_point(|(g, _)| *g <= grid);
        self.of.get(i.checked_sub(1)?).map(|(_, c)| *c)
    }
}

impl Row {
    /// Whether one cell goes over all columns.
    pub(crate) fn is_whole(&self, columns: &Columns) -> bool {
        let [cell] = self.cells.as_slice() else {
            return false;
        };
        let last = cell.column.saturating_add(cell.span.max(1)) - 1;
        columns.count < 2
            || columns.of(cell.column) == Some(0) && columns.of(last) == Some(columns.count - 1)
    }
}

impl Cell {
    fn is_filled(&self) -> bool {
        self.blocks.iter().any(|block| match block {
            Block::Para(p) => {
                !p.marker.is_empty()
                    || !p.boxes.is_empty()
                    || p.runs.iter().any(|r| !r.text.trim().is_empty())
            }
            Block::Table(_) => true,
            Block::PageEnd => false,
        })
    }
}

impl Table {
    /// Finds the columns of the paper: grid columns where some words begin, slips of the ruler made good.
    pub(crate) fn columns(&self) -> Columns {
        let mut starts: Vec<(u32, usize)> = Vec::new();
        for (n, row) in self.rows.iter().enumerate() {
            let filled = row.cells.iter().filter(|c| c.is_filled());
            starts.extend(filled.map(|c| (c.column, n)));
        }
        starts.sort_unstable();
        let mut of: Vec<(u32, usize)> = Vec::new();
        let mut count = 0;
        for group in starts.chunk_by(|a, b| a.0 == b.0) {
            let grid = group[0].0;
            let slip = of.last().is_some_and(|(before, _)| {
                let near = self.distance(*before, grid).is_some_and(|d| d < SLIP);
                let left = starts.partition_point(|s| s.0 < *before);
                let left = starts[left..].iter().take_while(|s| s.0 == *before);
                near && !left
                    .clone()
                    .any(|a| group.binary_search(&(grid, a.1)).is_ok())
            });
            if !slip {
                count += 1;
            }
            of.push((grid, count - 1));
        }
        Columns { of, count }
    }

    /// Whether its rows are records. A table without lines and with few columns places blocks side by side.
    pub(crate) fn is_data(&self, columns: &Columns) -> bool {
        columns.count > 1 && (self.ruled || columns.count > 3 || self.rows.len() > 12)
    }

    /// What stands in each column, from the left.
    pub(crate) fn into_columns(self, columns: &Columns) -> Vec<Vec<Block>> {
        let mut out: Vec<Vec<Block>> = (0..columns.count.max(1)).map(|_| Vec::new()).collect();
        for cell in self.rows.into_iter().flat_map(|r| r.cells) {
            let at = columns.of(cell.column).unwrap_or(0);
            if cell.is_filled() {
                out[at].extend(cell.blocks);
            }
        }
        out
    }

    fn distance(&self, from: u32, to: u32) -> Option<u32> {
        let widths = self.widths.get(from as usize..to as usize)?;
        Some(widths.iter().fold(0, |sum: u32, w| sum.saturating_add(*w)))
    }
}
