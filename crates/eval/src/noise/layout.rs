//! Damage of lines: cut, glued, swapped, put apart, numbered by pages.

use super::numerals::is_heading;
use super::page::{Page, Row};
use super::{Hand, Kind};

pub(super) const KINDS: &[Kind] = &[
    Kind {
        name: "glued",
        what: "headings at the end of the paragraph before them",
        make: glued,
    },
    Kind {
        name: "pages",
        what: "page numbers between lines",
        make: pages,
    },
    Kind {
        name: "wrapped",
        what: "paragraphs cut at 80 columns",
        make: |page, _| wrap(page, |_| ""),
    },
    Kind {
        name: "hyphens",
        what: "paragraphs cut at 80 columns, many lines ended by a hyphen",
        make: |page, hand| wrap(page, |_| if hand.random.chance(0.5) { "-" } else { "" }),
    },
    Kind {
        name: "swapped",
        what: "a line and the one before it exchanged",
        make: swapped,
    },
    Kind {
        name: "dense",
        what: "no blank lines",
        make: |page, _| page.rows.retain(|r| !r.is_blank()),
    },
    Kind {
        name: "doubled",
        what: "a blank line behind every line",
        make: |page, _| {
            page.replace(|row, out| out.extend([row, Row::new("")]));
        },
    },
    Kind {
        name: "dashes",
        what: "other strokes for the dash of list items",
        make: dashes,
    },
];

/// A row longer than this is cut.
const LONG: usize = 95;
/// Where it is cut.
const WIDTH: usize = 80;

fn glued(page: &mut Page, _: &mut Hand<'_>) {
    page.replace(|row, out| {
        let last = out.iter().rposition(|r| !r.is_blank());
        let ends = |r: &Row| r.is_prose() && r.text.ends_with(['.', ';', ':']);
        match last.filter(|&i| is_heading(&row) && ends(&out[i])) {
            Some(i) => {
                out.truncate(i + 1);
                out[i].take(" ", row);
            }
            None => out.push(row),
        }
    });
}

fn pages(page: &mut Page, hand: &mut Hand<'_>) {
    let mut number = 1;
    between_pages(page, hand, |_, out| {
        number += 1;
        out.extend([Row::new(number.to_string()), Row::new("")]);
    });
}

/// Puts rows where a page may end: at a blank row, 25 to 45 rows behind the page before.
pub(super) fn between_pages(
    page: &mut Page,
    hand: &mut Hand<'_>,
    mut put: impl FnMut(&mut Hand<'_>, &mut Vec<Row>),
) {
    let mut left = hand.between(25, 45);
    page.replace(|row, out| {
        let ends = row.is_blank();
        out.push(row);
        left = left.saturating_sub(1);
        if left == 0 && ends {
            put(hand, out);
            left = hand.between(25, 45);
        }
    });
}

/// Cuts long paragraphs; `end` gives what stands at the end of a row that goes on.
fn wrap(page: &mut Page, mut end: impl FnMut(&str) -> &'static str) {
    page.replace(|row, out| {
        if row.is_tabbed() || row.text.chars().count() < LONG {
            out.push(row);
            return;
        }
        let mut parts: Vec<String> = vec![String::new()];
        let mut length = 0;
        for word in row.text.split(' ') {
            let more = word.chars().count() + 1;
            if length + more > WIDTH + 1 && length > 0 {
                parts.push(String::new());
                length = 0;
            }
            if let Some(part) = parts.last_mut() {
                if length > 0 {
                    part.push(' ');
                }
                part.push_str(word);
            }
            length += more;
        }
        let count = parts.len();
        for (i, mut text) in parts.into_iter().enumerate() {
            if i + 1 < count && text.ends_with(char::is_alphabetic) {
                text.push_str(end(&text));
            }
            out.push(match i {
                0 => Row {
                    text,
                    ..row.clone()
                },
                _ => Row::rest_of(&row, text),
            });
        }
    });
}

fn swapped(page: &mut Page, hand: &mut Hand<'_>) {
    let prose: Vec<usize> = (0..page.rows.len())
        .filter(|&i| page.rows[i].is_prose())
        .collect();
    let mut pairs = prose.windows(2);
    while let Some(pair) = pairs.next() {
        if hand.slips() {
            page.rows.swap(pair[0], pair[1]);
            pairs.next();
        }
    }
}

fn dashes(page: &mut Page, hand: &mut Hand<'_>) {
    page.each(|row| {
        let rest = row.text.strip_prefix("- ")?;
        let stroke = hand.pick(&["–", "—", "―", "−", "_"]);
        Some(format!("{stroke} {rest}"))
    });
}
