//! The statements that make the database: tables from their definitions, indexes, views, the index of words.

use std::fmt::Write as _;

use sohoa_tables::{Column, Kind, Table};

/// Marks the file as ours (`sohoa`, as far as four bytes go).
pub(crate) const APPLICATION: i32 = 0x736f_686f;
/// Version of the tables.
pub(crate) const VERSION: i32 = 1;

/// What is known of the run as a whole.
pub(crate) const ABOUT: &str =
    "CREATE TABLE about (\n  \"key\" TEXT PRIMARY KEY,\n  value TEXT NOT NULL\n) WITHOUT ROWID";

/// The words of the documents, by the keys of the documents. In `…_plain` letters are without marks and `đ` is
/// `d`: SQLite's own tokenizer leaves `đ` as it is. `facets` holds what filters ask for, as made-up words.
pub(crate) const WORDS: &str = "CREATE VIRTUAL TABLE search USING fts5(
  subject, body, subject_plain, body_plain, issuer_plain, agencies_plain, facets,
  content='', tokenize=\"unicode61 remove_diacritics 0\"
)";

/// Made once the rows are in.
pub(crate) const INDEXES: [&str; 12] = [
    "CREATE INDEX documents_by_input ON documents(input_id)",
    "CREATE INDEX documents_by_number ON documents(number)",
    "CREATE INDEX documents_by_kind ON documents(kind, year)",
    "CREATE INDEX documents_by_issuer ON documents(issuer)",
    "CREATE INDEX sections_by_document ON sections(document_id)",
    "CREATE INDEX tasks_by_document ON tasks(document_id)",
    "CREATE INDEX task_agencies_by_task ON task_agencies(task_id)",
    "CREATE INDEX task_agencies_by_document ON task_agencies(document_id)",
    "CREATE INDEX task_deadlines_by_document ON task_deadlines(document_id, end_date)",
    "CREATE INDEX task_deadlines_by_end ON task_deadlines(end_date)",
    "CREATE INDEX citations_by_number ON citations(number)",
    "CREATE INDEX diagnostics_by_input ON diagnostics(input_id)",
];

/// References that are followed from the far end; the others have their indexes above.
pub(crate) const FAR_INDEXES: [&str; 5] = [
    "CREATE INDEX sections_by_parent ON sections(parent_id)",
    "CREATE INDEX task_deadlines_by_task ON task_deadlines(task_id)",
    "CREATE INDEX targets_by_document ON targets(document_id)",
    "CREATE INDEX citations_by_document ON citations(document_id)",
    "CREATE INDEX diagnostics_by_document ON diagnostics(document_id)",
];

/// The questions that are asked most.
pub(crate) const VIEWS: [&str; 5] = [
    "CREATE VIEW register AS
SELECT d.id, d.number, d.date, d.kind_name, d.issuer, d.title, d.signer, d.signer_position,
  d.urgency, d.secrecy, d.tasks, d.budget_total_vnd, d.confidence, i.path
FROM documents AS d JOIN inputs AS i ON i.id = d.input_id",
    "CREATE VIEW dated_tasks AS
SELECT t.id, x.end_date, x.raw AS deadline, t.text, t.lead, t.coordinating,
  coalesce(x.product, t.product) AS product, t.amount_vnd,
  d.number, d.date, d.issuer, d.title, t.document_id, i.path, t.page, t.first_line, t.confidence
FROM task_deadlines AS x JOIN tasks AS t ON t.id = x.task_id
JOIN documents AS d ON d.id = x.document_id JOIN inputs AS i ON i.id = d.input_id
WHERE x.end_date IS NOT NULL",
    "CREATE VIEW overdue_tasks AS
SELECT CAST(julianday(date('now', 'localtime')) - julianday(end_date) AS INTEGER) AS days_late, *
FROM dated_tasks WHERE end_date < date('now', 'localtime')",
    "CREATE VIEW tasks_due_soon AS
SELECT CAST(julianday(end_date) - julianday(date('now', 'localtime')) AS INTEGER) AS days_left, *
FROM dated_tasks
WHERE end_date BETWEEN date('now', 'localtime') AND date('now', 'localtime', '+30 days')",
    "CREATE VIEW to_check AS
SELECT g.severity, g.code, g.message_vi, g.message, i.path, g.page, g.first_line, g.document_id, d.number
FROM diagnostics AS g JOIN inputs AS i ON i.id = g.input_id
LEFT JOIN documents AS d ON d.id = g.document_id
WHERE g.severity <> 'info'",
];

/// The statement that makes a table; what its columns hold stands beside them, for `.schema` to show.
pub(crate) fn create(table: &Table) -> String {
    let mut sql = format!("CREATE TABLE {} ( -- {}\n", table.name, table.about);
    for (i, column) in table.columns.iter().enumerate() {
        let comma = if i + 1 < table.columns.len() { "," } else { "" };
        let _ = writeln!(
            sql,
            "  {} {}{comma} -- {}",
            column.name,
            constraint(table, column),
            column.about
        );
    }
    sql.push(')');
    sql
}

fn constraint(table: &Table, column: &Column) -> String {
    match column.kind {
        Kind::Key => "INTEGER PRIMARY KEY".into(),
        // A table with nothing but a reference for a key has one row for each row of the other.
        Kind::Ref(to) if table.name == "texts" => {
            format!("INTEGER PRIMARY KEY REFERENCES {to}(id)")
        }
        Kind::Ref(to) => format!("INTEGER NOT NULL REFERENCES {to}(id)"),
        Kind::MaybeRef(to) => format!("INTEGER REFERENCES {to}(id)"),
        Kind::Int | Kind::Bool => "INTEGER".into(),
        Kind::Real => "REAL".into(),
        Kind::Text | Kind::Date | Kind::List => "TEXT".into(),
    }
}

/// The statement that adds a row.
pub(crate) fn insert(table: &Table) -> String {
    let places = vec!["?"; table.columns.len()].join(", ");
    format!("INSERT INTO {} VALUES ({places})", table.name)
}
