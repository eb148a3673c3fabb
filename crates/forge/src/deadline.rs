//! Deadlines in every way they are written, with what they mean.

use crate::day::{Day, last_day, padded};
use crate::draft::Draft;

/// A deadline: its words and its meaning.
#[derive(Debug, Clone, Default)]
pub struct Due {
    pub words: String,
    pub kind: &'static str,
    /// First and last day, where the words have one reading.
    pub days: Option<[Option<String>; 2]>,
    pub before: bool,
    /// Parts of a cell that names several, each with its product.
    pub parts: Vec<(Option<String>, Due)>,
}

const QUARTERS: [&str; 4] = ["I", "II", "III", "IV"];

/// A deadline of a cell, of any kind.
pub fn any(draft: &mut Draft) -> Due {
    let kinds = [20, 16, 14, 8, 6, 12, 12, 8, 6, 4];
    match draft.dice.weighted(&kinds) {
        0 => month(draft),
        1 => quarter(draft),
        2 => before(draft),
        3 => exact(draft),
        4 => half_or_year(draft),
        5 => range(draft),
        6 => fixed(draft, "recurring", RECURRING),
        7 => fixed(draft, "ongoing", ONGOING),
        8 => fixed(draft, "dependent", DEPENDENT),
        _ => fixed(draft, "ad_hoc", AD_HOC),
    }
}

/// A deadline with one day or period, as assignments in running text have it; never capitalised.
pub fn plain(draft: &mut Draft) -> Due {
    let mut due = match draft.dice.below(4) {
        0 | 1 => before(draft),
        2 => quarter(draft),
        _ => month(draft),
    };
    let lead = if due.before || due.words.starts_with("Trong") {
        ""
    } else {
        "trong "
    };
    due.words = format!("{lead}{}", crate::rich::cased(&due.words, false));
    due
}

const RECURRING: &[&str] = &[
    "Hàng tháng",
    "Hằng tháng",
    "Hàng quý",
    "Hằng tuần",
    "Hàng năm",
    "Định kỳ hàng tháng",
    "Định kỳ hằng quý",
    "Trước ngày 20 hàng tháng",
];
const ONGOING: &[&str] = &[
    "Thường xuyên",
    "Thường xuyên trong năm",
    "Thường xuyên, liên tục",
];
const DEPENDENT: &[&str] = &[
    "Theo kế hoạch của cấp trên",
    "Theo tiến độ được duyệt",
    "Theo kế hoạch của UBND tỉnh",
    "Theo quy định",
    "Theo hướng dẫn của cơ quan chuyên môn",
];
const AD_HOC: &[&str] = &["Đột xuất", "Đột xuất khi có yêu cầu"];

fn fixed(draft: &mut Draft, kind: &'static str, list: &[&str]) -> Due {
    Due {
        words: (*draft.dice.pick(list)).to_owned(),
        kind,
        ..Due::default()
    }
}

/// `, year` where the words say it, or nothing where the plan's year is meant.
fn year_tail(draft: &mut Draft, joint: &str) -> String {
    if draft.dice.chance(80) {
        format!("{joint}{}", draft.world.year)
    } else {
        String::new()
    }
}

fn first_month(draft: &Draft) -> usize {
    if draft.world.day.year == draft.world.year {
        (draft.world.day.month + 1).min(12)
    } else {
        1
    }
}

fn some_month(draft: &mut Draft) -> usize {
    let first = first_month(draft);
    draft.dice.between(first, 12)
}

fn span(year: usize, from: usize, to: usize) -> Option<[Option<String>; 2]> {
    let start = Day {
        year,
        month: from,
        day: 1,
    };
    let end = Day {
        year,
        month: to,
        day: last_day(year, to),
    };
    Some([Some(start.iso()), Some(end.iso())])
}

fn due(words: String, kind: &'static str, days: Option<[Option<String>; 2]>) -> Due {
    Due {
        words,
        kind,
        days,
        ..Due::default()
    }
}

/// `Tháng 3/2024`, `T3/2024`, `Tháng 10 năm 2024`, `Trong tháng 9`.
pub fn month(draft: &mut Draft) -> Due {
    let (year, month) = (draft.world.year, some_month(draft));
    let number = match draft.dice.below(3) {
        0 => format!("{month:02}"),
        1 => month.to_string(),
        _ => padded(month),
    };
    let words = match draft.dice.weighted(&[50, 15, 20, 15]) {
        0 => format!("Tháng {number}{}", year_tail(draft, "/")),
        1 => format!("T{number}/{year}"),
        2 => format!("Tháng {number} năm {year}"),
        _ => format!("Trong tháng {number}{}", year_tail(draft, "/")),
    };
    due(words, "month", span(year, month, month))
}

