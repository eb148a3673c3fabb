//! The end of a document: recipients and signatures.
//!
//! ```text
//! recipients = "Nơi nhận" [ ":" ] { [ "-" ] item ( ";" | "." ) } [ "-" ] "Lưu" [ ":" ] archive
//! signature  = { authority } position [ name ]
//! authority  = ( "TM." | "KT." | "TL." | "TUQ." | "Q." | "T/M" | "K/T" | "T/L" ) words in capitals
//! ```
//! Real example: `- Lưu VT, CCHC.`, `KT. CHỦ TỊCH`. Source: Nghị định 30/2020/NĐ-CP annex I (thẩm quyền
//! ký, nơi nhận); Party forms with a slash. Known misses: handwritten names that recognition lost.

use std::ops::Range;

use sohoa_text::fold::Folded;
use sohoa_text::phrases::Phrases;

use super::letterhead;
use crate::lexicon;

/// Folded length of "Nơi nhận" and its colon.
#[must_use]
pub fn recipients_label(fold: &[u8]) -> Option<usize> {
    let head = [
        b"noi nhan".as_slice(),
        b"noi nhfin",
        b"noi nha",
        b"n0i nhan",
    ]
    .into_iter()
    .find(|h| fold.starts_with(h))?;
    let rest = &fold[head.len()..];
    let close = rest
        .iter()
        .take_while(|b| matches!(b, b' ' | b':' | b'.' | b';' | b'n'))
        .count();
    let after = &rest[close..];
    (after.is_empty()
        || rest.contains(&b':')
        || after.starts_with(b"-")
        || after.starts_with(b"\t"))
    .then_some(head.len() + close)
}

/// Folded length of "Lưu", its colon and the bullet before it.
#[must_use]
pub fn archive_label(fold: &[u8]) -> Option<usize> {
    let bullet = fold
        .iter()
        .take_while(|b| matches!(b, b'-' | b'_' | b' ' | b'*' | b'+' | b'.'))
        .count();
    let rest = fold[bullet..].strip_prefix(b"luu")?;
    let close = rest
        .iter()
        .take_while(|b| matches!(b, b' ' | b':' | b'.'))
        .count();
    let behind = &rest[close..];
    // "Lưu trữ hồ sơ …" names a task, "Lưu: VT" an archive.
    let archive = behind.starts_with(b"vt")
        || behind.starts_with(b"vp")
        || rest[..close].contains(&b':')
        || behind.starts_with(b"van ")
        || behind.starts_with(b"phong ")
        || behind.starts_with(b"ho so")
        || behind.starts_with(b"hs");
    let alone = bullet > 0 && behind.is_empty();
    (close > 0 && (archive || alone)).then_some(bullet + 3 + close)
}

/// What part of a signature a line shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignaturePart {
    /// TM. …
    Authority,
    /// KT., TL., TUQ. …
    OnBehalf,
    /// CHỦ TỊCH
    Position,
}

/// The part of a signature that a folded line in capitals shows.
#[must_use]
pub fn signature_part(fold: &[u8], caps: bool) -> Option<SignaturePart> {
    if fold.len() > 80 {
        return None;
    }
    if !caps {
        return small_part(fold);
    }
    static AUTHORITY: Phrases = Phrases::new(&["tm.", "tm ", "tm/", "t/m", "t.m", "thay mat"]);
    static BEHALF: Phrases = Phrases::new(&[
        "kt.", "kt ", "kt/", "k/t", "k.t", "tl.", "tl ", "tl/", "t/l", "t.l", "tuq.", "tuq ",
        "tuq/", "t/uq", "t.uq",
    ]);
    if AUTHORITY.at(fold).is_some() {
        return Some(SignaturePart::Authority);
    }
    if BEHALF.at(fold).is_some() {
        return Some(SignaturePart::OnBehalf);
    }
    let acting = fold
        .strip_prefix(b"q.")
        .map_or(fold, |r| r.strip_prefix(b" ").unwrap_or(r));
    lexicon::POSITIONS
        .at(acting)
        .map(|_| SignaturePart::Position)
}

