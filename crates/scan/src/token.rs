//! Words as they stand on the repaired picture, and the stretches of lines that they form.

use crate::letters::measure;

/// A gap so wide, in letter sizes, parts stretches of a line.
const GAP: f32 = 2.0;
/// Letter size where no word tells one, as a share of the height of the tallest.
const USUAL: f32 = 1.1;

/// What no paper prints at the ends of words: scratches and the edges of shadows are read so.
const SCRATCH: [char; 12] = ['_', '`', '´', '|', '~', '¬', '¦', '‹', '›', '¡', '„', '^'];

/// The smallest print, in the size of most.
const TINY: f32 = 0.4;

/// So few letters that are read with less confidence are dirt.
const FEW: usize = 4;
const DIRT: f32 = 0.4;

/// A hyphen is wider, in letter sizes; less is a speck.
const HYPHEN: f32 = 0.06;

/// A word.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Token {
    pub text: String,
    /// In pixels.
    pub bbox: [f32; 4],
    pub confidence: f32,
    pub by_hand: bool,
}

impl Token {
    /// Its letter size and baseline, if its letters tell them.
    pub fn measure(&self) -> Option<(f32, f32)> {
        measure(&self.text, self.bbox[1], self.bbox[3])
    }
}

/// Words of one line without a wide gap, from left to right.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Stretch {
    pub words: Vec<Token>,
    /// Letter size of most words, in pixels.
    pub size: f32,
    /// Their baseline.
    pub base: f32,
}

impl Stretch {
    fn new(words: Vec<Token>) -> Stretch {
        let size = size(&words);
        let lowest = || words.iter().map(|w| w.bbox[3]).fold(0.0, f32::max);
        let base = median(words.iter().filter_map(Token::measure).map(|m| m.1));
        Stretch {
            size,
            base: base.unwrap_or_else(lowest),
            words,
        }
    }
}

/// The stretches of all lines, in the order of the engine.
pub(crate) fn stretches(words: &[sohoa_ocr::Word]) -> Vec<Stretch> {
    let mut out = Vec::new();
    for line in words.chunk_by(|a, b| a.line == b.line) {
        let mut line: Vec<Token> = line.iter().filter_map(token).collect();
        line.sort_by(|a, b| a.bbox[0].total_cmp(&b.bbox[0]));
        let size = size(&line);
        line.retain(|w| !is_speck(w, size));
        let gap = GAP * size;
        let parts = line.chunk_by(|a, b| b.bbox[0] - a.bbox[2] < gap);
        out.extend(
            parts
                .filter(|p| !is_dirt(p))
                .map(|p| Stretch::new(p.to_vec())),
        );
    }
    // Rules and their ends are read as letters that no paper prints so small.
    let least = TINY * usual(&out);
    out.retain(|s| s.size >= least);
    out
}

fn is_speck(word: &Token, size: f32) -> bool {
    matches!(&*word.text, "-" | "–" | "—") && word.bbox[2] - word.bbox[0] < HYPHEN * size
}

/// Specks and scratches that were taken for letters.
fn is_dirt(words: &[Token]) -> bool {
    let letters = |w: &Token| w.text.chars().filter(|c| c.is_alphanumeric()).count();
    let count: usize = words.iter().map(letters).sum();
    let sure: f32 = words.iter().map(|w| w.confidence).sum();
    count == 0 || count < FEW && sure < DIRT * words.len() as f32
}

/// The letter size of most words of the page.
pub(crate) fn usual(stretches: &[Stretch]) -> f32 {
    let mut sizes: Vec<f32> = stretches
        .iter()
        .flat_map(|s| s.words.iter().map(|_| s.size))
        .collect();
    sizes.sort_by(f32::total_cmp);
    sizes.get(sizes.len() / 2).copied().unwrap_or(1.0)
}

/// A word without the dirt around it; nothing where it is all dirt.
fn token(word: &sohoa_ocr::Word) -> Option<Token> {
    // Engines know two signs for the stroke that papers have between number and symbol.
    let text = word.text.replace('⁄', "/");
    let text = text.trim_end_matches(SCRATCH);
    // Marks that are stuck to a scratch are scratches as well.
    let marks = text.find(char::is_alphanumeric).unwrap_or(text.len());
    let scratched = text[..marks].contains(SCRATCH);
    let clean = if scratched { &text[marks..] } else { text };
    (!clean.is_empty()).then(|| Token {
        text: clean.to_owned(),
        bbox: word.bbox,
        confidence: word.confidence,
        by_hand: false,
    })
}

fn size(words: &[Token]) -> f32 {
    let measured = median(words.iter().filter_map(Token::measure).map(|m| m.0));
    measured.unwrap_or_else(|| {
        let heights = words.iter().map(|w| w.bbox[3] - w.bbox[1]);
        (USUAL * heights.fold(0.0, f32::max)).max(1.0)
    })
}

fn median(values: impl Iterator<Item = f32>) -> Option<f32> {
    let mut values: Vec<f32> = values.collect();
    values.sort_by(f32::total_cmp);
    values.get(values.len() / 2).copied()
}
