//! A number of running text, with Vietnamese marks: dot for thousands, comma for decimals.
//!
//! ```text
//! number = digits3 , { "." , [ blank ] , digits3 } , [ "," , digits ] | digits , [ ( "," | "." ) , digits ] ;
//! ```
//! Example: `3.145.500.000` is 3145500000, `1.234,5` is 1234.5, `0,5` is 0.5.
//!
//! Not a number: what goes on as a date, a version or a symbol (`45/2020`, `9001:2015`, `1.2.1`).
//!
//! Known misses: blanks as group separators (`5 000 000`).

/// A number as it stands: `digits` without marks, the last `decimals` of them after the comma.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Number {
    pub digits: i64,
    /// How many of the digits stand after the decimal mark.
    pub decimals: u32,
    /// How many groups of thousands were marked.
    pub groups: u32,
    /// Folded position after the last digit.
    pub end: usize,
}

impl Number {
    /// The number itself.
    #[allow(clippy::cast_precision_loss)]
    pub(crate) fn value(self) -> f64 {
        self.digits as f64 / 10_f64.powi(self.decimals.cast_signed())
    }

    /// The number times `scale`, where that is a whole number.
    pub(crate) fn times(self, scale: i64) -> Option<i64> {
        let tens = 10_i128.checked_pow(self.decimals)?;
        let product = i128::from(self.digits) * i128::from(scale);
        (product % tens == 0).then(|| i64::try_from(product / tens).ok())?
    }
}

/// The next digit that no letter, digit or number mark stands before.
pub(crate) fn next_number(bytes: &[u8], from: usize) -> Option<usize> {
    (from..bytes.len()).find(|&i| bytes[i].is_ascii_digit() && number_opens(bytes, i))
}

fn number_opens(bytes: &[u8], i: usize) -> bool {
    match i.checked_sub(1).map(|p| bytes[p]) {
        None => true,
        Some(b'.' | b',' | b'/' | b':') => !(i >= 2 && bytes[i - 2].is_ascii_digit()),
        Some(b) => !b.is_ascii_alphanumeric(),
    }
}

/// The position after the run of digits at `start`.
pub(crate) fn skip_number(bytes: &[u8], start: usize) -> usize {
    start
        + bytes[start..]
            .iter()
            .take_while(|b| b.is_ascii_digit())
            .count()
}

/// The number at `start`; `None` where its marks make no sense.
pub(crate) fn number(bytes: &[u8], start: usize) -> Option<Number> {
    let mut end = digits_end(bytes, start);
    if end == start || end - start > 15 {
        return None;
    }
    let mut n = Number {
        digits: fold_digits(0, &bytes[start..end]),
        decimals: 0,
        groups: 0,
        end,
    };
    let first_is_group = end - start <= 3 && bytes[start] != b'0';
    let thousands = if first_is_group {
        thousands_mark(bytes, end)
    } else {
        None
    };
    while let Some(mark) = thousands
        && let Some((from, to)) = group(bytes, end, mark)
    {
        n.digits = n
            .digits
            .checked_mul(1000)?
            .checked_add(fold_digits(0, &bytes[from..to]))?;
        n.groups += 1;
        end = to;
    }
    if let Some(to) = fraction(bytes, end, n.groups) {
        n.decimals = u32::try_from(to - end - 1).ok().filter(|&d| d <= 4)?;
        n.digits = n
            .digits
            .checked_mul(10_i64.pow(n.decimals))?
            .checked_add(fold_digits(0, &bytes[end + 1..to]))?;
        end = to;
    }
    n.end = end;
    number_shut(bytes, end).then_some(n)
}

/// "." groups; "," only where two groups follow, being a misread dot.
fn thousands_mark(bytes: &[u8], end: usize) -> Option<u8> {
    match *bytes.get(end)? {
        b'.' => Some(b'.'),
        b',' => {
            let (_, to) = group(bytes, end, b',')?;
            group(bytes, to, b',')
                .map(|_| b',')
                .or_else(|| group(bytes, to, b'.').map(|_| b','))
        }
        _ => None,
    }
}

/// A mark and exactly three digits (one blank may follow the mark, `o` may stand for 0).
fn group(bytes: &[u8], at: usize, mark: u8) -> Option<(usize, usize)> {
    let seen = *bytes.get(at)?;
    if seen != mark && !(mark == b',' && seen == b'.') {
        return None;
    }
    let from = at + 1 + usize::from(bytes.get(at + 1) == Some(&b' '));
    let three = bytes.get(from..from + 3)?;
    let digits = three.iter().all(|b| b.is_ascii_digit() || *b == b'o');
    (digits && !bytes.get(from + 3).is_some_and(u8::is_ascii_digit)).then_some((from, from + 3))
}

/// Where the digits after a decimal mark end; a dot is one only where no groups were marked.
fn fraction(bytes: &[u8], at: usize, groups: u32) -> Option<usize> {
    let mark = *bytes.get(at)?;
    if mark != b',' && !(mark == b'.' && groups == 0) {
        return None;
    }
    let to = digits_end(bytes, at + 1);
    (to > at + 1).then_some(to)
}

fn digits_end(bytes: &[u8], from: usize) -> usize {
    from + bytes
        .get(from..)
        .map_or(0, |r| r.iter().take_while(|b| b.is_ascii_digit()).count())
}

fn fold_digits(start: i64, digits: &[u8]) -> i64 {
    digits.iter().fold(start, |n, &b| {
        n * 10 + if b == b'o' { 0 } else { i64::from(b - b'0') }
    })
}

/// False where the number goes on as a date, a version or a symbol.
fn number_shut(bytes: &[u8], end: usize) -> bool {
    match bytes.get(end..) {
        Some([b'/' | b':' | b'.' | b',', d, ..]) => !d.is_ascii_digit(),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<f64> {
        number(text.as_bytes(), 0).map(Number::value)
    }

    #[test]
    fn marks() {
        assert_eq!(read("3.145.500.000"), Some(3_145_500_000.0));
        assert_eq!(read("1.234,5"), Some(1234.5));
        assert_eq!(read("0,5"), Some(0.5));
        assert_eq!(read("99.5"), Some(99.5));
        assert_eq!(read("05 ngay"), Some(5.0));
    }

    #[test]
    fn not_numbers() {
        for text in ["45/2020", "9001:2015", "1.2.1", "", "1234567890123456"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
