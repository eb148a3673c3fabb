//! One phenomenon each.

use super::*;

fn applied(text: &str) -> String {
    let mut out = text.to_owned();
    for c in changes(text, &[]).into_iter().rev().filter(|c| c.applied) {
        out.replace_range(c.range, &c.value);
    }
    out
}

fn proposed(text: &str) -> Vec<String> {
    let all = changes(text, &[]).into_iter();
    all.filter(|c| !c.applied).map(|c| c.value).collect()
}

#[test]
fn strokes_come_back_by_the_tables() {
    for (damaged, right) in [
        ("văn phòng HDND&UBND huyện", "văn phòng HĐND&UBND huyện"),
        ("VP H&ND&UBND xã", "VP HĐND&UBND xã"),
        ("trang TTDT của xã", "trang TTĐT của xã"),
        ("công tác TDKT", "công tác TĐKT"),
        ("sản phẩm 0COP", "sản phẩm OCOP"),
        ("UBN0 xã", "UBND xã"),
    ] {
        assert_eq!(applied(damaged), right);
    }
}

#[test]
fn slips_are_told_by_what_the_text_writes_more_often() {
    let text = |damaged: &str| format!("{damaged} và {}", "TTHC, CNTT ".repeat(5));
    for damaged in ["TTTHC", "TTHTC", "TTTC", "THTC", "TTHCC"] {
        let known = sohoa_vocab::ACRONYMS.contains(damaged);
        let right = if known { damaged } else { "TTHC" };
        assert_eq!(applied(&text(damaged)), text(right));
    }
    assert_eq!(applied(&text("CNXT")), text("CNXT"), "no usual mistake");
}

#[test]
fn a_slip_as_frequent_as_the_other_stays() {
    let text = format!("{}{}", "TTTHC ".repeat(6), "TTHC ".repeat(6));
    assert_eq!(applied(&text), text);
}

#[test]
fn a_rare_change_of_any_letter_is_proposed() {
    let text = format!("CNXT {}", "CNTT ".repeat(9));
    assert_eq!(applied(&text), text);
    assert_eq!(proposed(&text), ["CNTT"]);
}

#[test]
fn what_the_text_introduces_stays() {
    for introduced in [
        "trung tâm tài chính (TTTC)",
        "tổ tư vấn tư pháp (TTVTP)",
        "hệ thống (TTTC)",
    ] {
        let text = format!("{introduced} {}", "TTHC, TTVP ".repeat(9));
        assert_eq!(applied(&text), text);
    }
}

#[test]
fn blanks_beside_a_joiner() {
    for (damaged, right) in [
        ("HĐND- UBND xã", "HĐND-UBND xã"),
        ("HĐND &UBND xã", "HĐND&UBND xã"),
        ("KT-XH và KT -XH", "KT-XH và KT-XH"),
        ("Phòng NV- UBND xã", "Phòng NV- UBND xã"),
        ("HĐND - UBND xã", "HĐND - UBND xã"),
    ] {
        assert_eq!(applied(damaged), right);
    }
}

#[test]
fn leaves_the_rest_alone() {
    for text in [
        "https://dichvucong.gov.vn/HDND",
        "hdnd@HDND.suoida.gov.vn",
        "ĐẢNG CỘNG SẢN",
        "KE HOACH NAM",
        "CHƯƠNG XVIII",
        "giá 5 USD, VND",
        "KH&CN, GD&ĐT, R&D",
        "Nguyễn HDNDa",
    ] {
        let text = format!("{text} {}", "HĐND CNTT KHCN ".repeat(9));
        assert_eq!(applied(&text), text);
    }
}
