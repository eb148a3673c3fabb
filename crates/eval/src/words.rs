//! Spans lead to the printed words: `target_words` exactly, `spans` by covering them.
//!
//! Words are compared without their marks, because the gold spells what the paper says and the source what
//! the recognition made of it. Only facts that were found are asked for their words; what was not found counts in its own family.

use sohoa_span::Span;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::case::Case;
use crate::fold::{collapse, fold_number};
use crate::found::{Citation, Target};
use crate::gold;

pub(crate) fn score(case: &mut Case<'_>) {
    if case.source.is_some() {
        targets(case);
        citations(case);
        bases(case);
    }
}

/// What stands at a span, form and numbers repaired.
fn read(case: &Case<'_>, span: &Span) -> String {
    let source = case.source.unwrap_or_default();
    let parts = span.parts().filter_map(|part| source.get(part));
    let parts: Vec<String> = parts.map(sohoa_record::repaired_text).collect();
    collapse(&parts.join(" "))
}

/// Takes the first of `free` that `is` accepts.
fn take<'t, T>(free: &mut Vec<&'t T>, is: impl Fn(&T) -> bool) -> Option<&'t T> {
    let at = free.iter().position(|t| is(t))?;
    Some(free.remove(at))
}

fn beside(found: u32, line: u32) -> bool {
    found.abs_diff(line) <= 1
}

fn targets(case: &mut Case<'_>) {
    let gold = case.gold.targets.iter().flatten();
    let mut free: Vec<&Target> = case.found.iter().flat_map(|d| &d.targets).collect();
    for want in gold {
        let (Some(words), Some(value)) = (&want.words, want.value) else {
            continue;
        };
        let meant = |t: &Target| beside(t.line, want.line) && t.value == Some(value);
        let Some(hit) = take(&mut free, meant) else {
            continue;
        };
        let (words, read) = (collapse(words), read(case, &hit.span));
        let note = || format!("{}:{} wants {words:?}, reads {read:?}", case.at, want.line);
        case.board
            .fact("target_words", slug(&read) == slug(&words), note);
        case.board
            .fact("spans", slug(&read).contains(&slug(&words)), note);
    }
}

fn citations(case: &mut Case<'_>) {
    let mut free: Vec<&Citation> = case.found.iter().flat_map(|d| &d.citations).collect();
    for want in case.gold.citations.iter().flatten() {
        if let Some(number) = &want.number {
            numbered(case, &mut free, want.line, number);
        }
    }
}

fn bases(case: &mut Case<'_>) {
    let mut free: Vec<&Citation> = case.found.iter().flat_map(|d| &d.legal_bases).collect();
    for want in &case.gold.legal_bases {
        match &want.number {
            Some(number) => numbered(case, &mut free, want.line, number),
            None => named(case, &mut free, want),
        }
    }
}

/// The span of a numbered instrument holds its number, as printed or as a listed repair reads it.
fn numbered(case: &mut Case<'_>, free: &mut Vec<&Citation>, line: u32, number: &str) {
    let number = fold_number(number);
    let meant = |c: &Citation| {
        let own = c.number.as_deref().map(fold_number);
        beside(c.line, line) && own.as_deref() == Some(&number)
    };
    let Some(hit) = take(free, meant) else {
        return;
    };
    let read = fold_number(&read(case, &hit.span));
    let covers = read.contains(&number) || repaired(case, &hit.span, &number);
    let note = || format!("{}:{line} span of {number} reads {read:?}", case.at);
    case.board.fact("spans", covers, note);
}

fn repaired(case: &Case<'_>, span: &Span, number: &str) -> bool {
    let [start, end] = span.bytes;
    let mut inside = case.record.repairs.iter().filter(|r| {
        let [a, b] = r.span.bytes;
        r.applied && start <= a && b <= end
    });
    inside.any(|r| fold_number(&r.value).contains(number))
}

/// The span of a law cited by name holds the word for its kind.
fn named(case: &mut Case<'_>, free: &mut Vec<&Citation>, want: &gold::Basis) {
    let meant = |c: &Citation| {
        let same = c.number.is_none() && c.kind == want.kind;
        same && beside(c.line, want.line)
    };
    let Some(hit) = take(free, meant) else {
        return;
    };
    let read = read(case, &hit.span);
    let covers = slug(&read).contains(&want.kind);
    let note = || {
        format!(
            "{}:{} span of {} reads {read:?}",
            case.at, want.line, want.kind
        )
    };
    case.board.fact("spans", covers, note);
}

/// Letters without their marks, `_` for blanks: the form of a kind; blank for blank, so that words stay words.
fn slug(words: &str) -> String {
    let lower = words.to_lowercase().replace('đ', "d");
    let bare = lower.nfd().filter(|c| !is_combining_mark(*c));
    bare.collect::<String>().replace(' ', "_")
}
