//! Why nothing was exported.

use std::fmt;
use std::io;
use std::path::Path;

use sohoa_source::display_path;
use sohoa_store::StoreError;

/// An export that failed; its outputs are as they were before.
#[derive(Debug)]
pub struct ExportError(Kind);

#[derive(Debug)]
enum Kind {
    Records(String),
    Line(String, u64),
    Changed,
    Output(String),
    Locked(String),
    #[cfg_attr(feature = "parquet", allow(dead_code))]
    NotBuilt(&'static str),
    Store(StoreError),
}

impl ExportError {
    pub(crate) fn records(path: &Path, cause: &io::Error) -> Self {
        ExportError(Kind::Records(format!("{}: {cause}", display_path(path))))
    }

    pub(crate) fn line(path: &Path, number: u64) -> Self {
        ExportError(Kind::Line(display_path(path), number))
    }

    pub(crate) fn changed() -> Self {
        ExportError(Kind::Changed)
    }

    pub(crate) fn output(path: &Path, cause: &dyn fmt::Display) -> Self {
        ExportError(Kind::Output(format!("{}: {cause}", display_path(path))))
    }

    pub(crate) fn locked(folder: &Path) -> Self {
        ExportError(Kind::Locked(display_path(folder)))
    }

    #[cfg(not(feature = "parquet"))]
    pub(crate) fn not_built(feature: &'static str) -> Self {
        ExportError(Kind::NotBuilt(feature))
    }

    /// Stable snake_case code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match &self.0 {
            Kind::Records(_) => "records_unreadable",
            Kind::Line(..) => "record_malformed",
            Kind::Changed => "records_changed",
            Kind::Output(_) => "output_unwritable",
            Kind::Locked(_) => "export_under_way",
            Kind::NotBuilt(_) => "not_built",
            Kind::Store(error) => error.code(),
        }
    }

    /// One line in English.
    #[must_use]
    pub fn message(&self) -> String {
        match &self.0 {
            Kind::Records(detail) => format!("the records cannot be read: {detail}"),
            Kind::Line(path, line) => {
                format!("{path}: line {line} is not a record of this version of the program")
            }
            Kind::Changed => "the records changed while they were read".into(),
            Kind::Output(detail) => format!("the output cannot be written: {detail}"),
            Kind::Locked(folder) => {
                format!("another export into this folder is under way: {folder}")
            }
            Kind::NotBuilt(feature) => {
                format!("this program was built without it; build with `--features {feature}`")
            }
            Kind::Store(error) => error.message(),
        }
    }

    /// The same in Vietnamese.
    #[must_use]
    pub fn message_vi(&self) -> String {
        match &self.0 {
            Kind::Records(detail) => format!("không đọc được bản ghi: {detail}"),
            Kind::Line(path, line) => {
                format!("{path}: dòng {line} không phải là bản ghi của phiên bản chương trình này")
            }
            Kind::Changed => "tệp bản ghi bị thay đổi trong lúc đọc".into(),
            Kind::Output(detail) => format!("không ghi được kết quả: {detail}"),
            Kind::Locked(folder) => format!("đang có lần xuất khác vào thư mục này: {folder}"),
            Kind::NotBuilt(feature) => {
                format!(
                    "bản chương trình này không có phần đó; hãy dựng với `--features {feature}`"
                )
            }
            Kind::Store(error) => error.message_vi(),
        }
    }
}

impl From<StoreError> for ExportError {
    fn from(error: StoreError) -> Self {
        ExportError(Kind::Store(error))
    }
}

impl fmt::Display for ExportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message())
    }
}

impl std::error::Error for ExportError {}
