//! The decoded text, put together from what stays, what is decoded and what is mended.

use std::borrow::Cow;

use memchr::{memchr, memrchr};

use crate::mixed::{Foreign, Mixed, Span};
use crate::ways::Ways;
use crate::{Encoding, restore_capitals};

/// A change of the text, in its order.
enum Edit {
    Decode(usize),
    Mend(Foreign),
}

/// The text as its ways say; `foreign` lines are made of `bytes`.
pub(crate) fn weave<'a>(ways: Ways<'a>, foreign: Vec<Foreign>, bytes: &[u8]) -> Mixed<'a> {
    let verdict = ways.verdict();
    let mut out = Woven::default();
    if foreign.is_empty() && verdict.decoded == 0 {
        return Mixed {
            text: Cow::Borrowed(ways.text),
            spans: out.spans,
            verdict,
            undecodable: 0,
        };
    }
    out.text.reserve(ways.text.len());
    for edit in edits(&ways, foreign) {
        match edit {
            Edit::Mend(line) => {
                out.text.push_str(&ways.text[out.at..line.shown.start]);
                out.undecodable += mend(&bytes[line.bytes], &mut out.text);
                out.at = line.shown.end;
            }
            Edit::Decode(unit) => out.decode(&ways, unit),
        }
    }
    out.close(&ways);
    out.text.push_str(&ways.text[out.at..]);
    capitals(&mut out.text, &out.spans);
    Mixed {
        text: Cow::Owned(out.text),
        spans: out.spans,
        verdict,
        undecodable: out.undecodable,
    }
}

/// The decoded text so far.
#[derive(Default)]
struct Woven {
    text: String,
    spans: Vec<Span>,
    undecodable: u64,
    /// How much of the text that came in is in it.
    at: usize,
    /// First and last unit of the last span.
    units: Option<(usize, usize)>,
}

impl Woven {
    fn decode(&mut self, ways: &Ways<'_>, unit: usize) {
        let (Some(range), Some(encoding)) = (ways.word(unit), ways.encoding(unit)) else {
            return;
        };
        self.text.push_str(&ways.text[self.at..range.start]);
        let start = self.text.len();
        encoding.decode_into(&ways.text[range.clone()], &mut self.text);
        self.at = range.end;
        let same = |last: usize| last + 1 == unit && ways.path[last] == ways.path[unit];
        self.units = match self.units {
            Some((first, last)) if same(last) => Some((first, unit)),
            _ => {
                self.close(ways);
                self.spans.push(Span {
                    range: start..start,
                    encoding,
                    confidence: 0.0,
                    words: 0,
                });
                Some((unit, unit))
            }
        };
        if let Some(span) = self.spans.last_mut() {
            span.range.end = self.text.len();
            span.words += 1;
        }
    }

    /// A span is weighed when its last unit is known.
    fn close(&mut self, ways: &Ways<'_>) {
        if let (Some((first, last)), Some(span)) = (self.units, self.spans.last_mut()) {
            span.confidence = ways.confidence(usize::from(ways.path[last]), first..last + 1);
        }
    }
}

/// A line of bytes with nothing in an old encoding is damaged UTF-8 and mended as such.
fn edits(ways: &Ways<'_>, foreign: Vec<Foreign>) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut lines = foreign.into_iter().peekable();
    let mut i = 0;
    while i < ways.units.len() {
        let Some(range) = ways.word(i) else {
            i += 1;
            continue;
        };
        let start = range.start;
        while let Some(line) = lines.next_if(|l| l.shown.end <= start) {
            edits.push(Edit::Mend(line));
        }
        let end = lines
            .peek()
            .filter(|l| l.shown.start <= start)
            .map(|l| l.shown.end);
        let Some(end) = end else {
            edits.push(Edit::Decode(i));
            i += 1;
            continue;
        };
        let inside = |i: &usize| ways.word(*i).is_some_and(|w| w.start < end);
        let of_line = i..(i..ways.units.len())
            .find(|i| !inside(i))
            .unwrap_or(ways.units.len());
        i = of_line.end;
        let old = |i: usize| ways.encoding(i).is_some_and(|e| e != Encoding::Utf8);
        match (of_line.clone().any(old), lines.next()) {
            (false, Some(line)) => edits.push(Edit::Mend(line)),
            _ => edits.extend(of_line.map(Edit::Decode)),
        }
    }
    edits.extend(lines.map(Edit::Mend));
    edits
}

/// One U+FFFD for each byte that is no UTF-8; their count.
fn mend(bytes: &[u8], out: &mut String) -> u64 {
    let mut bad = 0;
    for chunk in bytes.utf8_chunks() {
        out.push_str(chunk.valid());
        out.extend(chunk.invalid().iter().map(|_| '\u{fffd}'));
        bad += chunk.invalid().len() as u64;
    }
    bad
}

/// Restores capitals in the lines of spans whose encoding has few; letters keep their length in bytes.
fn capitals(text: &mut String, spans: &[Span]) {
    let mut done = 0;
    for Span { range, .. } in spans.iter().filter(|s| s.encoding.lacks_capitals()) {
        if range.end <= done {
            continue;
        }
        let bytes = text.as_bytes();
        let from = done.min(range.start);
        let start = memrchr(b'\n', &bytes[from..range.start]).map_or(from, |n| from + n + 1);
        let end = memchr(b'\n', &bytes[range.end..]).map_or(bytes.len(), |n| range.end + n);
        let restored = restore_capitals(&text[start..end]);
        if restored.len() == end - start {
            text.replace_range(start..end, &restored);
        }
        done = end;
    }
}
