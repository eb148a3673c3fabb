//! The table of words that engines answer with.
//!
//! ```text
//! table = head , { row }
//! row   = level page block paragraph line word left top width height confidence text , parted by tabs
//! ```
//! Rows of level 5 are words; the others frame them.

/// The names of the columns.
pub(crate) const HEAD: &str =
    "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext";

/// A recognised word.
#[derive(Debug, Clone, PartialEq)]
pub struct Word {
    /// What it says.
    pub text: String,
    /// Left, top, right, bottom in pixels.
    pub bbox: [f32; 4],
    /// 0 to 1.
    pub confidence: f32,
    /// Counts the lines of the picture from 0, in the order of the engine.
    pub line: u32,
}

/// Whether a text is such a table.
pub(crate) fn is_table(text: &str) -> bool {
    text.lines().next().is_some_and(|l| l.trim_end() == HEAD)
}

/// The words of a table; what is no row of it is passed over.
///
/// ```
/// let table = "level\tpage_num\n5\t1\t1\t1\t1\t1\t10\t20\t30\t8\t96.5\tKế\n";
/// let words = sohoa_ocr::words(table);
/// assert_eq!(words[0].text, "Kế");
/// assert_eq!(words[0].bbox, [10.0, 20.0, 40.0, 28.0]);
/// ```
#[must_use]
pub fn words(table: &str) -> Vec<Word> {
    let mut out = Vec::new();
    let (mut line, mut last) = (0, None);
    for row in table.lines() {
        let cells: Vec<&str> = row.splitn(12, '\t').collect();
        let Some((key, word)) = word(&cells) else {
            continue;
        };
        if last.is_some_and(|l| l != key) {
            line += 1;
        }
        last = Some(key);
        out.push(Word { line, ..word });
    }
    out
}

/// A word, and the numbers of its block, paragraph and line.
fn word(cells: &[&str]) -> Option<([u32; 3], Word)> {
    let [
        level,
        _,
        block,
        paragraph,
        line,
        _,
        left,
        top,
        width,
        height,
        confidence,
        text,
    ] = cells
    else {
        return None;
    };
    let text = text.trim();
    if *level != "5" || text.is_empty() {
        return None;
    }
    let number = |cell: &str| cell.parse::<u32>().ok();
    let [left, top, width, height] = [left, top, width, height].map(|c| number(c));
    let (left, top) = (left? as f32, top? as f32);
    let confidence: f32 = confidence.parse().ok()?;
    let word = Word {
        text: text.to_owned(),
        bbox: [left, top, left + width? as f32, top + height? as f32],
        confidence: (confidence / 100.0).clamp(0.0, 1.0),
        line: 0,
    };
    Some(([number(block)?, number(paragraph)?, number(line)?], word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_counted_and_odd_rows_passed_over() {
        let row =
            |line: u32, text: &str| format!("5\t1\t1\t1\t{line}\t1\t0\t0\t9\t9\t50\t{text}\n");
        let table = format!(
            "{HEAD}\n1\t1\t0\t0\t0\t0\t0\t0\t99\t99\t-1\t\n{}{}{}5\t1\tx\n{}",
            row(1, "Số:"),
            row(1, "12"),
            row(2, " "),
            row(3, "Nơi\tnhận"),
        );
        assert!(is_table(&table));
        let words = words(&table);
        let told: Vec<(&str, u32)> = words.iter().map(|w| (w.text.as_str(), w.line)).collect();
        assert_eq!(told, [("Số:", 0), ("12", 0), ("Nơi\tnhận", 1)]);
        assert!((words[0].confidence - 0.5).abs() < 1e-6);
    }
}
