//! Roman numerals, as the automatic lists of every format count.

/// I, II, III; `None` where Romans have no sign for it (below 1 and from 4000).
///
/// ```
/// assert_eq!(sohoa_layout::roman(14).as_deref(), Some("XIV"));
/// assert_eq!(sohoa_layout::roman(0), None);
/// ```
#[must_use]
pub fn roman(n: i64) -> Option<String> {
    const PARTS: [(i64, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut rest = Some(n).filter(|n| (1..4000).contains(n))?;
    let mut out = String::new();
    for (value, sign) in PARTS {
        while rest >= value {
            out.push_str(sign);
            rest -= value;
        }
    }
    Some(out)
}
