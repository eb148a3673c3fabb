//! Damaged, empty and oversized inputs: a page or a failure, soon.

use std::time::{Duration, Instant};

use crate::inputs::{Picture, deflated, encoded, marked, pdf, tiff};
use image::ImageFormat;
use sohoa_image::{Steps, repair};
use sohoa_layout::{Failure, Limits};
use sohoa_raster::pages;

const WHOLE: &str = "q 144 0 0 216 0 0 cm /Im0 Do Q";
const SHEET: &str = "/MediaBox[0 0 144 216]";

/// Every page of an input through the repair, in time: a second is much, even unoptimised, but machines are busy.
fn survive(bytes: &[u8]) {
    let start = Instant::now();
    if let Ok(pages) = pages(bytes, &Limits::default()) {
        for page in pages.iter().take(4).flatten() {
            let fixed = repair(&page.pixels, page.dpi, &Steps::default());
            assert_eq!(fixed.gray.dimensions(), fixed.bilevel.dimensions());
        }
    }
    assert!(
        start.elapsed() < Duration::from_secs(10),
        "{:?}",
        start.elapsed()
    );
}

fn inputs() -> Vec<Vec<u8>> {
    let picture = marked(120, 180);
    let jpeg = encoded(&picture, ImageFormat::Jpeg);
    let rest = "/ColorSpace/DeviceRGB/BitsPerComponent 8";
    let fax = "/ColorSpace/DeviceGray/BitsPerComponent 1/DecodeParms<</K -1/Columns 120/Rows 180>>";
    let text = format!("{WHOLE} BT /F1 12 Tf 40 40 Td (over it) Tj ET");
    let as_pdf = |p: &Picture| pdf(&[WHOLE], SHEET, p);
    vec![
        encoded(&picture, ImageFormat::Png),
        jpeg.clone(),
        tiff(&[picture.clone(), picture.clone()]),
        as_pdf(&Picture::flate(&picture)),
        as_pdf(&Picture::new("DCTDecode", rest, (120, 180), jpeg.clone())),
        as_pdf(&Picture::new("JPXDecode", rest, (120, 180), jpeg.clone())),
        as_pdf(&Picture::new("JBIG2Decode", fax, (120, 180), jpeg.clone())),
        as_pdf(&Picture::new("CCITTFaxDecode", fax, (120, 180), jpeg)),
        pdf(&[&text], SHEET, &Picture::flate(&picture)),
    ]
}

#[test]
fn cut_short() {
    for input in inputs() {
        for part in 0..12 {
            survive(&input[..input.len() * part / 12]);
        }
    }
}

#[test]
fn flipped_bytes() {
    let mut seed = 1u32;
    for input in inputs() {
        for _ in 0..12 {
            let mut bytes = input.clone();
            for _ in 0..6 {
                seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                let at = (seed >> 8) as usize % bytes.len();
                bytes[at] ^= (seed >> 3) as u8 | 1;
            }
            survive(&bytes);
        }
    }
}

fn failure(bytes: &[u8], limits: &Limits) -> Failure {
    let page = pages(bytes, limits).and_then(|p| p.page(0));
    page.map(|_| ()).expect_err("it is too much")
}

#[test]
fn more_than_the_limits() {
    let limits = Limits {
        pixels: 10_000,
        ..Limits::default()
    };
    let picture = marked(120, 180);
    for input in [
        encoded(&picture, ImageFormat::Png),
        encoded(&picture, ImageFormat::Jpeg),
        tiff(std::slice::from_ref(&picture)),
        pdf(&[WHOLE], SHEET, &Picture::flate(&picture)),
    ] {
        assert_eq!(failure(&input, &limits), Failure::Limited("--max-pixels"));
    }
    let rest = "/ColorSpace/DeviceGray/BitsPerComponent 8";
    let huge = Picture::new("FlateDecode", rest, (20_000, 20_000), deflated(&[0; 1000]));
    let huge = pdf(&[WHOLE], SHEET, &huge);
    assert_eq!(
        failure(&huge, &Limits::default()),
        Failure::Limited("--max-pixels")
    );
    let few = Limits {
        pages: 1,
        ..Limits::default()
    };
    assert_eq!(
        failure(&tiff(&[picture.clone(), picture]), &few),
        Failure::Limited("--max-pages")
    );
}

#[test]
fn large_sheets_are_painted_as_fine_as_the_limits_allow() {
    let picture = Picture::flate(&marked(10, 10));
    let bytes = pdf(
        &["BT /F1 12 Tf (a) Tj ET"],
        "/MediaBox[0 0 14400 200]",
        &picture,
    );
    let limits = Limits {
        pixels: 400_000,
        ..Limits::default()
    };
    let page = pages(&bytes, &limits)
        .and_then(|p| p.page(0))
        .expect("it is painted");
    let size = u64::from(page.pixels.width()) * u64::from(page.pixels.height());
    assert!(page.dpi < 300.0 && size <= limits.pixels, "{size}");
}

#[test]
fn almost_nothing() {
    for size in [(1, 1), (1, 300), (300, 1)] {
        survive(&encoded(&marked(size.0, size.1), ImageFormat::Png));
        survive(&pdf(
            &[WHOLE],
            SHEET,
            &Picture::flate(&marked(size.0, size.1)),
        ));
    }
    survive(&pdf(&[""], SHEET, &Picture::flate(&marked(1, 1))));
    survive(&pdf(
        &[WHOLE],
        "/MediaBox[0 0 0 0]",
        &Picture::flate(&marked(1, 1)),
    ));
    for bytes in [
        b"".as_slice(),
        b"%PDF-1.7",
        b"II*\0",
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff",
        b"plain",
    ] {
        assert!(matches!(
            failure(bytes, &Limits::default()),
            Failure::Damaged(_)
        ));
    }
}
