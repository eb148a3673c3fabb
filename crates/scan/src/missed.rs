//! Lines that the engine passed over: where a seal or a signature touches print, it takes all of it for a picture.
//!
//! Pieces of ink as tall as letters that stand in a row, and in no word, are such a line. It is read by itself, and
//! what is read surely is taken. Letters that hang together with a seal are no such pieces: where ink goes on beside
//! the row it is read once more as a whole, and words that come to it are taken if all others come out as before.

use sohoa_image::{Repaired, grid};
use sohoa_ocr::Word;

/// Heights of letters in inches, and the width of what hangs together.
const TALL: std::ops::RangeInclusive<f32> = 0.05..=0.19;
const WIDE: f32 = 0.6;
/// Letters of a line stand on one level, and near to each other, in heights.
const LEVEL: f32 = 0.3;
const NEAR: f32 = 1.3;
/// Fewer pieces, or a shorter row in inches, are no line.
const FEW: usize = 6;
const SHORT: f32 = 0.5;
/// Marks stand so far over letters, in inches.
const MARKS: f32 = 0.05;
/// How far a line may go on in what hangs together with a seal, in heights.
const FAR: f32 = 9.0;
/// Less sure words are not taken.
const SURE: f32 = 0.6;
/// Lines of a page that are read again.
const MOST: usize = 40;

/// Columns and rows of pixels: the first ones, and those after the last.
type Part = [u32; 4];

/// A line that was passed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Missed {
    /// Its pieces that stand free.
    pub row: Part,
    /// The same and the ink that goes on beside it.
    pub whole: Part,
}

/// The lines in no word and no table.
pub(crate) fn lines(page: &Repaired, tables: &[grid::Table], words: &[Word]) -> Vec<Missed> {
    let tables = tables.iter().map(grid::Table::bbox);
    let taken: Vec<[f32; 4]> = words.iter().map(|w| w.bbox).chain(tables).collect();
    let letters = page
        .pieces()
        .into_iter()
        .filter(|p| is_letter(*p, page.dpi));
    let mut free: Vec<Part> = letters
        .filter(|p| !taken.iter().any(|t| holds(t, *p)))
        .collect();
    free.sort_unstable();
    let mut rows: Vec<Row> = Vec::new();
    for piece in free {
        match rows.iter_mut().rev().find(|r| r.goes_on(piece)) {
            Some(row) => row.add(piece),
            None => rows.push(Row {
                all: piece,
                last: piece,
                count: 1,
            }),
        }
    }
    let long = |r: &&Row| r.count >= FEW && (r.all[2] - r.all[0]) as f32 > SHORT * page.dpi;
    let marks = (MARKS * page.dpi) as u32;
    let lines = rows.iter().filter(long).take(MOST);
    let with_marks = |[x0, y0, x1, y1]: Part| [x0, y0.saturating_sub(marks), x1, y1];
    let line = |r: &Row| Missed {
        row: with_marks(r.all),
        whole: with_marks(whole(page, &taken, r.all)),
    };
    let mut lines: Vec<Missed> = lines.map(line).collect();
    lines.sort_unstable_by_key(|l| l.row[3]);
    lines
}

fn is_letter([x0, y0, x1, y1]: Part, dpi: f32) -> bool {
    TALL.contains(&((y1 - y0) as f32 / dpi)) && (x1 - x0) as f32 <= WIDE * dpi
}

/// Whether the middle of a piece lies in a box.
fn holds(b: &[f32; 4], [x0, y0, x1, y1]: Part) -> bool {
    let (x, y) = ((x0 + x1) as f32 / 2.0, (y0 + y1) as f32 / 2.0);
    (b[0]..b[2]).contains(&x) && (b[1]..b[3]).contains(&y)
}

/// A row and what goes on at both its ends: columns with ink in the upper half of its letters, where the rim of a
/// seal that touches their feet is not.
fn whole(page: &Repaired, taken: &[[f32; 4]], [x0, y0, x1, y1]: Part) -> Part {
    let high = y1 - y0;
    let upper = y0..y0 + high / 2;
    let inked = |x: &u32| {
        upper
            .clone()
            .any(|y| page.bilevel.get_pixel(*x, y).0[0] == 0)
    };
    let free = |x: &u32| {
        let middle = [*x, y0, *x + 1, y1];
        !taken.iter().any(|t| holds(t, middle))
    };
    let far = (FAR * high as f32) as u32;
    let near = (NEAR * high as f32) as u32;
    let left = (x0.saturating_sub(far)..x0).rev().take_while(free);
    let right = (x1..page.bilevel.width().min(x1 + far)).take_while(free);
    let left = last(left.filter(inked), x0, near);
    let right = last(right.map(|x| x + 1).filter(|x| inked(&(x - 1))), x1, near);
    [left, y0, right, y1]
}

/// The last of numbers before a wider step.
fn last(numbers: impl Iterator<Item = u32>, from: u32, step: u32) -> u32 {
    let mut at = from;
    for n in numbers {
        if n.abs_diff(at) > step {
            break;
        }
        at = n;
    }
    at
}

/// Pieces side by side.
struct Row {
    all: Part,
    last: Part,
    count: usize,
}

impl Row {
    fn goes_on(&self, piece: Part) -> bool {
        let high = (self.last[3] - self.last[1]).min(piece[3] - piece[1]) as f32;
        let level = self.last[3].abs_diff(piece[3]) as f32 <= LEVEL * high;
        level && piece[0].saturating_sub(self.last[2]) as f32 <= NEAR * high
    }

