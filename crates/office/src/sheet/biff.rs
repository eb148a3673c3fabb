//! How the cells of an old workbook (XLS) look: number formats, fonts, hidden rows and columns.
//!
//! The values are the business of the library that reads them; this goes once over the records of the stream beside it.
//! What is damaged here is left out, and the cell shows its bare value. (Source of facts: the published specification
//! MS-XLS; for Excel 5 and 95 its predecessor.)

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::io::{Cursor, Read, Write};

use sohoa_layout::Limits;

use super::built_in;

/// Numbers of the records that matter.
mod id {
    pub(super) const EOF: u16 = 0x0a;
    pub(super) const DATE_MODE: u16 = 0x22;
    pub(super) const LOCK: u16 = 0x2f;
    pub(super) const FONT: u16 = 0x31;
    pub(super) const COLUMNS: u16 = 0x7d;
    pub(super) const SHEET: u16 = 0x85;
    pub(super) const STYLE: u16 = 0xe0;
    pub(super) const ROW: u16 = 0x208;
    pub(super) const FORMAT: u16 = 0x41e;
    pub(super) const BOF: u16 = 0x809;
    /// Several numbers of a row.
    pub(super) const NUMBERS: u16 = 0xbd;
    /// Formula, rich string, string of the table, number, string, formula of old, number in few bytes.
    pub(super) const CELLS: [u16; 7] = [0x06, 0xd6, 0xfd, 0x203, 0x204, 0x206, 0x27e];
}

/// What the workbook says about looks.
#[derive(Debug, Default)]
pub(super) struct Looks {
    pub(super) since_1904: bool,
    /// What follows is written with a password.
    pub(super) locked: bool,
    formats: HashMap<u16, String>,
    fonts: Vec<String>,
    /// Font and format of each style.
    styles: Vec<(u16, u16)>,
    sheets: Vec<SheetLooks>,
}

/// What a sheet says about looks.
#[derive(Debug, Default)]
struct SheetLooks {
    /// The style of each cell.
    cells: HashMap<(u32, u32), u16>,
    hidden_rows: HashSet<u32>,
    hidden_columns: Vec<(u32, u32)>,
}

impl Looks {
    /// Reads the stream of the workbook.
    pub(super) fn read(stream: &[u8], limits: &Limits) -> Looks {
        let mut looks = Looks::default();
        let mut wide = true;
        let mut starts = Vec::new();
        for (id, data) in records(stream, 0) {
            match id {
                id::BOF => wide = u16_at(data, 0).is_none_or(|version| version >= 0x600),
                id::DATE_MODE => looks.since_1904 = u16_at(data, 0) == Some(1),
                id::LOCK => looks.locked = true,
                id::FONT => looks.fonts.push(name(data, 14, wide)),
                id::FORMAT => {
                    let code = match wide {
                        true => text(data, 5, u16_at(data, 2), data.get(4).copied()),
                        false => text(data, 3, data.get(2).map(|n| u16::from(*n)), Some(0)),
                    };
                    looks.formats.extend(u16_at(data, 0).map(|n| (n, code)));
                }
                id::STYLE => looks.styles.extend(u16_at(data, 0).zip(u16_at(data, 2))),
                id::SHEET => starts.extend(u32_at(data, 0)),
                _ => {}
            }
        }
        let most = limits.members as usize;
        let sheets = starts.iter().take(most);
        looks.sheets = sheets.map(|at| SheetLooks::read(stream, *at)).collect();
        looks
    }

    fn style(&self, sheet: usize, cell: (u32, u32)) -> Option<(u16, u16)> {
        let number = self.sheets.get(sheet)?.cells.get(&cell)?;
        self.styles.get(usize::from(*number)).copied()
    }

    /// The number format of a cell, as Excel writes it.
    pub(super) fn format(&self, sheet: usize, cell: (u32, u32)) -> Option<Cow<'_, str>> {
        let (_, format) = self.style(sheet, cell)?;
        let own = self.formats.get(&format).map(|f| Cow::Borrowed(f.as_str()));
        Some(own.unwrap_or(Cow::Borrowed(built_in(u32::from(format)))))
    }

    /// The font of a cell.
    pub(super) fn font(&self, sheet: usize, cell: (u32, u32)) -> Option<&str> {
        let (font, _) = self.style(sheet, cell)?;
        // By an old custom there is no font with the number 4.
        let place = usize::from(font) - usize::from(font > 4);
        self.fonts.get(place).map(String::as_str)
    }

    /// Whether a cell lies in a hidden row or column.
    pub(super) fn is_hidden(&self, sheet: usize, (row, column): (u32, u32)) -> bool {
        self.sheets.get(sheet).is_some_and(|s| {
            let within = |(from, to): &(u32, u32)| (*from..=*to).contains(&column);
            s.hidden_rows.contains(&row) || s.hidden_columns.iter().any(within)
        })
    }
}

