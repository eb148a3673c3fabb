//! Bars between the two columns of a letterhead: `| UBND HUYỆN | CỘNG HÒA … |` reads as two cells of a line.
//!
//! ```text
//! row = [ "|" ] cell "|" cell [ "|" ]      (* a cell is a motto; or a number and, beside it, place and date *)
//! ```
//! Converters draw tables with bars, and to them a letterhead is a table, too. Tables keep their bars, which the
//! grammar knows; a letterhead is read by its columns, which a tab parts. Known misses: rows of three cells and more.

use std::ops::Range;

use crate::fold::fold_string;

/// A row of two cells has no more.
const MOST: usize = 3;

/// No row of a letterhead is longer, in bytes.
const LONG: usize = 320;

/// What stands for the bars of letterheads: a tab between two cells, nothing at the ends of a row.
pub(crate) fn changes(text: &str) -> Vec<(Range<usize>, &'static str)> {
    let bytes = text.as_bytes();
    let mut out = Vec::new();
    let mut done = 0;
    for bar in memchr::memchr_iter(b'|', bytes) {
        if bar < done {
            continue;
        }
        let start = memchr::memrchr(b'\n', &bytes[..bar]).map_or(0, |i| i + 1);
        done = memchr::memchr(b'\n', &bytes[bar..]).map_or(bytes.len(), |i| bar + i);
        let line = &text[start..done];
        if line.len() <= LONG && line.matches('|').count() <= MOST && is_letterhead(line) {
            bars(line, start, &mut out);
        }
    }
    out
}

/// Whether a motto stands on the line, or a number beside a place and date.
fn is_letterhead(line: &str) -> bool {
    let fold = fold_string(line);
    let has = |words: &str| fold.contains(words);
    let filled = line
        .split('|')
        .filter(|c| c.contains(char::is_alphanumeric));
    // The Party puts no colon behind the word.
    let numbered = || fold.split('|').any(|c| is_number(c.trim_start()));
    let dated = has(", ngay ") && has(" nam ") && numbered();
    filled.count() < MOST
        && (has("cong hoa xa hoi chu nghia")
            || has("tu do") && has("hanh phuc")
            || dated
            || has("dang cong san viet nam") && !has(","))
}

/// "Số: 12/KH-UBND", "Số 12-KH/TU".
fn is_number(cell: &str) -> bool {
    let rest = cell.strip_prefix("so").map(str::trim_start);
    rest.is_some_and(|r| r.starts_with(|c: char| c == ':' || c.is_ascii_digit()) && r.contains('/'))
}

/// The bars of a line with the blanks about them.
fn bars(line: &str, at: usize, out: &mut Vec<(Range<usize>, &'static str)>) {
    let mut from = 0;
    while let Some(i) = line[from..].find('|').map(|i| from + i) {
        let start = line[..i].trim_end_matches(' ').len();
        let end = line.len() - line[i + 1..].trim_start_matches([' ', '|']).len();
        let inner = start > 0 && end < line.len();
        out.push((at + start..at + end, if inner { "\t" } else { "" }));
        from = end;
    }
}

#[cfg(test)]
mod tests {
    use crate::Text;

    #[test]
    fn columns_of_letterheads() {
        for (source, columns) in [
            (
                "| UBND HUYỆN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |",
                "UBND HUYỆN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            ),
            (
                "| Số 5-KH/HU | Mộc Hà, ngày 5 tháng 3 năm 2024 |",
                "Số 5-KH/HU\tMộc Hà, ngày 5 tháng 3 năm 2024",
            ),
            (
                "Số: 5/KH-UBND | Mộc Hà, ngày 5 tháng 3 năm 2024 |",
                "Số: 5/KH-UBND\tMộc Hà, ngày 5 tháng 3 năm 2024",
            ),
            (
                "MỘC HÀ | Độc lập - Tự do - Hạnh phúc",
                "MỘC HÀ\tĐộc lập - Tự do - Hạnh phúc",
            ),
        ] {
            let text = Text::new(source);
            assert_eq!(text.as_str(), columns);
            let at = columns.find('\t').unwrap() + 1;
            let span = text.span(&[at..columns.len()]);
            assert_eq!(&source[span.range()], &columns[at..]);
        }
    }

    #[test]
    fn tables_keep_their_bars() {
        for source in [
            "| 1 | Trồng cây | Phòng Nội vụ | Quý I |",
            "| Số: 5 | tự do |",
            "|---|---|",
            "a | b",
        ] {
            assert_eq!(Text::new(source).as_str(), source);
        }
    }
}
