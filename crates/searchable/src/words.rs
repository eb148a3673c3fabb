//! The words of the layout as the record repaired them.

use std::ops::Range;

use sohoa_layout::{Layout, Word};
use sohoa_record::model::Repair;
use sohoa_span::Box4;

/// A word to lay over the picture.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Placed {
    pub text: String,
    /// 1-based.
    pub page: u32,
    /// Words of one printed line share the number.
    pub line: u32,
    /// In points from the page's top left corner.
    pub bbox: Box4,
}

/// The words that have a place, page by page in reading order, with the repairs that were applied.
///
/// A repair within a word changes the word. One over several words gives each its own word where their number is the
/// same; else the words become one, if they stand on one line, and stay as they are printed, if they do not.
pub(crate) fn repaired(text: &str, layout: &Layout, repairs: &[Repair]) -> Vec<Placed> {
    let repairs = changes(text, repairs);
    let mut out = Vec::with_capacity(layout.words.len());
    let mut words = layout.words.as_slice();
    let mut next = repairs.as_slice();
    while !words.is_empty() {
        let (count, used) = tied(words, next);
        let (group, rest) = words.split_at(count);
        let skipped = next.partition_point(|r| r.range.end <= group[0].start as usize);
        place(text, group, &next[skipped.min(used)..used], &mut out);
        (words, next) = (rest, &next[used..]);
    }
    out.sort_by_key(|w| w.page);
    out
}

/// A change of letters of the text.
struct Change<'r> {
    range: Range<usize>,
    value: &'r str,
}

/// The repairs that were applied to one place each, in order, none over another.
fn changes<'r>(text: &str, repairs: &'r [Repair]) -> Vec<Change<'r>> {
    let applied = repairs
        .iter()
        .filter(|r| r.applied && r.span.pieces().is_empty());
    let mut changes: Vec<Change<'_>> = applied
        .map(|r| Change {
            range: r.span.range(),
            value: &r.value,
        })
        .filter(|c| {
            text.get(c.range.clone())
                .is_some_and(|raw| differ(raw, c.value))
        })
        .collect();
    changes.sort_by_key(|c| c.range.start);
    let mut end = 0;
    changes.retain(|c| {
        let free = c.range.start >= end;
        end = if free { c.range.end } else { end };
        free
    });
    changes
}

/// Whether the words of two texts differ, in more than their blanks.
fn differ(a: &str, b: &str) -> bool {
    !a.split_whitespace().eq(b.split_whitespace())
}

