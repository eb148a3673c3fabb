//! What a table is, and the list of all tables.

use crate::Cell;
use crate::facts::{Agency, CitationRow, DeadlineRow, DiagnosticRow, TargetRow, TaskRow};
use crate::paper::{DocumentRow, InputRow, SectionRow, TextRow};

/// A table.
#[derive(Debug, PartialEq, Eq)]
pub struct Table {
    /// Its name.
    pub name: &'static str,
    /// What a row is.
    pub about: &'static str,
    /// Its columns.
    pub columns: &'static [Column],
}

/// A column.
#[derive(Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// What its cells are.
    pub kind: Kind,
    /// What they say.
    pub about: &'static str,
}

/// What the cells of a column are. All but keys and what they refer to may be null.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The whole number by which the row is known.
    Key,
    /// The key of a row of another table.
    Ref(&'static str),
    /// [`Kind::Ref`] or null.
    MaybeRef(&'static str),
    /// Words.
    Text,
    /// A whole ISO date.
    Date,
    /// A whole number.
    Int,
    /// A number.
    Real,
    /// Yes or no.
    Bool,
    /// Several texts.
    List,
}

/// All tables; those that are referred to come first.
pub const TABLES: [&Table; 10] = [
    InputRow::TABLE,
    DocumentRow::TABLE,
    TextRow::TABLE,
    SectionRow::TABLE,
    TaskRow::TABLE,
    Agency::TABLE,
    DeadlineRow::TABLE,
    TargetRow::TABLE,
    CitationRow::TABLE,
    DiagnosticRow::TABLE,
];

/// What fills a row of a table.
pub(crate) trait Row {
    /// The table.
    const TABLE: &'static Table;
    /// One cell for each column.
    fn cells(&self) -> Vec<Cell<'_>>;
}

/// Writes the columns of a table and the cells of its rows side by side.
macro_rules! table {
    ($name:literal, $about:literal, $row:ident as $it:ident {
        $($column:ident: $kind:expr, $what:literal, $value:expr;)*
    }) => {
        impl $crate::table::Row for $row<'_> {
            const TABLE: &'static $crate::table::Table = &$crate::table::Table {
                name: $name,
                about: $about,
                columns: &[$($crate::table::Column {
                    name: stringify!($column),
                    kind: $kind,
                    about: $what,
                }),*],
            };

            fn cells(&self) -> Vec<$crate::Cell<'_>> {
                let $it = self;
                vec![$($value.into()),*]
            }
        }
    };
}
pub(crate) use table;
