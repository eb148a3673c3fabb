//! The steps in their order.

use image::{DynamicImage, GrayImage};

use crate::affine::Affine;
use crate::components::Components;
use crate::ink::{Colour, Ink};
use crate::pose::{self, Pose};
use crate::rules::{self, Rule};
use crate::runs::Runs;
use crate::{clean, light, separate, warp};

/// Slants in degrees that recognition does not mind.
const LEVEL: f64 = 0.06;
/// Pictures coarser than this are enlarged, to this density, but not beyond this factor.
const COARSE: f32 = 240.0;
const FINE: f32 = 300.0;
const LARGER: f32 = 3.0;
/// Pixels that an enlarged picture may have.
const ROOM: f32 = 40e6;

/// Which steps to take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Steps {
    /// Red and blue ink is set apart from black.
    pub ink: bool,
    /// Pages that lie on their side or upside down are turned.
    pub orient: bool,
    /// Lines are made level.
    pub deskew: bool,
    /// Shadows and stains are evened out.
    pub even: bool,
    /// Specks are removed.
    pub despeckle: bool,
    /// Dark margins and punched holes are removed.
    pub border: bool,
    /// Grain and what shows through from the back become paper.
    pub whiten: bool,
    /// Pictures coarser than 240 dpi are made finer.
    pub upscale: bool,
}

impl Default for Steps {
    fn default() -> Steps {
        Steps {
            ink: true,
            orient: true,
            deskew: true,
            even: true,
            despeckle: true,
            border: true,
            whiten: true,
            upscale: true,
        }
    }
}

impl Steps {
    /// A step by its name.
    pub fn named(&mut self, name: &str) -> Option<&mut bool> {
        Some(match name {
            "ink" => &mut self.ink,
            "orient" => &mut self.orient,
            "deskew" => &mut self.deskew,
            "even" => &mut self.even,
            "despeckle" => &mut self.despeckle,
            "border" => &mut self.border,
            "whiten" => &mut self.whiten,
            "upscale" => &mut self.upscale,
            _ => return None,
        })
    }

    /// No step at all: the picture in grey, and its rules.
    #[must_use]
    pub fn none() -> Steps {
        Steps {
            ink: false,
            orient: false,
            deskew: false,
            even: false,
            despeckle: false,
            border: false,
            whiten: false,
            upscale: false,
        }
    }
}

/// What the steps did.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Done {
    /// Quarter turns clockwise that brought the page upright, 0 to 3.
    pub quarters: u8,
    /// How sure the page is upright rather than upside down, 0 to 1; near 0 recognition should try both.
    pub upright: f32,
    /// Degrees, clockwise, by which the page was turned to make its lines level.
    pub skew: f32,
    /// By how much the picture was enlarged.
    pub scale: f32,
    /// Light was uneven and was evened out.
    pub evened: bool,
    /// Specks that were removed.
    pub specks: u32,
    /// Dark margins and holes that were removed.
    pub edges: u32,
}

/// A page fit for reading.
#[derive(Debug, Clone)]
pub struct Repaired {
    /// Black ink on white, for recognition.
    pub gray: GrayImage,
    /// The same in two values: 0 is ink, 255 is paper.
    pub bilevel: GrayImage,
    /// Pixels to an inch of the repaired picture.
    pub dpi: f32,
    /// Ink of other colours: stamps, signatures, handwriting.
    pub coloured: Ink,
    /// Ruled lines, in the order of the page.
    pub rules: Vec<Rule>,
    /// What was done.
    pub steps: Done,
    /// From a place on the repaired picture to its place on the picture that was given.
    pub to_page: Affine,
}

impl Repaired {
    /// The boxes of all pieces of ink that hang together: first column and row, and those after the last.
    #[must_use]
    pub fn pieces(&self) -> Vec<[u32; 4]> {
        let found = Components::of(&Runs::of(&self.bilevel));
        found.list.iter().map(|p| p.bbox).collect()
    }

    /// A part of the page with the ink of a colour put back, as black: what was written there by hand.
    #[must_use]
    pub fn with_ink(&self, colour: Colour, [x0, y0, x1, y1]: [u32; 4]) -> GrayImage {
        let (width, height) = (x1.saturating_sub(x0), y1.saturating_sub(y0));
        let mut part = image::imageops::crop_imm(&self.gray, x0, y0, width, height).to_image();
        if let Some(labels) = &self.coloured.labels {
            let over = image::imageops::crop_imm(labels, x0, y0, width, height).to_image();
            let inked = part
                .iter_mut()
                .zip(over.iter())
                .filter(|(_, label)| **label == colour.label());
            inked.for_each(|(v, _)| *v = 0);
        }
        part
    }
}

/// Makes a page fit for reading. `dpi` is the density of the picture.
#[must_use]
pub fn repair(page: &DynamicImage, dpi: f32, steps: &Steps) -> Repaired {
    let dpi = if dpi.is_finite() {
        dpi.clamp(20.0, 2400.0)
    } else {
        300.0
    };
    let mut done = Done {
        scale: 1.0,
        ..Done::default()
    };
    let (mut gray, mut labels) = separate::separate(page, steps.ink);
    if steps.even {
        done.evened = light::even(&mut gray, dpi);
    }
    let cleaned = clean::clean(&mut gray, dpi, steps);
    (done.specks, done.edges) = (cleaned.specks, cleaned.edges);
    if steps.whiten {
        light::whiten(&mut gray);
    }
    let pose = match steps.orient || steps.deskew {
        true => pose::find(&gray, dpi, steps.orient, &cleaned.pieces),
        false => Pose::default(),
    };
    let to_page = straighten(&mut gray, &mut labels, dpi, pose, steps, &mut done);
    let dpi = dpi * done.scale;
    let bilevel = light::threshold_pale(&gray);
    let runs = Runs::of(&bilevel);
    let rules = rules::find(&runs, dpi);
    Repaired {
        coloured: Ink::new(labels, dpi),
        gray,
        bilevel,
        dpi,
        rules,
        steps: done,
        to_page,
    }
}

