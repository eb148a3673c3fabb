//! Lines of a letterhead that a copy from a web page cut in two: `CỘNG HÒA XÃ HỘI` above `CHỦ NGHĨA VIỆT NAM`.
//!
//! ```text
//! cut phrase = words of a known phrase , line end , its other words      (* QUYẾT ⏎ ĐỊNH *)
//! cut number = "Số:" , line end , number                                 (* Số: ⏎ 29/KH-UBND *)
//! cut date   = place "," , [ "ngày" [ d [ "tháng" [ m ] ] ] ] , line end , what is left of the date
//!            | first word of a place , line end , its other words "," date
//! cut title  = Roman numeral "." , line end , capitals                   (* I. ⏎ MỤC TIÊU *)
//! ```
//! Pages keep the line ends of their source, wherever its author's editor broke a line. A paragraph is rejoined by
//! the grammar; a letterhead is read line by line, so its phrases are made whole first. The words of the second line
//! move up, and an empty line stays where they stood: line n of the text is still line n of the source. Known
//! misses: names of bodies that are cut.

use crate::fold::fold_string;
use crate::line::Line;

/// What letterheads and preambles say word for word.
const PHRASES: &[&str] = &[
    "cong hoa xa hoi chu nghia viet nam",
    "dang cong san viet nam",
    "doc lap - tu do - hanh phuc",
    "uy ban nhan dan",
    "hoi dong nhan dan",
    "ke hoach",
    "quyet dinh",
    "nghi quyet",
    "quy che",
    "quy dinh",
    "chi thi",
    "thong bao",
    "huong dan",
    "bao cao",
    "to trinh",
    "de an",
    "phuong an",
    "chuong trinh",
    "can cu",
    "ve viec",
    "kinh gui",
    "noi nhan",
];

/// No first half is longer, in bytes.
const SHORT: usize = 72;

/// A first half that is longer than this is told where other words stand before it, too.
const LONG: usize = 8;

/// Runs of lines that are one line, first and last.
pub(crate) fn runs(text: &str, lines: &[Line]) -> Vec<(usize, usize)> {
    let mut out: Vec<(usize, usize)> = Vec::new();
    for n in 1..lines.len() {
        let (above, line) = (lines[n - 1].range(), lines[n].range());
        if above.is_empty() || above.len() > SHORT || line.is_empty() {
            continue;
        }
        let broken = line.start == above.end + 1
            && text.as_bytes()[above.end] == b'\n'
            && text.as_bytes().get(line.end) == Some(&b'\n');
        if !broken {
            continue;
        }
        match out.last_mut() {
            Some(run) if run.1 == n - 1 => {
                let whole = text[lines[run.0].start as usize..above.end].replace('\n', " ");
                if is_cut(&whole, &text[line]) {
                    run.1 = n;
                }
            }
            _ if is_cut(&text[above], &text[line.clone()]) => out.push((n - 1, n)),
            _ => {}
        }
    }
    out
}

/// Whether a line end between the two lines cut something that is read whole.
fn is_cut(above: &str, line: &str) -> bool {
    if !may_be_cut(above) {
        return false;
    }
    if is_roman(above) {
        return is_title(line);
    }
    let a = fold_string(above);
    let a = a.trim_start_matches(['|', ' ']);
    is_phrase(a, above, line) || is_number(a, line) || is_date(a, above, line)
}

/// A glance: the line opens with a capital or a cell's mark, and closes nothing.
fn may_be_cut(above: &str) -> bool {
    let opens = above.starts_with(|c: char| c == '|' || c.is_uppercase());
    let closes = above.ends_with([';', '.', '|', '-', ')']);
    opens && (!closes || above.starts_with("Số") || is_roman(above)) && !above.contains('\t')
}

/// A Roman numeral with its point, alone.
fn is_roman(line: &str) -> bool {
    let numeral = line.strip_suffix('.').unwrap_or_default();
    !numeral.is_empty() && numeral.bytes().all(|b| matches!(b, b'I' | b'V' | b'X'))
}

/// Nothing but capitals, and more than a numeral.
fn is_title(line: &str) -> bool {
    let letters = line.chars().filter(|c| c.is_alphabetic());
    letters.clone().count() > 5 && letters.clone().all(char::is_uppercase)
}

fn opens_large(line: &str) -> bool {
    let first = line.chars().find(|c| c.is_alphabetic());
    first.is_some_and(char::is_uppercase)
}

fn has_small(line: &str) -> bool {
    line.contains(char::is_lowercase)
}

/// A known phrase begins on the first line and goes on on the second.
fn is_phrase(a: &str, above: &str, line: &str) -> bool {
    let goes_on = |rest: &str| {
        let b = fold_string(line);
        let whole = b.strip_prefix(rest);
        whole.is_some_and(|r| !r.starts_with(|c: char| c.is_ascii_alphanumeric()))
            || !b.is_empty()
                && rest
                    .strip_prefix(b.as_str())
                    .is_some_and(|r| r.starts_with(' '))
    };
    let same_case = || opens_large(line) || has_small(above);
    PHRASES.iter().any(|p| {
        p.match_indices(' ').any(|(i, _)| {
            let opens = a == &p[..i] || i > LONG && a.ends_with(&p[..i]);
            opens && same_case() && goes_on(&p[i + 1..])
        })
    })
}

