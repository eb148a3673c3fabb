//! What a ZIP archive or an OLE2 file is by the names of what it holds; nothing is unpacked.

use memchr::memmem;

use crate::Kind;

/// The kind of a ZIP archive by the names in its headers.
pub(super) fn zip_kind(bytes: &[u8]) -> Kind {
    if let Some(kind) = opendocument(bytes) {
        return kind;
    }
    Names::of(bytes).find_map(office).unwrap_or(Kind::Zip)
}

/// The parts of a package of Office lie in a folder that is called after the program.
fn office(name: &[u8]) -> Option<Kind> {
    const FOLDERS: &[(&[u8], Kind)] = &[
        (b"word", Kind::Docx),
        (b"xl", Kind::Xlsx),
        (b"ppt", Kind::Pptx),
    ];
    let at = memchr::memchr2(b'/', b'\\', name)?;
    let is_part = name.ends_with(b".xml") || name.ends_with(b".rels");
    let folder = FOLDERS
        .iter()
        .find(|(f, _)| is_part && name[..at].eq_ignore_ascii_case(f))?;
    Some(folder.1)
}

/// OpenDocument and EPUB put a stored member `mimetype` first.
fn opendocument(bytes: &[u8]) -> Option<Kind> {
    let mime = bytes.get(30..)?.strip_prefix(b"mimetype")?;
    const TYPES: &[(&[u8], Kind)] = &[
        (b"application/vnd.oasis.opendocument.text", Kind::Odt),
        (b"application/vnd.oasis.opendocument.spreadsheet", Kind::Ods),
        (b"application/epub+zip", Kind::Epub),
    ];
    // The type follows the name, or an extra field between them.
    let mime = &mime[..mime.len().min(128)];
    let found = TYPES
        .iter()
        .find(|(t, _)| memmem::find(mime, t).is_some())?;
    Some(found.1)
}

/// The names in the headers of an archive. What lies within a member is passed by, for it may be an archive itself.
struct Names<'a> {
    bytes: &'a [u8],
    at: usize,
}

const LOCAL: &[u8] = b"PK\x03\x04";
const CENTRAL: &[u8] = b"PK\x01\x02";
const END: &[u8] = b"PK\x05\x06";

impl<'a> Names<'a> {
    /// Begins with the directory at the end; where that is not there, with the first member.
    fn of(bytes: &'a [u8]) -> Self {
        let mut names = Names { bytes, at: 0 };
        let end = memmem::rfind(bytes, END).unwrap_or(bytes.len());
        let directory = Names { bytes, at: end }.u32(16).unwrap_or(0);
        let is_there = bytes
            .get(directory..)
            .is_some_and(|b| b.starts_with(CENTRAL));
        names.at = if is_there { directory } else { 0 };
        names
    }

    fn u16(&self, at: usize) -> Option<usize> {
        let at = self.at.checked_add(at)?;
        let pair = self.bytes.get(at..at.checked_add(2)?)?;
        Some(usize::from(u16::from_le_bytes([pair[0], pair[1]])))
    }

    fn u32(&self, at: usize) -> Option<usize> {
        Some(self.u16(at)? | self.u16(at + 2)? << 16)
    }

    /// The name behind the fixed part of a header, and the length of both.
    fn name(&self, fixed: usize, length_at: usize) -> Option<(&'a [u8], usize)> {
        let length = self.u16(length_at)?;
        let start = self.at + fixed;
        let name = self.bytes.get(start..start + length)?;
        Some((name, fixed + length))
    }

    /// Goes to the next header from here on.
    fn search(&mut self) -> Option<()> {
        let rest = self.bytes.get(self.at..)?;
        let mut found = memmem::find_iter(rest, b"PK");
        let is_header = |at: &usize| {
            let rest = &rest[*at..];
            rest.starts_with(LOCAL) || rest.starts_with(CENTRAL)
        };
        self.at += found.find(is_header)?;
        Some(())
    }
}

impl<'a> Iterator for Names<'a> {
    type Item = &'a [u8];

    fn next(&mut self) -> Option<&'a [u8]> {
        self.search()?;
        let (name, rest) = if self.bytes[self.at..].starts_with(LOCAL) {
            let (name, head) = self.name(30, 26)?;
            (name, head + self.u16(28)? + self.u32(18)?)
        } else {
            let (name, head) = self.name(46, 28)?;
            (name, head + self.u16(30)? + self.u16(32)?)
        };
        self.at = self.at.saturating_add(rest);
        Some(name)
    }
}

