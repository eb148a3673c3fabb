//! The folder of searchable PDF, one for each input with pages that were read from pictures.
//!
//! A file is there whole or not at all, and before its record is. It has the name of its input with `.pdf` behind it,
//! so written that no two inputs share a name. The folder is known as ours by a file in it.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use sohoa_ledger::Ledger;
use sohoa_record::Meta;
use sohoa_record::model::Record;
use sohoa_source::{Input, Limits};

use crate::BatchError;
use crate::output::Pending;

/// By this file the folder is known.
const MARK: &str = ".sohoa-searchable";

/// Bytes of a part of a path; longer ones are cut, and told apart by a digest.
const PART: usize = 200;

/// The folder.
#[derive(Debug, Clone)]
pub(crate) struct Shelf {
    folder: PathBuf,
}

impl Shelf {
    /// The folder, made where it is missing.
    ///
    /// An error where it holds files that are not ours.
    pub fn open(folder: &Path) -> Result<Shelf, BatchError> {
        let failed = |e: io::Error| BatchError::output(folder, &e);
        fs::create_dir_all(folder).map_err(failed)?;
        let mark = folder.join(MARK);
        if !mark.is_file() && fs::read_dir(folder).map_err(failed)?.next().is_some() {
            return Err(BatchError::shelf(folder));
        }
        File::create(mark).map_err(failed)?;
        Ok(Shelf {
            folder: folder.to_owned(),
        })
    }

    /// Writes the PDF of an input that was read, or takes away what there is if none is due.
    pub fn settle(
        &self,
        input: &Input,
        limits: &Limits,
        (text, meta): (&str, &Meta),
        record: &Record,
    ) -> Result<(), BatchError> {
        if !sohoa_searchable::is_due(&meta.media_type, &meta.layout) {
            return self.remove(&input.name);
        }
        // The bytes were given up for the text; what changed since is read again in the next run.
        let raw = sohoa_source::open_input(input, limits).ok();
        let raw = raw.filter(|r| record.record_id.ends_with(&hex(&r.digest())));
        let Some(pages) = raw.as_ref().and_then(|r| r.pages(limits).ok()) else {
            return self.remove(&input.name);
        };
        let place = self.place(&input.name);
        self.put(&place, |out| {
            sohoa_searchable::write(out, &pages, text, &meta.layout, record)
        })
    }

    /// Gives an input the PDF of another one that has the same bytes.
    pub fn copy(&self, from: &str, to: &str) -> Result<(), BatchError> {
        match File::open(self.place(from)) {
            Ok(mut file) => {
                let place = self.place(to);
                self.put(&place, |out| io::copy(&mut file, out).map(drop))
            }
            Err(_) => self.remove(to),
        }
    }

    /// Takes away what belongs to inputs that have no record any more.
    pub fn tidy(&self, ledger: &Ledger) -> Result<(), BatchError> {
        let mut removed = Ok(());
        let told = ledger.without_record(|name| {
            removed = self.remove(name);
            removed.is_ok()
        });
        told.map_err(|e| BatchError::ledger(&self.folder, &e))?;
        removed
    }

    fn remove(&self, name: &str) -> Result<(), BatchError> {
        let place = self.place(name);
        match fs::remove_file(&place) {
            Err(e) if !is_absent(&e) => Err(BatchError::output(&place, &e)),
            _ => Ok(()),
        }
    }

    fn put(
        &self,
        place: &Path,
        write: impl FnOnce(&mut Pending) -> io::Result<()>,
    ) -> Result<(), BatchError> {
        let failed = |e: io::Error| BatchError::output(place, &e);
        let folder = place.parent().unwrap_or(&self.folder);
        fs::create_dir_all(folder).map_err(failed)?;
        let name = place.file_name().unwrap_or_default().to_string_lossy();
        let mut out = Pending::create(folder, &name)?;
        write(&mut out).and_then(|()| out.flush()).map_err(failed)?;
        out.commit()
    }

    /// Where the PDF of an input lies.
    fn place(&self, name: &str) -> PathBuf {
        let mut place = self.folder.clone();
        let mut parts = name.split('/').peekable();
        while let Some(part) = parts.next() {
            let last = parts.peek().is_none();
            place.push(file_name(part, last));
        }
        place
    }
}

/// A part of a name as a part of a path: what systems take for something else is written as `%` and two digits, and so
/// is `%` itself. Only a file ends in `.pdf`, so that none is in the way of a folder.
fn file_name(part: &str, last: bool) -> String {
    let mut out = String::new();
    for c in part.chars() {
        match c {
            '%' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' => escape(c, &mut out),
            c if c.is_ascii_control() => escape(c, &mut out),
            c => out.push(c),
        }
    }
    // A name of nothing but dots leads elsewhere, one with a dot in front is hidden.
    if out.is_empty() || out.starts_with('.') {
        out = format!("%2E{}", out.get(1..).unwrap_or_default());
    }
    let end = out.len().saturating_sub(4);
    if !last
        && out
            .get(end..)
            .is_some_and(|e| e.eq_ignore_ascii_case(".pdf"))
    {
        out.replace_range(end..=end, "%2E");
    }
    if out.len() > PART {
        out.truncate(out.floor_char_boundary(PART - 20));
        out.push('%');
        out.push_str(&hex(&Sha256::digest(part)[..8]));
    }
    if last {
        out.push_str(".pdf");
    }
    out
}

fn escape(c: char, out: &mut String) {
    out.push_str(&format!("%{:02X}", u32::from(c)));
}

fn is_absent(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
    )
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    fn place(name: &str) -> String {
        let shelf = Shelf {
            folder: PathBuf::from("s"),
        };
        shelf.place(name).to_string_lossy().replace('\\', "/")
    }

    #[test]
    fn every_input_has_a_place_of_its_own() {
        assert_eq!(place("a/quét 1.tif"), "s/a/quét 1.tif.pdf");
        assert_eq!(place("a.zip!/b.pdf"), "s/a.zip!/b.pdf.pdf");
        assert_eq!(place("x.pdf/a.tif"), "s/x%2Epdf/a.tif.pdf");
        assert_eq!(place("../a"), "s/%2E./a.pdf");
        assert_eq!(place("/etc/a:b"), "s/%2E/etc/a%3Ab.pdf");
        let names = [
            "x",
            "x.pdf/y",
            "x%2Epdf/y",
            ".",
            "%2E",
            "..",
            "a/b",
            "a%2Fb",
            "a\\b",
            "",
        ];
        let places: HashSet<String> = names.iter().map(|n| place(n)).collect();
        // A name of nothing and one of one dot are both no names.
        assert_eq!(places.len(), names.len() - 1);
        for name in names {
            assert!(!place(name).contains("/../") && !place(name).contains("//"));
        }
    }

    #[test]
    fn long_names_are_cut_and_stay_apart() {
        let long = |end: &str| "ế".repeat(80) + end;
        let (a, b) = (place(&long("a")), place(&long("b")));
        assert!(a.len() < 240 && a != b, "{a}");
    }
}
