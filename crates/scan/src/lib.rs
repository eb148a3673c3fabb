//! Pictures of pages to the decoded text: repaired, recognised, laid out.
//!
//! A [`Scanner`] reads the pages of an input one by one, each by itself: it takes the picture of the page, has it
//! repaired and recognised, and lays the words out as lines, columns and tables. Words that were written by hand
//! or stamped over are marked as such; who reads the text must not believe them.

mod cells;
mod hand;
mod ink;
mod letters;
mod lines;
mod missed;
mod number;
mod openers;
mod options;
mod page;
mod roman;
mod scanner;
mod spread;
mod tables;
mod token;
mod turn;

pub use options::{Options, When};
pub use scanner::Scanner;
pub use sohoa_image::Steps;
