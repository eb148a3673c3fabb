//! The database as SQLite reads it: every row of the records, whole references, no surprise for Datasette.

mod common;

use std::fs;

use common::{RECORDS, Run, documents, tasks};
use rusqlite::Connection;
use sohoa_record::model::Section;
use sohoa_store::{Database, Page, Query};
use sohoa_tables::dues;
use sohoa_text::fold::fold_string;

fn made() -> (Run, Connection) {
    let run = Run::of_corpus();
    let exported = run.export(|o| o.sqlite = true);
    assert_eq!(exported.records, RECORDS.len() as u64);
    let db = Connection::open(run.path("records.sqlite")).unwrap();
    (run, db)
}

fn count(db: &Connection, table: &str) -> usize {
    let sql = format!("SELECT count(*) FROM {table}");
    db.query_row(&sql, [], |row| row.get::<_, i64>(0)).unwrap() as usize
}

fn below(sections: &[Section]) -> usize {
    sections.iter().map(|s| 1 + below(&s.children)).sum()
}

#[test]
fn every_row_of_the_records_is_there() {
    let (_run, db) = made();
    let sections = documents().map(|d| {
        let annexes = d.annexes.iter().map(|a| below(&a.sections));
        below(&d.sections) + annexes.sum::<usize>()
    });
    let agencies = tasks().map(|t| t.lead.len() + t.coordinating.len());
    let wanted = [
        ("inputs", RECORDS.len()),
        ("documents", documents().count()),
        ("texts", documents().count()),
        ("search", documents().count()),
        ("sections", sections.sum()),
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
    for (table, rows) in wanted {
        assert!(rows > 0, "{table}");
        assert_eq!(count(&db, table), rows, "{table}");
    }
    assert_eq!(count(&db, "register"), documents().count());
}

#[test]
fn the_file_is_sound() {
    let (_run, db) = made();
    let check: String = db
        .query_row("PRAGMA integrity_check", [], |r| r.get(0))
        .unwrap();
    assert_eq!(check, "ok");
    let mut broken = db.prepare("PRAGMA foreign_key_check").unwrap();
    assert!(broken.query([]).unwrap().next().unwrap().is_none());
    db.execute_batch("INSERT INTO search(search) VALUES ('integrity-check')")
        .unwrap();
}

/// Bytes that nobody can read are in the inner tables of the index of words alone.
#[test]
fn no_table_holds_blobs() {
    let (_run, db) = made();
    for table in sohoa_tables::TABLES {
        for column in table.columns {
            let name = column.name;
            let sql = format!(
                "SELECT count(*) FROM {} WHERE typeof({name}) = 'blob'",
                table.name
            );
            let blobs: i64 = db.query_row(&sql, [], |row| row.get(0)).unwrap();
            assert_eq!(blobs, 0, "{}.{name}", table.name);
        }
    }
}

#[test]
fn documents_count_by_date() {
    let (_run, db) = made();
    let mut dates = db
        .prepare("SELECT coalesce(date, '') FROM documents ORDER BY id")
        .unwrap();
    let dates: Vec<String> = dates
        .query_map([], |r| r.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    let mut sorted = dates.clone();
    sorted.sort();
    assert_eq!(dates, sorted);
}

#[test]
fn the_views_answer() {
    let (_run, db) = made();
    let dated = tasks().flat_map(dues).filter(|d| d.end.is_some()).count();
    assert_eq!(count(&db, "dated_tasks"), dated);
    // No paper of the corpus is due after 2040, and today is after 2025.
    let past = db.query_row(
        "SELECT count(*) FROM dated_tasks WHERE end_date < '2025-12-31'",
        [],
        |r| r.get::<_, i64>(0),
    );
    assert!(count(&db, "overdue_tasks") >= past.unwrap() as usize);
    assert!(count(&db, "overdue_tasks") + count(&db, "tasks_due_soon") <= dated);
    assert!(count(&db, "to_check") > 0);
}

#[test]
fn the_same_records_give_the_same_bytes() {
    let run = Run::of_corpus();
    run.export(|o| o.sqlite = true);
    let once = fs::read(run.path("records.sqlite")).unwrap();
    run.export(|o| o.sqlite = true);
    assert!(once == fs::read(run.path("records.sqlite")).unwrap());
}

fn search(run: &Run, query: Query) -> Page {
    let db = Database::open(&run.path("records.sqlite")).unwrap();
    db.search(&query).unwrap()
}

fn words(words: &str) -> Query {
    Query {
        words: words.into(),
        limit: 100,
        ..Query::default()
    }
}

/// How many documents have this text, marks and all.
fn with(text: &str) -> usize {
    let holds = |d: &&_| sohoa_tables::body(d).to_lowercase().contains(text);
    documents().filter(holds).count()
}

#[test]
fn words_are_found_with_and_without_marks() {
    let (run, _db) = made();
    let marked = search(&run, words("\"địa phương\""));
    assert!(marked.total > 0 && !marked.without_marks);
    assert_eq!(marked.total as usize, with("địa phương"));
    let plain = search(&run, words("\"DIA phuong\""));
    assert!(plain.total >= marked.total);
    let ids = |page: &Page| page.hits.iter().map(|h| h.id).collect::<Vec<_>>();
    assert!(ids(&marked).iter().all(|id| ids(&plain).contains(id)));
    let snippet = &plain.hits[0].snippet;
    let mark = snippet.text[snippet.marks[0].clone()].to_lowercase();
    assert_eq!(fold_string(&mark), "dia phuong");
}

#[test]
fn wrong_marks_fall_back_to_none() {
    let (run, _db) = made();
    let page = search(&run, words("\"đĩa phướng\""));
    assert!(page.total > 0 && page.without_marks);
    assert_eq!(search(&run, words("không-có-từ-này-đâu")).total, 0);
    assert_eq!(search(&run, words("計画")).total, 0);
}

#[test]
fn subjects_come_first_then_the_newest() {
    let (run, _db) = made();
    let page = search(&run, words("ke hoach"));
    let in_subject = |h: &sohoa_store::Hit| {
        let title = h.title.clone().unwrap_or_default().to_lowercase();
        h.kind == "ke_hoach" || title.contains("kế hoạch")
    };
    let first_other = page
        .hits
        .iter()
        .position(|h| !in_subject(h))
        .unwrap_or(page.hits.len());
    assert!(first_other > 1 && first_other < page.hits.len());
    let ids: Vec<i64> = page.hits[..first_other].iter().map(|h| h.id).collect();
    assert!(ids.is_sorted_by(|a, b| a > b), "{ids:?}");
}

#[test]
fn pages_follow_each_other() {
    let (run, _db) = made();
    let whole: Vec<i64> = search(&run, words("ke hoach"))
        .hits
        .iter()
        .map(|h| h.id)
        .collect();
    let mut parts = Vec::new();
    for page in 0..whole.len() as u32 {
        let query = Query {
            limit: 3,
            offset: page * 3,
            ..words("ke hoach")
        };
        parts.extend(search(&run, query).hits.iter().map(|h| h.id));
    }
    assert_eq!(parts, whole);
}

#[test]
fn filters_answer_as_the_records_do() {
    let (run, _db) = made();
    let all = || words("");
    assert_eq!(search(&run, all()).total as usize, documents().count());
    let kind = Query {
        kind: Some("Quyết định".into()),
        ..all()
    };
    let kinds = documents().filter(|d| d.kind == "quyet_dinh").count();
    assert_eq!(search(&run, kind).total as usize, kinds);
    let year = Query {
        year: Some(2023),
        ..all()
    };
    let years =
        documents().filter(|d| d.date.as_ref().is_some_and(|d| d.value.starts_with("2023")));
    assert_eq!(search(&run, year).total as usize, years.count());
    let issuer = Query {
        issuer: Some("uy ban nhan dan huyen".into()),
        ..all()
    };
    let issuers = documents().filter(|d| {
        let all = d.issuer.iter().chain(&d.co_issuers);
        all.into_iter()
            .any(|i| i.value.name.contains("Ủy ban nhân dân huyện"))
    });
    assert_eq!(search(&run, issuer).total as usize, issuers.count());
    let agency = Query {
        agency: Some("phòng tư pháp".into()),
        ..all()
    };
    let named = |a: &sohoa_record::model::Words| a.to_lowercase().contains("phòng tư pháp");
    let agencies = documents().filter(|d| {
        let mut tasks = d.tasks.iter();
        tasks.any(|t| t.lead.iter().chain(&t.coordinating).any(named))
    });
    assert_eq!(search(&run, agency).total as usize, agencies.count());
}

#[test]
fn deadlines_are_found_by_the_day() {
    let (run, _db) = made();
    let ranges = [
        ("2024-03-15", "2024-06-29"),
        ("2024", "2024"),
        ("2023-12-31", "2023-12-31"),
        ("1990", "2090"),
    ];
    for (from, to) in ranges {
        let query = Query {
            deadline_from: Some(from.into()),
            deadline_to: Some(to.into()),
            ..words("")
        };
        let (first, last) = (format!("{from}-01-01"), format!("{to}-12-31"));
        let inside = |day: &str| day >= &first[..10] && day <= &last[..10];
        let due = documents().filter(|d| {
            d.tasks
                .iter()
                .flat_map(dues)
                .any(|x| x.end.is_some_and(inside))
        });
        let page = search(&run, query);
        assert_eq!(page.total as usize, due.count(), "{from} to {to}");
        assert!(
            page.hits
                .iter()
                .all(|h| h.due.as_deref().is_some_and(inside))
        );
    }
}

#[test]
fn what_is_typed_is_never_obeyed() {
    let (run, _db) = made();
    for typed in [
        "\"",
        "NEAR(",
        "a AND",
        "* OR *",
        "subject : x",
        "'); DROP TABLE documents; --",
        "\0",
        "^a",
        "-",
        "{a b} : c",
    ] {
        let page = search(
            &run,
            Query {
                issuer: Some(typed.into()),
                ..words(typed)
            },
        );
        assert_eq!(page.total, 0, "{typed}");
        search(&run, words(typed));
        search(
            &run,
            Query {
                kind: Some(typed.into()),
                agency: Some(typed.into()),
                ..words("a")
            },
        );
    }
}

#[test]
fn another_file_is_no_database() {
    let run = Run::of("");
    for bytes in [&b""[..], b"SQLite format 3\0", b"words and words and words"] {
        fs::write(run.path("x.sqlite"), bytes).unwrap();
        let error = Database::open(&run.path("x.sqlite")).unwrap_err();
        assert_eq!(error.code(), "database_foreign", "{error}");
    }
}
