//! Quantified targets of a goal sentence: a figure, how it compares, and what it measures.
//!
//! ```text
//! target     = [ comparator ] , figure , [ ( "-" | "đến" ) , figure ] , [ "trở lên" | "trở xuống" ] ;
//! figure     = number , [ "%" | "phần trăm" ] | money | number , unit ;
//! comparator = "ít nhất" | "tối thiểu" | "từ" | "trên" | "hơn" | "không quá" | "tối đa" | "dưới" | "≥" | … ;
//! ```
//! Example: `đạt từ 95% trở lên` is `>= 95 %`; `từ 85% đến 90%` is one target with an upper value.
//!
//! A percentage counts always, another figure only where a comparator or a verb of achieving stands directly before it. What is
//! measured follows the figure ("100% văn bản …") or, where nothing but an end or a preposition follows, goes before it.
//!
//! Not targets: a percentage in the brackets of a citation, a rate of support ("hỗ trợ 50%"), a result ("đã đạt 85%").
//!
//! Known misses: figures in words, "gấp đôi", ratios (`3/5 xã`).

use sohoa_text::fold::Folded;

use super::lex::{is_blank, opens, skip_blanks};
use super::target_about::about;
use super::target_figure::{Figure, Unit, figure_at, starts_figure};

/// A target found in a paragraph; all positions are folded.
#[derive(Debug, Clone, PartialEq)]
pub struct TargetHit {
    /// First position of the figure expression, comparator words included.
    pub start: usize,
    /// Position after its last.
    pub end: usize,
    /// `>=`, `>`, `=`, `<` or `<=`.
    pub comparator: &'static str,
    /// The figure; money in whole đồng.
    pub value: f64,
    /// The upper figure of a range.
    pub upper: Option<f64>,
    /// `%`, `đồng` or the counted noun.
    pub unit: String,
    /// What is measured.
    pub about: (usize, usize),
}

/// Words that compare, folded, the longer ones before their own tails.
const COMPARATORS: &[(&str, &str)] = &[
    ("it nhat", ">="),
    ("toi thieu", ">="),
    ("khong duoi", ">="),
    ("khong it hon", ">="),
    ("khong thap hon", ">="),
    ("khong qua", "<="),
    ("khong vuot qua", "<="),
    ("toi da", "<="),
    ("nhieu nhat", "<="),
    ("cao nhat", "<="),
    ("it hon", "<"),
    ("thap hon", "<"),
    ("duoi", "<"),
    ("cao hon", ">"),
    ("nhieu hon", ">"),
    ("hon", ">"),
    ("tren", ">"),
    ("vuot", ">"),
    (">=", ">="),
    ("<=", "<="),
    (">", ">"),
    ("<", "<"),
    ("tu", ">="),
];

/// Comparators that describe as often as they demand ("hồ trên 40 ha"): with a count they need a verb of achieving.
const WEAK: &[&[u8]] = &[b"tu", b"tren", b"hon", b"duoi"];

/// Verbs that make a target of the figure after them.
const GOALS: &[&str] = &[
    "dat",
    "phan dau",
    "dam bao",
    "bao dam",
    "hoan thanh",
    "giam con",
    "con",
    "tang len",
    "giam xuong",
    "dat ty le",
    "dat muc",
    "chi tieu",
];

/// Words directly before a percentage that make a rate of it.
const RATES: &[&str] = &[
    "ho tro",
    "huong",
    "phu cap",
    "da dat",
    "da hoan thanh",
    "moi dat",
    "chi dat",
];

/// The targets of one paragraph, in order.
#[must_use]
pub fn scan_targets(f: &Folded) -> Vec<TargetHit> {
    let bytes = f.bytes();
    let mut hits: Vec<TargetHit> = Vec::new();
    let mut i = 0;
    while i < bytes.len() {
        if !starts_figure(bytes, i) {
            i += 1;
            continue;
        }
        let floor = hits.last().map_or(0, |h| h.end);
        match figure_at(bytes, i).and_then(|fig| target(f, floor, i, fig)) {
            Some(hit) => {
                i = hit.end;
                hits.push(hit);
            }
            None => {
                i += bytes[i..]
                    .iter()
                    .take_while(|b| b.is_ascii_alphanumeric())
                    .count()
                    .max(1)
            }
        }
    }
    about(f, &mut hits);
    hits
}

