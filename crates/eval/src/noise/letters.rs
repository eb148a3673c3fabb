//! Damage of letters, marks, figures and of the blanks between words.

use unicode_normalization::UnicodeNormalization;

use super::page::{Page, words};
use super::{Hand, Kind};

pub(super) const KINDS: &[Kind] = &[
    Kind {
        name: "nfd",
        what: "marks behind their letters (NFD)",
        make: |page, _| page.each(|row| Some(row.text.nfd().collect())),
    },
    Kind {
        name: "tones",
        what: "tones lost or exchanged",
        make: |page, hand| some(page, |word| hand.slips().then(|| tone(word, hand))?),
    },
    Kind {
        name: "glyphs",
        what: "letters of like shape",
        make: |page, hand| some(page, |word| hand.slips().then(|| glyph(word, hand))?),
    },
    Kind {
        name: "hooks",
        what: "hooks and horns lost: ủ, ư, ơ",
        make: |page, hand| some(page, |word| hand.slips_often().then(|| unhooked(word))),
    },
    Kind {
        name: "tails",
        what: "the tails of commas and semicolons lost",
        make: tails,
    },
    Kind {
        name: "joined",
        what: "blanks between words lost",
        make: joined,
    },
    Kind {
        name: "torn",
        what: "blanks put into words",
        make: |page, hand| some(page, |word| hand.slips().then(|| torn(word, hand))?),
    },
    Kind {
        name: "figures",
        what: "letters for digits in figures and dates",
        make: |page, hand| {
            page.each(|row| {
                Some(words(&row.text, |word| {
                    hand.slips_often().then(|| figure(word, hand))?
                }))
            })
        },
    },
    Kind {
        name: "spread",
        what: "short headings in capitals with blanks between the letters",
        make: spread,
    },
];

/// Grave, acute, tilde, hook above, dot below.
const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];
/// Hook above and horn.
const HOOKS: [char; 2] = ['\u{309}', '\u{31b}'];
/// Printed and read.
const ALIKE: [(&str, &str); 11] = [
    ("đ", "d"),
    ("ư", "u"),
    ("ơ", "o"),
    ("ă", "a"),
    ("â", "a"),
    ("ê", "e"),
    ("ô", "o"),
    ("l", "1"),
    ("o", "0"),
    ("m", "rn"),
    ("cl", "d"),
];

/// Words without a figure.
fn some(page: &mut Page, mut f: impl FnMut(&str) -> Option<String>) {
    let is_word = |word: &str| !word.contains(|c: char| c.is_ascii_digit());
    page.each(|row| {
        let text = words(&row.text, |word| is_word(word).then(|| f(word))?);
        Some(text)
    });
}

/// One tone of the word lost or made another.
fn tone(word: &str, hand: &mut Hand<'_>) -> Option<String> {
    let chars: Vec<char> = word.nfd().collect();
    let toned = chars.iter().enumerate().filter(|(_, c)| TONES.contains(c));
    let toned: Vec<usize> = toned.map(|(i, _)| i).collect();
    let at = (!toned.is_empty()).then(|| *hand.pick(&toned))?;
    let other = hand.random.chance(0.5).then(|| *hand.pick(&TONES));
    let read = chars
        .iter()
        .enumerate()
        .filter_map(|(i, &c)| match i == at {
            true => other,
            false => Some(c),
        });
    Some(read.nfc().collect())
}

/// One letter behind the first read as another.
fn glyph(word: &str, hand: &mut Hand<'_>) -> Option<String> {
    let first = word.chars().next()?.len_utf8();
    let (head, tail) = word.split_at(first);
    let fit = ALIKE.iter().filter(|(printed, _)| tail.contains(printed));
    let fit: Vec<_> = fit.collect();
    let (printed, read) = (!fit.is_empty()).then(|| **hand.pick(&fit))?;
    Some(head.to_owned() + &tail.replacen(printed, read, 1))
}

fn unhooked(word: &str) -> String {
    let kept = word.nfd().filter(|c| !HOOKS.contains(c));
    kept.nfc().collect()
}

fn tails(page: &mut Page, hand: &mut Hand<'_>) {
    page.each(|row| {
        Some(words(&row.text, |word| {
            let lost = hand.slips_often();
            let (body, point) = match word.char_indices().next_back()? {
                (i, ',') => (&word[..i], "."),
                (i, ';') => (&word[..i], ":"),
                _ => return None,
            };
            lost.then(|| body.to_owned() + point)
        }))
    });
}

fn joined(page: &mut Page, hand: &mut Hand<'_>) {
    page.each(|row| {
        let small = |c: Option<char>| c.is_some_and(char::is_lowercase);
        let mut out = String::with_capacity(row.text.len());
        for (i, c) in row.text.char_indices() {
            let between = small(out.chars().next_back())
                && small(row.text[i + c.len_utf8()..].chars().next());
            if !(c == ' ' && between && hand.slips()) {
                out.push(c);
            }
        }
        Some(out)
    });
}

/// A blank somewhere in a word of four letters or more.
fn torn(word: &str, hand: &mut Hand<'_>) -> Option<String> {
    let cuts: Vec<usize> = word.char_indices().map(|(i, _)| i).skip(1).collect();
    let whole = word.chars().all(char::is_alphabetic) && cuts.len() > 2;
    let at = whole.then(|| *hand.pick(&cuts))?;
    Some(format!("{} {}", &word[..at], &word[at..]))
}

/// One digit of a figure of two digits or more read as the letter it looks like.
fn figure(word: &str, hand: &mut Hand<'_>) -> Option<String> {
    let digits = word.matches(|c: char| c.is_ascii_digit()).count();
    let alike = [("0", "O"), ("1", "l"), ("5", "S")];
    let fit = alike.iter().filter(|(digit, _)| word.contains(digit));
    let fit: Vec<_> = fit.collect();
    let (digit, letter) = (digits > 1 && !fit.is_empty()).then(|| **hand.pick(&fit))?;
    Some(word.replacen(digit, letter, 1))
}

fn spread(page: &mut Page, hand: &mut Hand<'_>) {
    page.each(|row| {
        let text = row.text.trim();
        let short = (1..=3).contains(&text.split(' ').count()) && text.chars().count() > 4;
        let capitals = text
            .chars()
            .all(|c| c.is_uppercase() || c == ' ' || c == ':');
        let apart = |word: &str| {
            let letters: Vec<String> = word.chars().map(String::from).collect();
            letters.join(" ")
        };
        let hit = short && capitals && hand.random.chance(0.5);
        let each = hit.then(|| text.split(' ').map(apart).collect::<Vec<_>>())?;
        Some(each.join("  "))
    });
}
