//! A workbook for people: the register, the tasks with deadlines as dates and money as numbers, and what to
//! look up on the paper. Rows go to the disk as they come.

use std::path::Path;

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};
use sohoa_tables::Cell;

use crate::sheet::{CHECKS, Field, Form, REGISTER, Sheet, TASKS};
use crate::sink::{Item, Sink};
use crate::whole::Whole;
use crate::{ExportError, Lang};

/// Rows that a sheet can hold, its header included.
const ROWS: u32 = 1_048_576;
/// Characters that a cell can hold.
const CHARACTERS: usize = 32_767;

/// The workbook under way.
pub(crate) struct Xlsx {
    book: Workbook,
    lang: Lang,
    looks: Looks,
    pages: [Page; 3],
    file: Whole,
}

/// The sheet that rows of one kind go to; when it is full, another one follows.
struct Page {
    sheet: &'static Sheet,
    /// Place in the workbook.
    index: usize,
    /// Which of its kind it is.
    nth: u32,
    /// Rows written, the header included.
    rows: u32,
    /// Rows of all sheets of its kind.
    counted: u64,
}

/// How cells look.
struct Looks {
    head: Format,
    text: Format,
    date: Format,
    money: Format,
    number: Format,
}

impl Looks {
    fn new() -> Looks {
        let top = || Format::new().set_align(FormatAlign::Top);
        Looks {
            head: Format::new()
                .set_bold()
                .set_text_wrap()
                .set_align(FormatAlign::VerticalCenter)
                .set_background_color(0x00DC_E6F1)
                .set_border_bottom(FormatBorder::Thin),
            text: top().set_text_wrap(),
            date: top().set_num_format("dd/mm/yyyy"),
            money: top().set_num_format("#,##0"),
            number: top(),
        }
    }
}

impl Xlsx {
    /// Makes a workbook with the three sheets.
    pub fn create(folder: &Path, lang: Lang) -> Result<Xlsx, ExportError> {
        let file = Whole::reserve(folder, "records.xlsx")?;
        let mut book = Workbook::new();
        // The same records give the same bytes: no clock in the properties.
        let day = ExcelDateTime::from_ymd(2000, 1, 1).map_err(|e| file.error(&e))?;
        book.set_properties(&DocProperties::new().set_creation_datetime(&day));
        book.set_tempdir(folder).map_err(|e| file.error(&e))?;
        let looks = Looks::new();
        let sheets = [&REGISTER, &TASKS, &CHECKS];
        let pages = sheets.map(Page::new);
        let mut xlsx = Xlsx {
            book,
            lang,
            looks,
            pages,
            file,
        };
        for page in 0..xlsx.pages.len() {
            let begun = xlsx.begin(page);
            begun.map_err(|e| xlsx.file.error(&e))?;
        }
        Ok(xlsx)
    }

    /// Adds a sheet for rows of this kind.
    fn begin(&mut self, page: usize) -> Result<(), XlsxError> {
        let index = self.book.worksheets().len();
        let page = &mut self.pages[page];
        page.index = index;
        page.nth += 1;
        page.rows = 1;
        let sheet = self.book.add_worksheet_with_constant_memory()?;
        sheet.set_name(page.name(self.lang))?;
        sheet.set_freeze_panes(1, 0)?;
        sheet.set_landscape();
        sheet.set_repeat_rows(0, 0)?;
        for (column, field) in (0..).zip(page.sheet.fields) {
            sheet.set_column_width(column, field.width)?;
            sheet.write_string_with_format(
                0,
                column,
                self.lang.of(field.title),
                &self.looks.head,
            )?;
        }
        Ok(())
    }

