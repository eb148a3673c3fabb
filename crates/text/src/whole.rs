//! The fold of a whole text and what each line shows at a glance, made in one pass.
//!
//! Every later stage takes its folds from here, as slices: nothing is folded twice. A coarse index of
//! blocks leads from a place in the text to its place in the fold and to its line.

use std::ops::Range;

use crate::fold::{FoldTable, Glance, starts_char};
use crate::line::Line;

/// What is known of a line without reading it again.
#[derive(Debug, Clone, Copy, Default)]
pub struct LineFold {
    /// Its range in the fold, the line end left out.
    start: u32,
    end: u32,
    /// Tabs on it.
    pub tabs: u16,
    /// Capital letters.
    pub upper: u16,
    /// Small letters.
    pub lower: u16,
    /// Digits.
    pub digits: u16,
}

/// The fold of a text and its lines.
#[derive(Debug, Default)]
pub struct TextFold {
    fold: String,
    /// Where characters stand that fold to nothing.
    mute: Vec<u32>,
    lines: Vec<LineFold>,
    blocks: Vec<Block>,
}

/// What stands before a block of the text.
#[derive(Debug, Clone, Copy, Default)]
struct Block {
    folded: u32,
    lines: u32,
}

/// Bytes of a block, as a power of two.
const BLOCK: u32 = 6;

impl TextFold {
    pub(crate) fn new(text: &str, lines: &[Line]) -> TextFold {
        let mut pass = Pass {
            text,
            fold: Vec::with_capacity(text.len()),
            mute: Vec::new(),
        };
        // Where each line ends on the paper; a line that is set apart ends before that.
        let last = text.strip_suffix(['\n', '\u{c}']).unwrap_or(text).len();
        let ends = lines.iter().skip(1).map(|l| l.start as usize - 1);
        let ends = ends.chain([last]);
        let folded = lines.iter().zip(ends).map(|(l, end)| pass.line(l, end));
        let folded = folded.collect();
        let Pass { fold, mute, .. } = pass;
        let mut whole = TextFold {
            fold: String::from_utf8(fold).unwrap_or_default(),
            mute,
            lines: folded,
            blocks: Vec::new(),
        };
        whole.blocks = whole.index_blocks(text, lines);
        whole
    }

    fn index_blocks(&self, text: &str, lines: &[Line]) -> Vec<Block> {
        let mut blocks = Vec::with_capacity((text.len() >> BLOCK) + 2);
        let mut block = Block::default();
        let mut lines = lines.iter().map(|l| l.start).peekable();
        let mut start = 0;
        for part in text.as_bytes().chunks(1 << BLOCK).chain([&[][..]]) {
            while lines.next_if(|l| *l < start).is_some() {
                block.lines += 1;
            }
            blocks.push(block);
            let end = start + part.len() as u32;
            block.folded += self.folded_in(part, start..end);
            start = end;
        }
        // Behind the last block stand all lines, one that begins at the very end too.
        if let Some(last) = blocks.last_mut() {
            last.lines += lines.count() as u32;
        }
        blocks
    }

    /// How many characters begin in a part of the text and fold to a byte.
    fn folded_in(&self, part: &[u8], range: Range<u32>) -> u32 {
        let count: u8 = part.iter().map(|b| u8::from(starts_char(*b))).sum();
        let before = |at: u32| self.mute.partition_point(|m| *m < at);
        u32::from(count) - (before(range.end) - before(range.start)) as u32
    }

    /// What is known of line `n`.
    #[must_use]
    pub fn line(&self, n: usize) -> &LineFold {
        &self.lines[n]
    }

    /// The fold of line `n`.
    #[must_use]
    pub fn of_line(&self, n: usize) -> &str {
        let l = &self.lines[n];
        &self.fold[l.start as usize..l.end as usize]
    }

    /// The fold of a range of `text`, the text that this is the fold of.
    #[must_use]
    pub fn of(&self, text: &str, range: &Range<usize>) -> &str {
        &self.fold[self.index(text, range.start)..self.index(text, range.end)]
    }

    /// The position in the fold of an offset of the text.
    fn index(&self, text: &str, offset: usize) -> usize {
        let start = offset >> BLOCK << BLOCK;
        let part = &text.as_bytes()[start..offset];
        let (block, _) = self.around(offset);
        (block.folded + self.folded_in(part, start as u32..offset as u32)) as usize
    }

