//! One input from the disk to decoded text.

use std::fs::{self, File, Metadata};
use std::io::{self, Read};
use std::path::Path;

use sha2::{Digest, Sha256};
use sohoa_layout::{Failure, Layout, Limits};
use sohoa_raster::Pages;

use crate::container::{self, Body};
use crate::folder::Folder;
use crate::reader::{self, Content, Evidence, SourceReader};
use crate::sniff::{self, HEAD};
use crate::{ErrorKind, Input, Kind, Means, SourceError, name};

/// An input as text, with what is known of its bytes.
#[derive(Debug, Clone, PartialEq)]
pub struct Decoded {
    /// The decoded text; every offset in a record is into this.
    pub text: String,
    /// Size of the input in bytes.
    pub bytes: u64,
    /// SHA-256 of the input's bytes in hex.
    pub sha256: String,
    /// Media type of the input.
    pub media_type: String,
    /// What told the media type.
    pub evidence: Evidence,
    /// Encoding that the text was decoded from.
    pub encoding: String,
    /// Bytes that were no text, each shown as U+FFFD.
    pub undecodable: u32,
    /// What the format knows beside the text.
    pub layout: Layout,
}

/// Reads the file at `path`, or the member of a container that it names (`archive.zip!/a.txt`).
///
/// # Errors
/// A [`SourceError`] that names the path as given.
pub fn load<'m>(path: &Path, means: impl Into<Means<'m>>) -> Result<Decoded, SourceError> {
    load_named(path, &name::display_path(path), means)
}

/// Reads the file at `path`; errors name it `shown`.
///
/// # Errors
/// A [`SourceError`] that names the file `shown`.
pub fn load_named<'m>(
    path: &Path,
    shown: &str,
    means: impl Into<Means<'m>>,
) -> Result<Decoded, SourceError> {
    let means = means.into();
    let raw = file(path, means.limits).map_err(|kind| SourceError::new(shown, kind))?;
    raw.decode(shown, means)
}

/// Reads an input that [`walk`](crate::walk()) found, be it a file or a member of a container.
///
/// # Errors
/// A [`SourceError`] that names the input.
pub fn load_input<'m>(input: &Input, means: impl Into<Means<'m>>) -> Result<Decoded, SourceError> {
    let means = means.into();
    open_input(input, means.limits)?.decode(&input.name, means)
}

/// The bytes of an input, known by their digest before anything is made of them.
pub struct Raw {
    held: Held,
    digest: [u8; 32],
}

enum Held {
    /// All bytes, and what reads them.
    Bytes(Vec<u8>, &'static dyn SourceReader),
    /// Page images on the disk.
    Folder(Folder),
}

/// Reads the bytes of an input; [`load_input`] in two steps.
///
/// # Errors
/// A [`SourceError`] that names the input.
pub fn open_input(input: &Input, limits: &Limits) -> Result<Raw, SourceError> {
    let raw = match &input.body {
        None => file(&input.path, limits),
        Some(body) => member(body, limits),
    };
    raw.map_err(|kind| SourceError::new(&input.name, kind))
}

impl Raw {
    fn of(bytes: Vec<u8>, reader: &'static dyn SourceReader) -> Raw {
        Raw {
            digest: Sha256::digest(&bytes).into(),
            held: Held::Bytes(bytes, reader),
        }
    }

    /// SHA-256 of the bytes.
    #[must_use]
    pub fn digest(&self) -> [u8; 32] {
        self.digest
    }

    /// How many bytes there are.
    #[must_use]
    pub fn size(&self) -> u64 {
        match &self.held {
            Held::Bytes(bytes, _) => bytes.len() as u64,
            Held::Folder(folder) => folder.bytes,
        }
    }

    /// The pictures of its pages.
    ///
    /// # Errors
    /// When it is of no kind that has page images, or damaged, or larger than the limits.
    pub fn pages(&self, limits: &Limits) -> Result<Pages<'_>, Failure> {
        match &self.held {
            Held::Bytes(bytes, _) => sohoa_raster::pages(bytes, limits),
            Held::Folder(folder) => sohoa_raster::pages_of_files(&folder.pages, limits),
        }
    }

    /// Turns the bytes into text.
    ///
    /// # Errors
    /// A [`SourceError`] that names the input `shown`.
    pub fn decode<'m>(
        self,
        shown: &str,
        means: impl Into<Means<'m>>,
    ) -> Result<Decoded, SourceError> {
        self.text(&means.into())
            .map_err(|kind| SourceError::new(shown, kind))
    }

    fn text(self, means: &Means<'_>) -> Result<Decoded, ErrorKind> {
        let size = self.size();
        let (content, evidence) = match self.held {
            Held::Bytes(bytes, reader) => (reader.read(bytes, means)?, reader.evidence()),
            Held::Folder(folder) => (of_folder(&folder, means)?, Evidence::Signature),
        };
        let encoding = content.layout.encoding.clone();
        Ok(Decoded {
            text: content.text,
            bytes: size,
            sha256: hex(&self.digest),
            media_type: content.media_type.to_owned(),
            evidence,
            encoding: encoding.unwrap_or_else(|| content.encoding.to_owned()),
            undecodable: content.undecodable,
            layout: content.layout,
        })
    }
}

