//! What every output is: it takes one record after the other and leaves finished files.

use sohoa_record::model::Record;

use crate::ExportError;
use crate::whole::Whole;

/// A record and the line that it was read from.
pub(crate) struct Item<'a> {
    pub line: &'a [u8],
    pub record: Record,
}

/// An output under way.
pub(crate) trait Sink {
    /// Takes in the next record.
    fn take(&mut self, item: &Item<'_>) -> Result<(), ExportError>;

    /// Ends the files; they are not yet in their places.
    fn close(self: Box<Self>) -> Result<Vec<Whole>, ExportError>;
}
