//! Pictures in, the same pictures out: what is kept as it lies and what is packed anew shows the same page.

use std::io::Cursor;

use image::{DynamicImage, GrayImage, ImageFormat, Luma};
use pdf_writer::{Content, Filter, Finish, Name, Pdf, Rect, Ref};
use sohoa_layout::{Layout, Limits};
use sohoa_raster::{PageImage, pages};
use sohoa_record::Meta;

const SIZE: (u32, u32) = (64, 48);

/// White, with a black rectangle that lies neither in the middle nor alike from any side.
fn marked() -> GrayImage {
    GrayImage::from_fn(SIZE.0, SIZE.1, |x, y| {
        let ink = (10..30).contains(&x) && (20..25).contains(&y);
        Luma([if ink { 0 } else { 255 }])
    })
}

fn group_4() -> Vec<u8> {
    let mut encoder = fax::encoder::Encoder::new(fax::VecWriter::new());
    for row in marked().rows() {
        let dots = row.map(|p| match p.0[0] {
            0 => fax::Color::Black,
            _ => fax::Color::White,
        });
        let Ok(()) = encoder.encode_line(dots, SIZE.0 as u16);
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
    let size = [SIZE.0.to_be_bytes(), SIZE.1.to_be_bytes()].concat();
    let page = [&size[..], &[0; 8], &[0], &[0, 0]].concat();
    let region = [&size[..], &[0; 8], &[0], &[1], &group_4()].concat();
    [segment(0, 48, &page), segment(1, 38, &region)].concat()
}

/// A page that is one picture of black and white, turned and in negative as is said.
fn pdf(filter: Filter, bytes: &[u8], turn: i32, negative: bool) -> Vec<u8> {
    let [catalogue, tree, page, content, picture] = [1, 2, 3, 4, 5].map(Ref::new);
    let mut out = Pdf::new();
    out.catalog(catalogue).pages(tree);
    out.pages(tree).kids([page]).count(1);
    let mut dict = out.page(page);
    dict.parent(tree).contents(content).rotate(turn);
    dict.media_box(Rect::new(0.0, 0.0, 64.0, 48.0));
    dict.resources().x_objects().pair(Name(b"P"), picture);
    dict.finish();
    let mut shown = Content::new();
    shown.transform([64.0, 0.0, 0.0, 48.0, 0.0, 0.0]);
    shown.x_object(Name(b"P"));
    out.stream(content, &shown.finish());
    let mut image = out.image_xobject(picture, bytes);
    image.filter(filter);
    image.width(SIZE.0 as i32).height(SIZE.1 as i32);
    image.bits_per_component(1).color_space().device_gray();
    if filter == Filter::CcittFaxDecode {
        let mut parms = image.decode_parms();
        parms.k(-1).columns(SIZE.0 as i32).black_is_1(negative);
    }
    if negative {
        image.decode([1.0, 0.0]);
    }
    image.finish();
    out.finish()
}

fn page(bytes: &[u8]) -> PageImage {
    let pages = pages(bytes, &Limits::default()).expect("it opens");
    pages.page(0).expect("a page")
}

fn searchable(bytes: &[u8]) -> Vec<u8> {
    let pages = pages(bytes, &Limits::default()).expect("it opens");
    let record = sohoa_record::read("", &Meta::default());
    let mut out = Vec::new();
    let done = sohoa_searchable::write(&mut out, &pages, "", &Layout::default(), &record);
    done.expect("memory");
    out
}

/// The same page is shown: as large, and every pixel as dark, but for what a JPEG loses.
#[track_caller]
fn shows_the_same(input: &[u8], loss: u8) -> Vec<u8> {
    let out = searchable(input);
    let (want, got) = (page(input), page(&out));
    let (w, g) = (want.pixels.to_luma8(), got.pixels.to_luma8());
    assert_eq!(w.dimensions(), g.dimensions());
    let off = w.iter().zip(g.iter()).map(|(a, b)| a.abs_diff(*b)).max();
    assert!(off <= Some(loss), "{off:?}");
    let near = |a: f32, b: f32| (a - b).abs() < 0.5;
    assert!(near(want.size.0, got.size.0) && near(want.size.1, got.size.1));
    out
}

fn contains(out: &[u8], part: &[u8]) -> bool {
    out.windows(part.len()).any(|w| w == part)
}

#[test]
fn faxes_and_jbig2_stay_as_they_are() {
    for turn in [0, 90, 180, 270] {
        let out = shows_the_same(&pdf(Filter::CcittFaxDecode, &group_4(), turn, false), 0);
        assert!(contains(&out, &group_4()), "{turn}");
    }
    let out = shows_the_same(&pdf(Filter::CcittFaxDecode, &group_4(), 90, true), 0);
    assert!(contains(&out, &group_4()));
    let out = shows_the_same(&pdf(Filter::Jbig2Decode, &jbig2(), 0, false), 0);
    assert!(contains(&out, &jbig2()));
    // What was made is kept as it is when it comes in again.
    let again = shows_the_same(&out, 0);
    assert!(contains(&again, &jbig2()));
}

#[test]
fn black_and_white_loses_nothing_and_grey_little() {
    let encoded = |picture: &DynamicImage, format| {
        let mut out = Cursor::new(Vec::new());
        picture.write_to(&mut out, format).expect("memory");
        out.into_inner()
    };
    let out = shows_the_same(
        &encoded(&DynamicImage::ImageLuma8(marked()), ImageFormat::Png),
        0,
    );
    assert!(contains(&out, b"CCITTFaxDecode"));
    // Black and white in three colours is black and white.
    let rgb = DynamicImage::ImageRgb8(DynamicImage::ImageLuma8(marked()).to_rgb8());
    assert!(contains(
        &shows_the_same(&encoded(&rgb, ImageFormat::Png), 0),
        b"CCITTFaxDecode"
    ));
    let soft = GrayImage::from_fn(SIZE.0, SIZE.1, |x, y| Luma([(2 * x + y) as u8]));
    let soft = encoded(&DynamicImage::ImageLuma8(soft), ImageFormat::Png);
    assert!(contains(&shows_the_same(&soft, 12), b"DCTDecode"));
    let jpeg = encoded(&rgb, ImageFormat::Jpeg);
    assert!(contains(&shows_the_same(&jpeg, 0), &jpeg));
}
