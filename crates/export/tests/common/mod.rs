//! What the tests of the outputs share: a run made of the corpus, in a folder of its own.
#![allow(dead_code)]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU32, Ordering};

use sohoa_export::{Exported, Lang, Options, export};
use sohoa_record::Meta;
use sohoa_record::model::{Document, Record, Task};

/// The records of the corpus.
pub static RECORDS: LazyLock<Vec<Record>> = LazyLock::new(|| {
    let texts = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/texts");
    let mut paths: Vec<PathBuf> = fs::read_dir(texts)
        .unwrap()
        .map(|e| e.unwrap().path())
        .collect();
    paths.sort();
    paths.iter().map(|p| record(p)).collect()
});

fn record(path: &Path) -> Record {
    let text = fs::read_to_string(path).unwrap();
    let meta = Meta {
        path: path.file_name().unwrap().to_string_lossy().into_owned(),
        bytes: text.len() as u64,
        sha256: format!("{:064x}", text.len()),
        media_type: "text/plain".into(),
        encoding: "utf-8".into(),
        ..Meta::default()
    };
    sohoa_record::read(&text, &meta)
}

/// A folder with a `records.jsonl`, removed when the test is over.
pub struct Run(pub PathBuf);

impl Run {
    /// With the records of the corpus.
    pub fn of_corpus() -> Run {
        let lines = RECORDS.iter().map(|r| serde_json::to_string(r).unwrap());
        Run::of(&(lines.collect::<Vec<_>>().join("\n") + "\n"))
    }

    /// With these lines.
    pub fn of(lines: &str) -> Run {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("sohoa-export-{}-{number}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("records.jsonl"), lines).unwrap();
        Run(folder)
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    pub fn options(&self) -> Options {
        Options {
            records: self.path("records.jsonl"),
            out: self.0.clone(),
            lang: Lang::Vi,
            ..Options::default()
        }
    }

    pub fn export(&self, set: impl FnOnce(&mut Options)) -> Exported {
        let mut options = self.options();
        set(&mut options);
        export(&options).unwrap()
    }

    /// Names of the files in the folder, hidden ones left out.
    pub fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(&self.0).unwrap();
        let mut names: Vec<String> = entries
            .map(|e| e.unwrap().file_name().to_string_lossy().into_owned())
            .filter(|n| n != ".export.lock")
            .collect();
        names.sort();
        names
    }
}

impl Drop for Run {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

pub fn documents() -> impl Iterator<Item = &'static Document> {
    RECORDS.iter().flat_map(|r| &r.documents)
}

pub fn tasks() -> impl Iterator<Item = &'static Task> {
    documents().flat_map(|d| &d.tasks)
}
