//! A language model of administrative Vietnamese.
//!
//! [`Model::embedded`] answers how unlikely a syllable is after the two before it (costs in nats; interpolated
//! absolute discounting); [`Tokeniser`] cuts text into the words it was counted by. The model file is made by
//! `cargo run --release -p sohoa-xtask -- lm`.

pub mod build;
mod index;
pub mod letter;
mod memo;
mod model;
mod table;
mod token;
mod word;

pub use model::{Between, Id, Model, NotAModel};
pub use token::{Case, Token, Tokeniser};
pub use word::{MOST, Word, WordBuilder};
