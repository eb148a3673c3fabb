//! Tables: their grid with merged cells, and what each is for.
//!
//! ```text
//! data       = rows of cells, a line each; a cell merged over rows stands in its first row, one merged over all
//!              columns is a line of its own
//! two heads  = letterhead, or recipients and signature: the lines of the left column, then those of the right
//! layout     = anything else: the lines of each cell, one cell after the other
//! ```

use sohoa_layout::{Failure, Limits};

use super::dom::Dom;
use super::flow::{self, Block, Line};
use super::paper::{is_of_head, is_of_tail};

/// Columns that browsers let a cell go over.
const MAX_SPAN: u32 = 1000;
/// A table of two heads has not more rows and columns than that.
const HEAD_ROWS: usize = 8;
const HEAD_COLUMNS: usize = 3;

/// A row as it is written.
pub(super) enum Row {
    /// One cell over the whole width.
    Whole(Line),
    Cells(Vec<Line>),
}

struct Cell {
    row: usize,
    /// First column and the one behind the last.
    from: u32,
    to: u32,
    blocks: Vec<Block>,
}

/// The table of the element `i`, with what nests in it at most `depth` deep.
pub(super) fn table(
    dom: &Dom<'_>,
    i: u32,
    depth: u32,
    limits: &Limits,
) -> Result<Vec<Block>, Failure> {
    let mut out = Vec::new();
    let mut cells = Vec::new();
    let mut merged: Vec<u32> = Vec::new();
    let (mut row, mut nested) = (0, false);
    let mut at = i + 1;
    let end = dom.items[i as usize].end;
    while at < end {
        let item = &dom.items[at as usize];
        match dom.name(at) {
            "caption" => {
                out.extend(flow::within(dom, at, item.end, depth, limits)?);
                at = item.end;
            }
            "tr" => {
                place(dom, at, row, &mut merged, &mut cells, depth, limits)?;
                nested |= holds_table(dom, at);
                row += 1;
                at = item.end;
            }
            // A parser leaves rows nowhere else; words between them it moves before the table.
            _ => at += 1,
        }
    }
    let columns = columns(&mut cells);
    let border = dom
        .element(i)
        .and_then(|e| e.attr("border"))
        .is_some_and(|b| b.trim() != "0");
    let ruled = border || (i..end).any(|c| dom.name(c) == "th");
    match kind(&cells, columns, row, ruled, nested) {
        Kind::Data => out.extend(flow::rows(data(cells, columns))),
        Kind::Heads => out.extend(heads(cells)),
        Kind::Layout => out.extend(cells.into_iter().flat_map(|c| c.blocks)),
    }
    Ok(out)
}

fn holds_table(dom: &Dom<'_>, i: u32) -> bool {
    (i..dom.items[i as usize].end).any(|c| dom.name(c) == "table")
}

/// Puts the cells of a row where those merged from above leave room. `merged` counts for each column the rows
/// below that are taken.
fn place(
    dom: &Dom<'_>,
    tr: u32,
    row: usize,
    merged: &mut Vec<u32>,
    cells: &mut Vec<Cell>,
    depth: u32,
    limits: &Limits,
) -> Result<(), Failure> {
    let taken_above = merged.clone();
    merged
        .iter_mut()
        .for_each(|rows| *rows = rows.saturating_sub(1));
    let mut column = 0u32;
    for td in dom
        .children(tr)
        .filter(|c| matches!(dom.name(*c), "td" | "th"))
    {
        while taken_above
            .get(column as usize)
            .is_some_and(|rows| *rows > 0)
        {
            column += 1;
        }
        let span = |name: &str, most: u32| {
            let value = dom.element(td).and_then(|e| e.attr(name));
            let value = value.and_then(|v| v.trim().parse::<u32>().ok());
            value.unwrap_or(1).clamp(1, most)
        };
        let to = column
            .saturating_add(span("colspan", MAX_SPAN))
            .min(MAX_SPAN.max(column + 1));
        // Zero means all rows of the table.
        let down = match dom
            .element(td)
            .and_then(|e| e.attr("rowspan"))
            .map(str::trim)
        {
            Some("0") => u32::MAX,
            _ => span("rowspan", u32::from(u16::MAX)),
        };
        // Merging counts only so far out as a cell may reach: rows stay cheap however long one of them is.
        if down > 1 && column < MAX_SPAN {
            let to = to.min(MAX_SPAN) as usize;
            merged.resize(merged.len().max(to), 0);
            merged[column as usize..to].fill(down - 1);
        }
        let blocks = flow::within(dom, td, dom.items[td as usize].end, depth, limits)?;
        cells.push(Cell {
            row,
            from: column,
            to,
            blocks,
        });
        column = to;
    }
    Ok(())
}

