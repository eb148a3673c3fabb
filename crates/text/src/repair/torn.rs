//! Words and numbers that recognition tore apart in table rows: `công t ác`, `1.500 .000`, `thực-` at a line end.
//!
//! ```text
//! torn word   = part , gap , part          (* not two words of their own, together a syllable *)
//! torn number = digits , gap , digits      (* not two numbers of their own, together one with points *)
//! hyphenated  = syllable , "-" , line end , syllable
//! gap         = blank | tab
//! ```
//! Real example: `cấ p huyện` reads `cấp huyện`. Evidence is the list of syllables and the points of a sum; a
//! tab goes only between the two halves of one word or sum. Left alone: units behind a figure ("5 m"), an
//! ordinal before a figure, hyphens of loan words and of names of fields. Known misses: words torn into
//! two words ("bình yên" for "bìnhyên").

use std::ops::Range;

use sohoa_vocab::SYLLABLES;

use super::{Change, overlaps};

const RULE: &str = "text/repair/torn";

/// No syllable is longer.
const LONGEST: usize = 7;

/// Syllables without a consonant before them that are words, sorted; others are the end of a torn one.
const BARE: &[&str] = &[
    "ai", "an", "anh", "ao", "em", "im", "in", "oai", "oan", "oanh", "ong", "ung", "uy", "uốn",
    "uống", "uỷ", "y", "yên", "yêu", "yến", "yết", "yếu", "yểm", "ác", "ách", "ái", "ám", "án",
    "ánh", "áo", "áp", "âm", "ân", "âu", "ép", "êm", "ích", "ít", "óc", "ô", "ôm", "ôn", "ông",
    "úng", "ý", "ăn", "ơn", "ưa", "ưng", "ưu", "ươm", "ương", "ước", "ướp", "ướt", "ảnh", "ảo",
    "ấm", "ấn", "ấp", "ấu", "ấy", "ẩm", "ẩn", "ốc", "ốm", "ống", "ốp", "ồn", "ổ", "ổi", "ổn", "ở",
    "ủ", "ủi", "ủng", "ủy", "ứ", "ức", "ứng", "ỷ",
];

/// Loan words that are written with a hyphen.
const LOANS: &[(&str, &str)] = &[
    ("băng", "rôn"),
    ("áp", "phích"),
    ("pa", "nô"),
    ("lô", "gô"),
    ("mô", "đun"),
    ("vắc", "xin"),
    ("mít", "tinh"),
];

/// Second halves of names of fields whose hyphen is meant ("kinh tế-xã hội").
const FIELDS: &[&str] = &[
    "xã hội",
    "kỹ thuật",
    "thể thao",
    "thông tin",
    "đô thị",
    "kế hoạch",
];

/// The torn words and numbers of lines with tabs, outside the ranges already changed.
pub(crate) fn changes(text: &str, taken: &[Change]) -> Vec<Change> {
    let mut out = Vec::new();
    let mut done = 0;
    for tab in memchr::memchr_iter(b'\t', text.as_bytes()) {
        if tab < done {
            continue;
        }
        let start = memchr::memrchr(b'\n', &text.as_bytes()[..tab]).map_or(0, |i| i + 1);
        let end = memchr::memchr(b'\n', &text.as_bytes()[tab..]).map_or(text.len(), |i| tab + i);
        line(text, start..end, &mut out);
        out.extend(hyphen(text, start..end));
        done = end;
    }
    out.retain(|c| !overlaps(taken, &c.range));
    out
}

/// A word of a line, and whether it opens and closes its cell.
#[derive(Debug, Clone, Copy)]
struct Word<'t> {
    text: &'t str,
    at: usize,
    opens: bool,
    closes: bool,
}

fn line(text: &str, range: Range<usize>, out: &mut Vec<Change>) {
    let bytes = &text.as_bytes()[..range.end];
    for gap in memchr::memchr2_iter(b' ', b'\t', &bytes[range.clone()]) {
        let gap = range.start + gap;
        if gap == range.start || !may_be_seam(&bytes[range.start..], gap - range.start) {
            continue;
        }
        let left = word_before(text, &range, gap);
        let right = word_after(text, &range, gap + 1);
        let free = out.last().is_none_or(|c| c.range.end <= left.at);
        if free && !left.text.is_empty() && !right.text.is_empty() {
            out.extend(join(text, &range, left, right));
        }
    }
}

/// A glance at the letters on both sides of a gap: figures, a vowel behind it, or letters without a vowel.
fn may_be_seam(line: &[u8], gap: usize) -> bool {
    let (left, right) = (&line[..gap], &line[gap + 1..]);
    let (Some(&last), Some(&first)) = (left.last(), right.first()) else {
        return false;
    };
    let (l, r) = (letter(left, gap - 1), letter(right, 0));
    is_figure(last) && is_figure(first)
        || r == Letter::Vowel
        || matches!(l, Letter::Vowel | Letter::Consonant)
            && r == Letter::Consonant
            && (is_bare(right, 0..right.len()) || is_bare(left, (0..gap).rev()))
}

