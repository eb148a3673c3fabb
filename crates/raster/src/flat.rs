//! PNG and JPEG: one picture, one page.

use std::io::Cursor;

use image::metadata::Orientation;
use image::{DynamicImage, GrayImage, ImageDecoder, ImageFormat, ImageReader, Rgb, RgbImage};
use sohoa_layout::{Failure, Limits};

use crate::density::Density;
use crate::stored::{self, Stored};
use crate::upright::{finish, whole};
use crate::{Glance, PageImage, check, damaged, density};

pub(crate) struct File<'b> {
    bytes: &'b [u8],
    format: ImageFormat,
}

pub(crate) fn is_flat(bytes: &[u8]) -> bool {
    format(bytes).is_some()
}

fn format(bytes: &[u8]) -> Option<ImageFormat> {
    let known = |format: &ImageFormat| matches!(format, ImageFormat::Png | ImageFormat::Jpeg);
    image::guess_format(bytes).ok().filter(known)
}

impl<'b> File<'b> {
    pub fn open(bytes: &'b [u8]) -> Result<File<'b>, Failure> {
        match format(bytes) {
            Some(format) => Ok(File { bytes, format }),
            None => Err(damaged("it is no picture of a known kind")),
        }
    }

    pub fn page(&self, limits: &Limits) -> Result<PageImage, Failure> {
        self.whole(limits).map(finish)
    }

    pub fn glance(&self, limits: &Limits) -> Result<Glance, Failure> {
        let (decoder, _) = self.decoder(limits)?;
        Ok(self.density().glance(decoder.dimensions()))
    }

    /// The picture as the file has it.
    pub fn stored(&self, limits: &Limits) -> Result<Stored, Failure> {
        if self.format == ImageFormat::Jpeg {
            let (_, orientation) = self.decoder(limits)?;
            if let Some(packed) = stored::jpeg(self.bytes, orientation, self.density()) {
                return Ok(Stored::Packed(packed));
            }
        }
        self.whole(limits).map(Stored::Pixels)
    }

    /// The page with every pixel that the picture has.
    fn whole(&self, limits: &Limits) -> Result<PageImage, Failure> {
        let (decoder, orientation) = self.decoder(limits)?;
        let mut pixels = plain(DynamicImage::from_decoder(decoder).map_err(error)?);
        pixels.apply_orientation(orientation);
        let turned = matches!(
            orientation,
            Orientation::Rotate90
                | Orientation::Rotate270
                | Orientation::Rotate90FlipH
                | Orientation::Rotate270FlipH
        );
        Ok(whole(pixels, self.density().turned(turned)))
    }

    /// What decodes the picture, and how that is to be turned then.
    fn decoder(
        &self,
        limits: &Limits,
    ) -> Result<(impl ImageDecoder + use<'b>, Orientation), Failure> {
        let reader = ImageReader::with_format(Cursor::new(self.bytes), self.format);
        let mut decoder = reader.into_decoder().map_err(error)?;
        let (width, height) = decoder.dimensions();
        check(width, height, limits)?;
        let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
        Ok((decoder, orientation))
    }

    fn density(&self) -> Density {
        let density = match self.format {
            ImageFormat::Png => density::png(self.bytes),
            _ => density::jpeg(self.bytes),
        };
        density.unwrap_or_default()
    }
}

fn error(error: image::ImageError) -> Failure {
    damaged(error.to_string())
}

/// Grey or RGB of eight bits; what shines through is white.
pub(crate) fn plain(pixels: DynamicImage) -> DynamicImage {
    match pixels {
        DynamicImage::ImageLuma8(_) | DynamicImage::ImageRgb8(_) => pixels,
        _ if pixels.color().has_alpha() => on_white(&pixels),
        _ if pixels.color().has_color() => DynamicImage::ImageRgb8(pixels.into_rgb8()),
        _ => DynamicImage::ImageLuma8(pixels.into_luma8()),
    }
}

fn on_white(pixels: &DynamicImage) -> DynamicImage {
    let (width, height) = (pixels.width(), pixels.height());
    let over = |v: u8, alpha: u8| {
        let (v, alpha) = (u32::from(v), u32::from(alpha));
        ((v * alpha + 255 * (255 - alpha) + 127) / 255) as u8
    };
    if !pixels.color().has_color() {
        let from = pixels.to_luma_alpha8();
        let grey = from.pixels().map(|p| over(p.0[0], p.0[1])).collect();
        return DynamicImage::ImageLuma8(
            GrayImage::from_raw(width, height, grey).unwrap_or_default(),
        );
    }
    let from = pixels.to_rgba8();
    let mut out = RgbImage::new(width, height);
    for (to, from) in out.pixels_mut().zip(from.pixels()) {
        let [r, g, b, a] = from.0;
        *to = Rgb([over(r, a), over(g, a), over(b, a)]);
    }
    DynamicImage::ImageRgb8(out)
}