/// Numbers the columns anew, those in which no cell begins left out; says how many there are.
fn columns(cells: &mut [Cell]) -> usize {
    let mut starts: Vec<u32> = cells.iter().map(|c| c.from).collect();
    starts.sort_unstable();
    starts.dedup();
    let number = |column: u32| starts.partition_point(|s| *s < column) as u32;
    for cell in cells {
        cell.from = number(cell.from);
        cell.to = number(cell.to);
    }
    starts.len()
}

#[derive(PartialEq)]
enum Kind {
    Data,
    Heads,
    Layout,
}

fn kind(cells: &[Cell], columns: usize, rows: usize, ruled: bool, nested: bool) -> Kind {
    let lines = || cells.iter().flat_map(|c| &c.blocks).flat_map(Block::lines);
    let two = (2..=HEAD_COLUMNS).contains(&columns);
    // What a reader of tables makes of a paper inside a cell is worse than losing the cell's border.
    if columns < 2 || nested {
        Kind::Layout
    } else if two
        && rows <= HEAD_ROWS
        && lines().any(|l| is_of_head(&l.text) || is_of_tail(&l.text))
    {
        Kind::Heads
    } else if rows == 1 && !ruled
        || columns == 2 && rows == 2 && !ruled && cells.iter().any(|c| c.blocks.len() > 1)
    {
        Kind::Layout
    } else {
        Kind::Data
    }
}

/// A cell's lines as one.
fn joined(blocks: Vec<Block>) -> Line {
    let mut line = Line::default();
    for part in blocks.iter().flat_map(Block::lines) {
        line.append(part);
    }
    // In a cell a gap is only a blank.
    line.text = line.text.replace('\t', " ");
    line
}

fn data(cells: Vec<Cell>, columns: usize) -> Vec<Row> {
    let mut out = Vec::new();
    let mut cells = cells.into_iter().peekable();
    while let Some(first) = cells.next() {
        let row = first.row;
        let mut line: Vec<Line> = Vec::new();
        // A cell over the whole width, but not a table's single column, is a line of its own.
        let mut whole = first.from == 0 && first.to as usize == columns;
        let mut next = Some(first);
        while let Some(cell) = next {
            let at = (cell.from as usize).min(columns);
            if line.len() < at {
                line.resize_with(at, Line::default);
            }
            line.push(joined(cell.blocks));
            next = cells.next_if(|c| c.row == row);
            whole &= next.is_none();
        }
        out.push(match (whole, line.len()) {
            (true, 1) => Row::Whole(line.pop().unwrap_or_default()),
            _ => Row::Cells(line),
        });
    }
    out
}

/// Left lines, then right ones; a cell over the whole width ends the pair.
fn heads(cells: Vec<Cell>) -> Vec<Block> {
    let mut out = Vec::new();
    let mut right: Vec<Vec<Block>> = Vec::new();
    let wide = cells.iter().map(|c| c.to).max().unwrap_or(0);
    for cell in cells {
        let at = cell.from as usize;
        let whole = at == 0 && cell.to == wide;
        if whole {
            out.extend(right.drain(..).flatten());
        }
        if at == 0 {
            out.extend(cell.blocks);
        } else {
            right.resize_with(right.len().max(at), Vec::new);
            right[at - 1].extend(cell.blocks);
        }
    }
    out.extend(right.into_iter().flatten());
    out
}
