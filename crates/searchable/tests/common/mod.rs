//! Inputs made here: pictures of pages, and what was read on them.

use std::io::Cursor;

use image::{GrayImage, ImageFormat, Luma, RgbImage};
use sohoa_layout::{Layout, Place, Writer};
use sohoa_record::Meta;
use sohoa_record::model::Record;
use sohoa_span::Box4;

/// A plan as it was read: two words are damaged.
pub const PLAN: &str = "\
ỦY BAN NHÂN DÂN
XÃ SUỐI ĐÁ
Số: 12/KH-UBND
Suối Đá, ngày 05 tháng 3 năm 2024
KẾ HOẠCH
Kiểm tra công vụ năm 2024
Căn cứ Kế hoạch số 45/KH-UBND ngày 20/02/2024 của Ủy ban nhân dân huyện;
Ủy ban nhân dân xã xây dựng kế hoạch kiểm tra công vụ năm 2024 như sau:
I. MỤC TIÊU
1. Ít nhất 95% hồ sơ được giải quyết đúng hạn trong tháng O5/2024.
2. Trưởng các khu phô phối hợp với công chức tư pháp thực hiện.
";

/// Points of the page, and pixels to a point.
const SHEET: (f32, f32) = (595.2, 841.68);
const FINE: f32 = 100.0 / 72.0;

/// An input and what was read on it.
pub struct Input {
    pub bytes: Vec<u8>,
    pub text: String,
    pub meta: Meta,
}

impl Input {
    pub fn record(&self) -> Record {
        sohoa_record::read(&self.text, &self.meta)
    }

    /// The text with its repairs, line by line.
    pub fn repaired(&self) -> String {
        let mut text = self.text.clone();
        let mut repairs = self.record().repairs;
        repairs.retain(|r| r.applied && r.rule.starts_with("text/"));
        assert!(repairs.len() >= 2);
        repairs.sort_by_key(|r| std::cmp::Reverse(r.span.bytes[0]));
        for r in repairs {
            text.replace_range(r.span.range(), &r.value);
        }
        text
    }
}

/// Pages of one text, as a TIFF; every line falls by `slant`.
pub fn input(text: &str, pages: u32, slant: f32) -> Input {
    let mut out = Writer::default();
    for page in 1..=pages {
        for (n, line) in (0u8..).zip(text.lines()) {
            write_line(&mut out, line, page, 60.0 + 22.0 * f32::from(n), slant);
        }
        if page < pages {
            out.end_page();
        }
    }
    out.layout_mut().pages = Some(pages);
    let (text, layout) = out.finish();
    Input {
        bytes: tiff(pages),
        text,
        meta: Meta {
            path: "a.tif".to_owned(),
            sha256: "0123456789abcdef".repeat(4),
            media_type: "image/tiff".to_owned(),
            layout,
            ..Meta::default()
        },
    }
}

/// Words in boxes as recognition draws them: around their ink.
fn write_line(out: &mut Writer, line: &str, page: u32, base: f32, slant: f32) {
    let mut left = 60.0;
    for word in line.split(' ') {
        let width = 5.8 * word.chars().count() as f32;
        let low = word.chars().any(|c| "gpqy,;ạịụộ()".contains(c));
        let base = base + slant * (left + width / 2.0);
        let foot = if low { base + 2.6 } else { base };
        let place = Place {
            page,
            line: 1 + out.as_str().matches(['\n', '\u{c}']).count() as u32,
            bbox: Some([left, base - 9.4, left + width, foot]),
            confidence: Some(0.95),
        };
        out.word(word, place);
        left += width + 3.4;
    }
    out.end_line();
}

fn sheet() -> GrayImage {
    let (width, height) = ((SHEET.0 * FINE) as u32, (SHEET.1 * FINE) as u32);
    GrayImage::from_fn(width, height, |x, y| {
        Luma([if x % 97 == 5 && y % 89 < 3 { 0 } else { 255 }])
    })
}

/// A TIFF of grey pages at 100 dots to the inch.
pub fn tiff(pages: u32) -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    let mut encoder = tiff::encoder::TiffEncoder::new(&mut out).expect("memory");
    for _ in 0..pages {
        let sheet = sheet();
        let mut image = encoder
            .new_image::<tiff::encoder::colortype::Gray8>(sheet.width(), sheet.height())
            .expect("memory");
        image.resolution(
            tiff::tags::ResolutionUnit::Inch,
            tiff::encoder::Rational { n: 100, d: 1 },
        );
        image.write_data(sheet.as_raw()).expect("memory");
    }
    out.into_inner()
}

pub fn jpeg(width: u32, height: u32) -> Vec<u8> {
    encoded(
        &RgbImage::from_pixel(width, height, image::Rgb([250, 240, 220])),
        ImageFormat::Jpeg,
    )
}

pub fn png(width: u32, height: u32) -> Vec<u8> {
    encoded(&RgbImage::new(width, height), ImageFormat::Png)
}

fn encoded(picture: &RgbImage, format: ImageFormat) -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    picture.write_to(&mut out, format).expect("memory");
    out.into_inner()
}

/// A word and its box.
#[derive(Debug, Clone, PartialEq)]
pub struct Boxed {
    pub text: String,
    pub bbox: Box4,
}

/// The words of a text that have boxes: `text` may be longer or shorter than the one the layout was made for, word by
/// word it is the same.
pub fn words_of(text: &str, layout: &Layout) -> Vec<Boxed> {
    let words: Vec<&str> = text.split_whitespace().collect();
    assert_eq!(words.len(), layout.words.len());
    let pairs = words.into_iter().zip(&layout.words);
    pairs
        .map(|(text, w)| Boxed {
            text: text.to_owned(),
            bbox: w.place.bbox.expect("a box"),
        })
        .collect()
}

/// The words that `pdftotext -bbox` tells.
pub fn of_poppler(page: &str) -> Vec<Boxed> {
    let number = |line: &str, name: &str| -> f32 {
        let rest = line.split(name).nth(1).expect("a number");
        rest.split('"')
            .nth(1)
            .expect("a number")
            .parse()
            .expect("a number")
    };
    let words = page
        .lines()
        .map(str::trim)
        .filter(|l| l.starts_with("<word"));
    words
        .map(|l| Boxed {
            text: l.split(['<', '>']).nth(2).expect("a word").to_owned(),
            bbox: ["xMin", "yMin", "xMax", "yMax"].map(|name| number(l, name)),
        })
        .collect()
}

#[track_caller]
pub fn boxes_near(got: &[Boxed], want: &[Boxed], points: f32) {
    for (g, w) in got.iter().zip(want) {
        let off = g.bbox.iter().zip(w.bbox).map(|(a, b)| (a - b).abs());
        let worst = off.fold(0.0, f32::max);
        assert!(worst <= points, "{worst} points: {g:?} {w:?}");
    }
}
