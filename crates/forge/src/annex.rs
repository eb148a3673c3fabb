//! Annexes, and the line that ties a paper to the one that carries it.

use crate::block::Block;
use crate::body::Size;
use crate::costs;
use crate::draft::Draft;
use crate::facts::{Annex, Citation, Tie};
use crate::grammar::say;
use crate::head::Kind;
use crate::rich::{Rich, cased};
use crate::table;
use crate::world::Era;

/// `(Ban hành kèm theo Quyết định số … ngày … của …)`.
pub fn attached(draft: &mut Draft, tie: &Tie, kind: &'static str, label: &str, opening: &str) {
    let mut out = Rich::from(format!("({opening} "));
    let mark = draft.mark();
    let date = match (&tie.date, draft.world.era) {
        (Some(date), _) if date.len() < 8 => {
            let year = draft.world.day.year;
            if date.len() > 4 {
                format!("    /{:02}/{year}", draft.world.day.month)
            } else {
                format!("    /    /{year}")
            }
        }
        (_, Era::Joint2005) => draft.world.day.long(),
        _ => draft.world.day.written(&mut draft.dice),
    };
    let start = out.text.len();
    out.push(&format!(
        "{label} số {} ngày {date}",
        blank_number(&tie.number)
    ));
    out.push(&format!(" của {}", draft.world.fact("short")));
    out.mark_from(mark, start);
    out.push(")");
    draft.facts.citations.push(Citation {
        mark,
        kind,
        number: Some(tie.number.clone()),
        date: tie.date.clone(),
    });
    draft.blocks.push(Block::Lines(vec![out]));
}

/// A number with room for its sequence.
fn blank_number(number: &str) -> String {
    if number.starts_with('/') {
        format!("     {number}")
    } else {
        number.to_owned()
    }
}

/// Annexes with tables.
pub fn annexes(draft: &mut Draft, size: Size, kind: &Kind) {
    let count = draft.dice.weighted(&[45, 40, 12, 3]);
    let several = count > 1;
    for nth in 0..count {
        annex(draft, size, kind, nth, several);
    }
}

fn annex(draft: &mut Draft, size: Size, kind: &Kind, nth: usize, several: bool) {
    const ROMANS: [&str; 4] = ["I", "II", "III", "IV"];
    let word = *draft.dice.pick(&["Phụ lục", "PHỤ LỤC"]);
    let label = match (several, draft.dice.chance(60)) {
        (false, _) => word.to_owned(),
        (_, true) => format!("{word} {}", ROMANS[nth % 4]),
        _ => format!("{word} {}", nth + 1),
    };
    let money = draft.dice.chance(35);
    let rule = if money { "kinds.cost" } else { "kinds.annex" };
    let title = format!(
        "{} {}",
        say(draft, rule).text,
        draft.world.topic.name.to_uppercase()
    );
    let (mark, label_line) = draft.marked(&label);
    draft
        .blocks
        .push(Block::Bold(vec![label_line, title.clone().into()]));
    let tie = draft
        .facts
        .number
        .clone()
        .filter(|_| draft.dice.chance(80))
        .map(|number| Tie {
            number,
            date: draft.facts.date.clone(),
        });
    if let Some(tie) = &tie {
        let name = cased(&kind.word.to_lowercase(), true);
        attached(draft, tie, kind.slug, &name, "Kèm theo");
    }
    let table = if money {
        costs::costs(draft, size)
    } else {
        table::tasks(draft, size)
    };
    draft.facts.annexes.push(Annex {
        mark,
        label,
        title,
        attached_to: tie,
        tables: vec![table],
    });
}
