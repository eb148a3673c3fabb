//! Files of pictures that are pages of one input: each is opened when one of its pages is asked for.

use std::fs::File as Disk;
use std::io::Read;
use std::path::{Path, PathBuf};

use sohoa_layout::{Failure, Limits};

use crate::{Glance, PageImage, Pages, Stored, damaged, flat, tiff};

/// The files, and which page of all each begins with.
pub(crate) struct File {
    files: Vec<(PathBuf, usize)>,
    pages: usize,
}

impl File {
    /// Counts the pages of all files; one that cannot be opened is a page that cannot be read.
    pub fn open(paths: &[PathBuf], limits: &Limits) -> File {
        let mut files = Vec::with_capacity(paths.len());
        let mut pages = 0;
        for path in paths {
            files.push((path.clone(), pages));
            pages += count(path, limits).unwrap_or(1);
        }
        File { files, pages }
    }

    pub fn len(&self) -> usize {
        self.pages
    }

    pub fn page(&self, n: usize, limits: &Limits) -> Result<PageImage, Failure> {
        self.opened(n, limits, |pages, n| pages.page(n))
    }

    pub fn stored(&self, n: usize, limits: &Limits) -> Result<Stored, Failure> {
        self.opened(n, limits, |pages, n| pages.stored(n))
    }

    pub fn glance(&self, n: usize, limits: &Limits) -> Result<Glance, Failure> {
        self.opened(n, limits, |pages, n| pages.glance(n))
    }

    fn opened<T>(
        &self,
        n: usize,
        limits: &Limits,
        work: impl FnOnce(&Pages<'_>, usize) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let at = self.files.partition_point(|(_, first)| *first <= n);
        let Some((path, first)) = at.checked_sub(1).and_then(|i| self.files.get(i)) else {
            return Err(damaged("it has no such page"));
        };
        let bytes = read(path, limits)?;
        work(&picture(&bytes, limits)?, n - first)
    }
}

/// How many pages a file has; only a TIFF may have several, and has to be read for it.
fn count(path: &Path, limits: &Limits) -> Result<usize, Failure> {
    let mut head = Vec::new();
    take(path, 4, &mut head)?;
    if !tiff::is_tiff(&head) {
        return Ok(1);
    }
    let bytes = read(path, limits)?;
    Ok(picture(&bytes, limits)?.len())
}

fn read(path: &Path, limits: &Limits) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    take(path, limits.bytes.saturating_add(1), &mut bytes)?;
    if bytes.len() as u64 > limits.bytes {
        return Err(Failure::Limited("--max-bytes"));
    }
    Ok(bytes)
}

fn take(path: &Path, most: u64, bytes: &mut Vec<u8>) -> Result<(), Failure> {
    let read = Disk::open(path).and_then(|file| file.take(most).read_to_end(bytes));
    read.map(drop).map_err(|e| damaged(e.to_string()))
}

/// A picture, and nothing else that has pages.
fn picture<'b>(bytes: &'b [u8], limits: &Limits) -> Result<Pages<'b>, Failure> {
    if tiff::is_tiff(bytes) || flat::is_flat(bytes) {
        return crate::pages(bytes, limits);
    }
    Err(damaged("it is no picture of a known kind"))
}