/// How many words from the first on are tied together by changes over several of them, and the number of changes up to
/// their end.
fn tied(words: &[Word], changes: &[Change<'_>]) -> (usize, usize) {
    let (mut count, mut used) = (1, 0);
    loop {
        let end = words[count - 1].end as usize;
        let Some(change) = changes.get(used).filter(|c| c.range.start < end) else {
            return (count, used);
        };
        used += 1;
        while words
            .get(count)
            .is_some_and(|w| (w.start as usize) < change.range.end)
        {
            count += 1;
        }
    }
}

/// Gives the words of a group their letters.
fn place(text: &str, group: &[Word], changes: &[Change<'_>], out: &mut Vec<Placed>) {
    let (Some(first), Some(last)) = (group.first(), group.last()) else {
        return;
    };
    let changed = changed(text, first.start as usize..last.end as usize, changes);
    let parts: Vec<&str> = changed.split_whitespace().collect();
    if let [word] = group {
        out.extend(placed(word, parts.join(" ")));
    } else if parts.len() == group.len() {
        let pairs = group.iter().zip(parts);
        out.extend(pairs.filter_map(|(w, part)| placed(w, part.to_owned())));
    } else if let Some(bbox) = on_one_line(group) {
        let whole = placed(first, parts.join(" "));
        out.extend(whole.map(|w| Placed { bbox, ..w }));
    } else {
        let slice = |w: &Word| {
            text.get(w.start as usize..w.end as usize)
                .unwrap_or_default()
        };
        out.extend(group.iter().filter_map(|w| placed(w, slice(w).to_owned())));
    }
}

/// A stretch of the text with the changes in it.
fn changed(text: &str, range: Range<usize>, changes: &[Change<'_>]) -> String {
    let mut out = String::new();
    let mut at = range.start;
    for change in changes {
        out.push_str(text.get(at..change.range.start).unwrap_or_default());
        out.push_str(change.value);
        at = at.max(change.range.end);
    }
    out.push_str(text.get(at..range.end).unwrap_or_default());
    out
}

fn placed(word: &Word, text: String) -> Option<Placed> {
    let bbox = word
        .place
        .bbox
        .filter(|b| b.iter().all(|v| v.is_finite()))?;
    (!text.is_empty()).then_some(Placed {
        text,
        page: word.place.page,
        line: word.place.line,
        bbox,
    })
}

/// The box around words of one line; `None` where they stand on several.
fn on_one_line(group: &[Word]) -> Option<Box4> {
    let key = |w: &Word| (w.place.page, w.place.line);
    if !group.iter().all(|w| key(w) == key(&group[0])) {
        return None;
    }
    let cover = |a: Box4, b: Box4| {
        let (low, high) = (|i| f32::min(a[i], b[i]), |i| f32::max(a[i], b[i]));
        [low(0), low(1), high(2), high(3)]
    };
    group.iter().filter_map(|w| w.place.bbox).reduce(cover)
}

#[cfg(test)]
mod tests {
    use super::*;
    use sohoa_layout::{Place, Writer};
    use sohoa_record::model::Confidence;
    use sohoa_span::Span;

    /// Lines of words, each ten points wide and high.
    fn page(lines: &[&str]) -> (String, Layout) {
        let mut out = Writer::default();
        for (line, words) in (1..).zip(lines) {
            for (n, word) in (0u8..).zip(words.split(' ')) {
                let (left, top) = (f32::from(n) * 12.0, line as f32 * 20.0);
                let place = Place {
                    page: 1,
                    line,
                    bbox: Some([left, top, left + 10.0, top + 10.0]),
                    confidence: Some(0.9),
                };
                out.word(word, place);
            }
            out.end_line();
        }
        out.finish()
    }

    fn repair(text: &str, raw: &str, value: &str, applied: bool) -> Repair {
        let start = text.find(raw).unwrap();
        Repair {
            span: Span::new(1, [1, 1], [start, start + raw.len()].map(|b| b as u32)),
            raw: raw.to_owned(),
            value: value.to_owned(),
            rule: "a/rule".to_owned(),
            confidence: Confidence::new(0.9),
            applied,
        }
    }

    fn read(lines: &[&str], repairs: &[(&str, &str)]) -> Vec<(String, f32, f32)> {
        let (text, layout) = page(lines);
        let repairs: Vec<Repair> = repairs
            .iter()
            .map(|(raw, value)| repair(&text, raw, value, true))
            .collect();
        let words = repaired(&text, &layout, &repairs);
        words
            .into_iter()
            .map(|w| (w.text, w.bbox[0], w.bbox[2]))
            .collect()
    }

    fn told(words: &[(String, f32, f32)]) -> Vec<&str> {
        words.iter().map(|w| w.0.as_str()).collect()
    }

    #[test]
    fn repairs_stand_in_their_words() {
        let words = read(
            &["Số: 3l/KH-UBND", "khu phô O5"],
            &[("3l/KH-UBND", "31/KH-UBND"), ("phô", "phố"), ("O5", "05")],
        );
        assert_eq!(told(&words), ["Số:", "31/KH-UBND", "khu", "phố", "05"]);
        assert_eq!(words[4].1, 24.0);
    }

    #[test]
    fn words_that_a_repair_joins_share_a_box() {
        let words = read(&["Số: 12 /KH-UBND nay"], &[("12 /KH-UBND", "12/KH-UBND")]);
        assert_eq!(told(&words), ["Số:", "12/KH-UBND", "nay"]);
        assert_eq!((words[1].1, words[1].2), (12.0, 34.0));
        // As many words as before: each keeps its own box.
        let words = read(&["Ủy bau nhân đân"], &[("bau nhân đân", "ban nhân dân")]);
        assert_eq!(told(&words), ["Ủy", "ban", "nhân", "dân"]);
        assert_eq!(words[3].1, 36.0);
    }

    #[test]
    fn over_lines_letters_stay_as_they_are_printed() {
        let words = read(&["kế hoạ", "ch năm"], &[("hoạ\nch", "hoạch")]);
        assert_eq!(told(&words), ["kế", "hoạ", "ch", "năm"]);
    }

    #[test]
    fn proposals_and_what_changes_blanks_only_are_passed_over() {
        let (text, layout) = page(&["khu phô 12"]);
        let repairs = [
            repair(&text, "phô", "phố", false),
            repair(&text, "phô 12", "phô\t12", true),
            repair(&text, "phô 12", "phổ 12", true),
            repair(&text, "12", "21", true),
        ];
        let words = repaired(&text, &layout, &repairs);
        let told: Vec<&str> = words.iter().map(|w| w.text.as_str()).collect();
        assert_eq!(told, ["khu", "phổ", "12"]);
    }
}
