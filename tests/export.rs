//! `export`, `search` and `stats` as their users meet them.

mod common;

use std::fs;
use std::path::Path;
use std::process::Output;

use common::{PLAN, Scratch, code, sohoa, stderr, stdout};
use serde_json::Value;

/// A run with one plan in it.
fn run() -> Scratch {
    let s = Scratch::new();
    s.file("in/a.txt", PLAN);
    assert_eq!(code(&s.ingest(&[])), 0);
    s
}

/// Runs a verb on the run.
fn verb(s: &Scratch, args: &[&str]) -> Output {
    let mut command = sohoa();
    command.arg(args[0]).arg(s.path("out")).args(&args[1..]);
    command.output().unwrap()
}

#[test]
fn every_output_is_named_and_written() {
    let s = run();
    let all = [
        "export", "--csv", "--xlsx", "--sqlite", "--ics", "--view", "values",
    ];
    let output = verb(&s, &all);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    for name in [
        "register.csv",
        "tasks.csv",
        "records.xlsx",
        "records.sqlite",
        "tasks.ics",
        "records.values.jsonl",
    ] {
        assert!(s.path("out").join(name).is_file(), "{name}");
        assert!(stdout(&output).contains(name), "{name}");
    }
}

#[test]
fn an_export_of_nothing_or_from_nothing_cannot_run() {
    let s = run();
    assert_eq!(code(&verb(&s, &["export"])), 2);
    assert_eq!(code(&verb(&s, &["export", "--shards", "0"])), 2);
    let output = sohoa()
        .arg("export")
        .arg(s.path("none"))
        .arg("--csv")
        .output()
        .unwrap();
    assert_eq!(code(&output), 2);
    fs::write(s.path("out/records.jsonl"), "{}\n").unwrap();
    let output = verb(&s, &["export", "--csv", "--lang", "vi"]);
    assert_eq!(code(&output), 2);
    assert!(stderr(&output).contains("dòng 1"), "{}", stderr(&output));
    assert!(!s.path("out/register.csv").exists());
}

#[test]
fn another_folder_takes_the_outputs() {
    let s = run();
    let out = s.path("elsewhere");
    let output = verb(&s, &["export", "--csv", "--out", out.to_str().unwrap()]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    assert!(out.join("tasks.csv").is_file() && !s.path("out/tasks.csv").exists());
}

#[test]
fn words_and_filters_find_the_plan() {
    let s = run();
    assert_eq!(
        code(&verb(&s, &["search", "cong vu"])),
        2,
        "there is no database yet"
    );
    verb(&s, &["export", "--sqlite"]);
    for args in [
        &["cong", "vu"][..],
        &["công vụ"],
        &["--year", "2024"],
        &["--kind", "ke_hoach", "ho so"],
    ] {
        let output = verb(&s, &[&["search"], args].concat());
        assert_eq!(code(&output), 0, "{args:?}");
        assert!(
            stdout(&output).contains("12/KH-UBND"),
            "{}",
            stdout(&output)
        );
    }
    assert_eq!(code(&verb(&s, &["search", "cong", "--year", "1999"])), 1);
    assert_eq!(code(&verb(&s, &["search", "--deadline-from", "soon"])), 2);
}

#[test]
fn search_gives_json() {
    let s = run();
    verb(&s, &["export", "--sqlite"]);
    let output = verb(&s, &["search", "đúng hạn", "--json"]);
    let found: Value = serde_json::from_str(&stdout(&output)).unwrap();
    assert_eq!(found["total"], 1);
    let hit = &found["documents"][0];
    assert_eq!(hit["number"], "12/KH-UBND");
    let snippet: Vec<char> = hit["snippet"].as_str().unwrap().chars().collect();
    let marks = hit["highlights"].as_array().unwrap().iter();
    let marked = marks.map(|m| {
        let at = |i: usize| m[i].as_u64().unwrap() as usize;
        snippet[at(0)..at(1)].iter().collect::<String>()
    });
    assert_eq!(marked.collect::<Vec<_>>(), ["đúng", "hạn"]);
}

#[test]
fn a_database_older_than_its_records_is_told() {
    let s = run();
    verb(&s, &["export", "--sqlite"]);
    let file = s.path("out/records.jsonl");
    let line = fs::read_to_string(&file).unwrap();
    fs::write(&file, line.repeat(2)).unwrap();
    let output = verb(&s, &["search", "cong vu"]);
    assert!(stderr(&output).contains("newer"), "{}", stderr(&output));
}

#[test]
fn stats_come_as_table_json_page_and_card() {
    let s = run();
    let table = stdout(&verb(&s, &["stats", "--lang", "vi"]));
    assert!(
        table.contains("Kế hoạch") && table.contains("2024") && table.contains("xã"),
        "{table}"
    );
    let counted: Value = serde_json::from_str(&stdout(&verb(&s, &["stats", "--json"]))).unwrap();
    assert_eq!(
        (&counted["documents"], &counted["kinds"]["ke_hoach"]),
        (&1.into(), &1.into())
    );
    let page = s.path("out/stats.html");
    let output = verb(
        &s,
        &["stats", "--html", page.to_str().unwrap(), "--lang", "vi"],
    );
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let html = fs::read_to_string(page).unwrap();
    assert!(html.contains("<svg") && html.contains("lang=\"vi\"") && html.ends_with("</html>\n"));
    for foreign in ["<script", "src=", "href=", "url("] {
        assert!(!html.contains(foreign), "{foreign}");
    }
    let card = stdout(&verb(&s, &["stats", "--card"]));
    assert!(
        card.starts_with("# Data card") && card.contains("- documents: 1"),
        "{card}"
    );
}

fn schemas(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("schemas")
        .join(name);
    fs::read_to_string(path).unwrap().replace("\r\n", "\n")
}

#[test]
fn what_describes_the_outputs_is_fresh() {
    let hint = "is stale; refresh it with: cargo run -p sohoa-xtask -- schema";
    assert!(
        schemas("tables.md") == sohoa_tables::markdown(),
        "schemas/tables.md {hint}"
    );
    let made = sohoa_export::values_schema(&sohoa_batch::schema_json()).unwrap();
    let values = |text: &str| serde_json::from_str::<Value>(text).unwrap();
    assert!(
        values(&schemas("values.schema.json")) == values(&made),
        "schemas/values.schema.json {hint}"
    );
}

#[test]
fn the_values_view_obeys_its_schema() {
    let s = run();
    let example: Value = serde_json::from_str(&schemas("example.json")).unwrap();
    // A tree in memory may have sorted the keys: written by the types they stand as in any run.
    let record: sohoa_record::model::Record = serde_json::from_value(example).unwrap();
    fs::write(
        s.path("out/records.jsonl"),
        serde_json::to_string(&record).unwrap(),
    )
    .unwrap();
    assert_eq!(code(&verb(&s, &["export", "--view", "values"])), 0);
    let schema: Value = serde_json::from_str(&schemas("values.schema.json")).unwrap();
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    let line = fs::read_to_string(s.path("out/records.values.jsonl")).unwrap();
    let view: Value = serde_json::from_str(&line).unwrap();
    let faults: Vec<String> = validator
        .iter_errors(&view)
        .map(|e| e.to_string())
        .collect();
    assert!(faults.is_empty(), "{faults:#?}");
    let mut wrong = view;
    wrong["documents"][0]["title"] = serde_json::json!({"value": "a"});
    assert!(!validator.is_valid(&wrong));
}
