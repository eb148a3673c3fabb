//! Gold facts carried along: line numbers of the source become those of the twin.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::page::Page;

/// Keys that hold a line number.
const LINES: [&str; 3] = ["line", "first_line", "last_line"];

/// The gold facts of a twin.
pub(super) fn carry(gold: &Value, source: &str, page: &Page) -> Value {
    let mut to: BTreeMap<u64, u64> = BTreeMap::new();
    for (row, here) in (1..).zip(&page.rows) {
        for line in &here.begins {
            to.entry(u64::from(*line)).or_insert(row);
        }
    }
    let lines: Vec<&str> = source.split('\n').collect();
    let mut out = moved(gold, &to);
    let documents = gold["documents"].as_array().into_iter().flatten();
    for (i, document) in documents.enumerate() {
        for (family, needle) in NEEDLES {
            let facts = document[family].as_array().map_or(&[][..], Vec::as_slice);
            for (k, row) in rows(facts, needle, &lines, page) {
                out["documents"][i][family][k]["line"] = row.into();
            }
        }
    }
    if let Some(accept) = gold["accept"].as_object() {
        out["accept"] = accepted(accept, &to);
    }
    out
}

/// Gold facts of one text as those of another that has the same lines, but other blank ones between them.
#[must_use]
pub fn relined(gold: &Value, from: &str, to: &str) -> Value {
    let filled = |text: &str| -> Vec<u64> {
        let lines = (1..).zip(text.split(['\n', '\u{c}']));
        let filled = lines.filter(|(_, l)| !l.trim().is_empty());
        filled.map(|(n, _)| n).collect()
    };
    led(gold, &filled(from).into_iter().zip(filled(to)).collect())
}

/// Gold facts with every line led to another; a line that leads nowhere stays.
#[must_use]
pub fn led(gold: &Value, to: &BTreeMap<u64, u64>) -> Value {
    let mut out = moved(gold, to);
    if let Some(accept) = gold["accept"].as_object() {
        out["accept"] = accepted(accept, to);
    }
    out
}

fn moved(value: &Value, to: &BTreeMap<u64, u64>) -> Value {
    let at = |n: &Value| n.as_u64().and_then(|n| to.get(&n)).map(|n| (*n).into());
    match value {
        Value::Object(map) => {
            let pairs = map.iter().map(|(key, v)| {
                let line = at(v).filter(|_| LINES.contains(&key.as_str()));
                (key.clone(), line.unwrap_or_else(|| moved(v, to)))
            });
            Value::Object(pairs.collect())
        }
        Value::Array(list) => list.iter().map(|v| moved(v, to)).collect(),
        other => other.clone(),
    }
}

/// Keys are `LINE:FIELD` or `KIND:FIELD`; values may be lines as well.
fn accepted(accept: &Map<String, Value>, to: &BTreeMap<u64, u64>) -> Value {
    let moved = |n: u64| to.get(&n).copied().unwrap_or(n);
    let pairs = accept.iter().map(|(key, values)| {
        let key = match key.split_once(':') {
            Some((line, field)) => match line.parse() {
                Ok(line) => format!("{}:{field}", moved(line)),
                Err(_) => key.clone(),
            },
            None => key.clone(),
        };
        let values = values.as_array().into_iter().flatten();
        let value = |v: &Value| v.as_u64().map_or(v.clone(), |n| moved(n).into());
        (key, values.map(value).collect())
    });
    Value::Object(pairs.collect())
}

/// Gives the words by which a fact is found in a line.
type Needle = fn(&Value) -> Option<String>;

/// Facts that may stand anywhere in their line; where it was cut, they stand in one of its parts.
const NEEDLES: [(&str, Needle); 4] = [
    ("citations", |c| c["number"].as_str().map(str::to_owned)),
    ("legal_bases", |b| b["number"].as_str().map(str::to_owned)),
    ("prose_tasks", |t| t["lead"].as_str().map(str::to_owned)),
    ("targets", |t| {
        let words = t["words"].as_str().map(str::to_owned);
        let figure = || Some(format!("{}{}", t["value"].as_f64()?, t["unit"].as_str()?));
        words.or_else(|| figure().map(|f| f.replace('.', ",")))
    }),
];

/// For the facts of lines that were cut: which fact, and the row in which its words begin.
fn rows(facts: &[Value], needle: Needle, lines: &[&str], page: &Page) -> Vec<(usize, usize)> {
    let mut seen: BTreeMap<(u64, String), usize> = BTreeMap::new();
    let mut out = Vec::new();
    for (k, fact) in facts.iter().enumerate() {
        let (Some(line), Some(words)) = (fact["line"].as_u64(), needle(fact)) else {
            continue;
        };
        let nth = seen.entry((line, words.clone())).or_default();
        let before = *nth;
        *nth += 1;
        let parts = page.rows_of(line as u32);
        let printed = lines.get(line as usize - 1).copied().unwrap_or_default();
        if parts.len() > 1 && printed.contains(&words) {
            let row = row_of(&words, before, &parts, page);
            out.extend(row.map(|row| (k, row + 1)));
        }
    }
    out
}

/// The row with the nth place where the words begin; those that a row cuts are looked for by their blanks.
fn row_of(words: &str, nth: usize, parts: &[usize], page: &Page) -> Option<usize> {
    let texts = parts.iter().map(|&r| page.rows[r].text.as_str());
    let whole = squeezed(&texts.clone().collect::<Vec<_>>().join(" "));
    let wanted = squeezed(words);
    let hits: Vec<usize> = whole.match_indices(&wanted).map(|(i, _)| i).collect();
    let at = *hits.get(nth).or(hits.last())?;
    let mut end = 0;
    let mut ends = texts.zip(parts).map(|(text, row)| {
        end += squeezed(text).len();
        (end, *row)
    });
    ends.find(|(end, _)| at < *end).map(|(_, row)| row)
}

/// Without white space and without the hyphens of line ends.
fn squeezed(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace() && *c != '-')
        .collect()
}
