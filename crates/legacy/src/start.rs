//! Capitals at the start of sentences in TCVN3 without fonts: `ñy ban` decodes to `ủy ban` and may stand for `Ủy ban`.
//!
//! The encoding has capitals for all letters without a tone, so that other starts of the same kind show whether this
//! paper writes them with capitals.

use crate::case::{capital, is_toned};

/// What stands before a word that starts something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Bullet,
    Numeral,
    /// A line that ended.
    Line,
    /// A full stop.
    Stop,
    /// A colon.
    Colon,
    /// The edge of a cell.
    Cell,
}

/// What the letter of a start tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Letter {
    Capital,
    Small,
    /// A small letter with a tone, which may stand for a capital.
    Open,
}

/// How many times as many starts must have capitals as have none.
const CLEAR: usize = 3;

/// Gives capitals to the starts whose letter is open, where other starts of their kind have them.
pub(crate) fn restore(text: &mut String) {
    let starts = starts(text);
    let mut counts = [[0usize; 3]; 6];
    for (kind, _, letter) in &starts {
        counts[*kind as usize][*letter as usize] += 1;
    }
    for (kind, at, _) in starts.iter().filter(|s| s.2 == Letter::Open) {
        let of = |letter: Letter| counts[*kind as usize][letter as usize];
        if of(Letter::Capital) <= CLEAR * of(Letter::Small) {
            continue;
        }
        let letter = text[*at..].chars().next();
        let Some((small, big)) = letter.map(|c| (c, capital(c))) else {
            continue;
        };
        if small.len_utf8() == big.len_utf8() {
            text.replace_range(*at..*at + small.len_utf8(), big.encode_utf8(&mut [0; 4]));
        }
    }
}

fn starts(text: &str) -> Vec<(Kind, usize, Letter)> {
    let mut out = Vec::new();
    let mut ended = true;
    let mut base = 0;
    for line in text.split_inclusive('\n') {
        let bare = line.trim();
        let lead = line.len() - line.trim_start().len();
        let (kind, skip) = marker(bare).unwrap_or((Kind::Line, 0));
        if kind != Kind::Line || ended {
            out.extend(start(text, base + lead + skip).map(|l| (kind, base + lead + skip, l)));
        }
        for (kind, mark) in [(Kind::Stop, ". "), (Kind::Colon, ": "), (Kind::Cell, "\t")] {
            for (i, _) in line.match_indices(mark) {
                let at = base + i + mark.len();
                if kind != Kind::Stop || ends_word(&line[..i]) {
                    out.extend(start(text, at).map(|l| (kind, at, l)));
                }
            }
        }
        ended = bare.is_empty() || bare.ends_with(['.', ';', ':', '!', '?']);
        base += line.len();
    }
    out
}

/// The letter that stands at a place.
fn start(text: &str, at: usize) -> Option<Letter> {
    let c = text[at..].chars().next()?;
    match c {
        _ if c.is_uppercase() => Some(Letter::Capital),
        _ if is_toned(c) && c.is_lowercase() => Some(Letter::Open),
        _ if c.is_lowercase() => Some(Letter::Small),
        _ => None,
    }
}

/// A bullet or a numeral with the blank behind it: what it is, and its length.
fn marker(line: &str) -> Option<(Kind, usize)> {
    let head = line.find(' ')?;
    let kind = match line[..head].strip_suffix(['.', ')']) {
        _ if matches!(&line[..head], "-" | "+" | "*" | "•" | "–") => Kind::Bullet,
        Some(n)
            if n.len() <= 4 && n.bytes().all(|b| b.is_ascii_alphanumeric()) && !n.is_empty() =>
        {
            Kind::Numeral
        }
        _ => return None,
    };
    Some((kind, line.len() - line[head..].trim_start().len()))
}

/// Whether the stop behind it ends a sentence: abbreviations are short or have capitals.
fn ends_word(before: &str) -> bool {
    let mut letters = before.chars().rev().take_while(|c| c.is_alphabetic());
    letters.next().is_some_and(char::is_lowercase) && letters.nth(1).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn restored(text: &str) -> String {
        let mut text = text.to_owned();
        restore(&mut text);
        text
    }

    #[test]
    fn other_starts_of_a_kind_tell() {
        let text =
            "1. Sở Nội vụ\n2. ủy ban nhân dân xã và\nủy viên. Tổ chức. ổn định.\n- in\n- ảnh\n";
        let meant =
            "1. Sở Nội vụ\n2. Ủy ban nhân dân xã và\nủy viên. Tổ chức. Ổn định.\n- in\n- ảnh\n";
        assert_eq!(restored(text), meant);
    }

    #[test]
    fn without_evidence_nothing_changes() {
        for text in ["- ảnh\n", "ở đây", "TP. ảnh"] {
            assert_eq!(restored(text), text);
        }
    }
}
