//! Text of unknown or several encodings: what each part of it is in, and what it says.

use std::ops::Range;

use memchr::{memchr, memrchr};

use crate::path::cheapest;
use crate::reading::{Costs, STATES, Scale};
use crate::scan::{self, Unit};
use crate::{Encoding, byte, restore_capitals};

/// Text in Unicode and what was done to get it.
#[derive(Debug, Clone, PartialEq)]
pub struct Mixed {
    /// The text; Unicode in the input stands in it byte for byte.
    pub text: String,
    /// The parts that were decoded, in their order.
    pub spans: Vec<Span>,
    /// What the text as a whole was in.
    pub verdict: Verdict,
    /// Bytes that were no text, each shown as U+FFFD.
    pub undecodable: u64,
}

/// A part of the text that was decoded.
#[derive(Debug, Clone, PartialEq)]
pub struct Span {
    /// Its bytes in the text that came out.
    pub range: Range<usize>,
    /// What it was in.
    pub encoding: Encoding,
    /// How surely, from 0 to 1.
    pub confidence: f64,
    /// Words decoded in it.
    pub words: usize,
}

/// What a text is in, and why.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Verdict {
    /// The encoding of most of its words.
    pub encoding: Encoding,
    /// How surely, from 0 to 1.
    pub confidence: f64,
    /// Words that could be read in more than one way.
    pub weighed: usize,
    /// Those of them that were decoded.
    pub decoded: usize,
}

/// What text in characters is in, as [`decode_mixed`] finds it.
///
/// ```
/// use sohoa_legacy::{Encoding, detect};
/// assert_eq!(detect("C¨n cø LuËt Tæ chøc").encoding, Encoding::Tcvn3);
/// assert_eq!(detect("Một hôm, Zoë đi café").encoding, Encoding::Utf8);
/// ```
#[must_use]
pub fn detect(text: &str) -> Verdict {
    Ways::of(text).verdict()
}

/// What bytes are in, as [`decode_mixed_bytes`] finds it.
#[must_use]
pub fn detect_bytes(bytes: &[u8]) -> Verdict {
    match std::str::from_utf8(bytes) {
        Ok(text) => detect(text),
        Err(_) => detect(&Lines::of(bytes).text),
    }
}

/// Decodes what is mojibake in a text, each part by its own encoding, and leaves the rest as it is.
#[must_use]
pub fn decode_mixed(text: &str) -> Mixed {
    Ways::of(text).mixed(Vec::new(), &[])
}

/// Decodes bytes. Lines that are UTF-8 stay what they are; in the others every part is read by its own
/// encoding, and if none fits, bytes that are no UTF-8 become U+FFFD.
///
/// ```
/// let read = sohoa_legacy::decode_mixed_bytes(b"C\xe9ng h\xdfa x\xb7 h\xe9i\nxin ch\xc3\xa0o");
/// assert_eq!(read.text, "Cộng hòa xã hội\nxin chào");
/// assert_eq!(read.verdict.encoding.name(), "tcvn3");
/// ```
#[must_use]
pub fn decode_mixed_bytes(bytes: &[u8]) -> Mixed {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return decode_mixed(text);
    }
    let lines = Lines::of(bytes);
    Ways::of(&lines.text).mixed(lines.foreign, bytes)
}

/// Bytes as text: lines in UTF-8 as they are, the others as Windows-1252 shows them.
struct Lines {
    text: String,
    foreign: Vec<Foreign>,
}

/// A line that is no UTF-8: where it stands in the text, and in the bytes.
struct Foreign {
    shown: Range<usize>,
    bytes: Range<usize>,
}

impl Lines {
    fn of(bytes: &[u8]) -> Self {
        let mut text = String::with_capacity(bytes.len() * 3 / 2);
        let mut foreign = Vec::new();
        let mut at = 0;
        while at < bytes.len() {
            let end = memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |n| at + n + 1);
            let start = text.len();
            match std::str::from_utf8(&bytes[at..end]) {
                Ok(line) => text.push_str(line),
                Err(_) => {
                    text.extend(bytes[at..end].iter().map(|b| byte::shown(*b)));
                    foreign.push(Foreign {
                        shown: start..text.len(),
                        bytes: at..end,
                    });
                }
            }
            at = end;
        }
        Lines { text, foreign }
    }
}

