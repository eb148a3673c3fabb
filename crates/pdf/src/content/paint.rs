//! What was painted on a page, in points from the top left corner of the page as it is shown.

use sohoa_span::Box4;

/// One glyph, or one piece of text that stands for several.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Glyph {
    /// What it says.
    pub says: Says,
    /// Start of the glyph on its baseline.
    pub x: f32,
    /// See `x`; grows downwards.
    pub y: f32,
    /// From the start to the end of the glyph.
    pub dx: f32,
    /// See `dx`.
    pub dy: f32,
    /// Height of the letters: the font's size after all transformations.
    pub size: f32,
    /// Index of its font.
    pub font: u16,
    /// Painted without ink, as recognition does over the picture of a page.
    pub hidden: bool,
}

/// What a glyph stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Says {
    /// A code of its font.
    Code(u32),
    /// A range of [`Painted::actual`]: the file says itself what the glyphs mean.
    Actual(u32, u32),
}

/// Everything on a page that matters for its text.
#[derive(Debug, Clone, Default)]
pub(crate) struct Painted {
    pub glyphs: Vec<Glyph>,
    /// Texts given by the file in place of glyphs.
    pub actual: String,
    /// Straight lines along the page's edges: thin boxes.
    pub rules: Vec<Box4>,
    /// The places of pictures.
    pub pictures: Vec<Box4>,
}
