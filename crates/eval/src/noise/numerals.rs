//! Damage of chapter numerals (`I.`) and of document numbers.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::page::{Page, Row, words};
use super::{Hand, Kind};

pub(super) const KINDS: &[Kind] = &[
    Kind {
        name: "bold",
        what: "chapter headings between asterisks",
        make: bold,
    },
    Kind {
        name: "spaced",
        what: "a blank before the dot of chapter numerals",
        make: |page, _| respelt(page, |n| format!("{n} . ")),
    },
    Kind {
        name: "comma",
        what: "a comma for the dot of chapter numerals",
        make: |page, _| respelt(page, |n| format!("{n}, ")),
    },
    Kind {
        name: "tight",
        what: "no blank behind chapter numerals",
        make: |page, _| respelt(page, |n| format!("{n}.")),
    },
    Kind {
        name: "ell",
        what: "l, 1 or | for the I of chapter numerals",
        make: |page, hand| {
            respelt(page, |n| {
                let stroke = hand.pick(&["l", "1", "|"]);
                format!("{}. ", n.replace('I', stroke))
            });
        },
    },
    Kind {
        name: "bare",
        what: "chapter headings without marks",
        make: bare,
    },
    Kind {
        name: "stroke",
        what: "D for Đ in document numbers",
        make: stroke,
    },
    Kind {
        name: "gaps",
        what: "blanks beside the slash of document numbers",
        make: gaps,
    },
    Kind {
        name: "digits",
        what: "O and l for 0 and 1 in document numbers",
        make: digits,
    },
];

/// A chapter's numeral and its heading.
struct Chapter<'t> {
    /// Asterisks before the numeral.
    bold: &'t str,
    numeral: &'t str,
    heading: &'t str,
    /// A blank stands between the two.
    apart: bool,
}

fn chapter(row: &Row) -> Option<Chapter<'_>> {
    let text = row.text.as_str();
    let bare = text.strip_prefix("**").unwrap_or(text);
    let end = bare.find(|c| !"IVX".contains(c)).filter(|end| *end > 0)?;
    let behind = bare[end..].strip_prefix('.')?;
    let heading = behind.strip_prefix(' ').unwrap_or(behind);
    let fits = !row.is_tabbed() && heading.starts_with(|c: char| !c.is_whitespace());
    fits.then_some(Chapter {
        bold: &text[..text.len() - bare.len()],
        numeral: &bare[..end],
        heading,
        apart: behind.len() > heading.len(),
    })
}

/// Whether a row is a chapter's heading as it should be printed.
pub(super) fn is_heading(row: &Row) -> bool {
    chapter(row).is_some_and(|c| c.apart)
}

fn respelt(page: &mut Page, mut numeral: impl FnMut(&str) -> String) {
    page.each(|row| {
        let c = chapter(row)?;
        Some(format!("{}{}{}", c.bold, numeral(c.numeral), c.heading))
    });
}

fn bold(page: &mut Page, _: &mut Hand<'_>) {
    let plain = |row: &Row| is_heading(row) && !row.text.starts_with("**");
    page.each(|row| plain(row).then(|| format!("**{}**", row.text)));
}

fn bare(page: &mut Page, _: &mut Hand<'_>) {
    page.each(|row| is_heading(row).then(|| unmarked(&row.text)));
}

/// Letters without their marks.
pub(super) fn unmarked(text: &str) -> String {
    let bare = text.nfd().filter(|c| !is_combining_mark(*c));
    let plain = bare.map(|c| match c {
        'đ' => 'd',
        'Đ' => 'D',
        c => c,
    });
    plain.collect()
}

fn stroke(page: &mut Page, _: &mut Hand<'_>) {
    let lost = |word: &str| word.contains('/').then(|| word.replace('Đ', "D"));
    page.each(|row| Some(words(&row.text, lost)));
}

/// What the slash of a number becomes.
const GAPS: [&str; 3] = [" /", "/ ", " / "];

fn gaps(page: &mut Page, hand: &mut Hand<'_>) {
    page.each(|row| {
        let mut out = String::with_capacity(row.text.len());
        for (i, c) in row.text.char_indices() {
            let digit = out.ends_with(|c: char| c.is_ascii_digit());
            let next = row.text[i + c.len_utf8()..].chars().next();
            let letter = next.is_some_and(|c| c.is_ascii_uppercase() || c == 'Đ');
            match c == '/' && digit && letter {
                true => out.push_str(hand.pick::<&str>(&GAPS)),
                false => out.push(c),
            }
        }
        Some(out)
    });
}

/// Only numbers behind the word `số`, as recognition damages what it cannot look up.
fn digits(page: &mut Page, _: &mut Hand<'_>) {
    page.each(|row| {
        let mut after_word = false;
        Some(words(&row.text, |word| {
            let end = word.find(|c: char| !c.is_ascii_digit());
            let end = end.filter(|&i| i > 0 && word[i..].starts_with('/'));
            let number = end.filter(|_| after_word).map(|i| word.split_at(i));
            after_word = word.ends_with("Số") || word.ends_with("số");
            let (number, rest) = number?;
            let letters = number.replacen('0', "O", 1).replacen('1', "l", 1);
            Some(letters + rest)
        }))
    });
}
