//! Packs parts into files of office programs.
#![allow(dead_code)] // Each test file uses its part of this.

use std::io::{Cursor, Write};

use sohoa_layout::{Layout, Limits};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A packed file of parts.
pub fn pack(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A Word document with this body and these other parts.
pub fn docx(body: &str, others: &[(&str, &str)]) -> Vec<u8> {
    let document = format!("<w:document xmlns:w='w'><w:body>{body}</w:body></w:document>");
    let kinds = others.iter().enumerate().map(|(i, (name, _))| {
        let kind = name
            .trim_end_matches(".xml")
            .trim_end_matches(|c: char| c.is_ascii_digit());
        format!("<Relationship Id='r{i}' Type='x/{kind}' Target='{name}'/>")
    });
    let rels = format!(
        "<Relationships>{}</Relationships>",
        kinds.collect::<String>()
    );
    let names: Vec<String> = others
        .iter()
        .map(|(name, _)| format!("word/{name}"))
        .collect();
    let mut parts = vec![
        ("word/document.xml", document.as_str()),
        ("word/_rels/document.xml.rels", rels.as_str()),
    ];
    parts.extend(
        names
            .iter()
            .map(String::as_str)
            .zip(others.iter().map(|(_, text)| *text)),
    );
    pack(&parts)
}

/// The text and layout of a Word document.
pub fn read_docx(body: &str, others: &[(&str, &str)]) -> (String, Layout) {
    sohoa_office::docx::read(&docx(body, others), &Limits::default()).unwrap()
}

/// A paragraph of one run, with the properties of the paragraph.
pub fn p(properties: &str, text: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
}

/// A paragraph of a list.
pub fn item(list: u32, level: u32, text: &str) -> String {
    let place = format!("<w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{list}'/></w:numPr>");
    p(&place, text)
}

/// A cell.
pub fn tc(properties: &str, text: &str) -> String {
    format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", p("", text))
}

/// An OpenDocument text.
pub fn odt(styles: &str, body: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content><office:automatic-styles>{styles}</office:automatic-styles>\
         <office:body><office:text>{body}</office:text></office:body></office:document-content>"
    );
    pack(&[
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        ("content.xml", &content),
    ])
}

/// An Excel workbook with one sheet.
pub fn xlsx(styles: &str, strings: &str, sheet: &str) -> Vec<u8> {
    pack(&[
        (
            "xl/workbook.xml",
            "<workbook><sheets><sheet name='Biểu 2' r:id='r1'/><sheet name='Ẩn' state='hidden' r:id='r1'/></sheets></workbook>",
        ),
        (
            "xl/_rels/workbook.xml.rels",
            "<Relationships><Relationship Id='r1' Type='x/worksheet' Target='worksheets/sheet1.xml'/>\
             <Relationship Id='r2' Type='x/styles' Target='/xl/styles.xml'/>\
             <Relationship Id='r3' Type='x/sharedStrings' Target='sharedStrings.xml'/></Relationships>",
        ),
        (
            "xl/styles.xml",
            &format!("<styleSheet>{styles}</styleSheet>"),
        ),
        ("xl/sharedStrings.xml", &format!("<sst>{strings}</sst>")),
        (
            "xl/worksheets/sheet1.xml",
            &format!("<worksheet>{sheet}</worksheet>"),
        ),
    ])
}
