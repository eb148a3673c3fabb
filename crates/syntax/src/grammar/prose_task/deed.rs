//! What an agency is to do, with whom and by when.
//!
//! ```text
//! deed = [ "chủ trì" ] , [ "phối hợp với" , agencies ] , { any } , [ due , ( ";" | "," ) , deed ] ;
//! ```
//! Example: `trình đợt 1 trước ngày 20/3; trình đợt 2 trong quý III` is two deeds.

use memchr::memmem;
use sohoa_text::fold::Folded;

use super::super::agency_name::tidy;
use super::super::deadline::find_due;
use super::name::names_agency;
use super::verbs::{act_start, is_act};
use super::{ProseTask, tidy_text};

/// The tasks in `does..to`: what follows a date is the next one.
pub(super) fn add_tasks(
    f: &Folded,
    lead: &[(usize, usize)],
    does: usize,
    to: usize,
    tasks: &mut Vec<ProseTask>,
) {
    let (coordinating, start) = partners(f, does, to);
    let mut coordinating = coordinating.into_iter().collect::<Vec<_>>();
    let mut start = start;
    loop {
        let deadline =
            find_due(f, start, near(start, to)).filter(|d| !among_others(f.bytes(), start, *d));
        let next = deadline
            .filter(|d| !in_brackets(f.bytes(), start, d.0))
            .and_then(|d| next_task(f, d.1, to));
        if let Some(text) = tidy_text(f.bytes(), start, next.unwrap_or(to)) {
            tasks.push(ProseTask {
                lead: lead.to_vec(),
                coordinating: std::mem::take(&mut coordinating),
                text,
                deadline,
            });
        }
        match next {
            Some(next) => start = next,
            None => return,
        }
    }
}

/// The end of what a deadline is looked for in.
fn near(start: usize, to: usize) -> usize {
    const REACH: usize = 2000;
    to.min(start.saturating_add(REACH))
}

/// True where brackets before `at` are still open.
fn in_brackets(bytes: &[u8], from: usize, at: usize) -> bool {
    bytes[from..at]
        .iter()
        .rev()
        .find(|b| matches!(b, b'(' | b')'))
        == Some(&b'(')
}

/// True for a date in brackets that list several: "(quý I trước ngày 05/3; 6 tháng trước ngày 05/6)".
fn among_others(bytes: &[u8], from: usize, due: (usize, usize)) -> bool {
    in_brackets(bytes, from, due.0)
        && bytes[due.1..].iter().find(|b| matches!(b, b')' | b';')) == Some(&b';')
}

/// Where the next task begins after a date: "; trình …", ", tổng kết trong quý IV".
fn next_task(f: &Folded, at: usize, to: usize) -> Option<usize> {
    let bytes = &f.bytes()[..to];
    let mark = *bytes.get(at)?;
    let next = at + 2;
    let dated = mark == b';' || mark == b',' && find_due(f, next, near(next, to)).is_some();
    (dated && next < to && is_act(f, at, next, to)).then_some(next)
}

/// The helpers, and the start of what is done: past "chủ trì, phối hợp với …" where it opens with that.
fn partners(f: &Folded, does: usize, to: usize) -> (Option<(usize, usize)>, usize) {
    let bytes = &f.bytes()[..to];
    let word = |at: usize| {
        at + bytes[at..]
            .iter()
            .take_while(|b| !b.is_ascii_alphanumeric())
            .count()
    };
    let does = word(does);
    let led = bytes[does..].starts_with(b"chu tri");
    let at = if led { word(does + 7) } else { does };
    let at = if bytes[at..].starts_with(b"va ") {
        at + 3
    } else {
        at
    };
    let start = if at < to { at } else { does };
    for cue in [&b"phoi hop"[..], b"cung "] {
        let Some(found) = memmem::find(&bytes[at..near(at, to)], cue) else {
            continue;
        };
        let opens = found == 0;
        if cue == b"cung " && !(opens && led) {
            continue;
        }
        let name = helper_name(bytes, at + found + cue.len());
        if name >= to || !opens && !names_agency(f, name, to, false) {
            continue;
        }
        let act = act_start(f, name, near(name, to));
        let helpers = tidy(f, name, act);
        return (
            helpers,
            if opens && word(act) < to {
                word(act)
            } else {
                start
            },
        );
    }
    (None, start)
}

/// Past "chặt chẽ", "với", "cùng".
fn helper_name(bytes: &[u8], at: usize) -> usize {
    let mut at = at;
    for word in [&b" chat che"[..], b" voi", b" cung", b" "] {
        if bytes[at..].starts_with(word) {
            at += word.len();
        }
    }
    at
}
