//! Footnotes: below a short rule, each begun by the raised number that calls it in the text above.

use sohoa_span::Box4;

use sohoa_page::Item;

/// Writes calls and notes as `[1]`.
pub(super) fn mark(items: &mut [Item], rules: &[Box4]) {
    let Some(start) = start(items, rules) else {
        return;
    };
    let (text, notes) = items.split_at_mut(start);
    let mut known: Vec<String> = Vec::new();
    for note in notes {
        let Some(word) = note.cells.first_mut().and_then(|c| c.first_mut()) else {
            continue;
        };
        if word.raised && is_number(&word.text) {
            known.push(word.text.clone());
            word.text = format!("[{}]", word.text);
        }
    }
    for word in text.iter_mut().flat_map(|i| &mut i.cells).flatten() {
        let digits = word
            .text
            .trim_end_matches(|c: char| !c.is_ascii_digit())
            .len();
        if word.raised && known.iter().any(|k| *k == word.text[..digits]) {
            word.text = format!("[{}]{}", &word.text[..digits], &word.text[digits..]);
        }
    }
}

/// The first note's line: it has a raised number and stands right below a rule that is no table's.
fn start(items: &[Item], rules: &[Box4]) -> Option<usize> {
    let width = text_width(items)?;
    items.iter().rposition(|item| {
        let Some(first) = item.words().next() else {
            return false;
        };
        let above = |r: &&Box4| {
            let length = r[2] - r[0];
            let gap = first.v - first.size - r[3];
            (0.1 * width..0.6 * width).contains(&length)
                && (-0.5 * first.size..1.8 * first.size).contains(&gap)
        };
        first.raised && is_number(&first.text) && rules.iter().any(|r| above(&r))
    })
}

/// How wide the text is.
fn text_width(items: &[Item]) -> Option<f32> {
    let left = items
        .iter()
        .flat_map(Item::words)
        .map(|w| w.u0)
        .reduce(f32::min)?;
    let right = items
        .iter()
        .flat_map(Item::words)
        .map(|w| w.u1)
        .reduce(f32::max)?;
    Some(right - left)
}

fn is_number(text: &str) -> bool {
    (1..=3).contains(&text.len()) && text.bytes().all(|c| c.is_ascii_digit())
}
