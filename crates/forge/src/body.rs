//! The body: sections with their headings, sentences, targets and assignments.

use crate::agency;
use crate::block::Block;
use crate::day::Day;
use crate::deadline::{self, Due};
use crate::draft::Draft;
use crate::facts::Duty;
use crate::grammar::say;
use crate::rich::{Mark, Rich, cased};
use crate::table;
use crate::target;

/// How much is written in each place.
#[derive(Clone, Copy)]
pub struct Size {
    /// Units of a list.
    pub list: usize,
    /// Parts of the work.
    pub parts: usize,
    /// Rows of a table.
    pub rows: usize,
}

/// A heading of the first tier.
pub fn section(draft: &mut Draft, rule: &str) {
    let words = say(draft, rule);
    draft.unit(0, words, true);
}

fn sub(draft: &mut Draft, rule: &str) {
    let words = say(draft, rule);
    draft.unit(1, words, true);
}

/// Sentences as bullets, or as one paragraph.
fn sentences(draft: &mut Draft, rule: &str, count: usize) {
    if draft.dice.chance(15) {
        let words = say(draft, rule);
        return draft.para(words);
    }
    let tier = draft.numbering().dashes();
    for _ in 0..count {
        let words = say(draft, rule);
        draft.unit(tier, words, false);
    }
}

/// Purposes and demands.
pub fn aims(draft: &mut Draft, size: Size) {
    section(draft, "sec.aim");
    let (a, b) = (
        draft.dice.between(1, size.list),
        draft.dice.between(1, size.list),
    );
    sub(draft, "sub.aim");
    sentences(draft, "goal", a);
    sub(draft, "sub.demand");
    sentences(draft, "demand", b);
}

/// The general goal and the targets.
pub fn goals(draft: &mut Draft, size: Size) {
    section(draft, "sec.goal");
    let count = draft.dice.between(2, size.list + 2);
    if draft.dice.chance(60) {
        sub(draft, "sub.goal");
        let words = say(draft, "goal");
        draft.para(words);
        sub(draft, "sub.target");
        let tier = if draft.dice.chance(50) {
            2
        } else {
            draft.numbering().dashes()
        };
        targets(draft, tier, count);
    } else {
        targets(draft, 1, count);
    }
}

fn targets(draft: &mut Draft, tier: usize, count: usize) {
    for _ in 0..count {
        let words = target::sentence(draft);
        draft.unit(tier, words, false);
    }
}

/// What was done so far; its figures are no targets.
pub fn state(draft: &mut Draft, size: Size) {
    section(draft, "sec.state");
    for _ in 0..draft.dice.between(1, size.list) {
        let words = say(draft, "state");
        draft.para(words);
    }
}

/// The parts of the work, three tiers deep.
pub fn works(draft: &mut Draft, size: Size) {
    section(draft, "sec.work");
    for i in 0..draft.dice.between(2, size.parts) {
        let heads = &draft.world.topic.heads;
        let head = if i < heads.len() {
            heads[i].to_owned()
        } else {
            say(draft, "group").text
        };
        draft.unit(1, head, true);
        if draft.dice.chance(20) {
            let words = say(draft, "goal");
            draft.para(words);
        }
        let count = draft.dice.between(2, size.list);
        let tier = *draft.dice.pick(&[2, 2, 2, 3]);
        for _ in 0..count {
            work(draft, tier, size);
        }
    }
}

/// A unit of the work, now and then with a list below it.
fn work(draft: &mut Draft, tier: usize, size: Size) {
    let tier = tier.min(draft.numbering().dashes());
    if tier < draft.numbering().deepest() && draft.dice.chance(18) {
        let words = say(draft, "generic");
        let opening = format!("{}, gồm:", cased(&words.text, true));
        draft.unit(tier, opening, false);
        for _ in 0..draft.dice.between(2, size.list) {
            let words = say(draft, "solution");
            draft.unit(tier + 1, words, false);
        }
    } else {
        let words = say(draft, "solution");
        draft.unit(tier, words, false);
    }
}

/// A table of tasks under a heading.
pub fn schedule(draft: &mut Draft, size: Size) {
    section(draft, "sec.plan");
    if draft.dice.chance(40) {
        let words = say(draft, "demand");
        draft.para(words);
    }
    let table = table::tasks(draft, size);
    draft.facts.tables.push(table);
}

/// Where the money comes from.
pub fn money(draft: &mut Draft) {
    section(draft, "sec.money");
    let words = say(draft, "money");
    draft.para(words);
}

/// Who does what in running text.
pub fn duties(draft: &mut Draft, size: Size) {
    section(draft, "sec.duty");
    let names = agency::several(draft, size.parts.min(7));
    let headed = draft.dice.chance(50);
    for name in &names {
        if headed {
            draft.unit(1, name.as_str(), true);
            let tier = draft.numbering().dashes();
            for _ in 0..draft.dice.between(1, size.list.min(4)) {
                let (words, duty) = duty(draft, name, false);
                let mark = draft.unit(tier, words, false);
                draft.facts.duties.push(Duty { mark, ..duty });
            }
        } else {
            let (words, duty) = duty(draft, name, true);
            let mark = draft.unit(1, words, false);
            draft.facts.duties.push(Duty { mark, ..duty });
        }
    }
}

