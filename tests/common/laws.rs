//! What holds for every text, whatever it says. Each law lists the places where it is broken.

use std::ops::Range;

use serde_json::Value;
use sohoa_record::Meta;
use sohoa_record::model::Record;
use sohoa_span::Span;
use sohoa_syntax::tree::Tree;
use sohoa_text::edit::{Edit, EditKind};
use sohoa_text::{Repair, Text};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::reading::collapse;
use super::walk;

/// Everything that is made of one text.
pub struct Made<'s> {
    pub source: &'s str,
    pub text: Text<'s>,
    pub tree: Tree,
    pub record: Record,
    pub json: Value,
}

impl<'s> Made<'s> {
    pub fn of(source: &'s str) -> Made<'s> {
        let text = Text::new(source);
        let tree = sohoa_syntax::parse(&text);
        let record = sohoa_record::read(source, &Meta::default());
        let json = serde_json::to_value(&record).unwrap();
        Made {
            source,
            text,
            tree,
            record,
            json,
        }
    }
}

/// A law: the places where a text breaks it.
pub type Law = fn(&Made<'_>) -> Vec<String>;

/// All laws by name.
pub const LAWS: &[(&str, Law)] = &[
    ("edits", edits),
    ("repairs", repairs),
    ("leaves", leaves),
    ("coverage", coverage),
    ("spans", spans),
    ("traced", super::promise::traced),
    ("raws", super::promise::raws),
    ("items", super::promise::items),
];

fn non_blank(s: &str) -> u64 {
    s.chars().filter(|c| !c.is_whitespace()).count() as u64
}

/// The text is the source with the listed edits, and an edit of form takes away nothing but form.
pub fn edits(made: &Made<'_>) -> Vec<String> {
    let (source, text) = (made.source, made.text.as_str());
    let (mut from, mut at, mut faults) = (0, 0, Vec::new());
    for e in made.text.map().edits() {
        let (a, b) = (e.source_start as usize, e.source_end as usize);
        let start = e.start as usize;
        if source.get(from..a) != text.get(at..start) {
            faults.push(format!("between edits at {from}..{a}"));
        }
        (from, at) = (b, start + e.len as usize);
        if !source
            .get(a..b)
            .is_some_and(|s| is_lawful(e, s, &text[start..at]))
        {
            faults.push(format!("{e:?} of {:?}", source.get(a..b)));
        }
    }
    if source.get(from..) != text.get(at..) {
        faults.push(format!("after the last edit at {from}"));
    }
    faults
}

/// The text says what a change reads, and does not say what a proposal would; none overlaps another.
pub fn repairs(made: &Made<'_>) -> Vec<String> {
    let all = made.text.repairs();
    let says = |r: &Repair| made.text.slice(&r.range) == r.value;
    let wrong = all.iter().filter(|r| says(r) != r.applied);
    let apart = |a: &Repair, b: &Repair| {
        a.range.end <= b.range.start || a.range == b.range && a.applied && !b.applied
    };
    let pairs = all.windows(2).filter(|w| !apart(&w[0], &w[1]));
    let faults = wrong.map(|r| format!("{r:?} in {:?}", made.text.slice(&r.range)));
    faults
        .chain(pairs.map(|w| format!("{:?} beside {:?}", w[0], w[1])))
        .collect()
}

fn is_lawful(edit: &Edit, source: &str, by: &str) -> bool {
    let invisible = |c: char| {
        let zero = matches!(
            c,
            '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}'
        );
        c.is_whitespace() || zero
    };
    match edit.kind {
        EditKind::Whitespace => source.chars().all(invisible) && by.trim().is_empty(),
        EditKind::Markup => {
            // The last ones are specks before a line.
            source.starts_with(['*', '~', '#', '\\', '<', '&', '.', ',', '\'', '`', '"'])
                || source.chars().all(|c| matches!(c, '|' | ' '))
                || !source.is_ascii()
        }
        EditKind::Decoding => source
            .chars()
            .all(|c| c.is_control() || is_combining_mark(c)),
        // What was removed between a letter and its mark is part of the edit.
        EditKind::Nfc => source
            .chars()
            .filter(|c| c.is_alphanumeric() || is_combining_mark(*c))
            .nfc()
            .eq(by.chars()),
        EditKind::Repair => source != by,
    }
}

/// Every non-blank character of the text belongs to one leaf, to the furniture or to the rest.
pub fn leaves(made: &Made<'_>) -> Vec<String> {
    let text = made.text.as_str();
    let mut held = vec![0u8; text.len()];
    let mut faults = Vec::new();
    made.tree.visit(&mut |r| match text.get(r.clone()) {
        Some(_) => held[r.clone()]
            .iter_mut()
            .for_each(|n| *n = n.saturating_add(1)),
        None => faults.push(format!("{r:?} is no range of the text")),
    });
    let wrong = text
        .char_indices()
        .filter(|(i, c)| !c.is_whitespace() && held[*i] != 1);
    for (i, c) in wrong.take(3) {
        let times = held[i];
        let line = made.text.line_of(i);
        let words = made.text.slice(&made.text.lines()[line].range());
        faults.push(format!(
            "{c:?} of line {} is held {times} times: {words:?}",
            line + 1
        ));
    }
    faults
}

/// The counts of the coverage, counted again from the source.
pub fn coverage(made: &Made<'_>) -> Vec<String> {
    let c = &made.record.coverage;
    let left: u64 = c.unattributed.iter().map(|s| kept(made, s)).sum();
    let mut in_tree = 0;
    made.tree.visit(&mut |r| in_tree += kept_range(made, r));
    let furniture: u64 = made
        .tree
        .furniture
        .iter()
        .map(|r| kept_range(made, r))
        .sum();
    let all = non_blank(made.source);
    let mut faults = Vec::new();
    let mut expect = |what: &str, have: u64, want: u64| {
        if have != want {
            faults.push(format!("{what} is {have}, counted {want}"));
        }
    };
    expect("characters", c.characters, all);
    expect("the sum", c.attributed + c.furniture + left, all);
    expect(
        "attributed",
        c.attributed,
        in_tree.saturating_sub(furniture + left),
    );
    faults
}

/// Non-blank characters of a span, removed markup left out.
fn kept(made: &Made<'_>, span: &Span) -> u64 {
    span.parts()
        .map(|p| kept_between(made, p.start, p.end))
        .sum()
}

fn kept_range(made: &Made<'_>, range: &Range<usize>) -> u64 {
    let [a, b] = made.text.map().to_source(range);
    kept_between(made, a, b)
}

fn kept_between(made: &Made<'_>, from: usize, to: usize) -> u64 {
    let removed: u64 = made
        .text
        .map()
        .edits()
        .iter()
        .map(|e| {
            (
                e,
                (e.source_start as usize).max(from),
                (e.source_end as usize).min(to),
            )
        })
        .filter(|(_, a, b)| a < b)
        .map(|(e, a, b)| {
            let source = &made.source[a..b];
            let torn =
                |c: &char| !c.is_whitespace() && !c.is_alphanumeric() && !is_combining_mark(*c);
            match e.kind {
                EditKind::Nfc => source.chars().filter(torn).count() as u64,
                EditKind::Repair if e.len > 0 => 0,
                _ => non_blank(source),
            }
        })
        .sum();
    non_blank(&made.source[from..to]) - removed
}

/// Spans lie in the source on character boundaries; lines, page and pieces agree with the bytes.
pub fn spans(made: &Made<'_>) -> Vec<String> {
    let lines = Lines::of(made.source);
    let all = walk::spans(&made.json).into_iter();
    let faults = all.filter_map(|(at, span)| {
        let fault = lines.fault(made.source, &span)?;
        Some(format!("{at}: {fault}: {span:?}"))
    });
    faults.collect()
}

/// Where lines and pages begin, by the words of the contract.
struct Lines {
    starts: Vec<usize>,
    pages: Vec<usize>,
}

impl Lines {
    fn of(source: &str) -> Lines {
        let after = |marks: &'static [char]| {
            let ends = source.match_indices(marks).map(|(i, _)| i + 1);
            std::iter::once(0).chain(ends).collect::<Vec<_>>()
        };
        Lines {
            starts: after(&['\n', '\u{c}']),
            pages: after(&['\u{c}']),
        }
    }

    fn line(&self, byte: usize) -> usize {
        self.starts.partition_point(|s| *s <= byte)
    }

    fn fault(&self, source: &str, span: &Span) -> Option<String> {
        let (start, end) = (span.range().start, span.range().end);
        if source.get(start..end).is_none() {
            return Some("outside the source or inside a character".into());
        }
        let last = if end > start { end - 1 } else { end };
        let lines = [self.line(start), self.line(last)];
        if span.lines.map(|n| n as usize) != lines {
            return Some(format!("its bytes stand on lines {lines:?}"));
        }
        let page = self.pages.partition_point(|s| *s <= start);
        if span.page as usize != page {
            return Some(format!("it stands on page {page}"));
        }
        pieces_fault(source, span)
    }
}

fn pieces_fault(source: &str, span: &Span) -> Option<String> {
    let pieces = span.pieces();
    let (Some(first), Some(last)) = (pieces.first(), pieces.last()) else {
        return None;
    };
    let good = span.parts().all(|p| source.get(p).is_some());
    let ordered = pieces.windows(2).all(|w| w[0][1] <= w[1][0]);
    let whole = [first[0], last[1]] == span.bytes;
    let fine = pieces.len() > 1 && good && ordered && whole;
    (!fine).then(|| "pieces out of order or not the whole".into())
}

/// A record's values without the places they were read from: what two spellings of one text share.
pub fn values(record: &Record) -> Value {
    let mut json = serde_json::to_value(record).unwrap();
    strip(&mut json);
    json
}

fn strip(value: &mut Value) {
    match value {
        Value::Object(map) => {
            ["bytes", "pieces", "edits", "coverage"]
                .iter()
                .for_each(|k| _ = map.remove(*k));
            map.values_mut().for_each(strip);
        }
        Value::Array(list) => list.iter_mut().for_each(strip),
        Value::String(s) => *s = collapse(s),
        _ => {}
    }
}

/// The first few places where two values differ.
pub fn differences(a: &Value, b: &Value, at: &str, out: &mut Vec<String>) {
    match (a, b) {
        (Value::Object(x), Value::Object(y)) => {
            let keys = x.keys().chain(y.keys().filter(|k| !x.contains_key(*k)));
            for key in keys {
                let (l, r) = (x.get(key), y.get(key));
                let (l, r) = (l.unwrap_or(&Value::Null), r.unwrap_or(&Value::Null));
                differences(l, r, &format!("{at}/{key}"), out);
            }
        }
        (Value::Array(x), Value::Array(y)) if x.len() == y.len() => {
            for (i, (l, r)) in x.iter().zip(y).enumerate() {
                differences(l, r, &format!("{at}/{i}"), out);
            }
        }
        _ if a != b => out.push(format!("{at}: {a} and {b}")),
        _ => {}
    }
}
