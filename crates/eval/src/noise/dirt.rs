//! What is printed or lies on the page and is no part of the text.

use serde_json::Value;

use super::layout::between_pages;
use super::page::{Page, Row};
use super::{Hand, Kind};

pub(super) const KINDS: &[Kind] = &[
    Kind {
        name: "runners",
        what: "a running header with a page number on every page",
        make: runners,
    },
    Kind {
        name: "seals",
        what: "words of seals and stamps inside lines",
        make: seals,
    },
    Kind {
        name: "rotated",
        what: "the garbage that a turned page gives",
        make: rotated,
    },
    Kind {
        name: "specks",
        what: "specks beside the lines",
        make: specks,
    },
];

/// A running header is not longer.
const HEADER: usize = 60;

fn runners(page: &mut Page, hand: &mut Hand<'_>) {
    let documents = hand.gold["documents"].as_array().into_iter().flatten();
    let mut titles = documents.filter_map(|d: &Value| d["title"].as_str());
    let title = titles.next().unwrap_or_default();
    let mut header = String::new();
    for word in title.split(' ') {
        if header.chars().count() + word.chars().count() > HEADER {
            break;
        }
        header.push_str(word);
        header.push(' ');
    }
    let mut number = 1;
    between_pages(page, hand, |_, out| {
        number += 1;
        let row = Row::new(format!("{header}- Trang {number}"));
        out.extend([row, Row::new("")]);
    });
}

/// What stamps say, and what is read of a round seal.
const STAMPS: [&str; 8] = [
    "SAO Y BẢN CHÍNH",
    "ĐÃ KÝ",
    "CÔNG VĂN ĐẾN",
    "BẢN SAO",
    "★",
    "(đã ký)",
    "HỎA TỐC",
    "VĂN THƯ",
];

fn seals(page: &mut Page, hand: &mut Hand<'_>) {
    page.each(|row| {
        let blanks: Vec<usize> = row.text.match_indices(' ').map(|(i, _)| i).collect();
        if !row.is_prose() || blanks.is_empty() || !hand.slips() {
            return None;
        }
        let at = *hand.pick(&blanks);
        let stamp = hand.pick(&STAMPS);
        Some(format!("{} {stamp}{}", &row.text[..at], &row.text[at..]))
    });
}

/// Characters of text that was read sideways.
const SIDEWAYS: [&str; 16] = [
    "i", "l", "—", "|", "ư", "¬", "3", "S", "~", "n", "z", "=", "o", "'", "5", "ơ",
];

fn rotated(page: &mut Page, hand: &mut Hand<'_>) {
    between_pages(page, hand, |hand, out| {
        for _ in 0..hand.between(4, 9) {
            let count = hand.between(2, 9);
            let mut word = |_| -> String {
                let length = hand.between(1, 3);
                (0..length).map(|_| *hand.pick(&SIDEWAYS)).collect()
            };
            let words: Vec<String> = (0..count).map(&mut word).collect();
            out.push(Row::new(words.join(" ")));
        }
        out.push(Row::new(""));
    });
}

fn specks(page: &mut Page, hand: &mut Hand<'_>) {
    page.each(|row| {
        if row.is_blank() || !hand.slips_often() {
            return None;
        }
        let speck = hand.pick(&[".", "'", "`", "·", "~", "°", "\""]);
        Some(match hand.random.chance(0.5) {
            true => format!("{speck} {}", row.text),
            false => format!("{} {speck}", row.text),
        })
    });
}
