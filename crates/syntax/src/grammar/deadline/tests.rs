//! The deadlines of plans, each in the few words of a cell.

use super::*;

const PLAN: Context = Context {
    year: Some(2023),
    year_from: YearFrom::Title,
    issued: Some((2023, 1, 5)),
};

fn read(raw: &str) -> DeadlineValue {
    parse_deadline(raw, &PLAN)
}

/// Kind, start and end, `-` where null, then `<` where before.
fn line(v: &DeadlineValue) -> String {
    let day = |d: &Option<String>| d.clone().unwrap_or_else(|| "-".to_owned());
    format!(
        "{} {} {}{}",
        v.kind.as_str(),
        day(&v.start),
        day(&v.end),
        if v.before { " <" } else { "" }
    )
}

#[track_caller]
fn is(raw: &str, want: &str) {
    assert_eq!(line(&read(raw)), want, "{raw}");
}

#[track_caller]
fn rule(raw: &str, want: &str) {
    let v = read(raw);
    assert_eq!(
        (v.kind.as_str(), v.recurrence.as_deref()),
        ("recurring", Some(want)),
        "{raw}"
    );
}

#[track_caller]
fn parts(raw: &str, want: &[&str]) {
    let v = read(raw);
    let got: Vec<_> = v
        .parts
        .iter()
        .map(|p| format!("{}: {}", p.raw, line(&p.value)))
        .collect();
    assert_eq!(
        (v.kind.as_str(), got),
        ("composite", want.iter().map(|w| (*w).to_owned()).collect()),
        "{raw}"
    );
    assert_eq!((v.start, v.end), (None, None), "{raw}");
}

#[test]
fn days() {
    is("15/6/2024", "date 2024-06-15 2024-06-15");
    is("ngày 15 tháng 6 năm 2024", "date 2024-06-15 2024-06-15");
    is("Ngày 15/6", "date 2023-06-15 2023-06-15");
    is("4-1-2024", "date 2024-01-04 2024-01-04");
}

#[test]
fn limits() {
    is("Trước ngày 15/6", "date - 2023-06-15 <");
    is("trước ngày 31/12/2019", "date - 2019-12-31 <");
    is("Hoàn thành trước 30/6/2024", "date - 2024-06-30 <");
    is("Chậm nhất ngày 30/6/2024", "date - 2024-06-30");
    is("chậm nhất là ngày 30 tháng 6 năm 2024", "date - 2024-06-30");
    is("Trước ngày 05/3 (báo cáo quý I)", "date - 2023-03-05 <");
    is("Báo cáo 6 tháng trước ngày 05/6", "date - 2023-06-05 <");
    is("Trước tháng 6/2024", "month - 2024-06-01 <");
    is("Hết quý II/2023", "quarter - 2023-06-30");
    is("đến năm 2030", "year - 2030-12-31");
}

#[test]
fn months() {
    is("Tháng 11/2020", "month 2020-11-01 2020-11-30");
    is("Tháng 02/2024", "month 2024-02-01 2024-02-29");
    is("T11/2020", "month 2020-11-01 2020-11-30");
    is("Tháng 3", "month 2023-03-01 2023-03-31");
    is("Trong tháng 3 năm 2024", "month 2024-03-01 2024-03-31");
    is("Tháng 01 năm sau", "month 2024-01-01 2024-01-31");
    is("Tuần 2 tháng 3/2023", "month 2023-03-01 2023-03-31");
}

#[test]
fn quarters() {
    is("Quý I/2023", "quarter 2023-01-01 2023-03-31");
    is("Quý l/2023", "quarter 2023-01-01 2023-03-31");
    is("Quý Il", "quarter 2023-04-01 2023-06-30");
    is("quý lII", "quarter 2023-07-01 2023-09-30");
    is("Quý 1V", "quarter 2023-10-01 2023-12-31");
    is("quý IV năm 2019", "quarter 2019-10-01 2019-12-31");
    is("Quý 2/2023", "quarter 2023-04-01 2023-06-30");
    is(
        "Kế hoạch của Ủy ban ban hành trong quý I/2020",
        "quarter 2020-01-01 2020-03-31",
    );
}