/// Whether no vowel stands at the places, up to a gap.
fn is_bare(bytes: &[u8], mut places: impl Iterator<Item = usize>) -> bool {
    let told = places.find_map(|i| match letter(bytes, i) {
        Letter::Vowel => Some(false),
        Letter::Gap => Some(true),
        Letter::Consonant | Letter::None => None,
    });
    told.unwrap_or(true)
}

/// What a byte belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Letter {
    Vowel,
    Consonant,
    /// A blank or a tab.
    Gap,
    None,
}

/// What each byte belongs to, but for the two of đ.
static LETTERS: [Letter; 256] = {
    let mut letters = [Letter::None; 256];
    let mut b = 0;
    while b < 256 {
        letters[b] = match b as u8 {
            b' ' | b'\t' => Letter::Gap,
            b if b >= 0x80 => Letter::Vowel,
            b if !b.is_ascii_alphabetic() => Letter::None,
            b if matches!(b | 0x20, b'a' | b'e' | b'i' | b'o' | b'u' | b'y') => Letter::Vowel,
            _ => Letter::Consonant,
        };
        b += 1;
    }
    letters
};

/// What the byte at `i` belongs to; every letter with a mark is a vowel, except đ.
#[inline]
fn letter(bytes: &[u8], i: usize) -> Letter {
    let stroke = |b: Option<&u8>| matches!(b, Some(0x90 | 0x91));
    match bytes[i] {
        0xc4 if stroke(bytes.get(i + 1)) => Letter::Consonant,
        0x90 | 0x91 if i > 0 && bytes[i - 1] == 0xc4 => Letter::Consonant,
        b => LETTERS[usize::from(b)],
    }
}

fn word_before<'t>(text: &'t str, line: &Range<usize>, end: usize) -> Word<'t> {
    let at = text[line.start..end]
        .rfind([' ', '\t'])
        .map_or(line.start, |i| line.start + i + 1);
    word_at(text, line, at..end)
}

fn word_after<'t>(text: &'t str, line: &Range<usize>, at: usize) -> Word<'t> {
    let end = text[at..line.end]
        .find([' ', '\t'])
        .map_or(line.end, |i| at + i);
    word_at(text, line, at..end)
}

fn word_at<'t>(text: &'t str, line: &Range<usize>, range: Range<usize>) -> Word<'t> {
    let bytes = text.as_bytes();
    Word {
        text: &text[range.clone()],
        at: range.start,
        opens: range.start == line.start || bytes[range.start - 1] == b'\t',
        closes: range.end == line.end || bytes[range.end] == b'\t',
    }
}

/// Two words as one, if that is what they are.
fn join(text: &str, line: &Range<usize>, left: Word<'_>, right: Word<'_>) -> Option<Change> {
    let a = left.text;
    let (value, len, confidence) =
        if is_figure(a.as_bytes()[a.len() - 1]) && is_figure(right.text.as_bytes()[0]) {
            let len = number(left, right).filter(|_| left.at > line.start)?;
            (format!("{a}{}", &right.text[..len]), len, 0.9)
        } else {
            let b = bare(right.text);
            let sure = word(text, line, left, right)?;
            (format!("{a}{b}"), b.len(), if sure { 0.9 } else { 0.75 })
        };
    Some(Change {
        range: left.at..right.at + len,
        value,
        rule: RULE,
        confidence,
        applied: true,
    })
}

fn is_figure(b: u8) -> bool {
    b.is_ascii_digit() || b == b'.'
}

/// A word without the marks that close it.
fn bare(word: &str) -> &str {
    word.trim_end_matches([',', ';', '.', ':', ')'])
}

/// How much of the right word belongs to the sum that begins in the left one.
fn number(left: Word<'_>, right: Word<'_>) -> Option<usize> {
    let figures = |s: &str| {
        s.bytes()
            .take_while(|b| b.is_ascii_digit() || *b == b'.')
            .count()
    };
    let (a, len) = (left.text, figures(right.text));
    let (b, rest) = right.text.split_at(len);
    let whole = left.opens && figures(a) == a.len();
    let ended = right.closes && rest.is_empty() || rest.starts_with('/') || rest.starts_with('đ');
    let joined = format!("{a}{b}");
    let torn = !is_sum(a) || !is_sum(b);
    (whole && ended && torn && joined.contains('.') && is_sum(&joined)).then_some(len)
}

/// Digits with a point before every three, or without points.
fn is_sum(s: &str) -> bool {
    let mut groups = s.split('.');
    let first = groups.next().unwrap_or_default();
    let plain = !s.contains('.') && (s.len() == 1 || !s.starts_with('0'));
    let opening = matches!(first.len(), 1..=3) && !first.starts_with('0');
    !first.is_empty() && (plain || opening) && groups.all(|g| g.len() == 3)
}

