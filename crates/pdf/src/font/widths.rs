//! How wide glyphs are, in thousandths of the font's size.

use std::collections::HashMap;

use lopdf::{Dictionary, Object};

use crate::object::{Pdf, number};

/// A line a font: its name, then the widths of the codes 32 to 255 of WinAnsi.
const BASE14: &str = include_str!("../../tables/base14.tsv");

/// Widths by code (simple fonts) or by glyph number (composite ones).
#[derive(Debug, Clone)]
pub(crate) struct Widths {
    known: HashMap<u32, f32>,
    default: f32,
}

impl Widths {
    pub fn of(&self, code: u32) -> f32 {
        self.known.get(&code).copied().unwrap_or(self.default)
    }

    /// Of a simple font: its own list, else the known widths of the font every reader has.
    pub fn simple(
        pdf: Pdf<'_>,
        font: &Dictionary,
        descriptor: Option<&Dictionary>,
        name: &str,
    ) -> Widths {
        let missing = descriptor.and_then(|d| pdf.number(d, b"MissingWidth"));
        let default = missing.unwrap_or(0.0) as f32;
        let Some(list) = pdf.array(font, b"Widths") else {
            return base14(name);
        };
        let first = pdf.number(font, b"FirstChar").unwrap_or(0.0) as u32;
        let known = list.iter().take(256).enumerate().filter_map(|(i, w)| {
            let width = number(pdf.follow(w)?.1)?;
            Some((first.saturating_add(i as u32), width as f32))
        });
        Widths {
            known: known.collect(),
            default,
        }
    }

    /// Of a composite font: `/W [1 [500 600] 10 20 700]`.
    pub fn composite(pdf: Pdf<'_>, font: &Dictionary) -> Widths {
        let default = pdf.number(font, b"DW").unwrap_or(1000.0) as f32;
        let mut known = HashMap::new();
        let list = pdf.array(font, b"W").unwrap_or_default();
        let mut items = list.iter().filter_map(|o| Some(pdf.follow(o)?.1));
        while let (Some(first), Some(next)) = (items.next().and_then(number), items.next()) {
            let first = first.max(0.0) as u32;
            if let Object::Array(widths) = next {
                for (i, width) in widths.iter().enumerate() {
                    let width = pdf.follow(width).and_then(|(_, o)| number(o));
                    known.extend(width.map(|w| (first.saturating_add(i as u32), w as f32)));
                }
            } else if let (Some(last), Some(width)) = (number(next), items.next().and_then(number))
            {
                // Glyph numbers have 16 bits.
                let last = (last.max(0.0) as u32).min(0xffff);
                known.extend((first..=last).map(|code| (code, width as f32)));
            }
            if known.len() > 1 << 18 {
                break;
            }
        }
        Widths { known, default }
    }
}

fn base14(name: &str) -> Widths {
    let lower = name.to_ascii_lowercase();
    let has = |word: &str| lower.contains(word);
    let (bold, italic) = (has("bold"), has("italic") || has("oblique"));
    let row = match (has("helvetica") || has("arial"), bold, italic) {
        _ if has("courier") => {
            return Widths {
                known: HashMap::new(),
                default: 600.0,
            };
        }
        (true, false, _) => 0,
        (true, true, _) => 1,
        (false, false, false) => 2,
        (false, true, false) => 3,
        (false, false, true) => 4,
        (false, true, true) => 5,
    };
    let widths = BASE14.lines().nth(row).and_then(|l| l.split('\t').nth(1));
    let widths = widths.unwrap_or_default().split(' ').zip(32u32..);
    let known = widths.filter_map(|(w, code)| Some((code, w.parse().ok()?)));
    Widths {
        known: known.collect(),
        default: 500.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fonts_that_every_reader_has() {
        let a = u32::from(b'A');
        assert_eq!(base14("Helvetica").of(a), 667.0);
        assert_eq!(base14("ArialMT").of(32), 278.0);
        assert_eq!(base14("Times-BoldItalic").of(a), 667.0);
        assert_eq!(base14("Times-Roman").of(a), 722.0);
        assert_eq!(base14("CourierNew").of(a), 600.0);
    }
}