/// The kind of an OLE2 file by the first name in its directory that tells one: documents within it come later.
pub(super) fn ole_kind(bytes: &[u8]) -> Kind {
    const STREAMS: &[(&str, Kind)] = &[
        ("WordDocument", Kind::Doc),
        ("Workbook", Kind::Xls),
        ("Book", Kind::Xls),
        ("PowerPoint Document", Kind::Ppt),
        ("EncryptedPackage", Kind::LockedOffice),
    ];
    let first = |(name, kind): &(&str, Kind)| Some((entry(bytes, name)?, *kind));
    let found = STREAMS.iter().filter_map(first).min_by_key(|(at, _)| *at);
    found.map_or(Kind::Ole, |(_, kind)| kind)
}

/// Where the directory has an entry with this name: entries are 128 bytes long, the length stands behind the name.
fn entry(bytes: &[u8], name: &str) -> Option<usize> {
    let wide: Vec<u8> = name
        .encode_utf16()
        .chain([0])
        .flat_map(u16::to_le_bytes)
        .collect();
    let length = u16::try_from(wide.len()).unwrap_or(0).to_le_bytes();
    memmem::find_iter(bytes, &wide)
        .find(|at| at % 128 == 0 && bytes.get(at + 64..at + 66) == Some(&length[..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A local header with its member; `told` is whether the header knows how long it is.
    fn member(name: &str, bytes: &[u8], told: bool) -> Vec<u8> {
        let mut out = vec![0u8; 30];
        out[..4].copy_from_slice(b"PK\x03\x04");
        out[6] = if told { 0 } else { 8 };
        let size = if told { bytes.len() } else { 0 };
        out[18..22].copy_from_slice(&u32::try_from(size).unwrap().to_le_bytes());
        out[26] = u8::try_from(name.len()).unwrap();
        out.extend_from_slice(name.as_bytes());
        out.extend_from_slice(bytes);
        out
    }

    fn zip(names: &[&str]) -> Vec<u8> {
        names.iter().flat_map(|n| member(n, b"", true)).collect()
    }

    #[test]
    fn names_what_a_zip_holds() {
        let docx = zip(&["[Content_Types].xml", "_rels/.rels", "word/document.xml"]);
        assert_eq!(zip_kind(&docx), Kind::Docx);
        assert_eq!(zip_kind(&zip(&["xl\\workbook.xml"])), Kind::Xlsx);
        assert_eq!(zip_kind(&zip(&["a.txt", "word/a.txt"])), Kind::Zip);
        let odt = zip(&["mimetypeapplication/vnd.oasis.opendocument.text"]);
        assert_eq!(zip_kind(&odt), Kind::Odt);
        let streamed = [
            member("_rels/.rels", b"<r/>", false),
            member("word/document.xml", b"<w/>", false),
        ];
        assert_eq!(zip_kind(&streamed.concat()), Kind::Docx);
    }

    #[test]
    fn what_a_stored_member_holds_is_its_own() {
        let docx = zip(&["[Content_Types].xml", "word/document.xml"]);
        let outer = [member("a.docx", &docx, true), member("b.txt", b"x", true)];
        assert_eq!(zip_kind(&outer.concat()), Kind::Zip);
    }

    #[test]
    fn a_cut_or_damaged_header_is_no_danger() {
        let docx = zip(&["a.xml", "word/document.xml"]);
        for end in 0..docx.len() {
            let _ = zip_kind(&docx[..end]);
        }
        let mut long = member("a.xml", b"", true);
        long[18..22].copy_from_slice(&[0xff; 4]);
        assert_eq!(zip_kind(&[long, docx].concat()), Kind::Zip);
    }

    fn ole(names: &[&str]) -> Vec<u8> {
        let mut out = vec![0; 512];
        for name in names {
            let mut entry: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
            let length = entry.len() + 2;
            entry.resize(128, 0);
            entry[64] = u8::try_from(length).unwrap();
            out.extend(entry);
        }
        out
    }

    #[test]
    fn ole_streams_tell_the_program() {
        let cases: [(&[&str], Kind); 5] = [
            (&[], Kind::Ole),
            (
                &["Root Entry", "1Table", "WordDocument", "Workbook"],
                Kind::Doc,
            ),
            (&["Root Entry", "Workbook", "WordDocument"], Kind::Xls),
            (&["EncryptionInfo", "EncryptedPackage"], Kind::LockedOffice),
            (&["My Workbook"], Kind::Ole),
        ];
        for (names, kind) in cases {
            assert_eq!(ole_kind(&ole(names)), kind, "{names:?}");
        }
    }
}
