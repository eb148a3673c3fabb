//! Tables: of tasks with who, when and what comes out, and of money that adds up or does not.

use crate::agency;
use crate::block::{Block, Grid, Line};
use crate::body::Size;
use crate::deadline;
use crate::draft::Draft;
use crate::facts::{Row, Table};
use crate::grammar::{say, words};
use crate::money::{self, Scale};
use crate::rich::{Rich, cased};

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
    let roles: Vec<&'static str> = ["ordinal", "task"]
        .into_iter()
        .chain(draft.dice.pick(&SETS).iter().copied())
        .collect();
    let names: Vec<String> = roles.iter().map(|r| column_name(draft, r)).collect();
    let mut table = Table {
        block: draft.blocks.len(),
        columns: names.iter().cloned().zip(roles.iter().copied()).collect(),
        ..Table::default()
    };
    let mut grid = Grid {
        header: vec![names.into_iter().map(Rich::from).collect()],
        index: draft.dice.chance(10),
        rows: Vec::new(),
    };
    let grouped = size.rows > 4 && draft.dice.chance(50);
    let letters = (grouped && draft.dice.chance(35)).then(|| draft.dice.pick(&LETTERS));
    let wide = letters.is_some();
    let mut names_of_groups = words("group");
    draft.dice.shuffle(&mut names_of_groups);
    let kinds = [Count::Running, Count::Restart, Count::Padded, Count::Nested];
    let count = kinds[draft.dice.weighted(&[
        45,
        if grouped { 30 } else { 0 },
        15,
        if grouped && !wide { 10 } else { 0 },
    ])];
    let rows = draft.dice.between(2, size.rows);
    let per_group = draft.dice.between(2, 6).max(rows.div_ceil(8));
    let (mut group, mut in_group, mut groups) = (None, 0, 0);
    for i in 0..rows {
        if grouped && i % per_group == 0 {
            let nested = (groups + 1).to_string();
            let numeral = match letters {
                Some(letters) => letters[groups % 8],
                None if count == Count::Nested => nested.as_str(),
                None => ROMANS[groups % 8],
            };
            let name = names_of_groups[groups % names_of_groups.len()];
            let (line, text) = group_row(draft, numeral, name, roles.len(), wide);
            table.groups.push((line.mark, text.clone()));
            grid.rows.push(line);
            (group, in_group, groups) = (Some(text), 0, groups + 1);
        }
        in_group += 1;
        let code = match count {
            Count::Running => (i + 1).to_string(),
            Count::Padded => format!("{:02}", i + 1),
            Count::Restart => in_group.to_string(),
            Count::Nested => format!("{groups}.{in_group}"),
        };
        let (line, mut row) = task_row(draft, &roles, code);
        if let Some(group) = &group {
            row.fields.push(("group", group.clone()));
        }
        grid.rows.push(line);
        table.rows.push(row);
    }
    draft.blocks.push(Block::Grid(grid));
    table
}

