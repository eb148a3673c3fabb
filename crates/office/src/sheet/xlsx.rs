//! Excel workbooks since 2007 (XLSX): what the cells show, with number formats and fonts.

use std::borrow::Cow;

use sohoa_layout::{Failure, Layout, Limits, NoticeKind, Writer};

use super::{Sheet, built_in, number};
use crate::letters::Letters;
use crate::package::{Package, relations};
use crate::xml::{Node, Tree};

/// Reads a workbook.
///
/// # Errors
/// Where it is locked, holds no readable sheets, or unfolds beyond the limits.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<(String, Layout), Failure> {
    let mut package = Package::open(bytes, limits)?;
    let main = package.main("xl/workbook.xml", limits)?;
    let workbook = package.needed(&main)?;
    let workbook = Tree::parse(&workbook, limits);
    let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder);
    let targets = relations(&mut package, &main, limits)?;
    let mut part = |kind: &str| {
        let target = targets.iter().find(|t| t.kind == kind);
        target.map_or(Ok(None), |t| package.part(&t.path(folder)))
    };
    let styles = part("styles")?.unwrap_or_default();
    let strings = part("sharedStrings")?.unwrap_or_default();
    let styles = Tree::parse(&styles, limits);
    let strings = Tree::parse(&strings, limits);
    let book = workbook
        .root()
        .child("workbook")
        .ok_or_else(|| Failure::Damaged("it holds no list of sheets, or not in XML".to_owned()))?;
    let (mut damaged, mut limited) = (
        workbook.damaged | styles.damaged | strings.damaged,
        strings.limited,
    );

    let mut reader = Reader::new(book, styles.root(), strings.root());
    let mut writer = Writer::default();
    let sheets = book
        .child("sheets")
        .into_iter()
        .flat_map(|s| s.all("sheet"));
    for sheet in sheets.filter(|s| matches!(s.attr("state").as_deref(), None | Some("visible"))) {
        let id = sheet.attr("id").unwrap_or_default();
        let Some(target) = targets.iter().find(|t| t.id == id) else {
            continue;
        };
        let Some(xml) = package.part(&target.path(folder))? else {
            continue;
        };
        let tree = Tree::parse(&xml, limits);
        let name = sheet.attr("name").unwrap_or_default();
        reader.sheet(&name, tree.root()).write(&mut writer);
        damaged |= tree.damaged;
        limited |= tree.limited;
    }
    reader.letters.tell(&mut writer);
    if damaged | package.damaged {
        writer.notice(NoticeKind::Damaged, None, "");
    }
    if limited {
        writer.notice(NoticeKind::Limited, None, "");
    }
    Ok(writer.finish())
}

/// How a cell shows its value.
#[derive(Default, Clone)]
struct Style<'t> {
    format: Cow<'t, str>,
    font: Option<Cow<'t, str>>,
}

struct Reader<'t, 'x> {
    since_1904: bool,
    styles: Vec<Style<'t>>,
    strings: Vec<Node<'t, 'x>>,
    letters: Letters,
}

impl<'t, 'x> Reader<'t, 'x> {
    fn new(book: Node<'t, 'x>, styles: Node<'t, 'x>, strings: Node<'t, 'x>) -> Self {
        let properties = book.child("workbookPr").and_then(|p| p.attr("date1904"));
        Reader {
            since_1904: matches!(properties.as_deref(), Some("1" | "true")),
            styles: styles
                .child("styleSheet")
                .map(read_styles)
                .unwrap_or_default(),
            strings: strings
                .child("sst")
                .into_iter()
                .flat_map(|s| s.all("si"))
                .collect(),
            letters: Letters::default(),
        }
    }

    fn sheet(&mut self, name: &str, root: Node<'_, '_>) -> Sheet {
        let mut out = Sheet {
            name: name.to_owned(),
            ..Sheet::default()
        };
        let Some(sheet) = root.child("worksheet") else {
            return out;
        };
        let hidden = hidden_columns(sheet);
        let rows = sheet
            .child("sheetData")
            .into_iter()
            .flat_map(|d| d.all("row"));
        let mut next_row = 0;
        for row in rows {
            let n = row
                .number::<u32>("r")
                .map_or(next_row, |r| r.saturating_sub(1));
            next_row = n.saturating_add(1);
            if is_set(row, "hidden") {
                continue;
            }
            let mut next = 0;
            for cell in row.all("c") {
                let place = cell.attr("r").and_then(|r| column(&r));
                let at = place.unwrap_or(next);
                next = at.saturating_add(1);
                if !hidden.iter().any(|(from, to)| (*from..=*to).contains(&at)) {
                    let shown = self.cell(cell);
                    out.push((n, at), shown);
                }
            }
        }
        let merged = sheet
            .child("mergeCells")
            .into_iter()
            .flat_map(|m| m.all("mergeCell"));
        for range in merged.filter_map(|m| m.attr("ref")) {
            let Some((from, to)) = range.split_once(':') else {
                continue;
            };
            let row = from
                .trim_start_matches(|c: char| !c.is_ascii_digit())
                .parse::<u32>();
            if let (Ok(row), Some(first), Some(last)) = (row, column(from), column(to))
                && last > first
            {
                out.wide.insert((row.saturating_sub(1), first), last);
            }
        }
        out
    }

