//! Page images: the bytes of an input → the picture of each of its pages, one at a time.
//!
//! A page of a PDF that is one picture gives that picture as it lies in the file; any other page is painted
//! at 300 dpi. TIFF gives all its pages, PNG and JPEG are one page each. A page is given as it is shown: turned
//! by `/Rotate` or EXIF, cut to the crop box, with square pixels, grey or RGB of eight bits.
//!
//! ```no_run
//! # fn main() -> Result<(), sohoa_layout::Failure> {
//! let bytes = std::fs::read("scan.pdf").unwrap_or_default();
//! let pages = sohoa_raster::pages(&bytes, &sohoa_layout::Limits::default())?;
//! for number in 0..pages.len() {
//!     let page = pages.page(number)?; // one page in memory at a time
//!     println!("{}x{} at {} dpi", page.pixels.width(), page.pixels.height(), page.dpi);
//! }
//! # Ok(())
//! # }
//! ```

mod bomb;
mod density;
mod flat;
mod folder;
mod pdf;
mod stored;
mod tiff;
mod upright;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

use image::DynamicImage;
use sohoa_image::Affine;
use sohoa_layout::{Failure, Limits};

pub use stored::{Fax, Packed, Packing, Stored};

/// The longest side of a picture in pixels.
const SIDE: u32 = 30_000;

/// The picture of a page.
#[derive(Debug, Clone)]
pub struct PageImage {
    /// Grey or RGB, eight bits, as the page is shown; the pixels are square.
    pub pixels: DynamicImage,
    /// Pixels to an inch.
    pub dpi: f32,
    /// Width and height of the page as it is shown, in points.
    pub size: (f32, f32),
    /// From a place on the picture, in pixels, to points from the page's top left corner.
    pub to_points: Affine,
    /// Where the picture comes from.
    pub origin: Origin,
}

/// What the head of a picture tells of a page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Glance {
    /// Pixels to an inch; of a page that would have to be painted, those that it would be painted with.
    pub dpi: f32,
    /// Where the picture would come from.
    pub origin: Origin,
}

/// Where the picture of a page comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// It lies in the file as it is.
    Embedded,
    /// It was painted from the page's text, drawings and pictures.
    Painted,
}

/// The pages of an input.
pub struct Pages<'b> {
    source: Source<'b>,
    limits: Limits,
}

enum Source<'b> {
    Pdf(Box<pdf::File>),
    Tiff(tiff::File<'b>),
    Flat(flat::File<'b>),
    Folder(folder::File),
}

/// True when the bytes are of a kind that has page images.
#[must_use]
pub fn has_pages(bytes: &[u8]) -> bool {
    pdf::is_pdf(bytes) || tiff::is_tiff(bytes) || flat::is_flat(bytes)
}

/// Opens an input; no page is decoded yet.
///
/// # Errors
/// When it is of no kind that has page images, locked, too damaged, or larger than the limits.
pub fn pages<'b>(bytes: &'b [u8], limits: &Limits) -> Result<Pages<'b>, Failure> {
    if bytes.len() as u64 > limits.bytes {
        return Err(Failure::Limited("--max-bytes"));
    }
    let source = guard(|| open(bytes, limits))?;
    opened(source, limits)
}

/// Opens pictures on the disk as the pages of one input, in this order. A file is read when one of its pages is asked
/// for; one that cannot be is a page that fails.
///
/// # Errors
/// When there are no pages, or more than the limits allow.
pub fn pages_of_files(paths: &[PathBuf], limits: &Limits) -> Result<Pages<'static>, Failure> {
    if paths.len() > limits.pages as usize {
        return Err(Failure::Limited("--max-pages"));
    }
    let source = guard(|| Ok(Source::Folder(folder::File::open(paths, limits))))?;
    opened(source, limits)
}

