//! Who does it: the agencies of an assignment cell, the one in charge apart from those that help.
//!
//! ```text
//! cell     = labelled | prose | agencies ;
//! labelled = { [ bullet ] , ( "Chủ trì" | "Phối hợp" , [ "thực hiện" ] ) , ":" , agencies } ;
//! prose    = agencies , "chủ trì" , { what } , [ "phối hợp" , [ "với" | "cùng" ] , agencies , [ verb , what ] ]
//!          | agencies , "phối hợp" , [ "với" ] , agencies , [ verb , what ] ;
//! agencies = one range, commas and "và" included ;
//! ```
//! Example: `- Chủ trì: Phòng Tư pháp. - Phối hợp: các phòng, ban` names `Phòng Tư pháp` and `các phòng, ban`.
//!
//! Without a cue the whole cell is in charge. What the agencies are to do is no part of their names: the range ends before
//! the first verb in lower case ("Sở Xây dựng" keeps its name, "phòng Nội vụ xây dựng …" does not).
//!
//! Known misses: verbs in capitals, agencies named only by a pronoun ("cơ quan này"), names that hold a verb in lower case.

use sohoa_text::fold::Folded;
use sohoa_text::phrases::Phrases;

pub use super::prose_task::{
    ProseTask, agency_heading, labelled_agency, labelled_time, scan_duties, scan_prose_tasks,
};

use super::actions::action_start;
use super::agency_name::{name_before, tidy};
use super::lex::opens;

/// The agencies of one cell, as folded ranges.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Assignment {
    /// In charge, one range for each clause that names some.
    pub lead: Vec<(usize, usize)>,
    /// Those that help.
    pub coordinating: Vec<(usize, usize)>,
}

/// A word that says what the agencies beside it are.
#[derive(Clone, Copy)]
struct Cue {
    leads: bool,
    /// Folded range, the label's noun ("Cơ quan chủ trì") and its colon included.
    start: usize,
    end: usize,
    colon: bool,
}

/// Reads the cell that names who does a task.
#[must_use]
pub fn parse_assignment(f: &Folded) -> Assignment {
    parse_range(f, 0, f.bytes().len())
}

/// Reads `from..to` of `f` as such a cell.
pub(crate) fn parse_range(f: &Folded, from: usize, to: usize) -> Assignment {
    let cues = cues(&f.bytes()[..to], from);
    let mut found = Assignment::default();
    if cues.iter().any(|c| c.colon) {
        labelled(f, &cues, from, to, &mut found);
    } else if cues.is_empty() {
        found.lead.extend(tidy(f, from, to));
    } else {
        prose(f, &cues, from, to, &mut found);
    }
    found
}

/// All cues, in order.
fn cues(bytes: &[u8], from: usize) -> Vec<Cue> {
    static WORDS: Phrases = Phrases::new(&["chu tri", "phoi hop", "chu chi:"]);
    let places = (from..bytes.len()).filter(|&i| WORDS.fit(&bytes[i..]) && opens(bytes, i));
    let cues = places.filter_map(|start| {
        let word = WORDS.words_at(&bytes[start..])?;
        let leads = word != "phoi hop";
        Some(cue(bytes, leads, from, start, start + word.len()))
    });
    cues.collect()
}

fn cue(bytes: &[u8], leads: bool, from: usize, start: usize, end: usize) -> Cue {
    let mut end = end;
    for word in [
        &b" thuc hien:"[..],
        b" thuc hien :",
        b" chinh:",
        b" voi:",
        b" chinh",
        b" chat che",
    ] {
        if bytes[end..].starts_with(word) {
            end += word.len() - usize::from(word.ends_with(b":"));
            break;
        }
    }
    let colon = bytes[end..].trim_ascii_start().first() == Some(&b':');
    if colon {
        end += bytes[end..]
            .iter()
            .position(|b| *b == b':')
            .map_or(0, |p| p + 1);
    }
    let mut start = start;
    for noun in [&b"co quan"[..], b"don vi", b"cq", b"bo phan"] {
        let before = bytes[from..start].trim_ascii_end();
        if colon && before.ends_with(noun) {
            start = from + before.len() - noun.len();
        }
    }
    start -= numeral_before(&bytes[from..start]);
    Cue {
        leads,
        start,
        end,
        colon,
    }
}

/// The length of a list's numeral ("2. ", "b) ") at the end of `text`.
fn numeral_before(text: &[u8]) -> usize {
    let numeral = text.trim_ascii_end();
    let Some((b'.' | b')', token)) = numeral.split_last() else {
        return 0;
    };
    let len = token
        .iter()
        .rev()
        .take_while(|b| b.is_ascii_alphanumeric())
        .count();
    let one = len > 0
        && (token[token.len() - 1].is_ascii_digit() && len <= 2
            || len == 1 && numeral.ends_with(b")"));
    if one {
        len + 1 + text.len() - numeral.len()
    } else {
        0
    }
}

/// "Chủ trì: A - Phối hợp: B": each cue holds up to the next.
fn labelled(f: &Folded, cues: &[Cue], from: usize, to: usize, found: &mut Assignment) {
    // "Phòng A - Phối hợp: B": what stands before a first "Phối hợp:" leads.
    if !cues[0].leads {
        found.lead.extend(tidy(f, from, cues[0].start));
    }
    for (i, cue) in cues.iter().enumerate() {
        let next = cues.get(i + 1).map_or(to, |c| c.start);
        let end = if cue.colon {
            next
        } else {
            action_start(f, cue.end, next)
        };
        let side = if cue.leads {
            &mut found.lead
        } else {
            &mut found.coordinating
        };
        side.extend(tidy(f, cue.end, end));
    }
}

