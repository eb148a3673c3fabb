//! Why a batch could not run at all; the failure of one input is never one of these.

use std::fmt;
use std::io;
use std::path::Path;

use sohoa_ledger::LedgerError;
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
    Busy,
    Later,
    Quarantine,
    Shelf,
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

    pub(crate) fn ledger(out: &Path, cause: &LedgerError) -> Self {
        let shown = display_path(out);
        let (kind, detail) = match cause {
            LedgerError::Busy(Some(process)) => (Kind::Busy, format!("{shown} ({process})")),
            LedgerError::Busy(None) => (Kind::Busy, shown),
            LedgerError::Later => (Kind::Later, shown),
            LedgerError::File(path, cause) => return BatchError::output(path, cause),
            LedgerError::Database(cause) => (Kind::Output, format!("{shown}: {cause}")),
        };
        BatchError { kind, detail }
    }

    pub(crate) fn quarantine(folder: &Path) -> Self {
        BatchError {
            kind: Kind::Quarantine,
            detail: display_path(folder),
        }
    }

    pub(crate) fn shelf(folder: &Path) -> Self {
        BatchError {
            kind: Kind::Shelf,
            detail: display_path(folder),
        }
    }

    /// Stable snake_case code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self.kind {
            Kind::Output => "output_unwritable",
            Kind::NoPath => "no_such_path",
            Kind::Threads => "threads_unavailable",
            Kind::Busy => "output_busy",
            Kind::Later => "output_of_later_version",
            Kind::Quarantine => "quarantine_not_ours",
            Kind::Shelf => "pdf_out_not_ours",
        }
    }

    /// One line in English.
    #[must_use]
    pub fn message(&self) -> String {
        let what = match self.kind {
            Kind::Output => "the output cannot be written",
            Kind::NoPath => "none of the paths is there",
            Kind::Threads => "the threads cannot be started",
            Kind::Busy => {
                "another run is writing to this folder; wait for it or end it (folder, process)"
            }
            Kind::Later => "the folder was written by a later version of this program",
            Kind::Quarantine => {
                "the quarantine folder holds other files; name a new or an empty one"
            }
            Kind::Shelf => {
                "the folder for searchable PDF holds other files; name a new or an empty one"
            }
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
            Kind::Busy => {
                "một lần chạy khác đang ghi vào thư mục này; hãy đợi hoặc dừng lần chạy đó (thư mục, tiến trình)"
            }
            Kind::Later => "thư mục do phiên bản mới hơn của chương trình ghi",
            Kind::Quarantine => {
                "thư mục cách ly có tệp khác; hãy chỉ định thư mục mới hoặc thư mục trống"
            }
            Kind::Shelf => {
                "thư mục ghi PDF tìm kiếm được có tệp khác; hãy chỉ định thư mục mới hoặc thư mục trống"
            }
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
