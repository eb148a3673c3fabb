//! Small inputs of every kind, made here.

use std::io::{Cursor, Write};

use image::{DynamicImage, ImageFormat, Rgb, RgbImage};

/// A white picture with a black square near its top left corner.
pub fn marked(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        let ink = (10..30).contains(&x) && (20..30).contains(&y);
        Rgb([if ink { 0 } else { 255 }; 3])
    })
}

/// The middle of the ink of a picture.
pub fn mark(picture: &DynamicImage) -> (f64, f64) {
    let gray = picture.to_luma8();
    let dark: Vec<(u32, u32)> = gray
        .enumerate_pixels()
        .filter(|(_, _, p)| p.0[0] < 128)
        .map(|(x, y, _)| (x, y))
        .collect();
    let count = dark.len().max(1) as f64;
    let sum =
        |side: fn(&(u32, u32)) -> u32| dark.iter().map(|p| f64::from(side(p)) + 0.5).sum::<f64>();
    (sum(|p| p.0) / count, sum(|p| p.1) / count)
}

pub fn encoded(picture: &RgbImage, format: ImageFormat) -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    picture.write_to(&mut out, format).expect("memory");
    out.into_inner()
}

/// The JPEG with an EXIF orientation put in.
pub fn turned_jpeg(picture: &RgbImage, orientation: u8) -> Vec<u8> {
    let jpeg = encoded(picture, ImageFormat::Jpeg);
    let tag = [0x12, 1, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0];
    let tiff = [b"II*\0\x08\0\0\0\x01\0".as_slice(), &tag, &[0; 4]].concat();
    let length = (2 + 6 + tiff.len()) as u16;
    let head = [
        b"\xff\xe1".as_slice(),
        &length.to_be_bytes(),
        b"Exif\0\0",
        &tiff,
    ]
    .concat();
    [&jpeg[..2], &head, &jpeg[2..]].concat()
}

pub fn deflated(data: &[u8]) -> Vec<u8> {
    let mut out = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    out.write_all(data).expect("memory");
    out.finish().expect("memory")
}

/// A TIFF of several pages.
pub fn tiff(pages: &[RgbImage]) -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    let mut encoder = tiff::encoder::TiffEncoder::new(&mut out).expect("memory");
    for page in pages {
        let image = encoder.write_image::<tiff::encoder::colortype::RGB8>(
            page.width(),
            page.height(),
            page,
        );
        image.expect("memory");
    }
    out.into_inner()
}

/// A picture of a PDF: its dictionary beside the size, and its data.
pub struct Picture {
    pub dict: String,
    pub data: Vec<u8>,
}

impl Picture {
    pub fn new(filter: &str, rest: &str, (width, height): (u32, u32), data: Vec<u8>) -> Picture {
        let dict = format!(
            "/Type/XObject/Subtype/Image/Width {width}/Height {height}/Filter/{filter}{rest}/Length {}",
            data.len()
        );
        Picture { dict, data }
    }

    /// The picture packed by deflate.
    pub fn flate(picture: &RgbImage) -> Picture {
        let rest = "/ColorSpace/DeviceRGB/BitsPerComponent 8";
        Picture::new("FlateDecode", rest, picture.dimensions(), deflated(picture))
    }
}

/// A PDF with pages of this content, each with the same picture `/Im0` and `extra` entries.
pub fn pdf(pages: &[&str], extra: &str, picture: &Picture) -> Vec<u8> {
    let mut objects: Vec<Vec<u8>> = Vec::new();
    let kids: String = (0..pages.len())
        .map(|i| format!("{} 0 R ", 5 + 2 * i))
        .collect();
    objects.push(b"<</Type/Catalog/Pages 2 0 R>>".to_vec());
    objects.push(format!("<</Type/Pages/Kids[{kids}]/Count {}>>", pages.len()).into_bytes());
    objects.push(b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>".to_vec());
    objects.push(stream(&picture.dict, &picture.data));
    for (i, content) in pages.iter().enumerate() {
        let page = format!(
            "<</Type/Page/Parent 2 0 R{extra}/Contents {} 0 R/Resources<</XObject<</Im0 4 0 R>>/Font<</F1 3 0 R>>>>>>",
            6 + 2 * i
        );
        objects.push(page.into_bytes());
        objects.push(stream(
            &format!("/Length {}", content.len()),
            content.as_bytes(),
        ));
    }
    assemble(&objects)
}

fn stream(dict: &str, data: &[u8]) -> Vec<u8> {
    [
        format!("<<{dict}>>stream\n").as_bytes(),
        data,
        b"\nendstream",
    ]
    .concat()
}

fn assemble(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut out = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    for (number, object) in (1..).zip(objects) {
        places.push(out.len());
        out.extend(format!("{number} 0 obj\n").bytes());
        out.extend(object);
        out.extend(b"\nendobj\n");
    }
    let start = out.len();
    out.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    places
        .iter()
        .for_each(|at| out.extend(format!("{at:010} 00000 n \n").bytes()));
    let size = objects.len() + 1;
    out.extend(format!("trailer<</Size {size}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF").bytes());
    out
}
