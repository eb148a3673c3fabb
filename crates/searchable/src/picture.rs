//! The picture of a page as an object of the file, and where it lies on the page.

use fax::encoder::Encoder;
use fax::{Color, VecWriter};
use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, GrayImage};
use pdf_writer::{Chunk, Filter, Finish, Ref};
use sohoa_raster::{Fax, Packed, Packing, PageImage, Stored};

use crate::file::packed;

/// At this quality recognition reads what it reads on the picture itself.
const QUALITY: u8 = 80;

/// A picture ready to be written.
pub(crate) struct Picture {
    coding: Coding,
    bytes: Vec<u8>,
    pixels: (u32, u32),
    inverted: bool,
    /// Width and height of the page in points.
    pub size: (f32, f32),
    /// From the unit square of the picture to the page, both with the origin at the lower left.
    pub matrix: [f32; 6],
}

enum Coding {
    Jpeg { colour: bool },
    Fax(Fax),
    Jbig2 { shared: Option<Vec<u8>> },
    Flate { colour: bool },
}

impl Picture {
    /// The picture as it is stored, or packed anew.
    pub fn of(stored: Stored) -> Picture {
        match stored {
            Stored::Packed(packed) => as_it_is(packed),
            Stored::Pixels(page) => anew(&page),
        }
    }

    /// Segments that its decoder needs beside its own bytes.
    pub fn shared(&self) -> Option<&[u8]> {
        match &self.coding {
            Coding::Jbig2 { shared } => shared.as_deref(),
            _ => None,
        }
    }

    /// The object under `id`; `shared` is that of the shared segments.
    pub fn object(&self, id: Ref, shared: Option<Ref>) -> Chunk {
        let mut chunk = Chunk::new();
        let mut image = chunk.image_xobject(id, &self.bytes);
        image.width(self.pixels.0 as i32);
        image.height(self.pixels.1 as i32);
        let (filter, bits, colour) = match self.coding {
            Coding::Jpeg { colour } => (Filter::DctDecode, 8, colour),
            Coding::Flate { colour } => (Filter::FlateDecode, 8, colour),
            Coding::Fax(_) => (Filter::CcittFaxDecode, 1, false),
            Coding::Jbig2 { .. } => (Filter::Jbig2Decode, 1, false),
        };
        image.filter(filter);
        image.bits_per_component(bits);
        if colour {
            image.color_space().device_rgb();
        } else {
            image.color_space().device_gray();
        }
        if self.inverted {
            image.decode([1.0, 0.0]);
        }
        if let Coding::Fax(fax) = self.coding {
            let mut parms = image.decode_parms();
            parms.k(fax.k).columns(fax.columns as i32);
            parms.rows(self.pixels.1 as i32);
            parms.end_of_line(fax.end_of_line);
            parms.encoded_byte_align(fax.byte_aligned);
            parms.end_of_block(fax.end_of_block);
            parms.black_is_1(fax.black_is_one);
        } else if let Some(shared) = shared {
            image.decode_parms().jbig2_globals(shared);
        }
        image.finish();
        chunk
    }
}

/// What its input packed stays as it is.
fn as_it_is(packed: Packed) -> Picture {
    Picture {
        matrix: matrix(packed.pixels, packed.to_points.0, packed.size.1),
        size: packed.size,
        pixels: packed.pixels,
        inverted: packed.inverted,
        coding: match packed.packing {
            Packing::Jpeg { colour } => Coding::Jpeg { colour },
            Packing::Fax(fax) => Coding::Fax(fax),
            Packing::Jbig2 { shared } => Coding::Jbig2 { shared },
        },
        bytes: packed.bytes,
    }
}

/// Black and white without loss, anything else as a JPEG.
fn anew(page: &PageImage) -> Picture {
    let pixels = (page.pixels.width(), page.pixels.height());
    let grey = grey(&page.pixels);
    let (coding, bytes) = match &grey {
        Some(grey) if is_bilevel(grey) => group_4(grey),
        Some(grey) => jpeg(&DynamicImage::ImageLuma8(grey.clone()), false),
        None => jpeg(&page.pixels, true),
    };
    Picture {
        coding,
        bytes,
        pixels,
        inverted: false,
        size: page.size,
        matrix: matrix(pixels, page.to_points.0, page.size.1),
    }
}

