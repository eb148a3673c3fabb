//! The picture that is the page, as it lies in the file.

use hayro::hayro_interpret::font::GlyphRun;
use hayro::hayro_interpret::hayro_syntax::page::Page;
use hayro::hayro_interpret::{
    BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageData, ImageDrawProps, LumaData,
    Paint, SoftMask,
};
use hayro::kurbo::BezPath;
use image::{DynamicImage, GrayImage, RgbImage};
use sohoa_image::Affine;

use super::look::Sole;
use super::walk;
use crate::{Origin, PageImage};

/// A picture that wavelets pack is decoded no finer than this many pixels: its decoder needs 20 bytes a pixel.
const WAVELETS: f64 = 12e6;

/// Decodes the sole picture of a page; `None` where it is not simply that picture.
pub(super) fn take(page: &Page<'_>, sole: &Sole) -> Option<PageImage> {
    let mut hand = Hand {
        sole: *sole,
        next: 0,
        picture: None,
    };
    walk(page, &mut hand);
    let pixels = hand.picture?;
    let (width, height) = (f64::from(pixels.width()), f64::from(pixels.height()));
    // A coarser version may have been decoded than the file's.
    let (w, h) = (f64::from(sole.pixels.0), f64::from(sole.pixels.1));
    let to_points = Affine::scale(w / width, h / height).then(Affine(sole.to_points.as_coeffs()));
    let (pixels, to_points) = turn(pixels, to_points);
    let (width, height) = page.render_dimensions();
    let (pixels, to_points) = cut(pixels, to_points, (width, height));
    let dpi = (72.0 / to_points.0[0]) as f32;
    Some(PageImage {
        pixels,
        dpi,
        size: (width, height),
        to_points,
        origin: Origin::Embedded,
    })
}

/// Turns and mirrors a picture until its axes are those of the page.
fn turn(mut pixels: DynamicImage, mut map: Affine) -> (DynamicImage, Affine) {
    let [a, b, ..] = map.0;
    if b.abs() > a.abs() {
        // After a quarter clockwise, x is the old y from the other end.
        let height = f64::from(pixels.height());
        map = Affine([0.0, -1.0, 1.0, 0.0, 0.0, height]).then(map);
        pixels = pixels.rotate90();
    }
    if map.0[0] < 0.0 {
        map = Affine([-1.0, 0.0, 0.0, 1.0, f64::from(pixels.width()), 0.0]).then(map);
        pixels.apply_orientation(image::metadata::Orientation::FlipHorizontal);
    }
    if map.0[3] < 0.0 {
        map = Affine([1.0, 0.0, 0.0, -1.0, 0.0, f64::from(pixels.height())]).then(map);
        pixels.apply_orientation(image::metadata::Orientation::FlipVertical);
    }
    // What is left of a slant is less than a pixel.
    map.0[1] = 0.0;
    map.0[2] = 0.0;
    (pixels, map)
}

/// Cuts off what lies outside the page.
fn cut(pixels: DynamicImage, map: Affine, (width, height): (f32, f32)) -> (DynamicImage, Affine) {
    let Some(back) = map.inverse() else {
        return (pixels, map);
    };
    let page = back.apply_box([0.0, 0.0, f64::from(width), f64::from(height)]);
    // Boxes are rounded by those who write them; a pixel more or less is no edge.
    let edge = |from: f64, most: u32| ((from - 1.5).ceil().max(0.0) as u32).min(most);
    let end = |to: f64, most: u32| ((to + 1.5).floor().max(0.0) as u32).min(most);
    let (x0, y0) = (
        edge(page[0], pixels.width()),
        edge(page[1], pixels.height()),
    );
    let (x1, y1) = (end(page[2], pixels.width()), end(page[3], pixels.height()));
    let whole = x0 == 0 && y0 == 0 && x1 == pixels.width() && y1 == pixels.height();
    if whole || x1 <= x0 || y1 <= y0 {
        return (pixels, map);
    }
    let map = Affine::shift(f64::from(x0), f64::from(y0)).then(map);
    (pixels.crop_imm(x0, y0, x1 - x0, y1 - y0), map)
}

struct Hand {
    sole: Sole,
    next: usize,
    picture: Option<DynamicImage>,
}

