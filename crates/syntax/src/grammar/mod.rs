//! One file a rule.
pub(crate) mod actions;
pub mod agency;
pub(crate) mod agency_name;
pub(crate) mod column_unit;
pub mod date;
pub mod deadline;
pub(crate) mod lex;
pub mod money;
pub(crate) mod number;
pub(crate) mod prose_task;
pub mod target;
pub(crate) mod target_about;
pub(crate) mod target_figure;
