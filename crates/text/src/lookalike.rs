//! Letters of other alphabets that stand for a Latin or Vietnamese one, and characters nobody sees.
//!
//! đ has several twins (ð, ɖ); Cyrillic and full-width letters come from copied or converted files. A
//! Cyrillic letter is replaced only inside a Latin word, so that a Russian word stays what it is.

/// Zero-width characters, the byte order mark and the soft hyphen.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}'
    )
}

/// The letter that `c` stands for, given the text before it and the source after it.
pub(crate) fn latin(c: char, before: &str, after: &str) -> Option<char> {
    match c {
        'Ð' | 'Ɖ' => Some('Đ'),
        'ð' | 'ɖ' => Some('đ'),
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xff01 + 0x21),
        _ => {
            let right = cyrillic(c)?;
            let beside = before.chars().next_back().is_some_and(is_latin)
                || after.chars().next().is_some_and(is_latin);
            beside.then_some(right)
        }
    }
}

fn is_latin(c: char) -> bool {
    c.is_alphabetic() && (c < '\u{250}' || ('\u{1e00}'..='\u{1eff}').contains(&c))
}

fn cyrillic(c: char) -> Option<char> {
    const PAIRS: &[(char, char)] = &[
        ('А', 'A'),
        ('В', 'B'),
        ('С', 'C'),
        ('Е', 'E'),
        ('Н', 'H'),
        ('І', 'I'),
        ('К', 'K'),
        ('М', 'M'),
        ('О', 'O'),
        ('Р', 'P'),
        ('Т', 'T'),
        ('Х', 'X'),
        ('У', 'Y'),
        ('а', 'a'),
        ('с', 'c'),
        ('е', 'e'),
        ('і', 'i'),
        ('о', 'o'),
        ('р', 'p'),
        ('х', 'x'),
        ('у', 'y'),
    ];
    PAIRS.iter().find(|(k, _)| *k == c).map(|&(_, v)| v)
}
