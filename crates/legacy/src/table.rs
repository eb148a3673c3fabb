//! The tables of the encodings, from `tables/letters.tsv`: one or two bytes for each letter with marks.

use std::collections::HashMap;

use crate::byte;

/// No letter.
const NONE: char = '\0';

/// One encoding, ready to be read and written.
pub(crate) struct Table {
    one: [char; 256],
    /// For a byte that may begin a pair: its row in `pairs`, counted from 1.
    row: [u8; 256],
    pairs: Vec<[char; 256]>,
    codes: HashMap<char, Code>,
}

/// What decoding met that the encoding does not explain.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Unexplained {
    /// Characters that stand for bytes without a letter.
    pub left: u32,
    /// Characters that no byte could have given.
    pub wide: u32,
}

/// One or two bytes.
#[derive(Debug, Clone, Copy)]
struct Code {
    first: u8,
    second: Option<u8>,
}

impl Code {
    fn parse(cell: &str) -> Option<Self> {
        let mut bytes = cell.split(' ').map(|b| u8::from_str_radix(b, 16));
        let first = bytes.next()?.ok()?;
        let second = bytes.next().and_then(Result::ok);
        Some(Code { first, second })
    }
}

impl Table {
    /// The column `name` of the table of letters.
    pub(crate) fn load(name: &str) -> Self {
        let mut table = Table {
            one: [NONE; 256],
            row: [0; 256],
            pairs: Vec::new(),
            codes: HashMap::new(),
        };
        for (letter, code) in letters(name).filter_map(|(l, c)| Some((l, Code::parse(c)?))) {
            table.codes.insert(letter, code);
            table.insert(code, letter);
        }
        table
    }

    /// Adds the letters that stand beside the table: `same` bytes are what Windows-1252 shows for them.
    pub(crate) fn with(mut self, same: &str, others: &[(u8, char)]) -> Self {
        let same = same.chars().filter_map(|c| Some((byte::of(c)?, c)));
        for (first, letter) in same.chain(others.iter().copied()) {
            let code = Code {
                first,
                second: None,
            };
            self.codes.entry(letter).or_insert(code);
            self.insert(code, letter);
        }
        self
    }

    /// Adds pairs of a letter and a mark of the other case; the letter decides.
    pub(crate) fn with_marks_of_any_case(mut self) -> Self {
        let all: Vec<(char, Code)> = self.codes.iter().map(|(l, c)| (*l, *c)).collect();
        for (letter, code) in all {
            let Some(mark) = code.second else { continue };
            let second = Some(mark ^ 0x20);
            self.insert(Code { second, ..code }, letter);
        }
        self
    }

    /// Where two letters share a byte, as with capital fonts, the small one stands.
    fn insert(&mut self, code: Code, letter: char) {
        let slot = match code.second {
            None => &mut self.one[usize::from(code.first)],
            Some(second) => {
                let row = &mut self.row[usize::from(code.first)];
                if *row == 0 {
                    self.pairs.push([NONE; 256]);
                    *row = u8::try_from(self.pairs.len()).unwrap_or(u8::MAX);
                }
                &mut self.pairs[usize::from(*row) - 1][usize::from(second)]
            }
        };
        if *slot == NONE || letter.is_lowercase() {
            *slot = letter;
        }
    }

    fn pair(&self, first: u8, second: u8) -> Option<char> {
        let row = usize::from(self.row[usize::from(first)]).checked_sub(1)?;
        let letter = self.pairs[row][usize::from(second)];
        (letter != NONE).then_some(letter)
    }

    /// Whether a byte has a letter of its own.
    fn is_letter(&self, byte: u8) -> bool {
        self.one[usize::from(byte)] != NONE
    }

    /// Appends what `run` says.
    pub(crate) fn decode_into(&self, run: &str, out: &mut String) -> Unexplained {
        let mut unexplained = Unexplained::default();
        let mut chars = run.chars().peekable();
        while let Some(c) = chars.next() {
            let Some(first) = byte::of(c) else {
                unexplained.wide += u32::from(!byte::is_typographic(c));
                out.push(c);
                continue;
            };
            let second = chars.peek().and_then(|c| byte::of(*c));
            if let Some(letter) = second.and_then(|s| self.pair(first, s)) {
                chars.next();
                out.push(letter);
            } else if self.is_letter(first) {
                out.push(self.one[usize::from(first)]);
            } else {
                let plain = c.is_ascii() || byte::is_typographic(c);
                unexplained.left += u32::from(!plain);
                out.push(c);
            }
        }
        unexplained
    }

    /// Appends the bytes of `c`, or says that it has none.
    pub(crate) fn encode_into(&self, c: char, out: &mut Vec<u8>) -> Option<()> {
        if let Some(code) = self.codes.get(&c) {
            out.push(code.first);
            out.extend(code.second);
            return Some(());
        }
        let byte = byte::of(c).filter(|b| byte::shown(*b) == c && !self.is_letter(*b))?;
        out.push(byte);
        Some(())
    }
}

/// The letters with their cells in the column `name`.
pub(crate) fn letters(name: &str) -> impl Iterator<Item = (char, &'static str)> {
    let text = include_str!("../tables/letters.tsv");
    let mut lines = text.lines().filter(|l| !l.starts_with('#'));
    let column = lines
        .next()
        .and_then(|head| head.split('\t').position(|c| c == name));
    lines.filter_map(move |line| {
        let letter = line.chars().next()?;
        Some((letter, line.split('\t').nth(column?)?))
    })
}
