//! The tables that people read in a spreadsheet, whatever the file: what their columns are called, how wide
//! they are, and how a row is filled.

mod checks;
mod register;
mod tasks;

use sohoa_record::model::Record;
use sohoa_tables::Cell;

use crate::lang::Words;
use crate::{ExportError, Lang};

pub(crate) use checks::CHECKS;
pub(crate) use register::REGISTER;
pub(crate) use tasks::TASKS;

/// A table. Its first column counts the rows; [`Sheet::rows`] gives the cells of the others.
pub(crate) struct Sheet {
    /// Name of a file of its own.
    pub file: &'static str,
    /// Name among other sheets.
    pub name: Words,
    /// Its columns.
    pub fields: &'static [Field],
    /// Calls for every row that a record gives.
    pub rows: fn(&Record, Lang, Take<'_>) -> Result<(), ExportError>,
}

/// Where rows go.
pub(crate) type Take<'t> = &'t mut dyn FnMut(&[Cell<'_>]) -> Result<(), ExportError>;

/// A column.
pub(crate) struct Field {
    /// Its header.
    pub title: Words,
    /// Its width in characters.
    pub width: u16,
    /// What its cells are.
    pub form: Form,
}

/// What the cells of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// Words.
    Text,
    /// An ISO date; one that is not whole stays words.
    Date,
    /// Whole đồng.
    Money,
    /// A number.
    Number,
}

/// The column that counts.
const NTH: Field = field(("No.", "STT"), 6, Form::Number);

const fn field(title: Words, width: u16, form: Form) -> Field {
    Field { title, width, form }
}
