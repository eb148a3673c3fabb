//! Annex labels and the line that ties an annex or a plan to the instrument that promulgates it.
//!
//! ```text
//! label = "Phụ lục" [ "số" ] [ numeral ] [ ":" | "." ] [ title in capitals ]       (* PHỤ LỤC I *)
//! tie   = "(" [ "Ban hành" ] ( "kèm theo" | "gửi kèm" ) instrument ")"             (* over 1 to 3 lines *)
//! ```
//! Real example: `(Kèm theo Kế hoạch số /KH-UBND ngày / /2020 của UBND huyện …)`. Source: Nghị định
//! 30/2020/NĐ-CP annex I, mục IV. Known misses: annexes called "Biểu" or "Mẫu số" without "Phụ lục".

use super::marker::roman_value;

/// Bytes of the label at the start of a line, and whether a title follows on the same line.
#[must_use]
pub fn label(line: &str, fold: &[u8]) -> Option<(usize, bool)> {
    let rest = fold.strip_prefix(b"phu luc")?;
    if !line.starts_with(['P', 'p']) || rest.first().is_some_and(u8::is_ascii_alphanumeric) {
        return None;
    }
    let head: usize = line.char_indices().nth(7).map_or(line.len(), |(i, _)| i);
    let mut len = head;
    let mut tail = &line[len..];
    let words: Vec<&str> = tail.split_whitespace().take(2).collect();
    let skip = usize::from(
        words
            .first()
            .is_some_and(|w| matches!(sohoa_text::fold::fold_string(w).as_str(), "so" | "so:")),
    );
    if let Some(word) = words.get(skip) {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '|');
        if !bare.is_empty() && is_numeral(bare) {
            len += tail.find(bare).unwrap_or(0) + bare.len();
            tail = &line[len..];
        } else if skip == 1 {
            return None;
        }
    }
    let title = tail.trim_start_matches([' ', '.', ':', '-', '–', ')']);
    let blank = title.chars().all(|c| !c.is_alphanumeric());
    let capitals = title.chars().filter(|c| c.is_uppercase()).count();
    let small = title.chars().filter(|c| c.is_lowercase()).count();
    let starts_tie = title.starts_with('(');
    (blank || starts_tie || capitals > small * 3).then_some((len, !blank))
}

fn is_numeral(word: &str) -> bool {
    word.chars().all(|c| c.is_ascii_digit()) && word.len() <= 2
        || roman_value(word).is_some()
        || word.len() == 1 && word.chars().all(|c| c.is_ascii_uppercase())
        || word.len() <= 4
            && word.starts_with(|c: char| c.is_ascii_digit())
            && word
                .chars()
                .skip(1)
                .all(|c| c.is_ascii_alphanumeric() || c == '.')
}

/// Whether a folded line begins to say what the text is attached to.
#[must_use]
pub fn is_tie(fold: &[u8]) -> bool {
    let open = fold.strip_prefix(b"(").unwrap_or(fold);
    let open = open.strip_prefix(b" ").unwrap_or(open);
    const CUES: &[&[u8]] = &[
        b"kem theo",
        b"ban hanh kem",
        b"ban hanh theo",
        b"gui kem",
        b"dinh kem",
        b"duoc ban hanh kem",
    ];
    let cue = CUES.iter().any(|c| open.starts_with(c));
    cue && (fold.starts_with(b"(")
        || fold.len() < 200 && memchr::memmem::find(fold, b" so ").is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use sohoa_text::fold::fold_string;

    fn hit(line: &str) -> Option<(&str, bool)> {
        label(line, fold_string(line).as_bytes()).map(|(n, t)| (&line[..n], t))
    }

    #[test]
    fn labels() {
        assert_eq!(hit("Phụ lục"), Some(("Phụ lục", false)));
        assert_eq!(hit("PHỤ LỤC II"), Some(("PHỤ LỤC II", false)));
        assert_eq!(hit("Phụ lục số 01:"), Some(("Phụ lục số 01", false)));
        assert_eq!(
            hit("PHỤ LỤC 1: DANH MỤC NHIỆM VỤ"),
            Some(("PHỤ LỤC 1", true))
        );
        assert_eq!(hit("Phụ lục kèm theo Kế hoạch này gồm hai biểu"), None);
    }

    #[test]
    fn ties() {
        assert!(is_tie(b"(kem theo ke hoach so 5/kh-ubnd)"));
        assert!(is_tie(b"(ban hanh kem theo quyet dinh so 5"));
        assert!(!is_tie(b"kem theo de an nay"));
    }
}
