//! Every way in which PDF packs the picture of a page: read as it lies, and kept as it lies where that is possible.

use crate::inputs::{Picture, encoded, mark, marked, pdf, tiff, turned_jpeg};
use image::ImageFormat;
use sohoa_layout::Limits;
use sohoa_raster::{Fax, Glance, Origin, Packed, Packing, Stored, pages};

const SIZE: (u32, u32) = (64, 48);
const SHEET: &str = "/MediaBox[0 0 64 48]";
const WHOLE: &str = "q 64 0 0 48 0 0 cm /Im0 Do Q";
const GREY: &str = "/ColorSpace/DeviceGray/BitsPerComponent 1";

/// Bits as they are written down, in bytes.
fn bits(text: &str) -> Vec<u8> {
    let digits: Vec<u8> = text
        .bytes()
        .filter(u8::is_ascii_digit)
        .map(|b| b - b'0')
        .collect();
    let byte = |part: &[u8]| (0..8).fold(0, |v, i| v << 1 | part.get(i).copied().unwrap_or(0));
    digits.chunks(8).map(byte).collect()
}

/// A line of 64 white pixels, and one of ten white, twenty black, 34 white, by their runs.
const BLANK: &str = "11011 00110101";
const INKED: &str = "00111 00001101000 00010011";

fn line(n: u32) -> &'static str {
    if (20..30).contains(&n) { INKED } else { BLANK }
}

/// Group 3, each line by itself.
fn by_lines() -> Vec<u8> {
    bits(&(0..48).map(line).collect::<String>())
}

/// Group 3, where a line that is as the one before says so.
fn by_several() -> Vec<u8> {
    let text: String = (0..48)
        .map(|n| match n {
            0 | 20 | 30 => format!("000000000001 1 {}", line(n)),
            21..30 => "000000000001 0 111".to_owned(),
            _ => "000000000001 0 1".to_owned(),
        })
        .collect();
    bits(&text)
}

/// Group 4.
fn group_4() -> Vec<u8> {
    let mut encoder = fax::encoder::Encoder::new(fax::VecWriter::new());
    for y in 0..48 {
        let dots = (0..64).map(|x| match (x, y) {
            (10..30, 20..30) => fax::Color::Black,
            _ => fax::Color::White,
        });
        let Ok(()) = encoder.encode_line(dots, 64);
    }
    let Ok(writer) = encoder.finish();
    writer.finish()
}

/// JBIG2: what is told of the page, and one region packed as group 4.
fn jbig2() -> Vec<u8> {
    let segment = |number: u32, kind: u8, data: &[u8]| {
        let mut out = number.to_be_bytes().to_vec();
        out.extend([kind, 0, 1]);
        out.extend((data.len() as u32).to_be_bytes());
        out.extend(data);
        out
    };
    let size = [64u32.to_be_bytes(), 48u32.to_be_bytes()].concat();
    let page = [&size[..], &[0; 8], &[0], &[0, 0]].concat();
    let region = [&size[..], &[0; 8], &[0], &[1], &group_4()].concat();
    [segment(0, 48, &page), segment(1, 38, &region)].concat()
}

fn fax_of(k: i32) -> Fax {
    Fax {
        k,
        columns: 64,
        end_of_line: false,
        byte_aligned: false,
        end_of_block: false,
        black_is_one: false,
    }
}

fn fax_picture(k: i32, data: Vec<u8>) -> Picture {
    let rest = format!("{GREY}/DecodeParms<</K {k}/Columns 64/Rows 48/EndOfBlock false>>");
    Picture::new("CCITTFaxDecode", &rest, SIZE, data)
}

/// Reads the page of a picture; the mark must be where it is.
#[track_caller]
fn stored(picture: &Picture) -> Stored {
    let bytes = pdf(&[WHOLE], SHEET, picture);
    let pages = pages(&bytes, &Limits::default()).expect("it opens");
    let page = pages.page(0).expect("it has a page");
    assert_eq!(page.origin, Origin::Embedded);
    assert_eq!((page.pixels.width(), page.pixels.height()), SIZE);
    assert_eq!(mark(&page.pixels), (20.0, 25.0));
    let glance = pages.glance(0).expect("it has a head");
    assert_eq!(glance.origin, Origin::Embedded);
    assert!((glance.dpi - 72.0).abs() < 0.1);
    pages.stored(0).expect("it is there")
}

#[track_caller]
fn packed(stored: Stored) -> Packed {
    match stored {
        Stored::Packed(packed) => packed,
        Stored::Pixels(_) => panic!("it was unpacked"),
    }
}

#[test]
fn faxes_of_every_group() {
    for (k, data) in [(0, by_lines()), (4, by_several()), (-1, group_4())] {
        let packed = packed(stored(&fax_picture(k, data.clone())));
        assert_eq!(packed.packing, Packing::Fax(fax_of(k)), "{k}");
        assert_eq!((packed.bytes, packed.pixels), (data, SIZE));
        assert!(!packed.inverted);
        assert_eq!(packed.to_points.apply(64.0, 48.0), (64.0, 48.0));
    }
}

#[test]
fn a_fax_in_negative_stays_one() {
    let rest = format!("{GREY}/Decode[1 0]/DecodeParms<</K -1/Columns 64/Rows 48/BlackIs1 true>>");
    let packed = packed(stored(&Picture::new(
        "CCITTFaxDecode",
        &rest,
        SIZE,
        group_4(),
    )));
    assert!(packed.inverted);
    let told = Fax {
        black_is_one: true,
        end_of_block: true,
        ..fax_of(-1)
    };
    assert_eq!(packed.packing, Packing::Fax(told));
}

