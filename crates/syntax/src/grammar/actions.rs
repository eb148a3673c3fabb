//! Where the name of an agency ends and what it is to do begins.
//!
//! ```text
//! action = verb , … ;          (* in lower case: a capital makes it part of a name, "Sở Xây dựng" *)
//! ```
//! Example: in `các xã tổ chức tuyên truyền` the action begins at `tổ chức`.
//!
//! Known misses: verbs that are not listed; nouns that look like one ("quy trình" and the like are excepted by hand).

use sohoa_text::fold::Folded;
use sohoa_text::phrases::Phrases;

use super::lex::opens;

/// Verbs of administrative tasks, folded, sorted.
static VERBS: Phrases = Phrases::new(&[
    "bao cao",
    "bao dam",
    "ban hanh",
    "bo tri",
    "cap nhat",
    "cap phat",
    "chi dao",
    "chiu",
    "chu dong",
    "chuan bi",
    "cong bo",
    "cong khai",
    "cung cap",
    "dam bao",
    "dang tai",
    "danh gia",
    "dao tao",
    "day manh",
    "de nghi",
    "de xuat",
    "don doc",
    "duy tri",
    "ghi nhan",
    "giai quyet",
    "giam sat",
    "gioi thieu",
    "giup",
    "gui",
    "hoan chinh",
    "hoan thanh",
    "hoan thien",
    "ho tro",
    "huong dan",
    "khao sat",
    "khen thuong",
    "khuyen khich",
    "kiem soat",
    "kiem tra",
    "kien toan",
    "kip thoi",
    "lap",
    "lua chon",
    "mo rong",
    "nang cao",
    "nang cap",
    "nghien cuu",
    "nham",
    "niem yet",
    "phat dong",
    "pho bien",
    "phoi hop",
    "quan triet",
    "ra soat",
    "sap xep",
    "so ket",
    "sua doi",
    "tang cuong",
    "tap huan",
    "tap trung",
    "tham dinh",
    "tham gia",
    "tham muu",
    "thanh lap",
    "theo",
    "theo doi",
    "thi diem",
    "thong ke",
    "thong tin",
    "thu thap",
    "thuc hien",
    "tiep nhan",
    "tiep tuc",
    "tien hanh",
    "tiep thu",
    "to chuc",
    "tong hop",
    "tong ket",
    "trien khai",
    "trinh",
    "trong viec",
    "tu van",
    "tuyen truyen",
    "ung dung",
    "van dong",
    "van hanh",
    "xac dinh",
    "xac minh",
    "xay dung",
    "xem xet",
    "xet",
    "xu ly",
]);

/// Words that make a noun of the verb after them.
const NOUNS: &[&str] = &[
    "quy", "chuong", "cong", "doc", "bo phan", "uy ban", "ban", "to", "doan", "doi", "cong tac",
];

/// The position in `from..to` at which the first action begins, or the clause ends.
pub(crate) fn action_start(f: &Folded, from: usize, to: usize) -> usize {
    let bytes = &f.bytes()[..to];
    let mut i = from;
    // The words right after a cue belong to the name ("phối hợp với …").
    while i < to {
        let b = bytes[i];
        if b == b';' || b == b'\n' || ends_sentence(f, i, to) {
            return i;
        }
        if b.is_ascii_alphabetic() && opens(bytes, i) && is_action(f, from, i, to) {
            return i;
        }
        i += 1;
    }
    to
}

/// True where a verb of the list, in lower case, begins at `i`.
pub(crate) fn is_action(f: &Folded, from: usize, i: usize, to: usize) -> bool {
    let bytes = &f.bytes()[..to];
    if bytes[i..].starts_with(b"de ") && f.slice(i, to).starts_with("để ") {
        return true;
    }
    if VERBS.words_at(&bytes[i..]).is_none() || !is_lower(f, i) {
        return false;
    }
    let before = bytes[from..i].trim_ascii_end();
    let noun = || {
        NOUNS
            .iter()
            .any(|n| before.ends_with(n.as_bytes()) && opens(before, before.len() - n.len()))
    };
    !noun()
}

/// False where surely no action begins.
#[inline]
pub(crate) fn may_be_action(words: &[u8]) -> bool {
    VERBS.fit(words) || words.starts_with(b"de ")
}

/// A full stop that ends a sentence, not an abbreviation ("VP.", "TP.").
#[inline]
pub(crate) fn ends_sentence(f: &Folded, i: usize, to: usize) -> bool {
    f.bytes()[i] == b'.' && stop_ends_sentence(f, i, to)
}

fn stop_ends_sentence(f: &Folded, i: usize, to: usize) -> bool {
    let bytes = f.bytes();
    if !bytes.get(i + 1).is_none_or(|b| b.is_ascii_whitespace()) {
        return false;
    }
    let next = bytes[i + 1..to.max(i + 1)]
        .iter()
        .position(|b| !b.is_ascii_whitespace());
    next.is_none_or(|n| !is_lower(f, i + 1 + n)) && !abbreviates(f, i)
}

/// True where the stop at `i` closes an abbreviation or a marker ("VP.", "P.", "3.").
fn abbreviates(f: &Folded, i: usize) -> bool {
    let bytes = f.bytes();
    let len = bytes[..i]
        .iter()
        .rev()
        .take_while(|b| b.is_ascii_alphanumeric())
        .count();
    let first = i - len;
    if len == 0 || len > 2 {
        return false;
    }
    if bytes[first].is_ascii_digit() {
        return bytes[..first]
            .trim_ascii_end()
            .last()
            .is_none_or(|b| !b.is_ascii_alphanumeric() && *b != b',');
    }
    !is_lower(f, first)
}

/// True where the character at `i` is a letter in lower case.
pub(crate) fn is_lower(f: &Folded, i: usize) -> bool {
    f.text()[f.at(i)..]
        .chars()
        .next()
        .is_some_and(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str) -> String {
        let f = Folded::new(text);
        let end = action_start(&f, 0, f.bytes().len());
        f.slice(0, end).trim().to_owned()
    }

    #[test]
    fn names_and_actions() {
        assert_eq!(name("các xã tổ chức tuyên truyền"), "các xã");
        assert_eq!(
            name("Sở Xây dựng, Ban Tổ chức huyện ủy"),
            "Sở Xây dựng, Ban Tổ chức huyện ủy"
        );
        assert_eq!(
            name("các đơn vị sự nghiệp công lập rà soát"),
            "các đơn vị sự nghiệp công lập"
        );
        assert_eq!(name("VP. HĐND; Công an"), "VP. HĐND");
        assert_eq!(name("Công an xã để kiểm tra"), "Công an xã");
        assert_eq!(name("Bộ phận tiếp nhận. Phòng khác"), "Bộ phận tiếp nhận");
    }
}
