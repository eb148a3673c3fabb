//! Why an input gave no text: one kind for each way to fail, a stable code, a sentence in two languages.

use std::fmt;
use std::io;

use sohoa_layout::Failure;

use crate::{Kind, name};

/// The ways in which an input can fail. The codes are part of the contract of `report.json`.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// No such file; it may have vanished since it was listed, or be a link to nothing.
    NotFound,
    /// The system does not allow it to be read.
    PermissionDenied,
    /// A folder where a file was expected.
    IsDirectory,
    /// A pipe, socket or device; never opened.
    SpecialFile,
    /// It was written to while it was read.
    Changed,
    /// Larger than the limit.
    TooLarge {
        /// Its size in bytes.
        bytes: u64,
        /// The limit in bytes.
        limit: u64,
    },
    /// A known format that holds no text that can be read yet.
    Unsupported(Kind),
    /// Text in an 8-bit encoding that was not told.
    LegacyEncoding,
    /// Meant as UTF-8 or UTF-16, but too much of it is damaged.
    Undecodable {
        /// Bytes that are no text.
        bad: u64,
        /// All bytes.
        of: u64,
    },
    /// It cannot be opened without a password.
    Encrypted,
    /// A known format, too damaged to read; says what is wrong.
    Damaged(String),
    /// It unfolds to more than a limit allows; names the option.
    Limited(&'static str),
    /// A picture, and nothing is there to recognise it; says what is missing.
    NoOcr(String),
    /// A picture, and the recognition failed; says how.
    Unrecognised(String),
    /// No text, and no known format.
    Binary,
    /// The system reported another failure.
    Io(String),
    /// A fault of this program, not of the input.
    Internal,
    /// The program ended on it, twice; the second time it was alone with it.
    Crashed,
    /// It took longer than the limit of seconds.
    TooSlow(u64),
}

/// An input that gave no text, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceError {
    path: String,
    kind: Box<ErrorKind>,
}

impl SourceError {
    /// An error about the input that reports call `path`.
    #[must_use]
    pub fn new(path: impl Into<String>, kind: ErrorKind) -> Self {
        let kind = Box::new(kind);
        SourceError {
            path: path.into(),
            kind,
        }
    }

    pub(crate) fn io(path: &str, error: &io::Error) -> Self {
        SourceError::new(path, ErrorKind::from(error))
    }

    /// The input's name as it stands in reports.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The way it failed.
    #[must_use]
    pub fn kind(&self) -> &ErrorKind {
        &self.kind
    }

