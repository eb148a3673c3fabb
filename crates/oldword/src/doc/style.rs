//! Styles: the properties that paragraphs and runs inherit.

use super::bytes::{slice, u16_at};
use super::props::{Char, Para};

/// A style with all it inherits.
#[derive(Debug, Clone, Default)]
pub(super) struct Style {
    pub(super) char: Char,
    pub(super) para: Para,
}

/// The styles by their numbers.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: Vec<Style>,
    /// What holds where no style does.
    pub(super) default: Style,
}

impl Styles {
    pub(super) fn get(&self, number: u16) -> &Style {
        self.styles
            .get(usize::from(number))
            .unwrap_or(&self.default)
    }
}

/// A style as it is written: what it is based on, and its own lists of properties.
#[derive(Default, Clone, Copy)]
struct Written<'t> {
    base: u16,
    char: &'t [u8],
    para: &'t [u8],
}

/// Bases of bases are followed this far; Word allows eleven.
const DEEPEST: usize = 16;

/// Reads the sheet of styles.
pub(super) fn read(sheet: &[u8]) -> Styles {
    let header = slice(sheet, 2, usize::from(u16_at(sheet, 0).unwrap_or(0)));
    let field = |at| u16_at(header, at).unwrap_or(0);
    let (count, fixed) = (usize::from(field(0)), usize::from(field(2)));
    let default = Char {
        font: field(12),
        font_other: field(16),
        ..Char::default()
    };
    let mut written = Vec::new();
    let mut at = 2 + header.len();
    while written.len() < count {
        let Some(length) = u16_at(sheet, at).map(usize::from) else {
            break;
        };
        let style = slice(sheet, at + 2, length);
        written.push(style_at(style, fixed).unwrap_or_default());
        at += 2 + length + length % 2;
    }
    let default = Style {
        char: default,
        para: Para::default(),
    };
    let styles = (0..written.len()).map(|i| resolve(&written, i, &default));
    Styles {
        styles: styles.collect(),
        default,
    }
}

fn style_at(style: &[u8], fixed: usize) -> Option<Written<'_>> {
    let kind = u16_at(style, 2)? & 15;
    let base = u16_at(style, 2)? >> 4;
    let count = u16_at(style, 4)? & 15;
    let name = usize::from(u16_at(style, fixed)?);
    let mut at = fixed + 2 + 2 * name + 2;
    let mut list = || {
        let length = usize::from(u16_at(style, at).unwrap_or(0));
        let list = slice(style, at + 2, length);
        at += 2 + length + length % 2;
        list
    };
    let mut out = Written {
        base,
        ..Written::default()
    };
    match kind {
        1 => {
            // The number of the style stands before its properties.
            out.para = list().get(2..).unwrap_or_default();
            out.char = if count > 1 { list() } else { &[] };
        }
        2 => out.char = list(),
        _ => {}
    }
    Some(out)
}

/// Applies the lists of a style and its bases, the oldest first.
fn resolve(written: &[Written<'_>], number: usize, default: &Style) -> Style {
    let base = |i: &usize| {
        let base = usize::from(written[*i].base);
        (base < written.len() && base != *i).then_some(base)
    };
    let chain = std::iter::successors(Some(number), base).take(DEEPEST);
    let chain: Vec<usize> = chain.collect();
    let mut style = default.clone();
    for i in chain.into_iter().rev() {
        let inherited = style.char;
        style.char.apply(written[i].char, &inherited);
        style.para.apply(written[i].para, &[]);
    }
    style
}