impl Hand {
    fn target(&self) -> Option<(u32, u32)> {
        let (width, height) = self.sole.pixels;
        let much = f64::from(width) * f64::from(height) / WAVELETS;
        let shrink = |n: u32| (f64::from(n) / much.sqrt()) as u32;
        (much > 1.0).then(|| (shrink(width), shrink(height)))
    }
}

fn picture(image: ImageData, alpha: Option<LumaData>) -> Option<DynamicImage> {
    if alpha.is_some_and(|a| a.data.iter().any(|v| *v < 255)) {
        return None;
    }
    match image {
        ImageData::Luma(luma) => grey(luma),
        ImageData::Rgb(rgb) => {
            RgbImage::from_raw(rgb.width, rgb.height, rgb.data).map(DynamicImage::ImageRgb8)
        }
    }
}

fn grey(luma: LumaData) -> Option<DynamicImage> {
    GrayImage::from_raw(luma.width, luma.height, luma.data).map(DynamicImage::ImageLuma8)
}

/// A mask painted in black is a picture of two colours.
fn stencil(mut mask: LumaData, paint: &Paint<'_>) -> Option<DynamicImage> {
    let Paint::Color(colour) = paint else {
        return None;
    };
    let rgba = colour.to_rgba().to_rgba8();
    let dark = rgba[..3].iter().all(|v| *v < 64) && rgba[3] == 255;
    mask.data.iter_mut().for_each(|v| *v = 255 - *v);
    dark.then(|| grey(mask)).flatten()
}

impl<'a> Device<'a> for Hand {
    fn draw_image(&mut self, image: Image<'a, '_>, _: ImageDrawProps<'a>) {
        self.next += 1;
        if self.next - 1 != self.sole.number {
            return;
        }
        let (target, out) = (self.target(), &mut self.picture);
        match image {
            Image::Raster(raster) => raster.with_rgba(|i, alpha| *out = picture(i, alpha), target),
            Image::Stencil(mask) => mask.with_stencil(|i, paint| *out = stencil(i, paint), target),
        }
    }

    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn draw_glyph_run(&mut self, _: &GlyphRun<'_, 'a>, _: DrawProps<'a>, _: &DrawMode) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::Luma;

    /// A picture of 2 by 3 with one black pixel at its top left.
    fn marked() -> DynamicImage {
        let mut grey = GrayImage::from_pixel(2, 3, Luma([255]));
        grey.put_pixel(0, 0, Luma([0]));
        DynamicImage::ImageLuma8(grey)
    }

    fn mark(pixels: &DynamicImage) -> (u32, u32) {
        let grey = pixels.to_luma8();
        let dark = grey.enumerate_pixels().find(|(_, _, p)| p.0[0] == 0);
        dark.map(|(x, y, _)| (x, y)).expect("the mark")
    }

    #[test]
    fn the_mark_stays_where_the_page_shows_it() {
        let maps = [
            [1.0, 0.0, 0.0, 1.0, 0.0, 0.0],
            [-1.0, 0.0, 0.0, -1.0, 2.0, 3.0],
            [1.0, 0.0, 0.0, -1.0, 0.0, 3.0],
            [0.0, 1.0, -1.0, 0.0, 3.0, 0.0],
            [0.0, -1.0, 1.0, 0.0, 0.0, 2.0],
            [0.0, 1.0, 1.0, 0.0, 0.0, 0.0],
        ];
        for map in maps {
            let want = Affine(map).apply(0.5, 0.5);
            let (pixels, turned) = turn(marked(), Affine(map));
            let (x, y) = mark(&pixels);
            assert_eq!(
                turned.apply(f64::from(x) + 0.5, f64::from(y) + 0.5),
                want,
                "{map:?}"
            );
            assert!(turned.0[0] > 0.0 && turned.0[3] > 0.0);
        }
    }

    #[test]
    fn what_lies_outside_the_page_is_cut_off() {
        let wide = DynamicImage::new_luma8(100, 50);
        let (inner, map) = cut(wide, Affine::shift(-20.0, 0.0), (60.0, 50.0));
        assert_eq!((inner.width(), inner.height()), (62, 50));
        assert_eq!(map.apply(0.0, 0.0), (-1.0, 0.0));
    }
}
