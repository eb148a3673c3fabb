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

use super::Change;
use crate::fold::fold_char;

const RULE: &str = "text/repair/torn";

/// No syllable is longer.
const LONGEST: usize = 7;

/// Syllables without a consonant before them that are words; others are the end of a torn one.
const BARE: &[&str] = &[
    "ai", "an", "anh", "ao", "ác", "ách", "ái", "ám", "án", "ánh", "áo", "áp", "âm", "ân", "âu",
    "ấm", "ấn", "ấp", "ấu", "ấy", "ảnh", "ảo", "ăn", "ẩm", "ẩn", "em", "ép", "êm", "im", "in",
    "ích", "ít", "oan", "oanh", "oai", "óc", "ong", "ô", "ôm", "ôn", "ông", "ốc", "ốm", "ống",
    "ốp", "ồn", "ổ", "ổn", "ổi", "ơn", "ở", "ung", "úng", "uốn", "uống", "uy", "ủ", "ủi", "ủng",
    "ủy", "uỷ", "ưa", "ưng", "ươm", "ương", "ướp", "ước", "ướt", "ưu", "ứ", "ức", "ứng", "y", "ý",
    "yên", "yến", "yêu", "yếu", "yết", "yểm", "ỷ",
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

fn overlaps(taken: &[Change], range: &Range<usize>) -> bool {
    let n = taken.partition_point(|c| c.range.end <= range.start);
    taken.get(n).is_some_and(|c| c.range.start < range.end)
}

/// A word of a line, and whether it opens and closes its cell.
#[derive(Debug, Clone, Copy)]
struct Word<'t> {
    text: &'t str,
    at: usize,
    opens: bool,
    closes: bool,
    /// It stands in the first cell of its line.
    first: bool,
}

fn line(text: &str, range: Range<usize>, out: &mut Vec<Change>) {
    let mut before: [Option<Word<'_>>; 2] = [None, None];
    let mut at = range.start;
    let mut first = true;
    let mut opens = true;
    for body in text[range.clone()].split_inclusive([' ', '\t']) {
        let bare = body.trim_end_matches([' ', '\t']);
        let word = Word {
            text: bare,
            at,
            opens,
            closes: body.ends_with('\t') || at + body.len() == range.end,
            first,
        };
        at += body.len();
        opens = word.closes;
        first &= !body.ends_with('\t');
        if bare.is_empty() {
            before = [None, None];
            continue;
        }
        let [earlier, last] = before;
        let torn = last
            .filter(|l| l.at + l.text.len() + 1 == word.at)
            .and_then(|l| {
                let next = text[at..range.end]
                    .split([' ', '\t'])
                    .next()
                    .unwrap_or_default();
                join(earlier, l, word, next)
            });
        if let Some(change) = torn {
            out.push(change);
            before = [None, None];
        } else {
            before = [last, Some(word)];
        }
    }
}

/// Two words as one, if that is what they are.
fn join(earlier: Option<Word<'_>>, left: Word<'_>, right: Word<'_>, next: &str) -> Option<Change> {
    let (a, b) = (
        left.text,
        right.text.trim_end_matches([',', ';', '.', ':', ')']),
    );
    let (head, tail) = (a.as_bytes().last()?, right.text.as_bytes()[0]);
    let is_figure = |c: u8| c.is_ascii_digit() || c == b'.';
    let (value, len, confidence) = if is_figure(*head) && is_figure(tail) {
        let len = number(left, right)?;
        (format!("{a}{}", &right.text[..len]), len, 0.9)
    } else {
        let sure = word(earlier, left, right, b, next)?;
        (format!("{a}{b}"), b.len(), if sure { 0.9 } else { 0.75 })
    };
    Some(Change {
        range: left.at..right.at + len,
        value,
        rule: RULE,
        confidence,
    })
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
    let whole = left.opens && figures(a) == a.len() && !left.first;
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
fn word(
    earlier: Option<Word<'_>>,
    left: Word<'_>,
    right: Word<'_>,
    b: &str,
    next: &str,
) -> Option<bool> {
    let a = left.text;
    if !may_be_torn(a, b) {
        return None;
    }
    let (bare_a, bare_b) = (!has_vowel(a), !has_vowel(b));
    // A mark alone in its cell is no part of a word; nor is a unit behind its figure.
    let mark = right.opens && right.closes && b.chars().count() == 1;
    let apart = left.closes && (left.opens || mark);
    let unit =
        !left.opens && earlier.is_some_and(|w| w.text.ends_with(|c: char| c.is_ascii_digit()));
    let rare = starts_with_vowel(b) && !BARE.contains(&b);
    // "Khu B ở" is no word, "T ài chính" is.
    let letter = a.starts_with(char::is_uppercase) && a.chars().count() == 1;
    if apart || bare_a && unit || bare_a && letter && !left.opens && !rare {
        return None;
    }
    if !is_syllable(&format!("{a}{b}")) {
        return None;
    }
    let torn = bare_a || bare_b || !is_syllable(a) || !is_syllable(b);
    // "bộ p hận", "toà n huyện": where the lone letter could go either way it stays.
    let next = next.trim_end_matches([',', ';', '.']);
    let opens_next = bare_b && is_syllable(a) && is_syllable(&format!("{b}{next}"));
    let closed_last = bare_a
        && is_syllable(b)
        && earlier.is_some_and(|w| !left.opens && is_syllable(&format!("{}{a}", w.text)));
    (!opens_next && !closed_last && (torn || rare)).then_some(torn)
}

/// Two words of letters whose seam could be inside a syllable.
fn may_be_torn(a: &str, b: &str) -> bool {
    let letters = |s: &str| {
        let mut chars = s.chars();
        chars.next().is_some_and(char::is_alphabetic) && chars.all(char::is_lowercase)
    };
    let short = |s: &str| s.chars().count() <= LONGEST;
    b.starts_with(char::is_lowercase)
        && (starts_with_vowel(b) || !has_vowel(b) || !has_vowel(a))
        && short(a)
        && short(b)
        && letters(a)
        && letters(b)
}

fn is_vowel(c: char) -> bool {
    fold_char(c).is_some_and(|b| matches!(b, b'a' | b'e' | b'i' | b'o' | b'u' | b'y'))
}

fn starts_with_vowel(s: &str) -> bool {
    s.starts_with(is_vowel)
}

fn has_vowel(s: &str) -> bool {
    s.contains(is_vowel)
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
