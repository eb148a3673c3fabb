//! Units that say what they are: Phần, Chương, Mục, Tiểu mục, Điều.
//!
//! ```text
//! named   = ( "Phần" | "Chương" | "Mục" | "Tiểu mục" | "Điều" ) numeral [ "." | ":" ]
//! numeral = n | roman | "thứ nhất" … "thứ mười"
//! ```

use sohoa_text::fold::{FoldTable, fold_string};

use super::Reading;
use super::roman::roman_value;
use crate::tree::Numbering;

/// Whether `name` is the fold of a word.
fn folds_to(word: &str, name: &str) -> bool {
    let table = FoldTable::get();
    let fold = word.chars().filter_map(|c| table.fold(c));
    fold.eq(name.bytes())
}

/// Phần, Chương, Mục, Tiểu mục, Điều.
pub(super) fn named(line: &str) -> Option<Reading> {
    const NAMES: &[(&str, Numbering)] = &[
        ("tieu muc", Numbering::Subsection),
        ("phan", Numbering::Part),
        ("chuong", Numbering::Chapter),
        ("muc", Numbering::Section),
        ("dieu", Numbering::Article),
    ];
    if !line.starts_with(['P', 'C', 'M', 'T', 'Đ', 'D', 'p', 'c', 'm', 't', 'đ']) {
        return None;
    }
    let (first, rest) = line.split_once(' ').unwrap_or((line, ""));
    let word = first.trim();
    let (numbering, name_len) = NAMES.iter().find_map(|&(name, numbering)| {
        let Some((one, two)) = name.split_once(' ') else {
            return folds_to(word, name).then_some((numbering, first.len() + 1));
        };
        let second = rest.split(' ').next().unwrap_or_default();
        let both = folds_to(word, one) && folds_to(second.trim(), two);
        both.then_some((numbering, first.len() + second.len() + 2))
    })?;
    let after = line.get(name_len..)?;
    let (value, len) = named_value(after)?;
    let rest = &after[len..];
    let close: usize = rest
        .chars()
        .take_while(|c| matches!(c, '.' | ':' | ')' | ' '))
        .map(char::len_utf8)
        .sum();
    let closed = rest.starts_with(['.', ':']) || rest[close..].is_empty();
    let heading = rest[close..].starts_with(|c: char| c.is_uppercase() || c == '-' || c == '–');
    let capital = line.starts_with(|c: char| c.is_uppercase());
    // "Điều 14 và Điều 16 …" inside a wrapped paragraph opens no unit.
    if !capital || !(closed || heading && numbering != Numbering::Article) {
        return None;
    }
    let mut r = Reading::new(numbering, vec![value], 0);
    let printed = name_len + len + usize::from(rest.starts_with(['.', ':']));
    r.marker = line[..printed].to_owned();
    r.marker_len = printed;
    r.len = name_len + len + close;
    Some(r)
}

fn named_value(after: &str) -> Option<(u16, usize)> {
    const ORDINALS: &[(&str, u16)] = &[
        ("thu nhat", 1),
        ("thu hai", 2),
        ("thu ba", 3),
        ("thu tu", 4),
        ("thu nam", 5),
        ("thu sau", 6),
        ("thu bay", 7),
        ("thu tam", 8),
        ("thu chin", 9),
        ("thu muoi", 10),
    ];
    let word: String = after
        .chars()
        .take_while(|c| c.is_alphanumeric() || *c == '|')
        .collect();
    if let Ok(n) = word.parse::<u16>() {
        return Some((n, word.len()));
    }
    if let Some((n, _)) = roman_value(&word) {
        return Some((n, word.len()));
    }
    let two: String = after.split(' ').take(2).collect::<Vec<_>>().join(" ");
    let folded = fold_string(two.trim_end_matches(['.', ':']));
    let hit = ORDINALS.iter().find(|(name, _)| *name == folded)?;
    Some((hit.1, two.trim_end_matches(['.', ':']).len()))
}
