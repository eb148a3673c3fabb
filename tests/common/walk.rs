//! Walks a record's JSON: every span, every traced value, every text that tells where it was read.

use serde_json::{Map, Value};
use sohoa_span::Span;

/// Calls `f` with every object of a value and the way to it (`/documents/0/title`).
pub fn objects<'v>(value: &'v Value, at: &str, f: &mut impl FnMut(&str, &'v Map<String, Value>)) {
    match value {
        Value::Object(map) => {
            f(at, map);
            for (key, inner) in map {
                objects(inner, &format!("{at}/{key}"), f);
            }
        }
        Value::Array(list) => {
            for (i, inner) in list.iter().enumerate() {
                objects(inner, &format!("{at}/{i}"), f);
            }
        }
        _ => {}
    }
}

/// Every span of a record with the way to it.
pub fn spans(record: &Value) -> Vec<(String, Span)> {
    let mut out = Vec::new();
    objects(record, "", &mut |at, map| {
        if map.contains_key("lines") && map.contains_key("bytes") {
            let value = Value::Object(map.clone());
            out.push((at.to_owned(), serde_json::from_value(value).unwrap()));
        }
    });
    out
}

/// A value with the place it was read from.
pub struct TracedAt<'v> {
    pub at: String,
    pub value: &'v Value,
    pub raw: Option<&'v str>,
    pub span: Span,
}

/// Every traced value of a record: an object with `value`, `span` and `confidence`.
pub fn traced(record: &Value) -> Vec<TracedAt<'_>> {
    let mut out = Vec::new();
    objects(record, "", &mut |at, map| {
        let is_traced = ["value", "span", "confidence"]
            .iter()
            .all(|k| map.contains_key(*k));
        let is_fact = ["applied", "comparator"]
            .iter()
            .any(|k| map.contains_key(*k));
        if is_traced && !is_fact {
            out.push(TracedAt {
                at: at.to_owned(),
                value: &map["value"],
                raw: map.get("raw").and_then(Value::as_str),
                span: serde_json::from_value(map["span"].clone()).unwrap(),
            });
        }
    });
    out
}
