//! Runs to words, and words to printed lines.

use sohoa_page::{Line, Word};
use sohoa_span::Box4;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::frame::Frame;
use super::runs::{self, Run, WORD_GAP};
use crate::content::paint::Painted;
use crate::font::Fonts;

/// A line with more runs than this is a drawing made of letters.
const CROWD: usize = 1000;

/// All words of one direction, line by line from the top.
pub(crate) fn lines(painted: &Painted, fonts: &Fonts, frame: Frame) -> Vec<Line> {
    let mut runs = runs::runs(painted, fonts, frame);
    runs.sort_by(|a, b| a.v.total_cmp(&b.v));
    let mut lines: Vec<Vec<(Run, bool)>> = Vec::new();
    for run in runs {
        let same = lines
            .last()
            .and_then(|l| l.first())
            .is_some_and(|(first, _)| run.v - first.v <= 0.3 * run.size.min(first.size));
        match lines.last_mut().filter(|_| same) {
            Some(line) => line.push((run, false)),
            None => lines.push(vec![(run, false)]),
        }
    }
    raise(&mut lines);
    let lines = lines.into_iter().filter(|l| !l.is_empty());
    lines.map(|line| words(line, frame)).collect()
}

/// Small letters that stand a little off a larger line belong to it: calls of notes, squares of metres.
fn raise(lines: &mut [Vec<(Run, bool)>]) {
    for i in 0..lines.len() {
        if lines[i].len() > CROWD {
            continue;
        }
        let mut kept = Vec::new();
        for (run, raised) in std::mem::take(&mut lines[i]) {
            let near = [i.wrapping_sub(1), i + 1];
            let host = near.into_iter().find(|n| {
                lines
                    .get(*n)
                    .is_some_and(|l| l.len() <= CROWD && hosts(l, &run))
            });
            match host {
                Some(n) => {
                    let above = lines[n][0].0.v > run.v;
                    lines[n].push((run, above));
                }
                None => kept.push((run, raised)),
            }
        }
        lines[i] = kept;
    }
}

/// Whether a line has larger letters right beside a small run.
fn hosts(line: &[(Run, bool)], small: &Run) -> bool {
    line.iter().any(|(run, _)| {
        let off = (run.v - small.v) / run.size;
        let gap = (small.u0 - run.u1).max(run.u0 - small.u1);
        small.size <= 0.8 * run.size && (-0.3..0.65).contains(&off) && gap.abs() < 0.6 * run.size
    })
}

fn words(mut runs: Vec<(Run, bool)>, frame: Frame) -> Line {
    runs.sort_by(|a, b| a.0.u0.total_cmp(&b.0.u0));
    let mut line = Line::default();
    let mut last: Option<Run> = None;
    for (run, raised) in runs {
        if last.as_ref().is_some_and(|l| is_overprint(l, &run)) {
            continue;
        }
        let bbox = run.bbox(frame);
        let joins = last.as_ref().is_some_and(|l| {
            let gap = run.u0 - l.u1;
            let blank = run.blank && gap > 0.05 * run.size;
            !blank && gap < WORD_GAP * run.size.max(l.size) && gap > -0.3 * run.size
        });
        // What follows the call of a note is punctuation, and stays with it.
        let closes = !run.text.contains(char::is_alphanumeric);
        let follows = |w: &&mut Word| joins && (w.raised == raised || w.raised && closes);
        match line.words.last_mut().filter(follows) {
            Some(word) => {
                word.text.push_str(&run.text);
                word.u1 = word.u1.max(run.u1);
                word.bbox = cover(word.bbox, bbox);
            }
            None => line.words.push(Word {
                text: run.text.clone(),
                u0: run.u0,
                u1: run.u1,
                v: run.v,
                size: run.size,
                bbox,
                hidden: run.hidden,
                raised: raised && (joins || last.is_none()),
                ..Word::default()
            }),
        }
        last = Some(run);
    }
    for word in &mut line.words {
        tidy(&mut word.text);
    }
    line
}

/// Bold made by painting the same letters twice, a little apart.
fn is_overprint(a: &Run, b: &Run) -> bool {
    a.text == b.text && (a.u0 - b.u0).abs() < 0.2 * a.size && (a.v - b.v).abs() < 0.2 * a.size
}

/// Composed letters, and no letters that only printers know.
fn tidy(text: &mut String) {
    if is_nfc_quick(text.chars()) != IsNormalized::Yes {
        *text = text.nfc().collect();
    }
    if text.contains(|c| matches!(c, '\u{ad}' | '\u{fb00}'..='\u{fb04}')) {
        for (from, to) in [
            ("\u{ad}", "-"),
            ("ﬀ", "ff"),
            ("ﬁ", "fi"),
            ("ﬂ", "fl"),
            ("ﬃ", "ffi"),
            ("ﬄ", "ffl"),
        ] {
            *text = text.replace(from, to);
        }
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
