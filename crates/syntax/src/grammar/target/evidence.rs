//! What makes a target of a figure that is no percentage.
//!
//! ```text
//! goal  = "đạt" | "phấn đấu" | "bảo đảm" | "hoàn thành" | … ;                    (* directly before the figure *)
//! quota = "mỗi" , place , figure ;
//! new   = ( "trồng mới" | "xây mới" | "nâng cấp" | "mở rộng" | … ) , { any } ;   (* opens the clause *)
//! ```
//! Example: `Xây mới 9 trạm` plans nine, `Đoạn đường dài 9 km` only measures.
//!
//! Known misses: a count after a colon that no verb calls for (`Hỗ trợ hộ nghèo: 2.500 hộ`).

use memchr::memmem;
use sohoa_text::fold::Folded;
use sohoa_text::phrases::Phrases;

use super::super::actions::ends_sentence;
use super::super::lex::{opens, shut};
use super::super::target_figure::{Figure, Unit};
use super::{Setting, ends_with_word};

/// Verbs that make a target of the figure after them.
const GOALS: &[&str] = &[
    "dat",
    "phan dau",
    "dam bao",
    "bao dam",
    "hoan thanh",
    "giam con",
    "tang len",
    "giam xuong",
    "dat ty le",
    "dat muc",
    "chi tieu",
];

/// Verbs that call for a count of anything, also of what no list names.
const STRIVES: &[&str] = &["phan dau co", "phan dau dat", "phan dau", "co them"];

/// Verbs that make a target of a sum.
const RAISES: &[&str] = &["huy dong", "thu hut", "tiet kiem"];

/// Verbs that open a clause and plan the things that it counts.
const NEW: &[&str] = &[
    "trong moi",
    "xay moi",
    "xay dung moi",
    "lam moi",
    "lap them",
    "lap dat them",
    "keo them",
    "co them",
    "tang them",
    "bo sung them",
    "mo rong",
    "nang cap",
    "cai tao",
    "sua chua",
    "ket nap",
    "mo moi",
    "thanh lap moi",
    "tao viec lam",
    "giai quyet viec lam",
];

/// What a clause measures where it opens with it.
const MEASURED: &[&str] = &[
    "so",
    "tong so",
    "ty le",
    "muc",
    "thoi gian",
    "dien tich",
    "san luong",
    "nang suat",
    "thu nhap",
];

/// Whom a quota is set for, after "mỗi".
const PLACES: &[&str] = &[
    "xa",
    "phuong",
    "huyen",
    "thon",
    "ap",
    "ban",
    "khu pho",
    "to dan pho",
    "truong",
    "don vi",
    "co quan",
    "chi hoi",
    "chi doan",
    "chi bo",
];

/// Verbs between a quota's place and its figure.
const QUOTA_VERBS: &[&str] = &[
    "xay dung",
    "co",
    "to chuc",
    "thanh lap",
    "mo",
    "trong",
    "lap",
];

/// Words that plan a sum, before it in its clause.
static PLANNED: Phrases = Phrases::new(&[
    "kinh phi",
    "tong muc",
    "tong von",
    "muc ho tro",
    "muc chi",
    "bo tri",
    "du toan",
]);

/// Words that tell what is or was, before a figure in its sentence.
static RECALLED: Phrases = Phrases::new(&[
    "hien co",
    "hien nay",
    "hien tai",
    "nam truoc",
    "nam hoc truoc",
    "ky truoc",
    "thoi gian qua",
    "vua qua",
    "da dat",
    "da hoan thanh",
    "moi dat",
    "chi dat",
]);

/// How far around a figure its clause is read.
const REACH: usize = 400;

/// A figure and the words around it.
pub(super) struct Candidate<'a> {
    pub f: &'a Folded<'a>,
    /// Where its words begin, the comparator's included.
    pub start: usize,
    pub end: usize,
    /// A comparator that only demands stands before it.
    pub strong: bool,
    /// A comparator that describes as often stands before it, or "trở lên" after it.
    pub weak: bool,
    pub figure: Figure,
}

