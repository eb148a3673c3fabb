//! Records in other forms: only values, packed, in parts; and what happens when nothing can be written.

mod common;

use std::fs;
use std::io::Read;

use common::{RECORDS, Run};
use serde_json::Value;
use sohoa_export::{Lines, export};

fn unpacked(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    zstd::Decoder::new(bytes)
        .unwrap()
        .read_to_end(&mut out)
        .unwrap();
    out
}

#[test]
fn parts_put_together_are_the_whole() {
    for (shards, zstd) in [(1, false), (3, true), (7, false), (50, true)] {
        let run = Run::of_corpus();
        let lines = Lines {
            values: false,
            zstd,
            shards: Some(shards),
        };
        let exported = run.export(|o| o.lines = lines);
        assert_eq!(exported.files.len(), shards as usize);
        let parts = exported.files.iter().map(|f| fs::read(f).unwrap());
        let parts: Vec<Vec<u8>> = parts.map(|p| if zstd { unpacked(&p) } else { p }).collect();
        assert_eq!(parts.concat(), fs::read(run.path("records.jsonl")).unwrap());
        let count = |p: &Vec<u8>| p.iter().filter(|b| **b == b'\n').count();
        let (least, most) = (parts.iter().map(count).min(), parts.iter().map(count).max());
        assert!(most.unwrap() - least.unwrap() <= 1, "{shards}");
    }
}

#[test]
fn a_packed_file_is_the_whole() {
    let run = Run::of_corpus();
    run.export(|o| o.lines.zstd = true);
    let packed = fs::read(run.path("records.jsonl.zst")).unwrap();
    assert_eq!(
        unpacked(&packed),
        fs::read(run.path("records.jsonl")).unwrap()
    );
}

/// Drops what the values view drops, from the tree of a record instead of from its text.
fn plain(value: &Value) -> Value {
    match value {
        Value::Array(list) => list.iter().map(plain).collect(),
        Value::Object(map) => {
            let traced = ["value", "raw", "span", "confidence", "inferred"];
            if map.contains_key("value") && map.keys().all(|k| traced.contains(&k.as_str())) {
                return plain(&map["value"]);
            }
            let gone = ["span", "spans", "confidence", "repairs", "unattributed"];
            let note = map.contains_key("marker") && map.contains_key("value");
            let kept = map.iter().filter(|(k, _)| {
                !(gone.contains(&k.as_str()) || note && ["raw", "inferred"].contains(&k.as_str()))
            });
            kept.map(|(k, v)| (k.clone(), plain(v))).collect()
        }
        other => other.clone(),
    }
}

#[test]
fn the_values_view_has_the_same_keys_and_plain_values() {
    let run = Run::of_corpus();
    run.export(|o| o.lines.values = true);
    let text = fs::read_to_string(run.path("records.values.jsonl")).unwrap();
    let found: Vec<Value> = text
        .lines()
        .map(|l| serde_json::from_str(l).unwrap())
        .collect();
    let wanted: Vec<Value> = RECORDS
        .iter()
        .map(|r| plain(&serde_json::to_value(r).unwrap()))
        .collect();
    assert_eq!(found, wanted);
    assert!(text.contains("\"title\":\"") && !text.contains("\"span"));
}

#[test]
fn a_bad_line_is_named_and_leaves_all_as_it_was() {
    let good = serde_json::to_string(&RECORDS[0]).unwrap();
    let run = Run::of(&format!("{good}\n\n{{}}\n"));
    fs::write(run.path("records.sqlite"), "old").unwrap();
    let mut options = run.options();
    (options.csv, options.xlsx, options.sqlite, options.ics) = (true, true, true, true);
    options.lines.values = true;
    let error = export(&options).unwrap_err();
    assert_eq!(error.code(), "record_malformed");
    assert!(error.message().contains("line 3") && error.message_vi().contains("dòng 3"));
    assert_eq!(run.names(), ["records.jsonl", "records.sqlite"]);
    assert_eq!(fs::read(run.path("records.sqlite")).unwrap(), b"old");
}

#[test]
fn no_records_make_empty_outputs() {
    let run = Run::of("");
    let exported = run.export(|o| {
        (o.csv, o.xlsx, o.sqlite, o.ics) = (true, true, true, true);
        o.lines.shards = Some(2);
    });
    assert_eq!((exported.records, exported.files.len()), (0, 7));
}

#[test]
fn two_exports_at_once_are_refused() {
    let run = Run::of_corpus();
    let lock = fs::File::create(run.path(".export.lock")).unwrap();
    lock.lock().unwrap();
    let mut options = run.options();
    options.csv = true;
    assert_eq!(export(&options).unwrap_err().code(), "export_under_way");
    drop(lock);
    // What a killed export left is cleared away.
    fs::write(run.path(".tasks.csv.tmp"), "half").unwrap();
    export(&options).unwrap();
    assert_eq!(run.names(), ["records.jsonl", "register.csv", "tasks.csv"]);
}

#[test]
fn missing_records_and_bad_places_are_told() {
    let run = Run::of_corpus();
    let mut options = run.options();
    options.csv = true;
    options.records = run.path("none.jsonl");
    assert_eq!(export(&options).unwrap_err().code(), "records_unreadable");
    options.records = run.path("records.jsonl");
    fs::create_dir(run.path("register.csv")).unwrap();
    assert_eq!(export(&options).unwrap_err().code(), "output_unwritable");
}
