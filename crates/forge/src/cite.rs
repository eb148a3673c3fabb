//! Mentions of instruments: law, decree, decision, Party paper, letter; with all, some or none of date, issuer and subject.

use crate::day::Day;
use crate::draft::Draft;
use crate::facts::Citation;
use crate::grammar::say;
use crate::names::place;
use crate::rich::Rich;
use crate::world::Seat;

struct Instrument {
    kind: &'static str,
    /// Word of the type.
    label: &'static str,
    number: String,
    issuer: String,
}

fn instrument(draft: &mut Draft, year: usize) -> Instrument {
    let n = draft.dice.between(1, 4000);
    let small = draft.dice.between(1, 140);
    let seq = format!("{small:02}");
    let above = draft.world.above.clone();
    let local = match draft.world.seat {
        Seat::Ministry => format!("tỉnh {}", place(&mut draft.dice)),
        _ => draft.world.fact("where").to_owned(),
    };
    let make = |kind, label, number: String, issuer: &str| Instrument {
        kind,
        label,
        number,
        issuer: issuer.to_owned(),
    };
    match draft
        .dice
        .weighted(&[14, 14, 8, 8, 8, 8, 14, 8, 6, 4, 4, 4])
    {
        0 => make(
            "quyet_dinh",
            "Quyết định",
            format!("{n}/QĐ-TTg"),
            "Thủ tướng Chính phủ",
        ),
        1 => make(
            "nghi_dinh",
            "Nghị định",
            format!("{seq}/{year}/NĐ-CP"),
            "Chính phủ",
        ),
        2 => make(
            "nghi_quyet",
            "Nghị quyết",
            format!("{seq}/NQ-CP"),
            "Chính phủ",
        ),
        3 => make(
            "chi_thi",
            "Chỉ thị",
            format!("{seq}/CT-TTg"),
            "Thủ tướng Chính phủ",
        ),
        4 => make(
            "nghi_quyet",
            "Nghị quyết",
            format!("{seq}-NQ/TW"),
            "Ban Chấp hành Trung ương",
        ),
        5 => make(
            "thong_tu",
            "Thông tư",
            format!("{seq}/{year}/TT-BTC"),
            "Bộ Tài chính",
        ),
        6 => make("ke_hoach", "Kế hoạch", format!("{n}/KH-UBND"), &above),
        7 => make("quyet_dinh", "Quyết định", format!("{n}/QĐ-UBND"), &above),
        8 => make(
            "nghi_quyet",
            "Nghị quyết",
            format!("{seq}/NQ-HĐND"),
            &format!("HĐND {local}"),
        ),
        9 => make(
            "ke_hoach",
            "Kế hoạch",
            format!("{seq}-KH/TU"),
            "Ban Thường vụ Tỉnh ủy",
        ),
        10 => make(
            "cong_van",
            "Công văn",
            format!("{n}/UBND-{}", draft.world.topic.code),
            &above,
        ),
        _ => make(
            "luat",
            "Luật",
            format!("{seq}/{year}/QH{}", (year - 1946) / 5),
            "Quốc hội",
        ),
    }
}

/// A mention in running text: type and number, sometimes the date and more.
pub fn mention(draft: &mut Draft, out: &mut Rich) {
    let full = draft.dice.chance(45);
    let citation = write(draft, out, full, false);
    draft.facts.citations.push(citation);
}

/// An instrument of the preamble with its date, and usually its issuer and subject.
pub fn basis(draft: &mut Draft, out: &mut Rich) {
    let citation = write(draft, out, true, true);
    draft.facts.citations.push(citation.clone());
    draft.facts.bases.push(citation);
}

/// The submission that a decision rests on, of the month of its issue.
pub fn submission(draft: &mut Draft, out: &mut Rich) {
    let n = draft.dice.between(1, 900);
    let day = Day {
        day: draft.dice.between(1, draft.world.day.day),
        ..draft.world.day
    };
    let number = format!("{n:02}/TTr-{}", draft.world.topic.code);
    let mark = draft.mark();
    let words = format!("Tờ trình số {number} ngày {}", day.written(&mut draft.dice));
    out.push_marked(mark, &words);
    let citation = Citation {
        mark,
        kind: "to_trinh",
        number: Some(number),
        date: Some(day.iso()),
    };
    draft.facts.citations.push(citation.clone());
    draft.facts.bases.push(citation);
}

/// A law by its name, without a number.
pub fn law(draft: &mut Draft, out: &mut Rich) {
    let laws = [
        ("Luật Tổ chức chính quyền địa phương", 2015, 6, 19),
        ("Luật Ngân sách nhà nước", 2015, 6, 25),
        (
            "Luật Tổ chức Hội đồng nhân dân và Ủy ban nhân dân",
            2003,
            11,
            26,
        ),
        ("Luật Hòa giải ở cơ sở", 2013, 6, 20),
    ];
    let known: Vec<_> = laws.iter().filter(|l| l.1 < draft.world.day.year).collect();
    let Some(&&(name, year, month, day)) = known.get(draft.dice.below(known.len())) else {
        return basis(draft, out);
    };
    let day = Day { year, month, day };
    let (date, words) = match draft.dice.below(3) {
        0 => (Some(year.to_string()), format!("{name} năm {year}")),
        1 => (Some(day.iso()), format!("{name} ngày {}", day.long())),
        _ => (Some(day.iso()), format!("{name} ngày {}", day.short())),
    };
    let mark = draft.mark();
    out.push_marked(mark, &words);
    draft.facts.bases.push(Citation {
        mark,
        kind: "luat",
        number: None,
        date,
    });
}

fn write(draft: &mut Draft, out: &mut Rich, full: bool, whole: bool) -> Citation {
    let last = draft.world.day.year - 1;
    let year = draft.dice.between(last.saturating_sub(6), last);
    let one = instrument(draft, year);
    let day = Day::of_year(year, &mut draft.dice);
    let mark = draft.mark();
    let start = out.text.len();
    let number_word = if draft.dice.chance(88) { "số " } else { "" };
    if one.kind == "luat" {
        out.push(&format!(
            "{} {} số ",
            one.label,
            cap(draft.world.topic.name)
        ));
    } else {
        out.push(&format!("{} {number_word}", one.label));
    }
    out.push(&one.number);
    let mut date = None;
    if full {
        let comma = if draft.dice.chance(12) { "," } else { "" };
        out.push(&format!("{comma} ngày {}", day.written(&mut draft.dice)));
        date = Some(day.iso());
        if draft.dice.chance(85) {
            out.push(&format!(" của {}", one.issuer));
        }
    }
    out.mark_from(mark, start);
    if whole && draft.dice.chance(70) {
        out.push(" ");
        let about = say(draft, "about");
        out.append(&about);
    }
    Citation {
        mark,
        kind: one.kind,
        number: Some(one.number),
        date,
    }
}

fn cap(words: &str) -> String {
    crate::rich::cased(words, true)
}
