//! The fixtures: one phenomenon each, in a few lines, with what is read from them drawn under the text.
//!
//! After a change that is meant: `INSTA_UPDATE=always cargo test --test fixtures`, and read the difference.

mod common;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use common::corpus::{files, root};
use common::drawn;
use sohoa_record::Meta;
use sohoa_text::Text;

/// Files beside the rules of the grammar that are no rules of their own.
const HELPERS: &[&str] = &[
    "lex",
    "number",
    "actions",
    "agency_name",
    "target_about",
    "target_figure",
    "column_unit",
];

#[test]
fn every_case_reads_as_drawn() {
    insta::glob!("../fixtures", "**/*.txt", |path| {
        let text = fs::read_to_string(path).unwrap();
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(path.parent().unwrap());
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.remove_snapshot_suffix();
        settings.remove_input_file();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        settings.bind(|| insta::assert_snapshot!(name, drawing(path, &text)));
    });
}

/// The text stage shows its edits, the later stages their record.
fn drawing(path: &Path, text: &str) -> String {
    if path.starts_with(root("fixtures/text")) {
        return drawn::edits(&Text::new(text));
    }
    drawn::drawn(text, &sohoa_record::read(text, &Meta::default()))
}

#[test]
fn every_snapshot_has_its_case() {
    let snaps = files(&root("fixtures"), "snap");
    assert!(snaps.len() > 70, "{} snapshots", snaps.len());
    let orphans: Vec<_> = snaps
        .iter()
        .filter(|p| !p.with_extension("txt").is_file())
        .collect();
    assert!(orphans.is_empty(), "{orphans:#?}");
}

/// A rule of the text or the grammar has a folder of cases under the same name.
#[test]
fn every_rule_has_cases() {
    let rules = [
        ("crates/text/src/repair", "fixtures/text/repair"),
        ("crates/syntax/src/grammar", "fixtures/syntax"),
    ];
    let mut bare = Vec::new();
    for (code, cases) in rules {
        let helpers = if code.ends_with("grammar") {
            HELPERS
        } else {
            &[]
        };
        for rule in stems(&root(code)) {
            let is_helper = rule == "mod" || helpers.contains(&rule.as_str());
            if !is_helper && files(&root(cases).join(&rule), "txt").is_empty() {
                bare.push(format!("{code}/{rule}.rs has no case in {cases}/{rule}"));
            }
        }
    }
    assert!(bare.is_empty(), "\n{}", bare.join("\n"));
}

/// Rules that stand directly in a folder.
fn stems(folder: &Path) -> BTreeSet<String> {
    let stem = |p: &PathBuf| p.file_stem().unwrap().to_string_lossy().into_owned();
    let here = files(folder, "rs");
    let rules = here.iter().filter(|p| p.parent() == Some(folder));
    rules.map(stem).collect()
}

/// A case that cannot be taken in at a glance shows more than one thing.
#[test]
fn every_case_is_short() {
    let mut long = Vec::new();
    for path in files(&root("fixtures"), "txt") {
        let lines = fs::read_to_string(&path).unwrap().lines().count();
        if lines > 12 {
            long.push(format!("{}: {lines} lines", path.display()));
        }
    }
    assert!(long.is_empty(), "\n{}", long.join("\n"));
}
