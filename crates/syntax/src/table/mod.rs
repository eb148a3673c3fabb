//! Tables: found, joined over page breaks, put back into columns, groups and totals told apart.
//!
//! `region` finds the lines, `cell` parts them and `kind` judges each cell, `header` reads the header words,
//! `infer` guesses the columns where the header is lost, `align` puts ragged rows right, `labels` mends group
//! labels, `continuation` joins what a page break cut, `ordinals` counts, `assemble` makes rows of the `raw` ones.

mod align;
mod assemble;
pub mod cell;
mod cell_words;
mod columns;
mod continuation;
mod cut;
mod fit;
mod groups;
pub mod header;
mod infer;
pub mod kind;
mod labels;
mod mend;
mod ordinals;
mod raw;
pub mod region;
mod seam;
mod slip;

pub use assemble::{Parsed, assemble};
