//! Our scores are the scores of the shared scorer, figure for figure, on clean and on noisy texts; and the
//! command grades anybody's records.

mod common;

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Output};

use common::corpus::{files, papers_of, root};
use common::shared::{shared, skipped};
use common::{Scratch, code, json, sohoa, stderr, stdout};
use serde_json::Value;
use sohoa_eval::SHARED;
use sohoa_eval::noise::{Paper, RATE, kinds, twin};

/// Hits, misses and extras of each family.
type Counts = BTreeMap<String, [u64; 3]>;

/// Kinds of noise under which both scorers grade the real plans: every group of kinds is there.
const NOISES: &[&str] = &[
    "ell",
    "digits",
    "tones",
    "wrapped",
    "cells",
    "cut_rows",
    "tail_sides",
    "rotated",
    "specks",
];

#[test]
fn the_scores_are_those_of_the_shared_scorer() {
    let (Some(scorer), Some(gold), Some(texts)) =
        (shared("gold/score.py"), shared("gold"), shared("seeds"))
    else {
        return;
    };
    if Command::new("python3").arg("--version").output().is_err() {
        skipped("python3 is missing");
        return;
    }
    agree(&scorer, &gold, &texts);
    agree(&scorer, &root("corpus/gold"), &root("corpus/texts"));
    let scratch = Scratch::new();
    for name in NOISES {
        let [gold, texts] = ["gold", "texts"].map(|d| format!("{name}/{d}"));
        for paper in noisy(name, &shared("gold").unwrap(), &shared("seeds").unwrap()) {
            scratch.file(
                &format!("{gold}/{}.json", paper.file),
                paper.gold.to_string(),
            );
            scratch.file(&format!("{texts}/{}", paper.file), paper.text);
        }
        agree(&scorer, &scratch.path(&gold), &scratch.path(&texts));
    }
}

fn noisy(kind: &str, gold: &Path, texts: &Path) -> Vec<Paper> {
    let kind = kinds().into_iter().find(|k| k.name == kind).unwrap();
    let papers = files(gold, "json").into_iter().map(|path| {
        let gold = json(&path);
        let file = gold["file"].as_str().unwrap().to_owned();
        let text = std::fs::read_to_string(texts.join(&file)).unwrap();
        twin(&kind, &Paper { file, text, gold }, 1, RATE)
    });
    papers.collect()
}

fn agree(scorer: &Path, gold: &Path, texts: &Path) {
    let scratch = Scratch::new();
    let papers = papers_of(gold, texts);
    let lines = papers
        .iter()
        .map(|p| serde_json::to_string(&p.record()).unwrap());
    let records = scratch.file("records.jsonl", lines.collect::<Vec<_>>().join("\n"));
    let ours = report(&score(gold, &records, &["--format", "json"]));
    let (theirs, macro_f1) = their_counts(scorer, gold, &records);
    assert!(theirs.len() >= 10, "the scorer's table was not read");
    assert_eq!(counts(&ours), theirs, "of {}", gold.display());
    let ours = ours["macro_f1"].as_f64().unwrap();
    assert!(
        (ours - macro_f1).abs() < 0.0006,
        "macro {ours} and {macro_f1}"
    );
}

fn score(gold: &Path, records: &Path, more: &[&str]) -> Output {
    let mut command = sohoa();
    command.arg("score").arg(records).arg("--gold").arg(gold);
    command.args(more).output().unwrap()
}

fn report(output: &Output) -> Value {
    assert_eq!(code(output), 0, "{}", stderr(output));
    serde_json::from_str(&stdout(output)).unwrap()
}

/// The families that both scorers have.
fn counts(report: &Value) -> Counts {
    let families = report["families"].as_array().unwrap().iter();
    let name = |f: &Value| f["family"].as_str().unwrap().to_owned();
    let number = |f: &Value, key: &str| f[key].as_u64().unwrap();
    let all = families.map(|f| (name(f), ["hit", "miss", "extra"].map(|k| number(f, k))));
    all.filter(|(name, _)| SHARED.contains(&name.as_str()))
        .collect()
}

fn their_counts(scorer: &Path, gold: &Path, records: &Path) -> (Counts, f64) {
    let mut command = Command::new("python3");
    command
        .arg(scorer)
        .arg("--gold")
        .arg(gold)
        .arg("--records")
        .arg(records);
    let output = command.env("PYTHONIOENCODING", "utf-8").output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    let last = said.lines().rfind(|l| l.starts_with("macro")).unwrap();
    let macro_f1 = last
        .split_whitespace()
        .next_back()
        .unwrap()
        .parse()
        .unwrap();
    (said.lines().filter_map(row).collect(), macro_f1)
}

/// A line of the scorer's table: family, hits, misses, extras, …
fn row(line: &str) -> Option<(String, [u64; 3])> {
    let mut words = line.split_whitespace();
    let family = words.next().filter(|w| SHARED.contains(w))?;
    let mut number = || words.next()?.parse::<u64>().ok();
    Some((family.to_owned(), [number()?, number()?, number()?]))
}

/// Gold facts of one made-up plan.
const GOLD: &str = r#"{"file": "a.txt", "documents": [{"kind": "ke_hoach", "first_line": 1,
    "number": "12/KH-UBND", "date": "2024-03-05", "title": "Kiểm tra công vụ năm 2024",
    "outline": [{"line": 8, "marker": "I.", "path": "I"}]}]}"#;