/// One assignment; its mark is set where it stands.
fn duty(draft: &mut Draft, lead: &str, named: bool) -> (Rich, Duty) {
    let partner = draft
        .dice
        .chance(40)
        .then(|| agency::one(draft))
        .filter(|p| p != lead);
    let text = say(draft, "duty").text;
    let due = draft.dice.chance(45).then(|| deadline::plain(draft));
    let start = if named {
        format!("{lead} ")
    } else {
        String::new()
    };
    let opening = match &partner {
        Some(partner) => format!("{start}chủ trì, phối hợp với {partner} {text}"),
        None if named => format!("{start}chủ trì {text}"),
        None => text.clone(),
    };
    let mut words = cased(&opening, true);
    if let Some(due) = &due {
        let joint = if due.words.starts_with("hoàn thành") || due.words.starts_with("xong") {
            ", "
        } else {
            " "
        };
        words.push_str(joint);
        words.push_str(&due.words);
    }
    words.push('.');
    let duty = Duty {
        mark: Mark(0),
        lead: lead.to_owned(),
        coordinating: partner,
        text,
        due,
    };
    (words.into(), duty)
}

/// The last words.
pub fn closing(draft: &mut Draft, rule: &str) {
    let words = say(draft, rule);
    draft.para(words);
}

/// The articles of a decision that promulgates `what`.
pub fn articles(draft: &mut Draft, what: &str) {
    let numbering = crate::numbering::Numbering::articles();
    draft.number_by(numbering);
    let first = format!("Ban hành kèm theo Quyết định này {what}.");
    draft.unit(0, first, false);
    let mut effect = Rich::default();
    match draft.dice.below(3) {
        0 => effect.push("Quyết định này có hiệu lực kể từ ngày ký."),
        1 => {
            effect.push("Quyết định này có hiệu lực từ ngày ký và thay thế ");
            crate::cite::mention(draft, &mut effect);
            effect.push(".");
        }
        _ => {
            let Day { year, month, .. } = draft.world.day;
            let start = if month == 12 {
                Day {
                    year: year + 1,
                    month: 1,
                    day: 1,
                }
            } else {
                Day {
                    year,
                    month: month + 1,
                    day: 1,
                }
            };
            effect.push(&format!(
                "Quyết định này có hiệu lực từ ngày {}.",
                start.long()
            ));
        }
    }
    draft.unit(0, effect, false);
    let office = draft.world.fact("office").to_owned();
    let last = format!(
        "Thủ trưởng {office}, các đơn vị và cá nhân có liên quan chịu trách nhiệm thi hành Quyết định này./."
    );
    draft.unit(0, last, false);
}

/// A regulation in chapters.
pub fn chapters(draft: &mut Draft, size: Size) {
    draft.number_by(crate::numbering::Numbering::chapters());
    let names = [
        "QUY ĐỊNH CHUNG",
        "NỘI DUNG PHỐI HỢP",
        "TRÁCH NHIỆM CỦA CÁC BÊN",
        "ĐIỀU KHOẢN THI HÀNH",
    ];
    for (nth, name) in names.iter().enumerate() {
        draft.unit(0, "", true);
        draft.blocks.push(Block::Bold(vec![(*name).into()]));
        for _ in 0..draft.dice.between(1, size.list.min(5)) {
            article(draft, size, nth);
        }
    }
    closing(draft, "closing");
}

fn article(draft: &mut Draft, size: Size, chapter: usize) {
    let heads = &draft.world.topic.heads;
    let head = match chapter {
        0 => say(draft, "article.first").text,
        1 if draft.dice.chance(50) => (*draft.dice.pick::<&str>(heads)).to_owned(),
        1 | 2 => say(draft, "article.middle").text,
        _ => say(draft, "article.last").text,
    };
    draft.unit(1, head, true);
    if draft.dice.chance(30) {
        let words = say(draft, "demand");
        return draft.para(words);
    }
    for _ in 0..draft.dice.between(2, size.list.max(2)) {
        let words = say(draft, "solution");
        draft.unit(2, words, false);
        if draft.dice.chance(15) {
            for _ in 0..draft.dice.between(2, 6) {
                let words = say(draft, "solution");
                draft.unit(3, words, false);
            }
        }
    }
}

/// Requests of a letter, as numbered units.
pub fn requests(draft: &mut Draft, size: Size) {
    let tier = if draft.numbering().dashes() > 1 { 1 } else { 0 };
    for _ in 0..draft.dice.between(2, size.list.max(2)) {
        let words = say(draft, "solution");
        draft.unit(tier, words, false);
    }
}

/// A deadline as a whole sentence has it.
pub fn reply_by(draft: &mut Draft) -> Due {
    deadline::plain(draft)
}
