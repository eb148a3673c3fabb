//! Page images that lie in one folder, as the pages of one input.

use std::cmp::Ordering;
use std::fs::{self, File};
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::{ErrorKind, name, survey};

/// Ends of names that page images have.
const ENDS: [&str; 6] = ["png", "jpg", "jpeg", "jpe", "tif", "tiff"];

/// Whether a file is a page image by its name.
pub(crate) fn is_page(name: &str) -> bool {
    let end = name.rsplit_once('.').map(|(_, end)| end);
    end.is_some_and(|end| ENDS.iter().any(|e| e.eq_ignore_ascii_case(end)))
}

/// The page images that lie in a folder, in the order in which people count.
pub(crate) fn pages_in(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        let name = entry?.file_name();
        let shown = name::lossless(&name);
        if survey::left_out(&shown).is_none() && is_page(&shown) {
            names.push((shown, name));
        }
    }
    names.sort_by(|a, b| natural(&a.0, &b.0));
    let paths = names.into_iter().map(|(_, name)| folder.join(name));
    Ok(paths.filter(|p| p.is_file()).collect())
}

/// Compares names as people count: numbers by their value, letters without regard to case first.
pub(crate) fn natural(a: &str, b: &str) -> Ordering {
    let (mut x, mut y) = (a, b);
    while let (Some(c), Some(d)) = (x.chars().next(), y.chars().next()) {
        let order = if c.is_ascii_digit() && d.is_ascii_digit() {
            let (m, after_m) = number(x);
            let (n, after_n) = number(y);
            (x, y) = (after_m, after_n);
            m.len().cmp(&n.len()).then(m.cmp(n))
        } else {
            (x, y) = (&x[c.len_utf8()..], &y[d.len_utf8()..]);
            c.to_lowercase().cmp(d.to_lowercase())
        };
        if order.is_ne() {
            return order;
        }
    }
    // What is alike so far: the shorter first, then by the bytes.
    x.len().cmp(&y.len()).then(a.cmp(b))
}

/// The number that a text begins with, without zeros in front, and what follows it.
fn number(text: &str) -> (&str, &str) {
    let end = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    (text[..end].trim_start_matches('0'), &text[end..])
}

/// What is known of the page images of a folder before they are decoded.
pub(crate) struct Folder {
    pub pages: Vec<PathBuf>,
    pub bytes: u64,
    pub digest: [u8; 32],
    pub media_type: &'static str,
}

impl Folder {
    /// Reads the page images of a folder once; `None` where there are none.
    pub fn open(path: &Path, limit: u64) -> Result<Option<Folder>, ErrorKind> {
        let kind = |e: io::Error| ErrorKind::from(&e);
        let pages = pages_in(path).map_err(kind)?;
        let mut hash = Sha256::new();
        let (mut bytes, mut media_type) = (0, None);
        for page in &pages {
            let (size, own) = digest(page, &mut hash).map_err(kind)?;
            if size > limit {
                return Err(ErrorKind::TooLarge { bytes: size, limit });
            }
            bytes += size;
            let same = media_type.is_none_or(|t| t == own);
            media_type = Some(if same { own } else { "multipart/mixed" });
        }
        Ok(media_type.map(|media_type| Folder {
            pages,
            bytes,
            digest: hash.finalize().into(),
            media_type,
        }))
    }
}

/// Adds a file to the digest: its length first, so that no two sets of files run into the same bytes.
fn digest(path: &Path, hash: &mut Sha256) -> io::Result<(u64, &'static str)> {
    let file = File::open(path)?;
    let size = file.metadata()?.len();
    hash.update(size.to_be_bytes());
    let mut file = BufReader::with_capacity(1 << 16, file.take(size));
    let mut head = Vec::new();
    file.by_ref().take(4).read_to_end(&mut head)?;
    hash.update(&head);
    io::copy(&mut file, hash)?;
    Ok((size, media_type(&head)))
}

fn media_type(head: &[u8]) -> &'static str {
    match head {
        [0x89, b'P', ..] => "image/png",
        [0xFF, 0xD8, ..] => "image/jpeg",
        [b'I', b'I', ..] | [b'M', b'M', ..] => "image/tiff",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_count_by_their_value() {
        let mut names = [
            "page-10.png",
            "Page-2.png",
            "page-2b.png",
            "page-002.tif",
            "page-1.png",
            "bìa.jpg",
            "page.png",
        ];
        names.sort_by(|a, b| natural(a, b));
        let want = [
            "bìa.jpg",
            "page-1.png",
            "Page-2.png",
            "page-002.tif",
            "page-2b.png",
            "page-10.png",
            "page.png",
        ];
        assert_eq!(names, want);
        assert_eq!(natural("a1", "a1"), Ordering::Equal);
        assert_eq!(natural("a01", "a1"), natural("a1", "a01").reverse());
    }

    #[test]
    fn pages_are_told_by_their_names() {
        assert!(is_page("a.b/Trang 1.TIF") && is_page("x.jpeg"));
        assert!(!is_page("png") && !is_page("a.pdf") && !is_page("a.png.txt"));
    }
}