impl SheetLooks {
    fn read(stream: &[u8], at: u32) -> SheetLooks {
        let mut looks = SheetLooks::default();
        for (id, data) in records(stream, at as usize) {
            match id {
                id::ROW if u16_at(data, 12).is_some_and(|f| f & 0x20 != 0) => {
                    looks.hidden_rows.extend(u16_at(data, 0).map(u32::from));
                }
                id::COLUMNS if u16_at(data, 8).is_some_and(|f| f & 1 != 0) => {
                    let bounds = u16_at(data, 0).zip(u16_at(data, 2));
                    looks
                        .hidden_columns
                        .extend(bounds.map(|(a, b)| (u32::from(a), u32::from(b))));
                }
                id::NUMBERS => looks.row(data),
                id if id::CELLS.contains(&id) => {
                    let place = u16_at(data, 0).zip(u16_at(data, 2));
                    looks.put(place, u16_at(data, 4));
                }
                _ => {}
            }
        }
        looks
    }

    /// Several cells of a row, six bytes each; their last column stands at the end.
    fn row(&mut self, data: &[u8]) {
        let (Some(row), Some(first)) = (u16_at(data, 0), u16_at(data, 2)) else {
            return;
        };
        let cells = data.len().saturating_sub(6) / 6;
        for (i, column) in (0..cells).zip(first..) {
            self.put(Some((row, column)), u16_at(data, 4 + 6 * i));
        }
    }

    fn put(&mut self, place: Option<(u16, u16)>, style: Option<u16>) {
        if let Some(((row, column), style)) = place.zip(style) {
            self.cells
                .insert((u32::from(row), u32::from(column)), style);
        }
    }
}

/// The stream with the records, and its name.
pub(super) fn stream(bytes: &[u8], limits: &Limits) -> Option<(&'static str, Vec<u8>)> {
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).ok()?;
    let limit = limits.unpacked.min(bytes.len() as u64);
    ["/Workbook", "/Book"].into_iter().find_map(|name| {
        let mut out = Vec::new();
        let stream = file.open_stream(name).ok()?;
        stream.take(limit).read_to_end(&mut out).ok()?;
        Some((name, out))
    })
}

/// A container of its own for the stream: the library that reads the values believes every chain of a damaged one, and
/// follows a ring until the memory is full.
pub(super) fn contained(name: &str, stream: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut file =
        cfb::CompoundFile::create_with_version(cfb::Version::V3, Cursor::new(Vec::new()))?;
    file.create_stream(name)?.write_all(stream)?;
    file.flush()?;
    Ok(file.into_inner().into_inner())
}

/// The records from a place on, up to the end of their part.
fn records(stream: &[u8], at: usize) -> impl Iterator<Item = (u16, &[u8])> {
    let mut rest = stream.get(at..).unwrap_or_default();
    std::iter::from_fn(move || {
        let (id, length) = (u16_at(rest, 0)?, usize::from(u16_at(rest, 2)?));
        let data = rest.get(4..4 + length)?;
        rest = &rest[4 + length..];
        (id != id::EOF).then_some((id, data))
    })
}

/// A name behind its length in one byte, and since Excel 97 a byte that tells how wide its characters are.
fn name(data: &[u8], at: usize, wide: bool) -> String {
    let length = data.get(at).map(|n| u16::from(*n));
    match wide {
        true => text(data, at + 2, length, data.get(at + 1).copied()),
        false => text(data, at + 1, length, Some(0)),
    }
}

fn text(data: &[u8], at: usize, length: Option<u16>, flags: Option<u8>) -> String {
    let (length, flags) = (usize::from(length.unwrap_or(0)), flags.unwrap_or(0));
    let rest = data.get(at..).unwrap_or_default();
    if flags & 1 == 0 {
        return rest.iter().take(length).map(|b| char::from(*b)).collect();
    }
    let units = rest.chunks_exact(2).take(length);
    let units = units.map(|u| u16::from_le_bytes([u[0], u[1]]));
    char::decode_utf16(units)
        .map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect()
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    let pair = bytes.get(at..at + 2)?;
    Some(u16::from_le_bytes([pair[0], pair[1]]))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from(u16_at(bytes, at)?) | u32::from(u16_at(bytes, at + 2)?) << 16)
}
