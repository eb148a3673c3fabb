//! Sheets of words and strokes, drawn as pixels or written as PDF.
//!
//! ```text
//! font files ──▶ Fonts ──┐
//!                        ├──▶ draw ──▶ pixels ──┐
//! Sheet: runs, strokes ──┴──▶ pdf: text layer   ├──▶ pdf: pages that are pictures
//!                                               └──▶ PNG, JPEG, TIFF (by the caller)
//! ```
//!
//! All measures are points from the top left corner of the sheet. The crate knows nothing of documents: who
//! lays out a page says where each run of words stands.

mod draw;
mod font;
pub mod pdf;
mod sheet;

pub use draw::draw;
pub use font::{FontFiles, Fonts, Missing, Style};
pub use sheet::{BLACK, Ink, Item, Run, Sheet, Stroke};
