//! The fonts of a document, and how text set in them is read.

/// How the text of a run is read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Face {
    /// Shown in capitals, whatever was typed.
    pub(crate) capitals: bool,
    /// A font of signs.
    pub(crate) signs: bool,
}

impl Face {
    /// What the name of a font tells.
    pub(crate) fn named(name: &str) -> Face {
        let lower = name.to_lowercase();
        Face {
            capitals: false,
            signs: SIGNS.iter().any(|s| lower.starts_with(s)),
        }
    }

    /// What a run in this face says.
    pub(crate) fn decode(self, run: &str, out: &mut String) {
        let start = out.len();
        if self.signs {
            out.extend(run.chars().map(sign));
        } else {
            out.extend(run.chars().map(plain));
        }
        if self.capitals {
            let upper = out[start..].to_uppercase();
            out.truncate(start);
            out.push_str(&upper);
        }
    }
}

const SIGNS: [&str; 4] = ["symbol", "wingdings", "webdings", "monotype sorts"];

/// The characters of the symbol font that are signs of calculation; every other one is a bullet.
fn sign(c: char) -> char {
    let code = u32::from(c);
    let byte = if (0xf000..0xf100).contains(&code) {
        code - 0xf000
    } else {
        code
    };
    match byte {
        0x20..=0x7e if code < 0xf000 => c,
        0x20..=0x40 => char::from_u32(byte).unwrap_or(c),
        0xa3 => '≤',
        0xb0 => '°',
        0xb1 => '±',
        0xb3 => '≥',
        0xb4 => '×',
        0xb9 => '≠',
        0xae => '→',
        0x100..0xf000 => c,
        _ => '•',
    }
}

/// Signs of the private area stand for bullets in every font.
fn plain(c: char) -> char {
    if ('\u{f000}'..='\u{f0ff}').contains(&c) {
        sign(c)
    } else {
        c
    }
}