/// Turns, levels and enlarges the picture; gives the way back from the new places to the old.
fn straighten(
    gray: &mut GrayImage,
    labels: &mut Option<GrayImage>,
    dpi: f32,
    pose: Pose,
    steps: &Steps,
    done: &mut Done,
) -> Affine {
    (done.quarters, done.upright) = (pose.quarters, pose.upright);
    let first = warp::unquarter(pose.quarters, gray.dimensions());
    if pose.quarters > 0 {
        *gray = warp::quarter(gray, pose.quarters);
        *labels = labels.take().map(|l| warp::quarter(&l, pose.quarters));
    }
    if steps.deskew && pose.skew.abs() >= LEVEL {
        done.skew = pose.skew as f32;
    }
    if steps.upscale && dpi < COARSE {
        let room = (ROOM / (gray.width() as f32 * gray.height() as f32).max(1.0)).sqrt();
        done.scale = (FINE / dpi).min(LARGER).min(room).max(1.0);
    }
    if done.skew == 0.0 && done.scale == 1.0 {
        return first;
    }
    let (size, from) = turned(
        gray.dimensions(),
        f64::from(done.skew),
        f64::from(done.scale),
    );
    *gray = warp::warp(gray, from, size, 255);
    *labels = labels.take().map(|l| warp::warp_labels(&l, from, size));
    from.then(first)
}

/// The size of a picture after a turn about its middle and a change of scale, and the way back.
fn turned((width, height): (u32, u32), degrees: f64, scale: f64) -> ((u32, u32), Affine) {
    let (sin, cos) = degrees.to_radians().sin_cos();
    let (w, h) = (f64::from(width), f64::from(height));
    let new_width = ((w * cos + h * sin.abs()) * scale).round().max(1.0);
    let new_height = ((h * cos + w * sin.abs()) * scale).round().max(1.0);
    let from = Affine::shift(-new_width / 2.0, -new_height / 2.0)
        .then(Affine::scale(1.0 / scale, 1.0 / scale))
        .then(Affine::turn(-degrees.to_radians()))
        .then(Affine::shift(w / 2.0, h / 2.0));
    ((new_width as u32, new_height as u32), from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{Rgb, RgbImage};

    /// A slanted page with a black bar, and blue and red ones.
    fn page() -> DynamicImage {
        DynamicImage::ImageRgb8(RgbImage::from_fn(600, 800, |x, y| {
            let bar = |top: u32| (100..300).contains(&x) && (top..top + 20).contains(&y);
            match (bar(100), bar(300), bar(500)) {
                (true, ..) => Rgb([20, 20, 20]),
                (_, true, _) => Rgb([40, 50, 150]),
                (.., true) => Rgb([210, 40, 50]),
                _ => Rgb([255, 255, 255]),
            }
        }))
    }

    #[test]
    fn ink_is_taken_out_and_can_be_put_back() {
        let fixed = repair(&page(), 300.0, &Steps::default());
        let at = |image: &GrayImage, y: u32| image.get_pixel(200, y).0[0];
        assert!(
            at(&fixed.gray, 110) < 60 && at(&fixed.gray, 310) > 240 && at(&fixed.gray, 510) > 240
        );
        assert_eq!(at(&fixed.bilevel, 110), 0);
        let put_back = fixed.with_ink(Colour::Blue, [0, 0, 600, 800]);
        assert!(at(&put_back, 310) == 0 && at(&put_back, 510) > 240);
        assert_eq!(
            fixed
                .with_ink(Colour::Red, [590, 790, 700, 900])
                .dimensions(),
            (10, 10)
        );
        assert_eq!(fixed.coloured.regions.len(), 2);
    }

    #[test]
    fn coarse_pages_are_enlarged_and_lead_back() {
        let fixed = repair(&page(), 100.0, &Steps::default());
        assert_eq!((fixed.gray.dimensions(), fixed.dpi), ((1800, 2400), 300.0));
        assert_eq!(fixed.to_page.apply(300.0, 330.0), (100.0, 110.0));
        let plain = repair(&page(), 100.0, &Steps::none());
        assert_eq!(
            (plain.gray.dimensions(), plain.to_page),
            ((600, 800), Affine::IDENTITY)
        );
        assert!(plain.coloured.labels.is_none());
    }

    #[test]
    fn any_size_and_density() {
        for (width, height) in [(0, 0), (1, 1), (1, 900), (900, 1), (2, 2), (17, 31)] {
            for dpi in [0.0, 72.0, 300.0, 1e9, f32::NAN] {
                let fixed = repair(
                    &DynamicImage::new_rgb8(width, height),
                    dpi,
                    &Steps::default(),
                );
                assert_eq!(fixed.gray.dimensions(), fixed.bilevel.dimensions());
            }
        }
    }
}
