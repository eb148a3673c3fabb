//! Pages of every kind of input, as they are shown.

use crate::inputs::{Picture, encoded, mark, marked, pdf, tiff, turned_jpeg};
use image::ImageFormat;
use sohoa_layout::{Failure, Limits};
use sohoa_raster::{Origin, PageImage, pages};

const SHEET: &str = "/MediaBox[0 0 144 216]";
const WHOLE: &str = "q 144 0 0 216 0 0 cm /Im0 Do Q";

fn first(bytes: &[u8]) -> PageImage {
    let pages = pages(bytes, &Limits::default()).expect("it opens");
    pages.page(0).expect("it has a page")
}

/// Where the mark lies on the page, in points from the top left corner.
fn place(page: &PageImage) -> (f64, f64) {
    let (x, y) = mark(&page.pixels);
    page.to_points.apply(x, y)
}

fn near((x, y): (f64, f64), (u, v): (f64, f64)) -> bool {
    (x - u).abs() < 0.6 && (y - v).abs() < 0.6
}

#[test]
fn the_picture_of_a_page_is_taken_as_it_lies() {
    // Two hundred pixels to an inch: the mark is at 20, 25 of 400 by 600.
    let picture = marked(400, 600);
    let jpeg = encoded(&picture, ImageFormat::Jpeg);
    let rest = "/ColorSpace/DeviceRGB/BitsPerComponent 8";
    let dct = Picture::new("DCTDecode", rest, (400, 600), jpeg);
    for picture in [Picture::flate(&picture), dct] {
        let page = first(&pdf(&[WHOLE], SHEET, &picture));
        assert_eq!(page.origin, Origin::Embedded);
        assert_eq!((page.pixels.width(), page.pixels.height()), (400, 600));
        assert_eq!((page.size, page.dpi.round()), ((144.0, 216.0), 200.0));
        assert!(near(place(&page), (7.2, 9.0)), "{:?}", place(&page));
    }
}

#[test]
fn a_fax_is_taken_as_it_lies() {
    // Rows of white in Group 4: each is one bit, and the end is two marks of twelve.
    let data = vec![0xFF, 0xFF, 0x00, 0x10, 0x01];
    let rest = "/ColorSpace/DeviceGray/BitsPerComponent 1/DecodeParms<</K -1/Columns 32/Rows 16>>";
    let fax = Picture::new("CCITTFaxDecode", rest, (32, 16), data);
    let page = first(&pdf(&[WHOLE], "/MediaBox[0 0 32 16]", &fax));
    assert!(page.pixels.to_luma8().iter().all(|v| *v == 255));
}

#[test]
fn turned_cut_and_mirrored_pages_are_as_shown() {
    let picture = Picture::flate(&marked(400, 600));
    let turned = |turn: u32| first(&pdf(&[WHOLE], &format!("{SHEET}/Rotate {turn}"), &picture));
    assert!(near(place(&turned(90)), (216.0 - 9.0, 7.2)));
    assert!(near(place(&turned(180)), (144.0 - 7.2, 216.0 - 9.0)));
    assert!(near(place(&turned(270)), (9.0, 144.0 - 7.2)));
    assert_eq!(turned(90).pixels.width(), 600);
    let cut = first(&pdf(
        &[WHOLE],
        &format!("{SHEET}/CropBox[4 10 140 211]"),
        &picture,
    ));
    assert!(near(place(&cut), (3.2, 4.0)), "{:?}", place(&cut));
    assert_eq!(cut.size, (136.0, 201.0));
    assert!(cut.pixels.width() < 382 && cut.pixels.height() < 563);
    let mirrored = first(&pdf(
        &["q 144 0 0 -216 0 216 cm /Im0 Do Q"],
        SHEET,
        &picture,
    ));
    assert!(near(place(&mirrored), (7.2, 216.0 - 9.0)));
}

#[test]
fn pages_with_more_than_a_picture_are_painted() {
    let picture = Picture::flate(&marked(400, 600));
    let hidden = format!("{WHOLE} BT 3 Tr /F1 12 Tf 40 40 Td (hidden) Tj ET");
    assert_eq!(
        first(&pdf(&[&hidden], SHEET, &picture)).origin,
        Origin::Embedded
    );
    let over = format!("{WHOLE} BT /F1 12 Tf 40 40 Td (over it) Tj ET");
    let page = first(&pdf(&[&over], SHEET, &picture));
    assert_eq!((page.origin, page.dpi), (Origin::Painted, 300.0));
    assert_eq!((page.pixels.width(), page.pixels.height()), (600, 900));
    let under = format!("1 g 0 0 144 216 re f {WHOLE}");
    assert_eq!(
        first(&pdf(&[&under], SHEET, &picture)).origin,
        Origin::Embedded
    );
    let small = first(&pdf(&["q 14 0 0 21 0 195 cm /Im0 Do Q"], SHEET, &picture));
    assert_eq!(small.origin, Origin::Painted);
    assert!(near(place(&small), (0.7, 0.9)), "{:?}", place(&small));
}

#[test]
fn pages_come_one_by_one() {
    let picture = Picture::flate(&marked(40, 60));
    let bytes = pdf(&[WHOLE; 500], SHEET, &picture);
    let all = pages(&bytes, &Limits::default()).expect("it opens");
    assert_eq!(all.len(), 500);
    assert!(all.iter().all(|p| p.is_ok_and(|p| p.pixels.width() == 40)));
    assert!(matches!(all.page(500), Err(Failure::Damaged(_))));
    let two = [marked(40, 60), marked(80, 60)];
    let bytes = tiff(&two);
    let all = pages(&bytes, &Limits::default()).expect("it opens");
    let widths: Vec<u32> = all
        .iter()
        .map(|p| p.expect("a page").pixels.width())
        .collect();
    assert_eq!(widths, [40, 80]);
}

#[test]
fn cameras_tell_how_they_were_held() {
    let upright = first(&turned_jpeg(&marked(100, 200), 1));
    assert!(near(mark(&upright.pixels), (20.0, 25.0)));
    let turned = first(&turned_jpeg(&marked(100, 200), 6));
    assert_eq!((turned.pixels.width(), turned.pixels.height()), (200, 100));
    assert!(near(mark(&turned.pixels), (175.0, 20.0)));
}
