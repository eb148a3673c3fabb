//! ZIP: the central directory says where each member lies.

use zip::{CompressionMethod, ZipArchive};

use super::store::{Body, Place};
use crate::ErrorKind;

/// The members; `None` where the archive is the form of a document (DOCX, ODT, EPUB …).
pub(super) fn places(body: &Body) -> Result<Option<Vec<Place>>, ErrorKind> {
    let mut archive =
        ZipArchive::new(body.file()?).map_err(|e| ErrorKind::Damaged(e.to_string()))?;
    let is_document = |name: &[u8]| matches!(name, b"[Content_Types].xml" | b"mimetype");
    if archive.file_names_raw().any(is_document) {
        return Ok(None);
    }
    let indexes = 0..archive.len();
    Ok(Some(
        indexes
            .filter_map(|i| place(&mut archive, i, body))
            .collect(),
    ))
}

fn place(archive: &mut ZipArchive<std::fs::File>, i: usize, body: &Body) -> Option<Place> {
    let entry = match archive.by_index_raw(i) {
        Ok(entry) => entry,
        Err(error) => {
            return Some(Place {
                name: format!("member {}", i + 1),
                bytes: 0,
                body: Err(ErrorKind::Damaged(error.to_string())),
            });
        }
    };
    if entry.is_dir() {
        return None;
    }
    // The archive says in which of two encodings a name is; most programs that write UTF-8 forget to.
    let name = String::from_utf8(entry.name_raw().to_vec()).unwrap_or_else(|_| {
        entry
            .name()
            .map_or_else(|_| format!("member {}", i + 1), |n| n.into_owned())
    });
    let method = entry.compression();
    let body = match (entry.encrypted(), method, entry.data_start()) {
        (true, ..) => Err(ErrorKind::Encrypted),
        (_, CompressionMethod::Stored | CompressionMethod::Deflated, Some(start)) => Ok(body.part(
            start,
            entry.compressed_size(),
            method == CompressionMethod::Deflated,
        )),
        (_, _, None) => Err(ErrorKind::Damaged(
            "the member is not where the directory says".to_owned(),
        )),
        _ => Err(ErrorKind::Io(format!(
            "it is packed by a method that is not known here ({method})"
        ))),
    };
    let bytes = entry.size();
    Some(Place { name, bytes, body })
}
