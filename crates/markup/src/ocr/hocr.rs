//! hOCR: recognition in a web page, told by classes and titles.
//!
//! ```text
//! element = class "ocr_page" | "ocr_carea" | "ocr_par" | "ocr_line" and its kin | "ocrx_word" , title
//! title   = property , { ";" , property }       bbox x0 y0 x1 y1 | x_wconf n | x_confs n … | scan_res x y
//! ```
//! Engines that know no words give each word of a line the line's box. Text that stands in no line is kept as a line
//! of its own. Known misses: `ocr_table`, whose cells the format does not tell.

use scraper::Html;
use scraper::node::Element;
use sohoa_layout::{Failure, Layout, Limits, Ocr};

use super::{Bounds, Line, POINTS, Part, Scan, Sheet, Word, bounds, engine};
use crate::charset;
use crate::html;
use crate::html::dom::{self, Dom};

/// Whether a file that begins with these bytes is hOCR.
#[must_use]
pub fn recognises(head: &[u8]) -> bool {
    let says = |mark: &[u8]| head.windows(mark.len()).any(|w| w == mark);
    html::recognises(head) && (says(b"ocr_page") || says(b"ocr-system"))
}

/// Reads a file.
///
/// # Errors
/// Only where a limit is passed.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<(String, Layout), Failure> {
    let page = charset::decode(bytes);
    dom::check(&page.text, limits)?;
    let html = Html::parse_document(&page.text);
    let dom = Dom::of(&html);
    let mut reader = Reader::default();
    for i in 0..dom.len() {
        reader.close_until(i);
        match dom.element(i) {
            Some(element) => reader.open(element, dom.items[i as usize].end),
            None => reader.text(&dom.text(i)),
        }
    }
    reader.close_until(u32::MAX);
    reader.end_part(false);
    let mut ocr = system(&html);
    if let (Some(ocr), Some(language)) = (&mut ocr, reader.language) {
        ocr.language = Some(language);
    }
    reader.scan.ocr = ocr;
    reader.scan.write(limits)
}

/// The engine that the head of the page names.
fn system(html: &Html) -> Option<Ocr> {
    let metas = html.tree.nodes().filter_map(|n| n.value().as_element());
    let mut metas = metas.filter(|e| e.attr("name") == Some("ocr-system"));
    engine(metas.next()?.attr("content")?, None)
}

/// What is open while the elements pass by; each with the item behind its last.
#[derive(Default)]
struct Reader {
    scan: Scan,
    language: Option<String>,
    /// Lines of the paragraph, and whether it is furniture.
    lines: Vec<Line>,
    furniture: bool,
    line: Option<(u32, Title)>,
    word: Option<(u32, Title)>,
    text: String,
}

impl Reader {
    fn open(&mut self, element: &Element, end: u32) {
        let title = Title::of(element.attr("title").unwrap_or(""));
        for class in element.classes() {
            match class {
                "ocr_page" => {
                    self.end_part(false);
                    self.scan.sheets.push(title.sheet());
                }
                "ocr_par" | "ocr_carea" | "ocr_table" => self.end_part(false),
                "ocr_header" | "ocr_footer" | "ocr_pageno" => {
                    self.end_part(true);
                    self.line(end, title);
                }
                "ocr_line" | "ocrx_line" | "ocr_textfloat" | "ocr_caption" => self.line(end, title),
                "ocrx_word" | "ocr_word" => self.word = Some((end, title)),
                _ => continue,
            }
            if let Some(language) = element.attr("lang") {
                self.language.get_or_insert_with(|| language.to_owned());
            }
            break;
        }
    }

    fn line(&mut self, end: u32, title: Title) {
        self.line = Some((end, title));
        self.lines.push(Line::default());
    }

    /// Ends the paragraph; the next is furniture or not.
    fn end_part(&mut self, furniture: bool) {
        let mut lines = std::mem::take(&mut self.lines);
        lines.retain(|l| !l.words.is_empty());
        let was_furniture = std::mem::replace(&mut self.furniture, furniture);
        if lines.is_empty() {
            return;
        }
        if self.scan.sheets.is_empty() {
            self.scan.sheets.push(Sheet::default());
        }
        if let Some(sheet) = self.scan.sheets.last_mut() {
            sheet.parts.push(if was_furniture {
                Part::Furniture(lines)
            } else {
                Part::Lines(lines)
            });
        }
    }

    fn text(&mut self, text: &str) {
        if self.word.is_some() {
            self.text.push_str(text);
            return;
        }
        let title = self.line.as_ref().map(|(_, title)| title);
        let (place, confidence) = title.map_or((None, None), |t| (t.bounds, t.confidence));
        self.put(Line::of_text(text, place, confidence).words);
    }

    /// Words of the line that is open, or a line of their own.
    fn put(&mut self, words: Vec<Word>) {
        match self.lines.last_mut() {
            Some(last) if self.line.is_some() => last.words.extend(words),
            _ => self.lines.push(Line { words }),
        }
    }

    fn close_until(&mut self, i: u32) {
        if let Some((_, title)) = self.word.take_if(|(end, _)| *end <= i) {
            let text = std::mem::take(&mut self.text).trim().to_owned();
            let word = Word {
                text,
                bounds: title.bounds,
                confidence: title.confidence,
            };
            if !word.text.is_empty() {
                self.put(vec![word]);
            }
        }
        self.line.take_if(|(end, _)| *end <= i);
    }
}

/// The properties that are read.
#[derive(Default)]
struct Title {
    bounds: Option<Bounds>,
    confidence: Option<f32>,
    /// Pixels of an inch.
    resolution: Option<f32>,
}

impl Title {
    fn of(title: &str) -> Title {
        let mut out = Title::default();
        for property in title.split(';') {
            let mut words = property.split_ascii_whitespace();
            let name = words.next().unwrap_or("");
            let numbers: Vec<f32> = words.map_while(|w| w.parse().ok()).collect();
            match (name, numbers.as_slice()) {
                ("bbox", [a, b, c, d]) => out.bounds = bounds([*a, *b, *c, *d]),
                ("x_wconf", [percent]) => out.confidence = Some(percent / 100.0),
                // One for each letter, in percents or in parts of one.
                ("x_confs" | "x_conf", [_, ..]) => {
                    let mean = numbers.iter().sum::<f32>() / numbers.len() as f32;
                    out.confidence = Some(if mean > 1.0 { mean / 100.0 } else { mean });
                }
                ("scan_res", [x, ..]) => out.resolution = Some(*x),
                _ => {}
            }
        }
        out.confidence = out.confidence.filter(|c| (0.0..=1.0).contains(c));
        out
    }

    fn sheet(&self) -> Sheet {
        let [x0, y0, x1, y1] = self.bounds.unwrap_or_default();
        let resolution = self.resolution.filter(|r| (30.0..5000.0).contains(r));
        Sheet {
            width: x1 - x0,
            height: y1 - y0,
            scale: resolution.map(|r| POINTS / r),
            parts: Vec::new(),
        }
    }
}
