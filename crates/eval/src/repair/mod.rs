//! How well the normaliser repairs: damage of our own on clean text, and what came back.

mod damage;
mod measure;
mod restored;

pub use damage::{Kind, Random, Wound, damage};
pub use measure::{Figures, measure};
pub use restored::{restored, stripped};