/// The label of a number, and a number below it.
fn is_number(a: &str, line: &str) -> bool {
    let Some(begun) = a.strip_prefix("so") else {
        return false;
    };
    let begun = begun.trim_matches([' ', ':']);
    let sign = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '-' | '/');
    let goes_on = match begun.ends_with(['-', '/']) {
        true => line.starts_with(char::is_uppercase),
        false => begun.is_empty() && line.starts_with(|c: char| c.is_ascii_digit()),
    };
    begun.chars().all(sign) && goes_on && line.contains(['/', '-']) && line.len() < 40
}

/// A place and a date in two parts.
fn is_date(a: &str, above: &str, line: &str) -> bool {
    if line.len() > 80 || !ends_in_year(line) {
        return false;
    }
    let b = fold_string(line);
    let Some((place, date)) = a.split_once(',') else {
        let capital = |w: &str| w.starts_with(char::is_uppercase);
        let place = a.len() < 24 && above.split(' ').all(capital) && above.split(' ').count() <= 4;
        return place && opens_large(line) && b.len() < 48 && b.contains(", ngay ");
    };
    place.split(' ').count() <= 5 && is_date_part(&format!("{} {b}", date.trim()))
}

/// A year is the last thing said, but for a cell's mark.
fn ends_in_year(line: &str) -> bool {
    let line = line.trim_end_matches([' ', '|', '.']);
    let digits = line.bytes().rev().take_while(u8::is_ascii_digit).count();
    digits == 4 && (line.len() == 4 || line.as_bytes()[line.len() - 5] == b' ')
}

/// Nothing but the words and figures of a long date.
fn is_date_part(fold: &str) -> bool {
    let mut words = fold.split([' ', '|']).filter(|w| !w.is_empty());
    words.next() == Some("ngay")
        && words.all(|w| matches!(w, "thang" | "nam") || w.bytes().all(|b| b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use crate::Text;

    /// The lines of a text, those without words left out.
    fn lines(source: &str) -> Vec<String> {
        let text = Text::new(source);
        assert_eq!(text.lines().len(), source.split('\n').count());
        let lines = text
            .lines()
            .iter()
            .map(|l| text.slice(&l.range()).to_owned());
        lines.filter(|l| !l.is_empty()).collect()
    }

    #[test]
    fn phrases_are_made_whole() {
        for (source, whole) in [
            (
                "CỘNG HÒA XÃ HỘI\nCHỦ NGHĨA VIỆT NAM\n",
                "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            ),
            (
                "CỘNG\nHÒA XÃ HỘI\nCHỦ NGHĨA VIỆT NAM\n",
                "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            ),
            ("UỶ BAN\nNHÂN DÂN\n", "UỶ BAN NHÂN DÂN"),
            ("QUYẾT\nĐỊNH\n", "QUYẾT ĐỊNH"),
            ("Căn\ncứ Luật Thú y;\n", "Căn cứ Luật Thú y;"),
            ("Số:\n29/KH-UBND\n", "Số: 29/KH-UBND"),
            ("Số: 16 -\nKH/HU\n", "Số: 16-KH/HU"),
            ("I.\nMỤC TIÊU\n", "I. MỤC TIÊU"),
            (
                "TP Mộc\nHà, ngày 17 tháng 7 năm 2003\n",
                "TP Mộc Hà, ngày 17 tháng 7 năm 2003",
            ),
            (
                "Mộc Hà, ngày\n10 tháng 12 năm 2013\n",
                "Mộc Hà, ngày 10 tháng 12 năm 2013",
            ),
            (
                "Mộc Hà, ngày 21\ntháng 11 năm 2012\n",
                "Mộc Hà, ngày 21 tháng 11 năm 2012",
            ),
            (
                "Mộc Hà,\nngày 21 tháng 11 năm 2012\n",
                "Mộc Hà, ngày 21 tháng 11 năm 2012",
            ),
            (
                "Mộc\nHà, ngày 21 tháng 11 năm 2012\n",
                "Mộc Hà, ngày 21 tháng 11 năm 2012",
            ),
        ] {
            assert_eq!(lines(source), [whole]);
        }
    }

    #[test]
    fn other_lines_stay() {
        for source in [
            "ỦY BAN NHÂN DÂN\nTỈNH MỘC HÀ\n",
            "KẾ HOẠCH\nTrồng cây năm 2024\n",
            "Phòng Kế\nhoạch và Đầu tư\n",
            "báo cáo, ngày\n10 tháng 12 năm 2013\n",
            "QUYẾT\n\nĐỊNH\n",
            "I.\nMục tiêu\n",
        ] {
            assert_eq!(
                lines(source),
                source.lines().filter(|l| !l.is_empty()).collect::<Vec<_>>()
            );
        }
    }

    #[test]
    fn values_keep_their_lines() {
        let source = "Số:\n29/KH-UBND\nTiếp\n";
        let text = Text::new(source);
        let at = text.as_str().find("29").unwrap();
        let span = text.span(&[at..at + 10]);
        assert_eq!((span.lines, span.bytes), ([2, 2], [6, 16]));
        let whole = text.span(&[0..at + 10]);
        assert_eq!(whole.lines, [1, 2]);
        let last = text.as_str().find("Tiếp").unwrap();
        assert_eq!(text.span(&[last..last + 4]).lines, [3, 3]);
        assert_eq!(text.fold().of_line(2), "tiep");
    }
}
