//! Tesseract as a child process, one thread each.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use image::GrayImage;
use sha2::{Digest, Sha256};
use sohoa_layout::Ocr;

use crate::process::run;
use crate::{Layout, OcrEngine, Settings, Trouble};

/// How long the program may take to say who it is.
const INTRODUCTION: Duration = Duration::from_secs(20);

/// The program with a model of one language.
#[derive(Debug)]
pub struct Tesseract {
    program: PathBuf,
    limit: Duration,
    identity: Ocr,
}

impl Tesseract {
    /// Asks `program` for its version and its model of `language`; `limit` is the time it has for a picture.
    ///
    /// # Errors
    /// When the program or the model is not there.
    pub fn find(program: &Path, language: &str, limit: Duration) -> Result<Tesseract, Trouble> {
        let version = ask(program, "--version")?;
        let version = version.lines().next().unwrap_or_default();
        let version = version.trim().trim_start_matches("tesseract").trim();
        let languages = ask(program, "--list-langs")?;
        if !languages.lines().any(|l| l.trim() == language) {
            return Err(Trouble::NoLanguage(language.to_owned()));
        }
        let identity = Ocr {
            engine: "tesseract".to_owned(),
            version: Some(version.to_owned()).filter(|v| !v.is_empty()),
            language: Some(language.to_owned()),
            model: model(&languages, language),
        };
        Ok(Tesseract {
            program: program.to_owned(),
            limit,
            identity,
        })
    }
}

impl OcrEngine for Tesseract {
    fn identity(&self) -> &Ocr {
        &self.identity
    }

    fn table(&self, image: &GrayImage, settings: Settings) -> Result<String, Trouble> {
        let mut command = Command::new(&self.program);
        command.args(["stdin", "stdout"]);
        command.args(["-l", self.identity.language.as_deref().unwrap_or("vie")]);
        command.args(["--psm", mode(settings.layout)]);
        command.args(["--dpi", &settings.dpi.to_string()]);
        command.args(["-c", "tessedit_create_tsv=1"]);
        if settings.digits {
            command.args(["-c", "tessedit_char_whitelist=0123456789"]);
        }
        // More threads of one process hinder each other; the pages of a batch run side by side anyway.
        command.env("OMP_THREAD_LIMIT", "1");
        let out = run(command, pgm(image), self.limit)?;
        String::from_utf8(out).map_err(|_| Trouble::Failed("its answer is no text".to_owned()))
    }
}

fn ask(program: &Path, what: &str) -> Result<String, Trouble> {
    let mut command = Command::new(program);
    command.arg(what);
    let out = run(command, Vec::new(), INTRODUCTION)?;
    Ok(String::from_utf8_lossy(&out).into_owned())
}

/// The page segmentation mode.
fn mode(layout: Layout) -> &'static str {
    match layout {
        Layout::Page => "3",
        Layout::Block => "6",
        Layout::Line => "7",
    }
}

/// The picture in the plainest form there is, which costs neither side any time.
fn pgm(image: &GrayImage) -> Vec<u8> {
    let mut out = format!("P5\n{} {}\n255\n", image.width(), image.height()).into_bytes();
    out.extend_from_slice(image.as_raw());
    out
}

/// Hash of the model's file, which lies in the folder that the list of languages names.
fn model(languages: &str, language: &str) -> Option<String> {
    let folder = languages.split('"').nth(1)?;
    let bytes = fs::read(Path::new(folder).join(format!("{language}.traineddata"))).ok()?;
    let hash = Sha256::digest(bytes);
    Some(format!("sha256:{}", crate::cache::hex(&hash)))
}
