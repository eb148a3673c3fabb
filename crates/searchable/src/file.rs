//! The file, object by object: each is written as it is made, and only where it lies is kept.

use std::io::{self, Write};

use flate2::Compression;
use flate2::write::ZlibEncoder;
use pdf_writer::types::{OutputIntentSubtype, TextRenderingMode};
use pdf_writer::writers::{Catalog, IccProfile};
use pdf_writer::{Chunk, Content, Filter, Finish, Name, Rect, Ref, Str, TextStr};
use sohoa_raster::Stored;

use crate::about::About;
use crate::font::{self, ADVANCE, Letters};
use crate::lines::{Shown, shown};
use crate::picture::Picture;
use crate::words::Placed;
use crate::{icc, xmp};

/// Objects with numbers of their own; those of the pages follow.
const CATALOGUE: Ref = Ref::new(1);
const TREE: Ref = Ref::new(2);
const METADATA: Ref = Ref::new(3);
const COLOURS: Ref = Ref::new(4);
const INFO: Ref = Ref::new(5);
const FONT: Ref = Ref::new(6);
const FONT_PARTS: [Ref; 4] = [Ref::new(7), Ref::new(8), Ref::new(9), Ref::new(10)];
const LAST: i32 = 10;

/// Sides of a page in points that PDF/A allows.
const SIDES: std::ops::RangeInclusive<f32> = 3.0..=14_400.0;
/// Where there is no picture to tell the size of a page.
const A4: (f32, f32) = (595.28, 841.89);

/// A file being written.
pub(crate) struct File<W> {
    out: W,
    /// Bytes written.
    at: u64,
    /// Where each object begins.
    places: Vec<u64>,
    pages: Vec<Ref>,
    letters: Letters,
    id: [u8; 16],
}

impl<W: Write> File<W> {
    /// Writes what needs no page.
    pub fn begin(out: W, about: &About) -> io::Result<File<W>> {
        let mut file = File {
            out,
            at: 0,
            places: vec![0; LAST as usize],
            pages: Vec::new(),
            letters: Letters::default(),
            id: about.id,
        };
        file.write(b"%PDF-1.7\n%\x80\x80\x80\x80\n\n")?;
        let mut chunk = Chunk::new();
        chunk
            .metadata(METADATA, xmp::packet(about).as_bytes())
            .finish();
        file.put(&chunk)?;
        let profile = packed(&icc::srgb());
        let mut chunk = Chunk::new();
        let mut colours: IccProfile<'_> = chunk.icc_profile(COLOURS, &profile);
        colours.n(3).filter(Filter::FlateDecode);
        colours.finish();
        file.put(&chunk)?;
        file.put(&info(about))?;
        Ok(file)
    }

    /// Writes a page: its picture, if there is one, and the words over it.
    pub fn page(&mut self, stored: Option<Stored>, words: &[Placed]) -> io::Result<()> {
        let picture = stored.map(Picture::of);
        let [page, content] = std::array::from_fn(|_| self.id());
        let size = picture.as_ref().map_or(A4, |p| p.size);
        let scale = fitting(size);
        let bytes = self.content(picture.as_ref(), size.1, scale, words);
        let image = match &picture {
            Some(picture) => Some(self.picture(picture)?),
            None => None,
        };
        let short = packed(&bytes);
        let mut chunk = Chunk::new();
        chunk.stream(content, &short).filter(Filter::FlateDecode);
        self.put(&chunk)?;
        let mut chunk = Chunk::new();
        let mut dict = chunk.page(page);
        let side = |points: f32| (points * scale).clamp(*SIDES.start(), *SIDES.end());
        dict.media_box(Rect::new(0.0, 0.0, side(size.0), side(size.1)));
        dict.parent(TREE).contents(content);
        let mut resources = dict.resources();
        resources.fonts().pair(Name(b"F"), FONT);
        if let Some(image) = image {
            resources.x_objects().pair(Name(b"P"), image);
        }
        resources.finish();
        dict.finish();
        self.put(&chunk)?;
        self.pages.push(page);
        Ok(())
    }

    fn picture(&mut self, picture: &Picture) -> io::Result<Ref> {
        let shared = picture.shared().map(|segments| (self.id(), segments));
        if let Some((id, segments)) = shared {
            let mut chunk = Chunk::new();
            chunk.stream(id, segments);
            self.put(&chunk)?;
        }
        let id = self.id();
        self.put(&picture.object(id, shared.map(|(id, _)| id)))?;
        Ok(id)
    }

