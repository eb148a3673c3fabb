//! Fonts with the metrics of Times: found on the machine, none is part of the program.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use ttf_parser::{Face, GlyphId};

/// Weight and slope of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Style {
    /// Upright.
    #[default]
    Regular,
    /// Bold.
    Bold,
    /// Italic.
    Italic,
    /// Bold italic.
    BoldItalic,
}

impl Style {
    /// All styles, in the order in which their files are kept.
    pub const ALL: [Style; 4] = [
        Style::Regular,
        Style::Bold,
        Style::Italic,
        Style::BoldItalic,
    ];

    fn file(self) -> &'static str {
        match self {
            Style::Regular => "Tinos-Regular.ttf",
            Style::Bold => "Tinos-Bold.ttf",
            Style::Italic => "Tinos-Italic.ttf",
            Style::BoldItalic => "Tinos-BoldItalic.ttf",
        }
    }
}

/// Where systems keep their fonts; Tinos lies in a folder of its own on some.
const FOLDERS: [&str; 6] = [
    "/usr/share/fonts/truetype/croscore",
    "/usr/share/fonts/google-croscore-tinos-fonts",
    "/usr/share/fonts/croscore",
    "/usr/share/fonts/truetype",
    "/usr/share/fonts/TTF",
    "/usr/local/share/fonts",
];

/// The fonts were not found.
#[derive(Debug)]
pub struct Missing(String);

impl fmt::Display for Missing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Missing {}

/// The bytes of the four font files.
pub struct FontFiles([Vec<u8>; 4]);

impl FontFiles {
    /// Reads Tinos from a folder, or from where systems keep it.
    ///
    /// # Errors
    /// [`Missing`], with the line that installs it.
    pub fn find(folder: Option<&Path>) -> Result<FontFiles, Missing> {
        let places: Vec<PathBuf> = match folder {
            Some(folder) => vec![folder.to_path_buf()],
            None => FOLDERS.iter().map(PathBuf::from).collect(),
        };
        let read = |place: &PathBuf| -> Option<FontFiles> {
            let bytes = Style::ALL.map(|style| fs::read(place.join(style.file())).ok());
            let [Some(a), Some(b), Some(c), Some(d)] = bytes else {
                return None;
            };
            Some(FontFiles([a, b, c, d]))
        };
        places.iter().find_map(read).ok_or_else(|| {
            let looked: Vec<_> = places.iter().map(|p| p.display().to_string()).collect();
            Missing(format!(
                "the font Tinos is in none of {}; Debian and Ubuntu have it: apt-get install fonts-croscore",
                looked.join(", ")
            ))
        })
    }

    /// The bytes of a style's file.
    #[must_use]
    pub fn bytes(&self, style: Style) -> &[u8] {
        &self.0[style as usize]
    }

    /// The fonts that the bytes hold.
    ///
    /// # Errors
    /// [`Missing`] where a file is no font.
    pub fn fonts(&self) -> Result<Fonts<'_>, Missing> {
        let parse = |i: usize| {
            let bytes = self.0[i].as_slice();
            Face::parse(bytes, 0).map_err(|e| Missing(format!("{}: {e}", Style::ALL[i].file())))
        };
        Ok(Fonts {
            faces: [parse(0)?, parse(1)?, parse(2)?, parse(3)?],
        })
    }
}

/// The four faces of one family.
pub struct Fonts<'f> {
    faces: [Face<'f>; 4],
}

impl<'f> Fonts<'f> {
    /// The face of a style.
    #[must_use]
    pub fn face(&self, style: Style) -> &Face<'f> {
        &self.faces[style as usize]
    }

    /// The glyph of a character; the font's own sign for what it lacks.
    #[must_use]
    pub fn glyph(&self, style: Style, c: char) -> GlyphId {
        self.face(style).glyph_index(c).unwrap_or(GlyphId(0))
    }

    /// How far a character moves on, in parts of the size.
    #[must_use]
    pub fn advance(&self, style: Style, c: char) -> f32 {
        let face = self.face(style);
        let units = face.glyph_hor_advance(self.glyph(style, c)).unwrap_or(0);
        f32::from(units) / f32::from(face.units_per_em())
    }

    /// How wide words are at a size.
    #[must_use]
    pub fn width(&self, words: &str, style: Style, size: f32) -> f32 {
        words.chars().map(|c| self.advance(style, c)).sum::<f32>() * size
    }
}
