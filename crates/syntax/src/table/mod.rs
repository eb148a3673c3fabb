//! Tables: found, joined over page breaks, put back into columns, groups and totals told apart.
//!
//! `region` finds the lines, `cell` judges each cell, `header` reads the header words, `infer` guesses the
//! columns where the header is lost, `align` puts ragged rows right, `assemble` makes the rows.

mod align;
mod assemble;
pub mod cell;
mod columns;
mod groups;
pub mod header;
mod infer;
pub mod region;

pub use assemble::{Parsed, assemble};
