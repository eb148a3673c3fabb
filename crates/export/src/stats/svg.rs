//! Charts as SVG: bars beside names, columns above years. Colours come from the page's style.

use std::fmt::Write as _;

/// Width of a chart, in its own units.
const WIDTH: f64 = 720.0;
/// Width of the names beside bars.
const NAMES: f64 = 270.0;
/// Room for the number behind the longest bar.
const NUMBERS: f64 = 70.0;
/// Height of a bar with its gap.
const ROW: f64 = 26.0;
/// Height of the columns.
const COLUMNS: f64 = 160.0;
/// Characters of a name.
const NAME: usize = 38;

/// A bar for each row.
pub(super) fn bars(rows: &[(String, u64)], label: &str) -> String {
    let most = rows.iter().map(|r| r.1).max().unwrap_or(1).max(1) as f64;
    let mut out = open(ROW * rows.len() as f64, label);
    for (i, (name, count)) in rows.iter().enumerate() {
        let y = ROW * i as f64;
        let length = (WIDTH - NAMES - NUMBERS) * *count as f64 / most;
        let middle = y + ROW / 2.0;
        let _ = write!(
            out,
            "<g><title>{0}: {1}</title><text x=\"{2}\" y=\"{middle}\" class=\"name\">{3}</text>\
             <rect x=\"{NAMES}\" y=\"{4}\" width=\"{5:.1}\" height=\"{6}\" rx=\"2\"/>\
             <text x=\"{7:.1}\" y=\"{middle}\">{8}</text></g>",
            escaped(name),
            count,
            NAMES - 10.0,
            escaped(&short(name)),
            y + 4.0,
            length.max(1.0),
            ROW - 8.0,
            NAMES + length.max(1.0) + 8.0,
            thousands(*count),
        );
    }
    out + "</svg>"
}

/// A column for each row, as many names below as there is room for.
pub(super) fn columns(rows: &[(String, u64)], label: &str) -> String {
    let most = rows.iter().map(|r| r.1).max().unwrap_or(1).max(1) as f64;
    let step = WIDTH / rows.len().max(1) as f64;
    let every = (70.0 / step).ceil().max(1.0) as usize;
    let mut out = open(COLUMNS + 46.0, label);
    for (i, (name, count)) in rows.iter().enumerate() {
        let height = (COLUMNS * *count as f64 / most).max(1.0);
        let width = (step * 0.8).min(60.0);
        let middle = step * (i as f64 + 0.5);
        let top = 20.0 + COLUMNS - height;
        let _ = write!(
            out,
            "<g><title>{0}: {1}</title><rect x=\"{2:.1}\" y=\"{top:.1}\" width=\"{width:.1}\" \
             height=\"{height:.1}\" rx=\"2\"/>",
            escaped(name),
            count,
            middle - width / 2.0,
        );
        if i % every == 0 {
            let _ = write!(
                out,
                "<text x=\"{middle:.1}\" y=\"{:.1}\" class=\"mid\">{}</text>\
                 <text x=\"{middle:.1}\" y=\"{:.1}\" class=\"mid\">{}</text>",
                top - 10.0,
                thousands(*count),
                COLUMNS + 36.0,
                escaped(name),
            );
        }
        out.push_str("</g>");
    }
    out + "</svg>"
}

fn open(height: f64, label: &str) -> String {
    format!(
        "<svg viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" aria-label=\"{}\">",
        escaped(label)
    )
}

fn short(name: &str) -> String {
    match name.char_indices().nth(NAME) {
        Some((end, _)) => format!("{}…", name[..end].trim_end()),
        None => name.to_owned(),
    }
}

/// A text as HTML shows it.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// A number with narrow blanks between groups of three digits, which neither language reads as a decimal mark.
pub(super) fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push('\u{202f}');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_name_is_markup() {
        let chart = bars(&[("<script>&\"".into(), 1_234_567)], "x");
        assert!(!chart.contains("<script"), "{chart}");
        assert!(chart.contains("1\u{202f}234\u{202f}567"), "{chart}");
    }

    #[test]
    fn no_rows_make_an_empty_chart() {
        assert!(bars(&[], "x").ends_with("></svg>"));
        assert!(columns(&[], "x").ends_with("></svg>"));
    }
}
