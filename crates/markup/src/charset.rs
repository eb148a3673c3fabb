//! The encoding of a page: what its bytes, its head and its letters say, in this order.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, X_USER_DEFINED};

/// How far into a page its encoding may be declared.
const DECLARED_WITHIN: usize = 4096;

/// A page as text.
pub(crate) struct Decoded {
    pub text: String,
    /// Its encoding in small letters, where it is not UTF-8.
    pub encoding: Option<String>,
}

/// Decodes a page; a byte that is no letter becomes U+FFFD. Where nothing tells the encoding, each byte becomes the
/// character that Windows-1252 has for it: what it was can be told from the words.
pub(crate) fn decode(bytes: &[u8]) -> Decoded {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return decoded(&bytes[mark..], encoding);
    }
    if let Some(wide) = wide(bytes) {
        return decoded(bytes, wide);
    }
    // Pages are converted and their heads forgotten: letters that are UTF-8 are not so by accident.
    let encoding = match declared(bytes) {
        _ if std::str::from_utf8(bytes).is_ok() => UTF_8,
        Some(encoding) if encoding != UTF_8 => encoding,
        _ if is_mostly_utf8(bytes) => UTF_8,
        _ => WINDOWS_1252,
    };
    decoded(bytes, encoding)
}

/// Whether the first letter is that of a tag: most inputs are no pages, and need not be decoded to know it.
pub(crate) fn begins_with_tag(bytes: &[u8]) -> bool {
    // Bytes of white space and of marks of Unicode, in UTF-8 and in UTF-16.
    let is_blank =
        |b: &u8| b.is_ascii_whitespace() || b"\0\xef\xbb\xbf\xfe\xff\xc2\xa0".contains(b);
    bytes.iter().find(|b| !is_blank(b)) == Some(&b'<')
}

/// The beginning of a page as text, enough to see its outermost element.
pub(crate) fn head(bytes: &[u8]) -> String {
    decode(&bytes[..bytes.len().min(DECLARED_WITHIN)]).text
}

fn decoded(bytes: &[u8], encoding: &'static Encoding) -> Decoded {
    // Fonts of old encodings put their letters on the places of Latin 1.
    let encoding = if encoding == X_USER_DEFINED {
        WINDOWS_1252
    } else {
        encoding
    };
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    Decoded {
        text: text.into_owned(),
        encoding: (encoding != UTF_8).then(|| encoding.name().to_ascii_lowercase()),
    }
}

/// UTF-16 without a mark: the first tag has a zero beside each letter.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    match bytes {
        [b'<', 0, _, 0, ..] => Some(UTF_16LE),
        [0, b'<', 0, _, ..] => Some(UTF_16BE),
        _ => None,
    }
}

/// Letters of another encoding are UTF-8 by rare accident: whole ones outnumber the damaged.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += chunk.invalid().len();
    }
    bad <= good
}

/// What `<meta charset=…>`, `<meta … content="…; charset=…">` or `<?xml encoding=…?>` says.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(DECLARED_WITHIN)];
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let after = |key: &str| {
        let rest = head.split_once(key)?.1.trim_start().strip_prefix('=')?;
        let rest = rest.trim_start().trim_start_matches(['"', '\'']);
        let end = rest.find(['"', '\'', ' ', ';', '>', '/', '?']);
        Encoding::for_label(&rest.as_bytes()[..end.unwrap_or(rest.len())])
    };
    after("charset").or_else(|| after("encoding"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::WINDOWS_1258;

    #[test]
    fn the_head_is_believed_unless_the_letters_say_otherwise() {
        let page = "<meta charset=\"windows-1258\"><p>Kế hoạch</p>";
        assert_eq!(decode(page.as_bytes()).encoding, None);
        let (old, _, _) = WINDOWS_1258.encode("<meta charset=windows-1258><p>xã Đông</p>");
        let old = decode(&old);
        assert!(old.text.contains("Đông"));
        assert_eq!(old.encoding.as_deref(), Some("windows-1258"));
    }

    #[test]
    fn letters_alone() {
        let old = decode(b"<p>S\xe8: 5 c\xb8n b\xe9</p>");
        assert_eq!(old.encoding.as_deref(), Some("windows-1252"));
        let mut damaged = "<p>Ủy ban nhân dân huyện Suối Đá</p>".as_bytes().to_vec();
        damaged[4] = b'!';
        assert_eq!(decode(&damaged).encoding, None);
    }

    #[test]
    fn wide_letters() {
        let wide = |mark: &str| -> Vec<u8> {
            format!("{mark}<html>Số 5</html>")
                .encode_utf16()
                .flat_map(u16::to_le_bytes)
                .collect()
        };
        for mark in ["", "\u{feff}"] {
            let page = decode(&wide(mark));
            assert_eq!(page.text, "<html>Số 5</html>");
            assert_eq!(page.encoding.as_deref(), Some("utf-16le"));
        }
    }
}
