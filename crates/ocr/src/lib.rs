//! Recognition: the picture of a page goes in, words with boxes and confidences come out.
//!
//! An [`OcrEngine`] answers with Tesseract's table of words, which [`words`] reads. [`Tesseract`] is a child
//! process with a time limit; [`Cached`] keeps the answers of any engine in a folder, so that a second run over
//! the same pictures costs nothing. What the words are worth is for others to say.

mod cache;
mod process;
mod tesseract;
mod tsv;

use std::fmt;

use image::GrayImage;
use sohoa_layout::Ocr;

pub use cache::Cached;
pub use tesseract::Tesseract;
pub use tsv::{Word, words};

/// What is on a picture, as far as the engine should know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Layout {
    /// A page: the engine finds blocks and lines.
    Page,
    /// One block of lines.
    Block,
    /// One line.
    Line,
}

/// How a picture is to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Settings {
    /// What is on it.
    pub layout: Layout,
    /// Dots per inch.
    pub dpi: u32,
    /// Nothing but digits.
    pub digits: bool,
}

/// Reads pictures.
pub trait OcrEngine: Send + Sync {
    /// Its name, version, language and model.
    fn identity(&self) -> &Ocr;

    /// The table of the words on a picture.
    ///
    /// # Errors
    /// When the engine fails, or takes too long.
    fn table(&self, image: &GrayImage, settings: Settings) -> Result<String, Trouble>;
}

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// The program is not there.
    NoProgram(String),
    /// The program is there, its model of the language is not.
    NoLanguage(String),
    /// It took longer than so many seconds and was stopped.
    TimeOut(u64),
    /// It failed; says how.
    Failed(String),
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Trouble::NoProgram(name) => write!(f, "{name} is not installed"),
            Trouble::NoLanguage(language) => write!(f, "no model of the language {language}"),
            Trouble::TimeOut(seconds) => write!(f, "stopped after {seconds} s"),
            Trouble::Failed(how) => f.write_str(how),
        }
    }
}

impl std::error::Error for Trouble {}
