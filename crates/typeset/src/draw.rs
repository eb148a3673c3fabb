//! A sheet as pixels.

use std::collections::HashMap;

use image::{Rgb, RgbImage};
use tiny_skia::{
    Color, FillRule, LineCap, LineJoin, Paint, Path, PathBuilder, Pixmap, Stroke as Pen, Transform,
};
use ttf_parser::OutlineBuilder;

use crate::font::{Fonts, Style};
use crate::sheet::{Ink, Item, Run, Sheet, Stroke};

/// Draws a sheet on white paper; a sheet without extent becomes one pixel.
#[must_use]
pub fn draw(sheet: &Sheet, fonts: &Fonts<'_>, dpi: f32) -> RgbImage {
    let scale = dpi / 72.0;
    let pixels = |points: f32| ((points * scale).round() as u32).clamp(1, 20_000);
    let (width, height) = (pixels(sheet.width), pixels(sheet.height));
    let Some(canvas) = Pixmap::new(width, height) else {
        return RgbImage::from_pixel(1, 1, Rgb([255; 3]));
    };
    let mut drawing = Drawing {
        canvas,
        fonts,
        scale,
        outlines: HashMap::new(),
    };
    drawing.canvas.fill(Color::WHITE);
    for item in &sheet.items {
        match item {
            Item::Run(run) => drawing.run(run),
            Item::Stroke(stroke) => drawing.stroke(stroke),
        }
    }
    let bytes = drawing.canvas.data().chunks_exact(4);
    let bytes = bytes.flat_map(|p| [p[0], p[1], p[2]]).collect();
    RgbImage::from_raw(width, height, bytes).unwrap_or_default()
}

struct Drawing<'d> {
    canvas: Pixmap,
    fonts: &'d Fonts<'d>,
    scale: f32,
    /// Outlines in font units; nothing for blanks.
    outlines: HashMap<(Style, char), Option<Path>>,
}

impl Drawing<'_> {
    fn run(&mut self, run: &Run) {
        let paint = paint(run.ink);
        let units = f32::from(self.fonts.face(run.style).units_per_em());
        let em = run.size / units;
        let page = Transform::from_scale(self.scale, self.scale)
            .pre_concat(Transform::from_rotate_at(run.turn, run.x, run.y));
        for (c, x) in run.places(self.fonts) {
            let fonts = self.fonts;
            let outline = self.outlines.entry((run.style, c));
            let outline = outline.or_insert_with(|| outline_of(fonts, run.style, c));
            if let Some(path) = outline {
                let place = page.pre_translate(x, run.y).pre_scale(em, -em);
                self.canvas
                    .fill_path(path, &paint, FillRule::Winding, place, None);
            }
        }
    }

    fn stroke(&mut self, stroke: &Stroke) {
        let Some(path) = path_of(stroke) else { return };
        let pen = Pen {
            width: stroke.width,
            line_cap: if stroke.curved {
                LineCap::Round
            } else {
                LineCap::Butt
            },
            line_join: LineJoin::Round,
            ..Pen::default()
        };
        let page = Transform::from_scale(self.scale, self.scale);
        self.canvas
            .stroke_path(&path, &paint(stroke.ink), &pen, page, None);
    }
}

fn paint(ink: Ink) -> Paint<'static> {
    let mut paint = Paint::default();
    paint.set_color_rgba8(ink.0, ink.1, ink.2, 255);
    paint
}

/// A path through the points; bent ones turn at the middles between them.
fn path_of(stroke: &Stroke) -> Option<Path> {
    let (first, rest) = stroke.points.split_first()?;
    let mut path = PathBuilder::new();
    path.move_to(first.0, first.1);
    for (i, point) in rest.iter().enumerate() {
        match rest.get(i + 1) {
            Some(next) if stroke.curved => {
                let middle = ((point.0 + next.0) / 2.0, (point.1 + next.1) / 2.0);
                path.quad_to(point.0, point.1, middle.0, middle.1);
            }
            _ => path.line_to(point.0, point.1),
        }
    }
    path.finish()
}

fn outline_of(fonts: &Fonts<'_>, style: Style, c: char) -> Option<Path> {
    let mut pen = Outline(PathBuilder::new());
    let face = fonts.face(style);
    face.outline_glyph(fonts.glyph(style, c), &mut pen)?;
    pen.0.finish()
}

struct Outline(PathBuilder);

impl OutlineBuilder for Outline {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.move_to(x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.0.line_to(x, y);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.0.quad_to(x1, y1, x, y);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.0.cubic_to(x1, y1, x2, y2, x, y);
    }

    fn close(&mut self) {
        self.0.close();
    }
}
