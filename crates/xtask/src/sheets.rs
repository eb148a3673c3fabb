//! Writes forged documents as paper: PDF with a text layer, or pictures of pages with the truth beside them.

use std::path::Path;
use std::{fs, io};

use image::ImageFormat;
use serde_json::{Value, json};
use sohoa_eval::noise::led;
use sohoa_eval::paper::lines;
use sohoa_forge::{Family, Level, Printed, Shot, print};
use sohoa_source::Limits;
use sohoa_typeset::FontFiles;
use sohoa_typeset::pdf;

/// What the pictures of a document come out as.
#[derive(Clone, Copy, Default)]
pub enum Pages {
    /// One file.
    #[default]
    Pdf,
    /// A folder of pages.
    Folder(ImageFormat, &'static str),
}

impl Pages {
    pub fn named(name: &str) -> io::Result<Pages> {
        Ok(match name {
            "pdf" => Pages::Pdf,
            "png" => Pages::Folder(ImageFormat::Png, "png"),
            "tiff" => Pages::Folder(ImageFormat::Tiff, "tif"),
            "jpeg" => Pages::Folder(ImageFormat::Jpeg, "jpg"),
            _ => return Err(io::Error::other(format!("no pages are called {name}"))),
        })
    }
}

/// How scans are written.
pub struct Order {
    /// The levels, in turn.
    pub levels: Vec<Level>,
    pub pages: Pages,
}

impl Default for Order {
    fn default() -> Order {
        Order {
            levels: vec![Level::Clean],
            pages: Pages::default(),
        }
    }
}

/// The levels of a name; `each` are all of them, and a comma parts several.
pub fn levels(names: &str) -> io::Result<Vec<Level>> {
    if names == "each" {
        return Ok(Level::ALL.to_vec());
    }
    let level = |name: &str| {
        let level = Level::ALL.into_iter().find(|l| l.name() == name);
        level.ok_or_else(|| io::Error::other(format!("no level is called {name}")))
    };
    names.split(',').map(level).collect()
}

/// A document as PDF with a text layer.
pub fn pdf(
    seed: u64,
    nth: u64,
    family: Option<Family>,
    files: &FontFiles,
    out: &Path,
) -> io::Result<()> {
    let fonts = files.fonts().map_err(io::Error::other)?;
    let mut printed = print(seed, nth, family, &fonts, false);
    let sheets: Vec<_> = printed.leaves.iter().map(|l| l.sheet.clone()).collect();
    let file = format!("{}.pdf", printed.name);
    let path = out.join("texts").join(&file);
    fs::write(&path, pdf::sheets(&sheets, files, &fonts))?;
    // The gold leads into the text that is read from the file, once it can be read.
    match sohoa_source::load(&path, &Limits::default()) {
        Ok(read) => printed.gold = led(&printed.gold, &lines(&printed.text, &read.text)),
        Err(error) => eprintln!("{error}"),
    }
    write_gold(&printed, &printed.name, &file, out)
}

impl Order {
    /// A document as pictures, and what a perfect reader sees on them.
    pub fn scan(
        &self,
        seed: u64,
        nth: u64,
        family: Option<Family>,
        files: &FontFiles,
        out: &Path,
    ) -> io::Result<()> {
        let fonts = files.fonts().map_err(io::Error::other)?;
        let level = self.levels[nth as usize % self.levels.len()];
        let printed = print(seed, nth, family, &fonts, level != Level::Clean);
        let name = format!("{}-{}", printed.name, level.name());
        let (mut pages, mut pictures) = (Vec::new(), Vec::new());
        for (i, shot) in printed.shots(&fonts, level, seed ^ nth).enumerate() {
            pages.push(seen(
                &shot,
                printed.leaves.get(i).map_or(&[], |l| &l.penned),
            ));
            match self.pages {
                Pages::Pdf => pictures.push(shot.picture()),
                Pages::Folder(format, ending) => {
                    let folder = out.join("texts").join(&name);
                    fs::create_dir_all(&folder)?;
                    let path = folder.join(format!("{:03}.{ending}", i + 1));
                    shot.pixels
                        .save_with_format(path, format)
                        .map_err(io::Error::other)?;
                }
            }
        }
        let file = match self.pages {
            Pages::Pdf => {
                let file = format!("{name}.pdf");
                fs::write(out.join("texts").join(&file), pdf::pictures(&pictures))?;
                file
            }
            Pages::Folder(..) => name.clone(),
        };
        let truth = out.join("truth");
        fs::create_dir_all(&truth)?;
        fs::write(truth.join(format!("{name}.txt")), &printed.text)?;
        let json = json!({"file": file, "level": level.name(), "pages": pages});
        fs::write(
            truth.join(format!("{name}.json")),
            serde_json::to_string(&json)? + "\n",
        )?;
        write_gold(&printed, &name, &file, out)
    }
}

/// A page's truth, with what was done to it and what a pen wrote.
fn seen(shot: &Shot, penned: &[&str]) -> Value {
    let mut page = shot.seen.json();
    page["dpi"] = json!(shot.dpi);
    page["turn"] = json!(shot.damage.turn);
    page["damage"] = json!(format!("{:?}", shot.damage));
    page["handwritten"] = json!(penned);
    page
}

fn write_gold(printed: &Printed, name: &str, file: &str, out: &Path) -> io::Result<()> {
    let mut gold = printed.gold.clone();
    gold["file"] = json!(file);
    let json = serde_json::to_string_pretty(&gold)?;
    fs::write(out.join(format!("gold/{name}.json")), json + "\n")
}