/// From the unit square, whose top is the first line of the picture, to the page.
fn matrix((width, height): (u32, u32), to_points: [f64; 6], page: f32) -> [f32; 6] {
    let (w, h) = (f64::from(width), f64::from(height));
    let [a, b, c, d, e, f] = to_points;
    let lower = (e + c * h, f64::from(page) - (f + d * h));
    [a * w, -b * w, -c * h, d * h, lower.0, lower.1].map(|v| v as f32)
}

/// The picture in grey, if it has no colour.
fn grey(pixels: &DynamicImage) -> Option<GrayImage> {
    if let DynamicImage::ImageLuma8(grey) = pixels {
        return Some(grey.clone());
    }
    let rgb = pixels.as_rgb8()?;
    if rgb.pixels().any(|p| p.0[0] != p.0[1] || p.0[1] != p.0[2]) {
        return None;
    }
    let samples = rgb.pixels().map(|p| p.0[0]).collect();
    GrayImage::from_raw(rgb.width(), rgb.height(), samples)
}

fn is_bilevel(grey: &GrayImage) -> bool {
    grey.as_raw().iter().all(|v| matches!(v, 0 | 255))
}

/// CCITT group 4; writing to memory does not fail.
fn group_4(grey: &GrayImage) -> (Coding, Vec<u8>) {
    let width = grey.width();
    let mut encoder = Encoder::new(VecWriter::new());
    for row in grey.as_raw().chunks_exact(width.max(1) as usize) {
        let dots = row
            .iter()
            .map(|v| if *v == 0 { Color::Black } else { Color::White });
        let Ok(()) = encoder.encode_line(dots, width as u16);
    }
    let Ok(writer) = encoder.finish();
    let fax = Fax {
        k: -1,
        columns: width,
        end_of_line: false,
        byte_aligned: false,
        end_of_block: true,
        black_is_one: false,
    };
    (Coding::Fax(fax), writer.finish())
}

/// A JPEG; without loss where it is too large for one.
fn jpeg(pixels: &DynamicImage, colour: bool) -> (Coding, Vec<u8>) {
    let mut out = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut out, QUALITY);
    match pixels.write_with_encoder(encoder) {
        Ok(()) => (Coding::Jpeg { colour }, out),
        Err(_) => (Coding::Flate { colour }, packed(pixels.as_bytes())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::RgbImage;

    #[test]
    fn the_first_line_is_the_upper_one() {
        // A picture of 200 by 100 pixels at one pixel to a point, twenty points from the top of a page of 300.
        let [a, b, c, d, e, f] = matrix((200, 100), [1.0, 0.0, 0.0, 1.0, 10.0, 20.0], 300.0);
        assert_eq!([a, b, c, d, e, f], [200.0, 0.0, 0.0, 100.0, 10.0, 180.0]);
        // A quarter clockwise: what is left on the picture is at the top of the page.
        let m = matrix((200, 100), [0.0, 1.0, -1.0, 0.0, 100.0, 0.0], 200.0);
        let corner = |x: f32, y: f32| (m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]);
        assert_eq!(corner(0.0, 1.0), (100.0, 200.0));
        assert_eq!(corner(1.0, 1.0), (100.0, 0.0));
        assert_eq!(corner(0.0, 0.0), (0.0, 200.0));
    }

    #[test]
    fn only_what_has_colours_is_in_colour() {
        let mut picture = RgbImage::from_pixel(3, 2, image::Rgb([7, 7, 7]));
        assert!(grey(&DynamicImage::ImageRgb8(picture.clone())).is_some_and(|g| !is_bilevel(&g)));
        picture.put_pixel(1, 1, image::Rgb([7, 8, 7]));
        assert!(grey(&DynamicImage::ImageRgb8(picture)).is_none());
        assert!(is_bilevel(
            &GrayImage::from_raw(2, 1, vec![0, 255]).unwrap()
        ));
    }
}
