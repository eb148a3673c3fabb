//! Notes below the text and the marks that call them.
//!
//! ```text
//! note = "[" n "]" words                                  (* anywhere on a line of its own *)
//!      | ( n | "(" n ")" | "*" | "(*)" | "¹" … ) words    (* below a rule *)
//! ```
//! Real example: `[1] Gồm 12 xã vùng cao.` below the text that says `vùng cao[1]`. Source: habits of plans.
//! Known misses: notes that a page break cut, numbered notes without a rule above them.

use std::ops::Range;

/// The mark and the words of a note that opens a line; byte ranges of the line.
#[must_use]
pub fn footnote(line: &str, below_rule: bool) -> Option<(Range<usize>, Range<usize>)> {
    let mark = bracketed(line).or_else(|| below_rule.then(|| plain(line)).flatten())?;
    let words = line[mark.end..].trim_start_matches([' ', '.', ']', ')']);
    let start = line.len() - words.len();
    let opens = words.starts_with(|c: char| c.is_alphabetic() || matches!(c, '"' | '“' | '('));
    (opens && words.len() > 3).then_some((mark, start..line.len()))
}

fn bracketed(line: &str) -> Option<Range<usize>> {
    let n = digits(line.strip_prefix('[')?);
    (n > 0 && line[1 + n..].starts_with(']')).then_some(1..1 + n)
}

/// `1`, `(1)`, `*`, `(*)`, `¹` at the start of a line.
fn plain(line: &str) -> Option<Range<usize>> {
    let open = usize::from(line.starts_with('('));
    let rest = &line[open..];
    let n = match rest.chars().next()? {
        '0'..='9' => digits(rest),
        c @ ('*' | '¹' | '²' | '³') => c.len_utf8(),
        _ => return None,
    };
    let closed = open == 0 || rest[n..].starts_with(')');
    (n > 0 && closed && !rest[n..].starts_with(['.', '/', '-'])).then_some(open..open + n)
}

/// Length of a number of one or two digits.
fn digits(s: &str) -> usize {
    let n = s.bytes().take_while(u8::is_ascii_digit).count();
    if n <= 2 { n } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hit(line: &str, below: bool) -> Option<(&str, &str)> {
        footnote(line, below).map(|(m, w)| (&line[m], &line[w]))
    }

    #[test]
    fn marks_and_words() {
        assert_eq!(hit("[1] Gồm 12 xã.", false), Some(("1", "Gồm 12 xã.")));
        assert_eq!(
            hit("(2) Số liệu năm 2023.", true),
            Some(("2", "Số liệu năm 2023."))
        );
        assert_eq!(hit("* Theo báo cáo.", true), Some(("*", "Theo báo cáo.")));
        assert_eq!(hit("1 Mẫu ban hành.", false), None);
        assert_eq!(hit("1. Việc thứ nhất", true), None);
        assert_eq!(hit("[2024] Năm", false), None);
    }
}
