//! Our bytes against those of `serde_json`.

use std::collections::BTreeMap;

use super::*;

#[track_caller]
fn same<T: Serialize>(value: T) {
    let ours = String::from_utf8(to_vec(&value, 0).unwrap()).unwrap();
    assert_eq!(ours, serde_json::to_string(&value).unwrap());
}

#[derive(Serialize)]
enum Shape {
    Unit,
    One(u8),
    Two(u8, f64),
    Named { a: Option<&'static str> },
}

#[test]
fn shapes() {
    same([Shape::Unit, Shape::One(1), Shape::Two(1, 0.5)]);
    same(Shape::Named { a: None });
    same(Shape::Named { a: Some("x") });
    same(BTreeMap::from([("a\n", vec![1, 2]), ("b", vec![])]));
    same((true, 'c', "", (), -3_i64, [0_usize; 2]));
    assert!(to_vec(&BTreeMap::from([(1, 2)]), 0).is_err());
}

#[test]
fn numbers() {
    for hundredths in 0..=200 {
        same(f64::from(hundredths) / 100.0);
    }
    for whole in [0, 9, 10, 99, 1_234_567_890, u64::MAX] {
        same(whole);
    }
    for value in [
        -0.0,
        0.005,
        0.1 + 0.2,
        1e21,
        95.5,
        f64::NAN,
        f64::INFINITY,
        1e-9,
    ] {
        same(value);
    }
}

#[test]
fn strings() {
    let text = "Ủy ban nhân dân xã, kế hoạch năm 2024";
    for len in 0..40 {
        let short: String = text.chars().take(len).collect();
        same(&short);
        for at in 0..=short.chars().count() {
            for special in ['"', '\\', '\n', '\u{1}', '\u{1f}', '\u{7f}'] {
                let mut all: Vec<char> = short.chars().collect();
                all.insert(at, special);
                same(all.into_iter().collect::<String>());
            }
        }
    }
}
