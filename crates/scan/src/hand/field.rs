//! Where fields stand in the words of a line.
//!
//! ```text
//! number = "Số:" , what is filled in , "/" letter …
//! day    = "ngày" , what is filled in , "tháng"
//! month  = "tháng" , what is filled in , "năm"
//! ```
//! Print and handwriting may stand in one word: `Số:{242`, `ngày-)Š`, `28tháng`.

use unicode_normalization::UnicodeNormalization;

use super::widths::width;
use crate::token::Token;

/// A line of a letterhead has no more words.
const WORDS: usize = 14;

/// The name of a place before the date has no more words, and nothing comes after the year.
const PLACE: usize = 5;

/// Boxes are a little larger than the ink, and so are the sizes that are told from them.
const TIGHT: f32 = 0.93;
/// A box that is wider than its print by more has taken in what stands beside it.
const SWOLLEN: f32 = 1.35;

/// What is filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Number,
    Day,
    Month,
}

impl Kind {
    /// Whether it can be what a text says.
    pub fn fits(self, text: &str) -> bool {
        let value: u32 = text.parse().unwrap_or(0);
        match self {
            Kind::Number => (1..=5).contains(&text.len()) && value > 0,
            Kind::Day => text.len() < 3 && (1..=31).contains(&value),
            Kind::Month => text.len() < 3 && (1..=12).contains(&value),
        }
    }
}

/// A place in the words: which word, and the byte in it.
type At = (usize, usize);

/// A place between two pieces of print.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Field {
    pub kind: Kind,
    /// Where the print before it ends.
    start: At,
    /// Where the print after it begins.
    end: At,
}

/// The fields of a line from left to right.
pub(super) fn fields(words: &[Token]) -> Vec<Field> {
    if words.len() > WORDS {
        return Vec::new();
    }
    let folded: Vec<Folded> = words.iter().map(|w| Folded::new(&w.text)).collect();
    number(words, &folded)
        .into_iter()
        .chain(date(&folded))
        .collect()
}

fn number(words: &[Token], folded: &[Folded]) -> Option<Field> {
    let first = folded.iter().position(|w| w.plain.starts_with("so"))?;
    // `Số` may follow what was left of the line above, no more.
    let after = folded[first].plain[2..].starts_with([':', ';', '.']);
    let start = folded[first].byte(if after { 3 } else { 2 });
    if first > 1 || words[first].text.len() > start && !after {
        return None;
    }
    let symbol = |i: usize| {
        Some((
            i,
            symbol(&words[i].text, if i == first { start } else { 0 })?,
        ))
    };
    let end = (first..words.len().min(first + 4)).find_map(symbol)?;
    Some(Field {
        kind: Kind::Number,
        start: (first, start),
        end,
    })
}

/// The slash before the letters of a number, or before its year.
fn symbol(text: &str, from: usize) -> Option<usize> {
    let slashes = text.match_indices(['/', '⁄']).filter(|(at, _)| *at >= from);
    let goes_on = |after: &str| {
        let year = after.len() > 4 && after.bytes().take(4).all(|b| b.is_ascii_digit());
        year || after.starts_with(char::is_uppercase)
    };
    let mut ends = slashes.filter(|(at, slash)| goes_on(&text[at + slash.len()..]));
    ends.next().map(|(at, _)| at)
}

fn date(folded: &[Folded]) -> Vec<Field> {
    let find = |from: usize, what: &str| {
        let found = |i: usize| Some((i, folded[i].plain.find(what)?));
        (from..folded.len()).find_map(found)
    };
    let known = || {
        let day = find(0, "ngay").filter(|(i, _)| *i <= PLACE)?;
        let month = find(day.0 + 1, "thang")?;
        let year = find(month.0 + 1, "nam").filter(|(i, _)| i + 3 > folded.len())?;
        Some((day, month, year))
    };
    let Some((day, month, year)) = known() else {
        return Vec::new();
    };
    let at = |(i, c): At, more: usize| (i, folded[i].byte(c + more));
    let field = |kind, start, end| Field { kind, start, end };
    vec![
        field(Kind::Day, at(day, 4), at(month, 0)),
        field(Kind::Month, at(month, 5), at(year, 0)),
    ]
}

impl Field {
    /// The left and the right end of what is filled in, in pixels; `size` is that of the letters.
    pub fn ends(&self, words: &[Token], size: f32) -> (f32, f32) {
        let (first, last) = (&words[self.start.0], &words[self.end.0]);
        let print = |text: &str| width(text) * TIGHT * size;
        let whole = |word: &Token, print: f32| word.bbox[2] - word.bbox[0] < SWOLLEN * print;
        let before = print(&first.text[..self.start.1]);
        let from = if self.start.1 == first.text.len() && whole(first, before) {
            first.bbox[2]
        } else {
            (first.bbox[0] + before).min(first.bbox[2])
        };
        let after = print(&last.text[self.end.1..]);
        let to = if self.end.1 == 0 && whole(last, after) {
            last.bbox[0]
        } else {
            (last.bbox[2] - after).max(last.bbox[0])
        };
        (from, to)
    }