fn column_name(draft: &mut Draft, role: &str) -> String {
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
    columns: usize,
    wide: bool,
) -> (Line, String) {
    let mark = draft.mark();
    let mut cells = vec![Rich::default(); columns];
    let text = if wide {
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

fn task_row(draft: &mut Draft, roles: &[&'static str], code: String) -> (Line, Row) {
    let topic = draft.world.topic;
    let mark = draft.mark();
    let mut row = Row {
        mark,
        fields: Vec::new(),
        amount: None,
        due: None,
    };
    let mut cells = vec![Rich::default(); roles.len()];
    cells[0].push_marked(mark, &code);
    row.fields.push(("code", code));
    let two = roles.contains(&"product") && roles.contains(&"deadline") && draft.dice.chance(6);
    let products = [(); 2].map(|()| (*draft.dice.pick(&topic.products)).to_owned());
    for (cell, role) in cells.iter_mut().zip(roles) {
        let words = match *role {
            "ordinal" => continue,
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

/// A table of money.
pub fn costs(draft: &mut Draft, size: Size) -> Table {
    let sets: [&[&'static str]; 4] = [
        &[
            "ordinal",
            "task",
            "quantity",
            "unit_price",
            "amount",
            "note",
        ],
        &["ordinal", "task", "quantity", "unit_price", "amount"],
        &["ordinal", "task", "lead", "amount", "note"],
        &["ordinal", "task", "amount"],
    ];
    let roles = *draft.dice.pick(&sets);
    let scale = money::scale(draft);
    let headed = scale != Scale::Dong || draft.dice.chance(60);
    let in_header = headed && draft.dice.chance(50);
    if headed && !in_header {
        let label = *draft.dice.pick(&["Đơn vị tính", "ĐVT", "Đơn vị"]);
        draft.para(format!("{label}: {}", scale.words()));
    }
    let mut names: Vec<String> = Vec::new();
    for role in roles {
        let name = match *role {
            "task" => column_name(draft, "item"),
            "unit_price" => column_name(draft, "price"),
            other => column_name(draft, other),
        };
        let money = matches!(*role, "amount" | "unit_price");
        names.push(if money && in_header {
            format!("{name} ({})", scale.words())
        } else {
            name
        });
    }
    let mut table = Table {
        block: draft.blocks.len(),
        columns: names.iter().cloned().zip(roles.iter().copied()).collect(),
        ..Table::default()
    };
    let mut grid = Grid {
        header: vec![names.into_iter().map(Rich::from).collect()],
        index: draft.dice.chance(8),
        rows: Vec::new(),
    };
    let mut total = 0;
    for i in 0..draft.dice.between(2, size.rows.min(14)) {
        let (line, row) = cost_row(draft, roles, scale, i + 1);
        total += row.amount.unwrap_or(0);
        grid.rows.push(line);
        table.rows.push(row);
    }
    if draft.dice.chance(85) {
        let wrong = draft.dice.chance(8);
        let printed = if wrong {
            total + 5 * scale.factor() * 100
        } else {
            total
        };
        let mark = draft.mark();
        let mut cells = vec![Rich::default(); roles.len()];
        let label = *draft.dice.pick(&["Tổng cộng", "Cộng", "TỔNG CỘNG", "Tổng"]);
        cells[1].push_marked(mark, label);
        let at = roles.iter().position(|r| *r == "amount").unwrap_or(0);
        cells[at].push(&scale.written(printed));
        grid.rows.push(Line {
            mark,
            cells,
            may_break: false,
        });
        table.total_vnd = Some(printed);
        if wrong {
            draft.facts.slips.push((mark, "total_mismatch"));
        }
    }
    draft.blocks.push(Block::Grid(grid));
    table
}

fn cost_row(draft: &mut Draft, roles: &[&'static str], scale: Scale, nth: usize) -> (Line, Row) {
    let mark = draft.mark();
    let (unit, item) = *draft.dice.pick(&draft.world.topic.costs);
    let count = draft.dice.between(1, 60);
    let price = draft.dice.between(2, 400) as u64 * scale.step();
    let amount = price * count as u64;
    let mut row = Row {
        mark,
        fields: Vec::new(),
        amount: Some(amount),
        due: None,
    };
    let mut cells = vec![Rich::default(); roles.len()];
    for (cell, role) in cells.iter_mut().zip(roles) {
        let (field, words) = match *role {
            "ordinal" => {
                cell.push_marked(mark, &nth.to_string());
                row.fields.push(("code", nth.to_string()));
                continue;
            }
            "task" => ("text", item_text(draft, item)),
            "quantity" => ("quantity", format!("{count:02} {unit}")),
            "unit_price" => ("unit_price", scale.written(price)),
            "amount" => {
                cell.push(&scale.written(amount));
                continue;
            }
            "lead" => ("lead", agency::one(draft)),
            _ if draft.dice.chance(25) => ("note", say(draft, "note").text),
            _ => continue,
        };
        cell.push(&words);
        row.fields.push((field, words));
    }
    (
        Line {
            mark,
            cells,
            may_break: false,
        },
        row,
    )
}

fn item_text(draft: &mut Draft, item: &str) -> String {
    match draft.dice.below(4) {
        0 => format!("{} {}", item, say(draft, "workhow").text),
        1 => {
            let mut out = Rich::from("Chi cho việc ");
            draft.noted("work", &mut out);
            out.text
        }
        _ => cased(item, true),
    }
}