/// The part of a signature in small letters, as official pages print it: "TM. Ủy ban nhân dân", "KT. Chủ tịch".
fn small_part(fold: &[u8]) -> Option<SignaturePart> {
    const AUTHORITY: [&[u8]; 2] = [b"tm.", b"t/m"];
    const BEHALF: [&[u8]; 6] = [b"kt.", b"tl.", b"tuq.", b"k/t", b"t/l", b"t/uq"];
    if !matches!(fold.first(), Some(b't' | b'k')) {
        return None;
    }
    let behind = |cues: &[&[u8]]| {
        let cue = cues.iter().find(|c| fold.starts_with(c))?;
        Some(fold[cue.len()..].trim_ascii_start())
    };
    let position = |f: &[u8]| lexicon::POSITIONS.at(f).is_some();
    let body =
        |f: &[u8]| f.len() < 50 && !f.contains(&b',') && (letterhead::is_office(f) || position(f));
    if behind(&AUTHORITY).is_some_and(body) {
        return Some(SignaturePart::Authority);
    }
    behind(&BEHALF)
        .is_some_and(position)
        .then_some(SignaturePart::OnBehalf)
}

/// Whether a folded line is the name of a position and nothing else.
#[must_use]
pub fn is_position(fold: &[u8]) -> bool {
    lexicon::POSITIONS
        .at(fold)
        .is_some_and(|p| p.len() == fold.len())
}

/// Whether a line may be the name of a person: two to six words, each with a capital, no digits.
#[must_use]
pub fn is_name(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    (2..=6).contains(&words.len())
        && line.chars().count() <= 40
        && words.iter().all(|w| {
            w.chars().next().is_some_and(char::is_uppercase)
                && w.chars()
                    .all(|c| c.is_alphabetic() || matches!(c, '.' | '\''))
        })
}

/// Whether a line closes the text of a document: "./." and what recognition leaves of it.
#[must_use]
pub fn is_end_mark(line: &str) -> bool {
    let ink = |c: &char| !matches!(c, ' ' | '*' | '"' | '”');
    let mut back = line.chars().rev().filter(ink);
    // Read backwards: "./." and what is left of it.
    let tail = [back.next(), back.next(), back.next()].map(Option::unwrap_or_default);
    matches!(
        tail,
        [',', '/', '.'] | ['.', '/', _] | ['/', '.', _] | ['/', '/', '.']
    )
}

/// A name, with what stands before or behind it in copies: "Đã ký", "(Đã ký)".
#[must_use]
pub fn signed_name(line: &str) -> Option<Range<usize>> {
    let fold = Folded::new(line);
    let bytes = fold.bytes();
    let Some(at) = fold.find_word(b"da ky", 0) else {
        return is_name(line).then_some(0..line.len());
    };
    let (before, behind) = (fold.at(at), fold.at(at + 5));
    let sign = |c: char| matches!(c, ' ' | ':' | '(' | ')' | ',' | '-' | '.');
    let range = if bytes[..at].iter().any(u8::is_ascii_alphanumeric) {
        0..line[..before].trim_end_matches(sign).len()
    } else {
        line.len() - line[behind..].trim_start_matches(sign).len()..line.len()
    };
    is_name(&line[range.clone()]).then_some(range)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_and_parts() {
        assert_eq!(recipients_label(b"noi nhan:"), Some(9));
        assert_eq!(
            recipients_label(b"noi nhan ho so tai bo phan mot cua"),
            None
        );
        assert_eq!(archive_label(b"- luu vt, cchc."), Some(6));
        assert_eq!(archive_label(b"- luu: vt-nv. q."), Some(7));
        assert_eq!(archive_label(b"- luu tru ho so"), None);
        assert_eq!(
            signature_part(b"kt. chu tich", true),
            Some(SignaturePart::OnBehalf)
        );
        assert_eq!(
            signature_part(b"q. chu tich", true),
            Some(SignaturePart::Position)
        );
        assert_eq!(signature_part(b"chu tich ubnd cac xa", false), None);
        assert_eq!(
            signature_part(b"tm. uy ban nhan dan tinh", false),
            Some(SignaturePart::Authority)
        );
        assert_eq!(
            signature_part(b"kt. chu tich", false),
            Some(SignaturePart::OnBehalf)
        );
        assert_eq!(signature_part(b"tl. 250 m ve phia bac", false), None);
        assert_eq!(archive_label(b"- luu."), Some(6));
        assert!(is_name("Lò Thị Mận"));
        assert!(!is_name("Văn phòng huyện"));
        assert!(is_end_mark("thực hiện./."));
        assert!(is_end_mark("địa phương./ ."));
        assert!(!is_end_mark("thực hiện."));
        for copy in [
            "Đã ký: Lò Thị Mận",
            "(Đã ký) Lò Thị Mận",
            "Lò Thị Mận (đã ký)",
        ] {
            assert_eq!(&copy[signed_name(copy).unwrap()], "Lò Thị Mận");
        }
        assert_eq!(signed_name("Đã ký"), None);
    }
}