fn quarter(draft: &mut Draft) -> Due {
    let (year, first) = (draft.world.year, first_month(draft));
    let quarter = draft.dice.between((first - 1) / 3, 3);
    let number = if draft.dice.chance(85) {
        QUARTERS[quarter].to_owned()
    } else {
        (quarter + 1).to_string()
    };
    let words = match draft.dice.below(3) {
        0 => format!("Trong quý {number}{}", year_tail(draft, "/")),
        1 => format!("Quý {number} năm {year}"),
        _ => format!("Quý {number}{}", year_tail(draft, "/")),
    };
    due(
        words,
        "quarter",
        span(year, quarter * 3 + 1, quarter * 3 + 3),
    )
}

fn some_day(draft: &mut Draft) -> Day {
    Day {
        year: draft.world.year,
        month: some_month(draft),
        day: draft.dice.between(1, 28),
    }
}

fn before(draft: &mut Draft) -> Due {
    let day = some_day(draft);
    let written = if draft.dice.chance(80) {
        day.short()
    } else {
        day.long()
    };
    let opening = *draft.dice.pick(&[
        "Trước ngày",
        "Trước ngày",
        "Hoàn thành trước ngày",
        "Xong trước ngày",
    ]);
    Due {
        before: true,
        ..due(
            format!("{opening} {written}"),
            "date",
            Some([None, Some(day.iso())]),
        )
    }
}

fn exact(draft: &mut Draft) -> Due {
    let day = some_day(draft);
    let words = match draft.dice.below(3) {
        0 => day.short(),
        1 => format!("Ngày {}", day.short()),
        _ => format!("Ngày {}", day.long()),
    };
    due(words, "date", Some([Some(day.iso()), Some(day.iso())]))
}

fn half_or_year(draft: &mut Draft) -> Due {
    let year = draft.world.year;
    match draft.dice.below(4) {
        0 => due(
            format!("6 tháng cuối năm {year}"),
            "half",
            span(year, 7, 12),
        ),
        1 => due(format!("6 tháng đầu năm {year}"), "half", span(year, 1, 6)),
        2 => due(format!("Năm {year}"), "year", span(year, 1, 12)),
        _ => due(format!("Trong năm {year}"), "year", span(year, 1, 12)),
    }
}

fn range(draft: &mut Draft) -> Due {
    let year = draft.world.year;
    let from = draft.dice.between(1, 11);
    let to = draft.dice.between(from + 1, 12);
    match draft.dice.below(4) {
        0 => due(
            format!("Từ tháng {} đến tháng {}/{year}", padded(from), padded(to)),
            "range",
            span(year, from, to),
        ),
        1 => due(
            format!("Tháng {} - {}/{year}", padded(from), padded(to)),
            "range",
            span(year, from, to),
        ),
        2 => {
            let (a, b) = ((from - 1) / 3, (to - 1) / 3);
            if a == b {
                return quarter(draft);
            }
            let words = format!("Quý {} - Quý {}/{year}", QUARTERS[a], QUARTERS[b]);
            due(words, "range", span(year, a * 3 + 1, b * 3 + 3))
        }
        _ => {
            let (a, b) = (
                Day {
                    year,
                    month: from,
                    day: 5,
                },
                Day {
                    year,
                    month: to,
                    day: 25,
                },
            );
            let words = format!("Từ ngày {} đến ngày {}", a.day_month(), b.short());
            due(words, "range", Some([Some(a.iso()), Some(b.iso())]))
        }
    }
}

/// The two cells of separate start and end columns, and what they mean together.
pub fn pair(draft: &mut Draft) -> (String, String, Due) {
    let year = draft.world.year;
    let from = draft.dice.between(1, 11);
    let to = draft.dice.between(from, 12);
    let tail = year_tail(draft, "/");
    let cell = |m: usize| format!("Tháng {}{tail}", padded(m));
    let (start, end) = (cell(from), cell(to));
    let words = format!("{start} {end}");
    (start, end, due(words, "range", span(year, from, to)))
}

/// A cell with two deadlines, and the products that go with them.
pub fn two(draft: &mut Draft, products: [Option<String>; 2]) -> Due {
    let (mut first, mut last) = (month(draft), month(draft));
    if first.days > last.days {
        std::mem::swap(&mut first, &mut last);
    }
    let words = format!("- {} - {}", first.words, last.words);
    let parts = products.into_iter().zip([first, last]).collect();
    Due {
        words,
        kind: "composite",
        parts,
        ..Due::default()
    }
}