/// Whether two words are the halves of one; true inside where one of them is no word at all.
fn word(text: &str, line: &Range<usize>, left: Word<'_>, right: Word<'_>) -> Option<bool> {
    let (a, b) = (left.text, bare(right.text));
    if !is_small(a, true) || !is_small(b, false) {
        return None;
    }
    let (bare_a, bare_b) = (!has_vowel(a), !has_vowel(b));
    let rare = letter(b.as_bytes(), 0) == Letter::Vowel && BARE.binary_search(&b).is_err();
    if !(bare_a || bare_b || rare) {
        return None;
    }
    let earlier = || {
        let end = left.at.checked_sub(1).filter(|_| !left.opens)?;
        Some(word_before(text, line, end).text)
    };
    // A mark alone in its cell is no part of a word; nor is a unit behind its figure, nor a letter
    // behind a word ("Khu B ở", but "T ài chính").
    let mark = right.opens && right.closes && b.chars().count() == 1;
    let apart = left.closes && (left.opens || mark);
    let unit = || earlier().is_some_and(|w| w.ends_with(|c: char| c.is_ascii_digit()));
    let lone = a.starts_with(char::is_uppercase) && a.chars().count() == 1;
    if apart || bare_a && (unit() || lone && !left.opens && !rare) {
        return None;
    }
    if !is_syllable(&format!("{a}{b}")) {
        return None;
    }
    // "bộ p hận", "toà n huyện": where the lone letters could go either way they stay.
    let next =
        || bare(word_after(text, line, (right.at + right.text.len() + 1).min(line.end)).text);
    let opens_next =
        bare_b && !right.closes && is_syllable(a) && is_syllable(&format!("{b}{}", next()));
    let closed_last =
        bare_a && is_syllable(b) && earlier().is_some_and(|w| is_syllable(&format!("{w}{a}")));
    let torn = bare_a || bare_b || !is_syllable(a) || !is_syllable(b);
    (!opens_next && !closed_last).then_some(torn)
}

/// A short word of small letters, its first one perhaps a capital.
fn is_small(word: &str, capital: bool) -> bool {
    let mut chars = word.chars();
    let first = chars.next();
    first.is_some_and(|c| c.is_lowercase() || capital && c.is_uppercase())
        && chars.all(char::is_lowercase)
        && word.chars().count() <= LONGEST
}

fn has_vowel(word: &str) -> bool {
    let bytes = word.as_bytes();
    (0..bytes.len()).any(|i| letter(bytes, i) == Letter::Vowel)
}

fn is_syllable(s: &str) -> bool {
    SYLLABLES.contains(s.to_lowercase().as_str())
}

/// The word at the end of a line without the hyphen that the line end put there.
fn hyphen(text: &str, range: Range<usize>) -> Option<Change> {
    let body = text[range.clone()].strip_suffix('-')?;
    let last = body.rsplit([' ', '\t']).next()?;
    let next = text[range.end..].strip_prefix('\n')?;
    let first = next.split([' ', '\t', '\n']).next()?;
    let small = first.starts_with(char::is_lowercase) && last.ends_with(char::is_lowercase);
    let kept = LOANS.contains(&(last, first)) || FIELDS.iter().any(|f| next.starts_with(f));
    let words = is_syllable(last) && is_syllable(first.trim_end_matches([',', ';', '.']));
    (small && words && !kept).then(|| Change {
        range: range.end - last.len() - 1..range.end,
        value: last.to_owned(),
        rule: RULE,
        confidence: 0.8,
        applied: true,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn repaired(text: &str) -> String {
        let mut out = text.to_owned();
        for c in changes(text, &[]).into_iter().rev() {
            out.replace_range(c.range, &c.value);
        }
        out
    }

    #[test]
    fn bare_syllables_are_sorted() {
        assert!(BARE.is_sorted());
    }

    #[test]
    fn torn_words_and_numbers() {
        for (torn, whole) in [
            ("1\tcông t ác dân vận", "1\tcông tác dân vận"),
            ("1\tcấ p huyện, kiể m tra", "1\tcấp huyện, kiểm tra"),
            ("1\tT ổ chức ho ạt động\tx", "1\tTổ chức hoạt động\tx"),
            ("1\tviệc\t1.500\t.000\tQuý I", "1\tviệc\t1.500.000\tQuý I"),
            ("1\tviệc\t1. 500.000", "1\tviệc\t1.500.000"),
            ("1\tviệc\t1.5 00.000/xe", "1\tviệc\t1.500.000/xe"),
            ("1\tviệc thực-\nhiện xong\tx", "1\tviệc thực\nhiện xong\tx"),
            ("1\tlàm công t\tác\tx", "1\tlàm công tác\tx"),
        ] {
            assert_eq!(repaired(torn), whole);
        }
    }

    #[test]
    fn whole_words_and_numbers() {
        for text in [
            "công t ác ngoài bảng",
            "1.\t500\tcây",
            "1\t12\t500.000",
            "1\t2. 100% hồ sơ",
            "1\tđường 5 m ở xã",
            "1\tx\tấp",
            "1\ttự ý ở ấp",
            "1\tkinh tế-\nxã hội\tx",
            "1\tlàm băng-\nrôn\tx",
            "1\tPhòng Lao động-\nThương binh\tx",
        ] {
            assert_eq!(repaired(text), text);
        }
    }
}
