//! Our scores are the scores of the shared scorer, figure for figure.

mod common;

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use common::Scratch;
use common::corpus::{Paper, papers_of, root};
use common::shared::{shared, skipped};
use sohoa_eval::{Board, SHARED};

type Counts = BTreeMap<String, [usize; 3]>;

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
}

fn agree(scorer: &Path, gold: &Path, texts: &Path) {
    let papers = papers_of(gold, texts);
    let ours = our_counts(&papers);
    let theirs = their_counts(scorer, gold, &papers);
    assert!(theirs.len() >= 10, "the scorer's table was not read");
    for (family, want) in &theirs {
        let none = [0; 3];
        let have = ours.get(family).unwrap_or(&none);
        assert_eq!(
            have,
            want,
            "{family} of {} (hit, miss, extra)",
            gold.display()
        );
    }
}

fn our_counts(papers: &[Paper]) -> Counts {
    let mut board = Board::default();
    for paper in papers {
        sohoa_eval::score(&mut board, &paper.gold, &paper.record(), paper.text());
    }
    let shared = board.families().filter(|(name, _)| SHARED.contains(name));
    let counts = shared.map(|(name, t)| (name.to_owned(), [t.hit, t.miss, t.extra]));
    counts.collect()
}

fn their_counts(scorer: &Path, gold: &Path, papers: &[Paper]) -> Counts {
    let scratch = Scratch::new();
    let lines = papers
        .iter()
        .map(|p| serde_json::to_string(&p.record()).unwrap());
    let records = scratch.file("records.jsonl", lines.collect::<Vec<_>>().join("\n"));
    let mut command = Command::new("python3");
    command
        .arg(scorer)
        .arg("--gold")
        .arg(gold)
        .arg("--records")
        .arg(records);
    let output = command.env("PYTHONIOENCODING", "utf-8").output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    said.lines().filter_map(row).collect()
}

/// A line of the scorer's table: family, hits, misses, extras, …
fn row(line: &str) -> Option<(String, [usize; 3])> {
    let mut words = line.split_whitespace();
    let family = words.next().filter(|w| SHARED.contains(w))?;
    let mut number = || words.next()?.parse::<usize>().ok();
    Some((family.to_owned(), [number()?, number()?, number()?]))
}
