//! What speaks for a value or against it.

use std::ops::Range;

use sohoa_layout::Layout;
use sohoa_span::{Bytes, Span};

use super::visit::Seen;
use crate::model::{Diagnostic, Record, Repair, Severity};

/// How many pieces of evidence there are.
pub const COUNT: usize = 12;

/// The evidence for one value, in the order of [`NAMES`].
pub type Evidence = [f64; COUNT];

/// What each piece of evidence is.
pub const NAMES: [&str; COUNT] = [
    "always",  // 1
    "rule",    // log-odds of what the rule says by itself
    "letters", // changes of letters or digits within it, at most 3
    "weakest", // 1 - confidence of the least sure of all changes within it
    "joins",   // changes of lines, rows and cells within it, at most 3
    "doubts",  // proposals within it that were not applied, at most 3
    "noise",   // of the file: logarithm of changes of letters in 1,000 bytes
    "stray",   // of the file: square root of the share of text that no rule placed
    "remarks", // warnings and errors on its lines, at most 2
    "blurred", // 1 - mean confidence of the recognition of its words
    "long",    // logarithm of its number of lines
    "pieces",  // 1 when it is read from several places
];

/// What is looked up for every value of a record.
pub(super) struct Scene<'s> {
    layout: &'s Layout,
    changes: Index<Change>,
    remarks: Index<()>,
    noise: f64,
    stray: f64,
}

/// A change within the text, as evidence.
#[derive(Clone, Copy)]
struct Change {
    of_letters: bool,
    applied: bool,
    confidence: f64,
}

impl<'s> Scene<'s> {
    /// `length` is that of the text in NFC: the form of its letters is no evidence.
    pub fn of(record: &Record, layout: &'s Layout, length: usize) -> Scene<'s> {
        let changes = record.repairs.iter().map(|r| (r.span.bytes, change(r)));
        let changes = Index::new(changes.collect());
        let grave = |d: &&Diagnostic| d.severity != Severity::Info && d.code != "unattributed_text";
        let remarks = record.diagnostics.iter().filter(grave);
        let bytes = length.max(1) as f64;
        let all = record.coverage.characters.max(1) as f64;
        let left: usize = record.coverage.unattributed.iter().map(extent).sum();
        let letters = record.repairs.iter().filter(|r| r.applied);
        let letters = letters.filter(|r| change(r).of_letters).count() as f64;
        Scene {
            layout,
            changes,
            remarks: Index::new(remarks.map(|d| (d.span.bytes, ())).collect()),
            noise: (1.0 + 1000.0 * letters / bytes).ln(),
            stray: (left as f64 / all).min(1.0).sqrt(),
        }
    }

    pub fn evidence(&mut self, seen: &Seen<'_>) -> Evidence {
        let (mut letters, mut joins, mut doubts, mut weakest) = (0u32, 0u32, 0u32, 0f64);
        for c in self.changes.over(seen.span.bytes) {
            match (c.applied, c.of_letters) {
                (false, _) => doubts += 1,
                (true, true) => letters += 1,
                (true, false) => joins += 1,
            }
            if c.applied {
                weakest = weakest.max(1.0 - c.confidence);
            }
        }
        let remarks = self.remarks.over(seen.span.bytes).count().min(2);
        let lines = 1 + seen.span.lines[1].saturating_sub(seen.span.lines[0]);
        let at_most_3 = |n: u32| f64::from(n.min(3));
        [
            1.0,
            log_odds(seen.confidence.get()),
            at_most_3(letters),
            weakest,
            at_most_3(joins),
            at_most_3(doubts),
            self.noise,
            self.stray,
            remarks as f64,
            self.blurred(seen.span),
            f64::from(lines).ln(),
            f64::from(u8::from(!seen.span.pieces().is_empty())),
        ]
    }

    /// Whether a part of it was written by hand or stamped over.
    pub fn by_hand(&self, span: &Span) -> bool {
        let within = |part: Range<usize>| {
            self.layout
                .by_hand_within(part.start as u32..part.end as u32)
        };
        span.parts().any(|part| !within(part).is_empty())
    }

    /// Words that are kept as they stand are as sure as their letters.
    pub fn of_text(&self, evidence: &Evidence, rule: f64) -> f64 {
        let [_, _, _, weakest, _, doubts, ..] = *evidence;
        let blurred = evidence[9];
        rule * (1.0 - weakest * 0.5) * (1.0 - 0.05 * doubts) * (1.0 - blurred)
    }

    fn blurred(&self, span: &Span) -> f64 {
        let [from, to] = span.bytes;
        self.layout.confidence(from..to).map_or(0.0, |c| 1.0 - c)
    }
}

fn change(r: &Repair) -> Change {
    Change {
        of_letters: r.rule.starts_with("text/repair/"),
        applied: r.applied,
        confidence: r.confidence.get(),
    }
}

fn extent(span: &Span) -> usize {
    span.parts().map(|part| part.len()).sum()
}

fn log_odds(p: f64) -> f64 {
    let p = p.clamp(0.05, 0.995);
    (p / (1.0 - p)).ln()
}

/// Things by the bytes they cover.
struct Index<T> {
    /// By start; each with the furthest end so far, to know where to stop.
    entries: Vec<(Bytes, u32, T)>,
}

impl<T: Copy> Index<T> {
    fn new(mut things: Vec<(Bytes, T)>) -> Index<T> {
        things.sort_by_key(|(bytes, _)| *bytes);
        let mut furthest = 0;
        let entries = things.into_iter().map(|(bytes, thing)| {
            furthest = furthest.max(bytes[1]);
            (bytes, furthest, thing)
        });
        Index {
            entries: entries.collect(),
        }
    }

    /// What covers a part of `[from, to)`.
    fn over(&self, [from, to]: Bytes) -> impl Iterator<Item = T> + '_ {
        let end = self.entries.partition_point(|(b, ..)| b[0] < to);
        let before = self.entries[..end].iter().rev();
        // One change that covers half the file must not make every look-up a walk through it.
        let near = before.take(64);
        let near = near.take_while(move |(_, furthest, _)| *furthest > from);
        near.filter(move |(b, ..)| b[1] > from).map(|(.., t)| *t)
    }
}
