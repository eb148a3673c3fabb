//! Numbers that Word sets before paragraphs by itself; they are not in the text.

use super::bytes::{size_at, slice, u8_at, u16_at, u32_at, utf16};
use crate::numeral::{is_bullet, numeral};

/// A level of a list: how its number is written.
#[derive(Debug, Clone, Default)]
struct Level {
    start: u32,
    form: u8,
    /// All numbers in it are arabic, whatever their own levels say.
    arabic: bool,
    /// The text; a unit below 9 stands for the number of that level.
    text: String,
    /// The properties of the number's characters.
    chars: Vec<u8>,
}

/// A use of a list, with what it changes.
#[derive(Debug, Default)]
struct Use {
    list: u32,
    starts: Vec<(u8, u32)>,
}

/// The lists of a document.
#[derive(Debug, Default)]
pub(super) struct Lists {
    lists: Vec<(u32, Vec<Level>)>,
    uses: Vec<Use>,
}

/// A number as it is shown, and the properties of its characters.
pub(super) struct Number<'l> {
    pub(super) text: String,
    pub(super) chars: &'l [u8],
}

/// How far each level of each list has counted.
#[derive(Debug, Default)]
pub(super) struct Counters {
    counts: Vec<[Option<u32>; LEVELS]>,
    used: Vec<bool>,
}

const LEVELS: usize = 9;

/// Reads the lists and their uses; the levels of lists stand behind the list of lists.
pub(super) fn read(table: &[u8], (at, length): (usize, usize), uses: &[u8]) -> Lists {
    const LIST: usize = 28;
    if length < 2 {
        return Lists::default();
    }
    let count = usize::from(u16_at(table, at).unwrap_or(0));
    let mut next = at.saturating_add(length);
    let mut lists = Vec::new();
    for i in 0..count {
        let entry = slice(table, at + 2 + LIST * i, LIST);
        let (Some(id), Some(flags)) = (u32_at(entry, 0), u8_at(entry, 26)) else {
            break;
        };
        let levels = if flags & 1 == 1 { 1 } else { LEVELS };
        let levels = (0..levels).map_while(|_| level(table, &mut next));
        lists.push((id, levels.collect()));
    }
    Lists {
        lists,
        uses: read_uses(uses),
    }
}

fn level(table: &[u8], at: &mut usize) -> Option<Level> {
    const FIXED: usize = 28;
    let fixed = table.get(*at..at.checked_add(FIXED)?)?;
    let chars = usize::from(fixed[24]);
    let paras = usize::from(fixed[25]);
    let chars_at = *at + FIXED + paras;
    let text_at = chars_at + chars;
    let length = usize::from(u16_at(table, text_at)?);
    *at = text_at + 2 + 2 * length;
    Some(Level {
        start: u32_at(fixed, 0)?,
        form: fixed[4],
        arabic: fixed[5] & 4 != 0,
        text: utf16(slice(table, text_at + 2, 2 * length)),
        chars: slice(table, chars_at, chars).to_vec(),
    })
}

fn read_uses(bytes: &[u8]) -> Vec<Use> {
    const USE: usize = 16;
    let count = size_at(bytes, 0).unwrap_or(0).min(bytes.len() / USE);
    let mut at = 4 + USE * count;
    let mut out = Vec::new();
    for i in 0..count {
        let entry = slice(bytes, 4 + USE * i, USE);
        let (Some(list), Some(changes)) = (u32_at(entry, 0), u8_at(entry, 12)) else {
            break;
        };
        at += 4;
        let starts = (0..changes).map_while(|_| change(bytes, &mut at));
        let starts = starts.flatten().collect();
        out.push(Use { list, starts });
    }
    out
}

/// A changed level: the number it starts with, if that is what changes. One with a text of its own is passed.
fn change(bytes: &[u8], at: &mut usize) -> Option<Option<(u8, u32)>> {
    let start = u32_at(bytes, *at)?;
    let flags = u8_at(bytes, *at + 4)?;
    *at += 8;
    if flags & 0x20 != 0 {
        let level = level(bytes, at)?;
        return Some((flags & 0x10 != 0).then_some((flags & 15, level.start)));
    }
    Some((flags & 0x10 != 0).then_some((flags & 15, start)))
}

impl Lists {
    /// Counts a paragraph and gives its number.
    pub(super) fn number(
        &self,
        counters: &mut Counters,
        list: u16,
        level: u8,
    ) -> Option<Number<'_>> {
        let index = usize::from(list).checked_sub(1)?;
        let used = self.uses.get(index)?;
        let i = self.lists.iter().position(|(id, _)| *id == used.list)?;
        let levels = &self.lists[i].1;
        let level = usize::from(level);
        let here = levels.get(level)?;
        counters.counts.resize(self.lists.len(), [None; LEVELS]);
        counters.used.resize(self.uses.len(), false);
        let counts = &mut counters.counts[i];
        if !std::mem::replace(&mut counters.used[index], true) {
            for (level, start) in &used.starts {
                let start = start.checked_sub(1);
                if let Some(count) = counts.get_mut(usize::from(*level)) {
                    *count = start;
                }
            }
        }
        counts[level] = Some(counts[level].map_or(here.start, |n| n.saturating_add(1)));
        counts[level + 1..].fill(None);
        let text = if is_bullet(here.form) {
            bullet(&here.text).to_owned()
        } else {
            here.show(levels, counts)
        };
        let chars = &here.chars;
        (!text.is_empty()).then_some(Number { text, chars })
    }
}

/// A sign of the keyboard is shown as it is, every other one as a dash.
fn bullet(sign: &str) -> &str {
    match sign.trim() {
        "+" | "*" => sign.trim(),
        _ => "-",
    }
}

impl Level {
    fn show(&self, levels: &[Level], counts: &[Option<u32>; LEVELS]) -> String {
        let mut out = String::new();
        for c in self.text.chars() {
            let Some(other) = levels.get(c as usize).filter(|_| (c as usize) < LEVELS) else {
                out.push(c);
                continue;
            };
            let n = counts[c as usize].unwrap_or(other.start);
            let form = if self.arabic { 0 } else { other.form };
            if form != 255 {
                out.push_str(&numeral(n, form));
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn level(form: u8, text: &str) -> Level {
        Level {
            start: 1,
            form,
            text: text.to_owned(),
            ..Level::default()
        }
    }

    fn lists() -> Lists {
        let levels = vec![
            level(1, "\0."),
            level(0, "\0.\u{1}."),
            level(23, "\u{f0b7}"),
        ];
        Lists {
            lists: vec![(7, levels)],
            uses: vec![
                Use {
                    list: 7,
                    starts: Vec::new(),
                },
                Use {
                    list: 7,
                    starts: vec![(0, 5)],
                },
            ],
        }
    }

    #[test]
    fn levels_count_and_start_anew() {
        let lists = lists();
        let mut counters = Counters::default();
        let mut next = |list, level| {
            let number = lists.number(&mut counters, list, level);
            number.map_or(String::new(), |n| n.text)
        };
        let shown = [
            next(1, 0),
            next(1, 1),
            next(1, 1),
            next(1, 2),
            next(1, 0),
            next(1, 1),
            next(2, 0),
        ];
        assert_eq!(shown, ["I.", "I.1.", "I.2.", "-", "II.", "II.1.", "V."]);
        assert_eq!(next(9, 0), "");
    }
}
