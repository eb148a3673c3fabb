//! The packed bytes of the picture that is the page.

use hayro::hayro_interpret::font::GlyphRun;
use hayro::hayro_interpret::hayro_syntax::Filter;
use hayro::hayro_interpret::hayro_syntax::object::dict::keys;
use hayro::hayro_interpret::hayro_syntax::object::{Array, Dict, Name, Object, Stream};
use hayro::hayro_interpret::hayro_syntax::page::Page;
use hayro::hayro_interpret::{
    BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, Paint, SoftMask,
};
use hayro::kurbo::BezPath;
use sohoa_image::Affine;

use super::look::Sole;
use super::walk;
use crate::stored::{self, Fax, Packed, Packing};

/// The sole picture of a page as it is packed, where PDF/A may hold it so; `None` where it is to be unpacked.
pub(super) fn raw(page: &Page<'_>, sole: &Sole) -> Option<Packed> {
    let mut hand = Hand {
        number: sole.number,
        next: 0,
        found: None,
    };
    walk(page, &mut hand);
    let found = hand.found?;
    Some(Packed {
        packing: found.packing,
        bytes: found.bytes,
        pixels: sole.pixels,
        inverted: found.inverted,
        size: page.render_dimensions(),
        to_points: Affine(sole.to_points.as_coeffs()),
    })
}

struct Found {
    packing: Packing,
    bytes: Vec<u8>,
    inverted: bool,
}

struct Hand {
    number: usize,
    next: usize,
    found: Option<Found>,
}

impl<'a> Device<'a> for Hand {
    fn draw_image(&mut self, image: Image<'a, '_>, _: ImageDrawProps<'a>) {
        self.next += 1;
        if self.next - 1 != self.number {
            return;
        }
        self.found = match &image {
            Image::Raster(raster) => found(raster.stream(), false),
            // A mask in black is a picture of two colours.
            Image::Stencil(mask) => {
                let mut black = false;
                mask.with_stencil(|_, paint| black = is_black(paint), Some((1, 1)));
                black.then(|| found(mask.stream(), true)).flatten()
            }
        };
    }

    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn draw_glyph_run(&mut self, _: &GlyphRun<'_, 'a>, _: DrawProps<'a>, _: &DrawMode) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}

fn is_black(paint: &Paint<'_>) -> bool {
    let Paint::Color(colour) = paint else {
        return false;
    };
    colour.to_rgba().to_rgba8() == [0, 0, 0, 255]
}

fn found(stream: &Stream<'_>, mask: bool) -> Option<Found> {
    let dict = stream.dict();
    let filters = stream.filters();
    let [filter] = filters.as_slice() else {
        return None;
    };
    let odd = [keys::SMASK, b"Mask", keys::SMASK_IN_DATA];
    if odd.iter().any(|key| dict.contains_key(key)) {
        return None;
    }
    let inverted = inverted(dict)?;
    let parameters = parameters(dict);
    let bytes = stream.raw_data().into_owned();
    let packing = match filter {
        Filter::DctDecode => jpeg(&bytes, dict, &parameters)?,
        Filter::CcittFaxDecode if mask || is_gray(dict) => Packing::Fax(fax(&parameters)),
        Filter::Jbig2Decode if mask || is_gray(dict) => Packing::Jbig2 {
            shared: shared(&parameters)?,
        },
        _ => return None,
    };
    Some(Found {
        packing,
        bytes,
        inverted,
    })
}

/// Whether light and dark are exchanged; `None` where the samples are mapped in another way.
fn inverted(dict: &Dict<'_>) -> Option<bool> {
    let Some(map) = dict.get::<Array<'_>>(keys::DECODE) else {
        return Some(false);
    };
    let map: Vec<f32> = map.iter::<f32>().collect();
    match map.as_slice() {
        [0.0, 1.0] | [0.0, 1.0, 0.0, 1.0, 0.0, 1.0] => Some(false),
        [1.0, 0.0] => Some(true),
        _ => None,
    }
}

/// The parameters of the only filter.
fn parameters<'a>(dict: &Dict<'a>) -> Dict<'a> {
    let list = |a: Array<'a>| a.iter::<Object<'a>>().next().and_then(Object::into_dict);
    let one = dict.get::<Dict<'_>>(keys::DECODE_PARMS);
    let one = one.or_else(|| dict.get::<Array<'_>>(keys::DECODE_PARMS).and_then(list));
    one.unwrap_or_default()
}

/// A JPEG whose head says what the dictionary says.
fn jpeg(bytes: &[u8], dict: &Dict<'_>, parameters: &Dict<'_>) -> Option<Packing> {
    let frame = stored::frame(bytes)?;
    let size = (
        dict.get::<u32>(keys::WIDTH)?,
        dict.get::<u32>(keys::HEIGHT)?,
    );
    let plain = !parameters.contains_key(keys::COLOR_TRANSFORM) && frame.pixels == size;
    let colours = if frame.colour { 3 } else { 1 };
    (plain && colours_of(dict) == Some(colours)).then_some(Packing::Jpeg {
        colour: frame.colour,
    })
}

fn is_gray(dict: &Dict<'_>) -> bool {
    colours_of(dict) == Some(1)
}

/// How many colours a pixel has, where they are plain grey or RGB.
fn colours_of(dict: &Dict<'_>) -> Option<u32> {
    if let Some(name) = dict.get::<Name<'_>>(keys::COLORSPACE) {
        return colours_by_name(&name);
    }
    let space = dict.get::<Array<'_>>(keys::COLORSPACE)?;
    let mut parts = space.flex_iter();
    let name = parts.next::<Name<'_>>()?;
    match &*name {
        b"ICCBased" => parts.next::<Stream<'_>>()?.dict().get::<u32>(b"N"),
        _ => colours_by_name(&name),
    }
}

fn colours_by_name(name: &[u8]) -> Option<u32> {
    match name {
        b"DeviceGray" | b"CalGray" => Some(1),
        b"DeviceRGB" | b"CalRGB" => Some(3),
        _ => None,
    }
}

fn fax(parameters: &Dict<'_>) -> Fax {
    let flag = |key: &[u8], usual| parameters.get::<bool>(key).unwrap_or(usual);
    Fax {
        k: parameters.get::<i32>(keys::K).unwrap_or(0),
        columns: parameters.get::<u32>(keys::COLUMNS).unwrap_or(1728),
        end_of_line: flag(keys::END_OF_LINE, false),
        byte_aligned: flag(keys::ENCODED_BYTE_ALIGN, false),
        end_of_block: flag(keys::END_OF_BLOCK, true),
        black_is_one: flag(keys::BLACK_IS_1, false),
    }
}

/// The segments that pages share; `None` where they are named and cannot be had.
fn shared(parameters: &Dict<'_>) -> Option<Option<Vec<u8>>> {
    if !parameters.contains_key(keys::JBIG2_GLOBALS) {
        return Some(None);
    }
    let stream = parameters.get::<Stream<'_>>(keys::JBIG2_GLOBALS)?;
    Some(Some(stream.decoded_data().ok()?.into_owned()))
}
