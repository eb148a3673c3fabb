//! Tables drawn with rules, and what is read from them.

use super::*;

fn across(start: u32, end: u32, at: f32) -> Rule {
    Rule {
        horizontal: true,
        start,
        end,
        at,
        thickness: 3.0,
        filled: 1.0,
    }
}

fn down(start: u32, end: u32, at: f32) -> Rule {
    Rule {
        horizontal: false,
        ..across(start, end, at)
    }
}

fn found(rules: &[Rule]) -> Vec<Table> {
    tables(rules, 300.0)
}

/// Row, column, spans of each cell.
fn shape(table: &Table) -> Vec<[usize; 4]> {
    let cell = |c: &Cell| [c.row, c.column, c.row_span, c.column_span];
    table.cells.iter().map(cell).collect()
}

/// Three rows and two columns, ruled all over.
fn full() -> Vec<Rule> {
    let mut rules: Vec<Rule> = (0..4)
        .map(|i| across(100, 700, 100.0 + 80.0 * i as f32))
        .collect();
    rules.extend([100.0, 300.0, 700.0].map(|at| down(100, 340, at)));
    rules
}

#[test]
fn a_plain_grid() {
    let tables = found(&full());
    assert_eq!(tables.len(), 1);
    assert_eq!(tables[0].cells.len(), 6);
    assert_eq!(tables[0].bbox(), [100.0, 100.0, 700.0, 340.0]);
    let cell = tables[0].cell_at(310.0, 190.0).expect("on the table");
    assert_eq!((cell.row, cell.column), (1, 1));
    assert_eq!(tables[0].cell_at(10.0, 10.0), None);
}

#[test]
fn cells_span_where_no_rule_parts_them() {
    let mut rules = full();
    // The head spans both columns, and the left cell the two rows below.
    rules[5] = down(180, 340, 300.0);
    rules[2] = across(300, 700, 260.0);
    let tables = found(&rules);
    assert_eq!(
        shape(&tables[0]),
        [[0, 0, 1, 2], [1, 0, 2, 1], [1, 1, 1, 1], [2, 1, 1, 1]]
    );
}

#[test]
fn shapes_are_always_rectangles() {
    let mut rules = full();
    // The rule between the columns is missing beside the first row, and the one under its left half.
    rules[5] = down(180, 340, 300.0);
    rules[1] = across(300, 700, 180.0);
    let tables = found(&rules);
    let cells = shape(&tables[0]);
    assert!(
        cells.contains(&[0, 0, 1, 2]) && cells.contains(&[1, 0, 1, 1]),
        "{cells:?}"
    );
    let squares: usize = cells.iter().map(|c| c[2] * c[3]).sum();
    assert_eq!(squares, 6);
}

#[test]
fn double_and_broken_rules_are_one_line() {
    let mut rules = full();
    rules.push(across(100, 700, 108.0));
    rules[1] = across(100, 330, 179.0);
    rules.push(across(400, 700, 181.0));
    assert_eq!(found(&rules)[0].cells.len(), 6);
}

#[test]
fn an_underline_in_a_cell_makes_no_row() {
    let mut rules = full();
    rules.push(across(310, 420, 220.0));
    rules.push(down(190, 230, 310.0));
    let tables = found(&rules);
    assert_eq!(tables[0].rows, [100.0, 180.0, 260.0, 340.0]);
    assert_eq!(tables[0].cells.len(), 6);
    assert_eq!(shape(&tables[0])[3], [1, 1, 1, 1]);
}

#[test]
fn open_sides_are_closed() {
    let mut rules = full();
    rules.retain(|r| r.horizontal || r.at == 300.0);
    assert_eq!(found(&rules)[0].columns, [100.0, 300.0, 700.0]);
}

#[test]
fn lone_rules_and_frames_are_no_tables() {
    assert_eq!(
        found(&[across(800, 1100, 200.0), across(200, 500, 150.0)]),
        []
    );
    let frame = [
        across(50, 950, 50.0),
        across(50, 950, 1300.0),
        down(50, 1300, 50.0),
        down(50, 1300, 950.0),
    ];
    assert_eq!(found(&frame), []);
    assert_eq!(found(&[]), []);
}

#[test]
fn hatching_is_no_table() {
    let mut rules: Vec<Rule> = (0..200).map(|i| across(0, 6000, 30.0 * i as f32)).collect();
    rules.extend((0..200).map(|i| down(0, 6000, 30.0 * i as f32)));
    assert_eq!(found(&rules), []);
}
