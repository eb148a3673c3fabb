//! PAGE XML, as the tools of libraries write it.
//!
//! ```text
//! PcGts = Metadata , Page           Page = [ ReadingOrder ] , { TextRegion | TableRegion }
//! TextRegion = { TextRegion | TextLine } , [ TextEquiv ]      TextLine = { Word } , [ TextEquiv ]
//! ```
//! Words are taken where there are any, or else the line's text, or else the region's. Regions come in the order
//! that `ReadingOrder` gives. A table's regions name their row and column (`TableCellRole`); headers, footers and page
//! numbers are furniture. Known misses: tables without roles are read as lines.

use std::collections::HashMap;

use roxmltree::Node;
use sohoa_layout::{Failure, Layout, Limits};

use super::xml::{self, children, is, named, number};
use super::{Bounds, Line, Part, Scan, Sheet, Word, bounds, engine};
use crate::charset;

/// Rows and columns of a table that a role may name.
const MOST: u32 = 2000;

/// Whether a file that begins with these bytes is PAGE XML.
#[must_use]
pub fn recognises(head: &[u8]) -> bool {
    head.contains(&b'<') && xml::root_name(&charset::head(head)) == Some("PcGts")
}

/// Reads a file.
///
/// # Errors
/// Where the XML is damaged or has too many elements.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<(String, Layout), Failure> {
    let text = charset::decode(bytes).text;
    let document = xml::parse(&text, limits)?;
    let root = document.root_element();
    let creator = named(root, "Creator").next().and_then(|n| n.text());
    let sheets = named(root, "Page").map(sheet).collect();
    let ocr = creator.and_then(|c| engine(c, None));
    Scan { sheets, ocr }.write(limits)
}

fn sheet(page: Node<'_, '_>) -> Sheet {
    let order: HashMap<&str, usize> = reading_order(page);
    let is_region = |n: &Node<'_, '_>| is(n, "TextRegion") || is(n, "TableRegion");
    let mut regions: Vec<Node<'_, '_>> = page.children().filter(is_region).collect();
    // What the order does not name stands behind, as it does in the file.
    let place = |n: &Node<'_, '_>| n.attribute("id").and_then(|id| order.get(id)).copied();
    regions.sort_by_key(|n| place(n).unwrap_or(usize::MAX));
    Sheet {
        width: number(&page, "imageWidth").unwrap_or(0.0),
        height: number(&page, "imageHeight").unwrap_or(0.0),
        scale: None,
        parts: regions.into_iter().filter_map(part).collect(),
    }
}

/// References in the order of the file; groups that are indexed give theirs by number.
fn reading_order<'a>(page: Node<'a, '_>) -> HashMap<&'a str, usize> {
    let mut out = HashMap::new();
    // Groups that are open, the next one last.
    let mut open: Vec<Node<'a, '_>> = children(page, "ReadingOrder").collect();
    while let Some(node) = open.pop() {
        if let Some(region) = node.attribute("regionRef") {
            let next = out.len();
            out.entry(region).or_insert(next);
        }
        let mut inner: Vec<Node<'a, '_>> = node.children().filter(Node::is_element).collect();
        inner.sort_by_key(|n| number(n, "index").unwrap_or(0.0) as u32);
        open.extend(inner.into_iter().rev());
    }
    out
}

fn part(region: Node<'_, '_>) -> Option<Part> {
    if is(&region, "TableRegion")
        && let Some(rows) = table(region)
    {
        return Some(Part::Table(rows));
    }
    let lines = lines(region);
    let furniture = ["header", "footer", "page-number"];
    let apart = region
        .attribute("type")
        .is_some_and(|t| furniture.contains(&t));
    (!lines.is_empty()).then(|| {
        if apart {
            Part::Furniture(lines)
        } else {
            Part::Lines(lines)
        }
    })
}

fn lines(region: Node<'_, '_>) -> Vec<Line> {
    let lines = named(region, "TextLine")
        .map(line)
        .filter(|l| !l.words.is_empty());
    let lines: Vec<Line> = lines.collect();
    if !lines.is_empty() {
        return lines;
    }
    let (text, confidence) = text_of(region).unwrap_or_default();
    let place = coords(region);
    text.lines()
        .map(|t| Line::of_text(t, place, confidence))
        .filter(|l| !l.words.is_empty())
        .collect()
}

fn line(line: Node<'_, '_>) -> Line {
    let word = |node| {
        let (text, confidence) = text_of(node)?;
        let bounds = coords(node);
        let text = text.to_owned();
        Some(Word {
            text,
            bounds,
            confidence,
        })
    };
    let words: Vec<Word> = children(line, "Word").filter_map(word).collect();
    if !words.is_empty() {
        return Line { words };
    }
    let (text, confidence) = text_of(line).unwrap_or_default();
    Line::of_text(text, coords(line), confidence)
}

/// The first reading of an element, and how sure it is.
fn text_of<'a>(node: Node<'a, '_>) -> Option<(&'a str, Option<f32>)> {
    let readings = children(node, "TextEquiv");
    let reading = readings.min_by_key(|r| number(r, "index").unwrap_or(0.0) as u32)?;
    let text = children(reading, "Unicode").next()?.text()?;
    let confidence = number(&reading, "conf").filter(|c| (0.0..=1.0).contains(c));
    (!text.trim().is_empty()).then_some((text, confidence))
}

/// The box around the outline of an element, as 2013 (`points`) or 2010 (`Point`) writes it.
fn coords(node: Node<'_, '_>) -> Option<Bounds> {
    let coords = children(node, "Coords").next()?;
    let listed = coords
        .attribute("points")
        .unwrap_or("")
        .split_ascii_whitespace();
    let listed = listed.filter_map(|p| {
        let (x, y) = p.split_once(',')?;
        Some((x.parse().ok()?, y.parse().ok()?))
    });
    let single =
        children(coords, "Point").filter_map(|p| Some((number(&p, "x")?, number(&p, "y")?)));
    let around = |b: Option<Bounds>, (x, y): (f32, f32)| {
        let [x0, y0, x1, y1] = b.unwrap_or([x, y, x, y]);
        Some([x0.min(x), y0.min(y), x1.max(x), y1.max(y)])
    };
    listed.chain(single).fold(None, around).and_then(bounds)
}

/// Rows of cells, if every region of the table names its place.
fn table(region: Node<'_, '_>) -> Option<Vec<Vec<Vec<Line>>>> {
    let mut rows: Vec<Vec<Vec<Line>>> = Vec::new();
    for cell in children(region, "TextRegion") {
        let role = named(cell, "TableCellRole").next()?;
        let index = |name| {
            role.attribute(name)?
                .trim()
                .parse::<u32>()
                .ok()
                .filter(|n| *n < MOST)
        };
        let (row, column) = (index("rowIndex")? as usize, index("columnIndex")? as usize);
        rows.resize_with(rows.len().max(row + 1), Vec::new);
        let cells = &mut rows[row];
        cells.resize_with(cells.len().max(column + 1), Vec::new);
        cells[column].extend(lines(cell));
    }
    rows.retain(|cells| cells.iter().any(|c| !c.is_empty()));
    (!rows.is_empty()).then_some(rows)
}
