//! The place of a text where the words that were looked for stand closest, with the words marked.

use std::ops::Range;

use sohoa_text::fold::{OTHER, fold_char};

use crate::words::Terms;

/// Words of a snippet.
const WORDS: usize = 28;
/// Words before the first one that was looked for.
const BEFORE: usize = 6;
/// Bytes of a text that are looked through.
pub(crate) const LOOKED_THROUGH: usize = 128 << 10;

/// A piece of a text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Snippet {
    /// The piece, `…` where it was cut.
    pub text: String,
    /// What was looked for: ranges of bytes of `text`.
    pub marks: Vec<Range<usize>>,
}

/// The best piece of `text`; its beginning where nothing that was looked for stands in it.
pub(crate) fn snippet(text: &str, terms: &Terms) -> Snippet {
    let text = &text[..text.floor_char_boundary(LOOKED_THROUGH)];
    let words = words(text);
    let hits = hits(text, &words, terms);
    let first = best(&hits).saturating_sub(BEFORE);
    let last = (first + WORDS).min(words.len());
    cut(text, &words[first.min(last)..last], first, &hits)
}

/// The words of a text: ranges of bytes.
fn words(text: &str) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    let mut start = None;
    for (i, c) in text.char_indices() {
        match (start, c.is_alphanumeric()) {
            (None, true) => start = Some(i),
            (Some(s), false) => {
                words.push(s..i);
                start = None;
            }
            _ => {}
        }
    }
    words.extend(start.map(|s| s..text.len()));
    words
}

/// A term that was found: which one, and its words.
struct Hit {
    term: usize,
    words: Range<usize>,
}

fn hits(text: &str, words: &[Range<usize>], terms: &Terms) -> Vec<Hit> {
    let mut hits = Vec::new();
    for (term, spellings) in terms.spelled().enumerate() {
        for spelling in spellings {
            let wanted: Vec<&str> = spelling
                .split(|c: char| !c.is_alphanumeric())
                .filter(|w| !w.is_empty())
                .collect();
            for first in 0..(words.len() + 1).saturating_sub(wanted.len().max(1)) {
                let found = &words[first..first + wanted.len()];
                let same = |(w, want): (&Range<usize>, &&str)| {
                    is_word(&text[w.clone()], want, terms.marks)
                };
                if !wanted.is_empty() && found.iter().zip(&wanted).all(same) {
                    let words = first..first + wanted.len();
                    hits.push(Hit { term, words });
                }
            }
        }
    }
    hits.sort_by_key(|h| h.words.start);
    hits
}

/// Compares a word of the text without making a new one of it.
fn is_word(word: &str, wanted: &str, marks: bool) -> bool {
    if marks {
        word.chars().flat_map(char::to_lowercase).eq(wanted.chars())
    } else {
        let folded = word.chars().filter_map(fold_char);
        folded.filter(|b| *b != OTHER).eq(wanted.bytes())
    }
}

/// The first word of the hit after which the most different terms follow.
fn best(hits: &[Hit]) -> usize {
    let mut best = (0, 0);
    for (i, hit) in hits.iter().enumerate() {
        let near = hits[i..].iter().take(WORDS);
        let near = near.take_while(|h| h.words.end <= hit.words.start + WORDS - BEFORE);
        let mut seen: Vec<usize> = near.map(|h| h.term).collect();
        seen.sort_unstable();
        seen.dedup();
        if seen.len() > best.0 {
            best = (seen.len(), hit.words.start);
        }
    }
    best.1
}

/// The text of these words, the hits among them marked; `first` is the number of the first word.
fn cut(text: &str, words: &[Range<usize>], first: usize, hits: &[Hit]) -> Snippet {
    let (Some(start), Some(end)) = (words.first(), words.last()) else {
        return Snippet::default();
    };
    let mut out = Snippet::default();
    if first > 0 {
        out.text.push_str("… ");
    }
    let from = if first > 0 { start.start } else { 0 };
    let rest = &text[end.end..];
    let more = rest.chars().any(char::is_alphanumeric);
    let to = if more { end.end } else { text.trim_end().len() };
    let shift = out.text.len();
    // A line break is one byte, as is the blank that is shown for it: places stay the same.
    out.text.push_str(&text[from..to].replace('\n', " "));
    for hit in hits {
        let inside = |w: usize| w.checked_sub(first).and_then(|w| words.get(w));
        if let (Some(a), Some(b)) = (inside(hit.words.start), inside(hit.words.end - 1)) {
            out.marks.push(a.start - from + shift..b.end - from + shift);
        }
    }
    out.marks.dedup();
    if more {
        out.text.push_str(" …");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(text: &str, typed: &str) -> (String, Vec<String>) {
        let s = snippet(text, &Terms::of(typed));
        let marks = s.marks.iter().map(|m| s.text[m.clone()].to_owned());
        let marks = marks.collect();
        (s.text, marks)
    }

    #[test]
    fn words_are_found_with_and_without_marks() {
        let text = "I. ĐỊNH HƯỚNG\nUỷ ban chung, định hướng (2024)";
        assert_eq!(
            marked(text, "dinh huong").1,
            ["ĐỊNH", "HƯỚNG", "định", "hướng"]
        );
        assert_eq!(marked(text, "\"ủy ban\" chung").1, ["Uỷ ban", "chung"]);
        assert_eq!(marked(text, "đinh hướng").1, ["HƯỚNG", "hướng"]);
        assert_eq!(marked(text, "none").0, text.replace('\n', " "));
    }

    #[test]
    fn the_piece_is_where_most_words_meet() {
        let text = format!(
            "a {} b {} a b {}",
            "x ".repeat(50),
            "y ".repeat(50),
            "z ".repeat(50)
        );
        let (piece, marks) = marked(&text, "a b");
        assert!(
            piece.starts_with("… y") && piece.ends_with("z …"),
            "{piece}"
        );
        assert_eq!(marks, ["a", "b"]);
    }

    #[test]
    fn an_empty_text_has_an_empty_piece() {
        assert_eq!(marked("", "a"), (String::new(), vec![]));
        assert_eq!(marked(" \n", "a"), (String::new(), vec![]));
    }
}