    fn content(
        &mut self,
        picture: Option<&Picture>,
        height: f32,
        scale: f32,
        words: &[Placed],
    ) -> Vec<u8> {
        let mut content = Content::new();
        if scale != 1.0 {
            content.transform([scale, 0.0, 0.0, scale, 0.0, 0.0]);
        }
        if let Some(picture) = picture {
            content.save_state();
            content.transform(picture.matrix);
            content.x_object(Name(b"P"));
            content.restore_state();
        }
        if !words.is_empty() {
            content.begin_text();
            content.set_text_rendering_mode(TextRenderingMode::Invisible);
            let mut last = 0.0;
            for word in shown(words) {
                let size = short(word.size);
                if size != last {
                    content.set_font(Name(b"F"), size);
                    last = size;
                }
                self.word(&mut content, &word, size, height);
            }
            content.end_text();
        }
        content.finish().to_vec()
    }

    fn word(&mut self, content: &mut Content, word: &Shown<'_>, size: f32, height: f32) {
        let letters = word.text.chars().count() as f32;
        let natural = (letters * ADVANCE * size).max(f32::EPSILON);
        let (cos, sin) = (word.along.0, -word.along.1);
        content.set_horizontal_scaling(short(100.0 * word.width / natural));
        let at = (short(word.at.0), short(height - word.at.1));
        content.set_text_matrix([cos, sin, -sin, cos, at.0, at.1]);
        let blank = word.followed.then_some(' ');
        let codes = self.letters.codes(word.text.chars().chain(blank));
        content.show(Str(&codes));
    }

    /// Writes what depends on all pages.
    pub fn finish(mut self) -> io::Result<()> {
        let [inner, about, map, program] = FONT_PARTS;
        for chunk in font::objects(&self.letters, [FONT, inner, about, map, program]) {
            self.put(&chunk)?;
        }
        let mut chunk = Chunk::new();
        let mut tree = chunk.pages(TREE);
        tree.count(self.pages.len() as i32)
            .kids(self.pages.iter().copied());
        tree.finish();
        self.put(&chunk)?;
        self.put(&catalogue())?;
        self.trailer()
    }

    fn trailer(&mut self) -> io::Result<()> {
        let start = self.at;
        let size = self.places.len() + 1;
        let mut table = format!("xref\n0 {size}\n0000000000 65535 f \n");
        for place in &self.places {
            table.push_str(&format!("{place:010} 00000 n \n"));
        }
        let id: String = self.id.iter().map(|b| format!("{b:02X}")).collect();
        let (root, info) = (CATALOGUE.get(), INFO.get());
        table.push_str(&format!(
            "trailer\n<</Size {size}/Root {root} 0 R/Info {info} 0 R/ID [<{id}> <{id}>]>>\nstartxref\n{start}\n%%EOF\n"
        ));
        self.write(table.as_bytes())?;
        self.out.flush()
    }

    fn id(&mut self) -> Ref {
        self.places.push(0);
        Ref::new(self.places.len() as i32)
    }

    /// Writes an object and notes where it begins.
    fn put(&mut self, chunk: &Chunk) -> io::Result<()> {
        for id in chunk.refs() {
            if let Some(place) = self.places.get_mut(id.get() as usize - 1) {
                *place = self.at;
            }
        }
        self.write(chunk.as_bytes())
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.at += bytes.len() as u64;
        self.out.write_all(bytes)
    }
}

fn info(about: &About) -> Chunk {
    let mut chunk = Chunk::new();
    let mut dict = chunk.indirect(INFO).dict();
    for (name, value) in [
        (Name(b"Title"), about.title.as_deref()),
        (Name(b"Author"), about.author.as_deref()),
        (Name(b"Producer"), Some(about.producer.as_str())),
    ] {
        if let Some(value) = value {
            dict.pair(name, TextStr(value));
        }
    }
    dict.finish();
    chunk
}

fn catalogue() -> Chunk {
    let mut chunk = Chunk::new();
    let mut catalogue = chunk.indirect(CATALOGUE).start::<Catalog<'_>>();
    catalogue.pages(TREE).metadata(METADATA).lang(TextStr("vi"));
    let mut intents = catalogue.output_intents();
    let mut intent = intents.push();
    intent.subtype(OutputIntentSubtype::PDFA);
    intent.output_condition_identifier(TextStr("sRGB"));
    intent.info(TextStr("sRGB IEC61966-2.1"));
    intent.dest_output_profile(COLOURS);
    intent.finish();
    intents.finish();
    catalogue.finish();
    chunk
}

/// A hundredth of a point is nothing to see, and every digit more is a byte.
fn short(value: f32) -> f32 {
    (value * 100.0).round() / 100.0
}

/// By how much a page is stretched so that its sides are such as PDF/A allows.
fn fitting((width, height): (f32, f32)) -> f32 {
    let (short, long) = (width.min(height), width.max(height));
    if short < *SIDES.start() {
        *SIDES.start() / short.max(f32::EPSILON)
    } else if long > *SIDES.end() {
        *SIDES.end() / long
    } else {
        1.0
    }
}

/// Bytes as Flate has them; writing to memory does not fail.
pub(crate) fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut out = ZlibEncoder::new(Vec::new(), Compression::default());
    let written = out.write_all(bytes);
    written.and_then(|()| out.finish()).unwrap_or_default()
}
