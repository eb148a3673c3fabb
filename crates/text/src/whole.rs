//! The fold of a whole text and what each line shows at a glance, made in one pass.
//!
//! Every later stage takes its folds from here, as slices: nothing is folded twice. A coarse index of
//! blocks leads from a place in the text to its place in the fold and to its line.

use std::ops::Range;

use crate::fold::{FoldTable, Glance};
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

/// The fold of a text, its way back, and its lines.
#[derive(Debug, Default)]
pub struct TextFold {
    fold: String,
    /// For each folded byte the offset of its character in the text, and one more for the end.
    at: Vec<u32>,
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
            at: Vec::with_capacity(text.len() + 1),
        };
        let folded = lines.iter().map(|l| pass.line(l)).collect();
        let Pass { fold, mut at, .. } = pass;
        at.push(text.len() as u32);
        let mut whole = TextFold {
            fold: String::from_utf8(fold).unwrap_or_default(),
            at,
            lines: folded,
            blocks: Vec::new(),
        };
        whole.blocks = whole.index_blocks(text.len(), lines);
        whole
    }

    fn index_blocks(&self, len: usize, lines: &[Line]) -> Vec<Block> {
        let mut block = Block::default();
        let mut lines = lines.iter().map(|l| l.start).peekable();
        let starts = (0..=(len >> BLOCK) + 1).map(|k| (k << BLOCK) as u32);
        starts
            .map(|start| {
                // A block has at most one folded byte for each of its own.
                let rest = &self.at[block.folded as usize..];
                let near = &rest[..rest.len().min(1 << BLOCK)];
                block.folded += near.partition_point(|a| *a < start) as u32;
                while lines.next_if(|l| *l < start).is_some() {
                    block.lines += 1;
                }
                block
            })
            .collect()
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

    /// The fold of a range of the text.
    #[must_use]
    pub fn of(&self, range: &Range<usize>) -> &str {
        &self.fold[self.index(range.start)..self.index(range.end)]
    }

    /// The offset in the text of position `i` of the fold of line `n`.
    #[must_use]
    pub fn at_in_line(&self, n: usize, i: usize) -> usize {
        let i = self.lines[n].start as usize + i;
        self.at[i.min(self.at.len() - 1)] as usize
    }

    /// The folded positions of a range of the text, and for each its offset; one more offset ends them.
    #[must_use]
    pub(crate) fn parts(&self, range: &Range<usize>) -> (&[u8], &[u32]) {
        let (from, to) = (self.index(range.start), self.index(range.end));
        (&self.fold.as_bytes()[from..to], &self.at[from..=to])
    }

    /// The position in the fold of an offset of the text.
    fn index(&self, offset: usize) -> usize {
        let (a, b) = self.around(offset);
        let (from, to) = (a.folded as usize, b.folded as usize);
        from + self.at[from..to].partition_point(|&a| (a as usize) < offset)
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
    at: Vec<u32>,
}

impl Pass<'_> {
    /// Folds a line and the mark that ends it.
    fn line(&mut self, line: &Line) -> LineFold {
        let start = self.fold.len();
        let seen = self.stretch(line.start as usize, line.end as usize);
        let end = self.fold.len();
        if (line.end as usize) < self.text.len() {
            self.fold.push(b'\n');
            self.at.push(line.end);
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
        let (mut fold, mut at) = ([0; ROOM], [0; ROOM]);
        let mut i = 0;
        while i < bytes.len() {
            let stop = bytes.len().min(i + ROOM);
            let (mut n, mut counts) = (0, 0);
            while i < stop {
                let (entry, len) = match bytes[i] {
                    b @ 0..=0x7f => (table.ascii(b), 1),
                    _ => {
                        let (c, len) = decode(&bytes[i..]);
                        (table.entry(c), len)
                    }
                };
                fold[n % ROOM] = entry as u8;
                at[n % ROOM] = (from + i) as u32;
                n += usize::from(entry as u8 != 0);
                counts += entry >> 8;
                i += len;
            }
            self.fold.extend_from_slice(&fold[..n]);
            self.at.extend_from_slice(&at[..n]);
            seen.add(counts);
        }
        seen
    }
}

/// The character of several bytes that `bytes`, which are a text's, begin with, and its length.
fn decode(bytes: &[u8]) -> (char, usize) {
    let tail = |k: usize| u32::from(bytes.get(k).copied().unwrap_or(0) & 0x3f);
    let first = u32::from(bytes[0]);
    let (code, len) = match first {
        ..=0xdf => ((first & 0x1f) << 6 | tail(1), 2),
        0xe0..=0xef => ((first & 0x0f) << 12 | tail(1) << 6 | tail(2), 3),
        _ => (
            (first & 0x07) << 18 | tail(1) << 12 | tail(2) << 6 | tail(3),
            4,
        ),
    };
    (
        char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER),
        len,
    )
}
