//! The texts that are measured: the corpus, and real plans where they are at hand.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

use sohoa_record::Meta;

/// Names the folder that holds `seeds/`, real plans that cannot be given away with the program.
const SHARED: &str = "SOHOA_SHARED";

/// A folder of texts, read into memory.
pub struct Set {
    /// What the report calls it.
    pub name: &'static str,
    /// The texts, each with what a reader knows of it before parsing.
    pub texts: Vec<(String, Meta)>,
}

impl Set {
    /// Bytes of all texts.
    pub fn bytes(&self) -> usize {
        self.texts.iter().map(|(t, _)| t.len()).sum()
    }
}

/// The corpus, and the real plans if there are any.
pub fn all(root: &Path) -> io::Result<Vec<Set>> {
    let mut sets = vec![read("corpus", &root.join("corpus/texts"))?];
    match env::var_os(SHARED) {
        Some(shared) => sets.push(read("real plans", &Path::new(&shared).join("seeds"))?),
        None => eprintln!("SKIPPED: the real plans, because {SHARED} is not set"),
    }
    Ok(sets)
}

fn read(name: &'static str, folder: &Path) -> io::Result<Set> {
    let within = |e: io::Error| io::Error::new(e.kind(), format!("{}: {e}", folder.display()));
    let entries = fs::read_dir(folder).map_err(within)?;
    let mut files: Vec<PathBuf> = entries.map(|e| Ok(e?.path())).collect::<io::Result<_>>()?;
    files.retain(|f| f.extension().is_some_and(|e| e == "txt"));
    files.sort();
    let texts = files.iter().map(|f| text(f)).collect::<io::Result<_>>()?;
    Ok(Set { name, texts })
}

fn text(file: &Path) -> io::Result<(String, Meta)> {
    let text = fs::read_to_string(file)?;
    let name = file.file_name().unwrap_or_default();
    let meta = Meta {
        path: name.to_string_lossy().into_owned(),
        bytes: text.len() as u64,
        media_type: "text/plain".into(),
        encoding: "utf-8".into(),
        ..Meta::default()
    };
    Ok((text, meta))
}
