//! Tables: of tasks with who, when and what comes out, and of money that adds up or does not.

use crate::agency;
use crate::block::{Block, Grid, Line};
use crate::body::Size;
use crate::deadline;
use crate::draft::Draft;
use crate::facts::{Row, Table};
use crate::grammar::{say, words};
use crate::rich::Rich;

/// The roles that a table of tasks may have after ordinal and task.
const SETS: [&[&str]; 8] = [
    &["lead", "coordinating", "product", "deadline"],
    &["lead", "coordinating", "deadline"],
    &["lead", "deadline"],
    &["lead_and_coordinating", "product", "deadline"],
    &["product", "lead", "coordinating", "deadline"],
    &["lead", "coordinating", "start", "end"],
    &["lead", "deadline", "note"],
    &["deadline", "lead", "product", "note"],
];

/// How the rows are counted.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Count {
    Running,
    Restart,
    Padded,
    /// `1.1` in group 1.
    Nested,
}

/// A table of tasks.
pub fn tasks(draft: &mut Draft, size: Size) -> Table {
    let groups = Groups::by_lot(draft, size.rows);
    let first = if groups.kind == Grouping::Merged {
        "field"
    } else {
        ""
    };
    let roles: Vec<&'static str> = [first, "ordinal", "task"]
        .into_iter()
        .filter(|r| !r.is_empty())
        .chain(draft.dice.pick(&SETS).iter().copied())
        .collect();
    let names: Vec<String> = roles.iter().map(|r| column_name(draft, r)).collect();
    let mut table = Table {
        block: draft.blocks.len(),
        columns: names.iter().cloned().zip(roles.iter().copied()).collect(),
        ..Table::default()
    };
    let mut grid = Grid {
        header: header(draft, &roles, &names),
        index: draft.dice.chance(10),
        merged: groups.kind == Grouping::Merged,
        rows: Vec::new(),
    };
    let rows = draft.dice.between(2, size.rows);
    let per_group = draft.dice.between(2, 6).max(rows.div_ceil(8));
    let (mut group, mut nth) = (None, 0);
    for i in 0..rows {
        let opens = i % per_group == 0;
        if opens && groups.kind != Grouping::None {
            nth = i / per_group;
            let name = groups.names[nth % groups.names.len()];
            group = Some(name.to_owned());
            if groups.kind != Grouping::Merged {
                let (line, text) =
                    group_row(draft, &groups.numeral(nth), name, &roles, groups.kind);
                table.groups.push((line.mark, text.clone()));
                grid.rows.push(line);
                group = Some(text);
            }
        }
        let code = match groups.count {
            Count::Running => (i + 1).to_string(),
            Count::Padded => format!("{:02}", i + 1),
            Count::Restart => (i % per_group + 1).to_string(),
            Count::Nested => format!("{}.{}", nth + 1, i % per_group + 1),
        };
        let field = group.as_deref().filter(|_| opens);
        let (line, mut row) = task_row(draft, &roles, code, field);
        row.fields
            .extend(group.iter().map(|g| ("group", g.clone())));
        grid.rows.push(line);
        table.rows.push(row);
    }
    draft.blocks.push(Block::Grid(grid));
    table
}

/// How rows are grouped.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Grouping {
    None,
    /// A row with a numeral in the tabs.
    Tabs,
    /// A row over the whole width.
    Wide,
    /// A cell merged over the rows of the group, in a column of its own.
    Merged,
}

/// The groups of a table and how rows are counted in them.
struct Groups {
    kind: Grouping,
    count: Count,
    letters: &'static [&'static str; 8],
    names: Vec<&'static str>,
}

impl Groups {
    fn by_lot(draft: &mut Draft, rows: usize) -> Groups {
        use Grouping::{Merged, None, Tabs, Wide};
        let kinds: &[Grouping] = if rows > 4 {
            &[None, None, None, None, Tabs, Tabs, Wide, Merged]
        } else {
            &[None]
        };
        let kind = *draft.dice.pick(kinds);
        let counts: &[Count] = match kind {
            None | Merged => &[Count::Running, Count::Running, Count::Padded],
            Tabs => &[
                Count::Running,
                Count::Restart,
                Count::Restart,
                Count::Nested,
            ],
            Wide => &[Count::Running, Count::Restart, Count::Padded],
        };
        let mut names = words("group");
        draft.dice.shuffle(&mut names);
        Groups {
            kind,
            count: *draft.dice.pick(counts),
            letters: draft.dice.pick(&LETTERS),
            names,
        }
    }

    fn numeral(&self, nth: usize) -> String {
        match (self.kind, self.count) {
            (Grouping::Wide, _) => self.letters[nth % 8].to_owned(),
            (_, Count::Nested) => (nth + 1).to_string(),
            _ => ROMANS[nth % 8].to_owned(),
        }
    }
}

/// One header line, or two where neighbouring columns share a name above them.
fn header(draft: &mut Draft, roles: &[&str], names: &[String]) -> Vec<Vec<Rich>> {
    let pairs = [
        ("lead", "coordinating", "Cơ quan thực hiện"),
        ("start", "end", "Thời gian thực hiện"),
    ];
    let single: Vec<Rich> = names.iter().map(|n| Rich::from(n.as_str())).collect();
    let at = |(a, b, _): &(&str, &str, &str)| roles.windows(2).position(|w| w == [*a, *b]);
    if !draft.dice.chance(15) || pairs.iter().all(|p| at(p).is_none()) {
        return vec![single];
    }
    let (mut upper, mut lower) = (single, vec![Rich::default(); roles.len()]);
    for pair in &pairs {
        let Some(i) = at(pair) else { continue };
        lower[i] = std::mem::replace(&mut upper[i], pair.2.into());
        lower[i + 1] = std::mem::take(&mut upper[i + 1]);
    }
    vec![upper, lower]
}

