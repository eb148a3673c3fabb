//! Page images made fit for reading: coloured ink set apart, turned upright, straightened, cleaned, and the
//! ruled lines and tables found.
//!
//! [`repair`] takes the picture of a page and gives it back as ink on white, with what was set apart beside it:
//!
//! ```
//! use image::DynamicImage;
//! use sohoa_image::{Steps, grid, repair};
//!
//! let page = DynamicImage::new_luma8(248, 351);
//! let repaired = repair(&page, 30.0, &Steps::default());
//! let tables = grid::tables(&repaired.rules, repaired.dpi);
//! // Where a place of the repaired picture lies on the picture that was given.
//! let (x, y) = repaired.to_page.apply(10.0, 20.0);
//! # assert!(tables.is_empty() && x.is_finite() && y.is_finite());
//! ```
//!
//! Nothing here knows of files or of recognition; pictures are those of the `image` crate. Every step can be left
//! out ([`Steps`]) and says what it did ([`Done`]).

mod affine;
mod clean;
mod components;
pub mod grid;
mod ink;
mod light;
mod lone;
mod marks;
mod pose;
mod reduce;
mod repair;
mod rules;
mod runs;
mod separate;
mod warp;

pub use affine::Affine;
pub use ink::{Colour, Ink, Region};
pub use repair::{Done, Repaired, Steps, repair};
pub use rules::Rule;