    /// What the engine read there.
    pub fn said(&self, words: &[Token]) -> String {
        let mut out = String::new();
        for (i, word) in self.words(words) {
            let from = if i == self.start.0 { self.start.1 } else { 0 };
            let to = if i == self.end.0 {
                self.end.1
            } else {
                word.text.len()
            };
            out.push_str(word.text.get(from..to).unwrap_or_default());
        }
        out
    }

    /// How sure the engine was of all words that it is a part of.
    pub fn confidence(&self, words: &[Token]) -> f32 {
        let sure = self.words(words).map(|(_, w)| w.confidence);
        sure.fold(1.0, f32::min)
    }

    fn words<'w>(&self, words: &'w [Token]) -> impl Iterator<Item = (usize, &'w Token)> {
        let range = self.start.0..=self.end.0;
        words
            .iter()
            .enumerate()
            .filter(move |(i, _)| range.contains(i))
    }

    /// Puts a guess in the place of what was read.
    pub fn replace(&self, words: &mut Vec<Token>, guess: Token, (from, to): (f32, f32)) {
        let mut before = words[self.start.0].clone();
        before.bbox[2] = before.bbox[2].min(from);
        if self.start.1 < before.text.len() {
            before.text.truncate(self.start.1);
            before.confidence = before.confidence.max(guess.confidence);
        }
        let mut after = words[self.end.0].clone();
        after.bbox[0] = after.bbox[0].max(to);
        if self.end.1 > 0 {
            after.text.drain(..self.end.1);
            after.confidence = after.confidence.max(guess.confidence);
        }
        words.splice(self.start.0..=self.end.0, [before, guess, after]);
    }
}

/// A word without marks in small letters, and where each letter stands in the word.
struct Folded {
    plain: String,
    bytes: Vec<usize>,
}

impl Folded {
    fn new(text: &str) -> Folded {
        let (mut plain, mut bytes) = (String::new(), Vec::new());
        for (at, c) in text.char_indices() {
            let base = std::iter::once(c).nfd().next().unwrap_or(c);
            let base = base.to_lowercase().next().unwrap_or(base);
            plain.push(match base {
                'đ' => 'd',
                c if c.is_ascii() => c,
                _ => '?',
            });
            bytes.push(at);
        }
        bytes.push(text.len());
        Folded { plain, bytes }
    }

    fn byte(&self, letter: usize) -> usize {
        let last = self.bytes.len() - 1;
        self.bytes[letter.min(last)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str) -> Vec<Token> {
        let word = |(i, w): (usize, &str)| Token {
            text: w.to_owned(),
            bbox: [100.0 * i as f32, 0.0, 100.0 * i as f32 + 90.0, 9.0],
            confidence: 0.9,
            by_hand: false,
        };
        text.split(' ').enumerate().map(word).collect()
    }

    fn said(text: &str) -> Vec<String> {
        let words = line(text);
        fields(&words).iter().map(|f| f.said(&words)).collect()
    }

    #[test]
    fn what_stands_in_the_fields() {
        assert_eq!(said("Số:{242 /KH-SYT"), ["{242"]);
        assert_eq!(said("Só:22/KH-TTra"), ["22"]);
        assert_eq!(said("Số: ÁlAC/KH-ĐHTĐ"), ["ÁlAC"]);
        assert_eq!(said("Số: 12/2016/TT-BYT"), ["12"]);
        assert_eq!(said("Cần Thơ, ngày-)Š tháng |Ö năm 2025"), ["-)Š", "|Ö"]);
        assert_eq!(said("X, ngày 28tháng 8 năm 2017"), ["28", "8"]);
        assert_eq!(said("X, ngày tháng 8 năm 2017"), ["", "8"]);
        assert!(said("Sốt rét 12/KH").is_empty());
        assert!(said("Số lượng 12").is_empty());
    }

    #[test]
    fn a_guess_takes_the_place() {
        let mut words = line("Số:{242 x /KH-SYT");
        let field = fields(&words)[0];
        let guess = Token {
            text: "1942".to_owned(),
            by_hand: true,
            ..words[1].clone()
        };
        let ends = field.ends(&words, 30.0);
        assert!(
            ends.0 > 30.0 && ends.0 < 50.0 && ends.1 == 200.0,
            "{ends:?}"
        );
        field.replace(&mut words, guess, ends);
        let told: Vec<&str> = words.iter().map(|w| w.text.as_str()).collect();
        assert_eq!(told, ["Số:", "1942", "/KH-SYT"]);
        assert_eq!(words[0].bbox[2], ends.0);
    }
}
