//! Excel workbooks of before 2007 (XLS).
//!
//! The cells' fonts and number formats are not told by the library that reads them: old encodings are told
//! by the letters, and a number is shown without its format.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{Data, Reader, SheetType, SheetVisible, Xls, XlsError};
use sohoa_layout::{Failure, Layout, Limits, NoticeKind, Writer};

use super::{Sheet, number};
use crate::letters::Letters;

/// Reads a workbook.
///
/// # Errors
/// Where it is locked or cannot be read.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<(String, Layout), Failure> {
    // The library takes lengths in damaged files at their word.
    let read = catch_unwind(AssertUnwindSafe(|| sheets(bytes, limits)));
    let (mut sheets, limited) =
        read.unwrap_or_else(|_| Err(Failure::Damaged("its cells are not well formed".to_owned())))?;
    let mut letters = Letters::default();
    letters.guess(sheets.iter_mut().flat_map(|s| s.cells.values_mut()));
    let mut writer = Writer::default();
    for sheet in &sheets {
        sheet.write(&mut writer);
    }
    letters.tell(&mut writer);
    if limited {
        writer.notice(NoticeKind::Limited, None, "");
    }
    Ok(writer.finish())
}

fn sheets(bytes: &[u8], limits: &Limits) -> Result<(Vec<Sheet>, bool), Failure> {
    let mut book = Xls::new(Cursor::new(bytes)).map_err(|e| failure(&e))?;
    let shown = book.sheets_metadata().iter().enumerate();
    let shown =
        shown.filter(|(_, s)| s.typ == SheetType::WorkSheet && s.visible == SheetVisible::Visible);
    let shown: Vec<(usize, String)> = shown.map(|(i, s)| (i, s.name.clone())).collect();
    let most = limits.members as usize;
    let limited = shown.len() > most;
    let mut out = Vec::new();
    for (i, name) in shown.into_iter().take(most) {
        let merged = book.merge_cells_by_sheet_id(i).unwrap_or_default();
        let Some(Ok(range)) = book.worksheet_range_at(i) else {
            continue;
        };
        let (row, column) = range.start().unwrap_or_default();
        let mut sheet = Sheet {
            name,
            ..Sheet::default()
        };
        for (r, c, data) in range.used_cells() {
            let at = (
                row.saturating_add(r as u32),
                column.saturating_add(c as u32),
            );
            sheet.push(at, shown_as(data));
        }
        for m in merged.iter().filter(|m| m.end.1 > m.start.1) {
            sheet.wide.insert(m.start, m.end.1);
        }
        out.push(sheet);
    }
    Ok((out, limited))
}

fn shown_as(data: &Data) -> String {
    match data {
        Data::String(text) => text.replace(['\n', '\r'], " "),
        Data::Int(n) => n.to_string(),
        Data::Float(value) => number(*value, "", false),
        Data::DateTime(date) => number(date.as_f64(), "dd/mm/yyyy", false),
        Data::Bool(yes) => if *yes { "TRUE" } else { "FALSE" }.to_owned(),
        Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
        _ => String::new(),
    }
}

fn failure(error: &XlsError) -> Failure {
    match error {
        XlsError::Password => Failure::Encrypted,
        XlsError::Cfb(_) => Failure::Damaged("its container is damaged".to_owned()),
        _ => Failure::Damaged("its records are damaged".to_owned()),
    }
}
