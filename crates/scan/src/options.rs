//! How pictures are read.

use std::path::PathBuf;
use std::time::Duration;

/// Which pages are recognised.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum When {
    /// Those without text of their own, or with text that is not what they show.
    #[default]
    Auto,
    /// All pages that can be shown as pictures.
    Always,
    /// None.
    Never,
}

/// Calls a function with each number below the first argument, in any order, side by side where it can.
pub type Spread = fn(usize, &(dyn Fn(usize) + Sync));

/// A [`Spread`] that does one after the other.
pub fn one_by_one(count: usize, work: &(dyn Fn(usize) + Sync)) {
    (0..count).for_each(work);
}

/// How pictures are read.
#[derive(Debug, Clone)]
pub struct Options {
    /// Which pages are recognised.
    pub when: When,
    /// The program that recognises.
    pub program: PathBuf,
    /// The language, as the program names it.
    pub language: String,
    /// How long the program may take for one picture.
    pub limit: Duration,
    /// Where its answers are kept, if they are.
    pub cache: Option<PathBuf>,
    /// How the pages of one input are spread over threads.
    pub spread: Spread,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            when: When::Auto,
            program: PathBuf::from("tesseract"),
            language: "vie".to_owned(),
            limit: Duration::from_secs(120),
            cache: None,
            spread: one_by_one,
        }
    }
}
