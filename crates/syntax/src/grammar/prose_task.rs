//! An assignment in running text that names who does what.
//!
//! ```text
//! task      = [ topic , ":" ] , [ given ] , agencies , predicate , { any } , [ due ] , "." ;
//! given     = ( "Giao" , [ "cho" ] ) | "Đề nghị" | "Yêu cầu" ;
//! predicate = ":" , verb | "chủ trì" | "có trách nhiệm" | "chịu trách nhiệm" | "có nhiệm vụ" | verb ;
//! duty      = [ "chủ trì" ] , [ "phối hợp với" , agencies ] , { any } , [ due ] ;      (* under a heading that is an agency *)
//! ```
//! Example: `Giao Phòng Y tế chủ trì, phối hợp với Công an xã tổ chức tập huấn, hoàn thành trước ngày 30/6/2023`.
//!
//! The sentence opens with the agency (after its marker) or with "Giao". A verb alone makes an assignment after "Giao" and, in
//! the first sentence of a paragraph, where the caller says that the section assigns. What follows a date and a semicolon is
//! the next task of the same agency.
//!
//! Not tasks: general closings ("Thủ trưởng các cơ quan … chịu trách nhiệm thi hành"), answering for something
//! ("chịu trách nhiệm trước …").
//!
//! Known misses: verbs that are not listed, agencies named by a pronoun.

mod deed;
mod label;
mod name;
mod verbs;

use std::sync::LazyLock;

use memchr::memmem::{self, Finder};
use sohoa_text::fold::Folded;

use super::actions::ends_sentence;
use super::agency_name::tidy;
use deed::add_tasks;
pub use label::{labelled_agency, labelled_time};
use name::{bare_name, is_closing, is_general, is_generic, names_agency};
use verbs::{DUTIES, duty_at, is_act, is_duty, is_purpose};

/// One assignment of running text; all ranges are folded.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ProseTask {
    /// In charge; empty where a heading names the agency.
    pub lead: Vec<(usize, usize)>,
    /// Those that help.
    pub coordinating: Vec<(usize, usize)>,
    /// What is to be done, the words of its deadline included.
    pub text: (usize, usize),
    /// The words that say when it is due.
    pub deadline: Option<(usize, usize)>,
}

/// How an assignment is worded.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wording {
    /// "Giao …", "Đề nghị …": any verb follows.
    Given,
    /// The section assigns: any verb follows.
    Plain,
    /// A word of duty must follow.
    Stated,
}

