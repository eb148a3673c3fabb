//! The productions: one file a rule, each with its grammar, a real example and its known misses.
//!
//! They look at one line or one paragraph and never fail: no match is an answer.

mod actions;
pub mod agency;
mod agency_name;
pub mod annex;
pub mod citation;
mod column_unit;
pub mod date;
pub mod deadline;
pub mod doc_number;
pub mod footnote;
pub mod furniture;
pub mod letterhead;
mod lex;
pub mod marker;
pub mod money;
mod number;
mod prose_task;
pub mod tail;
pub mod target;
mod target_about;
mod target_figure;
pub mod title;
