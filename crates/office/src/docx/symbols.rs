//! Signs of the fonts Symbol and Wingdings, which have no letters at their places.

/// The sign of a bullet as the paper shows it, one that plain text knows.
pub(super) fn bullet(text: &str) -> &'static str {
    match text.trim().chars().next().map(plain) {
        Some('-' | '\u{2010}'..='\u{2015}' | '\u{2212}') => "-",
        Some('+') => "+",
        Some('*') => "*",
        _ => "•",
    }
}

/// Symbol fonts put their signs into the private use area; most of these have the low byte of ASCII.
fn plain(c: char) -> char {
    match u32::from(c) {
        n @ 0xf020..=0xf07e => char::from_u32(n - 0xf000).unwrap_or(c),
        _ => c,
    }
}

/// What a sign of a symbol font shows; `None` where that font has letters.
pub(super) fn shown(font: &str, c: char) -> Option<char> {
    let n = u32::from(c);
    let code = if (0xf020..=0xf0ff).contains(&n) {
        n - 0xf000
    } else {
        n
    };
    let table = match font.to_ascii_lowercase().as_str() {
        "symbol" => SYMBOL,
        "wingdings" => WINGDINGS,
        "wingdings 2" => WINGDINGS_2,
        _ if n != code => {
            return char::from_u32(code)
                .filter(char::is_ascii_punctuation)
                .or(Some('•'));
        }
        _ => return None,
    };
    let found = table.iter().find(|(at, _)| *at == code);
    let ascii = || char::from_u32(code).filter(|c| c.is_ascii_digit() || c.is_ascii_punctuation());
    let keep = || {
        if font.eq_ignore_ascii_case("symbol") {
            ascii()
        } else {
            None
        }
    };
    found
        .map(|(_, sign)| *sign)
        .or_else(keep)
        .or(Some(if code < 0x21 { ' ' } else { '•' }))
}

/// Places in the font Symbol that papers use.
const SYMBOL: &[(u32, char)] = &[
    (0x2d, '-'),
    (0x44, 'Δ'),
    (0x53, 'Σ'),
    (0x57, 'Ω'),
    (0x61, 'α'),
    (0x62, 'β'),
    (0x64, 'δ'),
    (0x6d, 'μ'),
    (0x70, 'π'),
    (0x73, 'σ'),
    (0xa3, '≤'),
    (0xa5, '∞'),
    (0xab, '↔'),
    (0xac, '←'),
    (0xad, '↑'),
    (0xae, '→'),
    (0xaf, '↓'),
    (0xb0, '°'),
    (0xb1, '±'),
    (0xb2, '″'),
    (0xb3, '≥'),
    (0xb4, '×'),
    (0xb8, '÷'),
    (0xb9, '≠'),
    (0xba, '≡'),
    (0xbb, '≈'),
    (0xbc, '…'),
    (0xd6, '√'),
    (0xde, '⇒'),
    (0xe5, '∑'),
];

/// Places in the font Wingdings that papers use.
const WINGDINGS: &[(u32, char)] = &[
    (0x28, '☎'),
    (0x2a, '✉'),
    (0x6c, '●'),
    (0x6e, '■'),
    (0x6f, '☐'),
    (0x71, '☐'),
    (0x76, '❖'),
    (0x78, '☒'),
    (0xa7, '▪'),
    (0xa8, '☐'),
    (0xd8, '➢'),
    (0xdf, '←'),
    (0xe0, '→'),
    (0xf0, '⇨'),
    (0xfb, '✗'),
    (0xfc, '✓'),
    (0xfd, '☒'),
    (0xfe, '☑'),
];

/// Places in the font Wingdings 2 that papers use.
const WINGDINGS_2: &[(u32, char)] = &[
    (0x4f, '✗'),
    (0x50, '✓'),
    (0x52, '☑'),
    (0x53, '☒'),
    (0xa3, '☐'),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_of_symbol_fonts() {
        assert_eq!(shown("Symbol", '\u{f0b3}'), Some('≥'));
        assert_eq!(shown("Wingdings", '\u{fc}'), Some('✓'));
        assert_eq!(shown("Times New Roman", 'ế'), None);
        assert_eq!(shown("Symbol", '5'), Some('5'));
    }

    #[test]
    fn bullets() {
        let all = ["-", "–", "\u{f02d}", "+", "\u{f0b7}", "o", ""].map(bullet);
        assert_eq!(all, ["-", "-", "-", "+", "•", "•", "•"]);
    }
}
