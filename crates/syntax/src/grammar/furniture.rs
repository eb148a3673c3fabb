//! Lines that belong to the page, the seal or the web site, not to the document.
//!
//! ```text
//! page number = [ "-" ] digits [ "-" ] | [ running header , mark ] , "Trang" n [ "/" n ]
//! rule        = three or more of - _ = * . ~
//! chrome      = a phrase of the portal list, on a short line
//! garbage     = short groups of letters and signs, none a word ("z~ 5zl i=~")
//! path        = file names of the typist ("kh/2024/KEHOACH.doc")
//! ```
//! Real example: `- 3 -`, `Cỡ chữ Màu chữ`. Source: habits of printing (DOMAIN 1.2, 1.8) and portals.
//! Known misses: running headers that occur once.

use sohoa_vocab::SYLLABLES;

use crate::lexicon;

/// A page number alone on its line.
#[must_use]
pub fn is_page_number(fold: &[u8]) -> bool {
    if fold.len() > 12 {
        return is_running_header(fold);
    }
    let body = fold.strip_prefix(b"trang").unwrap_or(fold);
    if body.len() > 9 {
        return false;
    }
    let named = body.len() < fold.len();
    let digits = body.iter().filter(|b| b.is_ascii_digit()).count();
    let marks = body
        .iter()
        .all(|b| b.is_ascii_digit() || matches!(b, b' ' | b'-' | b'/' | b'.' | b'|' | b'*'));
    let slash = body.contains(&b'/');
    marks && (1..=3).contains(&digits) && (named || !slash) && !body.ends_with(b".")
}

/// A short line that ends by naming its page behind a mark: `Kế hoạch trồng cây - Trang 3`.
fn is_running_header(fold: &[u8]) -> bool {
    let figure = |b: &u8| b.is_ascii_digit() || *b == b'/';
    let digits = fold.iter().rev().take_while(|b| figure(b)).count();
    if !(1..=7).contains(&digits) || fold.len() > 120 {
        return false;
    }
    let head = fold[..fold.len() - digits].trim_ascii_end();
    let head = head.strip_suffix(b"trang").map(<[u8]>::trim_ascii_end);
    head.is_some_and(|h| h.ends_with(b"-") || h.ends_with(b"|") || h.ends_with(b"\t"))
}

/// A line of rule characters.
#[must_use]
pub fn is_rule(fold: &[u8]) -> bool {
    !fold.is_empty()
        && fold.iter().all(|b| {
            matches!(
                b,
                b'-' | b'_' | b'=' | b'*' | b'.' | b'~' | b' ' | b'\t' | b'|' | b':' | b'+' | b'o'
            )
        })
        && fold
            .iter()
            .filter(|b| matches!(b, b'-' | b'_' | b'=' | b'*' | b'~' | b'.'))
            .count()
            >= 2
        && !fold.starts_with(b"o")
}

/// A line without a letter or a digit: scraps of rules and seals.
#[must_use]
pub fn is_scrap(fold: &[u8]) -> bool {
    !fold.is_empty() && fold.iter().all(|b| !b.is_ascii_alphanumeric())
}

/// Up to three small letters that are no word and no numeral: what recognition makes of a stroke or a smear.
#[must_use]
pub fn is_scratch(line: &str) -> bool {
    let signs = || line.chars().filter(|c| !c.is_whitespace());
    if signs().nth(6).is_some() {
        return false;
    }
    let letters: String = signs().filter(|c| c.is_alphanumeric()).collect();
    (1..=3).contains(&letters.chars().count())
        && letters.chars().all(char::is_lowercase)
        && !line.contains([')', ']', '.', '-', '+'])
        && !SYLLABLES.contains(letters.as_str())
}

/// What recognition makes of a page that lies on its side: no word, short groups, signs that no text has.
#[must_use]
pub fn is_garbage(line: &str) -> bool {
    let sign = |c: char| matches!(c, '¬' | '~' | '=' | '—' | '^');
    let stroke = |c: char| matches!(c, '\'' | '|');
    if line.len() > 80 || !line.contains(|c| sign(c) || stroke(c)) || line.contains('\t') {
        return false;
    }
    let groups = || line.split_whitespace();
    let known = |g: &str| g.chars().count() > 1 && SYLLABLES.contains(g.to_lowercase().as_str());
    if groups().any(|g| g.chars().count() > 3 || known(g)) {
        return false;
    }
    // Strokes stand in tables too: there letters do not stand among figures.
    let mixed = |g: &str| {
        let core = g.trim_end_matches(['.', ')', ':', ';', ',']);
        core.contains(char::is_alphabetic) && !core.chars().all(char::is_alphabetic)
    };
    let count = groups().count();
    count > 1 && line.contains(sign) || count > 2 && groups().any(mixed)
}

