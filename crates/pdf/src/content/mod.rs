//! What a page paints: its content stream read from operator to operator.

pub(crate) mod lexer;
pub(crate) mod matrix;
pub(crate) mod paint;
mod path;
mod text;
mod walk;

pub(crate) use walk::{Budget, text_string, walk};
