//! Tables of money: the sums add up, or do not and are noted.

use crate::agency;
use crate::block::{Block, Grid, Line};
use crate::body::Size;
use crate::draft::Draft;
use crate::facts::{Row, Table};
use crate::grammar::say;
use crate::money::{self, Scale};
use crate::rich::{Rich, cased};
use crate::table::column_name;

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
        merged: false,
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
