//! Pages of a PDF: the picture that is the page, or the page painted.

mod look;
mod paint;
mod raw;
mod take;

use std::sync::Arc;

use hayro::hayro_interpret::{
    Context, Device, InterpreterCache, InterpreterSettings, interpret_page,
};
use hayro::hayro_syntax::page::Page;
use hayro::hayro_syntax::{LoadPdfError, Pdf};
use hayro::kurbo::{Affine, Rect};
use sohoa_layout::{Failure, Limits};

use look::Sole;

use crate::upright::finish;
use crate::{Glance, Origin, PageImage, Stored, bomb, damaged};

/// Where the mark of a PDF may begin.
const HEAD: usize = 1024;
/// The longest and the shortest side of a page in points that is believed.
const SIDES: std::ops::RangeInclusive<f32> = 1.0..=20_000.0;

pub(crate) struct File {
    pdf: Pdf,
}

pub(crate) fn is_pdf(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(HEAD)];
    memchr::memmem::find(head, b"%PDF-").is_some()
}

impl File {
    pub fn open(bytes: &[u8], limits: &Limits) -> Result<File, Failure> {
        bomb::check(bytes, limits)?;
        let data: Arc<Vec<u8>> = Arc::new(bytes.to_vec());
        match Pdf::new(data) {
            Ok(pdf) => Ok(File { pdf }),
            Err(LoadPdfError::Decryption(_)) => Err(Failure::Encrypted),
            Err(LoadPdfError::Invalid) => Err(damaged("its structure cannot be followed")),
        }
    }

    pub fn len(&self) -> usize {
        self.pdf.pages().len()
    }

    pub fn page(&self, n: usize, limits: &Limits) -> Result<PageImage, Failure> {
        let (page, sole) = self.look(n, limits)?;
        match sole.and_then(|sole| take::take(page, &sole)) {
            Some(image) => Ok(finish(image)),
            None => paint::paint(page, limits),
        }
    }

    pub fn glance(&self, n: usize, limits: &Limits) -> Result<Glance, Failure> {
        let (_, sole) = self.look(n, limits)?;
        let glance = sole.map(|sole| {
            let [a, b, ..] = sole.to_points.as_coeffs();
            Glance {
                dpi: (72.0 / a.hypot(b)) as f32,
                origin: Origin::Embedded,
            }
        });
        Ok(glance.unwrap_or(Glance {
            dpi: paint::DPI,
            origin: Origin::Painted,
        }))
    }

    /// The picture of a page as the file has it.
    pub fn stored(&self, n: usize, limits: &Limits) -> Result<Stored, Failure> {
        let (page, sole) = self.look(n, limits)?;
        if let Some(packed) = sole.and_then(|sole| raw::raw(page, &sole)) {
            return Ok(Stored::Packed(packed));
        }
        let taken = sole.and_then(|sole| take::take(page, &sole));
        let image = taken.map_or_else(|| paint::paint(page, limits), Ok)?;
        Ok(Stored::Pixels(image))
    }

    /// A page, and the picture that it is, if it is one.
    fn look(&self, n: usize, limits: &Limits) -> Result<(&Page<'_>, Option<Sole>), Failure> {
        let page = &self.pdf.pages()[n];
        let (width, height) = page.render_dimensions();
        if !SIDES.contains(&width) || !SIDES.contains(&height) {
            return Err(damaged("its page has no size"));
        }
        Ok((page, look::look(page, limits)?.sole))
    }
}

/// Sends what a page paints to a device, in points from the top left corner of the page as it is shown.
fn walk<'a>(page: &Page<'a>, device: &mut impl Device<'a>) {
    let (width, height) = page.render_dimensions();
    let [a, b, c, d, e, f] = page.initial_transform(true).as_coeffs();
    let mut context = Context::new(
        Affine::new([a, b, c, d, e, f]),
        Rect::new(0.0, 0.0, f64::from(width), f64::from(height)),
        &InterpreterCache::new(),
        page.xref(),
        InterpreterSettings::default(),
    );
    interpret_page(page, &mut context, device);
}
