//! The unit that a column's header or a table's caption gives to all its amounts.
//!
//! ```text
//! unit = scale , currency | "(" , currency , ")" | ( "ĐVT" | "Đơn vị tính" ) , ":" , currency | "VNĐ" ;
//! scale = "1.000" | "nghìn" | "ngàn" | "triệu" | "tr." | "tỷ" | "1.000.000" ;
//! ```
//! Example: `ĐVT: 1.000 đồng` is 1000, `Thành tiền (VNĐ)` is 1.
//!
//! Known misses: a unit that stands in the sentence before the table.

use sohoa_text::fold::{Folded, find_word};

/// What the numbers of a column are multiplied by, from its header or the table's caption; `None` where neither names a unit.
#[must_use]
pub fn column_scale(header: &str) -> Option<i64> {
    let f = Folded::new(header);
    let b = f.bytes();
    for (words, scale) in HEADER_UNITS {
        if find_word(b, words.as_bytes(), 0).is_some() {
            return Some(*scale);
        }
    }
    [&b"dong"[..], b"d"]
        .iter()
        .any(|w| stands_alone(b, w))
        .then_some(1)
}

/// True where `word` is all that stands in brackets or after a colon: `(đồng)`, `ĐVT: đồng`.
fn stands_alone(b: &[u8], word: &[u8]) -> bool {
    let mut from = 0;
    while let Some(at) = find_word(b, word, from) {
        let before = b[..at].trim_ascii_end();
        if before.is_empty()
            || before.ends_with(b"(")
            || before.ends_with(b":")
            || before.ends_with(b"don vi tinh")
            || before.ends_with(b"dvt")
        {
            return true;
        }
        from = at + 1;
    }
    false
}

const HEADER_UNITS: &[(&str, i64)] = &[
    ("ty dong", 1_000_000_000),
    ("ti dong", 1_000_000_000),
    ("trieu dong", 1_000_000),
    ("tr.d", 1_000_000),
    ("trd", 1_000_000),
    ("tr. dong", 1_000_000),
    ("tr.dong", 1_000_000),
    ("1.000.000 dong", 1_000_000),
    ("(trieu)", 1_000_000),
    ("nghin dong", 1000),
    ("ngan dong", 1000),
    ("1.000 dong", 1000),
    ("1000 dong", 1000),
    ("1.000d", 1000),
    ("1000d", 1000),
    ("1.000 d", 1000),
    ("1000 d", 1000),
    ("vnd", 1),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers() {
        assert_eq!(column_scale("ĐVT: 1.000 đồng"), Some(1000));
        assert_eq!(column_scale("Đơn vị tính: triệu đồng"), Some(1_000_000));
        assert_eq!(column_scale("Thành tiền (VNĐ)"), Some(1));
        assert_eq!(column_scale("Kinh phí (đồng)"), Some(1));
        assert_eq!(column_scale("Kinh phí (nghìn đồng)"), Some(1000));
        assert_eq!(column_scale("Hoạt động"), None);
        assert_eq!(column_scale("Hội đồng thẩm định"), None);
    }
}
