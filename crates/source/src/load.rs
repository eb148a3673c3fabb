//! One input from the disk to decoded text.

use std::fs::{self, File, Metadata};
use std::io::{self, Read};
use std::path::Path;

use sha2::{Digest, Sha256};
use sohoa_layout::{Layout, Limits};

use crate::sniff::{self, HEAD};
use crate::{ErrorKind, Kind, SourceError, SourceReader, name, reader};

/// The largest input that is read unless the caller says otherwise: 64 MiB.
pub const DEFAULT_MAX_BYTES: u64 = 64 * 1024 * 1024;

/// How much of a container is searched for the names of what it holds.
const CONTAINER: u64 = 4 * 1024 * 1024;

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
    /// Encoding that the text was decoded from.
    pub encoding: String,
    /// Bytes that were no text, each shown as U+FFFD.
    pub undecodable: u32,
    /// What the format knows beside the text.
    pub layout: Layout,
}

/// Reads the file at `path`, up to `max_bytes`.
///
/// # Errors
/// A [`SourceError`] that names the path as given.
pub fn load(path: &Path, max_bytes: u64) -> Result<Decoded, SourceError> {
    load_named(path, &name::display_path(path), max_bytes)
}

/// Reads the file at `path`; errors name it `shown`.
///
/// # Errors
/// A [`SourceError`] that names the file `shown`.
pub fn load_named(path: &Path, shown: &str, max_bytes: u64) -> Result<Decoded, SourceError> {
    read(path, max_bytes).map_err(|kind| SourceError::new(shown, kind))
}

fn read(path: &Path, max_bytes: u64) -> Result<Decoded, ErrorKind> {
    // Looked at before it is opened: to open a pipe is to wait for its other end.
    regular(&fs::metadata(path).map_err(kind)?)?;
    let mut file = File::open(path).map_err(kind)?;
    let before = file.metadata().map_err(kind)?;
    let mut bytes = Vec::new();
    take(&mut file, HEAD as u64, &mut bytes)?;
    let reader = find_reader(&mut file, &mut bytes)?;
    let limit = max_bytes.saturating_add(1);
    take(
        &mut file,
        limit.saturating_sub(bytes.len() as u64),
        &mut bytes,
    )?;
    let size = bytes.len() as u64;
    if size > max_bytes {
        let bytes = before.len().max(size);
        let limit = max_bytes;
        return Err(ErrorKind::TooLarge { bytes, limit });
    }
    unchanged(&before, &file.metadata().map_err(kind)?, size)?;
    let sha256 = hex(&Sha256::digest(&bytes));
    let limits = Limits {
        bytes: max_bytes,
        ..Limits::default()
    };
    let content = reader.read(bytes, &limits)?;
    let encoding = content.layout.encoding.clone();
    Ok(Decoded {
        text: content.text,
        bytes: size,
        sha256,
        media_type: content.media_type.to_owned(),
        encoding: encoding.unwrap_or_else(|| content.encoding.to_owned()),
        undecodable: content.undecodable,
        layout: content.layout,
    })
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

/// The reader for a file whose head was read. A container may keep the names of its parts far from its head.
fn find_reader(
    file: &mut File,
    bytes: &mut Vec<u8>,
) -> Result<&'static dyn SourceReader, ErrorKind> {
    if matches!(sniff::sniff(bytes), Some(Kind::Zip | Kind::Ole)) {
        take(file, CONTAINER, bytes)?;
    }
    let refused = || sniff::sniff(bytes).map_or(ErrorKind::Binary, ErrorKind::Unsupported);
    reader::reader_for(bytes).ok_or_else(refused)
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
        assert_eq!(load(here, 9).unwrap_err().code(), "is_directory");
        assert_eq!(load(&here.join("none"), 9).unwrap_err().code(), "not_found");
        let large = load(&here.join("Cargo.toml"), 9).unwrap_err();
        assert_eq!(large.code(), "too_large");
        assert!(
            large.message().contains("limit of 9"),
            "{}",
            large.message()
        );
    }
}
