//! What to do about an input that gave no record, by its error code.

/// What happened and what helps, in Vietnamese and in English.
pub(crate) struct Advice {
    pub what_vi: &'static str,
    pub what: &'static str,
    pub help_vi: &'static str,
    pub help: &'static str,
}

macro_rules! advice {
    ($($code:literal: $what_vi:literal, $what:literal, $help_vi:literal, $help:literal;)*) => {
        /// Every cause, by the code or by how the code begins.
        const ALL: &[(&str, Advice)] = &[$(($code, Advice {
            what_vi: $what_vi, what: $what, help_vi: $help_vi, help: $help,
        }),)*];
    };
}

advice! {
    "not_found": "Không còn tệp", "The file is gone",
        "Tệp bị xóa, chuyển đi, hoặc là liên kết hỏng. Đặt lại tệp rồi chạy lại lệnh.",
        "It was removed or moved, or is a link to nothing. Put it back and start again.";
    "permission_denied": "Không có quyền đọc", "No permission to read",
        "Cấp quyền đọc cho người chạy lệnh rồi chạy lại.",
        "Give the one who runs the command the right to read it, and start again.";
    "is_directory": "Là thư mục", "A folder",
        "Nêu thư mục chứa nó trong lệnh.",
        "Name the folder itself as an argument.";
    "special_file": "Không phải tệp thường", "Not an ordinary file",
        "Không cần làm gì: ống dẫn, socket và thiết bị không bao giờ được mở.",
        "Nothing: pipes, sockets and devices are never opened.";
    "changed": "Tệp thay đổi trong khi đọc", "Changed while it was read",
        "Đợi chương trình khác ghi xong rồi chạy lại; chỉ những tệp này được đọc lại.",
        "Wait until the other program is done with it and start again; only such files are read again.";
    "too_large": "Tệp quá lớn", "Too large",
        "Nâng giới hạn bằng --max-bytes, hoặc tách tệp.",
        "Raise the limit with --max-bytes, or split the file.";
    "limited": "Bung ra vượt giới hạn", "Unfolds beyond a limit",
        "Nếu tin cậy tệp này, nâng giới hạn nêu trong thông báo; tệp nén cố ý phình to cũng cho lỗi này.",
        "If the file is to be trusted, raise the limit that the message names; files packed to harm give this error too.";
    "unsupported_": "Định dạng chưa đọc được", "A format that cannot be read yet",
        "Chuyển tệp sang định dạng đọc được (văn bản, DOCX, PDF có lớp chữ), hoặc nhận dạng chữ nếu là ảnh.",
        "Convert it to a format that can be read (text, DOCX, PDF with a text layer), or have a picture recognised first.";
    "legacy_encoding": "Bảng mã cũ không xác định được", "An old encoding that was not told",
        "Mở bằng chương trình đã tạo ra tệp và lưu lại bằng Unicode (UTF-8).",
        "Open it with the program that made it and save it as Unicode (UTF-8).";
    "undecodable": "Chữ hỏng quá nhiều", "The text is too damaged",
        "Tìm bản sao khác; nếu là văn bản quét, nhận dạng lại.",
        "Look for another copy; if it was scanned, have it recognised again.";
    "encrypted": "Khóa bằng mật khẩu", "Locked by a password",
        "Mở khóa, lưu bản không có mật khẩu, rồi chạy lại.",
        "Unlock it, save a copy without the password, and start again.";
    "damaged": "Tệp hỏng", "Damaged",
        "Mở thử bằng chương trình gốc và lưu lại; nếu không mở được, tìm bản sao khác.",
        "Try to open it with its own program and save it again; if that fails, look for another copy.";
    "binary": "Không phải văn bản", "No text and no known format",
        "Nếu tệp này không phải văn bản thì bỏ ra khỏi thư mục; nếu phải, báo lại cho chúng tôi.",
        "If it is no document, take it out of the folder; if it is one, please report it.";
    "io": "Lỗi đọc đĩa", "The system could not read it",
        "Kiểm tra đĩa hoặc kết nối mạng rồi chạy lại.",
        "Look after the disk or the network, and start again.";
    "internal": "Lỗi của chương trình", "A fault of this program",
        "Xin báo lại lỗi này kèm tệp nếu có thể; các tệp khác không bị ảnh hưởng.",
        "Please report it, with the file if you may; the other files are not touched by it.";
    "crashed": "Tệp làm chương trình ngừng đột ngột", "It ended the program",
        "Xin báo lại lỗi này. Tệp được thử riêng một lần và không được đọc lại, trừ khi dùng --retry-failed.",
        "Please report it. It was tried once more by itself, and is not read again but with --retry-failed.";
    "too_slow": "Đọc quá lâu", "It took too long",
        "Chạy lại với --retry-failed và --max-seconds lớn hơn.",
        "Start again with --retry-failed and a larger --max-seconds.";
}

/// What to do about a cause.
pub(crate) fn about(code: &str) -> Option<&'static Advice> {
    let exact = ALL.iter().find(|(c, _)| *c == code);
    let begins = || {
        let open = ALL.iter().filter(|(c, _)| c.ends_with('_'));
        open.into_iter().find(|(c, _)| code.starts_with(c))
    };
    exact.or_else(begins).map(|(_, advice)| advice)
}

#[cfg(test)]
mod tests {
    use sohoa_source::{ErrorKind, Kind, SourceError};

    use super::about;

    #[test]
    fn every_cause_has_its_advice() {
        let kinds = [
            ErrorKind::NotFound,
            ErrorKind::PermissionDenied,
            ErrorKind::IsDirectory,
            ErrorKind::SpecialFile,
            ErrorKind::Changed,
            ErrorKind::TooLarge { bytes: 2, limit: 1 },
            ErrorKind::Unsupported(Kind::Zip),
            ErrorKind::LegacyEncoding,
            ErrorKind::Undecodable { bad: 1, of: 2 },
            ErrorKind::Encrypted,
            ErrorKind::Damaged(String::new()),
            ErrorKind::Limited("--max-depth"),
            ErrorKind::Binary,
            ErrorKind::Io(String::new()),
            ErrorKind::Internal,
            ErrorKind::Crashed,
            ErrorKind::TooSlow(1),
        ];
        for kind in kinds {
            let error = SourceError::new("x", kind);
            assert!(about(error.code()).is_some(), "{}", error.code());
        }
        assert!(about("nothing").is_none());
    }
}
