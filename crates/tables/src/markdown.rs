//! The tables, described for people.

use std::fmt::Write as _;

use crate::{Kind, TABLES, Table};

const HEAD: &str = "# The tables
The database (`sohoa export RUN --sqlite`) and the Parquet files (`--parquet`) hold the same tables. Generated from `crates/tables`
by `cargo run -p sohoa-xtask -- schema`: never edit this by hand.

Lists are lists in Parquet; in the database they are one text, joined with `; `. Dates (`date` below) are dates in Parquet, ISO texts in
the database. `boolean` is 0 or 1 in the database. What was not found is null. Keys count from 1 and hold within one export.
";

/// All tables with their columns.
#[must_use]
pub fn markdown() -> String {
    let mut out = HEAD.to_owned();
    for table in TABLES {
        one(&mut out, table);
    }
    out
}

fn one(out: &mut String, table: &Table) {
    let _ = write!(
        out,
        "\n## {}\n{}\n\n| column | type | what |\n| --- | --- | --- |\n",
        table.name, table.about
    );
    for column in table.columns {
        let _ = writeln!(
            out,
            "| `{}` | {} | {} |",
            column.name,
            kind(column.kind),
            column.about
        );
    }
}

fn kind(kind: Kind) -> String {
    match kind {
        Kind::Key => "key".into(),
        Kind::Ref(to) => format!("key of `{to}`"),
        Kind::MaybeRef(to) => format!("key of `{to}` or null"),
        Kind::Text => "text".into(),
        Kind::Date => "date".into(),
        Kind::Int => "integer".into(),
        Kind::Real => "real".into(),
        Kind::Bool => "boolean".into(),
        Kind::List => "list of texts".into(),
    }
}