    /// Stable snake_case code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match &*self.kind {
            ErrorKind::NotFound => "not_found",
            ErrorKind::PermissionDenied => "permission_denied",
            ErrorKind::IsDirectory => "is_directory",
            ErrorKind::SpecialFile => "special_file",
            ErrorKind::Changed => "changed",
            ErrorKind::TooLarge { .. } => "too_large",
            ErrorKind::Unsupported(kind) => kind.code(),
            ErrorKind::LegacyEncoding => "legacy_encoding",
            ErrorKind::Undecodable { .. } => "undecodable",
            ErrorKind::Encrypted => "encrypted",
            ErrorKind::Damaged(_) => "damaged",
            ErrorKind::Limited(_) => "limited",
            ErrorKind::NoOcr(_) => "ocr_missing",
            ErrorKind::Unrecognised(_) => "ocr_failed",
            ErrorKind::Binary => "binary",
            ErrorKind::Io(_) => "io",
            ErrorKind::Internal => "internal",
            ErrorKind::Crashed => "crashed",
            ErrorKind::TooSlow(_) => "too_slow",
        }
    }

    /// One line in English that names the file and the cause.
    #[must_use]
    pub fn message(&self) -> String {
        format!("{}: {}", name::one_line(&self.path), self.cause())
    }

    /// The same in Vietnamese.
    #[must_use]
    pub fn message_vi(&self) -> String {
        format!("{}: {}", name::one_line(&self.path), self.cause_vi())
    }

    fn cause(&self) -> String {
        match &*self.kind {
            ErrorKind::NotFound => "no such file".into(),
            ErrorKind::PermissionDenied => "no permission to read it".into(),
            ErrorKind::IsDirectory => "this is a folder, a file is needed here".into(),
            ErrorKind::SpecialFile => "this is a pipe, socket or device; it was not opened".into(),
            ErrorKind::Changed => "the file changed while it was being read; try again".into(),
            ErrorKind::TooLarge { bytes, limit } => format!(
                "the file has {bytes} bytes, more than the limit of {limit} (raise it with --max-bytes)"
            ),
            ErrorKind::Unsupported(kind) => format!("this is {}, which cannot be read yet", kind.name()),
            ErrorKind::LegacyEncoding => {
                "this is text in an 8-bit encoding that is none of those known (TCVN3, VNI, VISCII, VPS, Windows-1258); convert it to UTF-8".into()
            }
            ErrorKind::Undecodable { bad, of } => {
                format!("the text is too damaged to read: {bad} of {of} bytes are not text")
            }
            ErrorKind::Encrypted => "the file is locked by a password; unlock it and try again".into(),
            ErrorKind::Damaged(what) => format!("the file is too damaged to read: {what}"),
            ErrorKind::Limited(option) => {
                format!("the file unfolds to more than the limit allows (raise it with {option})")
            }
            ErrorKind::NoOcr(what) => {
                format!("the file is a picture, and {what} (apt install tesseract-ocr tesseract-ocr-vie)")
            }
            ErrorKind::Unrecognised(how) => {
                format!("the file is a picture, and the recognition of its text failed: {how}")
            }
            ErrorKind::Binary => "this is not text and no known document format".into(),
            ErrorKind::Io(cause) => format!("cannot be read: {cause}"),
            ErrorKind::Internal => "the program failed on it; please report it".into(),
            ErrorKind::Crashed => {
                "the program was ended by it, the second time alone with it; please report it".into()
            }
            ErrorKind::TooSlow(limit) => {
                format!("it was not read within {limit} seconds (raise the limit with --max-seconds)")
            }
        }
    }

    fn cause_vi(&self) -> String {
        match &*self.kind {
            ErrorKind::NotFound => "không tìm thấy tệp".into(),
            ErrorKind::PermissionDenied => "không có quyền đọc tệp".into(),
            ErrorKind::IsDirectory => "đây là thư mục, ở đây cần một tệp".into(),
            ErrorKind::SpecialFile => "đây là ống dẫn, socket hoặc thiết bị; chương trình không mở".into(),
            ErrorKind::Changed => "tệp bị thay đổi trong khi đang đọc; hãy thử lại".into(),
            ErrorKind::TooLarge { bytes, limit } => format!(
                "tệp có {bytes} byte, vượt giới hạn {limit} byte (nâng giới hạn bằng --max-bytes)"
            ),
            ErrorKind::Unsupported(kind) => format!("đây là {}, hiện chưa đọc được", kind.name_vi()),
            ErrorKind::LegacyEncoding => {
                "đây là văn bản dùng bảng mã 8 bit không thuộc các bảng mã đã biết (TCVN3, VNI, VISCII, VPS, Windows-1258); hãy chuyển sang UTF-8".into()
            }
            ErrorKind::Undecodable { bad, of } => {
                format!("văn bản hỏng quá nhiều, không đọc được: {bad} trên {of} byte không phải là chữ")
            }
            ErrorKind::Encrypted => "tệp bị khóa bằng mật khẩu; hãy mở khóa rồi thử lại".into(),
            ErrorKind::Damaged(what) => format!("tệp hỏng quá nhiều, không đọc được ({what})"),
            ErrorKind::Limited(option) => {
                format!("tệp bung ra vượt giới hạn cho phép (nâng giới hạn bằng {option})")
            }
            ErrorKind::NoOcr(what) => format!(
                "tệp là ảnh mà máy chưa có chương trình nhận dạng chữ: {what} (apt install tesseract-ocr tesseract-ocr-vie)"
            ),
            ErrorKind::Unrecognised(how) => format!("tệp là ảnh, nhận dạng chữ không thành công: {how}"),
            ErrorKind::Binary => "đây không phải văn bản và không thuộc định dạng nào đã biết".into(),
            ErrorKind::Io(cause) => format!("không đọc được: {cause}"),
            ErrorKind::Internal => "chương trình gặp lỗi khi đọc tệp này; xin báo lại lỗi này".into(),
            ErrorKind::Crashed => {
                "tệp này làm chương trình ngừng đột ngột, lần thứ hai khi chỉ đọc riêng nó; xin báo lại lỗi này".into()
            }
            ErrorKind::TooSlow(limit) => {
                format!("không đọc xong trong {limit} giây (nâng giới hạn bằng --max-seconds)")
            }
        }
    }
}

impl From<Failure> for ErrorKind {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Encrypted => ErrorKind::Encrypted,
            // Decoders tell of damage on several lines.
            Failure::Damaged(what) => ErrorKind::Damaged(what.replace(['\n', '\r'], " ")),
            Failure::Limited(option) => ErrorKind::Limited(option),
            Failure::Late(seconds) => ErrorKind::TooSlow(seconds),
            Failure::NoOcr(what) => ErrorKind::NoOcr(what),
            Failure::Unrecognised(how) => ErrorKind::Unrecognised(how),
        }
    }
}

impl From<&io::Error> for ErrorKind {
    fn from(error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => ErrorKind::NotFound,
            io::ErrorKind::PermissionDenied => ErrorKind::PermissionDenied,
            io::ErrorKind::IsADirectory => ErrorKind::IsDirectory,
            _ => ErrorKind::Io(error.to_string().replace(['\n', '\r'], " ")),
        }
    }
}

impl fmt::Display for SourceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message())
    }
}

impl std::error::Error for SourceError {}
