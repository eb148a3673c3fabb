//! Characters that stand for bytes: text in an 8-bit encoding that was read as Windows-1252 or Latin-1.

/// The characters of Windows-1252 at 0x80–0x9F; the five bytes without one stand for themselves.
const HIGH_CONTROLS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// The byte that a character stands for.
pub(crate) fn of(c: char) -> Option<u8> {
    match c {
        '\0'..='\u{ff}' => u8::try_from(c).ok(),
        // PDF producers name these two by the glyph and not by the byte.
        '\u{2212}' => Some(0xad),
        '\u{2219}' => Some(0xb7),
        '\u{3bc}' => Some(0xb5),
        _ => {
            let at = HIGH_CONTROLS.iter().position(|h| *h == c)?;
            u8::try_from(0x80 + at).ok()
        }
    }
}

/// The character that Windows-1252 shows for a byte.
pub(crate) fn shown(byte: u8) -> char {
    match byte {
        0x80..=0x9f => HIGH_CONTROLS[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

/// Quotes, dashes and the like, which are at home in text of any encoding.
pub(crate) fn is_typographic(c: char) -> bool {
    matches!(
        c,
        '\u{2010}'..='\u{2022}' | '\u{2026}' | '\u{a0}' | '\u{feff}' | '\u{200b}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_comes_back() {
        for b in 0..=255 {
            assert_eq!(of(shown(b)), Some(b));
        }
        assert_eq!(of('ế'), None);
    }
}