fn file(path: &Path, limits: &Limits) -> Result<Raw, ErrorKind> {
    if let Some((outer, name)) = container::split(path) {
        return member(&container::member(outer, name, limits)?, limits);
    }
    // Looked at before it is opened: to open a pipe is to wait for its other end.
    let meta = fs::metadata(path).map_err(kind)?;
    if meta.is_dir()
        && let Some(folder) = Folder::open(path, limits.bytes)?
    {
        return Ok(Raw {
            digest: folder.digest,
            held: Held::Folder(folder),
        });
    }
    regular(&meta)?;
    let mut file = File::open(path).map_err(kind)?;
    let before = file.metadata().map_err(kind)?;
    let mut bytes = Vec::with_capacity(room(before.len(), limits));
    take(&mut file, HEAD as u64, &mut bytes)?;
    if is_container(&bytes) {
        take(&mut file, limits.bytes, &mut bytes)?;
    }
    let reader = reader_of(&bytes)?;
    let most = limits.bytes.saturating_add(1);
    let left = most.saturating_sub(bytes.len() as u64);
    take(&mut file, left, &mut bytes)?;
    let size = bytes.len() as u64;
    if size > limits.bytes {
        let (bytes, limit) = (before.len().max(size), limits.bytes);
        return Err(ErrorKind::TooLarge { bytes, limit });
    }
    unchanged(&before, &file.metadata().map_err(kind)?, size)?;
    Ok(Raw::of(bytes, reader))
}

/// The page images of a folder are read as they would be from one file.
fn of_folder(folder: &Folder, means: &Means<'_>) -> Result<Content, ErrorKind> {
    let scanner = means.scanner().ok_or(ErrorKind::IsDirectory)?;
    let pages = sohoa_raster::pages_of_files(&folder.pages, means.limits)?;
    means.tell(pages.len());
    let read = scanner.read_pages(&pages)?;
    Ok(Content::of(folder.media_type, read))
}

/// A member is unpacked whole, but not beyond what the limits allow.
fn member(body: &Body, limits: &Limits) -> Result<Raw, ErrorKind> {
    let head = body.head(HEAD)?;
    let far = is_container(&head);
    if !far {
        reader_of(&head)?;
    }
    let bytes = body.read(limits.bytes)?;
    let reader = reader_of(if far { &bytes } else { &head })?;
    if limits.is_bomb(body.packed(), bytes.len() as u64) {
        return Err(ErrorKind::Limited("--max-ratio"));
    }
    Ok(Raw::of(bytes, reader))
}

/// Room for a file of so many bytes as may be read, and one more to see its end.
fn room(size: u64, limits: &Limits) -> usize {
    usize::try_from(size.min(limits.bytes) + 1).unwrap_or(0)
}

fn regular(meta: &Metadata) -> Result<(), ErrorKind> {
    if meta.is_file() {
        Ok(())
    } else if meta.is_dir() {
        Err(ErrorKind::IsDirectory)
    } else {
        Err(ErrorKind::SpecialFile)
    }
}

fn take(file: &mut File, limit: u64, bytes: &mut Vec<u8>) -> Result<(), ErrorKind> {
    file.take(limit).read_to_end(bytes).map_err(kind)?;
    Ok(())
}

fn kind(error: io::Error) -> ErrorKind {
    ErrorKind::from(&error)
}

/// Such a file may keep the names of its parts far from its head.
fn is_container(head: &[u8]) -> bool {
    matches!(sniff::sniff(head), Some(Kind::Zip | Kind::Ole))
}

/// The reader for an input that begins with `head`, or the name of what no reader takes.
fn reader_of(head: &[u8]) -> Result<&'static dyn SourceReader, ErrorKind> {
    let refused = || match sniff::sniff(head) {
        Some(Kind::LockedOffice) => ErrorKind::Encrypted,
        Some(kind) => ErrorKind::Unsupported(kind),
        None => ErrorKind::Binary,
    };
    reader::reader_for(head).ok_or_else(refused)
}

/// Half of an old text and half of a new one would be a record of neither.
fn unchanged(before: &Metadata, after: &Metadata, read: u64) -> Result<(), ErrorKind> {
    let same_time = match (before.modified(), after.modified()) {
        (Ok(a), Ok(b)) => a == b,
        _ => true,
    };
    if same_time && before.len() == after.len() && read >= before.len() {
        Ok(())
    } else {
        Err(ErrorKind::Changed)
    }
}

fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digits = bytes.iter().flat_map(|b| [b >> 4, b & 15]);
    digits.map(|d| DIGITS[usize::from(d)] as char).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hex_is_two_digits_a_byte() {
        assert_eq!(hex(&[0, 0x0f, 0xa9]), "000fa9");
    }

    #[test]
    fn a_folder_and_a_gap_are_told_apart() {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let few = Limits {
            bytes: 9,
            ..Limits::default()
        };
        assert_eq!(load(here, &few).unwrap_err().code(), "is_directory");
        assert_eq!(
            load(&here.join("none"), &few).unwrap_err().code(),
            "not_found"
        );
        let large = load(&here.join("Cargo.toml"), &few).unwrap_err();
        assert_eq!(large.code(), "too_large");
        assert!(
            large.message().contains("limit of 9"),
            "{}",
            large.message()
        );
    }
}