/// The assignments of one paragraph; `plain` where its section assigns, so that "Phòng A bố trí …" is one too.
#[must_use]
pub fn scan_prose_tasks(f: &Folded, plain: bool) -> Vec<ProseTask> {
    let bytes = f.bytes();
    static SIGNS: LazyLock<[Finder<'static>; 5]> =
        LazyLock::new(|| ["chu tri", "giao ", "de nghi", "yeu cau", "nhiem"].map(Finder::new));
    let mut tasks = Vec::new();
    let signed =
        || memchr::memchr(b':', bytes).is_some() || SIGNS.iter().any(|s| s.find(bytes).is_some());
    if !plain && !signed() {
        return tasks;
    }
    let mut from = 0;
    let mut plain = plain;
    for i in memchr::memchr2_iter(b'.', b';', bytes).chain([bytes.len()]) {
        let ends = i == bytes.len()
            || ends_sentence(f, i, bytes.len())
            || bytes[i..].starts_with(b"; giao ");
        if ends && from < i {
            sentence(f, from, i, plain, &mut tasks);
            from = i + 1;
            plain = false;
        }
    }
    tasks
}

/// The tasks of a paragraph under a heading that names the agency.
#[must_use]
pub fn scan_duties(f: &Folded) -> Vec<ProseTask> {
    let bytes = f.bytes();
    let mut tasks = Vec::new();
    let Some(first) = after_marker(bytes, 0) else {
        return tasks;
    };
    let answers = memmem::find(bytes, b"chiu trach nhiem ve").is_some_and(|p| p > first);
    if !is_closing(&bytes[first..]) && !answers {
        let does = match duty_at(bytes, first) {
            Some(duty) if !duty.starts_with(b"chu tri") => first + duty.len(),
            _ => first,
        };
        add_tasks(f, &[], does, bytes.len(), &mut tasks);
    }
    tasks
}

/// The agency that a heading names and nothing else: `Phòng Y tế:`, `Giao Trạm Y tế xã`.
#[must_use]
pub fn agency_heading(f: &Folded) -> Option<(usize, usize)> {
    const LONGEST: usize = 160;
    let bytes = f.bytes();
    let to = bytes.trim_ascii_end().len();
    if to == 0 || to > LONGEST {
        return None;
    }
    let from = after_marker(bytes, 0).unwrap_or(0);
    let given = after_given(bytes, from, to);
    let name = given.unwrap_or(from);
    if !names_agency(f, name, to, given.is_some()) {
        return None;
    }
    let says = |i: usize| matches!(bytes[i], b';' | b'0'..=b'9') || is_act(f, name, i, to);
    if (name..to).any(says)
        || DUTIES
            .iter()
            .any(|d| memmem::find(&bytes[name..to], d).is_some())
    {
        return None;
    }
    tidy(f, name, to).filter(|l| !bytes[l.0..l.1].contains(&b':'))
}

/// The assignments that a sentence makes.
fn sentence(f: &Folded, from: usize, to: usize, plain: bool, tasks: &mut Vec<ProseTask>) {
    let bytes = f.bytes();
    let Some(from) = after_marker(&bytes[..to], from) else {
        return;
    };
    let given = after_given(bytes, from, to);
    let wording = match given {
        Some(_) => Wording::Given,
        None if plain => Wording::Plain,
        None => Wording::Stated,
    };
    let name = given.unwrap_or(from);
    if let Some((lead, does)) = assigned(f, name, to, wording) {
        let asked = given.is_some() && !bytes[from..].starts_with(b"giao");
        let closes = [&b"ke hoach nay"[..], b"quyet dinh nay"]
            .iter()
            .any(|w| memmem::find(&bytes[does..to], w).is_some());
        let general = is_general(&bytes[lead.0..to]) && (asked || closes || given.is_none());
        let closing = general || asked && closes;
        if !closing {
            add_tasks(f, &[lead], does, to, tasks);
        }
    } else if let Some(name) = after_topic(bytes, from, to).filter(|_| wording == Wording::Plain)
        && let Some((lead, does)) = assigned(f, name, to, Wording::Plain)
        && !is_general(&bytes[lead.0..to])
    {
        add_tasks(f, &[lead], does, to, tasks);
    }
}

/// The agency at `name`, and where what it is to do begins.
fn assigned(
    f: &Folded,
    name: usize,
    to: usize,
    wording: Wording,
) -> Option<((usize, usize), usize)> {
    let bytes = f.bytes();
    if !names_agency(f, name, to, wording == Wording::Given) {
        return None;
    }
    let (end, does) = predicate(f, name, to, wording)?;
    let lead = tidy(f, name, bare_name(bytes, name, end))?;
    let answers = bytes[..does]
        .trim_ascii_end()
        .ends_with(b"chiu trach nhiem")
        && [&b"truoc "[..], b"thi hanh"]
            .iter()
            .any(|w| bytes[does..to].trim_ascii_start().starts_with(w));
    let words = &bytes[lead.0..lead.1];
    let told = words.ends_with(b" da") || memmem::find(words, b" gom ").is_some();
    (!is_generic(words) && !told && !answers).then_some((lead, does))
}

/// The first word of the sentence, past a marker such as "3.", "a)" or "1.2.".
fn after_marker(bytes: &[u8], from: usize) -> Option<usize> {
    let word = |at: usize| {
        bytes[at..]
            .iter()
            .position(u8::is_ascii_alphanumeric)
            .map(|p| at + p)
    };
    let first = word(from)?;
    let article = bytes[first..].starts_with(b"dieu ");
    let first = if article { word(first + 5)? } else { first };
    let len = bytes[first..]
        .iter()
        .position(|b| b.is_ascii_whitespace())?;
    let token = &bytes[first..first + len];
    let closed = matches!(token.last(), Some(b'.' | b')')) || token.contains(&b'.');
    let numeral = token[0].is_ascii_digit() || token.len() <= 3;
    if closed && numeral && len <= 6 {
        word(first + len)
    } else {
        Some(first)
    }
}

/// The position after "Giao", "giao cho", "Đề nghị", "Yêu cầu" at the start of the sentence.
fn after_given(bytes: &[u8], from: usize, to: usize) -> Option<usize> {
    let rest = [&b"giao "[..], b"de nghi ", b"yeu cau "]
        .iter()
        .find_map(|w| bytes[from..to].strip_prefix(*w))?;
    let rest = rest.strip_prefix(b"nhiem vu ").unwrap_or(rest);
    Some(to - rest.strip_prefix(b"cho ").unwrap_or(rest).len())
}

/// The position after `Người khuyết tật: `, a topic before the agency.
fn after_topic(bytes: &[u8], from: usize, to: usize) -> Option<usize> {
    const LONGEST: usize = 100;
    let colon = memchr::memchr(b':', &bytes[from..to.min(from + LONGEST)])?;
    let at = from + colon + 1;
    (bytes.get(at) == Some(&b' ') && at + 1 < to).then_some(at + 1)
}

/// Where the agency's name ends, and where what it does begins.
fn predicate(f: &Folded, name: usize, to: usize, wording: Wording) -> Option<(usize, usize)> {
    const REACH: usize = 300;
    let bytes = &f.bytes()[..to];
    let mut i = name;
    while i < to.min(name + REACH) {
        if let Some(end) = aside(bytes, i) {
            i = end;
            continue;
        }
        if bytes[i] == b':' {
            let does = i + 1 + bytes[i + 1..].iter().position(u8::is_ascii_alphanumeric)?;
            return is_duty(f, does, to).then_some((i, does));
        }
        if let Some(duty) = duty_at(bytes, i) {
            let kept = duty.starts_with(b"chu tri") || duty.starts_with(b"la ");
            return Some((i, if kept { i } else { i + duty.len() }));
        }
        if i > name && is_act(f, name, i, to) {
            let meant = match wording {
                Wording::Given => true,
                Wording::Plain => !is_purpose(&bytes[i..]),
                Wording::Stated => false,
            };
            return meant.then_some((i, i));
        }
        i += 1;
    }
    None
}

/// The end of brackets, or of an apposition between dashes, that begins at `i`.
fn aside(bytes: &[u8], i: usize) -> Option<usize> {
    let rest = &bytes[i..];
    if rest[0] == b'(' {
        return memchr::memchr(b')', rest).map(|p| i + p + 1);
    }
    if rest.starts_with(b" - co quan ") || rest.starts_with(b" - don vi ") {
        return memmem::find(&rest[3..], b" - ").map(|p| i + 3 + p + 3);
    }
    None
}

/// What is done, without the marks at its end.
fn tidy_text(bytes: &[u8], from: usize, to: usize) -> Option<(usize, usize)> {
    let start = from + bytes[from..to].iter().position(u8::is_ascii_alphanumeric)?;
    let end = start
        + bytes[start..to]
            .iter()
            .rposition(|b| b.is_ascii_alphanumeric() || matches!(b, b')' | b'"' | b'%'))?
        + 1;
    Some((start, end))
}

#[cfg(test)]
mod tests;