/// The target that a figure at `i` makes, with the words around it.
fn target(f: &Folded, floor: usize, i: usize, fig: Figure) -> Option<TargetHit> {
    let bytes = f.bytes();
    let (said, start) = comparator(f, floor, i);
    let (after, end) = direction(bytes, fig.end);
    let before = bytes[floor..start].trim_ascii_end();
    let rate = RATES.iter().any(|r| ends_with_word(before, r));
    let meant = match fig.unit {
        Unit::Percent => !in_citation(f, i),
        unit => {
            let goal = GOALS.iter().any(|g| ends_with_word(before, g));
            let strong = said.is_some_and(|_| !WEAK.iter().any(|w| bytes[start..].starts_with(w)));
            goal || (strong || after.is_some()) && !is_days(bytes, unit)
        }
    };
    if rate || !meant {
        return None;
    }
    let range = fig.upper.map(|_| ">=");
    let unit = match fig.unit {
        Unit::Percent => "%".to_owned(),
        Unit::Money => "đồng".to_owned(),
        Unit::Noun(a, b) => f.slice(a, b).to_lowercase(),
    };
    let comparator = after.or(range).or(said).unwrap_or("=");
    Some(TargetHit {
        start,
        end,
        comparator,
        value: fig.value,
        upper: fig.upper,
        unit,
        about: (end, end),
    })
}

/// A number of days is a time limit of a procedure.
fn is_days(bytes: &[u8], unit: Unit) -> bool {
    matches!(unit, Unit::Noun(from, to) if &bytes[from..to] == b"ngay")
}

/// The comparing words that end at `at`, and where they begin.
fn comparator(f: &Folded, floor: usize, at: usize) -> (Option<&'static str>, usize) {
    let before = f.bytes()[floor..at].trim_ascii_end();
    for (words, sign) in COMPARATORS {
        if ends_with_word(before, words) {
            return (Some(sign), floor + before.len() - words.len());
        }
    }
    let last = floor + before.len().saturating_sub(1);
    match f.slice(last, last + 1).chars().next() {
        Some('≥') if !before.is_empty() => (Some(">="), last),
        Some('≤') if !before.is_empty() => (Some("<="), last),
        _ => (None, at),
    }
}

/// "trở lên", "trở xuống" after a figure.
fn direction(bytes: &[u8], end: usize) -> (Option<&'static str>, usize) {
    let at = skip_blanks(bytes, end);
    for (words, sign) in [("tro len", ">="), ("tro xuong", "<=")] {
        if bytes[at..].starts_with(words.as_bytes()) {
            return (Some(sign), at + words.len());
        }
    }
    (None, end)
}

pub(super) fn ends_with_word(text: &[u8], word: &str) -> bool {
    text.ends_with(word.as_bytes()) && opens(text, text.len() - word.len())
}

