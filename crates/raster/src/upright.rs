//! The last step of every page: square pixels, and no more of them than reading needs.

use image::DynamicImage;
use image::imageops::FilterType;
use sohoa_image::Affine;

use crate::density::Density;
use crate::{Origin, PageImage};

/// From this density on every second pixel is enough.
const PLENTY: f32 = 500.0;
/// Densities of the axes that differ by less count as the same.
const SQUARE: f32 = 1.03;

/// A picture that is the whole page, pixel by pixel.
pub(crate) fn whole(pixels: DynamicImage, density: Density) -> PageImage {
    let density = density.of((pixels.width(), pixels.height()));
    let size = (
        pixels.width() as f32 * 72.0 / density.x,
        pixels.height() as f32 * 72.0 / density.y,
    );
    let to_points = Affine::scale(72.0 / f64::from(density.x), 72.0 / f64::from(density.y));
    PageImage {
        pixels,
        dpi: density.x,
        size,
        to_points,
        origin: Origin::Embedded,
    }
}

/// Makes the pixels of a page square and thins out what is far finer than reading needs; `to_points` is followed.
pub(crate) fn finish(mut page: PageImage) -> PageImage {
    let [x, _, _, y, ..] = page.to_points.0;
    let (x, y) = ((72.0 / x) as f32, (72.0 / y) as f32);
    let (width, height) = (page.pixels.width(), page.pixels.height());
    let fine = x.max(y);
    let target = if fine >= PLENTY { fine / 2.0 } else { fine };
    page.dpi = target;
    if x / y < SQUARE && y / x < SQUARE && target == fine {
        page.dpi = (x * y).sqrt();
        return page;
    }
    let side = |n: u32, dpi: f32| ((n as f32 * target / dpi).round() as u32).max(1);
    let (new_width, new_height) = (side(width, x), side(height, y));
    let back = Affine::scale(
        f64::from(width) / f64::from(new_width),
        f64::from(height) / f64::from(new_height),
    );
    page.to_points = back.then(page.to_points);
    page.pixels = if target < fine {
        page.pixels.thumbnail_exact(new_width, new_height)
    } else {
        page.pixels
            .resize_exact(new_width, new_height, FilterType::Triangle)
    };
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(width: u32, height: u32, x: f32, y: f32) -> PageImage {
        finish(whole(
            DynamicImage::new_luma8(width, height),
            Density::new(x, y),
        ))
    }

    #[test]
    fn a_fax_gets_square_pixels() {
        let fax = page(1728, 1145, 204.0, 98.0);
        assert_eq!((fax.pixels.width(), fax.pixels.height()), (1728, 2383));
        assert_eq!(fax.dpi, 204.0);
        let (x, y) = fax.to_points.apply(1728.0, 2383.0);
        assert!(
            (x - f64::from(fax.size.0)).abs() < 0.01 && (y - f64::from(fax.size.1)).abs() < 0.01
        );
    }

    #[test]
    fn fine_scans_are_thinned_out() {
        let fine = page(2400, 3000, 600.0, 600.0);
        assert_eq!(
            (fine.pixels.width(), fine.pixels.height(), fine.dpi),
            (1200, 1500, 300.0)
        );
        assert_eq!(fine.to_points.apply(1200.0, 1500.0), (288.0, 360.0));
        assert_eq!(page(1, 1, 300.0, 300.0).pixels.width(), 1);
    }
}
