//! What the tests of runs share: files that are old enough, and the records beside those of a fresh run.

use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime};

use super::{Scratch, code, sohoa};

/// Files from so long ago that their stamps can be trusted.
pub fn age(folder: &Path) {
    let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_600_000_000);
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            age(&path);
        } else {
            let file = fs::File::options().write(true).open(path).unwrap();
            file.set_modified(long_ago).unwrap();
        }
    }
}

/// What a fresh run over the same inputs writes.
pub fn undisturbed(s: &Scratch) -> Vec<u8> {
    let out = s.path("fresh");
    let _ = fs::remove_dir_all(&out);
    let mut command = sohoa();
    command
        .arg("ingest")
        .arg(s.path("in"))
        .arg("--out")
        .arg(&out);
    assert!(code(&command.output().unwrap()) < 2);
    fs::read(out.join("records.jsonl")).unwrap()
}

/// The records that were written.
pub fn written(s: &Scratch) -> Vec<u8> {
    fs::read(s.path("out/records.jsonl")).unwrap()
}