#[test]
fn years_and_their_parts() {
    is("Năm 2020", "year 2020-01-01 2020-12-31");
    is("Trong năm 2020", "year 2020-01-01 2020-12-31");
    is("Cả năm", "year 2023-01-01 2023-12-31");
    is("Cuối năm 2023", "year 2023-01-01 2023-12-31");
    is("6 tháng đầu năm 2024", "half 2024-01-01 2024-06-30");
    is("06 tháng cuối năm", "half 2023-07-01 2023-12-31");
    is("9 tháng", "half 2023-01-01 2023-09-30");
}

#[test]
fn ranges() {
    is(
        "Từ tháng 02 đến tháng 9/2021",
        "range 2021-02-01 2021-09-30",
    );
    is("Tháng 01 - 12/2022", "range 2022-01-01 2022-12-31");
    is("Tháng 1-3", "range 2023-01-01 2023-03-31");
    is("Tháng 3, 4/2024", "range 2024-03-01 2024-04-30");
    is("Quý I - Quý III/2024", "range 2024-01-01 2024-09-30");
    is("Quý II, III/2021", "range 2021-04-01 2021-09-30");
    is("Giai đoạn 2021 - 2025", "range 2021-01-01 2025-12-31");
    is("2021–2025", "range 2021-01-01 2025-12-31");
    is("Tháng 1 Tháng 12", "range 2023-01-01 2023-12-31");
    is(
        "Từ tháng 11 đến tháng 02/2024",
        "range 2023-11-01 2024-02-29",
    );
    is(
        "Từ ngày 01/3 đến ngày 15/3/2024",
        "range 2024-03-01 2024-03-15",
    );
    is(
        "Từ ngày 01 đến ngày 15/3/2024",
        "range 2024-03-01 2024-03-15",
    );
    is("01-15/3/2024", "range 2024-03-01 2024-03-15");
    is("15/3/2024 - 20/4/2024", "range 2024-03-15 2024-04-20");
    is("Từ nay đến hết năm 2025", "range 2023-01-05 2025-12-31");
    is("Từ tháng 3/2024", "range 2024-03-01 -");
    is(
        "Từ ngày ban hành đến hết năm 2024",
        "range 2023-01-05 2024-12-31",
    );
}

#[test]
fn recurrences() {
    rule("Hàng tháng", "FREQ=MONTHLY");
    rule("định kỳ hàng tháng", "FREQ=MONTHLY");
    rule("Hàng tuần", "FREQ=WEEKLY");
    rule("Hàng quý và năm 2023", "FREQ=MONTHLY;INTERVAL=3");
    rule("Hằng năm", "FREQ=YEARLY");
    rule("Định kỳ quý, 6 tháng, năm", "FREQ=MONTHLY;INTERVAL=3");
    rule("Trước ngày 25 hàng tháng", "FREQ=MONTHLY;BYMONTHDAY=25");
    rule(
        "Trước ngày 15/12 hàng năm",
        "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=15",
    );
    rule(
        "Ngày 10 của tháng cuối quý",
        "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=10",
    );
    rule("Thứ sáu hàng tuần", "FREQ=WEEKLY;BYDAY=FR");
    rule("Theo từng năm đến 2025", "FREQ=YEARLY;UNTIL=20251231");
    is("Theo từng năm đến 2025", "recurring 2023-01-01 2025-12-31");
    is("Hàng tháng", "recurring 2023-01-01 2023-12-31");
    is("Hàng quý, năm 2024", "recurring 2024-01-01 2024-12-31");
    is("Hàng năm", "recurring - -");
    is(
        "chậm nhất vào ngày 10 của tháng cuối kỳ báo cáo",
        "recurring 2023-01-01 2023-12-31",
    );
    assert_eq!(read("Định kỳ quý, 6 tháng, năm").parts.len(), 3);
}

#[test]
fn all_the_time() {
    is("Thường xuyên", "ongoing 2023-01-01 2023-12-31");
    is("Thường xuyên trong năm", "ongoing 2023-01-01 2023-12-31");
    is("Thường xuyên, hàng năm", "ongoing 2023-01-01 2023-12-31");
    is(
        "Cập nhật thường xuyên, bắt đầu từ Quý I/2021",
        "ongoing 2021-01-01 -",
    );
    is(
        "Thường xuyên trong năm 2024",
        "ongoing 2024-01-01 2024-12-31",
    );
    let unknown = parse_deadline("Thường xuyên", &Context::default());
    assert_eq!(line(&unknown), "ongoing - -");
}

