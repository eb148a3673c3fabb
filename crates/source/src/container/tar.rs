//! Tar: one pass over the headers says where each member lies.

use tar::{Archive, Entry};

use super::damaged;
use super::store::{Body, Place};
use crate::ErrorKind;

/// The members; what follows a damaged header is lost and told.
pub(super) fn places(body: &Body) -> Result<Vec<Place>, ErrorKind> {
    let mut archive = Archive::new(body.file()?);
    let mut places = Vec::new();
    let entries = archive.entries_with_seek().map_err(|e| damaged(&e))?;
    for entry in entries {
        match entry {
            Ok(entry) => places.extend(place(&entry, body)),
            Err(error) => {
                places.push(Place {
                    name: format!("member {}", places.len() + 1),
                    bytes: 0,
                    body: Err(damaged(&error)),
                });
                break;
            }
        }
    }
    Ok(places)
}

fn place<R: std::io::Read>(entry: &Entry<'_, R>, body: &Body) -> Option<Place> {
    let is_file = entry.header().entry_type().is_file();
    let name = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
    let body = body.part(entry.raw_file_position(), entry.size(), false);
    is_file.then(|| Place::of(name, body))
}
