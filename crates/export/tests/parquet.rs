//! Parquet files as their usual readers see them: the crate here, pyarrow pandas, polars and DuckDB where Python has them.
#![cfg(feature = "parquet")]

mod common;

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Write;
use std::path::Path;
use std::process::Command;

use common::{RECORDS, Run, documents, tasks};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use sohoa_tables::{Kind, TABLES, dues};

fn made() -> Run {
    let run = Run::of_corpus();
    let exported = run.export(|o| o.parquet = true);
    assert_eq!(exported.files.len(), TABLES.len());
    run
}

fn wanted() -> BTreeMap<&'static str, u64> {
    let agencies = tasks().map(|t| t.lead.len() + t.coordinating.len());
    let rows = [
        ("inputs", RECORDS.len()),
        ("documents", documents().count()),
        ("texts", documents().count()),
        ("tasks", tasks().count()),
        ("task_agencies", agencies.sum()),
        ("task_deadlines", tasks().flat_map(dues).count()),
        ("targets", documents().map(|d| d.targets.len()).sum()),
        ("citations", documents().map(|d| d.citations.len()).sum()),
        (
            "diagnostics",
            RECORDS.iter().map(|r| r.diagnostics.len()).sum(),
        ),
    ];
    rows.into_iter()
        .map(|(name, rows)| (name, rows as u64))
        .collect()
}

#[test]
fn every_row_of_the_records_is_there() {
    let run = made();
    for (table, rows) in wanted() {
        let file = File::open(run.path(&format!("parquet/{table}.parquet"))).unwrap();
        let reader = ParquetRecordBatchReaderBuilder::try_new(file)
            .unwrap()
            .build()
            .unwrap();
        let read: usize = reader.map(|batch| batch.unwrap().num_rows()).sum();
        assert_eq!(read as u64, rows, "{table}");
    }
}

#[test]
fn the_same_records_give_the_same_bytes() {
    let run = made();
    let read = || fs::read(run.path("parquet/tasks.parquet")).unwrap();
    let once = read();
    run.export(|o| o.parquet = true);
    assert!(once == read());
}

/// The other usual readers count the same rows of every table.
#[test]
fn pandas_polars_and_duckdb_read_the_same() {
    let run = made();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/count_parquet.py");
    for library in ["pandas", "polars", "duckdb"] {
        let Some(python) = python_with(library) else {
            continue;
        };
        let mut command = Command::new(&python);
        let output = command
            .arg(&script)
            .arg(library)
            .arg(run.path("parquet"))
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{said}");
        let read: BTreeMap<String, u64> = serde_json::from_slice(&output.stdout).unwrap();
        for (table, rows) in wanted() {
            assert_eq!(read.get(table), Some(&rows), "{library}: {table}");
        }
    }
}

/// A Python that has the library; it is said where none has.
fn python_with(library: &str) -> Option<String> {
    let python = std::env::var("SOHOA_PYTHON").unwrap_or_else(|_| "python3".into());
    let import = format!("import {library}");
    let has = Command::new(&python).args(["-c", &import]).output();
    if has.is_ok_and(|o| o.status.success()) {
        return Some(python);
    }
    let said = format!("SKIPPED: {python} has no {library} (set SOHOA_PYTHON)");
    let _ = writeln!(std::io::stderr(), "{said}");
    None
}

/// What Python makes of a file: rows, kinds of columns, a sum, a day, the length of all lists.
#[test]
fn pyarrow_reads_the_same() {
    let Some(python) = python_with("pyarrow") else {
        return;
    };
    let run = made();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/read_parquet.py");
    let output = Command::new(&python)
        .arg(script)
        .arg(run.path("parquet"))
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let read: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    for (table, rows) in wanted() {
        assert_eq!(read["rows"][table], rows, "{table}");
    }
    for table in TABLES {
        for column in table.columns {
            let kind = match column.kind {
                Kind::Key | Kind::Ref(_) | Kind::MaybeRef(_) | Kind::Int => "int64",
                Kind::Real => "double",
                Kind::Bool => "bool",
                Kind::Date => "date32[day]",
                Kind::Text => "string",
                Kind::List => "list<item: string>",
            };
            assert_eq!(
                read["kinds"][table.name][column.name], kind,
                "{}.{}",
                table.name, column.name
            );
        }
    }
    let amounts: i64 = tasks().filter_map(|t| t.amount_vnd).sum();
    assert_eq!(read["amounts"], amounts);
    let leads: usize = tasks().map(|t| t.lead.len()).sum();
    assert_eq!(read["leads"], leads);
    let last = tasks().flat_map(dues).filter_map(|d| d.end).max();
    assert_eq!(read["last_day"].as_str(), last);
}
