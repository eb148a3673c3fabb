//! What a file is, by its bytes and never by its name.
//!
//! Only signatures that plain text cannot begin with by accident are taken at their word; the short ones
//! (`BM`, `MZ`, `ID3`, `PDF` after junk) are believed only with the header that must follow them.

mod pack;

use memchr::memmem;

use crate::Kind;

/// How much of a file is enough to tell its kind.
pub(crate) const HEAD: usize = 64 * 1024;

/// The kind of a file that is not text, by its first bytes; `None` where it may be text.
pub(crate) fn sniff(head: &[u8]) -> Option<Kind> {
    fixed(head)
        .or_else(|| container(head))
        .or_else(|| media(head))
        .or_else(|| guarded(head))
}

/// Signatures long enough, or odd enough, to stand alone.
fn fixed(head: &[u8]) -> Option<Kind> {
    const TABLE: &[(&[u8], Kind)] = &[
        (b"%PDF-", Kind::Pdf),
        (b"{\\rtf", Kind::Rtf),
        (b"\x89PNG\r\n\x1a\n", Kind::Png),
        (b"\xff\xd8\xff", Kind::Jpeg),
        (b"II*\0", Kind::Tiff),
        (b"MM\0*", Kind::Tiff),
        (b"II+\0", Kind::Tiff),
        (b"MM\0+", Kind::Tiff),
        (b"GIF87a", Kind::Gif),
        (b"GIF89a", Kind::Gif),
        (b"AT&TFORM", Kind::Djvu),
        (b"\x1f\x8b", Kind::Gzip),
        (b"\xfd7zXZ\0", Kind::Xz),
        (b"7z\xbc\xaf\x27\x1c", Kind::SevenZip),
        (b"Rar!\x1a\x07", Kind::Rar),
        (b"\x7fELF", Kind::Elf),
        (b"SQLite format 3\0", Kind::Sqlite),
        // Before the UTF-16 mark that it begins with.
        (b"\xff\xfe\0\0", Kind::Utf32),
        (b"\0\0\xfe\xff", Kind::Utf32),
    ];
    let (_, kind) = TABLE.iter().find(|(magic, _)| head.starts_with(magic))?;
    Some(*kind)
}

/// Containers whose kind is told by what they hold.
fn container(head: &[u8]) -> Option<Kind> {
    const OLE2: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
    if head.starts_with(OLE2) {
        return Some(pack::ole_kind(head));
    }
    let empty_zip = head.starts_with(b"PK\x05\x06");
    (empty_zip || head.starts_with(b"PK\x03\x04")).then(|| pack::zip_kind(head))
}

/// Sound, film and the image formats that share their envelopes.
fn media(head: &[u8]) -> Option<Kind> {
    if head.starts_with(b"RIFF") {
        return match head.get(8..12)? {
            b"WEBP" => Some(Kind::Webp),
            b"WAVE" | b"AVI " => Some(Kind::Riff),
            _ => None,
        };
    }
    if head.get(4..8) == Some(b"ftyp") {
        let heif = matches!(head.get(8..12)?, b"heic" | b"heix" | b"mif1" | b"avif");
        return Some(if heif { Kind::Heif } else { Kind::Mp4 });
    }
    let id3 = head.starts_with(b"ID3") && head.get(3).is_some_and(|v| *v < 0x10);
    let frame = matches!(head, [0xff, 0xfb | 0xf3 | 0xf2, ..]);
    (id3 || frame).then_some(Kind::Mp3)
}

/// Short signatures, believed only with the header that goes with them.
fn guarded(head: &[u8]) -> Option<Kind> {
    if head.get(257..262) == Some(b"ustar") {
        return Some(Kind::Tar);
    }
    if head.starts_with(b"BZh") && head.get(4..10) == Some(b"1AY&SY") {
        return Some(Kind::Bzip2);
    }
    if head.starts_with(b"BM") && is_bmp(head) {
        return Some(Kind::Bmp);
    }
    if head.starts_with(b"MZ") && head.get(..64).is_some_and(|h| h.contains(&0)) {
        return Some(Kind::Exe);
    }
    // A PDF may have up to 1,024 bytes of junk before it; a text may speak of "%PDF-".
    let start = &head[..head.len().min(1024)];
    let junk = memmem::find(start, b"%PDF-").is_some() && std::str::from_utf8(head).is_err();
    junk.then_some(Kind::Pdf)
}

/// A text may begin with the letters BM; a bitmap goes on with two reserved zeros and a known header size.
fn is_bmp(head: &[u8]) -> bool {
    let reserved = head.get(6..10) == Some(&[0; 4]);
    reserved && matches!(head.get(14), Some(12 | 40 | 52 | 56 | 64 | 108 | 124))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_that_looks_like_a_signature_is_text() {
        for text in [
            "BM01/BC-UBND",
            "MZ",
            "ID3 Kế hoạch",
            "RIFF",
            "Xem tệp %PDF-1.4",
        ] {
            assert_eq!(sniff(text.as_bytes()), None, "{text}");
        }
    }
}