    /// The line on which an offset of the text stands.
    pub(crate) fn line_at(&self, offset: usize, lines: &[Line]) -> usize {
        let (a, b) = self.around(offset);
        let (from, to) = (a.lines as usize, (b.lines as usize).min(lines.len()));
        (from + lines[from..to].partition_point(|l| l.start as usize <= offset)).saturating_sub(1)
    }

    /// What stands before the block of an offset, and before the next.
    fn around(&self, offset: usize) -> (Block, Block) {
        let last = self.blocks.len() - 1;
        let k = (offset >> BLOCK).min(last);
        (self.blocks[k], self.blocks[(k + 1).min(last)])
    }
}

/// Folding under way.
struct Pass<'t> {
    text: &'t str,
    fold: Vec<u8>,
    mute: Vec<u32>,
}

impl Pass<'_> {
    /// Folds a line, what is set apart of it, and the mark that ends it.
    fn line(&mut self, line: &Line, full: usize) -> LineFold {
        let start = self.fold.len();
        let seen = self.stretch(line.start as usize, line.end as usize);
        let end = self.fold.len();
        self.stretch(line.end as usize, full.max(line.end as usize));
        if (line.end as usize) < self.text.len() {
            self.fold.push(b'\n');
        }
        let short = |n: u32| u16::try_from(n).unwrap_or(u16::MAX);
        LineFold {
            start: start as u32,
            end: end as u32,
            tabs: short(seen.tabs),
            upper: short(seen.upper),
            lower: short(seen.letters.saturating_sub(seen.upper)),
            digits: short(seen.digits),
        }
    }

    fn stretch(&mut self, from: usize, to: usize) -> Glance {
        /// Characters folded at once, into room that needs no checks: a power of two.
        const ROOM: usize = 256;
        let table = FoldTable::get();
        let mut seen = Glance::default();
        let bytes = &self.text.as_bytes()[from..to];
        let mut fold = [0; ROOM];
        let mut i = 0;
        while i < bytes.len() {
            let stop = bytes.len().min(i + ROOM);
            let (mut n, mut counts) = (0, 0);
            while i < stop {
                let (entry, len) = match bytes[i] {
                    b @ 0..=0x7f => (table.ascii(b), 1),
                    _ => {
                        let (code, len) = decode(&bytes[i..]);
                        (table.entry(code), len)
                    }
                };
                fold[n % ROOM] = entry as u8;
                n += 1;
                if entry as u8 == 0 {
                    n -= 1;
                    self.mute.push((from + i) as u32);
                }
                counts += entry >> 8;
                i += len;
            }
            self.fold.extend_from_slice(&fold[..n]);
            seen.add(counts);
        }
        seen
    }
}

/// The code of the character of several bytes that `bytes`, which are a text's, begin with, and its length.
#[inline]
fn decode(bytes: &[u8]) -> (u32, usize) {
    let tail = |b: u8| u32::from(b & 0x3f);
    match *bytes {
        [a @ ..=0xdf, b, ..] => (u32::from(a & 0x1f) << 6 | tail(b), 2),
        [a @ ..=0xef, b, c, ..] => (u32::from(a & 0x0f) << 12 | tail(b) << 6 | tail(c), 3),
        [a, b, c, d, ..] => {
            let high = u32::from(a & 0x07) << 18 | tail(b) << 12;
            (high | tail(c) << 6 | tail(d), 4)
        }
        _ => (u32::from(char::REPLACEMENT_CHARACTER), 1),
    }
}

#[cfg(test)]
mod tests {
    use crate::{Options, Text};
    use sohoa_layout::Writer;

    #[test]
    fn lines_that_are_set_apart_keep_the_fold_in_step() {
        let mut w = Writer::default();
        w.furniture("Trang chủ · Văn bản");
        w.line("Số: 5/KH-UBND");
        w.furniture("Bản in");
        let (source, layout) = w.finish();
        let text = Text::of(&source, Some(&layout), &Options::default());
        let at = text.as_str().find("Số").unwrap();
        let number = at..at + "Số: 5/KH-UBND".len();
        assert_eq!(text.folded(&number).bytes(), b"so: 5/kh-ubnd");
        assert_eq!(text.fold().of_line(0), "");
        assert_eq!(text.line_of(text.as_str().len() - 2), 2);
    }
}