/// A line of a portal: one of the known phrases, and short.
#[must_use]
pub fn is_chrome(fold: &[u8]) -> bool {
    let fold = trim(fold);
    if fold.len() > 120 || fold.is_empty() {
        return false;
    }
    let Some(phrase) = lexicon::CHROME.at(fold) else {
        return false;
    };
    let rest = &fold[phrase.len()..];
    let word_end = rest.first().is_none_or(|b| !b.is_ascii_alphanumeric());
    word_end && (rest.len() <= 40 || rest.contains(&b'|'))
}

/// A line on which a portal tells something of the document: `Ngày ban hành: 26/05/2017`, `| Người ký | … |`.
#[must_use]
pub fn is_property(fold: &[u8]) -> bool {
    let bare = fold.trim_ascii_start();
    let bare = bare
        .strip_prefix(b"|")
        .map_or(bare, <[u8]>::trim_ascii_start);
    let Some(label) = lexicon::PROPERTIES.at(bare) else {
        return false;
    };
    let behind = bare[label.len()..].iter().find(|b| **b != b' ');
    matches!(behind, Some(b':' | b'|' | b'\t')) && bare.len() < 160
}

/// So many of them are a portal's card of the document.
pub const CARD: usize = 3;

/// A file path left by the typist: no blank, a slash, mostly unaccented.
#[must_use]
pub fn is_file_path(line: &str) -> bool {
    if line.len() <= 6 || line.contains(' ') || !line.is_ascii() {
        return false;
    }
    let lower = line.to_ascii_lowercase();
    let named = [
        ".doc", ".docx", ".pdf", ".xls", ".odt", ":\\", "http://", "https://", "www.",
    ];
    let slashed = line.matches(['/', '\\']).count() >= 2;
    (slashed || named.iter().any(|n| lower.contains(n)))
        && line.chars().any(|c| c.is_ascii_alphabetic())
}

fn trim(fold: &[u8]) -> &[u8] {
    let start = fold
        .iter()
        .take_while(|b| !b.is_ascii_alphanumeric() && **b != b'#')
        .count();
    &fold[start..]
}

/// Whether most of a folded line is a rule of hyphens or the like, whatever the typist put at its end.
#[must_use]
pub fn is_drawn(fold: &[u8]) -> bool {
    let marks = fold
        .iter()
        .filter(|b| matches!(b, b'-' | b'_' | b'*' | b'='));
    let rule = fold.chunk_by(|a, b| a == b).any(|run| run.len() >= 5);
    rule && marks.count() * 2 > fold.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_furniture() {
        assert!(is_page_number(b"2"));
        assert!(is_page_number(b"- 12 -"));
        assert!(is_page_number(b"trang 2/5"));
        assert!(is_page_number(b"trong cay nam 2024 - trang 12/20"));
        assert!(!is_page_number(b"noi dung tai trang 12"));
        assert!(!is_page_number(b"2024"));
        assert!(!is_page_number(b"1."));
        assert!(is_rule(b"----\t---\t--"));
        assert!(!is_rule(b"-"));
        assert!(is_chrome(b"co chu mau chu"));
        assert!(is_chrome(b"# of views: 216"));
        assert!(!is_chrome(
            b"chia se kinh nghiem giua cac don vi tren dia ban huyen"
        ));
        assert!(is_property(b"ngay ban hanh: 26/05/2017"));
        assert!(is_property(b"| nguoi ky | le thi mo |"));
        assert!(!is_property(b"linh vuc giao duc"));
        assert!(is_garbage("z~ 5zl i=~ nS 53o nz ư~ ¬— ơ"));
        assert!(is_garbage("5n ' 5 Szi"));
        assert!(!is_garbage("| 1 | 2 | A |"));
        assert!(!is_garbage("ĈӝF OұS 7ӵ GR +ҥQK SK~F"));
        assert!(!is_garbage("1. x = 5 triệu"));
        assert!(!is_garbage("— Hội LHPN —"));
        assert!(is_file_path("kh/2024/KEHOACH.doc"));
        assert!(!is_file_path("và/hoặc"));
    }

    #[test]
    fn scratches_are_no_words_and_no_numerals() {
        for line in ["mm :", "kx", "l"] {
            assert!(is_scratch(line), "{line}");
        }
        for line in ["và", "a)", "d.", "- x", "II", "m2", "", "ghi chú"] {
            assert!(!is_scratch(line), "{line}");
        }
    }
}