    fn row(&mut self, page: usize, cells: &[Cell<'_>]) -> Result<(), XlsxError> {
        if self.pages[page].rows == ROWS {
            self.filter(page)?;
            self.begin(page)?;
        }
        let page = &mut self.pages[page];
        let row = page.rows;
        page.rows += 1;
        page.counted += 1;
        let sheet = self.book.worksheet_from_index(page.index)?;
        sheet.write_number_with_format(row, 0, page.counted as f64, &self.looks.number)?;
        let fields = page.sheet.fields.iter().skip(1);
        for ((column, field), cell) in (1..).zip(fields).zip(cells) {
            self.looks.write(sheet, row, column, field, cell)?;
        }
        Ok(())
    }

    /// Puts a filter on the header.
    fn filter(&mut self, page: usize) -> Result<(), XlsxError> {
        let page = &self.pages[page];
        let last = page.sheet.fields.len().saturating_sub(1) as u16;
        let sheet = self.book.worksheet_from_index(page.index)?;
        sheet.autofilter(0, 0, page.rows.max(2) - 1, last)?;
        Ok(())
    }
}

impl Page {
    fn new(sheet: &'static Sheet) -> Page {
        Page {
            sheet,
            index: 0,
            nth: 0,
            rows: 0,
            counted: 0,
        }
    }

    fn name(&self, lang: Lang) -> String {
        let name = lang.of(self.sheet.name);
        match self.nth {
            1 => name.to_owned(),
            nth => format!("{name} ({nth})"),
        }
    }
}

impl Looks {
    fn write(
        &self,
        sheet: &mut Worksheet,
        row: u32,
        column: u16,
        field: &Field,
        cell: &Cell<'_>,
    ) -> Result<(), XlsxError> {
        let number = match field.form {
            Form::Money => &self.money,
            _ => &self.number,
        };
        match cell {
            Cell::Null => return Ok(()),
            Cell::Int(value) => {
                sheet.write_number_with_format(row, column, *value as f64, number)?
            }
            Cell::Real(value) => sheet.write_number_with_format(row, column, *value, number)?,
            Cell::Bool(value) => sheet.write_boolean(row, column, *value)?,
            Cell::Text(text) => match field.form {
                Form::Date if text.len() == 10 => return self.date(sheet, row, column, text),
                _ => sheet.write_string_with_format(row, column, fit(text), &self.text)?,
            },
            Cell::List(list) => {
                let text = list.join("; ");
                sheet.write_string_with_format(row, column, fit(&text), &self.text)?
            }
        };
        Ok(())
    }

    /// A whole date as a date; what Excel knows no date for stays words.
    fn date(
        &self,
        sheet: &mut Worksheet,
        row: u32,
        column: u16,
        text: &str,
    ) -> Result<(), XlsxError> {
        match ExcelDateTime::parse_from_str(text) {
            Ok(date) => sheet.write_datetime_with_format(row, column, &date, &self.date)?,
            Err(_) => sheet.write_string_with_format(row, column, text, &self.text)?,
        };
        Ok(())
    }
}

/// As much of a text as a cell can hold.
fn fit(text: &str) -> &str {
    match text.char_indices().nth(CHARACTERS / 2) {
        // Characters count twice where they take two of UTF-16's units; half the room is always enough.
        Some((end, _)) if text.encode_utf16().count() > CHARACTERS => &text[..end],
        _ => text,
    }
}

impl Sink for Xlsx {
    fn take(&mut self, item: &Item<'_>) -> Result<(), ExportError> {
        for page in 0..self.pages.len() {
            let rows = self.pages[page].sheet.rows;
            rows(&item.record, self.lang, &mut |cells| {
                let written = self.row(page, cells);
                written.map_err(|e| self.file.error(&e))
            })?;
        }
        Ok(())
    }

    fn close(mut self: Box<Self>) -> Result<Vec<Whole>, ExportError> {
        for page in 0..self.pages.len() {
            let filtered = self.filter(page);
            filtered.map_err(|e| self.file.error(&e))?;
        }
        let saved = self.book.save(self.file.temporary());
        saved.map_err(|e| self.file.error(&e))?;
        Ok(vec![self.file])
    }
}
