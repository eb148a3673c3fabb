//! ALTO, versions 2 to 4.
//!
//! ```text
//! alto  = Description , Layout
//! Layout = { Page }                 Page = margins and PrintSpace, in each { ComposedBlock | TextBlock }
//! TextBlock = { TextLine }          TextLine = { String , [ SP ] } , [ HYP ]
//! ```
//! Units are pixels, tenths of a millimetre, or 1200ths of an inch. What stands in the margins above and below is
//! furniture. Known misses: polygons, which `Shape` may tell beside the box.

use roxmltree::Node;
use sohoa_layout::{Failure, Layout, Limits, Ocr};

use super::xml::{self, children, is, named, number};
use super::{Line, POINTS, Part, Scan, Sheet, Word, bounds, engine};
use crate::charset;

/// Whether a file that begins with these bytes is ALTO.
#[must_use]
pub fn recognises(head: &[u8]) -> bool {
    head.contains(&b'<') && xml::root_name(&charset::head(head)) == Some("alto")
}

/// Reads a file.
///
/// # Errors
/// Where the XML is damaged or has too many elements.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<(String, Layout), Failure> {
    let text = charset::decode(bytes).text;
    let document = xml::parse(&text, limits)?;
    let root = document.root_element();
    let unit = named(root, "MeasurementUnit").next().and_then(|n| n.text());
    let scale = match unit.map(str::trim) {
        Some("mm10") => Some(POINTS / 254.0),
        Some("inch1200") => Some(POINTS / 1200.0),
        _ => None,
    };
    let sheets = named(root, "Page").map(|page| sheet(page, scale)).collect();
    Scan {
        sheets,
        ocr: ocr(root),
    }
    .write(limits)
}

/// The program, as version 2 and 3 (`OCRProcessing`) or 4 (`Processing`) names it.
fn ocr(root: Node<'_, '_>) -> Option<Ocr> {
    let software = named(root, "processingSoftware").last()?;
    let text = |name| children(software, name).next().and_then(|n| n.text());
    let mut ocr = engine(text("softwareName")?, text("softwareVersion"))?;
    ocr.language = named(root, "TextBlock")
        .find_map(|b| b.attribute("LANG"))
        .map(str::to_owned);
    Some(ocr)
}

fn sheet(page: Node<'_, '_>, scale: Option<f32>) -> Sheet {
    let side = |name| number(&page, name).unwrap_or(0.0);
    let mut parts = Vec::new();
    for block in named(page, "TextBlock") {
        let lines: Vec<Line> = children(block, "TextLine")
            .map(line)
            .filter(|l| !l.words.is_empty())
            .collect();
        let margin = block
            .ancestors()
            .any(|a| is(&a, "TopMargin") || is(&a, "BottomMargin"));
        if !lines.is_empty() {
            parts.push(if margin {
                Part::Furniture(lines)
            } else {
                Part::Lines(lines)
            });
        }
    }
    Sheet {
        width: side("WIDTH"),
        height: side("HEIGHT"),
        scale,
        parts,
    }
}

fn line(line: Node<'_, '_>) -> Line {
    let mut words: Vec<Word> = Vec::new();
    for node in line.children() {
        if is(&node, "String") {
            words.push(word(node));
        } else if is(&node, "HYP")
            && let (Some(last), Some(hyphen)) = (words.last_mut(), node.attribute("CONTENT"))
        {
            last.text.push_str(hyphen);
        }
    }
    words.retain(|w| !w.text.trim().is_empty());
    Line { words }
}

fn word(node: Node<'_, '_>) -> Word {
    let place = || {
        let (x, y) = (number(&node, "HPOS")?, number(&node, "VPOS")?);
        bounds([
            x,
            y,
            x + number(&node, "WIDTH")?,
            y + number(&node, "HEIGHT")?,
        ])
    };
    Word {
        text: node.attribute("CONTENT").unwrap_or_default().to_owned(),
        bounds: place(),
        confidence: number(&node, "WC").filter(|c| (0.0..=1.0).contains(c)),
    }
}
