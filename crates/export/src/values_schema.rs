//! The schema of the values view, made from that of a record as the view is made from a record.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use crate::values::{BESIDE, LEFT_OUT, VALUE};

/// Where JSON Schema keeps what it refers to.
const DEFINITIONS: &str = "$defs";

/// The schema of a line of `records.values.jsonl`, from the schema of a record.
pub fn values_schema(record: &str) -> Result<String, serde_json::Error> {
    let mut schema: Value = serde_json::from_str(record)?;
    plain(&mut schema);
    if let Some(map) = schema.as_object_mut() {
        map.insert("title".into(), "Values".into());
        let about = "A record with plain values, without spans, repairs and confidences.";
        map.insert("description".into(), about.into());
        while drop_unused(map) {}
    }
    Ok(serde_json::to_string_pretty(&schema)? + "\n")
}

fn plain(schema: &mut Value) {
    match schema {
        Value::Array(list) => list.iter_mut().for_each(plain),
        Value::Object(map) => {
            if let Some(value) = traced(map) {
                *schema = value;
                return plain(schema);
            }
            leave_out(map);
            map.values_mut().for_each(plain);
        }
        _ => {}
    }
}

/// The schema of the value alone, where the object is a traced value.
fn traced(map: &Map<String, Value>) -> Option<Value> {
    let properties = map.get("properties")?.as_object()?;
    let own = |key: &String| key == VALUE || is_beside(key) || is_left_out(key);
    let is_traced = properties.contains_key("span") && properties.keys().all(own);
    properties.get(VALUE).filter(|_| is_traced).cloned()
}

fn leave_out(map: &mut Map<String, Value>) {
    let Some(properties) = map.get_mut("properties").and_then(Value::as_object_mut) else {
        return;
    };
    // Figures have a `value` too, and nothing beside it that goes.
    let note = properties.contains_key(VALUE) && properties.contains_key(BESIDE[0]);
    let goes = |key: &str| is_left_out(key) || (note && is_beside(key));
    properties.retain(|key, _| !goes(key));
    if let Some(required) = map.get_mut("required").and_then(Value::as_array_mut) {
        required.retain(|key| !key.as_str().is_some_and(goes));
    }
}

fn is_beside(key: &str) -> bool {
    BESIDE.contains(&key)
}

fn is_left_out(key: &str) -> bool {
    LEFT_OUT.contains(&key)
}

/// Drops definitions that nothing refers to any more; tells whether there were any.
fn drop_unused(schema: &mut Map<String, Value>) -> bool {
    let mut used = BTreeSet::new();
    schema.values().for_each(|v| references(v, &mut used));
    let Some(definitions) = schema.get_mut(DEFINITIONS).and_then(Value::as_object_mut) else {
        return false;
    };
    let before = definitions.len();
    definitions.retain(|name, _| used.contains(name));
    definitions.len() < before
}

fn references(schema: &Value, used: &mut BTreeSet<String>) {
    match schema {
        Value::Array(list) => list.iter().for_each(|v| references(v, used)),
        Value::Object(map) => {
            let name = map.get("$ref").and_then(Value::as_str);
            used.extend(name.and_then(|n| n.rsplit('/').next()).map(str::to_owned));
            map.values().for_each(|v| references(v, used));
        }
        _ => {}
    }
}