/// A change of the text, in its order.
enum Edit {
    Decode(usize),
    Mend(Foreign),
}

/// A text with its words, what they cost and how each is read.
struct Ways<'a> {
    text: &'a str,
    units: Vec<Unit>,
    numbers: Vec<u32>,
    scale: Scale<'a>,
    path: Vec<u8>,
}

impl<'a> Ways<'a> {
    fn of(text: &'a str) -> Self {
        let units = scan::units(text);
        let mut scale = Scale::default();
        let weigh = |u: &Unit| match u {
            Unit::Unicode => 0,
            Unit::Word { range, .. } => scale.weigh(&text[range.clone()]),
        };
        let numbers: Vec<u32> = units.iter().map(weigh).collect();
        let steps = units.iter().zip(&numbers).map(|(unit, number)| match unit {
            Unit::Unicode => (UNICODE, true),
            Unit::Word { first, .. } => (scale.get(*number).cost, *first),
        });
        let path = if units.iter().any(|u| *u != Unit::Unicode) {
            cheapest(steps)
        } else {
            vec![0; units.len()]
        };
        Ways {
            text,
            units,
            numbers,
            scale,
            path,
        }
    }

    fn word(&self, i: usize) -> Option<&Range<usize>> {
        match &self.units[i] {
            Unit::Unicode => None,
            Unit::Word { range, .. } => Some(range),
        }
    }

    fn encoding(&self, i: usize) -> Option<Encoding> {
        STATES[usize::from(self.path[i])]
    }

    fn costs(&self, units: Range<usize>) -> impl Iterator<Item = &Costs> {
        let words = units.filter(|i| self.word(*i).is_some());
        words.map(|i| self.scale.get(self.numbers[i]))
    }

    /// How sure it is that these words are in this state: by what the next best reading costs more.
    fn confidence(&self, units: Range<usize>, state: usize) -> f64 {
        let mut margin = [0i64; STATES.len()];
        let mut differs = [false; STATES.len()];
        for costs in self.costs(units) {
            for other in 0..STATES.len() {
                if costs.alike[state] & (1 << other) == 0 {
                    margin[other] += i64::from(costs.cost[other]) - i64::from(costs.cost[state]);
                    differs[other] = true;
                }
            }
        }
        let rivals = margin.iter().zip(differs).filter(|(_, differs)| *differs);
        let nearest = rivals.map(|(margin, _)| *margin).min().unwrap_or(i64::MAX);
        sureness(nearest)
    }

    fn verdict(&self) -> Verdict {
        let mut words = [0usize; STATES.len()];
        for i in (0..self.units.len()).filter(|i| self.word(*i).is_some()) {
            words[usize::from(self.path[i])] += 1;
        }
        let weighed = words.iter().sum();
        let decoded = weighed - words[0];
        let most = (1..STATES.len()).max_by_key(|s| words[*s]).unwrap_or(0);
        // Lines of Unicode were not weighed word by word, but their words are many.
        let unicode = self.units.iter().filter(|u| **u == Unit::Unicode).count();
        let state = if words[most] > words[0] + unicode * LINES {
            most
        } else {
            0
        };
        Verdict {
            encoding: STATES[state].unwrap_or(Encoding::Utf8),
            confidence: self.confidence(0..self.units.len(), state),
            weighed,
            decoded,
        }
    }

