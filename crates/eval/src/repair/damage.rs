//! Damages clean text as recognition does, with a table of its own, and remembers what stood there.

use std::ops::Range;

/// A small generator of random numbers (SplitMix64): the same damage on every machine.
#[derive(Debug, Clone)]
pub struct Random(u64);

impl Random {
    /// Starts from a seed.
    #[must_use]
    pub fn new(seed: u64) -> Random {
        Random(seed)
    }

    /// The next 64 bits.
    pub fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// True with probability `p`.
    pub fn chance(&mut self, p: f64) -> bool {
        ((self.draw() >> 11) as f64) < p * (1u64 << 53) as f64
    }

    /// One of `list`, which is not empty.
    pub fn pick<'l, T>(&mut self, list: &'l [T]) -> &'l T {
        &list[(self.draw() % list.len() as u64) as usize]
    }
}

/// Kinds of damage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Another tone, or none.
    Tone,
    /// A circumflex, breve or horn lost, put in or exchanged.
    Mark,
    /// đ and d.
    Stroke,
    /// Letters that look alike.
    LookAlike,
    /// The space behind the word lost.
    Joined,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Kind; 5] = [
        Kind::Tone,
        Kind::Mark,
        Kind::Stroke,
        Kind::LookAlike,
        Kind::Joined,
    ];
}

/// A damaged word (two, where they were joined).
#[derive(Debug, Clone)]
pub struct Wound {
    /// Where it stands in the damaged text.
    pub range: Range<usize>,
    /// What stood there.
    pub clean: String,
    /// What was done.
    pub kind: Kind,
}

/// Vowels by mark (rows of one base letter share a list), each with its six tones.
const VOWELS: [&str; 12] = [
    "aàáảãạ",
    "ăằắẳẵặ",
    "âầấẩẫậ",
    "eèéẻẽẹ",
    "êềếểễệ",
    "iìíỉĩị",
    "oòóỏõọ",
    "ôồốổỗộ",
    "ơờớởỡợ",
    "uùúủũụ",
    "ưừứửữự",
    "yỳýỷỹỵ",
];
/// Rows of [`VOWELS`] that share a base letter.
const MARKED: [&[usize]; 4] = [&[0, 1, 2], &[3, 4], &[6, 7, 8], &[9, 10]];
/// Printed and read.
const ALIKE: [(&str, &str); 16] = [
    ("l", "i"),
    ("i", "l"),
    ("m", "rn"),
    ("rn", "m"),
    ("h", "b"),
    ("n", "u"),
    ("u", "n"),
    ("c", "e"),
    ("e", "c"),
    ("t", "l"),
    ("o", "c"),
    ("nh", "n"),
    ("ng", "n"),
    ("n", "ng"),
    ("t", "c"),
    ("ư", "ur"),
];

/// Damages a share `rate` of the words of `text`; words with digits, capitals inside or one letter are left alone.
#[must_use]
pub fn damage(text: &str, rate: f64, random: &mut Random) -> (String, Vec<Wound>) {
    let mut out = String::with_capacity(text.len());
    let mut wounds = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let blank = rest.len() - rest.trim_start().len();
        out.push_str(&rest[..blank]);
        rest = &rest[blank..];
        let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let (word, behind) = rest.split_at(end);
        rest = behind;
        if !is_plain(word) || !random.chance(rate) {
            out.push_str(word);
            continue;
        }
        let start = out.len();
        let kind = *random.pick(&Kind::ALL);
        if kind == Kind::Joined {
            let next = behind.strip_prefix(' ').unwrap_or_default();
            let next = &next[..next.find(char::is_whitespace).unwrap_or(next.len())];
            if !is_plain(next) || next.starts_with(char::is_uppercase) {
                out.push_str(word);
                continue;
            }
            out.push_str(word);
            out.push_str(next);
            rest = &behind[1 + next.len()..];
            wounds.push(Wound {
                range: start..out.len(),
                clean: format!("{word} {next}"),
                kind,
            });
            continue;
        }
        match changed(word, kind, random) {
            Some(read) if read != word => {
                out.push_str(&read);
                wounds.push(Wound {
                    range: start..out.len(),
                    clean: word.to_owned(),
                    kind,
                });
            }
            _ => out.push_str(word),
        }
    }
    (out, wounds)
}

/// Two letters or more, nothing else, small but for the first (or all capitals with a mark among them).
fn is_plain(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_alphabetic)
        && word.chars().count() > 1
        && chars.all(char::is_lowercase)
}

fn changed(word: &str, kind: Kind, random: &mut Random) -> Option<String> {
    let chars: Vec<char> = word.chars().collect();
    let vowel = |c: char| {
        let small = c.to_lowercase().next()?;
        VOWELS.iter().enumerate().find_map(|(row, tones)| {
            tones
                .chars()
                .position(|t| t == small)
                .map(|tone| (row, tone))
        })
    };
    let put = |at: usize, c: char| -> String {
        let c = if chars[at].is_uppercase() {
            c.to_uppercase().next().unwrap_or(c)
        } else {
            c
        };
        chars
            .iter()
            .enumerate()
            .map(|(i, &old)| if i == at { c } else { old })
            .collect()
    };
    let letter = |row: usize, tone: usize| VOWELS[row].chars().nth(tone);
    match kind {
        Kind::Tone => {
            let toned: Vec<usize> = (0..chars.len())
                .filter(|&i| vowel(chars[i]).is_some_and(|v| v.1 > 0))
                .collect();
            let &at = toned.first()?;
            let (row, old) = vowel(chars[at])?;
            let tone = if random.chance(0.35) {
                0
            } else {
                *random.pick(&[1, 2, 3, 4, 5])
            };
            (tone != old)
                .then(|| letter(row, tone))
                .flatten()
                .map(|c| put(at, c))
        }
        Kind::Mark => {
            let spots: Vec<(usize, usize, usize)> = chars
                .iter()
                .enumerate()
                .filter_map(|(i, &c)| vowel(c).map(|(row, tone)| (i, row, tone)))
                .filter(|&(_, row, _)| MARKED.iter().any(|m| m.contains(&row)))
                .collect();
            if spots.is_empty() {
                return None;
            }
            let &(at, row, tone) = random.pick(&spots);
            let group = MARKED.iter().find(|m| m.contains(&row))?;
            letter(*random.pick(group), tone).map(|c| put(at, c))
        }
        Kind::Stroke => {
            let at = chars.iter().position(|c| "dđDĐ".contains(*c))?;
            let other = if "dD".contains(chars[at]) { 'đ' } else { 'd' };
            Some(put(at, other))
        }
        Kind::LookAlike => {
            let fit: Vec<&(&str, &str)> = ALIKE
                .iter()
                .filter(|(printed, _)| word.contains(printed))
                .collect();
            if fit.is_empty() {
                return None;
            }
            let (printed, read) = random.pick(&fit);
            Some(word.replacen(printed, read, 1))
        }
        Kind::Joined => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wounds_tell_what_stood_there() {
        let clean = "các đơn vị được giao chủ trì tổ chức thực hiện nhiệm vụ năm 2024\n".repeat(40);
        let (damaged, wounds) = damage(&clean, 0.3, &mut Random::new(7));
        assert!(wounds.len() > 50);
        let mut healed = damaged.clone();
        for w in wounds.iter().rev() {
            assert_ne!(damaged[w.range.clone()], w.clean);
            healed.replace_range(w.range.clone(), &w.clean);
        }
        assert_eq!(healed, clean);
    }
}
