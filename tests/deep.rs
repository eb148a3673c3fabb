//! Texts made to be deep or long cost no more than their length: neither the stack nor the patience.
//!
//! A file of its own, because a stack that overflows takes every test beside it along.

use std::time::{Duration, Instant};

use sohoa_record::Meta;

/// Generous for a debug build; a cost that grows with the square of the length is far above it.
const PATIENCE: Duration = Duration::from_secs(10);

fn read(unit: &str, times: usize) {
    let text = unit.repeat(times);
    let start = Instant::now();
    let record = sohoa_record::read(&text, &Meta::default());
    let json = serde_json::to_string(&record).unwrap();
    let spent = start.elapsed();
    assert!(
        spent < PATIENCE,
        "{unit:?} {times} times: {spent:?}, {} bytes of JSON",
        json.len()
    );
}

#[test]
fn a_numeral_repeated_is_no_ladder() {
    read("a) x\n", 3000);
    read("\n\na) x", 3000);
    read("Điều 1. x\n", 3000);
    read("1.1.1 x\n", 3000);
}

#[test]
fn numerals_in_turn_are_no_ladder() {
    read("1. x\na) y\n- z\n+ t\n", 1000);
    read("I. x\nA. y\n", 2000);
    read("Điều 1. x\nChương I\nMục 1\n", 1000);
}

#[test]
fn a_ladder_has_an_end() {
    let step = |n: usize| format!("{}1. x\n", "1.".repeat(n));
    let ladder: String = (0..300).map(step).collect();
    read(&ladder, 1);
}

#[test]
fn rows_and_citations_without_end_are_read() {
    read("1\tHọp\tPhòng Nội vụ\tQuý I/2024\n", 3000);
    read("61/2018/NĐ-CP ", 3000);
    read("từ 10 đến 12,5 triệu đồng, ", 3000);
    read("Giao Phòng Tư pháp chủ trì, phối hợp với Công an xã ", 1500);
    read(
        "Căn cứ Luật Tổ chức chính quyền địa phương của Chính phủ; ",
        1500,
    );
}
