//! How well pages were read: letters and words, cells of tables, boxes, and which line is which.
//!
//! Letters are counted twice: in reading order, and free of order by words, so that a page whose columns were
//! read in another order can be told from one whose letters were misread.

mod cells;
mod letters;
mod lines;

pub use cells::{Cells, cells};
pub use letters::{Letters, letters, overlap};
pub use lines::lines;
