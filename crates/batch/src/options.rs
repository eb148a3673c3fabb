//! What a run is asked to do.

use std::ffi::OsString;
use std::fmt::Write as _;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;
use std::{env, fs};

use sohoa_layout::Limits;
use sohoa_ledger::Again;
use sohoa_source::Scanner;

/// What to read and where to write.
#[derive(Debug, Clone)]
pub struct Options {
    /// Files and folders.
    pub paths: Vec<PathBuf>,
    /// The folder for the outputs and the ledger of the run; made where it is missing.
    pub out: PathBuf,
    /// Number of threads; `None` for one a core.
    pub jobs: Option<usize>,
    /// What an input may unfold to.
    pub limits: Limits,
    /// What reads pictures; without it they are refused.
    pub scanner: Option<Arc<Scanner>>,
    /// How long an input may take.
    pub patience: Duration,
    /// How many inputs the report keeps a summary of, and how many failures.
    pub summaries: usize,
    /// How each text is read.
    pub reading: sohoa_record::Options,
    /// What is done again though nothing changed.
    pub again: Again,
    /// Where links to the inputs that gave no record are put.
    pub quarantine: Option<PathBuf>,
    /// Where searchable PDF of the inputs with pages that are pictures are put.
    pub pdf_out: Option<PathBuf>,
    /// Page images that lie in one folder are one input.
    pub pages_in_folder: bool,
    /// How this program is started to serve [`alone`](crate::serve_alone); without it, a suspect is tried once more
    /// among the others.
    pub alone: Option<Alone>,
    /// Set from outside to end the run after the inputs in hand.
    pub stop: Arc<AtomicBool>,
}

/// A program and its arguments.
#[derive(Debug, Clone)]
pub struct Alone {
    /// The program.
    pub program: PathBuf,
    /// All its arguments.
    pub arguments: Vec<OsString>,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            paths: Vec::new(),
            out: PathBuf::new(),
            jobs: None,
            limits: Limits::default(),
            scanner: None,
            patience: Duration::from_secs(600),
            summaries: 20,
            reading: sohoa_record::Options::default(),
            again: Again::default(),
            quarantine: None,
            pdf_out: None,
            pages_in_folder: false,
            alone: None,
            stop: Arc::default(),
        }
    }
}

impl Options {
    pub(crate) fn threads(&self) -> usize {
        let cores = || std::thread::available_parallelism().map_or(1, usize::from);
        self.jobs.filter(|n| *n > 0).unwrap_or_else(cores)
    }

    /// What a line depends on beside the bytes and the name of its input: the program, to the byte, and the options.
    pub(crate) fn maker(&self) -> String {
        let mut text = env!("CARGO_PKG_VERSION").to_owned();
        // A program that cannot be read is known by its version alone; writing to a string cannot fail.
        if let Ok(bytes) = env::current_exe().and_then(fs::read) {
            let _ = write!(text, " {:08x} {}", crc32fast::hash(&bytes), bytes.len());
        }
        let _ = write!(text, " {:?} {:?}", self.limits, self.reading);
        if let Some(scanner) = &self.scanner {
            let _ = write!(text, " {}", scanner.maker());
        }
        // Where there is none yet for an input, it has to be read again.
        if let Some(folder) = &self.pdf_out {
            let _ = write!(text, " {folder:?}");
        }
        text
    }
}
