//! TIFF, with all its pages.

use std::io::Cursor;

use image::metadata::Orientation;
use image::{DynamicImage, GrayImage, RgbImage, RgbaImage};
use sohoa_layout::{Failure, Limits};
use tiff::ColorType;
use tiff::decoder::{Decoder, DecodingResult, Limits as TiffLimits};
use tiff::tags::Tag;

use crate::density::Density;
use crate::flat::plain;
use crate::upright::{finish, whole};
use crate::{Glance, PageImage, check, damaged};

type Reader<'b> = Decoder<Cursor<&'b [u8]>>;

pub(crate) struct File<'b> {
    bytes: &'b [u8],
    pages: usize,
}

pub(crate) fn is_tiff(bytes: &[u8]) -> bool {
    let head = bytes.first_chunk::<4>().copied().unwrap_or_default();
    matches!(&head, b"II*\0" | b"MM\0*" | b"II+\0" | b"MM\0+")
}

impl<'b> File<'b> {
    pub fn open(bytes: &'b [u8], limits: &Limits) -> Result<File<'b>, Failure> {
        let mut decoder = reader(bytes, limits)?;
        let mut pages = 1;
        // A chain of pages that ends in damage still has its first ones.
        while decoder.more_images() && pages <= limits.pages as usize {
            if decoder.next_image().is_err() {
                break;
            }
            pages += 1;
        }
        Ok(File { bytes, pages })
    }

    pub fn len(&self) -> usize {
        self.pages
    }

    pub fn page(&self, n: usize, limits: &Limits) -> Result<PageImage, Failure> {
        self.whole(n, limits).map(finish)
    }

    pub fn glance(&self, n: usize, limits: &Limits) -> Result<Glance, Failure> {
        let (mut decoder, size) = self.opened(n, limits)?;
        Ok(density(&mut decoder).glance(size))
    }

    /// What decodes a page, and its size.
    fn opened(&self, n: usize, limits: &Limits) -> Result<(Reader<'b>, (u32, u32)), Failure> {
        let mut decoder = reader(self.bytes, limits)?;
        decoder.seek_to_image(n).map_err(error)?;
        let (width, height) = decoder.dimensions().map_err(error)?;
        check(width, height, limits)?;
        Ok((decoder, (width, height)))
    }

    /// A page with every pixel that it has.
    pub fn whole(&self, n: usize, limits: &Limits) -> Result<PageImage, Failure> {
        let (mut decoder, (width, height)) = self.opened(n, limits)?;
        let density = density(&mut decoder);
        let turn = decoder
            .find_tag_unsigned::<u8>(Tag::Orientation)
            .ok()
            .flatten();
        let turn = turn
            .and_then(Orientation::from_exif)
            .unwrap_or(Orientation::NoTransforms);
        let mut pixels = decode(&mut decoder, width, height)?;
        pixels.apply_orientation(turn);
        let turned = (pixels.width(), pixels.height()) != (width, height);
        Ok(whole(pixels, density.turned(turned)))
    }
}

fn error(error: tiff::TiffError) -> Failure {
    match error {
        tiff::TiffError::LimitsExceeded => Failure::Limited("--max-pixels"),
        other => damaged(other.to_string()),
    }
}

fn reader<'b>(bytes: &'b [u8], limits: &Limits) -> Result<Reader<'b>, Failure> {
    let mut most = TiffLimits::default();
    most.decoding_buffer_size =
        usize::try_from(limits.pixels.saturating_mul(4)).unwrap_or(usize::MAX);
    most.intermediate_buffer_size = most.decoding_buffer_size;
    Ok(Decoder::new(Cursor::new(bytes))
        .map_err(error)?
        .with_limits(most))
}

fn density(decoder: &mut Reader<'_>) -> Density {
    let unit = decoder
        .find_tag_unsigned::<u16>(Tag::ResolutionUnit)
        .ok()
        .flatten();
    let unit = if unit == Some(3) { 2.54 } else { 1.0 };
    let mut read = |tag| {
        decoder
            .get_tag_f32(tag)
            .ok()
            .filter(|v| v.is_finite())
            .unwrap_or(0.0)
    };
    Density::new(read(Tag::XResolution) * unit, read(Tag::YResolution) * unit)
}

fn decode(decoder: &mut Reader<'_>, width: u32, height: u32) -> Result<DynamicImage, Failure> {
    let kind = decoder.colortype().map_err(error)?;
    let data = match decoder.read_image().map_err(error)? {
        DecodingResult::U8(data) => data,
        DecodingResult::U16(data) => data.into_iter().map(|v| (v >> 8) as u8).collect(),
        _ => return Err(damaged("its samples are no whole numbers of 8 or 16 bits")),
    };
    let picture = match kind {
        ColorType::Gray(bits @ (1 | 2 | 4)) => {
            let data = unpack(&data, width as usize, u32::from(bits));
            GrayImage::from_raw(width, height, data).map(DynamicImage::ImageLuma8)
        }
        ColorType::Gray(8 | 16) => {
            GrayImage::from_raw(width, height, data).map(DynamicImage::ImageLuma8)
        }
        ColorType::RGB(8 | 16) | ColorType::YCbCr(8) => {
            RgbImage::from_raw(width, height, data).map(DynamicImage::ImageRgb8)
        }
        ColorType::RGBA(8 | 16) => {
            RgbaImage::from_raw(width, height, data).map(|p| plain(DynamicImage::ImageRgba8(p)))
        }
        ColorType::CMYK(8) => {
            RgbImage::from_raw(width, height, from_cmyk(&data)).map(DynamicImage::ImageRgb8)
        }
        other => {
            return Err(damaged(format!(
                "its colours are of an unknown kind: {other:?}"
            )));
        }
    };
    picture.ok_or_else(|| damaged("its picture is cut short"))
}

/// Samples of less than a byte, each row padded to whole bytes, to samples of a byte.
fn unpack(data: &[u8], width: usize, bits: u32) -> Vec<u8> {
    let in_byte = (8 / bits) as usize;
    let most = (1u16 << bits) - 1;
    let table: Vec<Vec<u8>> = (0..=255u16)
        .map(|byte| {
            let sample = |i: usize| (byte >> (8 - bits as usize * (i + 1))) & most;
            (0..in_byte)
                .map(|i| (sample(i) * 255 / most) as u8)
                .collect()
        })
        .collect();
    let stride = width.div_ceil(in_byte);
    let mut out = Vec::with_capacity(data.len() * in_byte);
    for row in data.chunks_exact(stride) {
        let start = out.len();
        for byte in row {
            out.extend_from_slice(&table[usize::from(*byte)]);
        }
        out.truncate(start + width);
    }
    out
}

fn from_cmyk(data: &[u8]) -> Vec<u8> {
    let mix = |ink: u8, black: u8| ((255 - u32::from(ink)) * (255 - u32::from(black)) / 255) as u8;
    let pixels = data.as_chunks::<4>().0.iter();
    pixels
        .flat_map(|&[c, m, y, k]| [mix(c, k), mix(m, k), mix(y, k)])
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn samples_are_unpacked_by_rows() {
        assert_eq!(
            unpack(&[0b1010_0000, 0b0100_0000], 3, 1),
            [255, 0, 255, 0, 255, 0]
        );
        assert_eq!(unpack(&[0b0001_1011], 4, 2), [0, 85, 170, 255]);
        assert_eq!(unpack(&[], 3, 1), [0u8; 0]);
    }
}
