//! What an agency does: words of duty, and verbs beyond those of assignment cells.

use sohoa_text::fold::Folded;
use sohoa_text::phrases::Phrases;

use super::super::actions::{ends_sentence, is_action, may_be_action};
use super::super::lex::{opens, shut};
use super::super::target::ends_with_word;

/// Words that make a predicate of what follows an agency.
pub(super) const DUTIES: [&[u8]; 8] = [
    b"chu tri",
    b"co trach nhiem",
    b"chiu trach nhiem",
    b"co nhiem vu",
    b"la co quan",
    b"la don vi",
    b"la dau moi",
    b"la thuong truc",
];

/// The openings of [`DUTIES`].
static DUTY_WORDS: Phrases = Phrases::new(&["chu tri", "co ", "chiu ", "la "]);

/// Verbs of running text as they are printed: without their marks they are other words.
const PRINTED: &[&str] = &[
    "ký",
    "giữ",
    "phê duyệt",
    "chuẩn bị",
    "viết",
    "đọc",
    "họp",
    "hạ",
    "mở",
    "cử",
    "phát tin",
    "phát sóng",
    "phát động",
    "tăng",
    "cân đối",
    "phân khai",
    "phân bổ",
    "phân công",
    "làm việc",
    "lồng ghép",
    "bảo quản",
    "dự trù",
    "tạo điều kiện",
    "xét nghiệm",
    "thẩm tra",
    "quyết toán",
    "thanh toán",
    "nộp",
    "mua",
    "in",
    "đưa",
    "nắm",
    "bàn giao",
    "đăng ký",
    "đăng tin",
    "chấp hành",
    "căn cứ",
    "thường xuyên",
    "định kỳ",
    "hàng tháng",
    "hàng quý",
    "hằng tháng",
    "hằng quý",
];

/// The openings of [`PRINTED`], folded.
static PRINTED_WORDS: Phrases = Phrases::new(&[
    "ky", "giu", "phe", "chuan", "viet", "doc", "hop", "ha", "mo", "cu", "phat", "tang", "can",
    "phan", "lam", "long", "bao", "du", "tao", "xet", "tham", "quyet", "thanh", "nop", "mua", "in",
    "dua", "nam", "ban", "dang", "chap", "thuong", "dinh", "hang",
]);

/// Words that fold like a verb of the list and belong to names ("Trang thông tin điện tử").
const NAMES: &[&[u8]] = &[b"thong tin", b"giup viec", b"ha tang", b"ha du", b"ha luu"];

/// Verbs that belong to a name after the word before them: "Trợ giúp", "đầu tư xây dựng", "Thư ký".
const PAIRS: &[(&str, &str)] = &[
    ("tro", "giup"),
    ("dau tu", "xay dung"),
    ("chi dao", "xay dung"),
    ("thu", "ky"),
    ("dang", "ky"),
    ("chu", "ky"),
    ("bau", "cu"),
];

/// The word of duty at `i`.
pub(super) fn duty_at(bytes: &[u8], i: usize) -> Option<&'static [u8]> {
    if !DUTY_WORDS.fit(&bytes[i..]) || !opens(bytes, i) {
        return None;
    }
    DUTIES
        .into_iter()
        .find(|d| bytes[i..].starts_with(d) && shut(&bytes[i + d.len()..]))
}

/// True where a verb in lower case begins at `i`.
pub(super) fn is_act(f: &Folded, from: usize, i: usize, to: usize) -> bool {
    let bytes = &f.bytes()[..to];
    if !bytes[i].is_ascii_alphabetic()
        || !opens(bytes, i)
        || !may_act(&bytes[i..])
        || NAMES.iter().any(|n| bytes[i..].starts_with(n))
    {
        return false;
    }
    let paired = |p: &&(&str, &str)| {
        bytes[i..].starts_with(p.1.as_bytes())
            && ends_with_word(bytes[from..i].trim_ascii_end(), p.0)
    };
    let printed = || PRINTED_WORDS.at(&bytes[i..]).is_some() && printed(f.slice(i, to.min(i + 16)));
    (is_action(f, from, i, to) || printed()) && !PAIRS.iter().any(|p| paired(&p))
}

/// False where surely no verb begins.
fn may_act(words: &[u8]) -> bool {
    may_be_action(words) || PRINTED_WORDS.fit(words)
}

/// True for words that name a purpose, not what an agency does.
pub(super) fn is_purpose(words: &[u8]) -> bool {
    [&b"de "[..], b"nham ", b"trong viec"]
        .iter()
        .any(|w| words.starts_with(w))
}

fn printed(words: &str) -> bool {
    PRINTED.iter().any(|v| {
        words
            .strip_prefix(v)
            .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    })
}

/// True where a verb or "Chủ trì" stands at `i`, in capitals or not.
pub(super) fn is_duty(f: &Folded, i: usize, to: usize) -> bool {
    let lower = Folded::new(f.slice(i, to.min(i + 30)).to_lowercase());
    let bytes = lower.bytes();
    duty_at(bytes, 0).is_some() || bytes.starts_with(b"moi ") || is_act(&lower, 0, 0, bytes.len())
}

/// Where the first verb in `from..to` begins, or the clause ends.
pub(super) fn act_start(f: &Folded, from: usize, to: usize) -> usize {
    let closes = |i: &usize| {
        matches!(f.bytes()[*i], b';' | b'\n') || ends_sentence(f, *i, to) || is_act(f, from, *i, to)
    };
    (from..to).find(closes).unwrap_or(to)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_passes_its_first_glance() {
        for verb in PRINTED {
            let fold = sohoa_text::fold::fold_string(verb);
            assert!(PRINTED_WORDS.at(fold.as_bytes()).is_some(), "{verb}");
        }
        for duty in DUTIES {
            assert!(DUTY_WORDS.at(duty).is_some(), "{duty:?}");
        }
    }
}
