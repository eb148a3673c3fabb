//! Tables damaged on purpose: nearly all cells come back, undamaged ones stay, and no law is broken.
//!
//! `cargo run --release -p sohoa-xtask -- tables` reads many more.

mod common;

use common::laws::{LAWS, Made};
use sohoa_eval::broken::{Case, Damage, KINDS, Set, report};

/// Tables of each kind.
const TABLES: usize = 60;

/// The least share of the cells of damaged rows that are back. Raise them with the scores; never lower them.
const MINIMA: &[(Damage, f64)] = &[
    (Damage::Fused, 0.95),
    (Damage::ShiftedLeft, 0.95),
    (Damage::ShiftedRight, 0.98),
    (Damage::Split, 0.97),
    (Damage::Number, 0.99),
    (Damage::Word, 0.97),
    (Damage::Cut, 0.96),
    (Damage::Hyphen, 0.97),
    (Damage::Slipped, 0.99),
    (Damage::Mixed, 0.97),
];

#[test]
fn the_cells_of_damaged_tables_come_back() {
    let report = report(Set::Workshop, 1, TABLES);
    println!("{report}");
    let low: Vec<_> = MINIMA
        .iter()
        .filter(|(kind, least)| report.of(*kind).share_of_damaged() < *least)
        .map(|(kind, least)| format!("{}: below {least}", kind.name()))
        .collect();
    assert!(low.is_empty(), "{low:#?}\n{report}");
    let struck = |k: &&Damage| report.of(**k).damaged[0] > 0;
    assert_eq!(KINDS.iter().filter(struck).count(), MINIMA.len());
}

#[test]
fn undamaged_tables_stay_as_they_are() {
    for set in [Set::Workshop, Set::Sealed] {
        let whole = report(set, 1_000, TABLES).of(Damage::Nothing);
        assert_eq!(
            (whole.whole, whole.harmed, whole.needless),
            (TABLES, 0, 0),
            "{set:?}"
        );
    }
}

/// Every change is listed, every span leads back, nothing is lost.
#[test]
fn damaged_tables_break_no_law() {
    let mut faults = Vec::new();
    for kind in KINDS {
        for seed in 0..8 {
            let case = Case::new(Set::Workshop, kind, seed);
            let made = Made::of(&case.text);
            for (name, law) in LAWS {
                let broken = law(&made).into_iter().take(3);
                faults.extend(broken.map(|f| format!("{} {seed}, {name}: {f}", kind.name())));
            }
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

/// A doubtful change is listed, and the cell stands as it was printed.
#[test]
fn doubtful_changes_are_only_proposed() {
    let mut proposed = 0;
    for seed in 0..TABLES as u64 {
        let case = Case::new(Set::Workshop, Damage::Fused, seed);
        let record = sohoa_record::read(&case.text, &Default::default());
        let doubtful = record.repairs.iter().filter(|r| !r.applied);
        for repair in doubtful.filter(|r| r.rule == "syntax/table/parted") {
            let tables = record.documents.iter().flat_map(|d| &d.annexes);
            let cells = tables
                .flat_map(|a| &a.tables)
                .flat_map(|t| &t.rows)
                .flat_map(|r| r.cells.iter().flatten());
            assert!(
                cells.map(|c| &c.value).any(|v| **v == repair.raw),
                "{repair:?}"
            );
            proposed += 1;
        }
    }
    assert!(proposed > 0, "no doubtful case was drawn");
}
