//! Excel workbooks of before 2007 (XLS).
//!
//! A library gives the values; how the cells look, [`Looks`] tells. Where it does not know the font, an old encoding is
//! told by the letters.

use std::borrow::Cow;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{Data, Reader, SheetType, SheetVisible, Xls, XlsError};
use sohoa_layout::{Failure, Layout, Limits, NoticeKind, Writer};
use sohoa_legacy::by_font;

use super::biff::{self, Looks};
use super::{Sheet, number};
use crate::letters::Letters;

/// Reads a workbook.
///
/// # Errors
/// Where it is locked or cannot be read.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<(String, Layout), Failure> {
    let broken = || Failure::Damaged("its container is damaged".to_owned());
    let (name, mut stream) = biff::stream(bytes, limits).ok_or_else(broken)?;
    let looks = Looks::read(&stream, limits);
    if looks.locked {
        return Err(Failure::Encrypted);
    }
    if looks.is_scattered() {
        return Err(Failure::Damaged("its cells lie too far apart".to_owned()));
    }
    looks.unbound(&mut stream);
    let whole = biff::contained(name, &stream).map_err(|_| broken())?;
    // The library takes lengths in damaged files at their word.
    let read = catch_unwind(AssertUnwindSafe(|| sheets(&whole, &looks, limits)));
    let (mut sheets, limited) =
        read.unwrap_or_else(|_| Err(Failure::Damaged("its cells are not well formed".to_owned())))?;
    let mut letters = Letters::default();
    let mut open = Vec::new();
    for (number, sheet) in &mut sheets {
        for (at, text) in &mut sheet.cells {
            let font = looks.font(*number, *at).filter(|f| by_font(f).is_some());
            if font.is_some() && !text.chars().any(is_unicode) {
                *text = letters.read(text, font).into_owned();
            } else {
                open.push(text);
            }
        }
    }
    letters.guess(open.into_iter());
    let mut writer = Writer::default();
    for (_, sheet) in &sheets {
        sheet.write(&mut writer);
    }
    letters.tell(&mut writer);
    if limited {
        writer.notice(NoticeKind::Limited, None, "");
    }
    Ok(writer.finish())
}

/// The sheets that are shown, each with its number; the looks of the cells tell how numbers are written.
fn sheets(
    bytes: &[u8],
    looks: &Looks,
    limits: &Limits,
) -> Result<(Vec<(usize, Sheet)>, bool), Failure> {
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
            if !looks.is_hidden(i, at) {
                sheet.push(at, shown_as(data, looks.format(i, at), looks.since_1904));
            }
        }
        for m in merged.iter().filter(|m| m.end.1 > m.start.1) {
            sheet.wide.insert(m.start, m.end.1);
        }
        out.push((i, sheet));
    }
    Ok((out, limited))
}

fn shown_as(data: &Data, format: Option<Cow<'_, str>>, since_1904: bool) -> String {
    let written = |value: f64, usual: &str| {
        let format = format.as_deref().filter(|f| !f.is_empty());
        number(value, format.unwrap_or(usual), since_1904)
    };
    match data {
        Data::String(text) => text.replace(['\n', '\r'], " "),
        Data::Int(n) => written(*n as f64, ""),
        Data::Float(value) => written(*value, ""),
        Data::DateTime(date) => written(date.as_f64(), "dd/mm/yyyy"),
        Data::Bool(yes) => if *yes { "TRUE" } else { "FALSE" }.to_owned(),
        Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
        _ => String::new(),
    }
}

/// Letters that no 8-bit font stands for: the text is Unicode, whatever its font is called.
fn is_unicode(c: char) -> bool {
    matches!(
        c,
        'ă' | 'đ' | 'ơ' | 'ư' | 'Ă' | 'Đ' | 'Ơ' | 'Ư' | '\u{1ea0}'..='\u{1ef9}'
    )
}

fn failure(error: &XlsError) -> Failure {
    match error {
        XlsError::Password => Failure::Encrypted,
        XlsError::Cfb(_) => Failure::Damaged("its container is damaged".to_owned()),
        _ => Failure::Damaged("its records are damaged".to_owned()),
    }
}
