//! Numerals and dashes that the engine passed over, on pages with an engine that answers what a test wants.

use std::io::Cursor;

use image::{GrayImage, ImageFormat, Luma};
use sohoa_layout::{Limits, Ocr};
use sohoa_ocr::{Layout, OcrEngine, Settings, Trouble};
use sohoa_scan::{Options, Scanner};

const HEAD: &str =
    "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext";

/// A word in its box: left, top, width, height.
type Said = ([u32; 4], &'static str);

/// Says one thing of pages, another of what is cut out of them.
struct Fake {
    page: Vec<Said>,
    parts: Vec<Said>,
    identity: Ocr,
}

impl OcrEngine for Fake {
    fn identity(&self) -> &Ocr {
        &self.identity
    }

    fn table(&self, _: &GrayImage, settings: Settings) -> Result<String, Trouble> {
        let words = match settings.layout {
            Layout::Page => &self.page,
            Layout::Block => &self.parts,
            Layout::Line => &Vec::new(),
        };
        let row = |([x, y, w, h], text): &Said| {
            format!("5\t1\t1\t1\t1\t1\t{x}\t{y}\t{w}\t{h}\t95\t{text}\n")
        };
        Ok(format!(
            "{HEAD}\n{}",
            words.iter().map(row).collect::<String>()
        ))
    }
}

/// Reads a page with some ink, where the engine reads `Nhóm trưởng` behind it, and other words once it is cut out.
fn read(ink: &[[u32; 4]], parts: &[Said]) -> String {
    let mut page = GrayImage::from_pixel(2480, 3508, Luma([255]));
    for [x, y, w, h] in ink {
        for (dx, dy) in (0..*h).flat_map(|dy| (0..*w).map(move |dx| (dx, dy))) {
            page.put_pixel(x + dx, y + dy, Luma([0]));
        }
    }
    let mut bytes = Cursor::new(Vec::new());
    page.write_to(&mut bytes, ImageFormat::Png).unwrap();
    let engine = Fake {
        page: vec![
            ([600, 1000, 140, 40], "Nhóm"),
            ([760, 1000, 155, 53], "trưởng"),
        ],
        parts: parts.to_vec(),
        identity: Ocr::default(),
    };
    let scanner = Scanner::with_engine(Options::default(), Box::new(engine));
    let (text, _) = scanner.read(bytes.get_ref(), &Limits::default()).unwrap();
    text
}

/// The strokes of a sign as tall as a digit, and a point behind it.
const NUMERAL: [[u32; 4]; 2] = [[520, 1002, 24, 38], [552, 1033, 7, 7]];

#[test]
fn a_dash_is_told_by_its_shape() {
    let dash = [548, 1024, 17, 6];
    assert_eq!(read(&[dash], &[]), "- Nhóm trưởng\n");
    // A speck, a rule, a stroke on the baseline, and one too far away.
    for other in [
        [548, 1024, 5, 5],
        [430, 1024, 140, 5],
        [548, 1034, 17, 6],
        [430, 1024, 17, 6],
    ] {
        assert_eq!(read(&[other], &[]), "Nhóm trưởng\n", "{other:?}");
    }
    // Ink beside it: neither stands apart.
    assert_eq!(read(&[dash, [515, 1010, 20, 30]], &[]), "Nhóm trưởng\n");
}

#[test]
fn a_numeral_is_read_with_its_line() {
    let again = |numeral| {
        [
            ([18, 20, 39, 40], numeral),
            ([98, 20, 140, 40], "Nhóm"),
            ([258, 20, 155, 53], "trưởng"),
        ]
    };
    assert_eq!(read(&NUMERAL, &again("3.")), "3. Nhóm trưởng\n");
    assert_eq!(read(&NUMERAL, &again("2.1")), "2.1 Nhóm trưởng\n");
    assert_eq!(read(&NUMERAL, &again("đ)")), "đ) Nhóm trưởng\n");
    // What is no numeral stays out.
    for other in ["ae", "3", "2017."] {
        assert_eq!(read(&NUMERAL, &again(other)), "Nhóm trưởng\n", "{other}");
    }
}

#[test]
fn a_numeral_counts_only_where_its_line_is_read_as_before() {
    let other = [([18, 20, 39, 40], "3."), ([98, 20, 140, 40], "Nhom")];
    assert_eq!(read(&NUMERAL, &other), "Nhóm trưởng\n");
    assert_eq!(read(&NUMERAL, &[]), "Nhóm trưởng\n");
}