    fn add(&mut self, piece: Part) {
        let [x0, y0, x1, y1] = self.all;
        self.all = [x0, y0.min(piece[1]), x1.max(piece[2]), y1.max(piece[3])];
        self.last = piece;
        self.count += 1;
    }
}

/// The words of lines that are read surely as a whole.
pub(crate) fn surely(words: Vec<Word>) -> Vec<Word> {
    let lines = words.chunk_by(|a, b| a.line == b.line);
    let sure = lines.filter(|line| is_sure(line.iter()));
    sure.flatten().cloned().collect()
}

fn is_sure<'w>(line: impl Iterator<Item = &'w Word> + Clone) -> bool {
    let sum: f32 = line.clone().map(|w| w.confidence).sum();
    sum >= SURE * line.count() as f32
}

/// The lines that go on beside what was read of them.
pub(crate) fn wider(lines: &[Missed], words: &[Word]) -> Vec<Missed> {
    let read = |l: &&Missed| l.whole != l.row && words.iter().any(|w| stands_in(w, l.row));
    lines.iter().filter(read).copied().collect()
}

/// Adds the words beside a line to those that were read of it, where these were read again as they were.
pub(crate) fn complete(words: &mut Vec<Word>, lines: &[Missed], again: &[Word]) {
    for line in lines {
        let all = again.iter().filter(|w| stands_in(w, line.whole));
        let (same, new): (Vec<&Word>, Vec<&Word>) =
            all.clone().partition(|w| stands_in(w, line.row));
        let before = words.iter().filter(|w| stands_in(w, line.row));
        let Some(at) = words.iter().position(|w| stands_in(w, line.row)) else {
            continue;
        };
        let as_before = before.map(|w| &w.text).eq(same.iter().map(|w| &w.text));
        if as_before && is_sure(all) {
            let number = words[at].line;
            let new = new.into_iter().cloned();
            let new = new.map(|w| Word { line: number, ..w });
            words.splice(at..at, new);
        }
    }
}

/// Whether the middle of a word lies in a part.
fn stands_in(word: &Word, part: Part) -> bool {
    holds(&part.map(|v| v as f32), word.bbox.map(|v| v as u32))
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{DynamicImage, GrayImage, Luma};
    use sohoa_image::{Steps, repair};

    fn word(bbox: [f32; 4], confidence: f32) -> Word {
        Word {
            text: "x".to_owned(),
            bbox,
            confidence,
            line: 0,
        }
    }

    #[test]
    fn a_row_of_letters_in_no_word() {
        // Two rows of nine letters, and a bar.
        let ink = |x: u32, y: u32| {
            let letter = x % 40 < 24 && (100..460).contains(&x) && (y % 100) < 30;
            letter && (100..300).contains(&y) || (500..520).contains(&x) && y > 100
        };
        let page = GrayImage::from_fn(600, 400, |x, y| Luma([if ink(x, y) { 0 } else { 255 }]));
        let page = repair(&DynamicImage::ImageLuma8(page), 300.0, &Steps::none());
        let words = [word([90.0, 95.0, 470.0, 135.0], 0.9)];
        let found = lines(&page, &[], &words);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].row[1], found[0].row[3]), (185, 230));
        assert_eq!(found[0].whole, found[0].row);
        assert_eq!(lines(&page, &[], &[]).len(), 2);
    }

    #[test]
    fn letters_that_hang_together_with_a_seal() {
        // Eight letters, then four whose feet stand on the rim of something larger.
        let ink = |x: u32, y: u32| {
            let letter = x % 40 < 24 && (120..580).contains(&x) && (100..130).contains(&y);
            let rim = (460..700).contains(&x) && (126..300).contains(&y);
            letter || rim
        };
        let page = GrayImage::from_fn(800, 400, |x, y| Luma([if ink(x, y) { 0 } else { 255 }]));
        let page = repair(&DynamicImage::ImageLuma8(page), 300.0, &Steps::none());
        let found = lines(&page, &[], &[]);
        assert_eq!(found[0].whole, [120, 85, 580, 130]);
        assert!(found[0].row[2] < 460);
        // Not where a word was read.
        let words = [word([470.0, 95.0, 600.0, 135.0], 0.9)];
        assert_eq!(lines(&page, &[], &words)[0].whole[2], 464);
    }

    #[test]
    fn words_beside_a_line_come_with_witnesses() {
        let line = Missed {
            row: [100, 0, 200, 20],
            whole: [40, 0, 200, 20],
        };
        let said = |x: f32, text: &str| Word {
            text: text.to_owned(),
            ..word([x, 0.0, x + 40.0, 20.0], 0.7)
        };
        let read = |again: &[Word]| {
            let mut words = vec![said(110.0, "THANH"), said(155.0, "TRA")];
            let lines = wider(&[line], &words);
            complete(&mut words, &lines, again);
            words.into_iter().map(|w| w.text).collect::<Vec<_>>()
        };
        let new = said(45.0, "CHÁNH");
        let again = [new.clone(), said(110.0, "THANH"), said(155.0, "TRA")];
        assert_eq!(read(&again), ["CHÁNH", "THANH", "TRA"]);
        assert_eq!(
            read(&[new, said(110.0, "THAN"), said(155.0, "TRA")]),
            ["THANH", "TRA"]
        );
        assert_eq!(read(&[]), ["THANH", "TRA"]);
    }

    #[test]
    fn unsure_lines_are_left() {
        let unsure = vec![word([0.0; 4], 0.3), word([0.0; 4], 0.7)];
        assert!(surely(unsure).is_empty());
        assert_eq!(surely(vec![word([0.0; 4], 0.8)]).len(), 1);
    }
}
