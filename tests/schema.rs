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

#[test]
fn every_record_obeys_the_schema() {
    let schema: Value = serde_json::from_str(&schema_file()).unwrap();
    let validator = jsonschema::draft202012::new(&schema).unwrap();
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
        let errors: Vec<String> = validator
            .iter_errors(&record)
            .map(|e| format!("{}: {e}", e.instance_path()))
            .collect();
        assert!(errors.is_empty(), "{path}: {errors:#?}");
    }
}