/// Its record as another program might write it: few keys, plain values.
const RECORD: &str = r#"{"source": {"path": "in/a.txt"}, "documents": [{"kind": "ke_hoach",
    "number": {"value": {"canonical": "12/kh-ubnd"}}, "date": "2024-03", "span": {"lines": [1, 9]},
    "title": {"value": "Kiểm tra công vụ năm 2024"}, "sections": [{"marker": "I.", "path": "I",
    "span": {"lines": [8, 9]}}]}]}"#;

fn desk() -> Scratch {
    let s = Scratch::new();
    s.file("gold/a.json", GOLD);
    s.file("records.jsonl", RECORD.replace('\n', " "));
    s
}

#[test]
fn records_of_others_are_graded_at_four_levels() {
    let s = desk();
    let report = report(&score(
        &s.path("gold"),
        &s.path("records.jsonl"),
        &["--format", "json"],
    ));
    let header = report["families"].as_array().unwrap().iter();
    let header = header
        .into_iter()
        .find(|f| f["family"] == "header")
        .unwrap();
    assert_eq!(
        [&header["hit"], &header["miss"], &header["extra"]],
        [2, 1, 1]
    );
    assert_eq!(header["f1"], 0.6667);
    assert_eq!(header["exact"], 0.3333, "the number differs by its case");
    assert_eq!(header["folded"], 0.6667);
    assert!(header["edit"].as_f64() > header["f1"].as_f64());
    assert_eq!(report["whole_records"]["all_right"], 0);
    assert_eq!(report["by_text"][0]["file"], "a.txt");
}

#[test]
fn the_tables_speak_both_languages() {
    let s = desk();
    let said = |lang: &str| {
        let more = ["--lang", lang, "--misses", "5"];
        stdout(&score(&s.path("gold"), &s.path("records.jsonl"), &more))
    };
    let (en, vi) = (said("en"), said("vi"));
    assert!(
        en.contains("| header ") && en.contains("Records all right: 0/1"),
        "{en}"
    );
    assert!(
        en.contains("a:ke_hoach date want \"2024-03-05\" got \"2024-03\""),
        "{en}"
    );
    assert!(vi.contains("Bản ghi đúng hết: 0/1"), "{vi}");
}

#[test]
fn gains_and_losses_stand_beside_a_baseline() {
    let s = desk();
    let better = RECORD
        .replace('\n', " ")
        .replace("2024-03\"", "2024-03-05\"");
    let worse = better.replace("công vụ", "nội vụ khác");
    s.file("better.jsonl", better);
    s.file("worse.jsonl", worse);
    let compare = |records: &str, baseline: &str| {
        let baseline = s.path(baseline);
        let more = ["--format", "json", "--baseline", baseline.to_str().unwrap()];
        report(&score(&s.path("gold"), &s.path(records), &more))["changes"].clone()
    };
    let gains = compare("better.jsonl", "records.jsonl");
    assert_eq!(gains[0]["gained"][0]["what"], "a:ke_hoach date");
    assert_eq!(gains[0]["lost"], serde_json::json!([]));
    let losses = compare("worse.jsonl", "better.jsonl");
    assert_eq!(losses[0]["lost"][0]["what"], "a:ke_hoach title");
    assert_eq!(
        compare("better.jsonl", "better.jsonl"),
        serde_json::json!([])
    );
}

#[test]
fn bars_decide_the_exit_status() {
    let s = desk();
    let status = |bar: &str| {
        code(&score(
            &s.path("gold"),
            &s.path("records.jsonl"),
            &["--min", bar],
        ))
    };
    assert_eq!(status("outline=1"), 0);
    assert_eq!(status("header=.7"), 1);
    assert_eq!(status("macro=0.1"), 0);
    assert_eq!(status("nothing=.5"), 2);
    assert_eq!(status("header"), 2);
}

#[test]
fn what_cannot_be_graded_is_said_in_one_line() {
    let s = desk();
    s.file("no_gold/readme.txt", "");
    s.file("bad_gold/a.json", "{\"file\": 3}");
    s.file("bad.jsonl", "\n{\"documents\": []}\nkế hoạch\n");
    let (gold, records) = (s.path("gold"), s.path("records.jsonl"));
    for (gold, records, en, vi) in [
        (
            &s.path("none"),
            &records,
            "cannot be read",
            "không đọc được",
        ),
        (
            &s.path("no_gold"),
            &records,
            "no gold facts",
            "không có tệp đáp án",
        ),
        (
            &s.path("bad_gold"),
            &records,
            "these are no gold facts",
            "không phải là tệp đáp án",
        ),
        (
            &gold,
            &s.path("none.jsonl"),
            "cannot be read",
            "không đọc được",
        ),
        (
            &gold,
            &s.path("bad.jsonl"),
            "line 3 is no record",
            "dòng 3 không phải là bản ghi",
        ),
    ] {
        for (lang, words) in [("en", en), ("vi", vi)] {
            let output = score(gold, records, &["--lang", lang]);
            let said = stderr(&output);
            assert_eq!(code(&output), 2, "{said}");
            assert!(said.contains(words) && said.lines().count() == 1, "{said}");
        }
    }
}
