//! The head of a document: letterhead, number, place and date, type and title, preamble.

use crate::block::{Block, Columns};
use crate::cite;
use crate::day::padded;
use crate::draft::Draft;
use crate::facts::Issuer;
use crate::grammar::say;
use crate::rich::{Rich, cased};
use crate::world::{Era, Seat};

/// A kind of document.
pub struct Kind {
    pub slug: &'static str,
    /// The printed type word; none for letters.
    pub word: &'static str,
    pub code: &'static str,
}

/// What the head may leave blank.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum State {
    Signed,
    Draft,
}

/// The letterhead with number and date.
pub fn letterhead(draft: &mut Draft, kind: &Kind, state: State, subject: Option<&str>) {
    if state == State::Draft {
        let word = if draft.dice.chance(50) {
            "DỰ THẢO"
        } else {
            "Dự thảo"
        };
        draft.blocks.push(Block::Lines(vec![word.into()]));
        draft.facts.draft = true;
    }
    let mut left: Vec<Rich> = draft
        .world
        .head
        .iter()
        .map(|l| Rich::from(l.as_str()))
        .collect();
    let number = left.len();
    left.push(number_line(draft, kind, state));
    if let Some(subject) = subject {
        let title = format!("V/v {subject}");
        left.push(title.into());
    }
    let mut right: Vec<Rich> = motto(draft);
    let level = (number, right.len());
    right.push(date_line(draft, state));
    draft.facts.issuer = Some(Issuer {
        name: draft.world.name.clone(),
        level: draft.world.level,
        parent: draft.world.parent.clone(),
        inferred: false,
    });
    let partner = draft.world.partner.clone().map(|(name, _)| Issuer {
        name,
        level: draft.world.level,
        parent: None,
        inferred: false,
    });
    draft.facts.co_issuers.extend(partner);
    if draft.world.seat == Seat::Office {
        let with_place = format!("{} {}", draft.world.name, draft.world.fact("where"));
        draft
            .accept
            .push((format!("{}:issuer.name", kind.slug), with_place));
    }
    draft.blocks.push(Block::Columns(Columns {
        left,
        right,
        level,
        is_tail: false,
    }));
}

fn motto(draft: &mut Draft) -> Vec<Rich> {
    if draft.world.seat == Seat::Party {
        return vec!["ĐẢNG CỘNG SẢN VIỆT NAM".into()];
    }
    let old = draft.world.era < Era::Decree2020 && draft.dice.chance(40);
    let state = if old { "CỘNG HOÀ" } else { "CỘNG HÒA" };
    let dash = if draft.dice.chance(80) { "-" } else { "–" };
    let below = format!("Độc lập {dash} Tự do {dash} Hạnh phúc");
    vec![
        format!("{state} XÃ HỘI CHỦ NGHĨA VIỆT NAM").into(),
        below.into(),
    ]
}

/// The symbol behind the sequence: `KH-UBND`, `UBND-NN`, `KH/HU`.
fn number_line(draft: &mut Draft, kind: &Kind, state: State) -> Rich {
    let n = match draft.world.seat {
        Seat::Commune | Seat::Party => draft.dice.between(1, 300),
        _ => draft.dice.between(1, 3000),
    };
    let (code, unit) = (draft.world.code.clone(), draft.world.topic.code);
    let party = draft.world.seat == Seat::Party;
    let symbol = match (party, kind.code) {
        (true, "") => format!("CV/{code}"),
        (true, kind) => format!("{kind}/{code}"),
        (_, "") => format!("{code}-{unit}"),
        (_, kind) => format!("{kind}-{code}"),
    };
    let joint = if party { "-" } else { "/" };
    let mut out = Rich::default();
    out.push(if party { "Số " } else { "Số: " });
    if state == State::Draft {
        let canonical = format!("{joint}{symbol}");
        let gap = *draft.dice.pick(&["     ", "   ", "......", "…… "]);
        out.push(gap);
        out.push(&canonical);
        draft.facts.number = Some(format!("/{symbol}"));
        return out;
    }
    let seq = format!("{n:02}");
    let canonical = format!("{seq}{joint}{symbol}");
    let printed = if party && draft.dice.chance(25) {
        format!("{seq} - {symbol}")
    } else {
        canonical.clone()
    };
    let words = draft.header("number", &printed);
    out.append(&words);
    draft.facts.number = Some(canonical);
    out
}

