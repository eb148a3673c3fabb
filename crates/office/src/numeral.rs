//! Numerals of automatic numbering: the number formats of word processors.

/// How a level of a list counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Format {
    /// 1, 2, 3.
    #[default]
    Decimal,
    /// 01, 02, 03, with at least so many digits.
    Padded(usize),
    /// I, II, III.
    UpperRoman,
    /// i, ii, iii.
    LowerRoman,
    /// A, B, C; after Z comes AA.
    UpperLetter,
    /// a, b, c.
    LowerLetter,
    /// một, hai, ba.
    Words,
    /// Nothing is counted: a sign, the same for all.
    Bullet,
    /// No numeral at all.
    None,
}

impl Format {
    /// The numeral of a number.
    pub(crate) fn numeral(self, n: i64) -> String {
        match self {
            Format::Decimal => n.to_string(),
            Format::Padded(width) => format!("{n:0width$}"),
            Format::UpperRoman => roman(n),
            Format::LowerRoman => roman(n).to_lowercase(),
            Format::UpperLetter => letter(n).to_uppercase(),
            Format::LowerLetter => letter(n),
            Format::Words => words(n),
            Format::Bullet | Format::None => String::new(),
        }
    }
}

fn roman(n: i64) -> String {
    sohoa_layout::roman(n).unwrap_or_else(|| n.to_string())
}

/// Word processors repeat the letter after z, in Vietnamese as in English: z, aa, bb.
fn letter(n: i64) -> String {
    let Ok(n) = usize::try_from(n.saturating_sub(1)) else {
        return n.to_string();
    };
    if n >= 26 * 8 {
        return (n + 1).to_string();
    }
    let sign = char::from(b'a' + (n % 26) as u8);
    std::iter::repeat_n(sign, n / 26 + 1).collect()
}

/// Numbers below a hundred as they are said.
fn words(n: i64) -> String {
    const ONES: [&str; 10] = [
        "không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín",
    ];
    let Some(n) = usize::try_from(n).ok().filter(|n| *n < 100) else {
        return n.to_string();
    };
    let one = match (n / 10, n % 10) {
        (0, one) => return ONES[one].to_owned(),
        (_, 0) => "",
        (1, 1) => "một",
        (_, 1) => "mốt",
        (_, 5) => "lăm",
        (_, one) => ONES[one],
    };
    let ten = match n / 10 {
        1 => "mười".to_owned(),
        ten => format!("{} mươi", ONES[ten]),
    };
    format!("{ten} {one}").trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals() {
        let show = |f: Format, n: &[i64]| {
            let all: Vec<String> = n.iter().map(|n| f.numeral(*n)).collect();
            all.join(" ")
        };
        assert_eq!(
            show(Format::UpperRoman, &[1, 4, 9, 14, 40, 0]),
            "I IV IX XIV XL 0"
        );
        assert_eq!(
            show(Format::LowerLetter, &[1, 4, 26, 27, 28]),
            "a d z aa bb"
        );
        assert_eq!(show(Format::Padded(2), &[7, 11]), "07 11");
        assert_eq!(
            show(Format::Words, &[1, 10, 11, 15, 21]),
            "một mười mười một mười lăm hai mươi mốt"
        );
        assert_eq!(show(Format::UpperLetter, &[-3, 300]), "-3 300");
    }
}
