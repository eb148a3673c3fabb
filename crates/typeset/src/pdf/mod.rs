//! PDF out: sheets with a text layer in embedded fonts, and pages that are pictures.
//!
//! Words keep their letters (`ToUnicode`) and their blanks; justified lines widen the blanks, as word
//! processors write them.

mod embed;
mod picture;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use pdf_writer::{Content, Filter, Finish, Name, Pdf, Rect, Ref, Str};
use std::io::Write as _;

use crate::font::{FontFiles, Fonts, Style};
use crate::sheet::{Ink, Item, Run, Sheet, Stroke};

use embed::Used;
pub use picture::{Coded, Picture};

/// The names of the fonts on a page, in the order of [`Style::ALL`].
const NAMES: [Name<'static>; 4] = [Name(b"F0"), Name(b"F1"), Name(b"F2"), Name(b"F3")];

/// Sheets as a PDF with a text layer.
#[must_use]
pub fn sheets(sheets: &[Sheet], files: &FontFiles, fonts: &Fonts<'_>) -> Vec<u8> {
    let mut file = File::new();
    let resources = file.id();
    let mut used: [Used; 4] = Default::default();
    for sheet in sheets {
        let mut page = Page {
            content: Content::new(),
            height: sheet.height,
            fonts,
            used: &mut used,
        };
        sheet.items.iter().for_each(|item| page.item(item));
        let content = page.content.finish();
        file.page((sheet.width, sheet.height), &content, |page| {
            page.pair(Name(b"Resources"), resources);
        });
    }
    let ids: [Ref; 4] = std::array::from_fn(|_| file.id());
    let mut dict = file.pdf.indirect(resources).dict();
    let mut list = dict.insert(Name(b"Font")).dict();
    for (name, id) in NAMES.into_iter().zip(ids) {
        list.pair(name, id);
    }
    list.finish();
    dict.finish();
    for (style, id) in Style::ALL.into_iter().zip(ids) {
        embed::font(&mut file, id, style, &used[style as usize], files, fonts);
    }
    file.finish()
}

/// Pages of one picture each.
#[must_use]
pub fn pictures(pictures: &[Picture]) -> Vec<u8> {
    let mut file = File::new();
    for picture in pictures {
        let id = file.id();
        picture.write(&mut file.pdf, id);
        let (width, height) = picture.size;
        let mut content = Content::new();
        content.transform([width, 0.0, 0.0, height, 0.0, 0.0]);
        content.x_object(Name(b"Im"));
        file.page((width, height), &content.finish(), |page| {
            page.resources().x_objects().pair(Name(b"Im"), id);
        });
    }
    file.finish()
}

/// A file being written.
struct File {
    pdf: Pdf,
    last: i32,
    catalogue: Ref,
    tree: Ref,
    pages: Vec<Ref>,
}

impl File {
    fn new() -> File {
        File {
            pdf: Pdf::new(),
            last: 2,
            catalogue: Ref::new(1),
            tree: Ref::new(2),
            pages: Vec::new(),
        }
    }

    fn id(&mut self) -> Ref {
        self.last += 1;
        Ref::new(self.last)
    }

    fn page(
        &mut self,
        (width, height): (f32, f32),
        content: &[u8],
        resources: impl FnOnce(&mut pdf_writer::writers::Page<'_>),
    ) {
        let (id, stream) = (self.id(), self.id());
        let mut page = self.pdf.page(id);
        page.media_box(Rect::new(0.0, 0.0, width, height));
        page.parent(self.tree);
        page.contents(stream);
        resources(&mut page);
        page.finish();
        let packed = packed(content);
        self.pdf.stream(stream, &packed).filter(Filter::FlateDecode);
        self.pages.push(id);
    }

    fn finish(mut self) -> Vec<u8> {
        self.pdf.catalog(self.catalogue).pages(self.tree);
        let count = self.pages.len() as i32;
        let mut tree = self.pdf.pages(self.tree);
        tree.kids(self.pages).count(count);
        tree.finish();
        self.pdf.finish()
    }
}

/// Bytes as Flate has them; writing to memory does not fail.
fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut out = ZlibEncoder::new(Vec::new(), Compression::fast());
    let written = out.write_all(bytes);
    written.and_then(|()| out.finish()).unwrap_or_default()
}

struct Page<'p> {
    content: Content,
    height: f32,
    fonts: &'p Fonts<'p>,
    used: &'p mut [Used; 4],
}

impl Page<'_> {
    fn item(&mut self, item: &Item) {
        match item {
            Item::Run(run) => self.run(run),
            Item::Stroke(stroke) => self.stroke(stroke),
        }
    }

    fn run(&mut self, run: &Run) {
        let [r, g, b] = parts(run.ink);
        let (sin, cos) = (-run.turn).to_radians().sin_cos();
        let used = &mut self.used[run.style as usize];
        self.content.begin_text();
        self.content.set_fill_rgb(r, g, b);
        self.content.set_font(NAMES[run.style as usize], run.size);
        self.content
            .set_text_matrix([cos, sin, -sin, cos, run.x, self.height - run.y]);
        let mut line = self.content.show_positioned();
        let mut items = line.items();
        // An adjustment moves back by thousandths of the size.
        let widened = -run.gap * 1000.0 / run.size;
        for (i, word) in run.words.split(' ').enumerate() {
            let blank = if i > 0 { " " } else { "" };
            if i > 0 && run.gap != 0.0 {
                items.adjust(widened);
            }
            let codes = format!("{blank}{word}");
            let codes = codes.chars().flat_map(|c| {
                let glyph = self.fonts.glyph(run.style, c);
                used.insert(glyph.0, c);
                glyph.0.to_be_bytes()
            });
            items.show(Str(&codes.collect::<Vec<u8>>()));
        }
        items.finish();
        line.finish();
        self.content.end_text();
    }

    fn stroke(&mut self, stroke: &Stroke) {
        let up = |(x, y): (f32, f32)| (x, self.height - y);
        let Some((first, rest)) = stroke.points.split_first() else {
            return;
        };
        let [r, g, b] = parts(stroke.ink);
        self.content.set_stroke_rgb(r, g, b);
        self.content.set_line_width(stroke.width);
        let mut at = up(*first);
        self.content.move_to(at.0, at.1);
        for (i, point) in rest.iter().map(|p| up(*p)).enumerate() {
            match rest.get(i + 1).map(|p| up(*p)) {
                Some(next) if stroke.curved => {
                    let end = ((point.0 + next.0) / 2.0, (point.1 + next.1) / 2.0);
                    let toward = |a: (f32, f32)| {
                        (
                            a.0 + (point.0 - a.0) * 2.0 / 3.0,
                            a.1 + (point.1 - a.1) * 2.0 / 3.0,
                        )
                    };
                    let (a, b) = (toward(at), toward(end));
                    self.content.cubic_to(a.0, a.1, b.0, b.1, end.0, end.1);
                    at = end;
                }
                _ => {
                    self.content.line_to(point.0, point.1);
                    at = point;
                }
            }
        }
        self.content.stroke();
    }
}

fn parts(ink: Ink) -> [f32; 3] {
    [ink.0, ink.1, ink.2].map(|c| f32::from(c) / 255.0)
}
