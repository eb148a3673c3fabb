//! Sentences that go on with a dash on the next line: `… Phòng chống bệnh xã hội` / `– Thành viên;`.
//!
//! Alone the second line looks like a point of a list. But where paragraphs begin indented it stands at the margin,
//! below a line that is full and ends no sentence. So it is put behind that line, as one line of the text.

use crate::{Item, Word};

/// Left ends that differ by less are the same; by how much the first line of a paragraph may be indented.
const SAME: f32 = 0.6;
const INDENT: std::ops::Range<f32> = 1.2..7.0;
/// Right ends that differ by less are those of full lines, and how many others nearby end there.
const RIGHT: f32 = 0.7;
const OTHERS: usize = 2;
/// Lines of one paragraph stand no further apart.
const STEP: f32 = 2.3;
/// Lines before and after that are looked at.
const REACH: usize = 30;

/// Puts lines that a dash begins behind those that they go on with.
pub(crate) fn join(items: Vec<Item>) -> Vec<Item> {
    let mut wrapped = vec![false; items.len()];
    for i in 1..items.len() {
        wrapped[i] = goes_on(&items, i, &wrapped);
    }
    let mut out: Vec<Item> = Vec::with_capacity(items.len());
    for (mut item, wrapped) in items.into_iter().zip(wrapped) {
        match out.last_mut() {
            Some(last) if wrapped => last.cells[0].append(&mut item.cells[0]),
            _ => out.push(item),
        }
    }
    out
}

/// Whether line `i` goes on with the paragraph above it, though it begins with a dash.
fn goes_on(items: &[Item], i: usize, wrapped: &[bool]) -> bool {
    let (Some(words), Some(above)) = (line(&items[i]), line(&items[i - 1])) else {
        return false;
    };
    begins_with_dash(words)
        && !ends_sentence(above)
        && is_full(items, i - 1, above)
        && begins_indented(items, i, wrapped)
}

/// The words of an item that is one line.
fn line(item: &Item) -> Option<&[Word]> {
    match &item.cells[..] {
        [words] if !words.is_empty() => Some(words),
        _ => None,
    }
}

fn begins_with_dash(words: &[Word]) -> bool {
    words.len() > 1 && words[0].text.starts_with(['-', '–', '—'])
}

fn ends_sentence(words: &[Word]) -> bool {
    let last = words.last().map_or("", |w| w.text.as_str());
    let last = last.trim_end_matches(['"', '”', ')']);
    last.ends_with(['.', ';', ':', '!', '?', '…'])
}

/// Whether others end where it ends: at the right margin.
fn is_full(items: &[Item], i: usize, words: &[Word]) -> bool {
    let near = &items[i.saturating_sub(REACH)..items.len().min(i + REACH)];
    let end = |words: &[Word]| words.last().map_or(0.0, |w| w.u1);
    let even = |other: &&[Word]| (end(other) - end(words)).abs() < RIGHT * words[0].size;
    near.iter().filter_map(line).filter(even).count() > OTHERS
}

/// Whether the paragraph that a line would go on with begins further to the right, and all between below the line's
/// own first word.
fn begins_indented(items: &[Item], i: usize, wrapped: &[bool]) -> bool {
    let mut below = &items[i].cells[0][0];
    let (left, size) = (below.u0, below.size);
    for k in (i.saturating_sub(REACH)..i).rev() {
        let Some(words) = line(&items[k]) else {
            return false;
        };
        let by = (words[0].u0 - left) / size;
        let near = (0.0..STEP * size).contains(&(below.v - words[0].v));
        let point = begins_with_dash(words) && !wrapped[k];
        if !near || by.abs() < SAME && point {
            return false;
        }
        if by.abs() >= SAME {
            return INDENT.contains(&by);
        }
        below = &words[0];
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines of a left end, a right end and a text, one below the other.
    fn page(lines: &[(f32, f32, &str)]) -> Vec<Item> {
        let line = |(n, (u0, u1, text)): (usize, &(f32, f32, &str))| {
            let v = 20.0 * n as f32;
            let word = |u0, u1, text: &str| Word {
                u0,
                u1,
                v,
                size: 14.0,
                text: text.to_owned(),
                ..Word::default()
            };
            let (first, rest) = text.split_once(' ').unwrap();
            Item::line(vec![word(*u0, u0 + 5.0, first), word(u0 + 10.0, *u1, rest)])
        };
        lines.iter().enumerate().map(line).collect()
    }

    fn joined(lines: &[(f32, f32, &str)]) -> usize {
        lines.len() - join(page(lines)).len()
    }

    const FULL: (f32, f32, &str) = (80.0, 500.0, "Trung tâm Phòng chống");

    #[test]
    fn a_dash_at_the_margin_goes_on() {
        let first = (110.0, 500.0, "8. Bà Phó giám đốc");
        let dash = (80.0, 200.0, "– Thành viên;");
        assert_eq!(joined(&[first, FULL, dash]), 0, "nothing else ends there");
        assert_eq!(joined(&[first, FULL, FULL, dash]), 1);
        assert_eq!(joined(&[FULL, FULL, first, dash]), 1);
        // Two in one paragraph.
        let full = (80.0, 500.0, "- Công nghệ");
        assert_eq!(joined(&[first, FULL, full, dash]), 2);
    }

    #[test]
    fn points_of_a_list_stay() {
        let first = (110.0, 500.0, "Ủy ban nhân dân");
        let point = (110.0, 300.0, "- Rà soát");
        let dash = (80.0, 300.0, "- Rà soát");
        // Indented like paragraphs.
        assert_eq!(joined(&[first, FULL, FULL, point]), 0);
        // After the end of a sentence, after a short line, and where nothing is indented.
        let ended = (80.0, 500.0, "nội dung sau:");
        assert_eq!(joined(&[first, FULL, FULL, ended, dash]), 0);
        let short = (80.0, 300.0, "nội dung");
        assert_eq!(joined(&[first, FULL, FULL, short, dash]), 0);
        assert_eq!(joined(&[FULL, FULL, FULL, FULL, dash]), 0);
        // A list whose points stand at the margin.
        let full = (80.0, 500.0, "- Xây dựng");
        assert_eq!(joined(&[first, FULL, ended, full, dash]), 0);
    }
}
