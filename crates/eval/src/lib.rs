//! Scores of records against gold facts: what was found, missed and invented, family by family.
//!
//! A *family* is a kind of fact (`outline`, `citations`, …). [`SHARED`] families compare as widely used
//! facts do: case, tone-mark placement, punctuation and white space are folded, nothing else. [`OWN`]
//! families need what only our own corpus marks: comparators, the words of a figure, prose assignments.
//! Beside what counts as right there are four [`Level`]s, at which a reading may be right in part.
//!
//! ```no_run
//! # let (gold_json, text) = ("", "");
//! let gold = sohoa_eval::Gold::from_json(gold_json)?;
//! let record = sohoa_record::read(text, &sohoa_record::Meta::default());
//! let mut board = sohoa_eval::Board::default();
//! sohoa_eval::score(&mut board, &gold, &(&record).into(), Some(text));
//! println!("{board}");
//! # Ok::<(), sohoa_eval::GoldError>(())
//! ```

mod board;
pub mod broken;
mod case;
mod fact;
mod facts;
mod fold;
mod found;
pub mod gold;
mod header;
mod level;
mod near;
pub mod noise;
mod outline;
pub mod paper;
mod prose;
mod reliability;
pub mod repair;
mod sheet;
mod tables;
pub mod trust;
mod words;

pub use board::{Board, Note, OWN, SHARED, Tally};
pub use found::Found;
pub use gold::{Gold, GoldError};
pub use level::Level;
pub use sheet::{Change, Graded, Sheet};

use case::Case;
use fact::Fact;
use found::Document;

/// Scores one record against its gold facts; `source` is the decoded text that the spans lead into. Without
/// it the families that read at the spans are not graded.
pub fn score(board: &mut Board, gold: &Gold, record: &Found, source: Option<&str>) {
    let pairs = pair(gold, record);
    documents(board, gold, record, &pairs);
    for (doc, found) in pairs {
        let mut case = Case {
            board: &mut *board,
            accept: &gold.accept,
            at: format!("{}:{}", gold.short_name(), doc.kind),
            gold: doc,
            found,
            record,
            source,
        };
        header::score(&mut case);
        outline::score(&mut case);
        tables::score(&mut case);
        facts::score(&mut case);
        prose::score(&mut case);
        words::score(&mut case);
    }
}

/// How far from its gold line a document may begin.
const DOCUMENT_SLACK: u32 = 5;

type Pair<'p> = (&'p gold::Document, Option<&'p Document>);

/// Each gold document with the nearest found one of its kind.
fn pair<'p>(gold: &'p Gold, record: &'p Found) -> Vec<Pair<'p>> {
    let mut free: Vec<&Document> = record.documents.iter().collect();
    let mut pairs = Vec::with_capacity(gold.documents.len());
    for doc in &gold.documents {
        let same_kind = free.iter().copied().filter(|p| p.kind == doc.kind);
        let hit = near::nearest(doc.first_line, same_kind, |p| p.line, DOCUMENT_SLACK);
        free.retain(|p| !hit.is_some_and(|h| std::ptr::eq(*p, h)));
        pairs.push((doc, hit));
    }
    pairs
}

fn documents(board: &mut Board, gold: &Gold, record: &Found, pairs: &[Pair<'_>]) {
    let want = |d: &gold::Document| Fact::at(d.first_line, &d.kind);
    let wanted: Vec<_> = gold.documents.iter().map(want).collect();
    let is_paired = |p: &&Document| {
        let mut hits = pairs.iter().filter_map(|(_, hit)| *hit);
        hits.any(|h| std::ptr::eq(h, *p))
    };
    let matched = pairs.iter().filter(|(_, hit)| hit.is_some());
    let stray = record.documents.iter().filter(|p| !is_paired(p));
    let got: Vec<_> = matched
        .map(|(d, _)| want(d))
        .chain(stray.map(|p| Fact::at(p.line, &p.kind)))
        .collect();
    board.sets("documents", &wanted, &got, gold.short_name());
}