#[test]
fn no_dates() {
    for raw in [
        "Theo kế hoạch của tỉnh",
        "Theo tiến độ",
        "Tiến độ của đề án",
        "Theo quy định",
        "Sau khi có hướng dẫn",
        "Khi có yêu cầu",
        "Theo Kế hoạch số 45/KH-UBND ngày 20/02/2024",
        "Gửi báo cáo đúng thời gian quy định",
        "Trong vòng 6 tháng kể từ khi phê duyệt",
    ] {
        is(raw, "dependent - -");
    }
    is("Đột xuất", "ad_hoc - -");
    is("Theo định kỳ và đột xuất", "ad_hoc - -");
    for raw in ["", " - ", "Văn bản", "Tháng 13", "31"] {
        is(raw, "unknown - -");
    }
}

#[test]
fn several() {
    parts(
        "Tháng 01/2020 Tháng 10/2020",
        &[
            "Tháng 01/2020: month 2020-01-01 2020-01-31",
            "Tháng 10/2020: month 2020-10-01 2020-10-31",
        ],
    );
    parts(
        "- Quý I/2023 - Tháng 12/2023",
        &[
            "Quý I/2023: quarter 2023-01-01 2023-03-31",
            "Tháng 12/2023: month 2023-12-01 2023-12-31",
        ],
    );
    parts(
        "Tháng 01/2020 và theo tiến độ kế hoạch",
        &[
            "Tháng 01/2020: month 2020-01-01 2020-01-31",
            "theo tiến độ kế hoạch: dependent - -",
        ],
    );
    parts(
        "Tháng 3 và tháng 9/2024",
        &[
            "Tháng 3: month 2024-03-01 2024-03-31",
            "tháng 9/2024: month 2024-09-01 2024-09-30",
        ],
    );
    assert_eq!(read("30/6 và 31/12 hàng năm").parts.len(), 2);
    parts(
        "Trước ngày 05/6; trước ngày 05/12",
        &[
            "Trước ngày 05/6: date - 2023-06-05 <",
            "trước ngày 05/12: date - 2023-12-05 <",
        ],
    );
    parts(
        "6 tháng, năm",
        &[
            "6 tháng: half 2023-01-01 2023-06-30",
            "năm: year 2023-01-01 2023-12-31",
        ],
    );
}

#[test]
fn where_the_year_came_from() {
    assert_eq!(read("Tháng 3/2024").year_from, Some(YearFrom::Cell));
    assert_eq!(read("Tháng 3").year_from, Some(YearFrom::Title));
    let nothing = parse_deadline("Tháng 3", &Context::default());
    assert_eq!(
        (line(&nothing).as_str(), nothing.year_from),
        ("month - -", None)
    );
}

#[test]
fn two_columns() {
    let span = |a, b| line(&parse_span(a, b, &PLAN));
    assert_eq!(
        span(Some("Tháng 1"), Some("Tháng 12")),
        "range 2023-01-01 2023-12-31"
    );
    assert_eq!(span(Some("Tháng 1"), Some("")), "range 2023-01-01 -");
    assert_eq!(span(None, Some("Tháng 6/2024")), "range - 2024-06-30");
    assert_eq!(
        span(Some("01/3/2024"), Some("15/4/2024")),
        "range 2024-03-01 2024-04-15"
    );
    assert_eq!(
        span(Some("Tháng4"), Some("Tháng 10")),
        "range 2023-04-01 2023-10-31"
    );
    assert_eq!(
        span(Some("Tháng 1 Tháng 12"), None),
        "range 2023-01-01 2023-12-31"
    );
    assert_eq!(
        span(Some("Thường xuyên"), None),
        "ongoing 2023-01-01 2023-12-31"
    );
    assert_eq!(span(None, None), "unknown - -");
}

#[test]
fn nothing_panics() {
    for raw in [
        "ngày",
        "tháng",
        "Tháng 2 - ",
        "- ; -",
        "quý",
        "đến",
        "31/02/2023",
        "30/02",
        "…/…/2023",
        "0/0/2023",
        "ngày 99",
        "năm 9999",
        "12/",
        "- -",
        "*",
        ";;;",
        "n",
        "T",
        "3 -",
        "Tháng 3 đến",
        "ă̂\u{301}",
        "ngày 31 tháng 9",
    ] {
        let _ = read(raw);
        let _ = parse_span(Some(raw), Some(raw), &PLAN);
    }
}
