//! Numbers as a sheet shows them: its number formats, written the Vietnamese way.

/// Shows a number in a format such as `#,##0`, `0.0%`, `dd/mm/yyyy`; digits are grouped by dots.
pub(crate) fn number(value: f64, code: &str, since_1904: bool) -> String {
    let sections: Vec<&str> = code.split(';').collect();
    let section = match sections.as_slice() {
        [_, negative, ..] if value < 0.0 && !negative.is_empty() => negative,
        [_, _, zero, ..] if value == 0.0 => zero,
        [first, ..] => first,
        [] => "",
    };
    let pattern = Pattern::read(section);
    if pattern.is_date() {
        return date(value, &pattern, since_1904).unwrap_or_else(|| general(value));
    }
    if pattern.digits.is_empty() {
        // Only words, as where a zero is shown as a dash.
        let bare = !pattern.before.is_empty() && sections.len() > 1;
        return if bare {
            pattern.before.trim().to_owned()
        } else {
            general(value)
        };
    }
    // A section of its own says how to show that the number is negative.
    let value = if sections.len() > 1 && value < 0.0 {
        -value
    } else {
        value
    };
    format!(
        "{}{}{}",
        pattern.before,
        pattern.figure(value),
        pattern.after
    )
}

/// The formats that every workbook has.
pub(crate) fn built_in(id: u32) -> &'static str {
    match id {
        1 => "0",
        2 => "0.00",
        3 | 37 | 38 => "#,##0",
        4 | 39 | 40 => "#,##0.00",
        5..=8 | 41 | 42 => "#,##0",
        9 => "0%",
        10 => "0.00%",
        14..=17 => "dd/mm/yyyy",
        18..=21 | 45..=47 => "hh:mm",
        22 => "dd/mm/yyyy hh:mm",
        43 | 44 => "#,##0.00",
        _ => "",
    }
}

/// A number without a format.
fn general(value: f64) -> String {
    if value == value.trunc() && value.abs() < 1e15 {
        return format!("{value:.0}");
    }
    let shown = format!("{value:.9}");
    let shown = shown.trim_end_matches('0').trim_end_matches('.');
    shown.replace('.', ",")
}

#[derive(Default)]
struct Pattern {
    before: String,
    /// The places of digits with their points and commas.
    digits: String,
    after: String,
    /// Letters of a date in their order.
    date: String,
}

impl Pattern {
    fn read(section: &str) -> Pattern {
        let mut out = Pattern::default();
        let mut chars = section.chars().peekable();
        while let Some(c) = chars.next() {
            match c {
                '"' => {
                    let words: String = chars.by_ref().take_while(|c| *c != '"').collect();
                    out.words(&words);
                }
                '\\' => out.words(&chars.next().map(String::from).unwrap_or_default()),
                '_' => drop(chars.next()),
                '*' => drop(chars.next()),
                '[' => drop(chars.by_ref().take_while(|c| *c != ']').count()),
                '0' | '#' | '?' => out.digits.push(c),
                '.' | ',' if !out.digits.is_empty() => out.digits.push(c),
                'G' | 'g' => drop(chars.by_ref().take_while(|c| *c != 'l').count()),
                'd' | 'D' | 'm' | 'M' | 'y' | 'Y' | 'h' | 'H' | 's' | 'S' => {
                    out.date.push(c.to_ascii_lowercase());
                }
                '%' | '-' | '+' | '(' | ')' | ' ' | '$' | '₫' => {
                    out.words(c.encode_utf8(&mut [0; 4]))
                }
                _ => {}
            }
        }
        out
    }

    fn words(&mut self, words: &str) {
        let side = if self.digits.is_empty() {
            &mut self.before
        } else {
            &mut self.after
        };
        side.push_str(words);
    }

    fn is_date(&self) -> bool {
        !self.date.is_empty() && self.digits.chars().all(|c| c == '0' || c == '.')
    }

