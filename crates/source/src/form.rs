//! The forms of files: what people call them, and the ends of names that go with them.

use crate::ErrorKind;

/// A form of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Form {
    /// What people call it, in every language.
    pub name: &'static str,
    /// Its media type; nothing for forms that are only refused.
    media_type: &'static str,
    /// The end of its error code (`unsupported_…`); nothing for forms that are always read.
    code: &'static str,
    /// Ends of names, in small letters.
    ends: &'static [&'static str],
}

const FORMS: &[Form] = &[
    form(
        "text",
        "text/plain",
        "",
        &["txt", "text", "md", "markdown", "asc"],
    ),
    form(
        "HTML",
        "text/html",
        "",
        &["html", "htm", "xhtml", "mht", "mhtml", "aspx", "php"],
    ),
    form(
        "hOCR",
        "text/vnd.hocr+html",
        "",
        &["hocr", "html", "htm", "xhtml"],
    ),
    form("ALTO", "application/alto+xml", "", &["xml", "alto"]),
    form(
        "PAGE XML",
        "application/vnd.prima.page+xml",
        "",
        &["xml", "page"],
    ),
    form("TSV", "text/tab-separated-values", "", &["tsv", "txt"]),
    form("PDF", "application/pdf", "pdf", &["pdf"]),
    form(
        "DOCX",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "docx",
        &["docx", "docm", "dotx"],
    ),
    form(
        "XLSX",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "xlsx",
        &["xlsx", "xlsm"],
    ),
    form("PPTX", "", "pptx", &["pptx", "ppsx", "pptm"]),
    form(
        "ODT",
        "application/vnd.oasis.opendocument.text",
        "odt",
        &["odt", "ott"],
    ),
    form(
        "ODS",
        "application/vnd.oasis.opendocument.spreadsheet",
        "ods",
        &["ods"],
    ),
    form("EPUB", "application/epub+zip", "epub", &["epub"]),
    form("DOC", "application/msword", "doc", &["doc", "dot"]),
    form("XLS", "application/vnd.ms-excel", "xls", &["xls"]),
    form("PPT", "", "ppt", &["ppt", "pps"]),
    form("RTF", "application/rtf", "rtf", &["rtf", "doc"]),
    form("PNG", "image/png", "png", &["png"]),
    form("JPEG", "image/jpeg", "jpeg", &["jpg", "jpeg", "jpe"]),
    form("TIFF", "image/tiff", "tiff", &["tif", "tiff"]),
    form("GIF", "", "gif", &["gif"]),
    form("BMP", "", "bmp", &["bmp"]),
    form("WebP", "", "webp", &["webp"]),
    form("ZIP", "", "zip", &["zip"]),
    form("gzip", "", "gzip", &["gz", "tgz"]),
    form("xz", "", "xz", &["xz"]),
    form("7z", "", "7z", &["7z"]),
    form("RAR", "", "rar", &["rar"]),
    form("tar", "", "tar", &["tar"]),
    form("SQLite", "", "sqlite", &["db", "sqlite", "sqlite3"]),
    form("EXE", "", "exe", &["exe", "dll"]),
];

const fn form(
    name: &'static str,
    media_type: &'static str,
    code: &'static str,
    ends: &'static [&'static str],
) -> Form {
    Form {
        name,
        media_type,
        code,
        ends,
    }
}

impl Form {
    /// The form with this media type.
    #[must_use]
    pub fn of_media_type(media_type: &str) -> Option<Form> {
        FORMS
            .iter()
            .find(|f| !f.media_type.is_empty() && f.media_type == media_type)
            .copied()
    }

    /// The form of a file that is recognised and refused.
    #[must_use]
    pub fn of_refused(error: &ErrorKind) -> Option<Form> {
        let ErrorKind::Unsupported(kind) = error else {
            return None;
        };
        let code = kind.code().strip_prefix("unsupported_")?;
        FORMS.iter().find(|f| f.code == code).copied()
    }

    /// Whether the end of a name belongs to another form: one that is known, and not this one's.
    #[must_use]
    pub fn contradicts(&self, name: &str) -> bool {
        let end = name
            .rsplit('/')
            .next()
            .and_then(|file| file.rsplit_once('.'));
        let Some(end) = end.map(|(_, end)| end.to_ascii_lowercase()) else {
            return false;
        };
        let known = FORMS.iter().any(|f| f.ends.contains(&end.as_str()));
        known && !self.ends.contains(&end.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_say_another_form() {
        let html = Form::of_media_type("text/html").unwrap();
        assert!(html.contradicts("a/b.doc") && html.contradicts("x.zip!/b.PDF"));
        assert!(
            !html.contradicts("b.HTM")
                && !html.contradicts("b.2024")
                && !html.contradicts("a.doc/b")
        );
        assert_eq!(Form::of_media_type(""), None);
        let refused = Form::of_refused(&ErrorKind::Unsupported(crate::Kind::Rar));
        assert_eq!(refused.map(|f| f.name), Some("RAR"));
    }
}