fn opened<'b>(source: Source<'b>, limits: &Limits) -> Result<Pages<'b>, Failure> {
    let pages = Pages {
        source,
        limits: *limits,
    };
    match pages.len() {
        0 => Err(damaged("it has no pages")),
        n if n > limits.pages as usize => Err(Failure::Limited("--max-pages")),
        _ => Ok(pages),
    }
}

fn open<'b>(bytes: &'b [u8], limits: &Limits) -> Result<Source<'b>, Failure> {
    if pdf::is_pdf(bytes) {
        return Ok(Source::Pdf(Box::new(pdf::File::open(bytes, limits)?)));
    }
    if tiff::is_tiff(bytes) {
        return Ok(Source::Tiff(tiff::File::open(bytes, limits)?));
    }
    Ok(Source::Flat(flat::File::open(bytes)?))
}

impl Pages<'_> {
    /// How many pages there are.
    #[must_use]
    pub fn len(&self) -> usize {
        match &self.source {
            Source::Pdf(file) => file.len(),
            Source::Tiff(file) => file.len(),
            Source::Flat(_) => 1,
            Source::Folder(files) => files.len(),
        }
    }

    /// Never true: an input without pages is a [`Failure`].
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The picture of page `n`, counted from 0. Nothing of it is kept.
    ///
    /// # Errors
    /// When the page is not there, cannot be decoded, or is larger than the limits.
    pub fn page(&self, n: usize) -> Result<PageImage, Failure> {
        if n >= self.len() {
            return Err(damaged("it has no such page"));
        }
        guard(|| match &self.source {
            Source::Pdf(file) => file.page(n, &self.limits),
            Source::Tiff(file) => file.page(n, &self.limits),
            Source::Flat(file) => file.page(&self.limits),
            Source::Folder(files) => files.page(n, &self.limits),
        })
    }

    /// What page `n`, counted from 0, is, without decoding its picture.
    ///
    /// # Errors
    /// When the page is not there, its head is damaged, or it is larger than the limits.
    pub fn glance(&self, n: usize) -> Result<Glance, Failure> {
        if n >= self.len() {
            return Err(damaged("it has no such page"));
        }
        guard(|| match &self.source {
            Source::Pdf(file) => file.glance(n, &self.limits),
            Source::Tiff(file) => file.glance(n, &self.limits),
            Source::Flat(file) => file.glance(&self.limits),
            Source::Folder(files) => files.glance(n, &self.limits),
        })
    }

    /// The picture of page `n`, counted from 0, as the input has it: packed where a PDF may hold it so, else with every
    /// pixel.
    ///
    /// # Errors
    /// As for [`Pages::page`].
    pub fn stored(&self, n: usize) -> Result<Stored, Failure> {
        if n >= self.len() {
            return Err(damaged("it has no such page"));
        }
        guard(|| match &self.source {
            Source::Pdf(file) => file.stored(n, &self.limits),
            Source::Tiff(file) => file.whole(n, &self.limits).map(Stored::Pixels),
            Source::Flat(file) => file.stored(&self.limits),
            Source::Folder(files) => files.stored(n, &self.limits),
        })
    }

    /// The pictures of all pages, each made when it is asked for.
    pub fn iter(&self) -> impl Iterator<Item = Result<PageImage, Failure>> {
        (0..self.len()).map(|n| self.page(n))
    }
}

/// Damage may make a decoder fail in ways that its authors did not think of.
fn guard<T>(work: impl FnOnce() -> Result<T, Failure>) -> Result<T, Failure> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| Err(damaged("it cannot be decoded")))
}

fn damaged(what: impl Into<String>) -> Failure {
    Failure::Damaged(what.into())
}

/// Refuses a picture that is empty or has more pixels than a page may have.
fn check(width: u32, height: u32, limits: &Limits) -> Result<(), Failure> {
    if width == 0 || height == 0 {
        return Err(damaged("the picture is empty"));
    }
    let pixels = u64::from(width) * u64::from(height);
    if pixels > limits.pixels || width.max(height) > SIDE {
        return Err(Failure::Limited("--max-pixels"));
    }
    Ok(())
}