pub fn column_name(draft: &mut Draft, role: &str) -> String {
    let rule = match role {
        "lead_and_coordinating" => "col.both".to_owned(),
        other => format!("col.{other}"),
    };
    let names = words(&rule);
    (*draft.dice.pick(&names)).to_owned()
}

/// The numerals of groups that go over the whole width, in both alphabets that are in use.
const LETTERS: [[&str; 8]; 2] = [
    ["A", "B", "C", "D", "Đ", "E", "G", "H"],
    ["A", "B", "C", "D", "E", "F", "G", "H"],
];
const ROMANS: [&str; 8] = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII"];

/// A group row: in the tabs with its numeral, or over the whole width where it has a letter.
fn group_row(
    draft: &mut Draft,
    numeral: &str,
    name: &str,
    roles: &[&str],
    kind: Grouping,
) -> (Line, String) {
    let mark = draft.mark();
    let mut cells = vec![Rich::default(); roles.len()];
    let text = if kind == Grouping::Wide {
        let text = format!("{numeral}. {name}");
        cells.truncate(1);
        cells[0].push_marked(mark, &text);
        text
    } else {
        cells[0].push_marked(mark, numeral);
        cells[1].push(name);
        format!("{numeral} {name}")
    };
    let line = Line {
        mark,
        cells,
        may_break: false,
    };
    (line, text)
}

fn task_row(
    draft: &mut Draft,
    roles: &[&'static str],
    code: String,
    field: Option<&str>,
) -> (Line, Row) {
    let topic = draft.world.topic;
    let mark = draft.mark();
    let mut row = Row {
        mark,
        fields: Vec::new(),
        amount: None,
        due: None,
    };
    let mut cells = vec![Rich::default(); roles.len()];
    let ordinal = usize::from(roles[0] == "field");
    cells[ordinal].push_marked(mark, &code);
    row.fields.push(("code", code));
    let two = roles.contains(&"product") && roles.contains(&"deadline") && draft.dice.chance(6);
    let first = draft.dice.below(topic.products.len());
    let second = (first + 1) % topic.products.len();
    let products = [first, second].map(|i| topic.products[i].to_owned());
    for (cell, role) in cells.iter_mut().zip(roles) {
        let words = match *role {
            "ordinal" => continue,
            "field" => field.map(str::to_owned),
            "task" => task_text(draft, cell),
            "lead" => Some(agency::one(draft)),
            "coordinating" => {
                let count = draft.dice.weighted(&[25, 55, 20]);
                let names = agency::several(draft, count);
                (count > 0).then(|| names.join(", "))
            }
            "product" if two => Some(format!("- {} - {}", products[0], products[1])),
            "product" => draft.dice.chance(85).then(|| products[0].clone()),
            "deadline" => {
                let due = if two {
                    deadline::two(draft, products.clone().map(Some))
                } else {
                    deadline::any(draft)
                };
                let words = due.words.clone();
                row.due = Some(due);
                Some(words)
            }
            "start" => {
                let (start, end, due) = deadline::pair(draft);
                row.fields.push(("end", end));
                row.due = Some(due);
                Some(start)
            }
            "end" => row
                .fields
                .iter()
                .find(|(k, _)| *k == "end")
                .map(|(_, v)| v.clone()),
            "lead_and_coordinating" => {
                let (words, fields) = both(draft);
                row.fields.extend(fields);
                cell.push(&words);
                continue;
            }
            "note" => draft.dice.chance(25).then(|| say(draft, "note").text),
            _ => None,
        };
        let Some(words) = words else { continue };
        if *role == "task" {
            row.fields.push(("text", words));
            continue;
        }
        cell.push(&words);
        if *role != "end" {
            row.fields.push((role, words));
        }
    }
    let may_break = true;
    (
        Line {
            mark,
            cells,
            may_break,
        },
        row,
    )
}

/// The words of a task, put into its cell with their marks.
fn task_text(draft: &mut Draft, cell: &mut Rich) -> Option<String> {
    let mut text = Rich::default();
    match draft.dice.below(4) {
        0 => {
            draft.noted("Work", &mut text);
            text.push(" ");
            let how = say(draft, "workhow");
            text.append(&how);
        }
        1 => {
            let generic = say(draft, "Generic");
            text.append(&generic);
        }
        2 if draft.dice.chance(30) => {
            draft.noted("Work", &mut text);
            text.push(" theo ");
            crate::cite::mention(draft, &mut text);
        }
        _ => draft.noted("Work", &mut text),
    }
    cell.append(&text);
    Some(text.text)
}

/// One cell that names who leads and who helps.
fn both(draft: &mut Draft) -> (String, Vec<(&'static str, String)>) {
    let names = agency::several(draft, 2);
    let lead = names[0].clone();
    let Some(help) = names.get(1).filter(|_| draft.dice.chance(75)).cloned() else {
        return (lead.clone(), vec![("lead", lead)]);
    };
    let words = match draft.dice.below(3) {
        0 => format!("- Chủ trì: {lead} - Phối hợp: {help}"),
        1 => format!("{lead} chủ trì, phối hợp với {help}"),
        _ => format!("Chủ trì: {lead}; phối hợp: {help}"),
    };
    (words, vec![("lead", lead), ("coordinating", help)])
}