    /// What a cell shows.
    fn cell(&mut self, cell: Node<'_, '_>) -> String {
        let style = cell.number::<usize>("s").unwrap_or(0);
        let style = self.styles.get(style).cloned().unwrap_or_default();
        let value = || cell.child("v").map(Node::text).unwrap_or_default();
        match cell.attr("t").as_deref() {
            Some("s") => {
                let item = value()
                    .trim()
                    .parse()
                    .ok()
                    .and_then(|n: usize| self.strings.get(n).copied());
                item.map(|i| self.rich(i, &style)).unwrap_or_default()
            }
            Some("inlineStr") => cell
                .child("is")
                .map(|i| self.rich(i, &style))
                .unwrap_or_default(),
            Some("str") => self
                .letters
                .read(&value(), style.font.as_deref())
                .into_owned(),
            Some("b") => if value() == "1" { "TRUE" } else { "FALSE" }.to_owned(),
            // The paper would show #N/A; it says nothing.
            Some("e") => String::new(),
            Some("d") => value().into_owned(),
            _ => match value().trim().parse() {
                Ok(n) => number(n, &style.format, self.since_1904),
                Err(_) => value().into_owned(),
            },
        }
    }

    /// A text of one or several runs.
    fn rich(&mut self, item: Node<'_, '_>, style: &Style<'_>) -> String {
        let mut out = String::new();
        for part in item.children() {
            let own = part
                .child("rPr")
                .and_then(|p| p.child("rFont"))
                .and_then(|f| f.attr("val"));
            let text = match part.name() {
                "t" => part.text(),
                "r" => part.child("t").map(Node::text).unwrap_or_default(),
                _ => continue,
            };
            let font = own.as_deref().or(style.font.as_deref());
            out.push_str(&self.letters.read(&text.replace("_x000D_", " "), font));
        }
        out
    }
}

/// Formats and fonts by the number that cells name.
fn read_styles<'t>(sheet: Node<'t, '_>) -> Vec<Style<'t>> {
    let fonts: Vec<_> = sheet
        .child("fonts")
        .into_iter()
        .flat_map(|f| f.all("font"))
        .collect();
    let own: Vec<_> = sheet
        .child("numFmts")
        .into_iter()
        .flat_map(|f| f.all("numFmt"))
        .collect();
    let cells = sheet.child("cellXfs").into_iter().flat_map(|x| x.all("xf"));
    let style = |xf: Node<'t, '_>| {
        let id: u32 = xf.number("numFmtId").unwrap_or(0);
        let format = own.iter().find(|f| f.number("numFmtId") == Some(id));
        let font = xf.number::<usize>("fontId").and_then(|n| fonts.get(n));
        Style {
            format: format
                .and_then(|f| f.attr("formatCode"))
                .unwrap_or(Cow::Borrowed(built_in(id))),
            font: font
                .and_then(|f| f.child("name"))
                .and_then(|n| n.attr("val")),
        }
    };
    cells.map(style).collect()
}

fn hidden_columns(sheet: Node<'_, '_>) -> Vec<(u32, u32)> {
    let columns = sheet.child("cols").into_iter().flat_map(|c| c.all("col"));
    let hidden = columns.filter(|c| is_set(*c, "hidden"));
    let range = |c: Node<'_, '_>| {
        let (from, to): (u32, u32) = (c.number("min")?, c.number("max")?);
        Some((from.saturating_sub(1), to.saturating_sub(1)))
    };
    hidden.filter_map(range).collect()
}

fn is_set(node: Node<'_, '_>, name: &str) -> bool {
    matches!(node.attr(name).as_deref(), Some("1" | "true"))
}

/// The column of a cell such as `AB12`, from 0.
fn column(cell: &str) -> Option<u32> {
    let letters = cell.bytes().take_while(u8::is_ascii_alphabetic).take(4);
    let n = letters.fold(0u32, |n, b| {
        n * 26 + u32::from(b.to_ascii_uppercase() - b'A') + 1
    });
    n.checked_sub(1)
}
