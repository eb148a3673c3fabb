//! Names of agencies that open an assignment, and the words that look like one.

use memchr::memmem;
use sohoa_text::fold::Folded;
use sohoa_text::phrases::Phrases;

use super::super::agency_name::head_at;
use super::super::lex::opens;

/// First words of bodies that take assignments in running text only.
static MORE_HEADS: Phrases = Phrases::new(&[
    "chi bo",
    "dang bo",
    "dang uy",
    "huyen uy",
    "doi",
    "cong ty",
    "hop tac xa",
    "nha truong",
    "ngan hang",
    "thuong truc",
    "to truong",
    "hat",
    "bao",
]);

/// Words that fold like the head of an agency's name.
const LOOKALIKES: &[&str] = &[
    "số", "bố", "bỏ", "bổ", "bản", "bán", "bàn", "hỏi", "hồi", "đoạn", "đại", "dài", "phong",
    "phỏng", "cực", "tờ", "to", "tỏ", "đổi", "đối", "đời", "bảo", "bão", "bao", "hát", "hạt",
];

/// Phrases that open like an agency and name none.
static NOT_HEADS: Phrases = Phrases::new(&[
    "to chuc",
    "truong hop",
    "hoi nhap",
    "hoi nghi",
    "hoi thao",
    "hoi vien",
    "hoi thi",
    "phong chong",
    "phong, chong",
    "phong ngua",
    "phong chay",
    "phong benh",
    "phong dich",
    "ban hanh",
    "ban dau",
    "bo tri",
    "bo sung",
    "bo may",
    "bo thu tuc",
    "bo tieu chi",
    "so ket",
    "so luong",
    "so voi",
    "so sanh",
    "so lieu",
    "doan ket",
    "doan vien",
    "bao hiem y te",
    "bao dam",
    "bao cao",
    "bao ve",
    "doi moi",
    "doi voi",
    "lanh dao, chi dao",
    "cong chuc, vien chuc",
]);

/// True where an agency is named at `at`; after "Giao" any name in capitals is one. "Các" must be followed by one.
pub(super) fn names_agency(f: &Folded, at: usize, to: usize, given: bool) -> bool {
    let bytes = &f.bytes()[..to];
    let Some(first) = bytes.get(at) else {
        return false;
    };
    let capital = |i: usize| {
        f.slice(i, i + 1)
            .chars()
            .next()
            .is_some_and(char::is_uppercase)
    };
    if !first.is_ascii_alphabetic() || !opens(bytes, at) || not_head(bytes, at) {
        return false;
    }
    if given && capital(at) {
        return true;
    }
    let Some(len) = head_len(bytes, at) else {
        return false;
    };
    let next = at + len + 1;
    match &bytes[at..at + len] {
        b"cac" => {
            head_len(bytes, next).is_some() && !not_head(bytes, next)
                || ["xa", "nganh", "thanh vien", "doan the"]
                    .iter()
                    .any(|w| bytes[next.min(to)..].starts_with(w.as_bytes()))
        }
        b"cong chuc" => next < to && capital(next),
        _ => !LOOKALIKES.contains(&f.slice(at, at + len).to_lowercase().as_str()),
    }
}

fn head_len(bytes: &[u8], at: usize) -> Option<usize> {
    head_at(bytes, at).or_else(|| {
        let rest = bytes.get(at..)?;
        MORE_HEADS.words_at(rest).map(str::len)
    })
}

fn not_head(bytes: &[u8], at: usize) -> bool {
    NOT_HEADS.words_at(&bytes[at..]).is_some()
}

/// Where the name in `from..to` ends, without brackets and an apposition after it.
pub(super) fn bare_name(bytes: &[u8], from: usize, to: usize) -> usize {
    [&b"("[..], b" - co quan ", b" - don vi "]
        .iter()
        .filter_map(|w| memmem::find(&bytes[from..to], w))
        .min()
        .map_or(to, |p| from + p)
}

/// Words that name no agency by themselves.
pub(super) fn is_generic(name: &[u8]) -> bool {
    matches!(
        name,
        b"co quan" | b"don vi" | b"bo phan" | b"cac co quan" | b"cac don vi" | b"so" | b"ubnd"
    )
}

/// True where a sentence speaks to all: "Thủ trưởng các cơ quan …", "các cơ quan, đơn vị …".
pub(super) fn is_general(words: &[u8]) -> bool {
    let all: [&[u8]; 8] = [
        b"thu truong cac",
        b"cac co quan",
        b"cac don vi",
        b"cac bo phan",
        b"cac dia phuong",
        b"cac cap",
        b"cac nganh",
        b"co quan, don vi",
    ];
    all.iter().any(|w| words.starts_with(w))
}

/// True for the closing words of a plan, which belong to no agency.
pub(super) fn is_closing(words: &[u8]) -> bool {
    let closings: [&[u8]; 8] = [
        b"tren day la",
        b"ke hoach nay",
        b"ke hoach thay the",
        b"trong qua trinh",
        b"qua trinh",
        b"yeu cau",
        b"de nghi",
        b"giao ",
    ];
    closings.iter().any(|w| words.starts_with(w))
}
