//! A repair as it is written: the case of what stood there, the tone where the author sets it.

use std::ops::Range;

use sohoa_lm::{Case, Model, Word};

use super::Wanted;
use super::confusion::stripped;
use super::lattice::Chosen;
use super::sites::Site;

/// The change of `range`, which holds `sites`.
pub(super) fn wanted(
    text: &str,
    range: Range<usize>,
    sites: &[Site],
    chosen: &Chosen,
    model: &Model,
) -> Wanted {
    let written = &text[range.clone()];
    let first = model.word(chosen.arc.words[0]);
    let mut value = spelt(first, written);
    if chosen.arc.two {
        value.push(' ');
        value.push_str(&model.word(chosen.arc.words[1]).to_string());
    }
    let rule = if chosen.arc.two || sites.len() > 1 {
        "text/repair/context/space"
    } else {
        rule(sites[0].word(text, model), first)
    };
    Wanted {
        range,
        value: cased(&value, sites[0].case, written),
        margin: chosen.margin,
        rule,
    }
}

/// What kind of damage lies between what is read and what was printed.
fn rule(read: Word, printed: Word) -> &'static str {
    let (r, p): (Vec<u8>, Vec<u8>) = (read.letters().collect(), printed.letters().collect());
    let d = |letters: &[u8]| -> Vec<u8> {
        let (d, dd) = (sohoa_lm::letter::code('d'), sohoa_lm::letter::code('đ'));
        letters
            .iter()
            .map(|&c| if c == dd { d } else { c })
            .collect()
    };
    if r == p {
        "text/repair/context/tone"
    } else if stripped(&r) != stripped(&p) {
        "text/repair/context/lookalike"
    } else if d(&r) == d(&p) {
        "text/repair/context/stroke"
    } else {
        "text/repair/context/mark"
    }
}

/// The word in small letters; with the tone on the letter where `written` has it, if the letters agree.
fn spelt(word: Word, written: &str) -> String {
    let usual = word.to_string();
    let bare = |s: &str| -> Vec<char> {
        s.chars()
            .map(|c| {
                let small = c.to_lowercase().next().unwrap_or(c);
                let letter = sohoa_lm::letter::Alphabet::get().letter(small);
                letter.map_or(small, |l| sohoa_lm::letter::compose(l.code, 0))
            })
            .collect()
    };
    let letters = bare(written);
    if letters != bare(&usual) {
        return usual;
    }
    let seat = written
        .to_lowercase()
        .chars()
        .zip(&letters)
        .position(|(c, &plain)| c != plain);
    let Some(seat) = seat.filter(|_| word.tone() != 0) else {
        return usual;
    };
    let codes: Vec<u8> = word.letters().collect();
    codes
        .iter()
        .enumerate()
        .map(|(i, &c)| sohoa_lm::letter::compose(c, if i == seat { word.tone() } else { 0 }))
        .collect()
}

pub(super) fn cased(value: &str, case: Case, written: &str) -> String {
    match case {
        Case::Mixed if written.starts_with(char::is_lowercase) => value.to_owned(),
        Case::Lower => value.to_owned(),
        Case::Upper => value.to_uppercase(),
        Case::Title | Case::Mixed => {
            let mut chars = value.chars();
            chars
                .next()
                .map(|c| c.to_uppercase().chain(chars).collect())
                .unwrap_or_default()
        }
    }
}
