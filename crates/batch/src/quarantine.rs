//! A folder of links to the inputs that gave no record, one folder for each cause.
//!
//! The folder is made anew in each run. It is known as ours by a file in it, and no other folder is ever emptied.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use sohoa_ledger::Ledger;

use crate::BatchError;

/// By this file the folder is known.
const MARK: &str = ".sohoa-quarantine";

/// An error where the folder is not ours to empty.
pub(crate) fn check(folder: &Path) -> Result<(), BatchError> {
    let listing = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        listing => listing.map_err(|e| BatchError::output(folder, &e))?,
    };
    if listing.count() > 0 && !folder.join(MARK).is_file() {
        return Err(BatchError::quarantine(folder));
    }
    Ok(())
}

/// Fills the folder with links to what failed in this run.
pub(crate) fn fill(folder: &Path, ledger: &Ledger) -> Result<(), BatchError> {
    check(folder)?;
    let done = emptied(folder);
    done.map_err(|e| BatchError::output(folder, &e))?;
    let mut linked = Ok(());
    let told = ledger.failed_files(|code, name, path| {
        linked = link(&folder.join(code), name, path);
        linked.is_ok()
    });
    told.map_err(|e| BatchError::ledger(folder, &e))?;
    linked.map_err(|e| BatchError::output(folder, &e))
}

fn emptied(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    fs::create_dir_all(folder)?;
    File::create(folder.join(MARK)).map(drop)
}

/// Links to a file under its name, the folders above it included; of a member, to its container.
fn link(folder: &Path, name: &str, path: &Path) -> io::Result<()> {
    let place = free(&folder.join(file_name(name)));
    if let Some(above) = place.parent() {
        fs::create_dir_all(above)?;
    }
    let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    linked(&path, &place)
}

/// Names of inputs hold nothing that leads out of a folder, but an argument given by its full path does.
fn file_name(name: &str) -> PathBuf {
    let parts = name.split('/').filter(|p| !matches!(*p, "" | "." | ".."));
    parts.collect()
}

/// The place, or the next one with a number that nothing has.
fn free(place: &Path) -> PathBuf {
    let taken = |p: &PathBuf| p.symlink_metadata().is_ok();
    let numbered = |n: u32| {
        let mut name = place.as_os_str().to_owned();
        name.push(format!("#{n}"));
        PathBuf::from(name)
    };
    let mut places = std::iter::once(place.to_owned()).chain((2..).map(numbered));
    places
        .find(|p| !taken(p))
        .unwrap_or_else(|| place.to_owned())
}

#[cfg(unix)]
fn linked(path: &Path, place: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(path, place)
}

#[cfg(not(unix))]
fn linked(path: &Path, place: &Path) -> io::Result<()> {
    fs::hard_link(path, place).or_else(|_| fs::copy(path, place).map(drop))
}
