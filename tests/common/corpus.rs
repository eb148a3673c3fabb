//! The corpus as the tests read it: each text with its gold facts and its record.

use std::fs;
use std::path::{Path, PathBuf};

use sohoa_eval::Gold;
use sohoa_record::Meta;
use sohoa_record::model::Record;
use sohoa_source::{Decoded, Limits, load};

/// A text with its gold facts.
pub struct Paper {
    /// `NN-slug`.
    pub name: String,
    pub gold: Gold,
    pub decoded: Decoded,
}

impl Paper {
    pub fn text(&self) -> &str {
        &self.decoded.text
    }

    pub fn record(&self) -> Record {
        let file = format!("{}.txt", self.name);
        sohoa_record::read(self.text(), &meta(&self.decoded, &file))
    }
}

/// What `sohoa ingest` knows of an input.
pub fn meta(decoded: &Decoded, path: &str) -> Meta {
    Meta {
        path: path.to_owned(),
        bytes: decoded.bytes,
        sha256: decoded.sha256.clone(),
        media_type: decoded.media_type.clone(),
        encoding: decoded.encoding.clone(),
        undecodable: decoded.undecodable,
        layout: decoded.layout.clone(),
    }
}

/// A path below the folder of the workspace.
pub fn root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// All papers of the corpus, by name.
pub fn papers() -> Vec<Paper> {
    papers_of(&root("corpus/gold"), &root("corpus/texts"))
}

/// The papers that the gold files of one folder name in another.
pub fn papers_of(gold: &Path, texts: &Path) -> Vec<Paper> {
    let mut papers: Vec<Paper> = files(gold, "json")
        .iter()
        .map(|path| {
            let json = fs::read_to_string(path).unwrap();
            let gold = Gold::from_json(&json).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
            let decoded = load(&texts.join(&gold.file), &Limits::default()).unwrap();
            Paper {
                name: gold.file.trim_end_matches(".txt").to_owned(),
                gold,
                decoded,
            }
        })
        .collect();
    papers.sort_by(|a, b| a.name.cmp(&b.name));
    papers
}

/// Files with an extension below a folder, sorted.
pub fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut out = Vec::new();
    let Ok(entries) = fs::read_dir(folder) else {
        return out;
    };
    for path in entries.map(|e| e.unwrap().path()) {
        if path.is_dir() {
            out.extend(files(&path, extension));
        } else if path.extension().is_some_and(|e| e == extension) {
            out.push(path);
        }
    }
    out.sort();
    out
}
