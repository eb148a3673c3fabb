//! Pixels by colour: one plane or three, so that every step is written for one.

use image::{DynamicImage, GrayImage, RgbImage};

/// A picture.
#[derive(Debug, Clone)]
pub struct Planes {
    pub width: usize,
    pub height: usize,
    pub planes: Vec<Vec<u8>>,
}

impl Planes {
    /// The pixels of a drawing, in colour or in grey.
    pub fn of(image: &RgbImage, colour: bool) -> Planes {
        let pixels = image.as_raw().chunks_exact(3);
        let planes = if colour {
            (0..3)
                .map(|c| pixels.clone().map(|p| p[c]).collect())
                .collect()
        } else {
            let grey = |p: &[u8]| {
                let [r, g, b] = [p[0], p[1], p[2]].map(u32::from);
                ((r * 77 + g * 150 + b * 29) >> 8) as u8
            };
            vec![pixels.map(grey).collect()]
        };
        Planes {
            width: image.width() as usize,
            height: image.height() as usize,
            planes,
        }
    }

    /// White paper.
    pub fn size(&self) -> (usize, usize) {
        (self.width, self.height)
    }

    /// The picture.
    pub fn image(self) -> DynamicImage {
        let (width, height) = (self.width as u32, self.height as u32);
        match <[Vec<u8>; 3]>::try_from(self.planes) {
            Ok([r, g, b]) => {
                let rgb = r
                    .iter()
                    .zip(&g)
                    .zip(&b)
                    .flat_map(|((r, g), b)| [*r, *g, *b]);
                let rgb = RgbImage::from_raw(width, height, rgb.collect());
                DynamicImage::ImageRgb8(rgb.unwrap_or_default())
            }
            Err(mut planes) => {
                let grey = GrayImage::from_raw(width, height, planes.pop().unwrap_or_default());
                DynamicImage::ImageLuma8(grey.unwrap_or_default())
            }
        }
    }
}
