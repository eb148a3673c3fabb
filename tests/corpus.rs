//! The corpus: every document is read as well as it was, and its record is what it was.
//!
//! After a change that is meant: `INSTA_UPDATE=always cargo test --test corpus`, and read the difference.

mod common;

use std::fs;

use common::compact::compact;
use common::corpus::{Paper, papers, root};
use serde_json::Value;
use sohoa_eval::{Board, Found, OWN, SHARED};

/// The least F1 of each family over the whole corpus. Raise them with the scores; never lower them.
const MINIMA: &[(&str, f64)] = &[
    ("documents", 0.995),
    ("header", 0.97),
    ("lists", 0.955),
    ("legal_bases", 0.995),
    ("outline", 0.995),
    ("outline_markers", 0.995),
    ("annexes", 0.995),
    ("tables", 0.995),
    ("table_columns", 0.985),
    ("table_groups", 0.995),
    ("tasks", 0.995),
    ("task_fields", 0.975),
    ("deadline_iso", 0.995),
    ("targets", 0.985),
    ("citations", 0.995),
    ("budget", 0.995),
    ("target_values", 0.985),
    ("target_words", 0.985),
    ("prose_tasks", 0.99),
    ("prose_fields", 0.98),
    ("deadline_kind", 0.975),
    ("diagnostics", 0.875),
    ("spans", 0.99),
];

#[test]
fn every_record_obeys_the_schema() {
    let schema = fs::read_to_string(root("schemas/record.schema.json")).unwrap();
    let schema: Value = serde_json::from_str(&schema).unwrap();
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    for paper in papers() {
        let record = serde_json::to_value(paper.record()).unwrap();
        let errors = validator.iter_errors(&record);
        let faults: Vec<_> = errors
            .map(|e| format!("{}: {e}", e.instance_path()))
            .collect();
        assert!(faults.is_empty(), "{}: {faults:#?}", paper.name);
    }
}

#[test]
fn the_scores_reach_their_minima() {
    let board = board(&papers());
    println!("{board}");
    let (shared, own) = (board.macro_f1(SHARED), board.macro_f1(OWN));
    println!("macro            shared {shared:.3}, own {own:.3}");
    let mut low = Vec::new();
    for (family, least) in MINIMA {
        let tally = board.family(family);
        if tally.f1() < *least {
            low.push(format!("{family}: {:.3} is below {least}", tally.f1()));
            low.extend(tally.notes.iter().map(|n| format!("    {n}")));
        }
    }
    assert!(low.is_empty(), "\n{}", low.join("\n"));
}

/// A family without a minimum would never be missed.
#[test]
fn every_family_has_a_minimum() {
    let board = board(&papers());
    for family in SHARED.iter().chain(OWN) {
        assert!(
            board.families().any(|(n, _)| n == *family),
            "{family} is not graded"
        );
        assert!(
            MINIMA.iter().any(|(n, _)| n == family),
            "{family} has no minimum"
        );
    }
}

fn board(papers: &[Paper]) -> Board {
    let mut board = Board::default();
    for paper in papers {
        let found = Found::from(&paper.record());
        sohoa_eval::score(&mut board, &paper.gold, &found, Some(paper.text()));
    }
    board
}

#[test]
fn every_record_is_what_it_was() {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(root("corpus/records"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    for paper in papers() {
        let mut record = paper.record();
        // The model's checksum says nothing of how the paper is read.
        record.producer.model = record.producer.model.map(|_| "[model]".into());
        settings.bind(|| insta::assert_snapshot!(paper.name.as_str(), compact(&record)));
    }
}
