//! How many words get their marks back when all are lost.

use sohoa_lm::Word;
use sohoa_text::{Options, Restore, Text};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Words that came back right, and all words, of a text whose marks were taken away.
#[must_use]
pub fn restored(clean: &str) -> [u64; 2] {
    let plain = Options {
        repair: false,
        restore: Restore::Never,
    };
    let always = Options {
        restore: Restore::Always,
        ..plain
    };
    let clean = Text::with(clean, &plain);
    let bare = stripped(clean.as_str());
    let back = Text::with(&bare, &always);
    let mut counts = [0, 0];
    for (a, b) in clean.as_str().split('\n').zip(back.as_str().split('\n')) {
        for (a, b) in words(a).zip(words(b)) {
            counts[0] += u64::from(a == b || is_variant(&a, &b));
            counts[1] += 1;
        }
    }
    counts
}

/// Two spellings that are both in use.
fn is_variant(a: &str, b: &str) -> bool {
    matches!((a, b), ("hằng", "hàng") | ("hàng", "hằng"))
}

/// Without tones, marks and strokes.
#[must_use]
pub fn stripped(text: &str) -> String {
    text.nfd()
        .filter(|c| !is_combining_mark(*c))
        .map(|c| match c {
            'đ' => 'd',
            'Đ' => 'D',
            c => c,
        })
        .collect()
}

/// Words without digits, the letter that carries the tone apart.
fn words(line: &str) -> impl Iterator<Item = String> {
    line.split_whitespace()
        .filter(|w| !w.bytes().any(|b| b.is_ascii_digit()))
        .flat_map(|w| w.split(|c: char| !c.is_alphabetic()))
        .filter(|w| !w.is_empty())
        .map(|w| Word::of(w).map_or_else(|| w.to_lowercase(), |w| w.to_string()))
}
