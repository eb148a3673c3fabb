//! Why a batch could not run at all; the failure of one input is never one of these.

use std::fmt;
use std::io;
use std::path::Path;

use sohoa_source::display_path;

/// A batch that could not run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BatchError {
    kind: Kind,
    /// The path or the cause that the sentence names.
    detail: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Output,
    NoPath,
    Threads,
}

impl BatchError {
    pub(crate) fn output(path: &Path, cause: &io::Error) -> Self {
        let detail = format!("{}: {cause}", display_path(path));
        BatchError {
            kind: Kind::Output,
            detail,
        }
    }

    pub(crate) fn no_path(paths: &[std::path::PathBuf]) -> Self {
        let names: Vec<String> = paths.iter().map(|p| display_path(p)).collect();
        BatchError {
            kind: Kind::NoPath,
            detail: names.join(", "),
        }
    }

    pub(crate) fn threads(cause: &impl fmt::Display) -> Self {
        BatchError {
            kind: Kind::Threads,
            detail: cause.to_string(),
        }
    }

    /// Stable snake_case code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self.kind {
            Kind::Output => "output_unwritable",
            Kind::NoPath => "no_such_path",
            Kind::Threads => "threads_unavailable",
        }
    }

    /// One line in English.
    #[must_use]
    pub fn message(&self) -> String {
        let what = match self.kind {
            Kind::Output => "the output cannot be written",
            Kind::NoPath => "none of the paths is there",
            Kind::Threads => "the threads cannot be started",
        };
        format!("{what}: {}", self.detail)
    }

    /// The same in Vietnamese.
    #[must_use]
    pub fn message_vi(&self) -> String {
        let what = match self.kind {
            Kind::Output => "không ghi được kết quả",
            Kind::NoPath => "không tìm thấy đường dẫn nào",
            Kind::Threads => "không khởi động được các luồng xử lý",
        };
        format!("{what}: {}", self.detail)
    }
}

impl fmt::Display for BatchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message())
    }
}

impl std::error::Error for BatchError {}