/// True where the brackets around `at` hold a document number.
fn in_citation(f: &Folded, at: usize) -> bool {
    let bytes = f.bytes();
    let Some(open) = bytes[..at]
        .iter()
        .rposition(|b| matches!(b, b'(' | b')'))
        .filter(|p| bytes[*p] == b'(')
    else {
        return false;
    };
    let close = bytes[at..]
        .iter()
        .position(|b| *b == b')')
        .map_or(bytes.len(), |p| at + p);
    let symbol = |t: &[u8]| {
        t.contains(&b'/')
            && t.contains(&b'-')
            && t[0].is_ascii_digit()
            && t.iter().any(u8::is_ascii_alphabetic)
    };
    bytes[open + 1..close]
        .split(|b| is_blank(*b))
        .any(|t| !t.is_empty() && symbol(t))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each target as `words | comparator value[-upper] unit | about`.
    fn read(text: &str) -> Vec<String> {
        let f = Folded::new(text);
        let line = |h: &TargetHit| {
            let upper = h.upper.map(|u| format!("-{u}")).unwrap_or_default();
            format!(
                "{} | {} {}{upper} {} | {}",
                f.slice(h.start, h.end),
                h.comparator,
                h.value,
                h.unit,
                f.slice(h.about.0, h.about.1)
            )
        };
        scan_targets(&f).iter().map(line).collect()
    }

    #[track_caller]
    fn is(text: &str, want: &[&str]) {
        assert_eq!(read(text), want, "{text}");
    }

    #[test]
    fn comparators() {
        is(
            "Ít nhất 95% hồ sơ được giải quyết đúng hạn.",
            &["Ít nhất 95% | >= 95 % | hồ sơ được giải quyết đúng hạn"],
        );
        is(
            "Tỷ lệ giải quyết đúng hạn đạt từ 95% trở lên.",
            &["từ 95% trở lên | >= 95 % | Tỷ lệ giải quyết đúng hạn"],
        );
        is(
            "Tỷ lệ chậm hạn không quá 2%",
            &["không quá 2% | <= 2 % | Tỷ lệ chậm hạn"],
        );
        is(
            "Tỷ lệ hộ nghèo giảm xuống dưới 1%.",
            &["dưới 1% | < 1 % | Tỷ lệ hộ nghèo"],
        );
        is(
            "Trên 80% người dân hài lòng",
            &["Trên 80% | > 80 % | người dân hài lòng"],
        );
        is(
            "Mức độ hài lòng ≥ 90%",
            &["≥ 90% | >= 90 % | Mức độ hài lòng"],
        );
        is(
            "Số hồ sơ trực tuyến tăng 10% so với năm 2022",
            &["10% | = 10 % | Số hồ sơ trực tuyến"],
        );
    }

    #[test]
    fn ranges_and_changes() {
        is(
            "Tỷ lệ đạt từ 85% đến 90%.",
            &["từ 85% đến 90% | >= 85-90 % | Tỷ lệ"],
        );
        is("Tỷ lệ đạt 85 - 90%.", &["85 - 90% | >= 85-90 % | Tỷ lệ"]);
        is(
            "Nâng tỷ lệ từ 85% lên 90%",
            &["từ 85% lên 90% | >= 90 % | tỷ lệ"],
        );
    }

    #[test]
    fn several_in_a_sentence() {
        is(
            "100% công chức cấp xã và 80% viên chức được tập huấn; 50% hộ dân tham gia.",
            &[
                "100% | = 100 % | công chức cấp xã",
                "80% | = 80 % | viên chức được tập huấn",
                "50% | = 50 % | hộ dân tham gia",
            ],
        );
    }

    #[test]
    fn other_units() {
        is(
            "Thu ngân sách đạt 500 triệu đồng",
            &["500 triệu đồng | = 500000000 đồng | Thu ngân sách"],
        );
        is(
            "Tổ chức ít nhất 02 lớp tập huấn",
            &["ít nhất 02 | >= 2 lớp | lớp tập huấn"],
        );
        is("Phấn đấu 10 xã đạt chuẩn", &["10 | = 10 xã | xã đạt chuẩn"]);
        is(
            "Thời gian chờ không quá 30 phút",
            &["không quá 30 | <= 30 phút | Thời gian chờ"],
        );
    }

    #[test]
    fn as_misread() {
        is("l00% văn bản số", &["l00% | = 100 % | văn bản số"]);
        is("đạt 1OO % kế hoạch", &["1OO % | = 100 % | kế hoạch"]);
        is("đạt 99,5%.", &["99,5% | = 99.5 % | "]);
    }

    #[test]
    fn not_targets() {
        for text in [
            "dịch vụ mức độ 3, 4",
            "thực hiện 01 cửa liên thông",
            "ngày 15/6/2020",
            "Nghị định số 61/2018/NĐ-CP",
            "ISO 9001:2015",
            "hỗ trợ 50% kinh phí",
            "(theo Quyết định số 12/QĐ-UBND giảm 10%)",
            "kết quả đã đạt 85%",
            "có 12 đơn vị",
            "vốn 500 triệu USD",
            "tổng đài 1022",
            "hồ chứa trên 40 ha",
            "không quá 05 ngày làm việc",
            "",
        ] {
            assert_eq!(read(text), Vec::<String>::new(), "{text}");
        }
    }
}