impl Candidate<'_> {
    /// True where the figure tells what is or was.
    pub(super) fn recalled(&self) -> bool {
        let bytes = self.f.bytes();
        let from = self.after(|_| false);
        let words = bytes[from..self.start].trim_ascii_start();
        let done = words.starts_with(b"da ")
            || [&b", da "[..], b"; da "]
                .iter()
                .any(|w| memmem::find(words, w).is_some());
        done || RECALLED.stand_in(&bytes[..self.start], from)
    }

    /// True where a sum of money is planned.
    pub(super) fn planned_money(&self, setting: Setting) -> bool {
        let clause = self.clause();
        let bytes = &self.f.bytes()[..self.start];
        setting == Setting::Money
            || self.strong
            || self.goal()
            || self.stands_after(RAISES)
            || self.weak && self.measures(clause)
            || PLANNED.stand_in(bytes, self.sentence_part())
    }

    /// True where a count is planned.
    pub(super) fn planned_count(&self, setting: Setting) -> bool {
        if self.is_time() {
            let before = self.f.bytes()[..self.start].trim_ascii_end();
            return self.strong && setting != Setting::Procedure || ends_with_word(before, "dat");
        }
        if self.strong || self.goal() || self.strives() {
            return true;
        }
        let clause = self.clause();
        if self.weak || self.figure.upper.is_some() {
            return self.measures(clause) || self.quota(clause);
        }
        let opens_clause = self.part() == self.start;
        !self.strives_later()
            && (setting == Setting::Goals && opens_clause
                || self.makes_new(clause)
                || self.makes_new(self.part())
                || self.quota(clause)
                || self.quota(self.part()))
    }

    /// A verb of achieving stands directly before the figure.
    fn goal(&self) -> bool {
        self.stands_after(GOALS)
    }

    /// A verb that calls for a count of anything stands directly before it.
    pub(super) fn strives(&self) -> bool {
        self.stands_after(STRIVES)
    }

    fn stands_after(&self, verbs: &[&str]) -> bool {
        let before = self.f.bytes()[..self.start].trim_ascii_end();
        verbs.iter().any(|v| ends_with_word(before, v))
    }

    /// A number of days, hours or months.
    fn is_time(&self) -> bool {
        let Unit::Noun(from, to) = self.figure.unit else {
            return false;
        };
        let unit = &self.f.bytes()[from..to];
        [&b"ngay"[..], b"gio", b"phut", b"giay", b"tuan", b"thang"]
            .iter()
            .any(|t| unit.starts_with(t))
    }

    /// Where the clause begins: after a semicolon, a colon or a full stop.
    fn clause(&self) -> usize {
        self.after(|b| matches!(b, b';' | b':' | b'\n'))
    }

    /// Where the part of the sentence begins that a colon does not end.
    fn sentence_part(&self) -> usize {
        self.after(|b| matches!(b, b';' | b'\n'))
    }

    /// Where the part of the clause begins, after a comma too.
    fn part(&self) -> usize {
        self.after(|b| matches!(b, b';' | b':' | b',' | b'\n'))
    }

    fn after(&self, mark: impl Fn(u8) -> bool) -> usize {
        let bytes = self.f.bytes();
        let closes = |i: &usize| {
            mark(bytes[*i]) && bytes[*i + 1] == b' ' || ends_sentence(self.f, *i, self.start)
        };
        let floor = self.start.saturating_sub(REACH);
        let from = (floor..self.start)
            .rev()
            .find(closes)
            .map_or(floor, |i| i + 1);
        let skip = bytes[from..self.start]
            .iter()
            .take_while(|b| !b.is_ascii_alphanumeric())
            .count();
        from + skip
    }

    /// "Số …", "Tỷ lệ …" at `clause`.
    fn measures(&self, clause: usize) -> bool {
        let words = &self.f.bytes()[clause..self.start];
        MEASURED.iter().any(|w| opens_with(words, w))
    }

    /// "Trồng mới …" at `clause`, not "trong mỗi …".
    fn makes_new(&self, clause: usize) -> bool {
        let words = &self.f.bytes()[clause..self.start];
        NEW.iter().any(|w| opens_with(words, w))
            && !self
                .f
                .slice(clause, self.start)
                .to_lowercase()
                .starts_with("trong ")
    }

    /// "mỗi xã", "mỗi thôn xây dựng" between `clause` and the figure.
    fn quota(&self, clause: usize) -> bool {
        let words = self.f.bytes()[clause..self.start].trim_ascii_end();
        let Some(at) = memmem::rfind(words, b"moi ").filter(|i| opens(words, *i)) else {
            return false;
        };
        let rest = &words[at + 4..];
        let Some(place) = PLACES.iter().find(|p| opens_with(rest, p)) else {
            return false;
        };
        rest.len() == place.len()
            || rest.len() < 60 && QUOTA_VERBS.iter().any(|v| ends_with_word(rest, v))
    }

    /// "…, phấn đấu" after the figure: what stands before it is the present.
    fn strives_later(&self) -> bool {
        let bytes = self.f.bytes();
        let rest = &bytes[self.end..bytes.len().min(self.end + REACH)];
        let close = memchr::memchr(b';', rest).unwrap_or(rest.len());
        memmem::find(&rest[..close], b", phan dau").is_some()
    }
}

fn opens_with(words: &[u8], word: &str) -> bool {
    words.starts_with(word.as_bytes()) && shut(&words[word.len()..])
}
