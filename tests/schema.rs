//! The schema is the contract in a form that machines read: it is fresh, and every record obeys it.

mod common;

use std::fs;
use std::path::Path;

use common::{PLAN, Scratch, code};
use serde_json::Value;

fn schema_file() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas/record.schema.json");
    fs::read_to_string(path)
        .unwrap_or_default()
        .replace("\r\n", "\n")
}

#[test]
fn the_schema_file_is_fresh() {
    assert!(
        schema_file() == sohoa_batch::schema_json(),
        "schemas/record.schema.json is stale; refresh it with: cargo run -p sohoa-xtask -- schema"
    );
}

fn validator() -> jsonschema::Validator {
    let schema: Value = serde_json::from_str(&schema_file()).unwrap();
    jsonschema::draft202012::new(&schema).unwrap()
}

fn faults(validator: &jsonschema::Validator, record: &Value) -> Vec<String> {
    let errors = validator.iter_errors(record);
    errors
        .map(|e| format!("{}: {e}", e.instance_path()))
        .collect()
}

/// The example holds every kind of thing that a record can hold, so it is read and written whole.
#[test]
fn the_example_obeys_the_schema_and_survives_the_types() {
    let example: Value = serde_json::from_str(include_str!("../schemas/example.json")).unwrap();
    let record: sohoa_record::model::Record = serde_json::from_value(example.clone()).unwrap();
    let written = serde_json::to_value(&record).unwrap();
    assert_eq!(written, example);
    let faults = faults(&validator(), &written);
    assert!(faults.is_empty(), "{faults:#?}");
}

/// A schema that accepts anything would pass the tests above.
#[test]
fn what_is_no_record_is_refused() {
    let example: Value = serde_json::from_str(include_str!("../schemas/example.json")).unwrap();
    let refuses = |spoil: fn(&mut Value)| {
        let mut record = example.clone();
        spoil(&mut record);
        !faults(&validator(), &record).is_empty()
    };
    assert!(refuses(|r| r["record_id"] = Value::Null));
    assert!(refuses(
        |r| r["documents"][0]["sections"][0]["numbering"] = "greek".into()
    ));
    assert!(refuses(
        |r| r["documents"][0]["date"]["confidence"] = 1.5.into()
    ));
    assert!(refuses(
        |r| _ = r.as_object_mut().unwrap().remove("coverage")
    ));
    assert!(refuses(
        |r| _ = r["documents"][0].as_object_mut().unwrap().remove("place")
    ));
}

#[test]
fn every_record_obeys_the_schema() {
    let validator = validator();
    let s = Scratch::new();
    s.file("in/plan.txt", PLAN);
    s.file("in/twice.txt", format!("{PLAN}\u{c}{PLAN}"));
    s.file("in/empty.txt", "");
    s.file("in/blank.txt", " \n\u{feff}\n");
    s.file(
        "in/english.txt",
        "The quick brown fox.\n| a | b |\n|---|---|\n| 1 | 2 |\n",
    );
    s.file("in/hurt.txt", PLAN.replace('\n', "\u{fffd}\n"));
    assert_eq!(code(&s.ingest(&[])), 0);
    for record in s.records() {
        let path = record["source"]["path"].clone();
        let faults = faults(&validator, &record);
        assert!(faults.is_empty(), "{path}: {faults:#?}");
    }
}
