//! Text with a memory: every change of form is an edit that leads back to the source.
pub mod fold;
