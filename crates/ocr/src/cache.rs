//! Answers kept in a folder, by what was asked.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use image::GrayImage;
use sha2::{Digest, Sha256};
use sohoa_layout::Ocr;

use crate::{OcrEngine, Settings, Trouble, tsv};

/// An engine whose answers are kept.
#[derive(Debug)]
pub struct Cached<E> {
    engine: E,
    folder: PathBuf,
}

impl<E: OcrEngine> Cached<E> {
    /// Keeps the answers of `engine` in `folder`, which is made when there is something to keep.
    pub fn new(engine: E, folder: PathBuf) -> Cached<E> {
        Cached { engine, folder }
    }

    /// Where the answer to a question lies.
    fn place(&self, image: &GrayImage, settings: Settings) -> PathBuf {
        let mut hash = Sha256::new();
        let Ocr {
            engine,
            version,
            language,
            model,
        } = self.engine.identity();
        hash.update(format!(
            "{engine}\n{version:?}\n{language:?}\n{model:?}\n{settings:?}\n"
        ));
        hash.update(format!("{} {}\n", image.width(), image.height()));
        hash.update(image.as_raw());
        let name = hex(&hash.finalize());
        self.folder
            .join(&name[..2])
            .join(format!("{}.tsv", &name[2..]))
    }
}

impl<E: OcrEngine> OcrEngine for Cached<E> {
    fn identity(&self) -> &Ocr {
        self.engine.identity()
    }

    fn table(&self, image: &GrayImage, settings: Settings) -> Result<String, Trouble> {
        let place = self.place(image, settings);
        if let Some(kept) = fs::read_to_string(&place).ok().filter(|t| tsv::is_table(t)) {
            return Ok(kept);
        }
        let table = self.engine.table(image, settings)?;
        // A folder that cannot be written costs time, not records.
        let _ = keep(&place, &table);
        Ok(table)
    }
}

/// Whole or not at all: another run may read the same file.
fn keep(place: &Path, table: &str) -> std::io::Result<()> {
    let folder = place.parent().unwrap_or(place);
    fs::create_dir_all(folder)?;
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(table.as_bytes())?;
    file.persist(place)?;
    Ok(())
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU32, Ordering};

    use super::*;
    use crate::Layout;

    #[derive(Default)]
    struct Counting {
        asked: AtomicU32,
        identity: Ocr,
    }

    impl OcrEngine for Counting {
        fn identity(&self) -> &Ocr {
            &self.identity
        }

        fn table(&self, _: &GrayImage, settings: Settings) -> Result<String, Trouble> {
            let asked = 1 + self.asked.fetch_add(1, Ordering::Relaxed);
            if settings.digits {
                return Err(Trouble::TimeOut(1));
            }
            Ok(format!("{}\n{asked}", tsv::HEAD))
        }
    }

    #[test]
    fn the_same_question_is_asked_once() {
        let folder = tempfile::tempdir().unwrap();
        let engine = Cached::new(Counting::default(), folder.path().join("pages"));
        let settings = Settings {
            layout: Layout::Page,
            dpi: 300,
            digits: false,
        };
        let picture = GrayImage::new(3, 2);
        let first = engine.table(&picture, settings).unwrap();
        assert_eq!(engine.table(&picture, settings).unwrap(), first);
        let turned = GrayImage::new(2, 3);
        assert_ne!(engine.table(&turned, settings).unwrap(), first);
        let line = Settings {
            layout: Layout::Line,
            ..settings
        };
        assert_ne!(engine.table(&picture, line).unwrap(), first);
        assert_eq!(engine.engine.asked.load(Ordering::Relaxed), 3);
        // A failure is asked again.
        let digits = Settings {
            digits: true,
            ..settings
        };
        assert!(engine.table(&picture, digits).is_err() && engine.table(&picture, digits).is_err());
        assert_eq!(engine.engine.asked.load(Ordering::Relaxed), 5);
        // What is no table is not believed.
        let place = engine.place(&picture, settings);
        fs::write(place, "half").unwrap();
        assert_ne!(engine.table(&picture, settings).unwrap(), first);
    }
}
