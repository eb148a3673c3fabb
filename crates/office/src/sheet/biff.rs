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
    pub(super) const DIMENSIONS: u16 = 0x200;
    /// An empty cell; the library passes it by.
    pub(super) const BLANK: u16 = 0x201;
    pub(super) const ROW: u16 = 0x208;
    pub(super) const FORMAT: u16 = 0x41e;
    pub(super) const BOF: u16 = 0x809;
    /// Several numbers of a row.
    pub(super) const NUMBERS: u16 = 0xbd;
    /// Formula, rich string, string of the table, number, string, truth, formula of old, number in few bytes.
    pub(super) const CELLS: [u16; 8] = [0x06, 0xd6, 0xfd, 0x203, 0x204, 0x205, 0x206, 0x27e];
}

/// Rows times columns that a sheet may have: as many as the largest sheet with 64 columns.
const MOST_AREA: u64 = 65_536 * 64;

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
    /// Where the sheets begin in the stream.
    starts: Vec<u32>,
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
        for Record { id, data, .. } in records(stream, 0) {
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
                id::SHEET => looks.starts.extend(u32_at(data, 0)),
                _ => {}
            }
        }
        let most = limits.members as usize;
        looks.starts.truncate(most);
        let sheets = looks.starts.iter();
        looks.sheets = sheets.map(|at| SheetLooks::read(stream, *at)).collect();
        looks
    }

    /// Takes out what says how large sheets are: the library keeps room for that, be it true or not.
    pub(super) fn unbound(&self, stream: &mut [u8]) {
        for start in &self.starts {
            let told = records(stream, *start as usize).filter(|r| r.id == id::DIMENSIONS);
            let places: Vec<usize> = told.map(|r| r.at).collect();
            for at in places {
                stream[at..at + 2].copy_from_slice(&id::BLANK.to_le_bytes());
            }
        }
    }

    /// Whether the cells of a sheet lie so far apart that the room between them fills the memory.
    pub(super) fn is_scattered(&self) -> bool {
        self.sheets.iter().any(|s| s.area() > MOST_AREA)
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
    /// Rows times columns from the first to the last cell.
    fn area(&self) -> u64 {
        let extent = |places: &mut dyn Iterator<Item = u32>| {
            let (mut least, mut most) = (u32::MAX, 0);
            places.for_each(|n| (least, most) = (least.min(n), most.max(n)));
            u64::from(most.saturating_sub(least)) + 1
        };
        let rows = extent(&mut self.cells.keys().map(|(row, _)| *row));
        rows * extent(&mut self.cells.keys().map(|(_, column)| *column))
    }

    fn read(stream: &[u8], at: u32) -> SheetLooks {
        let mut looks = SheetLooks::default();
        // A chart within the sheet has records of its own.
        let own = records(stream, at as usize).filter(|r| r.depth <= 1);
        for Record { id, data, .. } in own {
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

struct Record<'s> {
    /// Where it stands in the stream.
    at: usize,
    id: u16,
    data: &'s [u8],
    /// How deep parts nest there.
    depth: u32,
}

/// The records from a place on, up to the end of their part.
fn records(stream: &[u8], mut at: usize) -> impl Iterator<Item = Record<'_>> {
    let mut depth = 0u32;
    std::iter::from_fn(move || {
        let rest = stream.get(at..)?;
        let (id, length) = (u16_at(rest, 0)?, usize::from(u16_at(rest, 2)?));
        let data = rest.get(4..4 + length)?;
        depth = match id {
            id::BOF => depth.saturating_add(1),
            id::EOF => depth.checked_sub(1).filter(|d| *d > 0)?,
            _ => depth,
        };
        let record = Record {
            at,
            id,
            data,
            depth,
        };
        at += 4 + length;
        Some(record)
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

#[cfg(test)]
mod tests {
    use super::*;

    fn record(id: u16, data: &[u8]) -> Vec<u8> {
        let length = u16::try_from(data.len()).unwrap();
        [&id.to_le_bytes(), &length.to_le_bytes(), data].concat()
    }

    /// A workbook of Excel 95: names in bytes.
    fn book() -> Vec<u8> {
        let font = [&[0; 14][..], &[4], b"VNI!"].concat();
        let format = [&[164, 0, 3][..], b"0.0"].concat();
        let globals = [
            record(id::BOF, &[0, 5, 5, 0]),
            record(id::FONT, &font),
            record(id::FORMAT, &format),
            record(id::STYLE, &[0, 0, 164, 0]),
            record(id::STYLE, &[0, 0, 3, 0]),
        ]
        .concat();
        let sheet = u32::try_from(globals.len() + 8 + 4).unwrap();
        let cells = [
            record(0x203, &[2, 0, 1, 0, 0, 0]),
            record(
                id::NUMBERS,
                &[&[3, 0, 5, 0][..], &[1, 0, 0, 0, 0, 0], &[0; 6], &[6, 0]].concat(),
            ),
        ];
        let list = record(id::SHEET, &sheet.to_le_bytes());
        let end = record(id::EOF, &[]);
        [globals, list, end, cells.concat()].concat()
    }

    #[test]
    fn styles_of_cells() {
        let looks = Looks::read(&book(), &Limits::default());
        let format = |cell| looks.format(0, cell).map(Cow::into_owned);
        assert_eq!(format((2, 1)).as_deref(), Some("0.0"));
        assert_eq!(format((3, 5)).as_deref(), Some("#,##0"));
        assert_eq!(format((3, 6)).as_deref(), Some("0.0"));
        assert_eq!(format((9, 9)), None);
        assert_eq!(looks.font(0, (2, 1)), Some("VNI!"));
        assert!(!looks.locked && !looks.is_hidden(0, (2, 1)));
    }

    #[test]
    fn a_password_of_any_kind_is_told() {
        let stream = [record(id::BOF, &[0, 6]), record(id::LOCK, &[0, 0, 1, 2])].concat();
        assert!(Looks::read(&stream, &Limits::default()).locked);
    }

    #[test]
    fn sizes_are_not_believed() {
        let far = |row: u16, column: u16| {
            let place = [row.to_le_bytes(), column.to_le_bytes(), [0, 0]].concat();
            record(0x203, &place)
        };
        let size = record(id::DIMENSIONS, &[0xff; 14]);
        let list = record(id::SHEET, &20u32.to_le_bytes());
        let head = [record(id::BOF, &[0, 6, 5, 0]), list, record(id::EOF, &[])].concat();
        let cells = [far(0, 0), far(65_535, 255)].concat();
        let mut stream = [head, record(id::BOF, &[0, 6]), size, cells].concat();
        let looks = Looks::read(&stream, &Limits::default());
        assert!(looks.is_scattered());
        looks.unbound(&mut stream);
        assert!(records(&stream, 20).all(|r| r.id != id::DIMENSIONS));
        assert!(records(&stream, 20).any(|r| r.id == id::BLANK));
    }

    #[test]
    fn cut_off_anywhere() {
        let book = book();
        for end in 0..book.len() {
            let _ = Looks::read(&book[..end], &Limits::default());
        }
    }
}
