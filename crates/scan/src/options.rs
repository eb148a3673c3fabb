//! How pictures are read.

use std::path::PathBuf;
use std::time::Duration;

use sohoa_image::Steps;

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
    /// How many pages are read side by side; `None` for one a core.
    pub threads: Option<usize>,
    /// What is done to pictures before they are recognised.
    pub steps: Steps,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            when: When::Auto,
            program: PathBuf::from("tesseract"),
            language: "vie".to_owned(),
            limit: Duration::from_secs(120),
            cache: None,
            threads: None,
            steps: Steps::default(),
        }
    }
}