#[test]
fn a_black_mask_is_a_picture() {
    let rest = "/ImageMask true/BitsPerComponent 1/DecodeParms<</K -1/Columns 64/Rows 48>>";
    let mask = Picture::new("CCITTFaxDecode", rest, SIZE, group_4());
    assert_eq!(packed(stored(&mask)).bytes, group_4());
    let red = pdf(&[&format!("1 0 0 rg {WHOLE}")], SHEET, &mask);
    let pages = pages(&red, &Limits::default()).expect("it opens");
    let stored = pages.stored(0).expect("it is painted");
    assert!(matches!(stored, Stored::Pixels(p) if p.origin == Origin::Painted));
}

#[test]
fn jbig2_is_kept() {
    let picture = Picture::new("JBIG2Decode", GREY, SIZE, jbig2());
    let packed = packed(stored(&picture));
    assert_eq!(packed.packing, Packing::Jbig2 { shared: None });
    assert_eq!(packed.bytes, jbig2());
}

#[test]
fn jpegs_are_kept_where_they_are_plain() {
    let jpeg = encoded(&marked(64, 48), ImageFormat::Jpeg);
    let rest = "/ColorSpace/DeviceRGB/BitsPerComponent 8";
    let bytes = pdf(
        &[WHOLE],
        SHEET,
        &Picture::new("DCTDecode", rest, SIZE, jpeg.clone()),
    );
    let kept = |bytes: &[u8]| {
        let pages = pages(bytes, &Limits::default()).expect("it opens");
        pages.stored(0).expect("it is there")
    };
    let one = packed(kept(&bytes));
    assert_eq!(one.packing, Packing::Jpeg { colour: true });
    assert_eq!(one.bytes, jpeg);
    // What the dictionary says is not what the file says.
    let rest = "/ColorSpace/DeviceGray/BitsPerComponent 8";
    let other = pdf(
        &[WHOLE],
        SHEET,
        &Picture::new("DCTDecode", rest, SIZE, jpeg.clone()),
    );
    assert!(matches!(kept(&other), Stored::Pixels(_)));
    // A file of its own, held sideways: a quarter turn lies between it and the page.
    let turned = packed(kept(&turned_jpeg(&marked(100, 200), 6)));
    assert_eq!(turned.pixels, (100, 200));
    assert!(turned.size.0 > turned.size.1);
    let (x, y) = turned.to_points.apply(20.0, 25.0);
    let dpi = f64::from(turned.size.0) / 200.0;
    assert!(
        (x - 175.0 * dpi).abs() < 1e-3 && (y - 20.0 * dpi).abs() < 1e-3,
        "{x} {y}"
    );
    // No JPEG at all, whatever it is called.
    assert!(matches!(
        kept(&encoded(&marked(64, 48), ImageFormat::Png)),
        Stored::Pixels(_)
    ));
}

#[test]
fn every_way_of_holding_a_camera() {
    for orientation in 1..=8 {
        let file = turned_jpeg(&marked(100, 200), orientation);
        let pages = pages(&file, &Limits::default()).expect("it opens");
        let page = pages.page(0).expect("a page");
        let kept = packed(pages.stored(0).expect("a page"));
        let (x, y) = kept.to_points.apply(20.0, 25.0);
        let (u, v) = mark(&page.pixels);
        let (u, v) = page.to_points.apply(u, v);
        assert!(
            (x - u).abs() < 0.5 && (y - v).abs() < 0.5,
            "{orientation}: {x} {y} {u} {v}"
        );
        assert_eq!(kept.size, page.size, "{orientation}");
    }
}

#[test]
fn wavelets_and_flate_are_unpacked() {
    let wavelets = include_bytes!("../../fixtures/mark.jp2").to_vec();
    let rest = "/ColorSpace/DeviceGray/BitsPerComponent 8";
    let wavelets = Picture::new("JPXDecode", rest, SIZE, wavelets);
    let flate = Picture::flate(&marked(64, 48));
    for picture in [wavelets, flate] {
        assert!(matches!(stored(&picture), Stored::Pixels(p) if mark(&p.pixels) == (20.0, 25.0)));
    }
}

#[test]
fn pictures_on_the_disk_are_pages_in_their_order() {
    let folder = std::env::temp_dir().join(format!("sohoa-raster-pages-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let file = |name: &str, bytes: &[u8]| {
        let path = folder.join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    };
    let paths = [
        file("a.png", &encoded(&marked(40, 60), ImageFormat::Png)),
        file("b.tif", &tiff(&[marked(50, 60), marked(60, 60)])),
        file("c.jpg", b"no picture"),
        file("d.jpg", &encoded(&marked(70, 60), ImageFormat::Jpeg)),
    ];
    let limits = Limits::default();
    let pages = sohoa_raster::pages_of_files(&paths, &limits).expect("they open");
    let widths: Vec<Option<u32>> = pages
        .iter()
        .map(|p| p.ok().map(|p| p.pixels.width()))
        .collect();
    assert_eq!(widths, [Some(40), Some(50), Some(60), None, Some(70)]);
    let few = Limits { pages: 4, ..limits };
    assert!(sohoa_raster::pages_of_files(&paths, &few).is_err());
    assert!(sohoa_raster::pages_of_files(&[], &limits).is_err());
    let Glance { dpi, .. } = pages.glance(0).expect("a head");
    assert_eq!(dpi, 60.0);
    std::fs::remove_dir_all(folder).unwrap();
}
