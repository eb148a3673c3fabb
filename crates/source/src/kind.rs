//! The kinds of file that are known by their first bytes but hold no text that can be read yet.

/// A kind of file that is recognised and refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
#[allow(missing_docs)]
pub enum Kind {
    Pdf,
    Docx,
    Xlsx,
    Pptx,
    Odt,
    Ods,
    Epub,
    Zip,
    Doc,
    Xls,
    Ppt,
    Ole,
    LockedOffice,
    Rtf,
    Png,
    Jpeg,
    Tiff,
    Gif,
    Bmp,
    Webp,
    Heif,
    Djvu,
    Gzip,
    Bzip2,
    Xz,
    SevenZip,
    Rar,
    Tar,
    Exe,
    Elf,
    Sqlite,
    Mp3,
    Mp4,
    Riff,
    Utf32,
}

impl Kind {
    /// Stable name, used inside error codes (`unsupported_pdf`).
    #[must_use]
    pub fn code(self) -> &'static str {
        self.row().0
    }

    /// What a person calls it, in English.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.row().1
    }

    /// What a person calls it, in Vietnamese.
    #[must_use]
    pub fn name_vi(self) -> &'static str {
        self.row().2
    }

    fn row(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Kind::Pdf => ("unsupported_pdf", "a PDF document", "tài liệu PDF"),
            Kind::Docx => (
                "unsupported_docx",
                "a Word document (DOCX)",
                "văn bản Word (DOCX)",
            ),
            Kind::Xlsx => (
                "unsupported_xlsx",
                "an Excel workbook (XLSX)",
                "bảng tính Excel (XLSX)",
            ),
            Kind::Pptx => (
                "unsupported_pptx",
                "a PowerPoint file (PPTX)",
                "bản trình chiếu PowerPoint (PPTX)",
            ),
            Kind::Odt => (
                "unsupported_odt",
                "an OpenDocument text (ODT)",
                "văn bản OpenDocument (ODT)",
            ),
            Kind::Ods => (
                "unsupported_ods",
                "an OpenDocument sheet (ODS)",
                "bảng tính OpenDocument (ODS)",
            ),
            Kind::Epub => ("unsupported_epub", "an EPUB book", "sách EPUB"),
            Kind::Zip => ("unsupported_zip", "a ZIP archive", "tệp nén ZIP"),
            Kind::Doc => (
                "unsupported_doc",
                "an old Word document (DOC)",
                "văn bản Word đời cũ (DOC)",
            ),
            Kind::Xls => (
                "unsupported_xls",
                "an old Excel workbook (XLS)",
                "bảng tính Excel đời cũ (XLS)",
            ),
            Kind::Ppt => (
                "unsupported_ppt",
                "an old PowerPoint file (PPT)",
                "bản trình chiếu PowerPoint đời cũ (PPT)",
            ),
            Kind::Ole => (
                "unsupported_ole",
                "an OLE2 compound file",
                "tệp phức hợp OLE2",
            ),
            Kind::LockedOffice => (
                "unsupported_locked",
                "an Office document with a password",
                "tài liệu Office có mật khẩu",
            ),
            Kind::Rtf => ("unsupported_rtf", "an RTF document", "văn bản RTF"),
            Kind::Png => ("unsupported_png", "a PNG image", "ảnh PNG"),
            Kind::Jpeg => ("unsupported_jpeg", "a JPEG image", "ảnh JPEG"),
            Kind::Tiff => ("unsupported_tiff", "a TIFF image", "ảnh TIFF"),
            Kind::Gif => ("unsupported_gif", "a GIF image", "ảnh GIF"),
            Kind::Bmp => ("unsupported_bmp", "a BMP image", "ảnh BMP"),
            Kind::Webp => ("unsupported_webp", "a WebP image", "ảnh WebP"),
            Kind::Heif => ("unsupported_heif", "a HEIF image", "ảnh HEIF"),
            Kind::Djvu => ("unsupported_djvu", "a DjVu document", "tài liệu DjVu"),
            Kind::Gzip => ("unsupported_gzip", "a gzip archive", "tệp nén gzip"),
            Kind::Bzip2 => ("unsupported_bzip2", "a bzip2 archive", "tệp nén bzip2"),
            Kind::Xz => ("unsupported_xz", "an xz archive", "tệp nén xz"),
            Kind::SevenZip => ("unsupported_7z", "a 7z archive", "tệp nén 7z"),
            Kind::Rar => ("unsupported_rar", "a RAR archive", "tệp nén RAR"),
            Kind::Tar => ("unsupported_tar", "a tar archive", "tệp gói tar"),
            Kind::Exe => (
                "unsupported_exe",
                "a Windows program (EXE)",
                "chương trình Windows (EXE)",
            ),
            Kind::Elf => (
                "unsupported_elf",
                "a Linux program (ELF)",
                "chương trình Linux (ELF)",
            ),
            Kind::Sqlite => (
                "unsupported_sqlite",
                "an SQLite database",
                "cơ sở dữ liệu SQLite",
            ),
            Kind::Mp3 => ("unsupported_mp3", "an MP3 recording", "tệp âm thanh MP3"),
            Kind::Mp4 => ("unsupported_mp4", "an MP4 video", "tệp phim MP4"),
            Kind::Riff => (
                "unsupported_riff",
                "a WAV or AVI recording",
                "tệp âm thanh hoặc phim WAV, AVI",
            ),
            Kind::Utf32 => (
                "unsupported_utf32",
                "text in UTF-32",
                "văn bản mã hóa UTF-32",
            ),
        }
    }
}
