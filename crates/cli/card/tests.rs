//! The card of the example record, as text.

use sohoa_record::model::Record;

use super::render;
use crate::messages::Lang;
use crate::page::Page;

fn card(width: usize, lang: Lang) -> String {
    let example = include_str!("../../../schemas/example.json");
    let record: Record = serde_json::from_str(example).unwrap();
    render(&record, Page::plain(width), lang)
}

/// The text from one line to the next blank line, which is a part of the card.
fn part<'a>(card: &'a str, heading: &str) -> Vec<&'a str> {
    let lines = card.lines().skip_while(|l| !l.starts_with(heading)).skip(1);
    lines.take_while(|l| !l.is_empty()).collect()
}

#[test]
fn the_register_is_at_the_head() {
    let card = card(100, Lang::Vi);
    let head = part(&card, "KẾ HOẠCH");
    assert_eq!(head[0], "  Số                12/KH-UBND (dòng 3)");
    assert_eq!(
        head[1],
        "  Ngày              05/03/2024 (2024-03-05) (dòng 4)"
    );
    assert!(head.iter().any(|l| l.contains("Nguyễn Thị Sao Mai")));
}

#[test]
fn the_outline_leaves_bullets_out() {
    let card = card(60, Lang::Vi);
    let outline = part(&card, "BỐ CỤC");
    assert_eq!(outline[0], "     8  I. MỤC TIÊU");
    assert_eq!(outline[1], "    10  II. NHIỆM VỤ");
    assert!(outline[2].starts_with("    11    1. Kiểm tra") && outline[2].ends_with('…'));
    assert_eq!(outline.len(), 5);
}

#[test]
fn dates_and_money_are_never_cut() {
    for width in [60, 80, 120] {
        let card = card(width, Lang::Vi);
        let tasks = part(&card, "NHIỆM VỤ");
        assert!(tasks[1].contains("< 2024-06-30"), "{}", tasks[1]);
        assert!(tasks[1].ends_with("15.000.000"), "{}", tasks[1]);
        assert!(tasks[2].contains("2024-10-01 – 2024-12-31"), "{}", tasks[2]);
    }
}

#[test]
fn the_gravest_comes_first() {
    let card = card(120, Lang::En);
    let checks = part(&card, "TO BE CHECKED (7)");
    assert!(checks[0].starts_with("    16  error: the rows add up"));
    assert!(checks[1].starts_with("    15  warning: "));
    assert!(checks[2].starts_with("    15  task (64 %): "));
    assert!(checks[6].starts_with("    10  note: "));
}

#[test]
fn money_that_does_not_add_up_is_said() {
    let card = card(100, Lang::Vi);
    let budget = part(&card, "KINH PHÍ");
    assert_eq!(budget[0], "  tổng ghi trên văn bản: 18.500.000 đồng");
    assert_eq!(budget[2], "  hai số không khớp");
}
