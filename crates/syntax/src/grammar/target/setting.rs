//! What the headings above a sentence make of its figures.
//!
//! ```text
//! setting = state | goals | money | procedure | plain ;    (* the cue that stands first in the heading; none: as above it *)
//! ```
//! Example: under `I. Tình hình đầu năm` no figure is a target; under `III. Kinh phí` every sum is one.

use sohoa_text::fold::Folded;
use sohoa_text::phrases::{Phrases, firsts};

/// What a section is about, as far as its figures go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Setting {
    /// Nothing is known: a figure must be stated as a goal.
    #[default]
    Plain,
    /// Goals: a count that opens a clause is one.
    Goals,
    /// Money: every sum is planned.
    Money,
    /// What is or was: no figure is a target.
    State,
    /// How long a procedure takes: no time limit is a target.
    Procedure,
}

/// Openings of headings that tell what is or was.
static STATE: Phrases = Phrases::new(&[
    "danh gia tinh hinh",
    "danh gia chung",
    "danh gia ket qua",
    "danh gia thuc trang",
    "tinh hinh",
    "khai quat",
    "dac diem",
    "thuc trang",
    "su can thiet",
    "boi canh",
    "ket qua",
    "han che",
    "ton tai",
    "nguyen nhan",
    "uu diem",
    "thuan loi",
    "kho khan",
    "nhung ket qua",
    "nhung han che",
]);

/// Words after such an opening that look forward.
static AHEAD: Phrases = Phrases::new(&["can dat", "du kien", "mong doi", "phan dau", "dau ra"]);

/// Cues anywhere in a heading.
const CUES: [(&str, Setting); 19] = [
    ("muc tieu", Setting::Goals),
    ("chi tieu", Setting::Goals),
    ("kinh phi", Setting::Money),
    ("nguon von", Setting::Money),
    ("von dau tu", Setting::Money),
    ("tong von", Setting::Money),
    ("du toan", Setting::Money),
    ("muc ho tro", Setting::Money),
    ("muc chi", Setting::Money),
    ("thoi han", Setting::Procedure),
    ("quy trinh", Setting::Procedure),
    ("trinh tu", Setting::Procedure),
    ("phuong huong", Setting::Plain),
    ("nhiem vu", Setting::Plain),
    ("giai phap", Setting::Plain),
    ("phan cong", Setting::Plain),
    ("to chuc thuc hien", Setting::Plain),
    ("trach nhiem", Setting::Plain),
    ("kien nghi", Setting::Plain),
];

static CUE_WORDS: Phrases = Phrases::new(&firsts(&CUES));

/// How far into a heading a cue may stand.
const REACH: usize = 100;

impl Setting {
    /// The setting under `heading`, which stands in this one.
    #[must_use]
    pub fn under(self, heading: &Folded) -> Setting {
        let bytes = heading.bytes();
        let words = &bytes[..bytes.len().min(REACH)];
        let first = words
            .iter()
            .position(u8::is_ascii_alphabetic)
            .unwrap_or(words.len());
        if STATE.at(&words[first..]).is_some() {
            return if AHEAD.find(words).is_some() {
                Setting::Goals
            } else {
                Setting::State
            };
        }
        CUE_WORDS
            .find(words)
            .map(|(at, k)| (at, CUES[k].1))
            .filter(|(at, s)| self != Setting::State || *at == first && s.looks_ahead())
            .map_or(self, |(_, s)| s)
    }
}

impl Setting {
    /// True for what a heading may turn to below one that tells what was.
    fn looks_ahead(self) -> bool {
        matches!(self, Setting::Plain | Setting::Goals)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings() {
        let under = |h: &str| Setting::Goals.under(&Folded::new(h));
        assert_eq!(under("ĐẶC ĐIỂM TÌNH HÌNH"), Setting::State);
        assert_eq!(under("Kết quả cần đạt"), Setting::Goals);
        assert_eq!(under("KINH PHÍ THỰC HIỆN"), Setting::Money);
        assert_eq!(under("Thời hạn xử lý:"), Setting::Procedure);
        assert_eq!(under("Nhiệm vụ để đạt mục tiêu"), Setting::Plain);
        assert_eq!(under("An toàn thực phẩm"), Setting::Goals);
        let told = |h: &str| Setting::State.under(&Folded::new(h));
        assert_eq!(told("Kinh phí đã chi"), Setting::State);
        assert_eq!(told("Hoàn thành các chỉ tiêu"), Setting::State);
        assert_eq!(told("Chỉ tiêu 6 tháng cuối năm"), Setting::Goals);
    }
}
