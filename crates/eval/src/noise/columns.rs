//! Two columns that stand side by side on paper: the letterhead, recipients and signature.

use serde_json::Value;

use super::Kind;
use super::numerals::unmarked;
use super::page::{Page, Row};

pub(super) const KINDS: &[Kind] = &[
    Kind {
        name: "head_lines",
        what: "the columns of the letterhead mixed line by line",
        make: |page, hand| letterheads(page, hand.gold, mixed),
    },
    Kind {
        name: "head_sides",
        what: "the columns of the letterhead in one line",
        make: |page, hand| letterheads(page, hand.gold, beside),
    },
    Kind {
        name: "tail_lines",
        what: "recipients and signature mixed line by line",
        make: |page, hand| tails(page, hand.gold, mixed),
    },
    Kind {
        name: "tail_sides",
        what: "recipients and signature in one line",
        make: |page, hand| tails(page, hand.gold, beside),
    },
];

/// Rows of a letterhead, or of a closing, at most.
const MOST: usize = 30;
/// A line of a signature is not longer.
const SIGNATURE: usize = 60;

type Setting = fn(Vec<Row>, Vec<Row>) -> Vec<Row>;

/// Left and right in turn.
fn mixed(left: Vec<Row>, right: Vec<Row>) -> Vec<Row> {
    zipped(left, right)
        .into_iter()
        .flat_map(|(l, r)| l.into_iter().chain(r))
        .collect()
}

/// Left and right in one row.
fn beside(left: Vec<Row>, right: Vec<Row>) -> Vec<Row> {
    let one = |(left, right): (Option<Row>, Option<Row>)| match (left, right) {
        (Some(mut left), Some(right)) => {
            left.take("    ", right);
            Some(left)
        }
        (left, right) => left.or(right),
    };
    zipped(left, right).into_iter().filter_map(one).collect()
}

fn zipped(left: Vec<Row>, right: Vec<Row>) -> Vec<(Option<Row>, Option<Row>)> {
    let count = left.len().max(right.len());
    let (mut left, mut right) = (left.into_iter(), right.into_iter());
    (0..count).map(|_| (left.next(), right.next())).collect()
}

/// Small letters without marks and asterisks.
fn plain(row: &Row) -> String {
    let bare = unmarked(&row.text).to_lowercase();
    bare.replace('*', "").trim().to_owned()
}

fn documents(gold: &Value) -> impl Iterator<Item = &Value> {
    gold["documents"].as_array().into_iter().flatten()
}

fn letterheads(page: &mut Page, gold: &Value, set: Setting) {
    for document in documents(gold) {
        let line = document["first_line"].as_u64().unwrap_or(0) as u32;
        let kind = document["kind"]
            .as_str()
            .unwrap_or_default()
            .replace('_', " ");
        let Some(start) = page.rows.iter().position(|r| r.holds(line)) else {
            continue;
        };
        let head = page.rows[start..].iter().take(MOST);
        let ends = |r: &Row| plain(r).starts_with(&kind) || plain(r).starts_with("kinh gui");
        let Some(length) = head.map(ends).position(|ends| ends) else {
            continue;
        };
        let rows = page.rows.drain(start..start + length);
        let full = rows.filter(|r| !r.is_blank());
        let (right, left): (Vec<Row>, Vec<Row>) = full.partition(is_right);
        let mut rows = set(left, right);
        rows.push(Row::new(""));
        page.rows.splice(start..start, rows);
    }
}

/// The motto, or place and date.
fn is_right(row: &Row) -> bool {
    let text = plain(row);
    let motto = ["cong hoa xa hoi", "doc lap", "dang cong san viet nam"];
    let dated = text.contains(", ngay ") && text.contains(" thang ");
    motto.iter().any(|m| text.starts_with(m)) || dated
}

fn tails(page: &mut Page, gold: &Value, set: Setting) {
    let name = |d: &Value| d["signature"]["name"].as_str().map(str::to_owned);
    let names: Vec<String> = documents(gold).filter_map(name).collect();
    let mut from = 0;
    while let Some(at) = page.rows[from..]
        .iter()
        .position(|r| plain(r).starts_with("noi nhan"))
    {
        let start = from + at;
        let list = page.rows[start + 1..].iter();
        let listed = |r: &&Row| r.is_blank() || r.text.starts_with('-');
        let middle = start + 1 + list.take_while(listed).count();
        let mut end = middle;
        let mut signed = false;
        let tail = page.rows[middle..].iter().take(MOST);
        for row in tail.take_while(|r| !r.is_tabbed() && r.text.chars().count() <= SIGNATURE) {
            end += 1;
            if names.iter().any(|n| row.text.contains(n.as_str())) {
                signed = true;
                break;
            }
        }
        from = middle;
        if signed {
            let rows: Vec<Row> = page.rows.drain(start..end).collect();
            let split = rows.into_iter().enumerate().filter(|(_, r)| !r.is_blank());
            let (left, right): (Vec<_>, Vec<_>) = split.partition(|(i, _)| start + i < middle);
            let bare = |rows: Vec<(usize, Row)>| rows.into_iter().map(|(_, r)| r).collect();
            let rows: Vec<Row> = set(bare(left), bare(right));
            from = start + rows.len();
            page.rows.splice(start..start, rows);
        }
    }
}
