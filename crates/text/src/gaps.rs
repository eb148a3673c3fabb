//! Columns that are parted by blanks: which runs of blanks stand for a tab.
//!
//! ```text
//! table   = three lines or more of three cells or more, one below the other, a lone line between at most
//! cell    = words , 3 or more blanks
//! columns = words , 4 or more blanks , ( capitals | a person's name | place and date | the motto )
//!         | "-" , words , ";" , 4 or more blanks , capital , words
//! ```
//! Real example: `Nơi nhận:          TM. ỦY BAN NHÂN DÂN`. Left alone: the blank left open in `Số:     /KH-UBND` and
//! `ngày     tháng`, wide blanks of set lines. Known misses: tables whose columns stand two blanks apart.

/// Blanks that part two cells.
const CELL: usize = 3;
/// Lines from one row to the next at most: a group's name or a page number stands between, with blank lines.
const REACH: usize = 4;
/// Blanks that part the two columns of a letterhead or a signature.
const COLUMN: usize = 4;
/// A line of two columns is not longer, in bytes.
const LONGEST: usize = 240;

/// A run of blanks inside a line.
#[derive(Debug, Clone, Copy)]
struct Gap {
    start: usize,
    end: usize,
}

/// A line with gaps.
struct Row<'s> {
    /// Its number, blank lines counted.
    number: usize,
    line: &'s str,
    /// Where the line begins in the source.
    at: usize,
    gaps: Vec<Gap>,
}

/// Where the runs of blanks begin that part columns, in order.
pub(crate) fn columns(source: &str) -> Vec<usize> {
    if memchr::memmem::find(source.as_bytes(), b"   ").is_none() {
        return Vec::new();
    }
    let rows = rows(source);
    let mut out = Vec::new();
    let mut rest = rows.as_slice();
    while !rest.is_empty() {
        let goes_on = |w: &&[Row<'_>]| w[1].number <= w[0].number + REACH && w[1].is_of_table();
        let length = match rest[0].is_of_table() {
            true => 1 + rest.windows(2).take_while(goes_on).count(),
            false => 1,
        };
        let (block, later) = rest.split_at(length);
        let wide = block.iter().filter(|r| r.gaps.len() > 1).count();
        let table = wide >= 3 && wide * 3 >= block.len() * 2;
        for row in block.iter().filter(|r| table || r.has_seam()) {
            out.extend(row.gaps.iter().map(|g| row.at + g.start));
        }
        rest = later;
    }
    out
}

impl Row<'_> {
    /// Two columns, not cells.
    fn has_seam(&self) -> bool {
        matches!(self.gaps.as_slice(), [gap] if is_seam(self.line, gap))
    }

    /// Not two columns, nor a label with a blank left open behind it.
    fn is_of_table(&self) -> bool {
        let label = |g: &Gap| self.line[..g.start].ends_with(':');
        self.gaps.len() > 1 || !self.has_seam() && !self.gaps.iter().any(label)
    }
}

/// Lines with gaps and without cells.
fn rows(source: &str) -> Vec<Row<'_>> {
    let mut out = Vec::new();
    let mut at = 0;
    for (number, line) in source.split(['\n', '\u{c}']).enumerate() {
        let gaps = gaps(line);
        if !gaps.is_empty() && !line.contains(['\t', '|']) {
            out.push(Row {
                number,
                line,
                at,
                gaps,
            });
        }
        at += line.len() + 1;
    }
    out
}

fn gaps(line: &str) -> Vec<Gap> {
    let end = line.trim_end().len();
    let mut at = line.len() - line.trim_start().len();
    let mut out = Vec::new();
    while let Some(found) = line.get(at..end).and_then(|l| l.find("   ")) {
        let start = at + found;
        let run = line[start..].bytes().take_while(|b| *b == b' ').count();
        at = start + run.max(CELL);
        out.push(Gap { start, end: at });
    }
    out
}

/// The gap of a line parts what stands on the left of the paper from what stands on the right.
fn is_seam(line: &str, gap: &Gap) -> bool {
    let (left, right) = (line[..gap.start].trim(), line[gap.end..].trim());
    let capitals = right.starts_with(char::is_uppercase) && !right.contains(char::is_lowercase);
    let words = right.split(' ').count();
    let opens = |w: &str| w.starts_with(char::is_uppercase);
    let name = (2..=5).contains(&words) && right.split(' ').all(opens);
    let dated = opens(right) && right.contains("ngày") || right.starts_with("Độc lập");
    // Beside an item of a list stands what belongs to the signature.
    let listed = left.starts_with('-')
        && left.ends_with([';', '.', ','])
        && right.starts_with(|c: char| c.is_uppercase() || c == '(');
    let lone = gap.end - gap.start >= COLUMN && line.len() <= LONGEST;
    let letters = left.chars().filter(|c| c.is_alphabetic()).count();
    let label = left.ends_with(':');
    lone && letters > if label { 5 } else { 1 } && (capitals || listed || !label && (name || dated))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parted(source: &str) -> String {
        let mut out = source.to_owned();
        for at in columns(source).into_iter().rev() {
            let blanks = out[at..].len() - out[at..].trim_start_matches(' ').len();
            out.replace_range(at..at + blanks, "\t");
        }
        out
    }

    #[test]
    fn rows_of_a_table_are_parted() {
        let table = "TT   Nội dung   Cơ quan\n1   Họp   Sở Y tế\n\n2   Kiểm tra   UBND xã\n";
        assert_eq!(parted(table), table.replace("   ", "\t"));
        let groups = "1   Họp   Sở Y tế\n\nB. Tuyên truyền\n\n2   Kiểm tra   UBND xã\n3   Báo cáo   Sở Y tế\n\
            Nơi nhận:\n- Như trên;";
        assert_eq!(parted(groups), groups.replace("   ", "\t"));
        let two = "TT   Nội dung   Cơ quan\n1   Họp   Sở Y tế\n";
        assert_eq!(parted(two), two);
    }

    #[test]
    fn two_columns_are_parted_where_the_right_one_shows_it() {
        for line in [
            "ỦY BAN NHÂN DÂN      CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Số: 12/KH-UBND      Suối Đá, ngày 05 tháng 3 năm 2024",
            "Nơi nhận:     TM. ỦY BAN NHÂN DÂN",
            "- Lưu: VT.      Trần Văn An",
        ] {
            assert_eq!(columns(line).len(), 1, "{line}");
        }
    }

    #[test]
    fn blanks_left_open_stay() {
        for line in [
            "Số:       /KH-UBND",
            "Số:       KH-UBND",
            "Suối Đá, ngày      tháng 3 năm 2024",
            "Kính gửi:     UBND tỉnh",
            "Căn cứ    Luật Tổ chức chính quyền địa phương",
            "      KẾ HOẠCH",
        ] {
            assert_eq!(columns(line), [0; 0], "{line}");
        }
    }
}