/// "A chủ trì, phối hợp với B xây dựng …".
fn prose(f: &Folded, cues: &[Cue], from: usize, to: usize, found: &mut Assignment) {
    let mut after = from;
    for (i, cue) in cues.iter().enumerate() {
        let next = cues.get(i + 1).map_or(to, |c| c.start);
        if cue.leads || (i == 0 && !cues.iter().any(|c| c.leads)) {
            let (start, end) = name_before(f, after, cue.start);
            match tidy(f, start, end) {
                Some(name) => found.lead.push(name),
                None if cue.leads => {
                    found
                        .lead
                        .extend(tidy(f, cue.end, action_start(f, cue.end, next)))
                }
                None => {}
            }
        }
        if !cue.leads {
            found.coordinating.extend(helpers(f, cue, after, next));
        }
        after = cue.end;
    }
}

/// The agencies after "phối hợp", or before it where nothing follows ("A chủ trì; B phối hợp").
fn helpers(f: &Folded, cue: &Cue, after: usize, next: usize) -> Option<(usize, usize)> {
    let rest = f.bytes()[cue.end..next].trim_ascii();
    let said = rest.iter().filter(|b| b.is_ascii_alphanumeric()).count();
    let closed = said == 0
        || matches!(rest[0], b'.' | b';' | b')')
        || rest.starts_with(b"thuc hien") && said < 12;
    if closed && after > 0 {
        let (start, end) = name_before(f, after, cue.start);
        return tidy(f, start, end);
    }
    tidy(f, cue.end, action_start(f, cue.end, next))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn is(cell: &str, lead: &[&str], coordinating: &[&str]) {
        let f = Folded::new(cell);
        let a = parse_assignment(&f);
        let text = |v: &[(usize, usize)]| {
            v.iter()
                .map(|r| f.slice(r.0, r.1).to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(
            (text(&a.lead), text(&a.coordinating)),
            (
                lead.iter().map(|s| (*s).to_owned()).collect(),
                coordinating.iter().map(|s| (*s).to_owned()).collect()
            ),
            "{cell}"
        );
    }

    #[test]
    fn labels() {
        is(
            "- Chủ trì: Phòng Y tế. - Phối hợp: các phòng, ban, đơn vị",
            &["Phòng Y tế"],
            &["các phòng, ban, đơn vị"],
        );
        is(
            "-Chủ trì: VP. UBND - Phối hợp thực hiện: Các ban ngành.",
            &["VP. UBND"],
            &["Các ban ngành"],
        );
        is(
            "Chủ trì: Sở Xây dựng Phối hợp: các sở, ngành,",
            &["Sở Xây dựng"],
            &["các sở, ngành"],
        );
        is(
            "Cơ quan chủ trì: Trạm Y tế; Cơ quan phối hợp: Trường học",
            &["Trạm Y tế"],
            &["Trường học"],
        );
        is(
            "Chủ trì: Phòng Y tế, phối hợp với Công an xã",
            &["Phòng Y tế"],
            &["Công an xã"],
        );
        is(
            "- Chủ trì: Phòng A - Chủ trì: Phòng B",
            &["Phòng A", "Phòng B"],
            &[],
        );
        is(
            "- Chủ trì: Phòng Y tế 10.000.000 - Phối hợp các trạm",
            &["Phòng Y tế"],
            &["các trạm"],
        );
    }

    #[test]
    fn running_words() {
        is(
            "Phòng Y tế chủ trì, phối hợp với Công an xã tổ chức tập huấn",
            &["Phòng Y tế"],
            &["Công an xã"],
        );
        is(
            "Phòng Y tế chủ trì phối hợp Phòng Nội vụ, các trạm và",
            &["Phòng Y tế"],
            &["Phòng Nội vụ, các trạm"],
        );
        is(
            "Phòng Y tế chủ trì xây dựng Kế hoạch; phối hợp các trạm triển khai",
            &["Phòng Y tế"],
            &["các trạm"],
        );
        is(
            "Trạm Y tế phối hợp Công an xã",
            &["Trạm Y tế"],
            &["Công an xã"],
        );
        is(
            "Văn phòng HĐND và UBND xã chủ trì",
            &["Văn phòng HĐND và UBND xã"],
            &[],
        );
        is(
            "Các xã gửi báo cáo về Trạm Y tế Trạm Y tế chủ trì tổng hợp",
            &["Trạm Y tế"],
            &[],
        );
        is(
            "Phòng A, Phòng B chủ trì; Phòng C phối hợp",
            &["Phòng A, Phòng B"],
            &["Phòng C"],
        );
        is(
            "Giao Phòng Y tế chủ trì, phối hợp cùng Sở Xây dựng",
            &["Phòng Y tế"],
            &["Sở Xây dựng"],
        );
        is(
            "Phòng Văn hóa – Thông tin chủ trì, phối hợp với các cơ quan có liên quan thực hiện",
            &["Phòng Văn hóa – Thông tin"],
            &["các cơ quan có liên quan"],
        );
    }

    #[test]
    fn numerals_and_brackets() {
        is(
            "1. Chủ trì: Phòng Y tế 2. Phối hợp: các trạm",
            &["Phòng Y tế"],
            &["các trạm"],
        );
        is("2. Phòng Y tế chủ trì", &["Phòng Y tế"], &[]);
        is(
            "Phòng Y tế (chủ trì), Phòng Nội vụ (phối hợp)",
            &["Phòng Y tế"],
            &["Phòng Nội vụ"],
        );
        is("Chủ tịch giao Phòng Y tế chủ trì", &["Phòng Y tế"], &[]);
    }

    #[test]
    fn no_cue() {
        is(
            "Các phòng ban, đơn vị, UBND các xã.",
            &["Các phòng ban, đơn vị, UBND các xã"],
            &[],
        );
        is("", &[], &[]);
        is(" - ", &[], &[]);
    }
}
