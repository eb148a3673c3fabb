//! The productions: one file a rule, each with its grammar, a real example and its known misses.
//!
//! They look at one line or one paragraph and never fail: no match is an answer.

pub mod marker;
pub mod number;
