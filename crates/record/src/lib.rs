//! From the syntax tree to the record: the contract's types and the rules that fill them.
pub mod model;
