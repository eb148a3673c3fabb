//! A picture that fills a page.

use fax::encoder::Encoder;
use fax::{Color, VecWriter};
use image::DynamicImage;
use pdf_writer::{Filter, Pdf, Ref};

use crate::pdf::packed;

/// A picture and the size of its page in points.
pub struct Picture {
    /// Points.
    pub size: (f32, f32),
    /// Pixels.
    pub pixels: (u32, u32),
    /// Whether it has colours.
    pub colour: bool,
    /// Its pixels.
    pub coded: Coded,
}

/// How the pixels are written.
pub enum Coded {
    /// A JPEG file.
    Jpeg(Vec<u8>),
    /// CCITT group 4.
    Fax(Vec<u8>),
    /// Flate.
    Packed(Vec<u8>),
}

impl Picture {
    /// A picture without loss: as a fax has it where there is but black and white.
    #[must_use]
    pub fn of(image: &DynamicImage, size: (f32, f32), bilevel: bool) -> Picture {
        let colour = image.color().has_color();
        let coded = match image {
            DynamicImage::ImageLuma8(grey) if bilevel => {
                Coded::Fax(fax(grey.as_raw(), grey.width() as usize))
            }
            other => Coded::Packed(packed(other.as_bytes())),
        };
        Picture {
            size,
            pixels: (image.width(), image.height()),
            colour,
            coded,
        }
    }

    pub(super) fn write(&self, pdf: &mut Pdf, id: Ref) {
        let (width, height) = (self.pixels.0 as i32, self.pixels.1 as i32);
        let (Coded::Jpeg(bytes) | Coded::Fax(bytes) | Coded::Packed(bytes)) = &self.coded;
        let mut image = pdf.image_xobject(id, bytes);
        let filter = match self.coded {
            Coded::Jpeg(_) => Filter::DctDecode,
            Coded::Fax(_) => Filter::CcittFaxDecode,
            Coded::Packed(_) => Filter::FlateDecode,
        };
        image.filter(filter);
        if matches!(self.coded, Coded::Fax(_)) {
            image.decode_parms().k(-1).columns(width).rows(height);
        }
        image.width(width);
        image.height(height);
        image.bits_per_component(if matches!(self.coded, Coded::Fax(_)) {
            1
        } else {
            8
        });
        if self.colour {
            image.color_space().device_rgb();
        } else {
            image.color_space().device_gray();
        }
    }
}

/// Pixels as CCITT group 4, black where they are dark; writing to memory does not fail.
fn fax(pixels: &[u8], width: usize) -> Vec<u8> {
    let mut encoder = Encoder::new(VecWriter::new());
    for row in pixels.chunks_exact(width.max(1)) {
        let dots = row
            .iter()
            .map(|p| if *p < 128 { Color::Black } else { Color::White });
        let Ok(()) = encoder.encode_line(dots, width as u16);
    }
    let Ok(writer) = encoder.finish();
    writer.finish()
}
