//! How many cells of a damaged table stand where they were meant to stand.

use sohoa_record::model::{Record, RowRole};

/// Cells of one row by column; none where nothing stands.
pub(super) type Cells = Vec<Option<String>>;

/// The rows of a record's tables that are no header.
pub(super) fn rows(record: &Record) -> Vec<Cells> {
    let annexes = |d| {
        let d: &sohoa_record::model::Document = d;
        d.annexes.iter().flat_map(|a| &a.tables)
    };
    let tables = record
        .documents
        .iter()
        .flat_map(|d| d.tables.iter().chain(annexes(d)));
    let content = |role: RowRole| !matches!(role, RowRole::Header | RowRole::Index);
    tables
        .flat_map(|t| &t.rows)
        .filter(|r| content(r.role))
        .map(|r| {
            let cells = r.cells.iter().map(Option::as_ref);
            cells.map(|c| c.map(|c| c.value.to_string())).collect()
        })
        .collect()
}

/// For each meant row how many of its cells stand in one found row and in their columns; the pairs of rows
/// keep their order and give the most cells.
pub(super) fn hits(meant: &[Cells], found: &[Cells]) -> Vec<usize> {
    let (n, m) = (meant.len(), found.len());
    // best[i][j]: most cells of rows i.. in found rows j..
    let mut best = vec![vec![0usize; m + 1]; n + 1];
    for i in (0..n).rev() {
        for j in (0..m).rev() {
            let paired = alike(&meant[i], &found[j]) + best[i + 1][j + 1];
            best[i][j] = paired.max(best[i + 1][j]).max(best[i][j + 1]);
        }
    }
    let mut out = vec![0; n];
    let (mut i, mut j) = (0, 0);
    while i < n && j < m {
        let here = alike(&meant[i], &found[j]);
        if best[i][j] == here + best[i + 1][j + 1] {
            out[i] = here;
            i += 1;
            j += 1;
        } else if best[i][j] == best[i + 1][j] {
            i += 1;
        } else {
            j += 1;
        }
    }
    out
}

fn alike(meant: &Cells, found: &Cells) -> usize {
    let pairs = meant.iter().zip(found);
    pairs.filter(|(a, b)| a.is_some() && a == b).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(cells: &[&str]) -> Cells {
        let cell = |c: &&str| (!c.is_empty()).then(|| (*c).to_owned());
        cells.iter().map(cell).collect()
    }

    #[test]
    fn a_lost_row_costs_its_own_cells_only() {
        let meant = [row(&["1", "a"]), row(&["2", "b"]), row(&["3", ""])];
        assert_eq!(
            hits(&meant, &[meant[0].clone(), meant[2].clone()]),
            [2, 0, 1]
        );
        assert_eq!(hits(&meant, &[row(&["1"]), row(&["b", "2"])]), [1, 0, 0]);
    }
}
