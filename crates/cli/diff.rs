//! `sohoa text --diff`: the lines that hold repairs, each repair in its place.
//!
//! A change reads `[-TTTHC-]{+TTHC+}(acronym .85)`, a proposal `{?16/2005 → 16/2015?}(mention .50)`; in
//! colour the brackets give way to red, green and yellow. Stretches without a repair are cut short.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use sohoa_text::{Repair, Text};

use crate::messages::{self as m, Lang};
use crate::page::{Page, visible};

/// Characters that are kept on each side of a repair.
const BESIDE: usize = 40;

/// All lines with repairs, then one that counts them.
pub fn render(text: &Text<'_>, page: Page, lang: Lang) -> String {
    let mut out = String::new();
    let mut rest = text.repairs();
    while let Some(first) = rest.first() {
        let line = text.line_of(first.range.start);
        let end = text.lines()[line].range().end;
        let here = rest.partition_point(|r| r.range.start < end);
        let (repairs, later) = rest.split_at(here.max(1));
        let number = page.faint(&format!("{:>6}", line + 1));
        let _ = writeln!(out, "{number}  {}", marked(text, line, repairs, page));
        rest = later;
    }
    out + &counted(text.repairs(), lang)
}

/// A line with its repairs in their places.
fn marked(text: &Text<'_>, line: usize, repairs: &[Repair], page: Page) -> String {
    let line = text.lines()[line].range();
    let mut out = String::new();
    let mut at = line.start;
    for r in repairs {
        // A proposal may stand on the range of a change: nothing lies between them.
        if r.range.start >= at {
            let between = text.slice(&(at..r.range.start));
            out.push_str(&cut(between, at == line.start, false));
        }
        out.push_str(&mark(r, page));
        at = r.range.end.max(at);
    }
    out + &cut(text.slice(&(at..line.end.max(at))), false, true)
}

/// A repair: what the source says, what is read instead, by which rule, how sure.
fn mark(r: &Repair, page: Page) -> String {
    let (raw, value) = (visible(&r.raw), visible(&r.value));
    let rule = r.rule.rsplit('/').next().unwrap_or(r.rule);
    let sure = (r.confidence * 100.0).round() as u32;
    let sure = if sure < 100 {
        format!(".{sure:02}")
    } else {
        "1".to_owned()
    };
    let words = match (r.applied, page.has_colour()) {
        (true, true) => page.removed(&raw) + &page.added(&value),
        (true, false) => format!("[-{raw}-]{{+{value}+}}"),
        (false, true) => page.warn(&format!("{raw} → {value}?")),
        (false, false) => format!("{{?{raw} → {value}?}}"),
    };
    words + &page.faint(&format!("({rule} {sure})"))
}

/// A stretch without repairs; its far part is left out where it is long.
fn cut(between: &str, first: bool, last: bool) -> String {
    let shown = visible(between);
    let length = shown.chars().count();
    let head = if first { 0 } else { BESIDE };
    let tail = if last { 0 } else { BESIDE };
    if length <= head + tail + 1 {
        return shown;
    }
    let start: String = shown.chars().take(head).collect();
    let end: String = shown.chars().skip(length - tail).collect();
    format!("{start}…{end}")
}

/// How many repairs each rule made and proposes.
fn counted(repairs: &[Repair], lang: Lang) -> String {
    let mut rules: BTreeMap<(&str, bool), usize> = BTreeMap::new();
    for r in repairs {
        *rules.entry((r.rule, !r.applied)).or_default() += 1;
    }
    let of = |applied: bool| repairs.iter().filter(|r| r.applied == applied).count();
    let (made, proposed) = (lang.of(m::APPLIED), lang.of(m::PROPOSED));
    let each = rules.iter().map(|((rule, open), n)| match open {
        false => format!("{rule} → {n}"),
        true => format!("{rule} → {n} ({proposed})"),
    });
    let each: Vec<_> = each.collect();
    let total = format!(
        "{}: {} {made}, {} {proposed}",
        lang.of(m::REPAIRS),
        of(true),
        of(false)
    );
    match each.is_empty() {
        true => format!("{total}\n"),
        false => format!("{total}: {}\n", each.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repairs_stand_in_their_places() {
        let source = "Không sửa gì.\nVP HDND&UBND\tQuý 1, 9O%\n\
            Nghị định 16/2005/NĐ-CP, ngày 14/2/2015 của Chính phủ\n";
        let page = Page::plain(80);
        let shown = render(&Text::new(source), page, Lang::En);
        let lines: Vec<&str> = shown.lines().collect();
        assert_eq!(
            lines[0],
            "     2  VP [-HDND&UBND-]{+HĐND&UBND+}(acronym .95) | Quý 1, [-9O-]{+90+}(digits .80)%"
        );
        assert!(
            lines[1].contains("{?16/2005/NĐ-CP → 16/2015/NĐ-CP?}(mention .50)"),
            "{shown}"
        );
        assert!(
            lines[2].starts_with("Repairs: 2 applied, 1 proposed only: text/repair/acronym → 1")
        );
        assert_eq!(lines.len(), 3);
    }

    #[test]
    fn long_stretches_are_cut() {
        let source = format!("{} HDND&UBND {}", "một".repeat(60), "hai".repeat(60));
        let shown = render(&Text::new(&source), Page::plain(80), Lang::Vi);
        let line = shown.lines().next().unwrap();
        assert!(
            line.matches('…').count() == 2 && line.chars().count() < 150,
            "{line}"
        );
    }

    #[test]
    fn a_clean_text_says_so() {
        let shown = render(&Text::new("Kế hoạch\n"), Page::plain(80), Lang::Vi);
        assert_eq!(shown, "Sửa lỗi: 0 đã sửa, 0 chỉ đề nghị\n");
    }
}
