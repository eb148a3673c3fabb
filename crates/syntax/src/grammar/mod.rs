//! One file a rule.
pub mod date;
pub(crate) mod lex;
