//! A page painted, for pages that are more than one picture.

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_interpret::hayro_syntax::page::Page;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};
use image::{DynamicImage, GrayImage, RgbImage};
use sohoa_image::Affine;
use sohoa_layout::{Failure, Limits};

use crate::{Origin, PageImage, damaged};

/// The density that recognition likes best.
pub(super) const DPI: f32 = 300.0;
/// Sides of a painted page; the painter counts in sixteen bits.
const SIDE: f32 = 32_000.0;

/// Paints a page at 300 dpi, or as fine as the limits allow.
pub(super) fn paint(page: &Page<'_>, limits: &Limits) -> Result<PageImage, Failure> {
    let (width, height) = page.render_dimensions();
    // A pixel has four bytes while it is painted: half the limit is room enough.
    let area = (limits.pixels as f32 / 2.0 / (width * height)).sqrt();
    let scale = (DPI / 72.0).min(area).min(SIDE / width.max(height));
    if width * scale < 1.0 || height * scale < 1.0 {
        return Err(damaged("its page is a line"));
    }
    // The painter drops a part of a pixel; a little more than whole ones makes whole ones.
    let (columns, rows) = ((width * scale).round(), (height * scale).round());
    let pixmap = render(
        page,
        &RenderCache::new(),
        &InterpreterSettings::default(),
        &RenderSettings::default(),
        &PixmapSettings {
            x_scale: (columns + 0.02) / width,
            y_scale: (rows + 0.02) / height,
            bg_color: WHITE,
        },
    );
    let size = (u32::from(pixmap.width()), u32::from(pixmap.height()));
    let pixels =
        plain(pixmap.data_as_u8_slice(), size).ok_or_else(|| damaged("it cannot be painted"))?;
    Ok(PageImage {
        pixels,
        dpi: scale * 72.0,
        size: (width, height),
        to_points: Affine::scale(f64::from(width / columns), f64::from(height / rows)),
        origin: Origin::Painted,
    })
}

/// Grey where no pixel has a colour, else RGB. The painter paints on white, so that nothing shines through.
fn plain(rgba: &[u8], (width, height): (u32, u32)) -> Option<DynamicImage> {
    let pixels = rgba.as_chunks::<4>().0;
    if pixels.iter().all(|[r, g, b, _]| r == g && g == b) {
        let grey = pixels.iter().map(|p| p[0]).collect();
        return GrayImage::from_raw(width, height, grey).map(DynamicImage::ImageLuma8);
    }
    let mut rgb = Vec::with_capacity(pixels.len() * 3);
    pixels.iter().for_each(|p| rgb.extend_from_slice(&p[..3]));
    RgbImage::from_raw(width, height, rgb).map(DynamicImage::ImageRgb8)
}
