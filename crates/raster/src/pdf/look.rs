//! A first look at a page: which pictures it paints, and whether one of them is all that is to be seen.

use hayro::hayro_interpret::font::GlyphRun;
use hayro::hayro_interpret::hayro_syntax::Filter;
use hayro::hayro_interpret::hayro_syntax::object::Stream;
use hayro::hayro_interpret::hayro_syntax::page::Page;
use hayro::hayro_interpret::{
    BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, SoftMask,
};
use hayro::kurbo::{Affine, BezPath, Rect, Shape};
use sohoa_layout::{Failure, Limits};

use super::walk;
use crate::check;

/// A picture that covers this share of the page is the page if nothing else is painted.
const MOST: f64 = 0.5;
/// Points by which clips and boxes may be off.
const SLACK: f64 = 2.0;
/// Pictures on one page.
const PICTURES: usize = 10_000;

/// The only picture of a page.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sole {
    /// Which of the pictures that are painted it is.
    pub number: usize,
    /// From its pixels to points of the page.
    pub to_points: Affine,
    /// Its size in pixels, as the file tells it.
    pub pixels: (u32, u32),
}

/// What a first look saw.
pub(super) struct Seen {
    pub sole: Option<Sole>,
}

/// Looks at a page without decoding its pictures.
pub(super) fn look(page: &Page<'_>, limits: &Limits) -> Result<Seen, Failure> {
    let (width, height) = page.render_dimensions();
    let mut eye = Eye {
        page: Rect::new(0.0, 0.0, f64::from(width), f64::from(height)),
        limits: *limits,
        clips: Vec::new(),
        dimmed: 0,
        groups: Vec::new(),
        pictures: 0,
        sole: None,
        mixed: false,
        failure: None,
    };
    walk(page, &mut eye);
    match eye.failure {
        Some(failure) => Err(failure),
        None => Ok(Seen {
            sole: eye.sole.filter(|_| !eye.mixed),
        }),
    }
}

struct Eye {
    page: Rect,
    limits: Limits,
    clips: Vec<Rect>,
    /// How many of the open groups change what is painted in them.
    dimmed: usize,
    groups: Vec<bool>,
    pictures: usize,
    sole: Option<Sole>,
    /// Something other than the picture is to be seen.
    mixed: bool,
    failure: Option<Failure>,
}

impl Eye {
    /// Something is painted that is not a picture.
    fn other(&mut self, bounds: Rect) {
        let seen = self
            .clips
            .iter()
            .fold(self.page, |all, clip| all.intersect(*clip));
        self.mixed |= bounds.inflate(0.1, 0.1).intersect(seen).area() > 0.0;
    }

    fn weigh(&mut self, image: &Image<'_, '_>) -> Result<(), Failure> {
        self.pictures += 1;
        if self.pictures > PICTURES {
            return Err(Failure::Limited("--max-members"));
        }
        check(image.width(), image.height(), &self.limits)?;
        match image {
            Image::Stencil(stencil) => folds_once(stencil.stream()),
            Image::Raster(raster) => folds_once(raster.stream()),
        }
    }

    /// Whether a picture is alone on the page, seen as it is.
    fn alone(&self, box_: Rect, transform: Affine) -> bool {
        let shown = box_.intersect(self.page);
        let clipped = |clip: &Rect| !clip.inflate(SLACK, SLACK).contains_rect(shown);
        shown.area() >= MOST * self.page.area()
            && self.dimmed == 0
            && !self.clips.iter().any(clipped)
            && is_upright(transform, box_)
    }
}

/// A stream packed twice may unfold to a million times its size.
fn folds_once(stream: &Stream<'_>) -> Result<(), Failure> {
    let packs = |f: &Filter| {
        matches!(
            f,
            Filter::FlateDecode | Filter::LzwDecode | Filter::RunLengthDecode
        )
    };
    if stream.filters().iter().filter(|f| packs(f)).count() > 1 {
        return Err(Failure::Limited("--max-unpacked"));
    }
    Ok(())
}

/// Whether the sides of a picture lie along those of the page, to within a pixel or so.
fn is_upright(transform: Affine, box_: Rect) -> bool {
    let [a, b, c, d, ..] = transform.as_coeffs();
    let slant = 0.5 / box_.width().max(box_.height()).max(1.0);
    let along = b.abs() <= slant * a.abs() && c.abs() <= slant * d.abs();
    let across = a.abs() <= slant * b.abs() && d.abs() <= slant * c.abs();
    along || across
}

impl<'a> Device<'a> for Eye {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, _: &DrawMode) {
        self.other(props.transform.transform_rect_bbox(path.bounding_box()));
    }

    fn push_clip_path(&mut self, clip: &ClipPath) {
        self.clips.push(clip.path.bounding_box());
    }

    fn push_transparency_group(
        &mut self,
        opacity: f32,
        mask: Option<SoftMask<'a>>,
        blend: BlendMode,
    ) {
        let dims = opacity < 1.0 || mask.is_some() || blend != BlendMode::Normal;
        self.dimmed += usize::from(dims);
        self.groups.push(dims);
    }

    fn draw_glyph_run(&mut self, _: &GlyphRun<'_, 'a>, _: DrawProps<'a>, mode: &DrawMode) {
        self.mixed |= !matches!(mode, DrawMode::Invisible);
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        if let Err(failure) = self.weigh(&image) {
            self.failure.get_or_insert(failure);
            return;
        }
        let size = (f64::from(image.width()), f64::from(image.height()));
        let box_ = props
            .transform
            .transform_rect_bbox(Rect::new(0.0, 0.0, size.0, size.1));
        let alone = props.soft_mask.is_none() && self.alone(box_, props.transform);
        let covers = box_.inflate(SLACK, SLACK).contains_rect(self.page);
        if alone && (covers || (self.sole.is_none() && !self.mixed)) {
            // What a picture of the whole page covers is not to be seen any more.
            self.mixed = matches!(image, Image::Stencil(_)) && (self.mixed || self.sole.is_some());
            self.sole = Some(Sole {
                number: self.pictures - 1,
                to_points: props.transform,
                pixels: (image.width(), image.height()),
            });
        } else {
            self.other(box_);
        }
    }

    fn pop_clip(&mut self) {
        self.clips.pop();
    }

    fn pop_transparency_group(&mut self) {
        self.dimmed -= usize::from(self.groups.pop().unwrap_or(false));
    }
}
