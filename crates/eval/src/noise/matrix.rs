//! How well each family of facts is read under each kind of noise.

use std::fmt;

use sohoa_record::Meta;

use super::{Kind, Paper, twin};
use crate::board::{Board, OWN, SHARED};
use crate::found::Found;
use crate::gold::{Gold, GoldError};

/// The board of each kind of noise.
#[derive(Debug, Clone, Default)]
pub struct Matrix {
    /// Name of the kind, and what was counted under it.
    pub rows: Vec<(String, Board)>,
}

/// Reads all papers as they are.
///
/// # Errors
/// Where the gold facts of a paper are malformed.
pub fn clean(papers: &[Paper]) -> Result<Board, GoldError> {
    let mut board = Board::default();
    for paper in papers {
        let gold = Gold::from_json(&paper.gold.to_string())?;
        let meta = Meta {
            path: paper.file.clone(),
            ..Meta::default()
        };
        let found = Found::from(&sohoa_record::read(&paper.text, &meta));
        crate::score(&mut board, &gold, &found, Some(&paper.text));
    }
    Ok(board)
}

/// Reads all papers as they are and under each kind of noise.
///
/// # Errors
/// Where the gold facts of a paper are malformed.
pub fn matrix(papers: &[Paper], kinds: &[Kind], seed: u64, rate: f64) -> Result<Matrix, GoldError> {
    let mut rows = vec![("(none)".to_owned(), clean(papers)?)];
    for kind in kinds {
        let twins = papers.iter().map(|p| twin(kind, p, seed, rate));
        let twins: Vec<Paper> = twins.collect();
        rows.push((kind.name.to_owned(), clean(&twins)?));
    }
    Ok(Matrix { rows })
}

/// Markdown: a row for each kind, a column for each family; F1 without its leading zero.
impl fmt::Display for Matrix {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let graded = |name: &&&str| {
            let mut boards = self.rows.iter().map(|(_, board)| board);
            boards.any(|b| b.families().any(|(n, _)| n == **name))
        };
        let families: Vec<&str> = SHARED.iter().chain(OWN).filter(graded).copied().collect();
        writeln!(f, "| {:10} | macro | {} |", "noise", families.join(" | "))?;
        let rules = families.iter().map(|n| "-".repeat(n.len() - 1) + ":");
        let rules: Vec<String> = rules.collect();
        writeln!(f, "| {} | ----: | {} |", "-".repeat(10), rules.join(" | "))?;
        for (kind, board) in &self.rows {
            write!(f, "| {kind:10} | {:>5} |", share(board.macro_f1(SHARED)))?;
            for name in &families {
                let f1 = share(board.family(name).f1());
                write!(f, " {f1:>width$} |", width = name.len())?;
            }
            writeln!(f)?;
        }
        Ok(())
    }
}

fn share(f1: f64) -> String {
    let text = format!("{f1:.3}");
    text.strip_prefix('0').map_or(text.clone(), str::to_owned)
}