fn date_line(draft: &mut Draft, state: State) -> Rich {
    let (place, day) = (draft.world.place.clone(), draft.world.day);
    let mut out = draft.header("place", &place);
    draft.facts.place = Some(place);
    out.push(", ");
    let (words, date) = if state == State::Draft {
        let year = day.year;
        if draft.dice.chance(50) {
            (format!("ngày      tháng      năm {year}"), year.to_string())
        } else {
            let month = padded(day.month);
            let date = format!("{year}-{:02}", day.month);
            (format!("ngày      tháng {month} năm {year}"), date)
        }
    } else {
        (format!("ngày {}", day.long()), day.iso())
    };
    let words = draft.header("date", &words);
    out.append(&words);
    draft.facts.date = Some(date);
    out
}

/// The type word and the title below it, over one or two lines.
pub fn title(draft: &mut Draft, kind: &Kind, title: &str) {
    let mut lines: Vec<Rich> = vec![kind.word.into()];
    let mark = draft.mark();
    draft.facts.spans.push(("title", mark));
    let capitals = kind.code != "QĐ" && draft.dice.chance(12);
    let printed = if capitals {
        title.to_uppercase()
    } else {
        title.to_owned()
    };
    let (first, second) = halves(&printed, 62);
    if second.is_empty() {
        let mut line = Rich::default();
        line.push_marked(mark, first);
        lines.push(line);
    } else {
        let mut line = Rich::default();
        line.push_marked(mark, first);
        lines.push(line);
        let mut line = Rich::default();
        line.push_marked(mark, second);
        lines.push(line);
    }
    draft.facts.title = printed;
    draft.blocks.push(Block::Bold(lines));
}

/// A long line in two parts of about the same length.
fn halves(words: &str, width: usize) -> (&str, &str) {
    if words.chars().count() <= width {
        return (words, "");
    }
    let middle = words.len() / 2;
    let cut = words.match_indices(' ').map(|(i, _)| i);
    match cut.min_by_key(|i| i.abs_diff(middle)) {
        Some(i) => (&words[..i], &words[i + 1..]),
        None => (words, ""),
    }
}

/// The lines of grounds, each with one or more instruments.
pub fn preamble(draft: &mut Draft, lines: usize) {
    if draft.world.seat != Seat::Party && draft.dice.chance(55) {
        let mut out = Rich::from("Căn cứ ");
        cite::law(draft, &mut out);
        out.push(";");
        draft.para(out);
    }
    for i in 0..lines {
        let opening = *draft
            .dice
            .pick(&["Căn cứ ", "Căn cứ ", "Thực hiện ", "Thực hiện "]);
        let mut out = Rich::from(opening);
        cite::basis(draft, &mut out);
        if draft.dice.chance(15) {
            out.push("; ");
            cite::basis(draft, &mut out);
        }
        let last = i + 1 == lines;
        out.push(match draft.world.era {
            Era::Joint2005 | Era::Circular2011 if last => ",",
            _ if last => ".",
            _ => ";",
        });
        draft.para(out);
    }
}

/// A proposal that a decision rests on.
pub fn proposal(draft: &mut Draft) {
    let office = draft.world.fact("office").to_owned();
    let mut out = Rich::from(format!("Xét đề nghị của {office} tại "));
    cite::submission(draft, &mut out);
    out.push(if draft.world.era < Era::Decree2020 {
        ","
    } else {
        "."
    });
    draft.para(out);
}

/// `Kính gửi:` with one or more addressees.
pub fn addressees(draft: &mut Draft) {
    let count = draft.dice.weighted(&[35, 35, 20, 10]) + 1;
    let names = crate::agency::several(draft, count);
    let mut lines: Vec<Rich> = Vec::new();
    if let [only] = names.as_slice() {
        lines.push(format!("Kính gửi: {only}").into());
    } else {
        lines.push("Kính gửi:".into());
        let last = names.len() - 1;
        let item =
            |(i, name): (usize, &String)| format!("- {name}{}", if i == last { "." } else { ";" });
        lines.extend(names.iter().enumerate().map(item).map(Rich::from));
    }
    draft.facts.addressees = names;
    draft.blocks.push(Block::Lines(lines));
}

/// The title of a document of a kind.
pub fn some_title(draft: &mut Draft, letter: bool) -> String {
    let rule = if letter { "title.letter" } else { "title" };
    let words = say(draft, rule);
    cased(&words.text, !letter)
}