    fn figure(&self, value: f64) -> String {
        let percent = self.before.contains('%') || self.after.contains('%');
        let digits = self.digits.trim_end_matches(',');
        let thousands = self.digits.len() - digits.len();
        let scale = if percent { 100.0 } else { 1.0 };
        let value = value * scale / 1000f64.powi(i32::try_from(thousands).unwrap_or(0));
        let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
        let places = part.chars().filter(|c| "0#?".contains(*c)).count().min(15);
        let must = part.chars().filter(|c| *c == '0').count().min(places);
        let least = whole.chars().filter(|c| *c == '0').count().min(30);
        let shown = format!("{:.places$}", value.abs());
        let (int, frac) = shown.split_once('.').unwrap_or((&shown, ""));
        let mut frac = frac;
        while frac.len() > must && frac.ends_with('0') {
            frac = &frac[..frac.len() - 1];
        }
        let int = format!("{int:0>least$}");
        let int = if whole.contains(',') {
            grouped(&int)
        } else {
            int
        };
        let zero = shown.bytes().all(|b| matches!(b, b'0' | b'.'));
        let sign = if value < 0.0 && !zero { "-" } else { "" };
        let comma = if frac.is_empty() { "" } else { "," };
        format!("{sign}{int}{comma}{frac}")
    }
}

fn grouped(int: &str) -> String {
    let mut out = String::with_capacity(int.len() * 4 / 3);
    for (i, c) in int.chars().enumerate() {
        if i > 0 && (int.len() - i).is_multiple_of(3) {
            out.push('.');
        }
        out.push(c);
    }
    out
}

/// A count of days as a date, as much of it as the format shows.
fn date(value: f64, pattern: &Pattern, since_1904: bool) -> Option<String> {
    if !(0.0..2_958_466.0).contains(&value) {
        return None;
    }
    let offset = if since_1904 { 1462.0 } else { 0.0 };
    let minutes = ((value + offset) * 1440.0).round() as i64;
    let (days, minute) = (minutes / 1440, minutes % 1440);
    let (year, month, day) = civil(days);
    let has = |c: char| pattern.date.contains(c);
    // After hours, m is minutes.
    let clock = has('h') || has('s');
    let mut out = match (
        has('d'),
        has('m') && (!clock || has('d') || has('y')),
        has('y'),
    ) {
        (true, _, true) => format!("{day:02}/{month:02}/{year}"),
        (true, true, false) => format!("{day:02}/{month:02}"),
        (true, false, false) => format!("{day:02}"),
        (false, true, true) => format!("{month:02}/{year}"),
        (false, false, true) => year.to_string(),
        (false, true, false) => format!("{month:02}"),
        (false, false, false) => String::new(),
    };
    if clock {
        out.push_str(if out.is_empty() { "" } else { " " });
        out.push_str(&format!("{:02}:{:02}", minute / 60, minute % 60));
    }
    Some(out)
}

/// Year, month and day of a count of days in which 1 is the first of January 1900, and 60 a day that never was.
fn civil(days: i64) -> (i64, i64, i64) {
    let days = if days < 60 { days + 1 } else { days };
    // Days since the first of March of the year 0.
    let n = days - 25_569 + 719_468;
    let era = n.div_euclid(146_097);
    let of_era = n.rem_euclid(146_097);
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 {
        shifted + 3
    } else {
        shifted - 9
    };
    let year = year + era * 400 + i64::from(month <= 2);
    (year, month, day)
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn numbers() {
        let cases = [
            (3_145_500_000.0, "#,##0", "3.145.500.000"),
            (1234.5, "#,##0.00", "1.234,50"),
            (-1234.0, "#,##0;(#,##0)", "(1.234)"),
            (0.955, "0.0%", "95,5%"),
            (12.5, "General", "12,5"),
            (2020.0, "General", "2020"),
            (7.0, "00", "07"),
            (5e6, "#,##0\" đồng\"", "5.000.000 đồng"),
            (0.0, "#,##0;-#,##0;\"-\"", "-"),
            (5e6, "_-* #,##0\\ _₫_-;\\-* #,##0\\ _₫_-", "5.000.000 "),
            (1.0, "", "1"),
        ];
        for (value, code, shown) in cases {
            assert_eq!(number(value, code, false), shown, "{code}");
        }
    }

    #[test]
    fn dates() {
        let cases = [
            (43_890.0, "dd/mm/yyyy", "29/02/2020"),
            (43_891.0, "m/d/yy", "01/03/2020"),
            (43_891.0, "mm/yyyy", "03/2020"),
            (43_891.5, "dd/mm/yyyy hh:mm", "01/03/2020 12:00"),
            (1.0, "d/m/yyyy", "01/01/1900"),
            (61.0, "d/m/yyyy", "01/03/1900"),
            (0.25, "h:mm", "06:00"),
        ];
        for (value, code, shown) in cases {
            assert_eq!(number(value, code, false), shown, "{code}");
        }
        assert_eq!(number(42_429.0, "dd/mm/yyyy", true), "01/03/2020");
    }
}
