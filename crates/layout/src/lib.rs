//! What a reader of a format hands on: plain text, and beside it what the format knows of each word.
//!
//! Every format becomes the same plain text, which is the *decoded text* of the record: one paragraph or one
//! printed line to a line, the cells of a table's row on one line with tabs between them, form feeds between
//! pages, a note called `[1]` in the text and told on a line that begins with `[1]`. A [`Writer`] makes such a
//! text; the [`Layout`] it fills tells boxes, how sure the recognition was, and which lines are page furniture.

mod limits;
mod numeral;
mod writer;

use std::ops::Range;

pub use limits::{Deadline, Failure, Limits};
pub use numeral::roman;
use sohoa_span::Box4;
pub use writer::{Place, Writer};

/// What a format knows beside the text. Offsets are bytes of the decoded text.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Layout {
    /// The words that have a place or a confidence, in the order of the text; none overlap.
    pub words: Vec<Word>,
    /// Lines that the format itself sets apart from the text (running headers, navigation), in order.
    pub furniture: Vec<Range<u32>>,
    /// Words that were written by hand or stamped over, in order: what they say is a guess.
    pub by_hand: Vec<Range<u32>>,
    /// What a person should know about the reading.
    pub notices: Vec<Notice>,
    /// Words that were decoded from an encoding of before Unicode.
    pub decoded: u32,
    /// The old encoding that the letters were decoded from, where it was one.
    pub encoding: Option<String>,
    /// Number of pages, where the format has pages.
    pub pages: Option<u32>,
    /// The recognition that made the text, where one did.
    pub ocr: Option<Ocr>,
}

/// A word of the text with what is known of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Word {
    /// First byte in the decoded text.
    pub start: u32,
    /// Byte after the last.
    pub end: u32,
    /// Where it stands.
    pub place: Place,
}

/// The recognition engine that made a text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ocr {
    /// Engine name.
    pub engine: String,
    /// Engine version.
    pub version: Option<String>,
    /// Recognition language.
    pub language: Option<String>,
    /// Hash or name of the model.
    pub model: Option<String>,
}

/// Something about the reading that a person should know, on a page or of the whole input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// What it is.
    pub kind: NoticeKind,
    /// 1-based page, where it is about one.
    pub page: Option<u32>,
    /// The thing itself: an encoding, a font, a program.
    pub what: String,
}

/// The kinds of [`Notice`]; each is a diagnostic of the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NoticeKind {
    /// The page is a picture and was not read.
    NeedsOcr,
    /// Nothing is there to recognise pictures.
    NoOcr,
    /// The recognition of the page failed.
    OcrFailed,
    /// The text layer of the page does not say what the page shows; it was left out.
    TextLayerLies,
    /// The encoding was guessed from the letters alone.
    EncodingGuessed,
    /// The file is damaged; what could be read was read.
    Damaged,
    /// A part of the file was left out because of a limit.
    Limited,
    /// Changes that were tracked in the file were taken as accepted.
    ChangesAccepted,
    /// Another program read the file.
    ReadBy,
}

impl Layout {
    /// The boxes of a range of the text, one for each line it runs over, on page `page` only.
    #[must_use]
    pub fn boxes(&self, range: Range<u32>, page: u32) -> Vec<Box4> {
        let mut out: Vec<Box4> = Vec::new();
        let mut line = None;
        for word in self.over(range) {
            let Some(bbox) = word.place.bbox.filter(|_| word.place.page == page) else {
                continue;
            };
            match out.last_mut() {
                Some(last) if line == Some(word.place.line) => *last = cover(*last, bbox),
                _ => out.push(bbox),
            }
            line = Some(word.place.line);
        }
        out
    }

    /// Mean confidence of the recognition over a range, weighed by length; `None` where nothing is known.
    #[must_use]
    pub fn confidence(&self, range: Range<u32>) -> Option<f64> {
        let known = self.over(range);
        let known = known.filter_map(|w| Some((w.end - w.start, w.place.confidence?)));
        let (bytes, sum) = known.fold((0u32, 0.0), |(n, sum), (len, confidence)| {
            (n + len, sum + f64::from(len) * f64::from(confidence))
        });
        (bytes > 0).then(|| sum / f64::from(bytes))
    }

    /// The words of a range that the recognition was less sure of than `sure`.
    pub fn doubtful(&self, range: Range<u32>, sure: f32) -> impl Iterator<Item = &Word> {
        let unsure = move |w: &&Word| w.place.confidence.is_some_and(|c| c < sure);
        self.over(range).filter(unsure)
    }

    /// The words within a range that were written by hand or stamped over, from the first to the last.
    #[must_use]
    pub fn by_hand_within(&self, range: Range<u32>) -> Range<u32> {
        let inside = |r: &&Range<u32>| r.end > range.start && r.start < range.end;
        let mut found = self.by_hand.iter().filter(inside);
        let Some(first) = found.next() else {
            return range.start..range.start;
        };
        first.start..found.next_back().unwrap_or(first).end
    }

    /// True when the line that begins at `start` is set apart by the format.
    #[must_use]
    pub fn is_furniture(&self, start: u32) -> bool {
        let i = self.furniture.partition_point(|r| r.end <= start);
        self.furniture.get(i).is_some_and(|r| r.start <= start)
    }

    fn over(&self, range: Range<u32>) -> impl Iterator<Item = &Word> {
        let first = self.words.partition_point(|w| w.end <= range.start);
        let words = self.words[first..].iter();
        words.take_while(move |w| w.start < range.end)
    }
}

fn cover(a: Box4, b: Box4) -> Box4 {
    [
        a[0].min(b[0]),
        a[1].min(b[1]),
        a[2].max(b[2]),
        a[3].max(b[3]),
    ]
}
