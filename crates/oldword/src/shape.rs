//! Tables: the rows of either format as lines of cells, columns under columns.

/// What a format says of a row beside its text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Shape {
    /// Where the cells begin, from left to right, and where the last ends; empty where not known.
    pub(crate) edges: Vec<i32>,
    /// The cells that are merged into the one before them.
    pub(crate) merged: Vec<bool>,
    /// Whether any line is drawn around its cells.
    pub(crate) ruled: bool,
}

/// A row: for each cell its paragraphs.
#[derive(Debug, Default)]
pub(crate) struct Row {
    pub(crate) cells: Vec<Vec<String>>,
    pub(crate) shape: Shape,
}

/// The most columns that rows are brought under; wider ones are kept as they are.
const WIDEST: usize = 256;

/// The lines of a table.
pub(crate) fn lines(rows: &[Row]) -> Vec<String> {
    if is_frame(rows) {
        let cells = rows.iter().flat_map(|r| &r.cells);
        return cells.flatten().cloned().collect();
    }
    let widest = rows
        .iter()
        .max_by_key(|r| (r.cells.len(), r.shape.edges.len()));
    let columns = widest.map_or(&[][..], |r| starts(r));
    rows.iter().map(|row| line(row, columns)).collect()
}

/// Whether a table only sets texts side by side, as letterheads and signatures do: its cells are read one
/// after the other, each a text of several lines.
fn is_frame(rows: &[Row]) -> bool {
    let columns = rows.iter().map(|r| r.cells.len()).max().unwrap_or(0);
    let tall = |cell: &Vec<String>| cell.iter().filter(|p| !p.is_empty()).count() > 1;
    let all_tall = |row: &Row| row.cells.len() == 2 && row.cells.iter().all(tall);
    columns == 1
        || columns <= 3 && rows.len() <= 4 && !rows.iter().any(|r| r.shape.ruled)
        || columns == 2 && rows.len() <= 2 && rows.iter().any(all_tall)
}

fn starts(row: &Row) -> &[i32] {
    let n = row.cells.len();
    match row.shape.edges.get(..n) {
        Some(starts) if n <= WIDEST => starts,
        _ => &[],
    }
}

/// A row as a line of cells; each cell stands under the column that begins nearest to it.
fn line(row: &Row, columns: &[i32]) -> String {
    let mut cells: Vec<String> = row.cells.iter().map(|c| paragraphs(c)).collect();
    if is_merged(row, &cells) {
        return cells.swap_remove(0);
    }
    let starts = starts(row);
    if starts.is_empty() || columns.len() <= cells.len() {
        return cells.join("\t");
    }
    let mut out = String::new();
    let mut column = 0;
    for (i, cell) in cells.iter().enumerate() {
        // As many columns must be left as there are cells to come.
        let last = columns.len() - (cells.len() - i);
        let nearest = (column..=last).min_by_key(|c| columns[*c].abs_diff(starts[i]));
        let nearest = nearest.unwrap_or(last);
        let first = i == 0;
        let tabs = nearest - column + usize::from(!first);
        out.extend(std::iter::repeat_n('\t', tabs));
        out.push_str(cell);
        column = nearest + 1;
    }
    out.extend(std::iter::repeat_n('\t', columns.len() - column));
    out
}

/// One cell over all columns.
fn is_merged(row: &Row, cells: &[String]) -> bool {
    let rest = cells.get(1..).unwrap_or_default();
    let merged = |i: usize| row.shape.merged.get(i).copied().unwrap_or(false);
    !cells.is_empty() && (1..cells.len()).all(merged) && rest.iter().all(String::is_empty)
}

fn paragraphs(cell: &[String]) -> String {
    let filled: Vec<&str> = cell
        .iter()
        .map(|p| p.trim())
        .filter(|p| !p.is_empty())
        .collect();
    filled.join(" ").replace('\t', " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(cells: &[&str], edges: &[i32]) -> Row {
        let cells = cells
            .iter()
            .map(|c| c.split('|').map(str::to_owned).collect());
        Row {
            cells: cells.collect(),
            shape: Shape {
                edges: edges.to_vec(),
                merged: Vec::new(),
                ruled: true,
            },
        }
    }

    #[test]
    fn spanned_columns_stay_empty() {
        let rows = [
            row(&["TT", "Việc", "Thời gian"], &[0, 500, 3000, 5000]),
            row(&["", "", "Đầu", "Cuối"], &[0, 505, 3010, 4000, 5000]),
            row(&["I", "Cải cách"], &[0, 490, 5000]),
            row(&["Tổng cộng"], &[0, 5000]),
        ];
        let lines = lines(&rows);
        assert_eq!(lines[0], "TT\tViệc\tThời gian\t");
        assert_eq!(lines[1], "\t\tĐầu\tCuối");
        assert_eq!(lines[2], "I\tCải cách\t\t");
        assert_eq!(lines[3], "Tổng cộng");
    }

    #[test]
    fn frames_are_read_cell_by_cell() {
        let mut head = row(&["UBND XÃ A|Số: 1", "CỘNG HÒA|Độc lập"], &[0, 9, 20]);
        head.shape.ruled = false;
        assert_eq!(
            lines(&[head]),
            ["UBND XÃ A", "Số: 1", "CỘNG HÒA", "Độc lập"]
        );
    }

    #[test]
    fn paragraphs_of_a_cell_share_its_line() {
        let rows = [
            row(&["1", "Một| |hai", "x"], &[]),
            row(&["2", "Ba", "y"], &[]),
            row(&["3", "Bốn", ""], &[]),
        ];
        assert_eq!(lines(&rows), ["1\tMột hai\tx", "2\tBa\ty", "3\tBốn\t"]);
    }
}
