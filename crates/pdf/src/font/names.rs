//! Glyph names to letters.
//!
//! Names of letters with marks are taken apart (`acircumflexdotbelow`) rather than listed, since fonts for
//! Vietnamese put together names that no list has.

use unicode_normalization::UnicodeNormalization;

const MARKS: [(&str, char); 17] = [
    ("acute", '\u{301}'),
    ("grave", '\u{300}'),
    ("circumflex", '\u{302}'),
    ("tilde", '\u{303}'),
    ("dieresis", '\u{308}'),
    ("breve", '\u{306}'),
    ("dotbelow", '\u{323}'),
    ("hookabove", '\u{309}'),
    ("hook", '\u{309}'),
    ("horn", '\u{31b}'),
    ("ring", '\u{30a}'),
    ("cedilla", '\u{327}'),
    ("caron", '\u{30c}'),
    ("macron", '\u{304}'),
    ("ogonek", '\u{328}'),
    ("dotaccent", '\u{307}'),
    ("hungarumlaut", '\u{30b}'),
];

const OTHERS: &str = "exclam ! quotedbl \" numbersign # dollar $ percent % ampersand & quotesingle ' \
    parenleft ( parenright ) asterisk * plus + comma , hyphen - minus − period . slash / zero 0 one 1 two 2 \
    three 3 four 4 five 5 six 6 seven 7 eight 8 nine 9 colon : semicolon ; less < equal = greater > \
    question ? at @ bracketleft [ backslash \\ bracketright ] asciicircum ^ underscore _ grave ` \
    braceleft { bar | braceright } asciitilde ~ exclamdown ¡ cent ¢ sterling £ currency ¤ yen ¥ \
    brokenbar ¦ section § dieresis ¨ copyright © ordfeminine ª guillemotleft « logicalnot ¬ \
    registered ® macron ¯ degree ° plusminus ± twosuperior ² threesuperior ³ acute ´ mu µ paragraph ¶ \
    periodcentered · cedilla ¸ onesuperior ¹ ordmasculine º guillemotright » onequarter ¼ onehalf ½ \
    threequarters ¾ questiondown ¿ AE Æ ae æ Eth Ð eth ð multiply × Oslash Ø oslash ø Thorn Þ thorn þ \
    germandbls ß divide ÷ Dcroat Đ dcroat đ Dslash Đ dslash đ dmacron đ Dmacron Đ dotlessi ı Lslash Ł \
    lslash ł OE Œ oe œ florin ƒ circumflex ˆ tilde ˜ endash – emdash — quoteleft ‘ quoteright ’ \
    quotesinglbase ‚ quotedblleft “ quotedblright ” quotedblbase „ dagger † daggerdbl ‡ bullet • \
    ellipsis … perthousand ‰ guilsinglleft ‹ guilsinglright › fraction ⁄ Euro € dong ₫ trademark ™ fi ﬁ \
    fl ﬂ lessequal ≤ greaterequal ≥ notequal ≠ arrowright → square □ filledbox ■ \
    sfthyphen - softhyphen - ff ﬀ ffi ﬃ ffl ﬄ checkmark ✓ a20 ✓";

/// What a glyph of this name shows; `None` for names that tell nothing (`g12`).
pub(crate) fn letters(name: &str) -> Option<String> {
    let name = name.split('.').next().filter(|n| !n.is_empty())?;
    if let Some(c) = other(name) {
        return Some(c.to_owned());
    }
    let mut chars = name.chars();
    if let (Some(c), None) = (chars.next(), chars.next()) {
        return Some(c.to_string());
    }
    hexadecimal(name).or_else(|| composed(name))
}

fn other(name: &str) -> Option<&'static str> {
    if name.ends_with("space") {
        return Some(" ");
    }
    let mut words = OTHERS.split_ascii_whitespace();
    while let Some(word) = words.next() {
        let letter = words.next();
        if word == name {
            return letter;
        }
    }
    None
}

/// `uni1EA1`, `uni00410301`, `u1EA1`.
fn hexadecimal(name: &str) -> Option<String> {
    let (digits, step) = match name.strip_prefix("uni") {
        Some(digits) if digits.len() >= 4 && digits.len() % 4 == 0 => (digits, 4),
        _ => (
            name.strip_prefix('u')
                .filter(|d| (4..=6).contains(&d.len()))?,
            6,
        ),
    };
    let codes = digits.as_bytes().chunks(step).map(|chunk| {
        let code = u32::from_str_radix(std::str::from_utf8(chunk).ok()?, 16).ok()?;
        char::from_u32(code)
    });
    codes.collect()
}

/// A letter followed by the names of its marks.
fn composed(name: &str) -> Option<String> {
    let letter = name.chars().next().filter(char::is_ascii_alphabetic)?;
    let mut out = vec![letter];
    let mut rest = &name[1..];
    while !rest.is_empty() {
        let (mark, c) = MARKS.iter().find(|(mark, _)| rest.starts_with(mark))?;
        out.push(*c);
        rest = &rest[mark.len()..];
    }
    Some(out.into_iter().nfc().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        let cases = [
            ("A", "A"),
            ("space", " "),
            ("seven", "7"),
            ("abreveacute", "ắ"),
            ("Ohorndotbelow", "Ợ"),
            ("uhornhookabove", "ử"),
            ("ocircumflextilde", "ỗ"),
            ("acircumflexdotbelow", "ậ"),
            ("dcroat", "đ"),
            ("uni1EA1", "ạ"),
            ("uni00410301", "A\u{301}"),
            ("u1EF9", "ỹ"),
            ("a.alt", "a"),
            ("parenleft", "("),
            ("emdash", "—"),
        ];
        for (name, want) in cases {
            assert_eq!(letters(name).as_deref(), Some(want), "{name}");
        }
        assert_eq!(letters("g123"), None);
        assert_eq!(letters(".notdef"), None);
    }
}
