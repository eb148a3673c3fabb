//! The form of a word processor: real numbering, merged cells, a letterhead in a table without borders.

use crate::block::{Block, Columns, Grid};
use crate::numbering::Level;
use crate::render::zip::pack;
use crate::rich::Rich;

/// A document's list: its levels, or nothing where its author typed the numerals.
pub type List = Option<Vec<Level>>;

/// Writes the blocks as a document of Office Open XML.
pub fn render(blocks: &[Block], lists: &[List]) -> Vec<u8> {
    let mut body = String::new();
    for block in blocks {
        write(&mut body, block, lists);
    }
    let document = format!("{XML}<w:document {W}><w:body>{body}<w:sectPr/></w:body></w:document>");
    pack(&[
        ("[Content_Types].xml", format!("{XML}{TYPES}").into_bytes()),
        ("_rels/.rels", format!("{XML}{RELS}").into_bytes()),
        (
            "word/_rels/document.xml.rels",
            format!("{XML}{PARTS}").into_bytes(),
        ),
        ("word/document.xml", document.into_bytes()),
        ("word/numbering.xml", numbering(lists).into_bytes()),
    ])
}

const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const W: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
const TYPES: &str = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
<Default Extension=\"xml\" ContentType=\"application/xml\"/>\
<Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>\
<Override PartName=\"/word/numbering.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml\"/>\
</Types>";
const RELS: &str = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/>\
</Relationships>";
const PARTS: &str = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering\" Target=\"numbering.xml\"/>\
</Relationships>";

fn write(out: &mut String, block: &Block, lists: &[List]) {
    match block {
        Block::Para(words) => paragraph(out, "", &words.text, false),
        Block::Unit {
            marker,
            words,
            heading,
            tier,
            list,
        } => {
            if lists[*list]
                .as_ref()
                .is_some_and(|levels| levels[*tier].format.is_some())
            {
                let place = format!(
                    "<w:numPr><w:ilvl w:val=\"{tier}\"/><w:numId w:val=\"{}\"/></w:numPr>",
                    list + 1
                );
                paragraph(out, &place, &words.text, *heading);
            } else {
                paragraph(
                    out,
                    "",
                    &format!("{} {}", marker.text, words.text),
                    *heading,
                );
            }
        }
        Block::Bold(lines) => lines
            .iter()
            .for_each(|l| paragraph(out, "<w:jc w:val=\"center\"/>", &l.text, true)),
        Block::Lines(lines) => lines
            .iter()
            .for_each(|l| paragraph(out, "", &l.text, false)),
        Block::Columns(columns) => side_by_side(out, columns),
        Block::Grid(grid) => table(out, grid),
    }
}

fn paragraph(out: &mut String, properties: &str, words: &str, bold: bool) {
    let bold = if bold { "<w:rPr><w:b/></w:rPr>" } else { "" };
    let properties = if properties.is_empty() {
        String::new()
    } else {
        format!("<w:pPr>{properties}</w:pPr>")
    };
    let words = escaped(words);
    out.push_str(&format!(
        "<w:p>{properties}<w:r>{bold}<w:t xml:space=\"preserve\">{words}</w:t></w:r></w:p>"
    ));
}

fn escaped(words: &str) -> String {
    words
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

fn side_by_side(out: &mut String, columns: &Columns) {
    out.push_str("<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid><w:tr>");
    for side in [&columns.left, &columns.right] {
        out.push_str("<w:tc>");
        side.iter()
            .for_each(|line| paragraph(out, "", &line.text, false));
        out.push_str("</w:tc>");
    }
    out.push_str("</w:tr></w:tbl><w:p/>");
}

fn table(out: &mut String, grid: &Grid) {
    let columns = grid.header.first().map_or(0, Vec::len);
    let line = "<w:top w:val=\"single\"/><w:bottom w:val=\"single\"/><w:insideH w:val=\"single\"/><w:insideV w:val=\"single\"/>";
    out.push_str(&format!(
        "<w:tbl><w:tblPr><w:tblBorders>{line}</w:tblBorders></w:tblPr><w:tblGrid>"
    ));
    out.push_str(&"<w:gridCol/>".repeat(columns));
    out.push_str("</w:tblGrid>");
    for header in &grid.header {
        row(out, header, columns, true);
    }
    if grid.index {
        let index: Vec<Rich> = (1..=columns).map(|n| format!("({n})").into()).collect();
        row(out, &index, columns, true);
    }
    for line in &grid.rows {
        row(out, &line.cells, columns, false);
    }
    out.push_str("</w:tbl><w:p/>");
}

/// A row; one cell alone is merged over all columns.
fn row(out: &mut String, cells: &[Rich], columns: usize, header: bool) {
    out.push_str(if header {
        "<w:tr><w:trPr><w:tblHeader/></w:trPr>"
    } else {
        "<w:tr>"
    });
    for cell in cells {
        out.push_str("<w:tc>");
        if cells.len() < columns {
            out.push_str(&format!(
                "<w:tcPr><w:gridSpan w:val=\"{columns}\"/></w:tcPr>"
            ));
        }
        paragraph(out, "", &cell.text, header);
        out.push_str("</w:tc>");
    }
    out.push_str("</w:tr>");
}

/// One abstract numbering and one numbering for each document.
fn numbering(lists: &[List]) -> String {
    let mut out = format!("{XML}<w:numbering {W}>");
    for (i, list) in lists.iter().enumerate() {
        out.push_str(&format!("<w:abstractNum w:abstractNumId=\"{i}\">"));
        for (tier, level) in list.iter().flatten().enumerate() {
            let Some(format) = level.format else { continue };
            let text = level
                .text
                .replace("{}", &format!("%{}", tier + 1))
                .replace("{up}", &format!("%{tier}"));
            out.push_str(&format!(
                "<w:lvl w:ilvl=\"{tier}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"{text}\"/></w:lvl>"
            ));
        }
        out.push_str("</w:abstractNum>");
    }
    for i in 0..lists.len() {
        out.push_str(&format!(
            "<w:num w:numId=\"{}\"><w:abstractNumId w:val=\"{i}\"/></w:num>",
            i + 1
        ));
    }
    out.push_str("</w:numbering>");
    out
}
