//! A value as one string that still knows where each of its bytes was read.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;

use sohoa_span::Span;
use sohoa_text::Text;
use sohoa_text::fold::Folded;

use crate::model::{Confidence, Traced, Words};

/// The joined text of pieces, folded for the value grammars, with the way back to the text.
///
/// A piece without line ends and tabs is its own value: it is borrowed, and so is its fold.
#[derive(Debug)]
pub struct Flow<'p> {
    text: &'p Text<'p>,
    value: Cow<'p, str>,
    folded: OnceCell<Folded<'p>>,
    /// Where the value begins in the text.
    start: usize,
    /// Where further stretches of the value stand in the text: (offset in the value, offset in the text).
    anchors: Vec<(usize, usize)>,
    pieces: &'p [Range<usize>],
}

impl<'p> Flow<'p> {
    /// Joins `pieces` with single blanks, white space collapsed.
    #[must_use]
    pub fn new(text: &'p Text<'_>, pieces: &'p [Range<usize>]) -> Flow<'p> {
        let mut flow = Flow {
            text,
            value: Cow::Borrowed(""),
            folded: OnceCell::new(),
            start: pieces.first().map_or(0, |p| p.start),
            anchors: Vec::new(),
            pieces,
        };
        match pieces {
            [piece] if is_plain(text.slice(piece)) => {
                let value = text.slice(piece);
                flow.start += value.len() - value.trim_start().len();
                flow.value = Cow::Borrowed(value.trim());
            }
            _ => flow.join(),
        }
        flow
    }

    fn join(&mut self) {
        let mut value = String::with_capacity(self.pieces.iter().map(|p| p.len() + 1).sum());
        for piece in self.pieces {
            if !value.is_empty() && !value.ends_with(' ') {
                value.push(' ');
            }
            append(
                self.text.slice(piece),
                piece.start,
                &mut value,
                &mut self.anchors,
            );
        }
        value.truncate(value.trim_end().len());
        self.value = Cow::Owned(value);
    }

    /// The value.
    #[must_use]
    pub fn value(&self) -> &str {
        &self.value
    }

    /// Whether it was joined from several pieces.
    #[must_use]
    pub fn is_joined(&self) -> bool {
        self.pieces.len() > 1
    }

    /// The value and its fold, made when first asked for.
    #[must_use]
    pub fn folded(&self) -> &Folded<'p> {
        self.folded.get_or_init(|| match &self.value {
            Cow::Borrowed(value) => self.text.folded(&(self.start..self.start + value.len())),
            Cow::Owned(value) => self.text.joined(value.clone(), &self.anchors),
        })
    }

    /// The position in the text of an offset of the value.
    #[must_use]
    pub fn at(&self, offset: usize) -> usize {
        let n = self.anchors.partition_point(|(v, _)| *v <= offset);
        match n.checked_sub(1).map(|i| self.anchors[i]) {
            Some((v, t)) => t + offset - v,
            None => self.start + offset,
        }
    }

    /// The parts of the text that a range of the value was read from.
    #[must_use]
    pub fn pieces(&self, range: &Range<usize>) -> Vec<Range<usize>> {
        if range.is_empty() {
            let at = self.at(range.start);
            return vec![at..at];
        }
        let start = self.at(range.start);
        // The end of a range is the end of its last byte, not the start of the next piece.
        let end = self.at(range.end - 1) + 1;
        let inside: Vec<_> = self
            .pieces
            .iter()
            .filter_map(|p| {
                let part = p.start.max(start)..p.end.min(end);
                (part.start < part.end).then_some(part)
            })
            .collect();
        if inside.is_empty() {
            vec![start..end.max(start)]
        } else {
            inside
        }
    }

    /// The span of a range of the value.
    #[must_use]
    pub fn span(&self, text: &Text<'_>, range: &Range<usize>) -> Span {
        text.span(&self.pieces(range))
    }

    /// The span of the whole value.
    #[must_use]
    pub fn whole(&self, text: &Text<'_>) -> Span {
        text.span(self.pieces)
    }

    /// The whole value as a traced string.
    #[must_use]
    pub fn traced(&self, text: &Text<'_>, confidence: f64) -> Traced<Words> {
        Traced {
            value: self.value().into(),
            raw: raw_of(text, self.pieces),
            span: self.whole(text),
            confidence: Confidence::new(confidence),
            inferred: false,
        }
    }
}

/// No tab and no line end: white space is collapsed already.
fn is_plain(piece: &str) -> bool {
    memchr::memchr2(b'\t', b'\n', piece.as_bytes()).is_none()
}

/// Copies a piece, runs of white space as one blank; anchors where the two part ways.
fn append(piece: &str, base: usize, value: &mut String, anchors: &mut Vec<(usize, usize)>) {
    let lead = piece.len() - piece.trim_start().len();
    let (piece, base) = (&piece[lead..], base + lead);
    anchors.push((value.len(), base));
    if is_plain(piece) {
        value.push_str(piece.trim_end());
        return;
    }
    let mut at = 0;
    for word in piece.split([' ', '\t', '\n']) {
        if word.is_empty() {
            at += 1;
            continue;
        }
        if at > 0 && !value.is_empty() && !value.ends_with(' ') {
            value.push(' ');
        }
        if anchors
            .last()
            .is_none_or(|(v, t)| t + value.len() - v != base + at)
        {
            anchors.push((value.len(), base + at));
        }
        value.push_str(word);
        at += word.len() + 1;
    }
}

/// What the source says, where letters were changed: white space collapsed.
#[must_use]
pub fn raw_of(text: &Text<'_>, pieces: &[Range<usize>]) -> Option<Words> {
    let changed = pieces.iter().any(|p| text.applied_in(p).next().is_some());
    changed.then(|| source_of(text, pieces).into())
}

/// The source of pieces, white space collapsed.
#[must_use]
pub fn source_of(text: &Text<'_>, pieces: &[Range<usize>]) -> String {
    let mut out = String::new();
    for p in pieces {
        let [a, b] = text.map().to_source(p);
        for word in text.source()[a..b].split_whitespace() {
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str(word);
        }
    }
    out
}
