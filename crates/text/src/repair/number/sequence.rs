//! The sequence of a document number: digits, and the letters and dots that stand for them.

/// A sequence, and where it begins.
pub(super) struct Seq {
    pub start: usize,
    pub value: String,
    /// A letter was read as a digit, or dots were dropped.
    pub shaped: bool,
    /// The other way to read a slash inside.
    pub other: Option<String>,
}

/// The sequence at the end of `head`: digits and what recognition makes of them.
pub(super) fn seq_left(head: &str) -> Option<Seq> {
    let whole = head.trim_end_matches(' ');
    let head = whole.trim_end_matches(['.', '…', ' ']);
    let tail = sequence_start(head);
    let raw = head[tail..].trim_start_matches(['.', '…', '/', ' ']);
    let from = head.len() - raw.len();
    let (digits, suffix) = match raw.char_indices().next_back() {
        Some((i, c)) if c.is_ascii_lowercase() && !matches!(c, 'o' | 'l') => raw.split_at(i),
        _ => (raw, ""),
    };
    let bare: String = digits
        .chars()
        .filter(|c| !matches!(c, '.' | '/' | '…'))
        .collect();
    let value = digits_by_shape(&bare)?;
    let real = digits.bytes().filter(u8::is_ascii_digit).count();
    let labelled = head[..from]
        .trim_end_matches(['.', '…', ' ', ':'])
        .ends_with(['ố', 'ô', 'ó', 'o']);
    let inner = digits.contains('/');
    let other = inner
        .then(|| digits_by_shape(&digits.replace('/', "1").replace(['.', '…'], "")))
        .flatten()
        .map(|d| format!("{d}{suffix}"));
    let plain = real == digits.len();
    if value.len() > 6 || real == 0 && !labelled || (!plain && !labelled && real * 2 < value.len())
    {
        return None;
    }
    // Dots and slashes inside are leaders only behind the label "Số".
    if bare.len() != digits.len() && !labelled {
        return None;
    }
    let start = leaders(head, from);
    // One dot with nothing but digits about it belongs to the number (66.18/2026/NQ-CP).
    let dotted = !inner && start == from && head.len() == whole.len();
    if let Some((a, b)) = digits.split_once('.')
        && dotted
        && a.len() > 1
        && [a, b].iter().all(|p| p.bytes().all(|b| b.is_ascii_digit()))
    {
        return Some(Seq {
            start,
            value: raw.to_owned(),
            shaped: false,
            other: None,
        });
    }
    Some(Seq {
        start,
        value: format!("{value}{suffix}"),
        shaped: !plain,
        other,
    })
}

/// Where the run of digit-like characters at the end of `head` begins, on a word boundary.
fn sequence_start(head: &str) -> usize {
    let from = head
        .char_indices()
        .rev()
        .take_while(|&(_, c)| {
            c.is_ascii_digit()
                || is_shape(c)
                || matches!(c, '.' | '/' | '…')
                || c.is_ascii_lowercase()
        })
        .last()
        .map_or(head.len(), |(i, _)| i);
    // A letter of a word before it does not belong to it.
    let word = head[..from]
        .chars()
        .next_back()
        .is_some_and(char::is_alphanumeric);
    if word {
        head[from..]
            .find(['.', '/'])
            .map_or(head.len(), |i| from + i)
    } else {
        from
    }
}

/// Leader dots before the sequence belong to the blank that was filled in.
fn leaders(head: &str, start: usize) -> usize {
    let before = head[..start].trim_end_matches(['.', '…']);
    if before.len() < start && before.ends_with([':', ' ']) {
        before.len()
    } else {
        start
    }
}

fn is_shape(c: char) -> bool {
    matches!(c, 'O' | 'Q' | 'o' | 'l' | 'I' | '|' | 'L' | 'S' | 'B')
}

/// Reads letters in a digit's place by their shape; `None` when something else stands there.
pub(super) fn digits_by_shape(s: &str) -> Option<String> {
    if s.is_empty() {
        return None;
    }
    s.chars()
        .map(|c| match c {
            '0'..='9' => Some(c),
            'O' | 'Q' | 'o' => Some('0'),
            'l' | 'I' | '|' | 'L' => Some('1'),
            'S' => Some('5'),
            'B' => Some('8'),
            _ => None,
        })
        .collect()
}
