//! The tree itself: rooms of a size one can live in, every door with its name on it, nobody's real name.

mod common;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use common::corpus::{files, papers, root};
use common::walk;
use serde_json::Value;

/// Rust files of the workspace: path relative to its root, and text.
fn sources() -> Vec<(String, String)> {
    let folders = ["crates", "tests"].iter();
    let all = folders.flat_map(|f| files(&root(f), "rs"));
    all.map(|p| (relative(&p), read(&p))).collect()
}

fn relative(path: &Path) -> String {
    let path = path.strip_prefix(root("")).unwrap();
    path.to_string_lossy().replace('\\', "/")
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// A list is as long as what it lists.
fn is_table(path: &str) -> bool {
    path.contains("/tables/") || path.contains("/tables.rs") || path.contains("/generated")
}

#[track_caller]
fn none(faults: &[String]) {
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn no_file_is_longer_than_400_lines() {
    let long = sources().into_iter().filter_map(|(path, text)| {
        let lines = text.lines().count();
        (lines > 400 && !is_table(&path)).then(|| format!("{path}: {lines} lines"))
    });
    none(&long.collect::<Vec<_>>());
}

#[test]
fn every_file_says_what_it_is() {
    let mute = sources()
        .into_iter()
        .filter(|(_, text)| !text.starts_with("//! "));
    none(
        &mute
            .map(|(path, _)| format!("{path} has no `//!` head"))
            .collect::<Vec<_>>(),
    );
}

/// The head says what a rule recognises and writes its grammar out.
#[test]
fn every_rule_shows_its_grammar() {
    let helpers = ["mod.rs", "lex.rs"];
    let mut faults = Vec::new();
    let folder = root("crates/syntax/src/grammar");
    let rules = files(&folder, "rs").into_iter();
    for path in rules.filter(|p| p.parent() == Some(&folder)) {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let text = read(&path);
        let head: Vec<&str> = text.lines().take_while(|l| l.starts_with("//!")).collect();
        if !helpers.contains(&name.as_str()) && !head.iter().any(|l| l.contains("```text")) {
            faults.push(format!("grammar/{name} has no ```text block in its head"));
        }
    }
    none(&faults);
}

#[test]
fn no_snapshot_is_pending() {
    let folders = ["corpus", "crates", "fixtures", "tests"];
    let pending: Vec<PathBuf> = folders
        .iter()
        .flat_map(|f| {
            let new = files(&root(f), "new");
            new.into_iter().chain(files(&root(f), "pending-snap"))
        })
        .collect();
    none(&pending.iter().map(|p| relative(p)).collect::<Vec<_>>());
}

#[test]
fn every_snapshot_belongs_to_a_paper() {
    let names: BTreeSet<String> = papers().into_iter().map(|p| p.name).collect();
    let snapshots = files(&root("corpus/records"), "snap");
    let orphan = |p: &&PathBuf| !names.contains(&*p.file_stem().unwrap().to_string_lossy());
    none(
        &snapshots
            .iter()
            .filter(orphan)
            .map(|p| relative(p))
            .collect::<Vec<_>>(),
    );
}

/// Rules are general: no place and no person of the corpus stands in the code.
#[test]
fn no_name_of_the_corpus_stands_in_the_code() {
    let names = names();
    assert!(names.len() > 30, "the names were not read: {names:?}");
    let mut faults = Vec::new();
    for (path, text) in sources()
        .into_iter()
        .filter(|(p, _)| p.starts_with("crates/"))
    {
        let named = names.iter().filter(|n| has_word(&text, n));
        faults.extend(named.map(|n| format!("{path} names {n}")));
    }
    none(&faults);
}

/// Places of issue and people who sign, as the gold facts name them.
fn names() -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for path in files(&root("corpus/gold"), "json") {
        let gold: Value = serde_json::from_str(&read(&path)).unwrap();
        walk::objects(&gold, "", &mut |at, map| {
            let is_signature = at.contains("signature");
            let name = map.get("name").filter(|_| is_signature);
            let found = name.into_iter().chain(map.get("place"));
            names.extend(found.filter_map(Value::as_str).map(str::to_owned));
        });
    }
    names
}

/// A name as a whole word: `An` is no part of `Ban`.
fn has_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(i, _)| {
        let before = text[..i].chars().next_back();
        let after = text[i + word.len()..].chars().next();
        let open = |c: Option<char>| !c.is_some_and(char::is_alphanumeric);
        open(before) && open(after)
    })
}

/// Texts and tools that are not ours to keep are reached through one door.
#[test]
fn the_shared_folder_is_named_once() {
    let name = concat!("..", "/shared");
    let all = sources();
    let naming: Vec<_> = all
        .iter()
        .filter(|(_, t)| t.contains(&format!("\"{name}\"")))
        .collect();
    let places: Vec<_> = naming.iter().map(|(p, _)| p.as_str()).collect();
    assert_eq!(places, ["tests/common/shared.rs"]);
    assert_eq!(naming[0].1.matches(&format!("\"{name}\"")).count(), 1);
    let rest = all.iter().filter(|(p, _)| p != "tests/common/shared.rs");
    none(
        &rest
            .filter(|(_, t)| t.contains(name))
            .map(|(p, _)| p.clone())
            .collect::<Vec<_>>(),
    );
}
