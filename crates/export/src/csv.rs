//! Tables for spreadsheet programs as text: `register.csv` and `tasks.csv`.
//!
//! UTF-8 with a byte order mark, without which Excel reads Vietnamese letters wrong; a text that a spreadsheet
//! would run as a formula gets an apostrophe before it.

use std::borrow::Cow;
use std::path::Path;

use sohoa_tables::Cell;

use crate::sheet::{REGISTER, Sheet, TASKS};
use crate::sink::{Item, Sink};
use crate::whole::{Stream, Whole};
use crate::{ExportError, Lang};

/// Tells programs that the text is UTF-8.
const MARK: &[u8] = "\u{feff}".as_bytes();

/// Both files under way.
pub(crate) struct Csv {
    lang: Lang,
    files: [File; 2],
}

struct File {
    sheet: &'static Sheet,
    stream: Stream,
    rows: u64,
}

impl Csv {
    /// Opens the files and writes their headers.
    pub fn create(folder: &Path, lang: Lang) -> Result<Csv, ExportError> {
        let files = [
            File::create(folder, &REGISTER, lang)?,
            File::create(folder, &TASKS, lang)?,
        ];
        Ok(Csv { lang, files })
    }
}

impl File {
    fn create(folder: &Path, sheet: &'static Sheet, lang: Lang) -> Result<File, ExportError> {
        let mut stream = Stream::create(folder, &format!("{}.csv", sheet.file))?;
        stream.put(MARK)?;
        let titles = sheet.fields.iter().map(|f| Cow::Borrowed(lang.of(f.title)));
        stream.put(&line(titles)?)?;
        Ok(File {
            sheet,
            stream,
            rows: 0,
        })
    }

    fn row(&mut self, cells: &[Cell<'_>]) -> Result<(), ExportError> {
        self.rows += 1;
        let nth = Cow::Owned(self.rows.to_string());
        let cells = cells.iter().map(text);
        self.stream.put(&line(std::iter::once(nth).chain(cells))?)
    }
}

impl Sink for Csv {
    fn take(&mut self, item: &Item<'_>) -> Result<(), ExportError> {
        for file in &mut self.files {
            let rows = file.sheet.rows;
            rows(&item.record, self.lang, &mut |cells| file.row(cells))?;
        }
        Ok(())
    }

    fn close(self: Box<Self>) -> Result<Vec<Whole>, ExportError> {
        self.files.into_iter().map(|f| f.stream.close()).collect()
    }
}

fn line<'a>(cells: impl Iterator<Item = Cow<'a, str>>) -> Result<Vec<u8>, ExportError> {
    let mut out = ::csv::WriterBuilder::new()
        .terminator(::csv::Terminator::CRLF)
        .from_writer(Vec::new());
    let written = out.write_record(cells.map(|c| c.into_owned()));
    written.map_err(|e| ExportError::output(Path::new("csv"), &e))?;
    out.into_inner()
        .map_err(|e| ExportError::output(Path::new("csv"), &e.error()))
}

fn text<'a>(cell: &'a Cell<'_>) -> Cow<'a, str> {
    match cell {
        Cell::Null => Cow::Borrowed(""),
        Cell::Text(text) => harmless(text),
        Cell::Int(number) => number.to_string().into(),
        Cell::Real(number) => number.to_string().into(),
        Cell::Bool(yes) => if *yes { "1" } else { "0" }.into(),
        Cell::List(list) => harmless(&list.join("; ")).into_owned().into(),
    }
}

/// No spreadsheet takes the text for a formula.
fn harmless(text: &str) -> Cow<'_, str> {
    const STARTS: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];
    if text.trim_start_matches(' ').starts_with(STARTS) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        for text in ["=1+1", "@SUM(A1)", " -2", "+84", "\t=1", "＝1"] {
            assert_eq!(harmless(text), format!("'{text}"));
        }
        assert_eq!(harmless("12/KH-UBND"), "12/KH-UBND");
    }
}