    fn mixed(self, foreign: Vec<Foreign>, bytes: &[u8]) -> Mixed {
        let verdict = self.verdict();
        let mut out = Mixed {
            text: String::with_capacity(self.text.len()),
            spans: Vec::new(),
            verdict,
            undecodable: 0,
        };
        let mut at = 0;
        // The unit that the last span ends with.
        let mut last = None;
        let mut first = 0;
        for edit in self.edits(foreign) {
            match edit {
                Edit::Mend(line) => {
                    out.text.push_str(&self.text[at..line.shown.start]);
                    out.undecodable += mend(&bytes[line.bytes], &mut out.text);
                    at = line.shown.end;
                }
                Edit::Decode(i) => {
                    let (Some(range), Some(encoding)) = (self.word(i), self.encoding(i)) else {
                        continue;
                    };
                    out.text.push_str(&self.text[at..range.start]);
                    let start = out.text.len();
                    encoding.decode_into(&self.text[range.clone()], &mut out.text);
                    at = range.end;
                    let goes_on =
                        last.is_some_and(|l: usize| l + 1 == i && self.path[l] == self.path[i]);
                    if !goes_on {
                        self.close(first, last, &mut out.spans);
                        first = i;
                        out.spans.push(Span {
                            range: start..start,
                            encoding,
                            confidence: 0.0,
                            words: 0,
                        });
                    }
                    if let Some(span) = out.spans.last_mut() {
                        span.range.end = out.text.len();
                        span.words += 1;
                    }
                    last = Some(i);
                }
            }
        }
        self.close(first, last, &mut out.spans);
        out.text.push_str(&self.text[at..]);
        capitals(&mut out);
        out
    }

    /// A span is weighed when its last unit is known.
    fn close(&self, first: usize, last: Option<usize>, spans: &mut [Span]) {
        if let (Some(last), Some(span)) = (last, spans.last_mut()) {
            span.confidence = self.confidence(first..last + 1, usize::from(self.path[last]));
        }
    }

    /// A line of bytes with nothing in an old encoding is damaged UTF-8 and mended as such.
    fn edits(&self, foreign: Vec<Foreign>) -> Vec<Edit> {
        let mut edits = Vec::new();
        let mut lines = foreign.into_iter().peekable();
        let mut i = 0;
        while i < self.units.len() {
            let Some(range) = self.word(i) else {
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
            let inside = |i: &usize| self.word(*i).is_some_and(|w| w.start < end);
            let of_line = i..(i..self.units.len())
                .find(|i| !inside(i))
                .unwrap_or(self.units.len());
            i = of_line.end;
            let old = |i: usize| self.encoding(i).is_some_and(|e| e != Encoding::Utf8);
            match (of_line.clone().any(old), lines.next()) {
                (false, Some(line)) => edits.push(Edit::Mend(line)),
                _ => edits.extend(of_line.map(Edit::Decode)),
            }
        }
        edits.extend(lines.map(Edit::Mend));
        edits
    }
}

/// A line beyond doubt costs nothing as it stands and is no sensible mojibake.
const UNICODE: [u32; STATES.len()] = {
    let mut costs = [12; STATES.len()];
    costs[0] = 0;
    costs
};

/// Words in a run of lines of Unicode, at the least.
const LINES: usize = 4;

/// From the margin of a reading in nats to a share, by the logistic curve, never quite 1.
fn sureness(margin: i64) -> f64 {
    let nats = margin.clamp(-60, 60) as f64;
    let share = 1.0 / (1.0 + (-(nats - 4.0) / 3.0).exp());
    (share.min(0.99) * 100.0).round() / 100.0
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
fn capitals(out: &mut Mixed) {
    let mut done = 0;
    let spans = out.spans.iter().filter(|s| s.encoding.lacks_capitals());
    let ranges: Vec<Range<usize>> = spans.map(|s| s.range.clone()).collect();
    for range in ranges {
        let text = out.text.as_bytes();
        let start = memrchr(b'\n', &text[..range.start])
            .map_or(0, |n| n + 1)
            .max(done);
        let end = memchr(b'\n', &text[range.end..]).map_or(text.len(), |n| range.end + n);
        if start >= end {
            continue;
        }
        let restored = restore_capitals(&out.text[start..end]);
        if restored.len() == end - start {
            out.text.replace_range(start..end, &restored);
        }
        done = end;
    }
}
